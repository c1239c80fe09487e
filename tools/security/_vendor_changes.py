"""What is open at a vendor, and what would lower its risk."""

from collections.abc import Callable, Sequence

from tools.security._risk_levels import LEVELS
from tools.security._vendor_request import Answer, AssessVendorRequest
from tools.security._vendor_result import Change, Factor, Gap
from tools.security._vendor_scores import Covered, effect, fulfilled

Residual = Callable[[float, int], int]
_NOBODY = Covered([], [])


def _open(request: AssessVendorRequest, answers: Sequence[Answer]) -> list[tuple[float, int]]:
    """Weight that each open question would add, and its place; the heaviest first."""
    found = [
        (one.weight * (1 - (fulfilled(one, request.partial_counts) or 0.0)), place)
        for place, one in enumerate(answers)
    ]
    return sorted((one for one in found if one[0] > 0), key=lambda one: (-one[0], one[1]))


def gaps(request: AssessVendorRequest, answers: Sequence[Answer]) -> list[Gap]:
    """Questions that are not fulfilled or not answered, the heaviest first."""
    whole = sum(one.weight for one in answers)
    return [
        Gap(
            question=answers[place].question,
            domain=answers[place].domain,
            answer=answers[place].answer,
            weight=answers[place].weight,
            gain=weight / whole,
        )
        for weight, place in _open(request, answers)
    ]


def changes(
    request: AssessVendorRequest,
    answers: Sequence[Answer],
    parts: Sequence[Factor],
    residual: Residual,
    impact: int,
    now: int,
) -> list[Change]:
    """Closing gaps until the tier falls, and taking the highest factors one level down."""
    found = [*_closing(request, answers, residual, impact, now)]
    low = effect(answers, request.partial_counts, _NOBODY).low
    highest = [one for one in parts if one.level is not None and LEVELS.index(one.level) == impact]
    if highest and impact:
        names = " and ".join(one.name for one in highest)
        after = residual(low, impact - 1)
        found.append(_change(f"{names} one level lower", after, low, now))
        if not any(one.lowers for one in found):
            both = residual(1.0, impact - 1)
            what = f"fulfil all open questions, and {names} one level lower"
            found.append(_change(what, both, 1.0, now))
    return found


def _closing(
    request: AssessVendorRequest,
    answers: Sequence[Answer],
    residual: Residual,
    impact: int,
    now: int,
) -> list[Change]:
    """The fewest questions, heaviest first, that lower the tier; each further tier once."""
    found: list[Change] = []
    whole = sum(one.weight for one in answers)
    reached, done = now, effect(answers, request.partial_counts, _NOBODY).low
    heaviest = _open(request, answers)
    for count, (weight, place) in enumerate(heaviest, 1):
        done = min(1.0, done + weight / whole)
        if (after := residual(done, impact)) < reached:
            reached = after
            what = (
                f'"{answers[place].question[:120]}"'
                if count == 1
                else f"the {count} heaviest open questions"
            )
            found.append(_change(f"fulfil {what}", after, done, now))
    if heaviest and not found:
        after = residual(1.0, impact)
        found.append(_change(f"fulfil all {len(heaviest)} open questions", after, 1.0, now))
    return found


def _change(what: str, after: int, effectiveness: float, now: int) -> Change:
    return Change(
        what=what, residual=LEVELS[after], effectiveness=effectiveness, lowers=after < now
    )
