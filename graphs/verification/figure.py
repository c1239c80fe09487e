"""Figures an answer may state, and where each comes from."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["user", "argument", "result"]
Sort = Literal[
    "money", "fraction", "duration", "rate", "count", "number", "date", "length", "unknown"
]
"""What a figure counts; `unknown` fits every claim, `length` is how long a list is."""


@dataclass(slots=True)
class Chosen:
    """Where the figure of a claim stands."""

    source: Source
    receipt_id: str = ""
    path: str = ""
    level: str = ""
    """Of a quantile's level: its token. The quantile itself must be told with it."""
    statistics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One figure: what it is worth, what it counts, what it is called, where it stands."""

    value: float
    """In its own unit; a date is its ordinal."""
    sort: Sort
    source: Source
    receipt_id: str = ""
    path: str = ""
    per: str = ""
    """The period it stands for, where its unit or name says so."""
    days: float = 0.0
    """Of a duration: how many days its unit has."""
    currency: str = ""
    words: frozenset[str] = frozenset()
    """Everything that names it."""
    labels: frozenset[frozenset[str]] = frozenset()
    """What names it and hardly anything else; each label is words that must all be said."""
    owners: frozenset[frozenset[str]] = frozenset()
    """Of one of many in a long list: labels of its own, one of which must be said."""
    listed: str = ""
    """The list whose entry it is part of."""
    entry: frozenset[frozenset[str]] = frozenset()
    """What that entry is called: a scenario, a clause, a learner."""
    statistics: frozenset[str] = frozenset()
    """Which statistic it is: the mean, an error, a quantile, an end of a range."""
    rival: bool = False
    """Whether its name says so: then no other figure may be told as that statistic."""
    family: str = ""
    """The range or object it belongs to."""
    multiple: bool = False
    """Whether it says how many times as much."""
    names: frozenset[str] = frozenset()
    """The words of its labels."""
    exact: bool = False
    """Whether only the value as it stands is a mention of it: one of many in a long list."""
