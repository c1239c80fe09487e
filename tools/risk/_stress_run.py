"""Scenarios worked through a linear book: shocks, what follows them, and the reverse question.

Unshocked positions take their expectation given the shocked ones, C_us C_ss^-1 x_s (Kupiec 1998,
Stress testing in a value at risk framework, Journal of Derivatives 6(1)). The reverse stress of a
linear book with exposures w and covariances C: the point of greatest elliptical density on the
plane of loss L is x = -L C w / (w' C w), at Mahalanobis distance L / sqrt(w' C w) (Studer 1997;
Breuer et al. 2009, How to find plausible, severe, and useful stress scenarios).
"""

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.histories import of_table
from tools.matrices import checked, equicorrelation
from tools.risk._linear_book import covariances
from tools.risk._stress_request import StressTestRequest
from tools.risk._stress_scenarios import INDICES, PastScenario, past_scenarios

Floats = NDArray[np.float64]

TRADING_DAYS = {"day": 1.0, "week": 5.0, "month": 21.0, "quarter": 63.0, "year": 252.0}
SMALL = 1e-12  # eigenvalue, over the largest, under which shocked positions are one
LEAST_MOVE = -1.0  # nothing bought outright loses more than everything


@dataclass(frozen=True)
class Book:
    """Exposures, and how the positions move in one period."""

    names: list[str]
    exposures: Floats
    money: bool
    covariance: Floats | None
    moves: Floats | None
    """Past moves by row and position, where there is a history."""
    days: float | None
    """Trading days of a period, where known."""
    notes: list[str] = field(default_factory=list[str])

    def periods(self, days: float | None) -> float:
        """That many trading days in periods of the covariances; one period unless told.

        Rows of a history without dates are taken as trading days.
        """
        return 1.0 if days is None else days / (self.days or 1.0)


@dataclass(frozen=True)
class Hit:
    """One scenario's moves."""

    name: str
    title: str
    moves: Floats
    shocked: NDArray[np.bool_]
    followed: bool
    """Whether the rest follows."""
    days: float | None
    distance: float | None = None


def book_of(request: StressTestRequest) -> Book:
    """Read the book."""
    exposures, money = _exposures(request)
    names = [one.name for one in request.positions]
    if request.history is not None:
        history = of_table(request.history, request.history_holds, None, names)
        if history.taken == "profits":
            raise InvalidInput.of("history_holds", "must be returns or prices: moves are fractions")
        moves = history.moves
        if moves.shape[0] < 3:
            raise InvalidInput.of("history", "needs at least three periods")
        covariance = np.atleast_2d(np.cov(moves, rowvar=False))
        days = TRADING_DAYS.get(history.period or "")
        notes = list(history.notes)
        if days is None:
            notes.append(
                "How long a row of the history lasts is not known; rows were taken as trading days."
            )
        return Book(names, exposures, money, covariance, moves, days, notes)
    if request.positions[0].volatility is None:
        return Book(names, exposures, money, None, None, None)
    volatilities = np.array([one.volatility for one in request.positions], dtype=np.float64)
    size = len(names)
    if request.correlations is not None:
        matrix = checked(request.correlations, size, "correlations")
    else:
        matrix = equicorrelation(request.correlation or 0.0, size, "correlation")
    days = TRADING_DAYS[request.volatility_period or "year"]
    return Book(names, exposures, money, covariances(volatilities, matrix), None, days)


def _exposures(request: StressTestRequest) -> tuple[Floats, bool]:
    positions = request.positions
    seen: set[str] = set()
    for number, one in enumerate(positions):
        if one.name.lower() in seen:
            raise InvalidInput.of(f"positions.{number}.name", "is given twice; add the two up")
        seen.add(one.name.lower())
    if all(one.amount is not None for one in positions):
        found, money = np.array([one.amount for one in positions], dtype=np.float64), True
    elif all(one.weight is not None for one in positions):
        found = np.array([one.weight for one in positions], dtype=np.float64)
        money = request.value is not None
        found = found * (request.value or 1.0)
    else:
        number = next(k for k, one in enumerate(positions) if one.amount is None)
        raise InvalidInput.of(
            f"positions.{number}.amount",
            "is required: give an amount for every position, or a weight for every one",
            code="missing",
        )
    if not np.any(found):
        raise InvalidInput.of("positions", "are all zero")
    return found, money


def hits(request: StressTestRequest, book: Book) -> list[Hit]:
    """Every scenario that was asked for."""
    found: list[Hit] = []
    if request.scenario is not None:
        found += _past(request, book)
    if request.shocks is not None or request.yield_shock is not None:
        shocks = _own(request, book)
        found.append(_hit(request, book, "own", "your own shocks", shocks, request.horizon))
    if book.moves is not None:
        returns = book.moves @ book.exposures
        row = int(np.argmin(returns))
        title = f"the worst period of the history (row {row + 1} of {returns.size})"
        everything = np.ones(len(book.names), dtype=np.bool_)
        found.append(Hit("worst_period", title, book.moves[row], everything, False, book.days))
    return found


