"""How well a reading of a span fits a field, and the value the field then takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphs.models.embedded.schema import Field
from graphs.spans.conversions import CONVERSION
from graphs.spans.levels import LEVEL
from graphs.spans.span import Named, Reading, Triple, Value

DAYS_A_MONTH = 30.4375  # a year of 365.25 days by twelve, as in graphs.spans
PER_YEAR = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
"""How many of a period make a year, as in graphs.spans."""
DAYS_IN = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "weeks": 7.0,
    "months": DAYS_A_MONTH,
    "years": 365.25,
}
RANGE = 0.35  # what a range is worth to an estimate; a single number is worth half that less
AS_PERCENT = 0.45  # "margin 80": a percentage only where the field is named beside it
KEY, OPTIONS = "key", "options"
"""The unit of text that reads as an answer key, and of the fields that hold one."""
FAINT = 0.5  # below it a rate is only a period that was said: "every year"
TAIL = "tail"
"""The unit of a share read as the level that lies on its other side."""
YEARS = "year of the calendar"
"""The unit of a number read as a year."""
UNDERSTOOD = "percent understood"
"""The unit of a bare number read as a percentage."""
OUT_OF_BOUNDS = -1.2  # still assignable where the words leave no doubt: then it is explained
OFTEN = 1000  # times a year above which a bare number is hardly a frequency
LEVEL_SAID = 2.0  # nothing else can be meant, and no word for it need stand beside it
FAR_OUTSIDE = 1000  # no share, not even a mistyped one
_LENGTHS = frozenset(
    ["seconds", "minutes", "hours", "days", "weeks", "fortnights", "months", "quarters", "years"]
)
_SHORT = frozenset(["days", "weeks"])
_LONG = frozenset(["months", "quarters", "years"])
_PERIOD = re.compile(r"\b(?:per|a|an|/)\s*(day|week|month|quarter|year)\b")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a field would take from a reading, and how well it fits by kind and unit."""

    value: Value
    score: float
    inside: bool = True
    """Whether the field's bounds allow it."""
    reading: Reading | None = None


def fit(field: Field, reading: Reading) -> Fit | None:
    """The value of `field` if it took `reading`; None when the kinds have nothing in common."""
    kind = field.of if field.kind == "estimate" else field.kind
    if isinstance(reading.value, Triple | Named) and field.kind != "estimate":
        return None
    if isinstance(reading.value, Named) and not any(p.kind != "enum" for p in field.parts):
        return None
    observed = field.kind == "estimate" and isinstance(reading.value, tuple)
    if isinstance(reading.value, dict) or (
        isinstance(reading.value, tuple) and not (observed and len(reading.value) > 3)
    ):
        return None
    found = _SCALARS.get(kind, _plain)(field, reading)
    if found is None:
        return None
    value, score = found
    score *= 0.5 + 0.5 * reading.score
    if field.kind == "estimate":
        score += RANGE if isinstance(value, Triple | Named | tuple) else -RANGE / 2
    inside = all(field.within(x) for x in numbers(value))
    if not inside:
        score += OUT_OF_BOUNDS
    return Fit(value, score, inside, reading)


def numbers(value: Value) -> list[float]:
    """The numbers inside a value."""
    if isinstance(value, bool | str):
        return []
    if isinstance(value, Triple):
        return [x for x in (value.low, value.likely, value.high) if x is not None]
    if isinstance(value, Named):
        return [x for _, x in value.parts]
    if isinstance(value, tuple):
        return [x for one in value for x in numbers(one)]
    return [] if isinstance(value, dict) else [float(value)]


def parts_of(reading: Reading) -> list[float]:
    """The numbers of a reading; zero when it has none."""
    return numbers(reading.value) or [0.0]


