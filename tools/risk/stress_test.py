"""What a crisis, or shocks of one's own, would do to a book; and what would cost a given loss."""

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.risk._stress_chart import chart
from tools.risk._stress_request import StressTestRequest
from tools.risk._stress_result import (
    PositionShare,
    ReverseStress,
    StressedBook,
    StressedPosition,
    StressTestResult,
)
from tools.risk._stress_words import notes, summary

if TYPE_CHECKING:
    from tools.risk._stress_run import Book, Hit, Reverse

Floats = NDArray[np.float64]

METHOD = Method(
    name="Stress test of a linear book; unshocked positions by conditional expectation",
    source="Kupiec (1998), Stress testing in a value at risk framework; Breuer et al. (2009) for "
    "the reverse; index levels as published",
)


def stress_test(request: StressTestRequest) -> StressTestResult:
    """Say what a crisis of the past or a shock of one's own would do to a portfolio.

    Use it for stress tests and what-if questions on positions (2008, the pandemic, equities down
    30 %, rates up 2 points) and for reverse stress tests: what would have to happen to lose so
    much.
    """
    # Distributions are SciPy's: not before they are used.
    from tools.risk._stress_run import book_of, hits, reverse_of

    book = book_of(request)
    reverse = reverse_of(request, book)
    scenarios = sorted(
        (_stressed(hit, book) for hit in hits(request, book)), key=lambda one: one.profit
    )
    var, shortfall, parts = _value_at_risk(request, book)
    result = StressTestResult(
        summary="",
        method=METHOD,
        scenarios=scenarios,
        reverse=None if reverse is None else _reversed(reverse, book),
        value=float(book.exposures.sum()),
        unit="money" if book.money else "fraction",
        value_at_risk=var,
        expected_shortfall=shortfall,
        confidence=request.confidence,
        risk_parts=parts,
        horizon_days=request.horizon if request.horizon is not None else book.days,
        observations=0 if book.moves is None else int(book.moves.shape[0]),
        currency=request.currency,
    )
    result.summary, result.notes = summary(result), [*book.notes, *notes(request, result)]
    result.chart = chart(result)
    return result


def _stressed(hit: "Hit", book: "Book") -> StressedBook:
    from scipy.stats import chi2

    rows = _rows(hit.moves, book, hit.shocked, hit.followed)
    profit, worth = sum(one.profit for one in rows), abs(float(book.exposures.sum()))
    chance = None
    if hit.distance is not None:
        chance = float(chi2.sf(hit.distance**2, int(hit.shocked.sum())))
    return StressedBook(
        name=hit.name,
        title=hit.title,
        profit=profit,
        profit_share=profit / worth if worth else None,
        days=hit.days,
        distance=hit.distance,
        chance=chance,
        positions=rows,
    )


def _rows(
    moves: Floats, book: "Book", shocked: NDArray[np.bool_], followed: bool
) -> list[StressedPosition]:
    rest = "conditional" if followed else "none"
    rows = [
        StressedPosition(
            name=name,
            exposure=float(book.exposures[k]),
            move=float(moves[k]),
            moved_by="shock" if shocked[k] else rest,
            profit=float(book.exposures[k] * moves[k]),
        )
        for k, name in enumerate(book.names)
    ]
    return sorted(rows, key=lambda one: one.profit)


def _reversed(reverse: "Reverse", book: "Book") -> ReverseStress:
    none = np.zeros(len(book.names), dtype=np.bool_)
    return ReverseStress(
        loss=reverse.loss,
        distance=reverse.distance,
        chance=NormalDist().cdf(-reverse.distance),
        positions=_rows(reverse.moves, book, none, True),
    )


def _value_at_risk(
    request: StressTestRequest, book: "Book"
) -> tuple[float | None, float | None, list[PositionShare]]:
    from tools.risk._linear_book import normal_heights

    if book.covariance is None:
        return None, None, []
    covariance = book.covariance * book.periods(request.horizon)
    with_book = covariance @ book.exposures
    deviation = float(np.sqrt(max(float(book.exposures @ with_book), 0.0)))
    if deviation == 0:
        return 0.0, 0.0, []
    height, beyond = normal_heights(request.confidence)
    shares = book.exposures * with_book / deviation**2
    parts = [
        PositionShare(name=name, component=height * deviation * float(share), share=float(share))
        for name, share in zip(book.names, shares, strict=True)
    ]
    ordered = sorted(parts, key=lambda one: -one.component)
    return height * deviation, beyond * deviation, ordered
