"""What stands right before and behind a number and tells what it counts."""

import re
from dataclasses import replace

from graphs.spans.estimate_words import ADJECTIVES
from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity, tidy
from graphs.spans.span import Reading
from graphs.spans.units import (
    ADVERBS,
    CURRENCIES,
    DAYS,
    DURATIONS,
    PER_YEAR,
    PERIODS,
    SCALED_CURRENCIES,
    alternation,
)

_MONEY = alternation([*SCALED_CURRENCIES, *CURRENCIES])
_PERIOD = alternation(PERIODS)
_BEFORE = re.compile(rf"(?:(?<![a-z])|(?=[€$£¥₹₩₪₺₽]))({_MONEY})\s?(?:-\s?)?$")
_BEHIND = re.compile(
    rf"""[\s]?(?:
      (?P<bps>bps?\b|basis\ points?\b|‰)
    | (?P<points>pp\b|percentage\ points?\b)
    | (?P<percent>%|percent\b|per\ cent\b|pct\b|prozent\b)
    | (?:swiss\ |us\ )?(?P<money>{_MONEY})(?![a-z\d])
    | (?P<times>(?:times\b|x(?![a-z0-9])|×|mal\b|fold\b)(?!\ ?[\d€$£(]))
    | (?P<cents>cents?\b|c\b|p\b|pence\b|ct\b)(?!\s?[=:/.])
    )
    | [^\S\n]?-?[^\S\n]?(?P<time>{alternation(DURATIONS)})
      (?![a-z=]|\s*=|(?<=second)\s*(?::|series\b|column\b|row\b|one\b|list\b|set\b))
    """,
    re.VERBOSE,
)
_TENOR = re.compile(r"(?:y|yrs?|-?years?)\b")  # "USD 10y" is a time, and no ten dollars
_MINUS = re.compile(r"(?:^|[^\w\s%)])\s?-$|(?:^|[^\w%)])-$")
_WORDS = (
    r"(?!(?:and|or|but|with|who|that|which|in|at|to|for|over|under|below|within|beyond)\b)"
    r"[a-zäöüß'&][a-zäöüß'&-]*"
)
_PER = (
    rf"(?:(?:(?:per|a|an|each|every|in\ an?|in\ any|pro|im|je|jede[sn]?|the|p"
    rf"|by(?=\ (?:year|month|week|day)\b(?!\ ?\d)))\s+|\s?(?:/|p/)\s?)"
    rf"(?:single\s|calendar\s|average\s|typical\s|given\s|normal\s|{ADJECTIVES})?(?P<period>{_PERIOD})\b"
    rf"|(?P<adverb>{alternation(ADVERBS)})(?![a-z]))"
)
_PER_NEXT = re.compile(rf"\s?\)?\s?,?{_PER}", re.VERBOSE)
_PER_LATER = re.compile(rf"(?:\s(?:(?:that|which)\s)?{_WORDS}){{1,4}}?\s{_PER}", re.VERBOSE)
_CHANCE = re.compile(
    rf"\s(?:chance|probability|likelihood|risk|odds)(?:\s[a-z]+){{0,4}}?"
    rf"\s(?:per|a|each|every|in\sany|in\sa)\s(?:given\s|single\s)?(?P<period>{_PERIOD})\b"
)


def quantity(low: str, number: Number) -> Quantity:
    """What a number counts, as far as the words next to it tell."""
    found = _unit(low, number)
    _per(low, found)
    found.reach = max(found.reach, found.end)
    return found


def _unit(low: str, number: Number) -> Quantity:
    found = Quantity(number.start, number.end, "number", number, score=number.score)
    before = _BEFORE.search(low, max(0, number.start - 9), number.start)
    if before and before[1].isalpha() and _TENOR.match(low, number.end):
        before = None
    if before:
        _take_money(found, before[1])
        found.start = before.start(1)
        if _MINUS.search(low, max(0, found.start - 3), found.start):
            found.number.mantissa = -found.number.mantissa
            found.start -= 1
    match = _BEHIND.match(low, number.end)
    if not match:
        return found
    if match["money"]:
        if not before or match["money"] not in ("€", "$", "£"):
            _take_money(found, match["money"])
            found.end = match.end()
    elif before:
        return found
    elif match["time"]:
        _take_time(found, match)
    else:
        _take_share(low, found, match)
    return found


def _take_money(found: Quantity, word: str) -> None:
    if word in SCALED_CURRENCIES:
        found.currency, scale = SCALED_CURRENCIES[word]
        found.number.scale *= scale
    else:
        found.currency = CURRENCIES[word]
    found.kind = "money"
    found.number.alternatives = tuple(
        (value, unit, score) for value, unit, score in found.number.alternatives if not unit
    )