def mapped(value: Value, change: Callable[[float], float]) -> Value:
    """`value` with each of its numbers changed, freed of floating-point dust."""

    def clean(x: float) -> float:
        return float(f"{change(x):.12g}")

    if isinstance(value, Triple):
        likely = None if value.likely is None else clean(value.likely)
        return Triple(clean(value.low), likely, clean(value.high))
    return value if isinstance(value, str | bool | tuple | dict | Named) else clean(value)


Scored = tuple[Value, float] | None


def _counts(reading: Reading) -> bool:
    """Whether a bare number says what it counts: "3 times", "14 months"."""
    points = isinstance(reading.value, Triple) and reading.unit == "minutes"  # "3k min, 9k max"
    return reading.unit.startswith("times") or (reading.unit in _LENGTHS and not points)


_OUT = re.compile(
    r"\b(?:loss\w*|los[et]|churn\w*|costs?|burn\w*|downgrade\w*|contraction|cancel\w*|spen[dt]\w*"
    r"|expens\w*|leav\w*|left us|going out|fees?|payments?|withdraw\w*|deductible|excess)\b",
    re.IGNORECASE,
)


def _goes_out(field: Field) -> bool:
    """Whether a field is money that goes out, which people write with a minus."""
    return bool(_OUT.search(" ".join((field.words, *field.aliases))))


def _money(field: Field, reading: Reading) -> Scored:
    if reading.kind not in ("money", "number") or _counts(reading):
        return None
    sure = 1.0 if reading.kind == "money" else 0.7
    value = reading.value
    if field.minimum == 0 and _goes_out(field) and any(x < 0 for x in numbers(value)):
        value, sure = mapped(value, abs), sure - 0.1  # "-1,900 by downgrades" is a loss of 1,900
    wanted = _PERIOD.search(field.unit)
    known = reading.per in PER_YEAR and wanted is not None
    if known and wanted is not None and reading.per != wanted[1]:
        factor = PER_YEAR[reading.per] / PER_YEAR[wanted[1]]
        return mapped(value, lambda x: x * factor), sure - 0.1
    return value, sure + (0.05 if known else 0.0)


def _rate(_field: Field, reading: Reading) -> Scored:
    if reading.kind == "rate":
        return reading.value, 1.0 if reading.score >= FAINT else 0.3
    if reading.kind == "number" and reading.unit not in _LENGTHS:
        often = max(map(abs, parts_of(reading)))
        return reading.value, 0.65 if often <= OFTEN else 0.2
    if reading.kind == "fraction" and reading.unit != LEVEL:
        return reading.value, 0.4
    if reading.kind == "duration" and reading.unit == "days" and reading.per in PER_YEAR:
        often = PER_YEAR[reading.per]
        return mapped(reading.value, lambda x: x * often), 0.8  # "6 to 20 days a year"
    return None


def _share(field: Field, reading: Reading) -> Scored:
    if reading.unit == LEVEL:
        return (reading.value, LEVEL_SAID) if field.kind == "confidence" else None
    if reading.kind == "fraction":
        bare = reading.unit == UNDERSTOOD
        if field.kind == "confidence" and reading.unit == TAIL and min(parts_of(reading)) > 0.5:
            return reading.value, 1.05 / (0.5 + 0.5 * reading.score)  # the worst 1 % is 0.99
        return reading.value, AS_PERCENT / (0.5 + 0.5 * reading.score) if bare else 1.0
    parts = numbers(reading.value)
    fractions = bool(parts) and all(0 <= x <= 1 for x in parts)
    if reading.kind == "rate":
        return (reading.value, 0.3) if fractions and reading.score >= FAINT else None
    if reading.kind != "number" or _counts(reading) or not parts:
        return None
    if max(map(abs, parts)) >= FAR_OUTSIDE:
        return None
    if fractions and any(0 < x < 1 for x in parts):
        return reading.value, 0.8
    if all(1 < x <= 100 for x in parts) and field.maximum == 1:
        return mapped(reading.value, lambda x: x / 100), AS_PERCENT
    return reading.value, 0.35


