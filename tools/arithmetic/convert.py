"""What is this in another unit, or in another currency at a stated rate?

Factors are pint's definitions in exact fractions; a result is rounded only where it is written.

Reference: NIST Special Publication 811 (2008), Appendix B; the definitions of pint.
"""

from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, Field

from tools.arithmetic._conversion import parsed, readings
from tools.arithmetic._conversion_words import (
    Change,
    at_rate,
    exact_text,
    notes,
    other_meanings,
    said_in,
    shown_unit,
    steps,
    written,
)
from tools.arithmetic._convert_request import ConvertRequest
from tools.arithmetic._exchange import pair, per_source
from tools.arithmetic._quantity import LARGEST
from tools.arithmetic._units import CURRENCIES
from tools.arithmetic.conversion_text import Amount, Asked, read_conversion
from tools.capability import Method, ResultModel
from tools.errors import InvalidInput
from tools.fields import Date, Finite, Kind

METHOD = Method(
    name="Unit conversion by exact factors",
    source="NIST Special Publication 811 (2008), Appendix B; unit definitions of pint",
)

UNUSED = "The rate was left out: it only means something from one currency to another."


class ConvertedAmount(BaseModel):
    """A number as it was read, with its unit."""

    value: Finite
    unit: str


class StatedRate(BaseModel):
    """An exchange rate as it was stated."""

    value: Finite
    unit: str = Field(description="The currency the rate is in.")
    per: str = Field(description="The currency of which it prices one.")
    date: Date


class Alternative(BaseModel):
    """What would come out if an ambiguous unit meant something else."""

    meaning: str
    value: Finite
    decimal: str


class Converted(ResultModel):
    """The value in the unit wanted."""

    value: Annotated[Finite, Kind("number")] = Field(description="In the unit wanted.")
    unit: str = Field(description="The unit wanted, as it was written; a currency by its code.")
    decimal: str = Field(description="The value as it is read, with separators and unit.")
    exact: str | None = Field(
        default=None, description="The exact value as an integer or fraction; null when rounded."
    )
    amounts: list[ConvertedAmount] = Field(description="What was converted, as it was read.")
    factor: Finite | None = Field(
        description="One of the first unit in the unit wanted; null where no factor says it, as "
        "between temperature scales and for fuel economy."
    )
    steps: list[str] = Field(description="How it was worked out.")
    currency: str | None = Field(
        default=None,
        description="The currency wanted, where there is one: a three-letter code; null for a "
        "word that several currencies share.",
    )
    rate: StatedRate | None = None
    alternatives: list[Alternative] = Field(default_factory=list[Alternative])


def convert(request: ConvertRequest) -> Converted:
    """Convert a value to another unit, or to another currency at a rate the user states.

    Use it for lengths, weights, volumes, temperatures, speeds, energy, data, fuel economy and the
    like ("how many miles is 42.195 km", "350 F in celsius"), and for currencies when the exchange
    rate is stated. Not for sums or percentages, which are calculations.
    """
    asked = _asked(request)
    sources = [parsed(amount.unit, _field(request, "from_unit")) for amount in asked.amounts]
    target = parsed(asked.target, _field(request, "to_unit"))
    found = readings(asked.amounts, sources, target, request.temperature_difference)
    best = found[0]
    change = _change(request, pair(best.sources[0], best.target))
    scale = Fraction(1) if change is None else change.scale
    value = best.value * scale
    if abs(value) > LARGEST:
        raise InvalidInput.of("value", "is too large to convert", code="overflow")
    unit = shown_unit(best.target, asked.target)
    text, exactly = said_in(value, unit)
    parts = [written(a, unit) for a, unit in zip(asked.amounts, best.sources, strict=True)]
    return Converted(
        value=float(value),
        unit=unit,
        decimal=text,
        exact=exact_text(value) if best.exact else None,
        amounts=[ConvertedAmount(value=float(a.value), unit=a.unit) for a in asked.amounts],
        factor=None if best.factor is None else float(best.factor * scale),
        steps=steps(best, asked, change, text),
        currency=next((code for code, _ in best.target.currencies if code in CURRENCIES), None),
        rate=None if change is None else _stated(change),
        alternatives=[
            Alternative(meaning=meaning, value=float(other * scale), decimal=decimal)
            for meaning, other, decimal in other_meanings(found, scale, unit)
        ],
        summary=f"{' '.join(parts)} is {'' if exactly and best.exact else 'about '}**{text}**"
        f"{at_rate(change)}.",
        method=METHOD,
        notes=[
            *notes(found, scale, unit, change, request.temperature_difference),
            *([UNUSED] if change is None and request.rate is not None else []),
        ],
    )


def _asked(request: ConvertRequest) -> Asked:
    if request.conversion is None:
        amount = Amount(Fraction(str(request.value)), (request.from_unit or "").strip())
        return Asked((amount,), (request.to_unit or "").strip())
    asked = read_conversion(request.conversion)
    if asked is None:
        raise InvalidInput.of(
            "conversion",
            "must name a value, its unit and the unit wanted, such as 42.195 km to miles",
            code="syntax",
        )
    return asked


def _field(request: ConvertRequest, name: str) -> str:
    return name if request.conversion is None else "conversion"


def _change(request: ConvertRequest, currencies: tuple[str, str, int] | None) -> Change | None:
    """The exchange between two currencies; None when no currency changes."""
    if currencies is None:
        return None
    source, target, power = currencies
    rate = per_source(request.rate, request.rate_unit, source, target)
    inverted = rate != Fraction(str(request.rate))
    return Change(source, target, power, rate, inverted, request.rate_date)


def _stated(change: Change) -> StatedRate:
    value, unit, per = change.stated
    return StatedRate(value=float(value), unit=unit, per=per, date=change.date)