def _take_time(found: Quantity, match: re.Match[str]) -> None:
    word = match["time"]
    glued = match.end() - found.end == len(word)
    if word in ("h", "d", "w", "y") and not glued:
        return
    name = DURATIONS[word]
    found.kind, found.unit, found.factor, found.end = (
        "duration",
        f"{name}s",
        DAYS[name],
        match.end(),
    )
    plain = found.number.value
    found.extra = (Reading("number", plain, unit=found.unit, score=0.5 * found.score),)


def _take_share(low: str, found: Quantity, match: re.Match[str]) -> None:
    if match["bps"]:
        found.kind, found.unit = "fraction", "bps"
        found.factor = 1e-3 if match["bps"] == "‰" else 1e-4
    elif match["percent"]:
        found.kind, found.unit, found.factor = "fraction", "percent", 0.01
        found.extra = _tail(low, found)
    elif match["points"]:
        found.kind, found.unit, found.factor = "fraction", "percentage points", 0.01
    elif match["times"]:
        found.unit = "times"
    elif match["cents"] in ("c", "p") and found.number.scale != 1:
        return
    else:
        found.kind, found.unit, found.factor = "money", "cents", 0.01
    found.end = match.end()


_EXCEED = re.compile(r"(?:exceed|above|over|beyond|worse|tail|var)")


def _tail(low: str, found: Quantity) -> tuple[Reading, ...]:
    """A small chance of exceeding something is also the level that is not exceeded."""
    share = found.convert(found.number.value)
    if not 0 < share < 0.5:
        return ()
    near = bool(_EXCEED.search(low, max(0, found.start - 30), found.end + 20))
    return (
        Reading(
            "fraction", tidy(1 - share), unit="tail", score=0.5 if near else 0.1, converted=True
        ),
    )


def _per(low: str, found: Quantity) -> None:
    """Read a period behind the quantity: per month, a year, monthly."""
    match = _PER_NEXT.match(low, found.end)
    later = None
    if found.kind == "fraction" and (chance := _CHANCE.match(low, found.end)):
        name = PERIODS[chance["period"]]
        found.per, found.reach = name, chance.end()
        rate = tidy(found.value * PER_YEAR[name])
        found.extra = (*found.extra, Reading("rate", rate, unit="chance", score=0.6, per=name))
        return
    if not match and (found.kind == "number" or found.kind == "money"):
        later = _PER_LATER.match(low, found.end)
        if later and not _counted(low, found, later):
            later = None
    hit = match or later
    if not hit:
        _per_before(low, found)
        return
    period = PERIODS[hit["period"]] if hit["period"] else ADVERBS[hit["adverb"]]
    if found.kind == "duration":
        found.per = period
        return
    _set_period(found, period)
    found.reach = hit.end()
    if match and ")" not in match[0]:
        found.end = match.end()


ADVERB_BEFORE = re.compile(
    rf"\b({alternation(w for w in ADVERBS if w.isalpha() and w != 'pa')})\s[a-z ]{{0,24}}[=:]?\s?$"
)


def _per_before(low: str, found: Quantity) -> None:
    """A share or amount whose name says the period: "monthly churn 3 %"."""
    if found.kind not in ("fraction", "money"):
        return
    if match := ADVERB_BEFORE.search(low, max(0, found.start - 36), found.start):
        found.per = ADVERBS[match[1]]


def _counted(low: str, found: Quantity, later: re.Match[str]) -> bool:
    """Whether the words up to the period name what is counted, not a thing of their own."""
    words = low[found.end : later.end()].split()
    adverb = later["adverb"] is not None
    return not (adverb and (len(words) > 2 or (later.end() < len(low) and low[later.end()] == " ")))


def _set_period(found: Quantity, period: str) -> None:
    found.per = period
    if found.kind == "number":
        found.kind, found.factor = "rate", PER_YEAR[period]
        found.unit = "times" if found.unit == "times" else f"per {period}"
        if found.unit == "times":
            found.unit = f"times per {period}"
    elif found.kind == "money":
        found.unit = f"per {period}"


def alternative_readings(found: Quantity) -> tuple[Reading, ...]:
    """What the numeral itself may mean beside its main value, in the same unit."""
    others: list[Reading] = []
    for value, unit, score in found.number.alternatives:
        if not unit:
            others.append(
                Reading(found.kind, found.convert(value), unit=found.unit, currency=found.currency,
                        score=score * found.score, converted=found.factor != 1, per=found.per)
            )  # fmt: skip
        elif unit == "m":
            others.append(Reading("number", value, unit="m", score=score))
            others.append(Reading("duration", value / 1440, unit="minutes", score=0.1))
        else:
            others.append(Reading("number", value, unit=unit, score=score))
    return tuple(others)


def rescored(found: tuple[Reading, ...], factor: float) -> tuple[Reading, ...]:
    """The same readings, each less (or more) likely."""
    return tuple(replace(r, score=r.score * factor) for r in found)
