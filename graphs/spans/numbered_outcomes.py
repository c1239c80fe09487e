"""Outcomes told by number: "questions 1, 2 and 4 right, 3 and 5 wrong", "all but the sixth right".

A list of outcomes comes of it only where every place from the first to the last is known; else
nothing is read there, not even the single words, so that "right" is no list of one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphs.spans.dates import calendar_days
from graphs.spans.source import hidden
from graphs.spans.span import Reading, Span
from graphs.spans.units import alternation

MOST = 99  # answers told this way
_RIGHT = (
    "right",
    "correct",
    "correctly",
    "solved",
    "richtig",
    "true",
    "passed",
    "worked",
    "went well",
    "fine",
)
_WRONG = (
    *("wrong", "incorrect", "incorrectly", "missed", "missing", "failed", "false", "falsch"),
    *("wrongly", "missing out on", "got wrong", "mistakes", "errors", "mistake", "botched"),
)
_MEANS = {**dict.fromkeys(_RIGHT, True), **dict.fromkeys(_WRONG, False)}
_OUT = rf"(?<!\w)(?:{alternation(_MEANS)})(?!\w)"
ORDINALS = {
    word: place
    for place, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
         "seventeenth", "eighteenth", "nineteenth", "twentieth"), 1
    )
}  # fmt: skip
NUMBER_WORDS = {
    word: count
    for count, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty"), 1
    )
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}|{alternation(NUMBER_WORDS)})\b"
_NOUN = r"(?:questions?|items?|numbers?|tasks?|problems?|exercises?|answers?|sums|ones)"
_SIGN = r"(?:(?:questions?|items?|numbers?|nos?\.?|tasks?|problems?|exercises?|q|nr\.?)\s?|#\s?)"
_AND = r"(?:\s?,\s?(?:and\s|&\s?)?|\s(?:and|&|und)\s)"
_PLACE = (
    rf"{_SIGN}?\d{{1,2}}(?![\d.]*\d|%)(?:\s?(?:-|to|through)\s?{_SIGN}?\d{{1,2}}(?![\d.]*\d|%))?"
)
_NTH = rf"(?:the\s)?(?:(?:very\s)?last|{alternation(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_LIST = rf"(?:(?:the\s)?{_PLACE}(?:{_AND}{_PLACE})*|{_NTH}(?:{_AND}{_NTH})*(?:\s(?:one|{_NOUN}))?)"
_VERB = (
    r"(?:were|was|are|is|the|got|he|she|they|i|all|both|answered|only|just|had|came|out|has|marked"
    r"|as|to\sbe)"
)
_OF = rf"(?:\s(?:out\s)?of\s(?:the\s|his\s|her\s|my\s)?(?P<of>{_NUMBER})(?:\s{_NOUN})?)"
_COUNTED = (
    r"(?!\s?(?:[%€$£]|(?:times|per|an?|each|percent|hours?|days?|weeks?|months?|years?|euros?"
    r"|dollars?|pounds?|k|m)\b))"
)
"""After a number that counts something, and is no place: "missing 4 to 15 times a year"."""
_BEHIND = re.compile(
    rf"(?<![\w.])(?P<list>{_LIST}){_OF}?(?:[\s,]+{_VERB}){{0,4}}\s?[:=(]?\s?(?P<out>{_OUT})"
)
_BEFORE = re.compile(
    rf"(?P<out>{_OUT})(?:\s(?:on|in|were|was|are|only|just|answers?|at|for|out)){{0,3}}"
    rf"\s?[:=(]?\s?(?P<list>{_LIST})(?![\w%.]*\d){_COUNTED}{_OF}?"
)
_REST = re.compile(
    rf"(?:the\s|all\sthe\s|all\s)?(?:rest|others?|remaining(?:\s{_NOUN})?|everything\selse)"
    rf"(?:\s{_VERB}){{0,3}}\s(?P<out>{_OUT})"
)
_SHARE = re.compile(
    rf"(?P<n>all|{_NUMBER})(?:\s(?:out\s)?of\s(?:the\s)?(?P<of>{_NUMBER})|(?<=all)\s(?P<all>{_NUMBER}))"
    rf"(?:\s{_NOUN})?(?:\s{_VERB}){{0,3}}\s(?P<out>{_OUT})"
)
_EXCEPT = re.compile(
    rf"(?:all|everything|every\s(?:question|item|one))(?:\s(?P<of>{_NUMBER}))?(?:\s{_NOUN})?"
    rf"(?:(?:\s{_VERB}){{0,3}}\s(?P<out>{_OUT}),?\s(?:except|but|bar|save|apart\sfrom)"
    rf"(?:\s(?:for|only))?\s(?P<list>{_LIST}){_OF.replace('<of>', '<of3>')}?"
    rf"|\s(?:except|but|bar|save)(?:\sfor)?\s(?P<list2>{_LIST}){_OF.replace('<of>', '<of2>')}?"
    rf"(?:\s{_VERB}){{0,3}}\s(?P<out2>{_OUT}))"
)
TOTAL = re.compile(
    rf"(?<![\w.])(?:(?:out\s)?of\s(?:the\s)?)?(?P<n>{_NUMBER})\s(?:[a-z]+\s)?{_NOUN}\b(?!\s\d)"
)
_LISTED = re.compile(r"\d(?:\s?,|,?\s(?:and|&))\s?$")
"""Before a number that is the last of a list: "1, 2 and 4 of five"."""
_LAST = -1
_NUMBERED = re.compile(rf"\b{_SIGN}\d|#\d")


@dataclass(slots=True)
class _Told:
    """What has been read so far."""

    marks: dict[int, bool] = field(default_factory=dict[int, bool])
    pieces: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    total: int = 0
    rest: bool | None = None
    share: tuple[int, bool] | None = None
    several: bool = False
    """Whether a list of several numbers was told."""
    doubtful: bool = False

    def add(self, places: Iterable[int], right: bool) -> None:
        for place in places:
            self.doubtful |= self.marks.get(place, right) != right
            self.marks[place] = right


def numbered_outcomes(low: str, text: str) -> Iterator[Span]:
    """The outcomes of a text that tells them by number: one span, or pieces that mean nothing."""
    days = calendar_days(low)
    if any(day.month for day in days):  # "right on 2 and 5 November and wrong on the 16th"
        low = hidden(low, [(day.start, day.end) for day in days])
    told = _Told()
    left = _exceptions(low, told)
    left = _shares(left, told)
    first_list, first_out = re.search(_LIST, left), re.search(_OUT, left)
    outcome_first = bool(first_list and first_out and first_out.start() < first_list.start())
    for pattern in (_BEFORE, _BEHIND) if outcome_first else (_BEHIND, _BEFORE):
        left = _lists(left, pattern, told)
    for match in _REST.finditer(left):
        told.rest = _MEANS[match["out"]]
        told.pieces.append(match.span())
    sure = told.share or told.rest is not None or told.several or _NUMBERED.search(low)
    if not told.marks or not sure:
        return
    yield from _read(left, text, told)


def _read(left: str, text: str, told: _Told) -> Iterator[Span]:
    if not told.total and (total := TOTAL.search(left)):
        told.total = _number(total["n"])
        told.pieces.append(total.span())
    pieces = sorted(told.pieces)
    values = _complete(told)
    if values:
        start, end = pieces[0][0], max(end for _, end in pieces)
        yield Span(start, end, text[start:end], (Reading("boolean", values),))
        return
    for start, end in pieces:
        yield Span(start, end, text[start:end], (Reading("word", text[start:end], score=0.05),))


def _complete(told: _Told) -> tuple[bool, ...]:
    """Every answer in its place; empty while one is unknown or told twice in two ways."""
    size = told.total or max(told.marks)
    if _LAST in told.marks and size > 0:
        told.add([size], told.marks.pop(_LAST))
    unknown = size - len(told.marks)
    if told.doubtful or size > MOST or max(told.marks) > size or min(told.marks) < 1:
        return ()
    if told.share is not None:
        count, right = told.share
        said = sum(mark == right for mark in told.marks.values())
        if said + unknown == count:
            told.rest = right
        elif said == count:
            told.rest = not right
        else:
            return ()
    if told.rest is not None and not told.total:
        return ()  # "all wrong but the first": of how many?
    if unknown and (told.rest is None or not told.total):
        return ()
    return tuple(told.marks.get(place, bool(told.rest)) for place in range(1, size + 1))


def _exceptions(low: str, told: _Told) -> str:
    """`all right except the third`."""
    for match in _EXCEPT.finditer(low):
        right = _MEANS[match["out"] or match["out2"]]
        told.rest = right
        told.add(_places(match["list"] or match["list2"]), not right)
        told.total = _number(match["of"] or match["of2"] or match["of3"]) or told.total
        told.pieces.append(match.span())
    return hidden(low, told.pieces)


def _shares(low: str, told: _Told) -> str:
    """`nine of ten right`."""
    found = [m for m in _SHARE.finditer(low) if not _LISTED.search(low[: m.start()])]
    for match in found[:1]:
        told.total = _number(match["of"] or match["all"])
        count = told.total if match["n"] == "all" else _number(match["n"])
        told.share = (count, _MEANS[match["out"]])
        told.pieces.append(match.span())
    return hidden(low, [match.span() for match in found[:1]])


def _lists(low: str, pattern: re.Pattern[str], told: _Told) -> str:
    found = list(pattern.finditer(low))
    for match in found:
        places = _places(match["list"])
        told.several |= len(places) > 1
        told.add(places, _MEANS[match["out"]])
        told.total = _number(match["of"]) or told.total
        told.pieces.append(match.span())
    return hidden(low, [match.span() for match in found])


_ENDS = re.compile(r"(?P<first>\d{1,2})(?:\s?(?:-|to|through)\s?[a-z#.\s]*?(?P<last>\d{1,2}))?")


def _places(said: str) -> Sequence[int]:
    """The places a list names: `1-3 and 5` is 1, 2, 3, 5."""
    nth = {**ORDINALS, "last": _LAST}
    if named := [nth[word] for word in re.findall(r"[a-z]+", said) if word in nth]:
        return named
    return [
        place
        for match in _ENDS.finditer(said)
        for place in range(int(match["first"]), int(match["last"] or match["first"]) + 1)
    ]


def _number(said: str | None) -> int:
    if not said:
        return 0
    return int(said) if said.isdigit() else NUMBER_WORDS[said]
