"""The figures of a year's total, by either engine, in one shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.risk._aggregation import aggregate
from tools.risk._cover import Cover
from tools.risk._layers import IDENTITY, Payoff
from tools.risk._loss_book import Book
from tools.risk._loss_years import Sample, Years, tail_years

Floats = NDArray[np.float64]

NORMAL_975 = 1.959963984540054


@dataclass(frozen=True)
class Figures:
    """One year's amount, from one side."""

    mean: float
    mean_error: float
    deviation: float | None
    quantiles: list[tuple[float, float, float]]
    """Low, amount, high for each level asked for."""
    value_at_risk: float
    value_at_risk_error: float
    tail_mean: float
    tail_error: float
    chance: float
    curve: list[tuple[float, float]]
    means: list[float]
    parts: list[float]
    part_errors: list[float]
    grid: tuple[float, int, float] | None = None
    """Step, points and alias bound."""


Side = tuple[Payoff, Payoff]
"""What becomes of a case, and then of the year's total."""


def exact_side(cover: Cover, perspective: str) -> Side | None:
    """The payoffs of a perspective, or None where they do not follow from cases one by one."""
    if perspective == "gross" or not cover.paying:
        return IDENTITY, IDENTITY
    if perspective == "retained":
        return (cover.kept_case, cover.kept_year) if cover.has_exact_remainder else None
    if not cover.on_cases:
        return IDENTITY, _paid(cover.kept_year)
    if cover.on_years:
        return None
    if cover.has_exact_remainder:
        return _paid(cover.kept_case), IDENTITY
    return (cover.paying[0].case, cover.paying[0].year) if len(cover.paying) == 1 else None


def _paid(kept: Payoff) -> Payoff:
    return Payoff(kept.knots, tuple(round(1 - slope, 12) for slope in kept.slopes))


def exact_layer(cover: Cover, number: int) -> Side | None:
    """The payoffs of one layer."""
    one = cover.paying[number]
    if not one.on_remainder:
        return one.case, one.year
    return (cover.kept_case, one.year) if cover.has_exact_remainder else None


def exact_figures(
    book: Book, side: Side, level: float, levels: Sequence[float], chances: Sequence[float]
) -> Figures:
    """By the exact law of the year's total."""
    case, year = side
    found = aggregate(book, [case] * len(book.risks), level)
    law = found.law
    gross = float(law.quantiles([level])[0])
    amounts = year(law.quantiles(levels))
    error = found.quantile_error
    edges = [1 - chance for chance in chances]
    curve = list(zip(year(law.quantiles(edges)).tolist(), chances, strict=True))
    means = list(law.part_means)
    mean = law.mean
    if not year.is_identity:
        mean = law.mean_under(year)
        places = law.step * np.arange(law.chances.size, dtype=np.float64)
        ratio = np.divide(year(places), places, out=np.zeros_like(places), where=places > 0)
        raw = [float(part @ ratio) for part in law.parts]
        means = [part * mean / sum(raw) if sum(raw) else 0.0 for part in raw]
    starts = year.starts
    return Figures(
        mean=mean,
        mean_error=0.0,
        deviation=law.deviation_under(year),
        quantiles=[(max(x - error, 0.0), x, x + error) for x in amounts.tolist()],
        value_at_risk=float(year(np.array(gross))),
        value_at_risk_error=error,
        tail_mean=law.tail_mean(level, gross, year),
        tail_error=found.tail_error,
        chance=1 - (law.chance_upto(starts) if starts > 0 else law.at_zero),
        curve=_falling(curve),
        means=means,
        parts=law.contributions(level, gross, year),
        part_errors=[0.0] * len(means),
        grid=(law.step, law.chances.size, law.alias_bound),
    )


def _falling(curve: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Each amount once, with the greatest chance that it is reached."""
    kept: dict[float, float] = {}
    for amount, chance in curve:
        if amount > 0:
            kept[amount] = max(chance, kept.get(amount, 0.0))
    return sorted(kept.items())


@dataclass(frozen=True)
class SimulatedSides:
    """By risk and year: what is kept and what is paid; by layer and year what it pays."""

    kept: Floats
    gross: Floats
    layers: Floats

    def of(self, perspective: str) -> Floats:
        """Yearly amounts by risk."""
        if perspective == "gross":
            return self.gross
        return self.kept if perspective == "retained" else self.gross - self.kept


def simulated_sides(years: Years, cover: Cover) -> SimulatedSides:
    """Apply what layers pay in a year; each year's payment is shared as its losses are."""
    if not cover.paying:
        return SimulatedSides(years.gross, years.gross, np.zeros((0, years.gross.shape[1])))
    kept = years.gross.copy()
    layers = np.zeros((len(cover.paying), years.gross.shape[1]))
    case = 0
    for number, one in enumerate(cover.paying):
        if one.on_remainder:
            continue
        brought = years.paid[:, case]
        total = brought.sum(axis=0)
        layers[number] = one.year(total)
        kept -= brought * _ratio(layers[number], total)
        case += 1
    np.maximum(kept, 0.0, out=kept)
    left = kept.sum(axis=0)
    for number, one in enumerate(cover.paying):
        if one.on_remainder:
            layers[number] = one.year(left)
    if cover.on_years:
        kept *= _ratio(cover.kept_year(left), left)
    return SimulatedSides(kept, years.gross, layers)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def simulated_figures(
    by_risk: Floats, level: float, levels: Sequence[float], chances: Sequence[float]
) -> Figures:
    """By simulated years, each figure with its standard error."""
    total = by_risk.sum(axis=0) if by_risk.shape[0] > 1 else by_risk[0]
    sample = Sample.of(total)
    quantiles = [(sample.quantile(x), *sample.interval(x, NORMAL_975)) for x in levels]
    low, high = sample.interval(level, NORMAL_975)
    tail_mean, tail_error = sample.tail_mean(level)
    threshold = sample.quantile(level)
    chosen, weight = tail_years(total, level, threshold)
    worst = by_risk[:, chosen]
    parts = worst @ weight
    spread = ((worst - parts[:, None]) ** 2) @ weight
    curve = [(sample.quantile(1 - chance), chance) for chance in chances]
    return Figures(
        mean=sample.mean,
        mean_error=sample.deviation / sqrt(sample.size),
        deviation=sample.deviation,
        quantiles=[(low, amount, high) for amount, low, high in quantiles],
        value_at_risk=threshold,
        value_at_risk_error=(high - low) / (2 * NORMAL_975),
        tail_mean=tail_mean,
        tail_error=tail_error,
        chance=sample.losses.size / sample.size,
        curve=_falling(curve),
        means=[float(row.mean()) for row in by_risk] if len(by_risk) > 1 else [sample.mean],
        parts=[float(part) for part in parts],
        part_errors=[float(x) for x in np.sqrt(spread / max(sample.size * (1 - level), 1.0))],
    )
