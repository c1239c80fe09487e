"""Joint scenarios by each method, in chunks with streams of their own.

Block bootstrap: Politis and Romano (1994), The stationary bootstrap, JASA 89. Filtered historical
simulation: Barone-Adesi, Giannopoulos and Vosper (1999); Hull and White (1998). Copula: ranks
joined by a Gaussian or t copula, margins as they were (McNeil, Frey and Embrechts, section 7.5).
Factor model: principal components drawn together, what they leave unexplained drawn apart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.matrices import square_root
from tools.risk._block_length import stationary_block
from tools.risk._scenario_request import GenerateScenariosRequest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 4_096  # scenarios made from one stream
ENOUGH = 0.9  # share of variance the factors explain unless their number is named
FEWEST_GARCH = 250  # rows under which GARCH cannot be told from noise
SPREAD_LIMIT = 1e3  # times the history's deviation, where a volatility has exploded
LARGEST = 1e100  # its fourth power still fits a float

Step = Callable[[np.random.Generator, int], Iterator[Floats]]
"""Moves of each period in turn, (scenarios, series), for so many scenarios."""


@dataclass(frozen=True)
class Engine:
    """A method made ready."""

    step: Step
    details: dict[str, float] = field(default_factory=dict[str, float])
    volatility_now: tuple[float, ...] = ()


def paths(
    engine: Engine, request: GenerateScenariosRequest, series: int, compound: bool
) -> tuple[Floats, int]:
    """The moves over the whole horizon, (scenarios, series), and how many lost everything.

    A drawn return below -1 is a total loss: the series stays at nothing.
    """
    seeds = np.random.SeedSequence(request.seed).spawn(-(-request.scenarios // CHUNK))
    found, ruined = np.empty((request.scenarios, series)), 0
    for number, seed in enumerate(seeds):
        part = found[number * CHUNK : (number + 1) * CHUNK]
        random = np.random.Generator(np.random.Philox(seed))
        part[:] = 1.0 if compound else 0.0
        for moves in engine.step(random, part.shape[0]):
            if compound:
                ruined += int(np.count_nonzero(moves < -1))
                with np.errstate(over="ignore"):  # looked at below
                    part *= 1 + np.maximum(moves, -1.0)
            else:
                part += moves
    if compound:
        found -= 1
    if not np.all(np.abs(found) < LARGEST):
        raise InvalidInput.of("horizon", "is so long that moves grow beyond all bounds; shorten it")
    return found, ruined


def engine_of(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    """The engine of the method asked for, fitted to the history (rows, series)."""
    made = {
        "block_bootstrap": _blocks,
        "filtered": _filtered,
        "copula": _copula,
        "factor_model": _factors,
        "normal": _sample_normal,
    }
    return made[request.chosen](request, moves)


def _blocks(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    length = request.block_length
    if length is None:
        length = max(stationary_block(column) for column in moves.T)
    rows = moves.shape[0]
    if length > rows:
        raise InvalidInput.of("block_length", f"must be at most the {rows:,} rows of the history")

    def step(random: np.random.Generator, size: int) -> Iterator[Floats]:
        at: Ints = random.integers(rows, size=size)
        for period in range(request.horizon):
            if period:
                fresh = random.random(size) < 1 / length
                at = np.where(fresh, random.integers(rows, size=size), (at + 1) % rows)
            yield moves[at]

    return Engine(step, {"block_length": float(length)})


def _filtered(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    from tools.risk._volatility_models import ewma, garch

    if request.volatility_model == "garch" and moves.shape[0] < FEWEST_GARCH:
        raise InvalidInput.of(
            "volatility_model", f"GARCH needs at least {FEWEST_GARCH} rows; take ewma"
        )
    means = moves.mean(axis=0)
    off = moves - means
    if np.any(np.ptp(off, axis=0) == 0):
        raise InvalidInput.of("history", "a series never changes, so it has no volatility")
    models = [
        garch(column) if request.volatility_model == "garch" else ewma(column, request.decay)
        for column in np.ascontiguousarray(off.T)
    ]
    shocks = off / np.maximum(np.column_stack([one.past for one in models]), 1e-300)
    omega = np.array([one.omega for one in models])
    alpha = np.array([one.alpha for one in models])
    beta = np.array([one.beta for one in models])
    start = np.array([one.next for one in models])
    most = (SPREAD_LIMIT * off.std(axis=0)) ** 2

    def step(random: np.random.Generator, size: int) -> Iterator[Floats]:
        variance = np.broadcast_to(start**2, (size, start.size))
        for _ in range(request.horizon):
            moved = np.sqrt(variance) * shocks[random.integers(moves.shape[0], size=size)]
            variance = omega + alpha * moved**2 + beta * variance
            if np.any(variance > most):
                raise InvalidInput.of(
                    "horizon", "is so long that volatility grows beyond all bounds; shorten it"
                )
            yield means + moved

    return Engine(step, volatility_now=tuple(float(x) for x in start))


def _copula(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    from tools.risk._copula_fit import pseudo_observations
    from tools.risk._copula_many import all_taus, draw, fit_gaussian, fit_t

    if moves.shape[1] < 2:
        raise InvalidInput.of("method", "a copula joins two or more series; take block_bootstrap")
    if np.any(np.ptp(moves, axis=0) == 0):
        raise InvalidInput.of("history", "a series never changes, so nothing can move with it")
    ranks = pseudo_observations(moves)
    fitted = fit_gaussian(ranks) if request.copula == "gaussian" else fit_t(ranks, all_taus(ranks))
    ordered = np.sort(moves, axis=0)
    places = np.arange(1, moves.shape[0] + 1) / (moves.shape[0] + 1)

    def step(random: np.random.Generator, size: int) -> Iterator[Floats]:
        for _ in range(request.horizon):
            u = draw(fitted, size, random)
            yield np.column_stack(
                [np.interp(u[:, k], places, ordered[:, k]) for k in range(u.shape[1])]
            )

    details = {} if fitted.freedom is None else {"degrees_of_freedom": fitted.freedom}
    return Engine(step, details)


def _factors(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    rows, series = moves.shape
    means = moves.mean(axis=0)
    off = moves - means
    scale = off.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    _, sizes, axes = np.linalg.svd(off / scale, full_matrices=False)
    shares = np.cumsum(sizes**2) / max(float(np.sum(sizes**2)), 1e-300)
    count = request.factors or int(np.searchsorted(shares, ENOUGH - 1e-12)) + 1
    if count > series:
        raise InvalidInput.of("factors", f"must be at most the {series} series")
    scores = (off / scale) @ axes[:count].T
    common = scores @ axes[:count] * scale
    rest = off - common

    def step(random: np.random.Generator, size: int) -> Iterator[Floats]:
        for _ in range(request.horizon):
            apart = np.column_stack(
                [rest[random.integers(rows, size=size), k] for k in range(series)]
            )
            yield means + common[random.integers(rows, size=size)] + apart

    return Engine(step, {"factors": float(count), "explained": float(min(shares[count - 1], 1.0))})


def _sample_normal(request: GenerateScenariosRequest, moves: Floats) -> Engine:
    covariance = np.atleast_2d(np.cov(moves, rowvar=False))
    return normal_engine(moves.mean(axis=0), covariance, request.horizon)


def normal_engine(means: Floats, covariance: Floats, horizon: int) -> Engine:
    """Normal moves of each period."""
    root = square_root(covariance)

    def step(random: np.random.Generator, size: int) -> Iterator[Floats]:
        for _ in range(horizon):
            yield means + random.standard_normal((size, means.size)) @ root.T

    return Engine(step)
