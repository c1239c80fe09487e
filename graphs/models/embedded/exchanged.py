"""The exchange rate of a request, where the words say which currency it is in."""

from collections.abc import Sequence

from graphs.models.embedded.filled import Origin, plain
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.spans.exchange import stated_rates

_NAME = "exchange rate"


def rate_field(fields: Sequence[Field]) -> Field | None:
    """The field that takes an exchange rate: one of its names is just that."""
    return next((field for field in fields if _NAME in field.aliases), None)


def rate_unit_field(fields: Sequence[Field]) -> Field | None:
    """The field that says which currency per which other one a rate is."""
    named = (f for f in fields if f.kind == "unit" and any(_NAME in a for a in f.aliases))
    return next(named, None)


def exchanged(fields: Sequence[Field], message: Message) -> dict[str, Origin]:
    """Rate and unit of "1 EUR = 0.94 CHF"; nothing where a direction is not said."""
    rate, unit = rate_field(fields), rate_unit_field(fields)
    said = next(stated_rates(message.text), None) if rate and unit else None
    if rate is None or unit is None or said is None:
        return {}
    per = f"{said.over} per {said.under}"
    return {
        rate.name: Origin(rate, plain(said.value), said.words, 1.0, rate.within(said.value)),
        unit.name: Origin(unit, per, said.words, 1.0),
    }
