"""Follow-ups to a conversion change its amount, its units or its rate, each in its place."""

from typing import Any

import pytest

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.message import message
from graphs.models.embedded.reconverting import reconverted
from tools.capability import Capability
from tools.catalog import BY_TOOL_NAME

BEFORE = {"conversion": "90k GBP in dollars", "rate": 1.27}


def changed(say: str, before: dict[str, Any] = BEFORE) -> dict[str, Any] | None:
    capability: Capability = BY_TOOL_NAME["arithmetic_convert"]
    tool = read({**described(capability.request), "name": "convert"})
    return reconverted(tool, before, message(say))


@pytest.mark.parametrize(
    ("say", "conversion", "rate"),
    [
        ("and 35k, same rate", "35000 GBP to dollars", 1.27),
        ("and £2m?", "2000000 £ to dollars", 1.27),
        ("what about 500", "500 GBP to dollars", 1.27),
        ("and in yen at 190?", "90000 GBP to yen", 190),
        ("and in yen?", "90000 GBP to yen", None),
        ("and at 1.31?", "90k GBP in dollars", 1.31),
        ("and 1.31?", "90k GBP in dollars", 1.31),
        ("twice as much", "180000 GBP to dollars", 1.27),
        ("and the other way round?", "90000 dollars to GBP", 1.27),
        ("35k, at 1.3", "35000 GBP to dollars", 1.3),
        ("how about 40k euros", "40000 euros to dollars", None),
    ],
)
def test_what_changes(say: str, conversion: str, rate: float | None) -> None:
    """A rate stays only between the same two currencies."""
    new = changed(say)
    assert new is not None
    assert (new["conversion"], new.get("rate")) == (conversion, rate)


def test_the_other_way_round_keeps_what_the_rate_is_in() -> None:
    """1.27 dollars per pound, whichever is converted."""
    new = changed("and back again?")
    assert new is not None
    assert new["rate_unit"] == "dollars per GBP"


def test_what_changes_nothing_is_no_follow_up() -> None:
    """Words that name neither an amount nor a unit."""
    assert changed("and why is that?") is None
    assert changed("and 12?", {"conversion": "5 miles in km"}) == {"conversion": "12 miles to km"}
