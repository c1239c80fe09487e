"""What a column's heading says: its words, and the unit it names."""

import re
from collections.abc import Sequence
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[\(\[{]\s*([^\)\]}]*?)\s*[\)\]}]")
_ARTICLES = ("the", "a", "an", "your", "our", "my", "each", "every")
_LINKS = ("of", "in", "per", "and", "for", "to", "with")
_QUIET = frozenset((*_ARTICLES, *_LINKS, "column", "col", "field", "value", "data"))
_UNITS: dict[str, tuple[str, ...]] = {
    "percent": ("%", "pct", "percent", "percentage", "prozent", "perc"),
    "basis points": ("bp", "bps", "basispoints"),
    "milliseconds": ("ms", "msec", "msecs", "millis", "millisecond", "milliseconds"),
    "seconds": ("s", "sec", "secs", "second", "seconds", "sek"),
    "minutes": ("min", "mins", "minute", "minutes", "minuten"),
    "hours": ("h", "hr", "hrs", "hour", "hours", "stunden"),
    "days": ("d", "day", "days", "tage"),
    "weeks": ("wk", "wks", "week", "weeks", "wochen"),
    "months": ("mo", "mth", "mths", "month", "months", "monate"),
    "quarters": ("qtr", "qtrs", "quarter", "quarters"),
    "years": ("y", "yr", "yrs", "year", "years", "jahre", "annum"),
    "thousands": ("k", "tsd", "thousand", "thousands", "keur", "kusd", "kgbp", "teur", "tchf"),
    "millions": ("m", "mn", "mio", "mm", "million", "millions", "meur", "musd"),
    "billions": ("bn", "mrd", "billion", "billions"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_CURRENCIES = frozenset(
    ["eur", "usd", "gbp", "chf", "jpy", "inr", "cny", "sek", "nok", "dkk", "pln"]
)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SHORT_UNITS = frozenset(["min", "mins", *(word for word in _UNIT_OF if len(word) == 1)])
"""Units only in brackets or behind an underscore: "loss min" is the least loss."""
_PER = re.compile(r"(?:\bper\b|/|\bpro\b|\ban?\b)[\s_]*([a-z]+)\b|\b(daily|weekly|monthly|quarterly"
                  r"|yearly|annual)\b", re.IGNORECASE)  # fmt: skip
_EVERY = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annual": "year",
}  # fmt: skip
_PERIODS = {"days": "day", "weeks": "week", "months": "month", "quarters": "quarter",
            "years": "year"}  # fmt: skip


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """A heading or name as plain words: `RespTime_ms (avg)` is resp, time, ms, avg."""
    spaced = _CAMEL.sub(" ", text.replace("_", " "))
    found = [_singular(token.casefold()) for token in _TOKEN.findall(spaced)]
    return tuple(word for word in found if word not in _QUIET) or tuple(found)


@lru_cache(maxsize=4096)
def bare_words(heading: str) -> tuple[str, ...]:
    """A heading's words without the unit it names; all of them where it is only a unit."""
    inner = [part for part in _BRACKETS.findall(heading) if not unit_of(f"({part})")]
    said = words(" ".join([_BRACKETS.sub(" ", heading), *inner]))
    last = said[-1] if said else ""
    if len(said) > 1 and _unit_word(last) is not None:
        said = said[:-1]
    return said or words(heading)


@lru_cache(maxsize=4096)
def unit_of(heading: str) -> str:
    """The unit a heading names: "percent", "months", "thousands", "EUR"; empty for none.

    In brackets or as its last word; a heading that is nothing but a word ("day") names no unit.
    """
    for inner in _BRACKETS.findall(heading):
        for token in (inner, *re.split(r"[\s,/]+", inner)):
            if unit := _unit_word(token.strip().casefold(), bracket=True):
                return unit
    if "%" in heading:
        return "percent"
    tokens = [t.casefold() for t in re.split(r"[\s_]+|(?<=[a-z])(?=[A-Z])", heading) if t]
    if len(tokens) > 1 and (unit := _unit_word(tokens[-1], bracket=tokens[-1] == "s")):
        return unit
    return next((code for sign, code in _SIGNS.items() if sign in heading), "")


@lru_cache(maxsize=4096)
def period_of(heading: str) -> str:
    """The period a heading's values are for: "losses per month" is month; empty for none."""
    if (match := _PER.search(heading.replace("_", " "))) is None:
        return ""
    if match[2]:
        return _EVERY[match[2].lower()]
    return _PERIODS.get(_UNIT_OF.get(match[1].lower(), ""), "")


def likeness(heading: str, names: Sequence[str]) -> float:
    """How surely a heading is called one of `names`: 1 the same words, 0 none in common."""
    forms = {bare_words(heading), words(heading)}  # the "year" of "times a year" is no unit
    return max((_alike(said, words(name)) for name in names for said in forms), default=0.0)


def _alike(said: tuple[str, ...], name: tuple[str, ...]) -> float:
    if not said or not name:
        return 0.0
    if said == name or sorted(said) == sorted(name):
        return 1.0
    if "".join(said) == "".join(name):
        return 0.97
    kept = list(name)
    shared = 0.0
    for word in said:
        best = max(kept, key=lambda other: _same(word, other), default="")
        if best and (close := _same(word, best)):
            kept.remove(best)
            shared += close
    if shared == 0.0:
        return 0.0
    if len(said) == len(name) == round(shared):
        return 0.8 + 0.15 * shared / len(name)
    return 0.75 * shared / max(len(said), len(name)) + 0.15 * shared / min(len(said), len(name))


def _same(one: str, other: str) -> float:
    """1 for the same word, less for a short form of it: ret and return, qty and quantity."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short[0] != long[0] or len(long) < 4 or short.isdigit():
        return 0.0
    if long.startswith(short) and len(short) >= 3:
        return 0.9
    if len(short) <= 4 and _inside(short, long) and not (long.startswith(short) and len(short) < 2):
        return 0.7
    return 0.0


def _inside(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in their order, few vowels among them."""
    letters = iter(long)
    vowels = sum(letter in "aeiou" for letter in short[1:])
    return vowels <= len(short) // 3 and all(letter in letters for letter in short)


def _unit_word(word: str, *, bracket: bool = False) -> str | None:
    if word in _CURRENCIES:
        return word.upper()
    if word in _SIGNS:
        return _SIGNS[word]
    if len(word) > 1 and word[0] in "kmt" and (word[1:] in _SIGNS or word[1:] in _CURRENCIES):
        return "millions" if word[0] == "m" else "thousands"
    if len(word) > 1 and word[-1] in "km" and (word[:-1] in _SIGNS or word[:-1] in _CURRENCIES):
        return "millions" if word[-1] == "m" else "thousands"
    if word in _SHORT_UNITS and not bracket and word != "%":
        return None
    return _UNIT_OF.get(word)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