def _past(request: StressTestRequest, book: Book) -> list[Hit]:
    catalogue = past_scenarios()
    names = list(catalogue) if request.scenario == "all" else [str(request.scenario)]
    found: list[Hit] = []
    for name in names:
        past = catalogue[name]
        shocks = _by_class(request, past)
        if np.any(np.isfinite(shocks)):
            found.append(_hit(request, book, name, past.title, shocks, float(past.days)))
    if not found:
        raise InvalidInput.of(
            "positions.0.asset_class",
            "is required for a crisis of the past: say for at least one position which market it "
            f"moves with ({', '.join(f'{k}: {v}' for k, v in INDICES.items())}), or give a bond "
            "its duration; this crisis must have moved that market",
            code="missing",
        )
    return found


def _by_class(request: StressTestRequest, past: PastScenario) -> Floats:
    """The scenario's move of each position; NaN for those it says nothing of."""
    found = np.full(len(request.positions), np.nan)
    for k, one in enumerate(request.positions):
        if one.duration is not None and past.yield_move is not None:
            found[k] = max(-one.duration * past.yield_move, LEAST_MOVE)
        elif one.asset_class in past.moves:
            found[k] = past.moves[one.asset_class]
    return found


def _own(request: StressTestRequest, book: Book) -> Floats:
    found = np.full(len(book.names), np.nan)
    for number, shock in enumerate(request.shocks or []):
        wanted = shock.name.lower()
        places = [k for k, name in enumerate(book.names) if name.lower() == wanted]
        places = places or [
            k
            for k, one in enumerate(request.positions)
            if one.asset_class == wanted.replace(" ", "_")
        ]
        if not places:
            raise InvalidInput.of(
                f"shocks.{number}.name",
                "is neither a position nor an asset class of one; positions are "
                + ", ".join(book.names[:12]),
            )
        if np.any(np.isfinite(found[places])):
            raise InvalidInput.of(f"shocks.{number}.name", "hits a position that was hit before")
        found[places] = shock.shock
    if request.yield_shock is not None:
        bonds = [k for k, one in enumerate(request.positions) if one.duration is not None]
        if not bonds:
            raise InvalidInput.of(
                "positions.0.duration",
                "is required where rates move: give each bond its modified duration in years",
                code="missing",
            )
        for k in bonds:
            if not np.isfinite(found[k]):
                found[k] = max(-(request.positions[k].duration or 0) * request.yield_shock,
                               LEAST_MOVE)  # fmt: skip
    return found


def _hit(
    request: StressTestRequest,
    book: Book,
    name: str,
    title: str,
    shocks: Floats,
    days: float | None,
) -> Hit:
    shocked = np.isfinite(shocks)
    moves = np.where(shocked, shocks, 0.0)
    if book.covariance is None:
        return Hit(name, title, moves, shocked, False, days)
    inside = book.covariance[np.ix_(shocked, shocked)]
    pull = _solved(inside, shocks[shocked], title)
    distance = sqrt(max(float(shocks[shocked] @ pull), 0.0) / book.periods(days))
    followed = request.propagation == "conditional" and not np.all(shocked)
    if followed:
        moves[~shocked] = book.covariance[np.ix_(~shocked, shocked)] @ pull
    return Hit(name, title, moves, shocked, followed, days, distance)


def _solved(inside: Floats, shocks: Floats, title: str) -> Floats:
    """C^-1 x for the shocked positions; where they are bound to each other, x must allow it."""
    deviations = np.sqrt(np.diag(inside))
    if np.any(deviations == 0):
        raise InvalidInput.of("history", "a shocked position never moved in the history")
    matrix = inside / np.outer(deviations, deviations)
    values, vectors = np.linalg.eigh(matrix)
    held = values > SMALL * values[-1]
    turned = vectors.T @ (shocks / deviations)
    if np.any(np.abs(turned[~held]) > 1e-6 * np.linalg.norm(turned)):
        raise InvalidInput.of(
            "shocks",
            f"contradict the correlations in {title}: positions that always move together cannot "
            "move apart; change a shock, or take propagation none with no history",
        )
    solved = vectors[:, held] @ (turned[held] / values[held])
    return solved / deviations


@dataclass(frozen=True)
class Reverse:
    """The likeliest moves for a loss."""

    loss: float
    moves: Floats
    distance: float


def reverse_of(request: StressTestRequest, book: Book) -> Reverse | None:
    """The reverse stress, where a loss was asked about."""
    if request.loss is None and request.loss_share is None:
        return None
    if request.loss is not None and not book.money:
        raise InvalidInput.of(
            "value", "is required to look for a loss in money: what is the portfolio worth?",
            code="missing",
        )  # fmt: skip
    assert book.covariance is not None
    worth = abs(float(book.exposures.sum()))
    if request.loss_share is not None and worth == 0:
        raise InvalidInput.of("loss_share", "has no meaning for a book worth nothing; give loss")
    loss = request.loss if request.loss is not None else (request.loss_share or 0.0) * worth
    covariance = book.covariance * book.periods(request.horizon)
    with_book = covariance @ book.exposures
    variance = float(book.exposures @ with_book)
    if variance <= 0:
        raise InvalidInput.of("positions", "cancel out: the book has no risk left to stress")
    return Reverse(loss, -loss * with_book / variance, loss / sqrt(variance))
