"""How a conversion is said: the value with its unit, how it came about, what was assumed."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tools.arithmetic._conversion import Reading
from tools.arithmetic._quantity import Quantity
from tools.arithmetic._unit_registry import Unit
from tools.arithmetic._unit_words import SAID
from tools.arithmetic._units import CURRENCIES
from tools.arithmetic._wording import number_text, said
from tools.arithmetic.conversion_text import Amount, Asked

MOST_OTHERS = 3
_STATED = "The rate is the one you stated; none was looked up, and no fee or spread is in it."
MOST_EXACT_DIGITS = 60
MOST_DIGITS = 8  # of a decimal that is written out; longer ones are rounded
SCALES = {
    "degree_Celsius": "°C",
    "degree_Fahrenheit": "°F",
    "kelvin": "K",
    "degree_Rankine": "°R",
}
_SIGNS = "°'\"′″’”"


@dataclass(frozen=True, slots=True)
class Change:
    """From one currency to another: the rate is target per source."""

    source: str
    target: str
    power: int
    rate: Fraction
    inverted: bool
    """Whether the rate was stated the other way round."""

    date: datetime.date

    @property
    def scale(self) -> Fraction:
        """What the exchange multiplies a value by."""
        return self.rate**self.power

    @property
    def stated(self) -> tuple[Fraction, str, str]:
        """The rate as it was stated: 1.08, USD, per EUR."""
        if self.inverted:
            return 1 / self.rate, self.source, self.target
        return self.rate, self.target, self.source


def shown_unit(target: Unit, text: str) -> str:
    """The unit as it was asked for; a bare currency by its code."""
    if len(target.factors) == 1 and target.currencies:
        return target.currencies[0][0]
    if target.temperature:
        return SCALES[target.temperature]
    return " ".join(text.split())


def said_in(value: Fraction, unit: str) -> tuple[str, bool]:
    """The value with its unit as people read it, and whether nothing was rounded away."""
    if unit in CURRENCIES:
        return said(Quantity(value, ((unit, 1),)))
    text, exactly = number_text(value, cents=False)
    if value.denominator != 1 and sum(map(str.isdigit, text.lstrip("−0.,"))) > MOST_DIGITS:
        text, exactly = number_text(float(value), cents=False)
    return f"{text}{'' if unit in _SIGNS else ' '}{unit}", exactly


def written(amount: Amount, unit: Unit) -> str:
    """An amount as it is repeated: `42.195 km`, `€50`, `350 °F`."""
    if unit.temperature:
        return said_in(amount.value, SCALES[unit.temperature])[0]
    code = next((code for code in CURRENCIES if code == amount.unit.upper()), None)
    if code is not None:
        return said(Quantity(amount.value, ((code, 1),)))[0]
    number = number_text(amount.value, cents=False)[0]
    if amount.unit in "€$£¥₹":
        return f"{amount.unit}{number}"
    return said_in(amount.value, amount.unit)[0]


def exact_text(value: Fraction) -> str | None:
    """The exact value, where it is short enough to read."""
    return str(value) if len(str(value)) <= MOST_EXACT_DIGITS else None


def at_rate(change: Change | None) -> str:
    """`, at 1 EUR = 1.08 USD as of 3 March 2026`."""
    if change is None:
        return ""
    rate, unit, per = change.stated
    day = f"{change.date.day} {change.date:%B %Y}"
    return f", at {number_text(rate, cents=False)[0]} {unit} per {per} as of {day}"


def steps(best: Reading, asked: Asked, change: Change | None, result: str) -> list[str]:
    """How the value came about, one line a step."""
    lines: list[str] = []
    if best.factor is not None and change is None and len(asked.amounts) == 1:
        number = number_text(asked.amounts[0].value, cents=False)[0]
        lines.append(f"{number} × {said_in(best.factor, asked.target)[0]}")
    if best.way == "reciprocal":
        lines.append("one is distance per fuel, the other fuel per distance: the value is inverted")
    if best.way == "temperature":
        lines.append("temperature scales differ in their zero: shifted as well as scaled")
    if change is not None:
        lines.append(at_rate(change).removeprefix(", at "))
    parts = [written(a, unit) for a, unit in zip(asked.amounts, best.sources, strict=True)]
    lines.append(f"{' + '.join(parts)} = {result}")
    return lines


def other_meanings(
    found: Sequence[Reading], scale: Fraction, unit: str
) -> list[tuple[str, Fraction, str]]:
    """Other meanings of ambiguous units, where they change the value."""
    best, others = found[0], []
    seen = {best.value}
    for reading in found[1:]:
        if reading.value not in seen and len(others) < MOST_OTHERS:
            seen.add(reading.value)
            value = reading.value * scale
            others.append((_differing(reading, best), value, said_in(value, unit)[0]))
    return others


def _differing(reading: Reading, best: Reading) -> str:
    pairs = zip(reading.meanings, best.meanings, strict=True)
    return _listed([one.name for one, other in pairs if one != other])


def _listed(names: Sequence[str]) -> str:
    known = [SAID.get(name, name.replace("_", " ")) for name in dict.fromkeys(names)]
    return " and ".join(known)


def notes(
    found: Sequence[Reading], scale: Fraction, unit: str, change: Change | None, difference: bool
) -> list[str]:
    """What was assumed."""
    best = found[0]
    return [
        *_ambiguous(found, scale, unit),
        *_times({meaning.name for meaning in best.meanings}),
        *(["Temperatures are differences here: only the size of a degree counts."] * difference),
        *([_STATED] if change else []),
    ]


def _ambiguous(found: Sequence[Reading], scale: Fraction, unit: str) -> Iterator[str]:
    others = other_meanings(found, scale, unit)
    if not others:
        return
    differing = [
        mine.name
        for other in found[1:]
        for mine, theirs in zip(found[0].meanings, other.meanings, strict=True)
        if mine != theirs
    ]
    said_others = "; ".join(f"with {meaning} it would be {text}" for meaning, _, text in others)
    yield f"Taken as {_listed(differing)}; {said_others}."


def _times(names: set[str]) -> Iterator[str]:
    if names & {"month", "year", "decade", "century"}:
        yield "Months and years are average ones of the Julian calendar."
