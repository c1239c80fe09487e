"""How often: "twice a year", "once in 8 years", "every other year", "never", "1 in 20"."""

import re
from collections.abc import Iterator

from graphs.spans.estimate_words import ADJECTIVES
from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity, tidy
from graphs.spans.span import Reading
from graphs.spans.units import ADVERBS, PER_YEAR, PERIODS, alternation

NUMBER = "\ue000\ue001*"
"""A number in a skeleton, in which each is overwritten by marks of the same length."""

_PERIOD = alternation(PERIODS)
_A = r"(?:per|a|an|each|every|by|in\s+an?|/|pro|im)"
_IN = r"(?:in|every|per|each|over|alle)"
_PAST = r"(?:the\s+)?(?:last|past|next|previous)?\s*(?:about\s+|roughly\s+|~\s?|around\s+)?"
_ORDINALS = {"third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "seventh": 7.0,
             "eighth": 8.0, "ninth": 9.0, "tenth": 10.0, "twentieth": 20.0}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_ONCE = r"once|twice|thrice|one\s+time|two\s+times|einmal|zweimal"
_ONCE_IN = re.compile(
    rf"""\b(?P<once>{_ONCE})(?:\s+or\s+twice)?\s+(?:or\s+so\s+)?(?:
      (?:{_IN})\s+{_PAST}(?P<n>{NUMBER})(?:\s?(?:to|-|bis)\s?(?P<n2>{NUMBER}))?
        (?:[\s-]?(?P<period>{_PERIOD})\b)?
    | (?:{_IN})\s+(?P<other>other|second|{_ORDINAL}|couple\s+of|few)\s+(?P<period2>{_PERIOD})\b
    | {_A}\s+(?:blue\s+)?(?:single\s|calendar\s|{ADJECTIVES})?(?P<period3>{_PERIOD})\b
    | (?P<adverb>{alternation(ADVERBS)})(?![a-z])
    )""",
    re.VERBOSE,
)
_PAID_ONCE = re.compile(rf"{NUMBER}\s?(?:k|m|mn|bn|[€$£]|[a-z]{{3,7}})?\s(?=once\s+over\b)")
"""An amount that is paid once and spread over a time: "130k once over 15 years"."""
_ONCE_WORDS = ("once", "twice", "thrice", "time", "einmal", "zweimal")
_EVERY = re.compile(
    rf"""\b(?:every|each|alle)\s+(?:
      (?P<n>{NUMBER})(?:\s?(?:to|-|or|bis)\s?(?P<n2>{NUMBER}))?[\s-]?(?P<period>{_PERIOD})\b
    | (?P<other>other|second|{_ORDINAL}|single|couple\s+of)\s+(?P<period2>{_PERIOD})\b
    | (?P<period3>{_PERIOD})\b
    )""",
    re.VERBOSE,
)
_BARE = re.compile(
    rf"\b(?:likely|usually|usual|mostly|typically|normally|generally|commonly|often|mode|rather)\s+"
    rf"(?:about\s+|around\s+|roughly\s+)?(?P<every>(?:once\s+)?every\s+(?P<n>{NUMBER}))"
    r"(?=\s*(?:[,.;:)\n?]|$)|\s+(?:and|or|but|at|with|for)\b)"
)
"""The likely point of a span of time named before: "every 3 to 10 years, mostly every 5"."""
_TIMES_IN = re.compile(
    rf"""(?P<count>{NUMBER})(?P<noun>\s?(?:x|times|mal)?|\s(?!once\b)[a-z]+(?:\s[a-z]+)?)\s*
    \b(?:in|every|each|over|per|out\s+of)\s+{_PAST}
    (?P<n>{NUMBER})(?:\s?(?:to|-|bis)\s?(?P<n2>{NUMBER}))?[\s-]?(?P<period>{_PERIOD})\b""",
    re.VERBOSE,
)
_COUNTED = re.compile(r"\s(?!times\b|mal\b)[a-z]+(?:\s[a-z]+)?")
"""A noun between a number and a period: both numbers may be told for themselves."""
TOO_OFTEN = 1e5
"""An amount over a time: "12 million over 30 days" counts no events."""
_ONE_PERIOD_IN = re.compile(
    rf"(?P<count>{NUMBER})\s(?P<period>{_PERIOD})\s(?:in|out\s+of)\s(?P<n>{NUMBER})(?!\s?%)"
)
_NEVER = re.compile(
    r"\bnever\b(?!\s+(?:mind|ending|again|before|more|less|fewer|above|below|over|under))"
    r"|\bnot\s+once\b|\bnie\b"
)
_SAID = re.compile(r"(?:says?|said|thinks?|or|almost|from|between|practically|=|:|,|bis)\s*$")
_ENDS = re.compile(r"\s*(?:[.,;:)!?]|$|to\b|or\b|and\b|but\b|bis\b|-)")
_OTHER = {"other": 2.0, "second": 2.0, "single": 1.0, **_ORDINALS}
_TIMES = {"once": 1.0, "one": 1.0, "einmal": 1.0, "twice": 2.0, "two": 2.0, "zweimal": 2.0,
          "thrice": 3.0}  # fmt: skip

