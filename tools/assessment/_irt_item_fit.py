"""Does a question behave as the model says, among people of each total score?

S-X2 compares, at each total score, how many chose each category with how many the model expects
there; the expected ones follow from the distribution of scores given ability. Right-or-wrong tests:
Orlando & Thissen (2000); several categories: Kang & Chen (2008).

References: Lord & Wingersky (1984) for the score distribution; Benjamini & Hochberg (1995) for
p-values of many questions.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import SMALLEST, Floats, Ints
from tools.assessment._irt_likelihood import Grid
from tools.assessment._irt_patterns import Patterns

FEWEST_EXPECTED = 1.0  # people in a cell; smaller cells join their neighbours


@dataclass(frozen=True, slots=True)
class ItemFit:
    """S-X2 of one question."""

    statistic: float
    degrees: int
    p_value: float
    rmsea: float
    """Size of the misfit: root mean square error of approximation."""


def score_distribution(chances: Floats, steps: Sequence[int] | Ints) -> Floats:
    """The chance of each total score at each point: (S + 1, Q) of `chances` (J, K + 1, Q)."""
    return _convolved(np.ones((1, chances.shape[-1])), chances, steps, range(len(steps)))


def _convolved(
    start: Floats, chances: Floats, steps: Sequence[int] | Ints, items: Sequence[int]
) -> Floats:
    """The distribution of a sum when more questions are added to it."""
    found = start
    for item in items:
        size = int(steps[item])
        longer = np.zeros((len(found) + size, found.shape[1]))
        for category in range(size + 1):
            longer[category : category + len(found)] += found * chances[item, category]
        found = longer
    return found


def rest_distributions(chances: Floats, steps: Sequence[int] | Ints) -> Iterator[Floats]:
    """For each question in turn the score distribution of all the others, by halving the test."""

    def split(items: range, outside: Floats) -> Iterator[Floats]:
        if len(items) == 1:
            yield outside
            return
        first, second = items[: len(items) // 2], items[len(items) // 2 :]
        yield from split(first, _convolved(outside, chances, steps, second))
        yield from split(second, _convolved(outside, chances, steps, first))

    yield from split(range(len(steps)), np.ones((1, chances.shape[-1])))


def item_fits(
    patterns: Patterns, chances: Floats, points: Grid, parameters: Sequence[int] | Ints
) -> list[ItemFit | None]:
    """S-X2 of every question from people who answered all; None where too few cells remain.

    `chances` are the categories' at the grid's points, shape (J, K + 1, Q); `parameters` counts
    what was estimated for each question.
    """
    whole = (patterns.codes >= 0).all(axis=1)
    codes, counts = patterns.codes[whole].astype(np.int64), patterns.counts[whole]
    if not len(codes):
        return [None] * len(patterns.steps)
    totals, highest = codes.sum(axis=1), int(patterns.steps.sum())
    people = np.bincount(totals, counts, minlength=highest + 1)
    weights = np.exp(points.log_weights)
    scores = score_distribution(chances, patterns.steps) @ weights
    found: list[ItemFit | None] = []
    for item, own in enumerate(rest_distributions(chances, patterns.steps)):
        size = int(patterns.steps[item])
        expected = np.zeros((highest + 1, size + 1))
        observed = np.zeros_like(expected)
        for category in range(size + 1):
            share = (own * chances[item, category]) @ weights
            expected[category : category + len(own), category] = share
            chose = codes[:, item] == category
            observed[:, category] = np.bincount(totals[chose], counts[chose], highest + 1)
        expected *= (people / np.maximum(scores, SMALLEST))[:, None]
        inner = slice(1, highest)  # the lowest and highest score say nothing of single questions
        found.append(_fit(observed[inner], expected[inner], int(parameters[item]), counts.sum()))
    return found


def _fit(observed: Floats, expected: Floats, parameters: int, people: float) -> ItemFit | None:
    """Pearson's statistic over cells that are large enough."""
    statistic, degrees = 0.0, -parameters
    for seen, wanted in _grouped(observed, expected):
        cells = _joined(seen, wanted)
        statistic += sum((o - e) ** 2 / e for o, e in cells)
        degrees += len(cells) - 1
    if degrees < 1:
        return None
    excess = max(statistic - degrees, 0.0) / (degrees * max(people - 1, 1.0))
    return ItemFit(statistic, degrees, chi_square_tail(statistic, degrees), math.sqrt(excess))


def _grouped(observed: Floats, expected: Floats) -> Iterator[tuple[list[float], list[float]]]:
    """Score groups, each joined with the next until two of its cells are large enough.

    Plain lists: the rows are short and there are very many of them.
    """
    held: tuple[list[float], list[float]] | None = None
    seen, wanted = [0.0] * observed.shape[1], [0.0] * observed.shape[1]
    for row, share in zip(observed.tolist(), expected.tolist(), strict=True):
        seen, wanted = _added(seen, row), _added(wanted, share)
        if _enough(wanted):
            if held:
                yield held
            held = seen, wanted
            seen, wanted = [0.0] * len(seen), [0.0] * len(wanted)
    if held:
        yield _added(held[0], seen), _added(held[1], wanted)


def _added(one: list[float], other: list[float]) -> list[float]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _enough(wanted: list[float]) -> bool:
    """Whether a group of right-or-wrong answers fills its cells, or two of several cells."""
    return sum(cell >= FEWEST_EXPECTED for cell in wanted) >= 2


def _joined(seen: list[float], wanted: list[float]) -> list[tuple[float, float]]:
    """Neighbouring categories joined until each cell is large enough."""
    cells: list[tuple[float, float]] = []
    before_seen = before_wanted = 0.0
    for o, e in zip(seen, wanted, strict=True):
        before_seen, before_wanted = before_seen + o, before_wanted + e
        if before_wanted >= FEWEST_EXPECTED:
            cells.append((before_seen, before_wanted))
            before_seen = before_wanted = 0.0
    if before_wanted > 0 and cells:
        last = cells.pop()
        cells.append((last[0] + before_seen, last[1] + before_wanted))
    return cells


def chi_square_tail(statistic: float, degrees: int) -> float:
    """The chance that a chi-square variable exceeds `statistic`."""
    from scipy.special import chdtrc  # scipy loads at first use

    return float(chdtrc(degrees, statistic))


def adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """P-values that hold the share of false alarms among all alarms (Benjamini & Hochberg)."""
    known = sorted((p, number) for number, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    lowest = 1.0
    for rank in range(len(known), 0, -1):
        p, number = known[rank - 1]
        lowest = min(lowest, p * len(known) / rank)
        found[number] = lowest
    return found
