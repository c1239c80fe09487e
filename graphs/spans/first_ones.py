"""Answers told by how far somebody got: "she solved the first three", "he got all but the last".

How many there are in all stands elsewhere in the message: as a number of questions, or as a list
with a figure for each.
"""

import re
from collections.abc import Iterator

from graphs.spans.numbered_outcomes import NUMBER_WORDS, ORDINALS, TOTAL
from graphs.spans.span import Reading, Span

_RIGHT = r"got|gets|solved|solves|answered|managed|passed|mastered|had"
_WRONG = r"missed|failed|misses|fails|lost"
_COUNT = rf"\d{{1,2}}|{'|'.join(NUMBER_WORDS)}"
_NTH = "|".join([*ORDINALS, "last"])
_NOT_SAID = r"(?!\s(?:\w+\s){0,2}(?:right|wrong|correct\w*|incorrect\w*|true|false)\b)"
_TOLD = re.compile(
    rf"\b(?:(?P<right>{_RIGHT})|(?P<wrong>{_WRONG}))\s(?:only\s|just\s)?"
    rf"(?:the\s(?P<end>first|last)\s(?P<count>{_COUNT})|all\sbut\s(?:the\s)?(?P<but>{_NTH})"
    rf"|the\s(?P<only>{_NTH})\sonly)\b(?:\s(?:questions?|items?|ones?|tasks?|problems?))?{_NOT_SAID}"
    r"(?=\s*(?:[.,;:?!)\n]|$|(?:and|but|of|out|then|while)\b))"
)
_DECIMAL = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_LIST = re.compile(rf"{_DECIMAL}(?:(?:\s?[,;/]\s?|\s)(?:and\s)?{_DECIMAL}){{2,60}}(?![\d.]*\d)")
_FIGURE = re.compile(_DECIMAL)
MOST = 99


def first_ones(low: str, text: str) -> Iterator[Span]:
    """One span with every answer, where the message says how many there are."""
    for match in _TOLD.finditer(low):
        total = total_told(low[: match.start()]) or total_told(low[match.end() :])
        right = match["right"] is not None
        places = _places(match, total)
        if total and places and max(places) <= total <= MOST:
            other = not right
            if match["but"]:
                right, other = other, right
            marks = tuple(right if n in places else other for n in range(1, total + 1))
            start, end = match.span()
            yield Span(start, end, text[start:end], (Reading("boolean", marks, score=0.9),))
            return


def _places(match: re.Match[str], total: int) -> set[int]:
    nth = match["but"] or match["only"]
    if nth:
        return {total if nth == "last" else ORDINALS[nth]}
    said = match["count"]
    count = int(said) if said.isdigit() else NUMBER_WORDS[said]
    return (
        set(range(1, count + 1))
        if match["end"] == "first"
        else set(range(total - count + 1, total + 1))
    )


def total_told(low: str) -> int:
    """How many there are: said as such, or as many as the longest list has figures."""
    if told := TOTAL.search(low):
        return int(told["n"]) if told["n"].isdigit() else NUMBER_WORDS[told["n"]]
    return max((len(_FIGURE.findall(m[0])) for m in _LIST.finditer(low)), default=0)