Numbers = dict[int, Number]
"""Numbers by where they start."""


def rates(skeleton: str, numbers: Numbers) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    """Rates that need more than one number or none, each with the numbers it used up."""
    once = any(word in skeleton for word in _ONCE_WORDS)
    paid = {match.end() for match in _PAID_ONCE.finditer(skeleton)} if once else set[int]()
    for match in _ONCE_IN.finditer(skeleton) if once else ():
        if match.start() in paid:
            continue
        yield from _once(match, numbers, _TIMES[match["once"].split()[0]])
    for match in _TIMES_IN.finditer(skeleton):
        yield from _times_in(match, numbers)
    for match in _ONE_PERIOD_IN.finditer(skeleton):
        yield from _once(match, numbers, numbers[match.start("count")].value, match.start("count"))
    every = any(word in skeleton for word in ("every", "each", "alle"))
    for match in _EVERY.finditer(skeleton) if every else ():
        score = 0.9 if match["n"] or match["other"] else 0.4
        for found, used in _once(match, numbers, 1.0):
            found.score = score
            yield found, used
    for match in _BARE.finditer(skeleton) if every else ():
        yield from _bare(skeleton, match, numbers)
    never = any(word in skeleton for word in ("never", "not", "nie"))
    for match in _NEVER.finditer(skeleton) if never else ():
        sure = _SAID.search(skeleton, max(0, match.start() - 14), match.start())
        score = 0.8 if sure or _ENDS.match(skeleton, match.end()) else 0.15
        yield _rate(match.start(), match.end(), 0.0, "never", score), ()


def _times_in(match: re.Match[str], numbers: Numbers) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    count = numbers[match.start("count")]
    if not match["noun"].strip() and count.value >= TOO_OFTEN:
        return
    apart = _COUNTED.fullmatch(match["noun"]) is not None
    for found, used in _once(match, numbers, count.value, match.start("count")):
        found.parts = used if apart and match["n2"] is None else ()
        yield found, used


def _once(
    match: re.Match[str], numbers: Numbers, times: float, *count: int
) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    groups = match.groupdict()
    start, end = match.span()
    if groups.get("n") is None:
        period, every = _named_period(groups)
        yield _rate(start, end, times * PER_YEAR[period] / every, f"per {period}"), count
        return
    period = PERIODS[groups["period"]] if groups.get("period") else "year"
    first = numbers[match.start("n")]
    ends = [first]
    if groups.get("n2") is not None:
        ends.append(numbers[match.start("n2")])
    for index, number in enumerate(ends):
        if number.value <= 0:
            return
        from_, to = (start, match.end("n")) if index == 0 and len(ends) == 2 else (start, end)
        if index == 1:
            from_ = number.start
        found = Quantity(
            from_, to, "rate", number, factor=times * PER_YEAR[period], inverse=True,
            unit=f"once in {period}s", score=1.0 if groups.get("period") else 0.8, reach=to,
            extra=_chance(times, number.value),
        )  # fmt: skip
        yield found, (*count, number.start)


def _bare(
    skeleton: str, match: re.Match[str], numbers: Numbers
) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    """A number of the periods that the range before it is told in."""
    number = numbers[match.start("n")]
    before = [m for m in _EVERY.finditer(skeleton, 0, match.start()) if m["n2"]]
    if not before or number.value <= 0:
        return
    period = PERIODS[before[-1]["period"]]
    start, end = match.span("every")
    found = Quantity(
        start, end, "rate", number, factor=PER_YEAR[period], inverse=True,
        unit=f"once in {period}s", reach=end, extra=_chance(1.0, number.value),
    )  # fmt: skip
    yield found, (number.start,)


def _named_period(groups: dict[str, str | None]) -> tuple[str, float]:
    if adverb := groups.get("adverb"):
        return ADVERBS[adverb], 1.0
    if period := groups.get("period3"):
        return PERIODS[period], 1.0
    other = (groups.get("other") or "other").split()[0]
    return PERIODS[groups.get("period2") or "year"], _OTHER.get(
        other, 2.0 if other == "couple" else 3.0
    )


def _chance(times: float, years: float) -> tuple[Reading, ...]:
    """Once in 20 years is also a chance of 1 in 20, and the level exceeded that rarely."""
    share = times / years
    if not 0 < share < 1:
        return ()
    return (
        Reading("fraction", share, unit="one in", score=0.3, converted=True),
        Reading("fraction", tidy(1 - share), unit="tail", score=0.25, converted=True),
    )


def _rate(start: int, end: int, value: float, unit: str, score: float = 1.0) -> Quantity:
    return Quantity(
        start, end, "rate", Number(start, end, value), unit=unit, score=score, reach=end
    )
