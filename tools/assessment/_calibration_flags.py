"""Which calibrated questions to look at, and why.

The bounds are conventions (Baker 2001 for discrimination), not laws; a note says so.
"""

from collections.abc import Iterator, Sequence

from tools.assessment._calibration_result import CalibratedItem, ItemFlag, ItemFlagCode
from tools.assessment._irt_fit import RUNAWAY

MISFIT_LEVEL = 0.05  # adjusted p-value
NOTICEABLE_MISFIT = 0.02  # RMSEA below which a misfit is too small to matter
WEAK = 0.35  # discrimination
OUT_OF_REACH = 3.0  # standard deviations of ability from the average person
EASILY_GUESSED = 0.35
UNCERTAIN = 0.5  # standard error of a difficulty

ORDER: tuple[ItemFlagCode, ...] = (
    "negative_discrimination",
    "not_estimable",
    "misfit",
    "weak_discrimination",
    "too_hard",
    "too_easy",
    "easily_guessed",
    "uncertain",
)


def flags(items: Sequence[CalibratedItem], *, common_slope: bool) -> list[ItemFlag]:
    """Every flag, the most pressing kind first."""
    found = [flag for item in items for flag in _of_item(item, common_slope)]
    return sorted(found, key=lambda flag: ORDER.index(flag.code))


def _of_item(item: CalibratedItem, common_slope: bool) -> Iterator[ItemFlag]:
    def flag(code: ItemFlagCode, reason: str) -> ItemFlag:
        return ItemFlag(item=item.name, code=code, reason=reason)

    if not common_slope:
        yield from _slope(item)
    fit = item.fit
    if fit and fit.adjusted_p_value < MISFIT_LEVEL and fit.rmsea >= NOTICEABLE_MISFIT:
        yield flag("misfit", "does not behave as the model says")
    places = [step.difficulty for step in item.thresholds]
    if not places and item.difficulty is not None:
        places = [item.difficulty]
    if places and min(places) > OUT_OF_REACH:
        yield flag("too_hard", "too hard for nearly everyone")
    if places and max(places) < -OUT_OF_REACH:
        yield flag("too_easy", "too easy for nearly everyone")
    if item.guessing is not None and item.guessing > EASILY_GUESSED:
        yield flag("easily_guessed", "often answered right by people who do not know it")
    if item.difficulty_error is not None and item.difficulty_error > UNCERTAIN:
        yield flag("uncertain", "its difficulty is known only roughly")


def _slope(item: CalibratedItem) -> Iterator[ItemFlag]:
    if item.discrimination < 0:
        reason = "abler people do worse on it: check its key"
        yield ItemFlag(item=item.name, code="negative_discrimination", reason=reason)
    elif item.discrimination < WEAK:
        reason = "hardly tells able people from others"
        yield ItemFlag(item=item.name, code="weak_discrimination", reason=reason)
    if abs(item.discrimination) > RUNAWAY or item.discrimination_error is None:
        reason = "the answers do not settle its parameters"
        yield ItemFlag(item=item.name, code="not_estimable", reason=reason)
