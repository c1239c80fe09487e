"""A piece of a text and what it may mean."""

from dataclasses import dataclass
from typing import Literal

ReadingKind = Literal[
    "number",  # a bare number: 3, 2.5, "three"
    "money",  # an amount, with its currency where one is named
    "fraction",  # a percentage or share, as a fraction: 4 % is 0.04
    "rate",  # events per year: "once in five years" is 0.2
    "duration",  # a length of time, in days (unit tells what was said)
    "date",  # ISO 8601 text
    "boolean",  # right / wrong, yes / no, ✓ ✗
    "word",  # an enumeration word, a rating, a name
    "expression",  # arithmetic as written
    "text",  # quoted or pasted free text
    "table",  # named columns
    "file",  # an attached file, by id
]


Role = Literal["", "low", "likely", "high"]


@dataclass(frozen=True, slots=True)
class Triple:
    """Low, most likely and high of a range; `likely` is None when only two ends were given."""

    low: float
    likely: float | None
    high: float


@dataclass(frozen=True, slots=True)
class Named:
    """Figures that a text calls by the names of an estimate's own parts: its mean, its spread."""

    parts: tuple[tuple[str, float], ...]


Value = float | str | bool | Triple | Named | tuple["Value", ...] | dict[str, list["Value"]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a span: a kind, a value in the kind's unit, and how likely it is meant."""

    kind: ReadingKind
    value: Value
    unit: str = ""
    """What was said: "percent", "per month", "weeks", "bps" …; empty when nothing was."""
    currency: str = ""
    score: float = 1.0
    converted: bool = False
    """True when the value differs from what was written by more than its magnitude suffix."""
    per: str = ""
    """The period an amount, count or share stands for: "month" in "49 a month"."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, with its readings, likeliest first."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    label: str = ""
    """The word that names it where the text does so itself: the key of `arpa=49`."""
    role: Role = ""
    """What the text calls it within a range: "at least 5" is `low`."""
    within: tuple[int, int] | None = None
    """Offsets of the range, list or expression it is part of, which is a span of its own."""
    about: tuple[int, int] | None = None
    """Offsets of the date that an outcome or a rating belongs to, which is a span of its own."""
