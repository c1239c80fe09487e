"""Rates told in other ways: "1-in-20", "fortnightly in a bad year", "une fois par an"."""

import re
from collections.abc import Iterator

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity
from graphs.spans.units import ADVERBS, PER_YEAR, PERIODS, alternation

_NUMBER = "\ue000\ue001*"
_ABROAD = {
    **PERIODS,
    **dict.fromkeys(
        ("an", "ans", "année", "années", "annee", "año", "años", "ano", "anos"), "year"
    ),
    **dict.fromkeys(("mois", "mes", "meses"), "month"),
    **dict.fromkeys(("semaine", "semaines", "semana", "semanas"), "week"),
    **dict.fromkeys(("jour", "jours", "día", "días", "dia", "dias"), "day"),
    **dict.fromkeys(("trimestre", "trimestres"), "quarter"),
}
_TIMES = {
    "une fois": 1.0, "deux fois": 2.0, "trois fois": 3.0, "quatre fois": 4.0, "cinq fois": 5.0,
    "una vez": 1.0, "dos veces": 2.0, "tres veces": 3.0, "cuatro veces": 4.0, "einmal": 1.0,
    "zweimal": 2.0, "dreimal": 3.0, "viermal": 4.0, "fünfmal": 5.0, "sechsmal": 6.0,
    "zehnmal": 10.0,
}  # fmt: skip
_PERIOD = alternation(_ABROAD)
_ABROAD_WORDS = ("fois", "vez", "vec", "mal", "tous", "toutes", "chaque", "cada")
_FOREIGN = re.compile(
    rf"""\b(?P<times>{alternation(_TIMES)})|(?P<count>{_NUMBER})\s?(?:fois|veces|vez|mal)\b
    |\b(?P<every>tous\sles|toutes\sles|chaque|cada)\b""",
    re.VERBOSE,
)
_HOW = re.compile(
    rf"""\s(?:(?:par|al|a\sla|por|im|pro|jede[sn]?|chaque|cada|in\sder)\s(?P<one>{_PERIOD})
    |(?P<adverb>jährlich|monatlich|wöchentlich|täglich)
    |(?:(?:tous|toutes)\sles|en|cada|alle|in|dans)\s(?P<n>{_NUMBER})\s?(?P<many>{_PERIOD})
    |(?:(?:tous|toutes)\sles|cada|chaque)\s(?P<each>{_PERIOD}))(?![\w])""",
    re.VERBOSE,
)
_EVERY = re.compile(rf"\s(?:(?P<n>{_NUMBER})\s(?P<many>{_PERIOD})|(?P<each>{_PERIOD}))(?![\w])")
_SPACED = re.compile(
    rf"(?P<count>{_NUMBER})\sin\s(?P<n>{_NUMBER})(?:\s(?P<many>{alternation(PERIODS)})\b)?"
    r"(?=\s*(?:[,.;)\n]|$)|\s(?:at|as|in|usual|typical|best|worst|like|normal|pessim|optim|on))"
)
_HYPHENED = re.compile(
    rf"(?P<count>{_NUMBER})-in-(?:a-)?(?P<n>{_NUMBER})(?:[\s-](?P<many>{alternation(PERIODS)})\b)?"
)
_ADVERBS = [a for a in ADVERBS if a.endswith(("ly", "lich"))]
ADVERB_RATE = re.compile(
    rf"\b(?P<adverb>{alternation(_ADVERBS)})(?=\sat\s(?:best|worst|most|least)\b|\s(?:in|on)\s"
    r"an?\s[a-z]{3,12}\s(?:year|month|week|season|spell|time|one|case)s?\b)"
    r"|\b(?:usually|mostly|normally|typically|at\s(?:best|worst|most|least))\s"
    rf"(?P<adverb2>{alternation(_ADVERBS)})(?=\s*(?:[,.;)\n]|$))"
    rf"|(?:(?<=[a-z])[,;]\s(?:or\s|and\s|but\s|even\s|sometimes\s)?|\bsometimes\s|\boften\s|\b(?:spells?|years?|times|ones)\s)"
    rf"(?P<adverb3>{alternation(_ADVERBS)})(?=\s*(?:[,.;)\n]|$)|\s(?:if|when|once|unless)\b)"
)
_OFTEN = re.compile(
    r"\b(?:once|twice|one\stime|times)\s(?:in|every|each|per|an?)\b|\bevery\s(?:other|second|third|few)\b"
)
"""What tells in the same text that it is asked how often something happens."""
Found = Iterator[tuple[Quantity, tuple[int, ...]]]


