"""Each control of a framework as the evidence leaves it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.errors import FieldProblem, InvalidInput
from tools.security._compliance_request import ComplianceScoreRequest, Evidence, Status
from tools.security._compliance_result import ControlState
from tools.security._frameworks import Control, Framework

DAYS_A_MONTH = 365.25 / 12
_MOST_PROBLEMS = 20
_WORST: tuple[Status, ...] = (
    "not_implemented",
    "partial",
    "implemented",
    "not_applicable",
    "not_assessed",
)
"""Of several pieces of evidence on one control the worst assessment holds."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Evidence by control, and what there is to say of it."""

    of_control: Mapping[str, list[Evidence]]
    headings: int
    """Pieces of evidence that were given for a heading, not for a control."""
    outside: int
    """Pieces that speak of controls out of scope."""
    shortened: list[str]
    """Bare numbers that a spreadsheet may have made of others: 5.1 of 5.10."""
    repeated: int
    """Controls on which several pieces disagree."""


def in_scope(request: ComplianceScoreRequest, framework: Framework) -> list[Control]:
    """The controls in scope; `InvalidInput` names a theme that is none."""
    if request.scope is None:
        return list(framework.controls)
    wanted: set[str] = set()
    for place, written in enumerate(request.scope):
        found = framework.in_theme(written)
        if not found:
            themes = ", ".join(f"{key} ({name})" for key, name in framework.themes.items())
            message = f"is no theme of {framework.name}; there are {themes}"
            raise InvalidInput.of(f"scope.{place}", message, code="unknown_theme")
        wanted |= {one.id for one in found}
    return [one for one in framework.controls if one.id in wanted]


def assigned(
    request: ComplianceScoreRequest, framework: Framework, scope: Sequence[Control]
) -> Assigned:
    """Evidence of its own comes before that of a heading; unknown ids are refused together."""
    inside = {one.id for one in scope}
    own: dict[str, list[Evidence]] = {}
    above: dict[str, list[Evidence]] = {}
    problems: list[FieldProblem] = []
    headings = outside = 0
    for place, piece in enumerate(request.evidence):
        found = framework.matching(piece.control)
        if not found:
            problems.append(_unknown(framework, place, piece))
            continue
        headings += len(found) > 1
        outside += not any(one.id in inside for one in found)
        for one in found:
            (own if len(found) == 1 else above).setdefault(one.id, []).append(piece)
    if problems:
        raise _refusal(problems)
    shortened = _shortened(framework, request.evidence)
    of_control = {**above, **own}
    repeated = sum(len({p.status for p in pieces}) > 1 for pieces in of_control.values())
    return Assigned(of_control, headings, outside, shortened, repeated)


def _shortened(framework: Framework, evidence: Sequence[Evidence]) -> list[str]:
    """Bare numbers whose tenfold is a control that is not named; refused where one stands twice.

    A spreadsheet reads 5.10 as the number 5.1: two rows of one id are then two controls.
    """
    bare: dict[str, list[int]] = {}
    for place, piece in enumerate(evidence):
        if piece.control.replace(".", "", 1).isdigit():
            bare.setdefault(piece.control, []).append(place)
    known = {one.id for one in framework.controls}
    doubtful = {key: found for key, found in bare.items() if f"{key}0" in known - set(bare)}
    for key, found in doubtful.items():
        if "." in key and len(found) > 1:
            message = (
                "stands twice as a bare number; a spreadsheet may have shortened an id that ends "
                "in 0: write ids as text, such as A.5.10"
            )
            raise InvalidInput.of(f"evidence.{found[1]}.control", message, code="ambiguous")
    return [key for key in doubtful if "." in key]


def _unknown(framework: Framework, place: int, piece: Evidence) -> FieldProblem:
    near = framework.nearest(piece.control)
    hint = f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""
    first, last = framework.controls[0].id, framework.controls[-1].id
    message = f"is no control of {framework.name} ({first} to {last}){hint}"
    return FieldProblem(f"evidence.{place}.control", "unknown_control", message)


def _refusal(problems: list[FieldProblem]) -> InvalidInput:
    shown = problems[:_MOST_PROBLEMS]
    left = len(problems) - len(shown)
    more = f"; and {left} more" if left else ""
    return InvalidInput(
        "; ".join(f"{one.field}: {one.message}" for one in shown) + more, errors=tuple(shown)
    )


def state_of(
    request: ComplianceScoreRequest, control: Control, pieces: Sequence[Evidence]
) -> ControlState:
    """The worst status of its evidence, and the age of the newest."""
    given: set[Status] = {p.status for p in pieces}
    status: Status = min(given, key=_WORST.index) if given else "not_assessed"
    newest = max((p.date for p in pieces if p.date is not None), default=None)
    age = _age(request, newest)
    held = status in ("implemented", "partial")
    return ControlState(
        id=control.id,
        name=control.name,
        theme=control.theme,
        status=status,
        supported=any(p.evidence or p.date for p in pieces),
        stale=held and age is not None and age > request.max_age * DAYS_A_MONTH,
        age_days=age,
    )


def _age(request: ComplianceScoreRequest, newest: datetime.date | None) -> int | None:
    if newest is None or request.as_of is None:
        return None
    if newest > request.as_of:
        message = "a day lies after as_of, the day of the assessment"
        raise InvalidInput.of("evidence", message)
    return (request.as_of - newest).days