def _count(field: Field, reading: Reading) -> Scored:
    if reading.kind == "number" and all(x == int(x) for x in numbers(reading.value)):
        return mapped(reading.value, float), 0.9
    per = DAYS_IN.get(field.unit.split(" ")[0]) if reading.kind == "duration" else None
    if per and reading.unit in _LONG:  # "over three years" is 36 months, to the month
        steps = mapped(reading.value, lambda x: round(x / per, 6))
        return (steps, 0.9) if all(x == int(x) for x in numbers(steps)) else None
    return None


def _duration(field: Field, reading: Reading) -> Scored:
    per = DAYS_IN.get(field.unit, 1.0)
    if field.unit == "years" and reading.unit in _SHORT:
        per = PER_YEAR["day"]  # who counts years in days counts 365
    if reading.kind == "duration" and reading.unit == "minutes" and per > 1:
        return None  # nobody tells years in minutes: "5m" is five million
    if reading.kind == "duration":
        return mapped(reading.value, lambda x: round(x / per, 9)), 1.0
    if reading.kind == "number" and reading.unit != "m":
        return reading.value, 0.6
    if reading.kind == "number" and field.unit == "years":  # "a 6m put"
        return mapped(reading.value, lambda x: round(x / 12, 6)), 0.8
    return None


def _plain(field: Field, reading: Reading) -> Scored:
    if reading.unit == YEARS:
        return (reading.value, 1.2) if "year" in field.words else None
    if reading.unit == LEVEL:
        return None
    if reading.unit in ("percent", TAIL) and field.described and field.unit not in ("", "percent"):
        return None  # "2 % tolerance" is no number of metres
    if reading.unit in _LENGTHS and field.described and field.unit not in ("", *_LENGTHS):
        return None  # "1-day" is no correlation of one
    scores = {"number": 0.9, "fraction": 0.55, "money": 0.5, "rate": 0.45}
    if reading.kind in scores and not isinstance(reading.value, str):
        return reading.value, scores[reading.kind]
    if reading.kind == "duration" and not isinstance(reading.value, str):
        return reading.value, 0.3
    return None


def _same(*kinds: str) -> Callable[[Field, Reading], Scored]:
    def score(_field: Field, reading: Reading) -> Scored:
        return (reading.value, 1.0) if reading.kind in kinds else None

    return score


def _text(field: Field, reading: Reading) -> Scored:
    if reading.kind != "text" or not isinstance(reading.value, str) or not field.described:
        return None
    if (reading.unit == KEY) != (field.unit == OPTIONS):
        return None
    if field.pattern and not re.fullmatch(field.pattern, reading.value):
        return None
    return reading.value, 1.0


def _boolean(_field: Field, reading: Reading) -> Scored:
    return (reading.value, 1.0) if reading.kind == "boolean" else None


def _calculation(_field: Field, reading: Reading) -> Scored:
    calculates = reading.kind == "expression" and reading.unit != CONVERSION
    return (reading.value, 1.0) if calculates else None


def _conversion(_field: Field, reading: Reading) -> Scored:
    return (reading.value, 1.0) if reading.unit == CONVERSION else None


def _never(_field: Field, _reading: Reading) -> Scored:
    return None


_SCALARS: dict[str, Callable[[Field, Reading], Scored]] = {
    "money": _money,
    "rate": _rate,
    "probability": _share,
    "share": _share,
    "confidence": _share,
    "count": _count,
    "seed": _count,
    "duration": _duration,
    "date": _same("date"),
    "expression": _calculation,
    "conversion": _conversion,
    "boolean": _boolean,
    "text": _text,
    "name": _text,
    **dict.fromkeys(
        (
            *("enum", "unit", "currency", "table", "document", "file", "scan"),
            "records",
            "series",
            "book",
            "figures",
            "any",
        ),
        _never,
    ),
}
