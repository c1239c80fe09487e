"""A follow-up to a conversion: another amount, another unit, another rate, or back again."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.changes import factor
from graphs.models.embedded.exchanged import rate_field, rate_unit_field
from graphs.models.embedded.filled import plain
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Tool
from graphs.spans.conversions import (
    currency_of,
    is_currency,
    is_unit,
    read_amounts,
    read_conversion,
)
from graphs.spans.exchange import StatedRate, stated_rates

_RATE = re.compile(
    r"(?:\bat|@|\brate)\s*(?:an?\s|the\s)?(?:exchange\s)?(?:rate\s)?(?:of|is|was|were|be|to|:|=)?\s*"
    r"(?P<n>\d+(?:[.,]\d+)?)\b(?!\s?(?:k|m|bn)\b)",
    re.IGNORECASE,
)
_SWAPPED = re.compile(
    r"\b(?:other way|vice[ -]versa|revers\w+|backwards?|back again|and back|inverse|invert\w*"
    r"|opposite|converted back|swap(?:ped)?)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:in|into|to|as)\s+(?:an?\s+|the\s+)?(?P<unit>[^\d,.?!]+[23]?)", re.I)
_LEAD = re.compile(
    r"^[\s,.:;]*(?:(?:and|ok(?:ay)?|now|then|what|how|about|if|for|of|make|it|that|the|same|just|so|but"
    r"|also|please|would|be|is|instead)\b[\s,.:;]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\W|\b(?:then|instead|please|too|as well|same rate|rate|the same)\b)+$", re.I
)
_FIGURE = re.compile(r"(?:[€$£¥₹]\s?|\b[A-Z]{3}\s?)?(?<![\w.])\d[^?!;]*")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A conversion taken apart: amount with unit, and the unit wanted."""

    amount: str
    unit: str
    target: str

    @property
    def text(self) -> str:
        return f"{self.amount} {self.unit} to {self.target}".replace("  ", " ")


def reconverted(tool: Tool, before: Mapping[str, Any], message: Message) -> dict[str, Any] | None:
    """The arguments with what a message changes about a conversion; None when nothing."""
    name = next(f.name for f in tool.fields if f.kind == "conversion")
    asked = read_conversion(str(before.get(name, "")))
    if asked is None or len({one.unit for one in asked.amounts}) != len(asked.amounts):
        return None
    told = message.text
    stated = next(stated_rates(told), None)
    rate = _RATE.search(told) if stated is None else None
    rest = told.replace(stated.words, " ") if stated else _RATE.sub(" ", told)
    old = _Phrase(*_amount_of(asked.amounts), asked.target)
    new = _changed(old, rest, told)
    figure = None if new is None else rate and float(rate["n"].replace(",", "."))
    if new is None and rate is None and stated is None:
        return None
    if new is None and rate is not None:
        new, figure = old, float(rate["n"].replace(",", "."))
    if (new or old) != old and rate is None and stated is None:
        lone = _lone(message)
        known = before.get(_name(rate_field(tool.fields)))
        if lone and new and new.unit == old.unit and _rather_a_rate(lone, known, asked.amounts[0]):
            new, figure = old, lone
    return _arguments(tool, before, name, old, new or old, figure or None, stated)


def _name(field: Any) -> str:
    return field.name if field is not None else ""


def _amount_of(amounts: Any) -> tuple[str, str]:
    """Amount and unit as text; several amounts keep their units in it."""
    if len(amounts) == 1:
        return _number(float(amounts[0].value)), amounts[0].unit
    return " ".join(f"{_number(float(one.value))} {one.unit}" for one in amounts), ""


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.12g}"


def _changed(old: _Phrase, rest: str, told: str) -> _Phrase | None:
    """The phrase with another amount or unit; None when the words name neither."""
    new = old
    if _SWAPPED.search(rest):
        return replace(old, unit=old.target, target=old.unit) if old.unit else None
    if times := factor(told):
        first, *others = read_amounts(f"{old.amount} {old.unit}")
        return None if others else replace(old, amount=_number(float(first.value) * times.times))
    target = next((u for m in _TARGET.finditer(rest) if (u := _unit(m["unit"]))), "")
    if target:
        new = replace(new, target=target)
        rest = rest[: next(m.start() for m in _TARGET.finditer(rest) if _unit(m["unit"]) == target)]
    bare = _TAIL.sub("", _LEAD.sub("", rest))
    if (figure := _FIGURE.search(bare)) and (amount := _amount(figure[0], old)):
        new = replace(new, amount=amount[0], unit=amount[1])
    elif not target and bare and is_unit(bare):
        new = replace(new, target=bare)
    return new if new != old else None


def _unit(words: str) -> str:
    """The longest run of words from the first that is a unit."""
    said = words.split()
    for size in range(min(len(said), 4), 0, -1):
        if is_unit(unit := " ".join(said[:size]).strip(" ,.?!")):
            return unit
    return ""


def _amount(text: str, old: _Phrase) -> tuple[str, str] | None:
    """Amount and unit of a figure; the unit before where it has none of its own."""
    said = text.split()
    for size in range(min(len(said), 5), 0, -1):
        words = _TAIL.sub("", " ".join(said[:size]))
        for tried in (words, f"{words} {old.unit}"):
            amounts = read_amounts(tried)
            if amounts and all(_like(one.unit, old.unit) for one in amounts):
                return _amount_of(amounts)
    return None


def _like(unit: str, old: str) -> bool:
    """Whether a unit is known, and money where the old one is: "35k" is no length."""
    return is_unit(unit) and (not old or is_currency(unit) == is_currency(old))


def _lone(message: Message) -> float | None:
    """The one bare number of a message, written without a scale: "1.3"."""
    numbers = re.findall(r"(?<![\w.,])\d+[.,]\d+(?![\w.,]*\w)", message.text)
    return float(numbers[0].replace(",", ".")) if len(numbers) == 1 else None


def _rather_a_rate(value: float, rate: Any, amount: Any) -> bool:
    """Whether a number is more like the rate before than like the amount."""
    if not isinstance(rate, int | float) or value <= 0 or rate <= 0 or amount.value <= 0:
        return False
    return abs(math.log(value / rate)) + 1 < abs(math.log(value / float(amount.value)))


def _arguments(
    tool: Tool,
    before: Mapping[str, Any],
    name: str,
    old: _Phrase,
    new: _Phrase,
    rate: float | None,
    stated: StatedRate | None,
) -> dict[str, Any]:
    """The arguments of the conversion anew; a rate stays only between the same currencies."""
    field, unit = _name(rate_field(tool.fields)), _name(rate_unit_field(tool.fields))
    dates = {f.name for f in tool.fields if f.kind == "date"}
    result = {**before, name: new.text if new != old else before[name]}
    pair, now = [[currency_of(u) or u for u in (p.unit, p.target)] for p in (old, new)]
    swapped = now == pair[::-1] != pair
    other = now != pair and not swapped
    if other or rate is not None or stated is not None:
        result = {k: v for k, v in result.items() if k not in {field, unit, *dates}}
    elif swapped and field in before and unit not in before and is_currency(old.target):
        result[unit] = f"{old.target} per {old.unit}"
    if rate is not None and field:
        result[field] = plain(rate)
    if stated is not None and field and unit:
        result |= {field: plain(stated.value), unit: f"{stated.over} per {stated.under}"}
    return result
