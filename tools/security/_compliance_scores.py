"""Scores of controls, by theme and in all, and the order in which to close the gaps.

Every applicable control counts once. What is not assessed counts nothing at the low end and fully
at the high end.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.security._compliance_result import ControlState, Step, ThemeScore
from tools.security._frameworks import Framework


@dataclass(frozen=True, slots=True)
class Score:
    """Fulfilled share: of what was assessed, and with the rest at either end."""

    assessed: float | None
    low: float
    high: float


def score(states: Sequence[ControlState], partial: float) -> Score:
    """Over applicable controls; where none applies nothing is missing."""
    counted = Counter(one.status for one in states)
    done = counted["implemented"] + partial * counted["partial"]
    open_, assessed = counted["not_assessed"], sum(counted.values()) - counted["not_applicable"]
    assessed -= open_
    whole = assessed + open_
    if not whole:
        return Score(None, 1.0, 1.0)
    return Score(done / assessed if assessed else None, done / whole, (done + open_) / whole)


def theme_scores(
    framework: Framework, states: Sequence[ControlState], partial: float
) -> list[ThemeScore]:
    """In the framework's order, without themes out of scope."""
    found: list[ThemeScore] = []
    for key, name in framework.themes.items():
        own = [one for one in states if one.theme == key]
        if not own:
            continue
        counted, result = Counter(one.status for one in own), score(own, partial)
        found.append(
            ThemeScore(
                id=key,
                name=name,
                controls=len(own),
                implemented=counted["implemented"],
                partial=counted["partial"],
                not_implemented=counted["not_implemented"],
                not_assessed=counted["not_assessed"],
                not_applicable=counted["not_applicable"],
                score=result.assessed,
                low=result.low,
                high=result.high,
            )
        )
    return found


_ACTIONS: Mapping[str, tuple[int, str]] = {
    "not_implemented": (0, "implement"),
    "partial": (1, "complete"),
    "not_assessed": (2, "assess"),
}


def roadmap(
    framework: Framework,
    states: Sequence[ControlState],
    themes: Sequence[ThemeScore],
    partial: float,
) -> list[Step]:
    """Required before addressable; missing, partial, unassessed, stale; weakest theme first."""
    required = {one.id: one.required for one in framework.controls}
    weakness = {one.id: one.low for one in themes}
    whole = sum(one.status != "not_applicable" for one in states)
    ranked: list[tuple[tuple[bool, int, float, int], ControlState, str, float]] = []
    for place, one in enumerate(states):
        if one.status in _ACTIONS:
            order, action = _ACTIONS[one.status]
            gain = (1.0 - partial if one.status == "partial" else 1.0) / whole
        elif one.stale:
            order, action, gain = 3, "renew evidence", 0.0
        else:
            continue
        ranked.append(
            ((not required[one.id], order, weakness[one.theme], place), one, action, gain)
        )
    return [
        Step(rank=rank, control=one.id, name=one.name, theme=one.theme, action=action, gain=gain)
        for rank, (_, one, action, gain) in enumerate(sorted(ranked, key=lambda r: r[0]), 1)
    ]