def more_rates(skeleton: str, numbers: dict[int, Number]) -> Found:
    """Rates and odds, each with the numbers it used up."""
    yield from _odds(skeleton, numbers)
    adverbs = "ly" in skeleton or "lich" in skeleton
    for match in ADVERB_RATE.finditer(skeleton) if adverbs else ():
        group = next(name for name in ("adverb", "adverb2", "adverb3") if match[name])
        if group == "adverb3" and not _OFTEN.search(skeleton):
            continue  # "interest is 5 %, monthly"
        number = Number(*match.span(group), float(PER_YEAR[ADVERBS[match[group]]]))
        yield _counted(number), ()
    foreign = any(word in skeleton for word in _ABROAD_WORDS)
    for match in _FOREIGN.finditer(skeleton) if foreign else ():
        yield from _foreign(skeleton, match, numbers)


def _odds(skeleton: str, numbers: dict[int, Number]) -> Found:
    matches = list(_HYPHENED.finditer(skeleton)) if "-in-" in skeleton else []
    named = next((PERIODS[m["many"]] for m in matches if m["many"]), "")
    spaced = list(_SPACED.finditer(skeleton))
    if not named:
        named = next((PERIODS[m["many"]] for m in spaced if m["many"]), "")
    if named:
        matches += [m for m in spaced if not m["many"]]
    for match in matches:
        count, number = numbers[match.start("count")], numbers[match.start("n")]
        if count.value <= 0 or number.value <= 0:
            continue
        period = PERIODS[match["many"]] if match["many"] else named
        yield (
            Quantity(
                match.start(), match.end(), "rate" if period else "fraction", number,
                factor=count.value * (PER_YEAR[period] if period else 1.0), inverse=True,
                unit=f"once in {period}s" if period else "one in", reach=match.end(),
            ),
            (count.start, number.start),
        )  # fmt: skip


def _foreign(skeleton: str, match: re.Match[str], numbers: dict[int, Number]) -> Found:
    how = (_EVERY if match["every"] else _HOW).match(skeleton, match.end())
    if how is None:
        return
    times, used = _TIMES.get(match["times"] or "", 1.0), ()
    if match["count"]:
        number = numbers[match.start("count")]
        times, used = number.value, (number.start,)
    groups = how.groupdict()
    if not groups.get("n"):
        adverb = groups.get("adverb")
        period = ADVERBS[adverb] if adverb else _ABROAD[groups.get("one") or how["each"]]
        found = _plain(match, times * PER_YEAR[period], how.end())
        found.score = 0.4 if match["every"] else 1.0
        yield found, used
        return
    number = numbers[how.start("n")]
    if number.value > 0:
        period = _ABROAD[how["many"]]
        yield (
            Quantity(
                match.start(), how.end(), "rate", number, factor=times * PER_YEAR[period],
                inverse=True, unit=f"once in {period}s", reach=how.end(),
            ),
            (*used, number.start),
        )  # fmt: skip


def _plain(match: re.Match[str], value: float, end: int) -> Quantity:
    return _counted(Number(match.start(), end, float(value)))


def _counted(number: Number) -> Quantity:
    start, end = number.start, number.end
    return Quantity(start, end, "rate", number, unit="per year", reach=end)
