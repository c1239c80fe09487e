"""What is asked for when something is to be converted."""

import datetime
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Date, Finite, Kind, Number, field

NEEDED = [[["conversion"], ["value", "from_unit", "to_unit"]]]
"""In words, or piece by piece."""

Conversion = Annotated[str, Field(min_length=1, max_length=300), Kind("conversion")]
"""A conversion in words."""

UnitName = Annotated[str, Field(min_length=1, max_length=80), Kind("unit")]
"""A unit as people write it."""

_EXAMPLES: list[dict[str, Any]] = [
    {"conversion": "42.195 km to miles"},
    {"value": 350, "from_unit": "°F", "to_unit": "°C"},
    {"conversion": "1,200 EUR to USD", "rate": 1.08, "rate_date": "2026-03-03"},
]


class ConvertRequest(RequestModel):
    """What to convert into what: in words, or as value and units."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    conversion: Conversion | None = field(
        None,
        description='What to convert into what, in words, such as "42.195 km to miles".',
        aliases=("convert", "how many", "in", "into", "to"),
        echo="{}",
    )
    value: Number | None = field(None, description="The number to convert, in `from_unit`.")
    from_unit: UnitName | None = field(
        None, description="The unit or currency of the value, such as km, lb, °F, EUR, USD per lb."
    )
    to_unit: UnitName | None = field(
        None, description="The unit or currency wanted, such as miles, kg, °C, USD, EUR per kg."
    )
    rate: Annotated[Finite, Field(gt=0, le=1e9), Kind("number")] | None = field(
        None,
        description="The exchange rate between two currencies: how much of the wanted one the "
        "other is worth, as the user stated it. Never a rate from memory.",
        aliases=(
            *("rate", "exchange rate", "at a rate of", "Kurs", "dollars at", "euros at"),
            *("pounds at", "USD at", "EUR at"),
        ),
        echo="at a rate of {}",
    )
    rate_unit: UnitName | None = field(
        None,
        description='What the rate is in, such as "USD per EUR", where that was stated.',
        aliases=("exchange rate in",),
        echo="in {}",
    )
    rate_date: Date = field(
        default_factory=datetime.date.today,
        description="The day of the rate; today unless another is named.",
        aliases=("as of", "rate of", "rate date", "on"),
        echo="as of {}",
    )
    temperature_difference: bool = field(
        False,
        description="Whether temperatures are a difference (a rise of 10 °C), not a reading.",
        aliases=(
            *("temperature difference", "a rise of", "a drop of", "warmer by", "colder by"),
            *("warming of", "cooling of", "as a rise", "degrees warmer", "degrees colder"),
            *("kelvin warmer", "kelvin colder", "that difference in", "a change of"),
        ),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self) - {"rate_date"}, NEEDED))
        return self

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.conversion is not None and self.value is not None:
            raise ValueError("give either conversion, or value, from_unit and to_unit")
        return self
