"""Exchange rates as they were stated; none is ever looked up or made up."""

import re
from fractions import Fraction

from tools.arithmetic._unit_registry import Unit
from tools.arithmetic._unit_text import UnknownUnit, read_unit
from tools.errors import InvalidInput

_CODE = re.compile(
    r"^1?\s*(?P<over>.+?)\s+(?:per|for|to the|a|an)\s+(?:1\s+|one\s+)?(?P<under>.+)$"
)


def pair(source: Unit, target: Unit) -> tuple[str, str, int] | None:
    """Which currency becomes which, and its power; None when no currency changes."""
    ours, theirs = source.currencies, target.currencies
    if [code for code, _ in ours] == [code for code, _ in theirs]:
        return None
    if len(ours) != 1 or len(theirs) != 1:
        raise InvalidInput.of(
            "to_unit", "holds several currencies: convert them one by one", code="currencies"
        )
    return ours[0][0], theirs[0][0], ours[0][1]


def per_source(rate: float | None, rate_unit: str | None, source: str, target: str) -> Fraction:
    """How much of the target currency one of the source currency is."""
    if rate is None:
        raise InvalidInput.of(
            "rate",
            f"is required: how many {target} is one {source}, and on which day? Rates are never "
            "looked up or guessed",
            code="missing",
        )
    value = Fraction(str(rate))
    if rate_unit is None:
        return value
    match = _CODE.match(rate_unit.strip())
    named = (_currency(match["over"]), _currency(match["under"])) if match else None
    if named == (target, source):
        return value
    if named == (source, target):
        return 1 / value
    raise InvalidInput.of(
        "rate_unit",
        f"must be '{target} per {source}' or '{source} per {target}'; a slash is read both ways",
        code="rate_unit",
    )


def _currency(text: str) -> str:
    try:
        found = [m.name for m in read_unit(text)[0].meanings if m.dimension == "currency"]
    except UnknownUnit:
        return ""
    return found[0] if found else ""
