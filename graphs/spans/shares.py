"""Parts of a whole in words: "3 in a hundred", "78 cents of each euro", "a quarter of"."""

import re
from collections.abc import Iterator

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity, tidy
from graphs.spans.rates import NUMBER, Numbers
from graphs.spans.span import Reading
from graphs.spans.units import PER_YEAR, PERIODS, alternation

_PERIOD = alternation(PERIODS)
_IN = re.compile(
    rf"""(?P<a>{NUMBER})(?:\s(?!per|pct|prozent|times|mal\b)[a-z]+)?\s(?:in|out\s+of|of|from)\s
    (?:every\s|each\s|any\s)?(?P<b>{NUMBER})(?!\s?(?:%|-?\s?(?:{_PERIOD})\b|[-.]?\ue000))""",
    re.VERBOSE,
)
_CENTS = re.compile(
    rf"""(?P<a>{NUMBER})\s?(?:cents?|c|ct|pence|p|rappen)\b\s(?:of|on|in|out\s+of|from|per)\s
    (?:each|every|the|a|an)\s(?:euro|dollar|pound|franc|buck|one)s?\b""",
    re.VERBOSE,
)
_WORDS = re.compile(
    rf"(?<!\band\s)(?<!\band\sa\s)(?:\b(?P<count>an?)[\s-]|(?P<number>{NUMBER})[\s-])?\b"
    r"(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|hundredths?)\b"
    r"(?=\s(?:of|off|the|our|them|are|is|my|each|less|fewer|lower|cheaper|rarer)\b|\s*[,.;)]|$|\n)"
)
_WHOLES = ("euro", "dollar", "pound", "franc", "buck", "one")
_SLASH = re.compile(rf"(?P<a>{NUMBER})/(?P<b>{NUMBER})(?=\s(?:of|chance|odds)\b)")
_MARK = re.compile(
    rf"(?:(?<=mark\s)|(?<=mark:\s)|(?<=mark\sis\s)|(?<=mark\sof\s)|(?<=score\s)|(?<=score\sof\s))"
    rf"(?P<a>{NUMBER})/(?P<b>{NUMBER})(?!\s?/)"
)
_ENDS_LIST = re.compile(rf"{NUMBER}\s?(?:,|and|&|,\sand)\s?$")
_A_YEAR = re.compile(rf"\s?(?:per|a|each|every|/)\s?(?P<period>{_PERIOD})\b")
_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "six": 6, "eig": 8, "ten": 10, "hun": 100}
_ALONE = re.compile(r"(?:first|second|last|other|next|in|q[1-4]|this|that|per|each|every)\s$")


def shares(skeleton: str, numbers: Numbers) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    """Shares that need more than one number, each with the numbers it used up."""
    of_one = any(word in skeleton for word in _WHOLES)
    for match in _CENTS.finditer(skeleton) if of_one else ():
        number = numbers[match.start("a")]
        yield _share(match, tidy(number.value / 100), "cents of each", 1.0), (number.start,)
    for pattern, score in ((_MARK, 0.9), (_SLASH, 0.9), (_IN, 0.9)):
        for match in pattern.finditer(skeleton):
            a, b = numbers[match.start("a")], numbers[match.start("b")]
            listed = " in " not in match[0] and _ENDS_LIST.search(
                skeleton, max(0, match.start() - 24), match.start()
            )
            parts = " of " in match[0] and b.value % 1  # "one of 0.4 wrong" is no share
            amount = " of " in match[0] and b.scale >= 1000 > a.scale  # "3 claims of 4k"
            if 0 <= a.value < b.value and not listed and not amount and not parts:
                yield _one_in(match, a.value, b.value, score), (a.start, b.start)
    yield from _in_words(skeleton, numbers)


def _one_in(match: re.Match[str], part: float, whole: float, score: float) -> Quantity:
    share = part / whole
    found = _share(match, share, "one in", score)
    if period := _A_YEAR.match(match.string, match.end()):  # "1 in 8 per year"
        name = PERIODS[period["period"]]
        rate = Reading("rate", share * PER_YEAR[name], unit=f"per {name}", score=0.85, per=name)
        found.end = found.reach = period.end()
        found.extra = (rate,)
        return found
    if share < 0.5:
        found.extra = (
            Reading("fraction", tidy(1 - share), unit="tail", score=0.4, converted=True),
            Reading("rate", share, unit="one in", score=0.3, converted=True),
        )
    if " of " in match[0] or match.re is _MARK:
        counts = (float(part), float(whole))
        found.extra = (*found.extra, Reading("number", counts, unit="of", score=0.7))
    return found


def _in_words(skeleton: str, numbers: Numbers) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    parts = any(word in skeleton for word in _PARTS)
    for match in _WORDS.finditer(skeleton) if parts else ():
        whole = _PARTS[match["part"][:3]]
        counted = match["count"] or match["number"]
        if not counted and (
            whole != 2 or _ALONE.search(skeleton, max(0, match.start() - 8), match.start())
        ):
            continue
        used = (match.start("number"),) if match["number"] else ()
        part = numbers[used[0]].value if used else 1.0
        if 0 < part < whole:
            yield _share(match, part / whole, "part of", 0.8 if counted else 0.5), used


def _share(match: re.Match[str], value: float, unit: str, score: float) -> Quantity:
    start, end = match.span()
    number = Number(start, end, value, in_words=True)
    found = Quantity(start, end, "fraction", number, unit=unit, score=score, reach=end)
    found.number.mantissa = value
    return found
