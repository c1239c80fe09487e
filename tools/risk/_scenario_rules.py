"""Which inputs of a risk scenario go together, and which estimates can be simulated."""

from collections.abc import Collection

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails

from tools.fields import Estimate

RATES = ("loss_event_frequency", "threat_event_frequency", "contact_frequency")
AMOUNTS = ("primary_loss", "secondary_loss")
CHANCES = (
    "probability_of_action",
    "vulnerability",
    "threat_capability",
    "resistance_strength",
    "secondary_probability",
)

WIDEST_LOGNORMAL = 1e6  # high over low; beyond, no affordable simulation sees the tail's mean

EXCLUSIVE = {
    "loss_event_frequency": (
        "threat_event_frequency",
        "contact_frequency",
        "probability_of_action",
        "vulnerability",
        "threat_capability",
        "resistance_strength",
    ),
    "threat_event_frequency": ("contact_frequency", "probability_of_action"),
    "vulnerability": ("threat_capability", "resistance_strength"),
}
"""A level of the tree, and what stands below it: only one of the two can be given."""

SCALES = ("threat_capability", "resistance_strength")
"""Places on a scale from 0 to 1, of which 0 is one."""

_PARTNERS = ("secondary_probability", "secondary_loss")


def check_estimate(name: str, estimate: Estimate) -> None:
    """Raise a `ValueError` that says why an estimate cannot be simulated, if it cannot."""
    if (estimate.values is None) != (estimate.distribution != "empirical"):
        raise ValueError("must have values if, and only if, its distribution is empirical")
    if estimate.distribution == "lognormal":
        _check_lognormal(name, estimate)
    points = [estimate.high, estimate.likely, *(estimate.values or ())]
    if name not in SCALES and not max(point for point in points if point is not None) > 0:
        raise ValueError("must be above zero somewhere in its range")


def _check_lognormal(name: str, estimate: Estimate) -> None:
    if name in CHANCES:
        raise ValueError(
            "cannot be lognormal: a lognormal has no upper end, and this ends at 1; "
            "use pert, triangular or uniform"
        )
    if estimate.low and estimate.high and estimate.high > estimate.low * WIDEST_LOGNORMAL:
        raise ValueError(
            f"is too wide for a lognormal: its high may be at most {WIDEST_LOGNORMAL:,.0f} times "
            "its low"
        )


def refuse_clashes(model: BaseModel, given: Collection[str]) -> None:
    """Raise a validation error that names each field given beside one that includes it."""
    details = [
        InitErrorDetails(type="value_error", loc=(below,), ctx={"error": _clash(above)}, input=None)
        for above, lower in EXCLUSIVE.items()
        for below in lower
        if above in given and below in given
    ]
    if details:
        raise ValidationError.from_exception_data(type(model).__name__, details)


def _clash(above: str) -> ValueError:
    return ValueError(
        f"cannot be given together with {above}, which already includes it; give one of the two"
    )


def missing_partner(given: Collection[str]) -> list[str]:
    """A second loss needs both its chance and its size."""
    here = [name for name in _PARTNERS if name in given]
    return [name for name in _PARTNERS if name not in given] if here else []
