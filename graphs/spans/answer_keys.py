"""Answer keys: "Q1 to Q8: C A D B B D A C", "key: bdacc", or a message that is nothing but one."""

import re
from collections.abc import Iterator

from graphs.spans.span import Reading, Span

_ROW = r"[a-f](?:(?:\s|,\s?|;\s?|-|/)[a-f]){2,199}|[a-f]{3,200}"
_NUMBERED = (
    r"(?:\(?(?:q|questions?|items?|fragen?)\.?\s?\d+\s?(?:to|-|bis|\.\.)\s?"
    r"(?:q|question)?\s?\d+\)?)"
)
_KEY = re.compile(
    r"(?<![a-z])(?:(?:answer\s|correct\s|solution\s)?"
    r"(?:key|answers|solutions?|lösung(?:en)?|schlüssel)"
    rf"|(?:correct|right)\s(?:options?|answers?|letters?|choices?))(?P<gap>\s?,?\s?(?:is|are|was|were|for|:|=|the)?\s?)"
    rf"(?P<items>{_NUMBERED})?\s?[:=]?\s?['\"]?(?P<row>{_ROW})(?![a-z])"
    rf"|(?P<items2>{_NUMBERED})\s?[:=]\s?['\"]?(?P<row2>{_ROW})(?![a-z])"
)
_ALONE = re.compile(rf"\s*['\"]?(?P<row>{_ROW})['\"]?[.!]?\s*")
_PLAIN_WORDS = (
    "add bad bed bee dad dead deaf face fed fad cab cafe decade deed feed fade beef "
    "bead abed faced added ace aced cede ceded dab ebb babe bade beaded accede "
    "acceded facade"
)
_WORDS = frozenset(_PLAIN_WORDS.split())


def answer_keys(low: str, text: str) -> Iterator[Span]:
    """Every answer key, its letters in capitals, and the question numbers said with it."""
    if whole := _ALONE.fullmatch(low):
        if whole["row"] not in _WORDS:
            yield _span(text, *whole.span("row"), 0.8)
        return
    for match in _KEY.finditer(low):
        row = "row" if match["row"] else "row2"
        said = (match["gap"] is not None and match["gap"].strip() in (":", "=")) or match["items"]
        if match[row] in _WORDS and not said:
            continue
        yield _span(text, *match.span(row), 0.9)
        items = "items" if match["items"] else "items2"
        if match[items]:
            start, end = match.span(items)
            named = Reading("word", text[start:end], unit="name", score=0.1)
            yield Span(start, end, text[start:end], (named,))


def _span(text: str, start: int, end: int, score: float) -> Span:
    letters = re.sub(r"[^A-F]", "", text[start:end].upper())
    return Span(
        start, end, text[start:end], (Reading("text", letters, unit="key", score=score),),
        label="answer key",
    )  # fmt: skip
