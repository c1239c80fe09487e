"""Assemble the report of each question from the scored table."""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.assessment._group_fairness import CommonOdds, mantel_haenszel, stratum_tables
from tools.assessment._item_statistics import ItemFigures
from tools.assessment._scoring import Scored
from tools.assessment._test_result import FairnessReport, GroupPair, ItemReport, OptionReport
from tools.errors import InvalidInput

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scored test with blanks settled: what every figure is computed from."""

    scored: Scored
    points: Floats
    full_marks: Floats
    blanks: NDArray[np.int64]
    left_out: int
    confidence: float

    @property
    def totals(self) -> Floats:
        """Each person's score."""
        return self.points.sum(axis=1)


def item_reports(test: Prepared, figures: ItemFigures, pair: GroupPair | None) -> list[ItemReport]:
    """Every question, in the order of the table."""
    fairness = fairness_reports(test, pair) if pair else [None] * len(test.full_marks)
    return [
        ItemReport(
            name=name,
            full_marks=float(test.full_marks[number]),
            blanks=int(test.blanks[number]),
            difficulty=float(figures.difficulty[number]),
            difficulty_low=float(figures.low[number]),
            difficulty_high=float(figures.high[number]),
            item_rest_correlation=known(figures.with_rest[number]),
            item_rest_low=known(figures.rest_low[number]),
            item_rest_high=known(figures.rest_high[number]),
            item_total_correlation=known(figures.with_total[number]),
            alpha_if_deleted=known(figures.alpha_without[number]),
            reason=_why_missing(figures, number),
            options=_options(test, name, number),
            fairness=fairness[number],
        )
        for number, name in enumerate(test.scored.items)
    ]


def known(figure: float) -> float | None:
    """The figure, or None where it is not defined."""
    return None if math.isnan(figure) else float(figure)


def _why_missing(figures: ItemFigures, number: int) -> str | None:
    if not math.isnan(figures.with_rest[number]):
        return None
    if math.isnan(figures.with_total[number]):
        return "everyone has the same points on it, so it cannot be related to anything"
    return "everyone has the same score on the other questions"


def _options(test: Prepared, name: str, number: int) -> list[OptionReport]:
    """How often each option was chosen, and how its choosers did on the other questions."""
    chosen = test.scored.chosen.get(name)
    if chosen is None:
        return []
    rest = test.totals - test.points[:, number]
    counts = Counter(chosen)
    key = test.scored.key[name]
    options = sorted(set(counts) - {""} | key) + ([""] if counts[""] else [])
    picked = np.array(chosen)
    return [
        OptionReport(
            option=option.upper() or "(blank)",
            is_key=option in key,
            count=counts[option],
            share=counts[option] / len(chosen),
            mean_rest_score=float(rest[picked == option].mean()) if counts[option] else None,
        )
        for option in options
    ]


def pair_of_groups(scored: Scored, reference: str | None, focal: str | None) -> GroupPair | None:
    """The two groups to compare; `InvalidInput` when there are not two."""
    if scored.groups is None:
        if reference or focal:
            raise InvalidInput.of("group", "name the column that holds the groups", code="missing")
        return None
    counts = Counter(name for name in scored.groups if name)
    names = {name.lower(): name for name in counts}
    for field, asked in (("reference_group", reference), ("focal_group", focal)):
        if asked and asked.strip().lower() not in names:
            raise InvalidInput.of(field, "is no value of the group column")
    if len(counts) < 2:
        raise InvalidInput.of("group", "the column must hold two groups; it holds fewer")
    first = names[reference.strip().lower()] if reference else ""
    second = names[focal.strip().lower()] if focal else ""
    if len(counts) > 2 and not (first and second):
        raise InvalidInput.of(
            "group", "the column holds more than two groups; name reference_group and focal_group"
        )
    by_size = [name for name, _ in counts.most_common()]
    first = first or next(name for name in by_size if name != second)
    second = second or next(name for name in by_size if name != first)
    if first == second:
        raise InvalidInput.of("focal_group", "must be another group than reference_group")
    return GroupPair(
        reference=first,
        focal=second,
        reference_count=counts[first],
        focal_count=counts[second],
    )


def fairness_reports(test: Prepared, pair: GroupPair) -> list[FairnessReport | None]:
    """Mantel-Haenszel for every right-or-wrong question."""
    names = np.array(test.scored.groups)
    kept = (names == pair.reference) | (names == pair.focal)
    share = test.points[kept] / test.full_marks
    binary = ((share == 0) | (share == 1)).all(axis=0)
    tables = stratum_tables(
        np.where(binary, share, 0.0), test.totals[kept], names[kept] == pair.focal
    )
    return [
        _fairness(mantel_haenszel(tables[number], test.confidence), pair)
        if binary[number]
        else FairnessReport(odds_ratio=None, reason="only for questions marked right or wrong")
        for number in range(len(binary))
    ]


def _fairness(found: CommonOdds | None, pair: GroupPair) -> FairnessReport:
    if found is None:
        return FairnessReport(
            odds_ratio=None,
            reason="too few people of equal score in both groups who differ on it",
        )
    disadvantaged = pair.focal if found.delta < 0 else pair.reference
    return FairnessReport(
        odds_ratio=found.odds_ratio,
        low=found.low,
        high=found.high,
        chi_square=found.chi_square,
        p_value=found.p_value,
        delta=found.delta,
        ets_class=found.ets_class,
        harder_for=None if found.ets_class == "A" else disadvantaged,
    )
