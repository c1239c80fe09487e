"""Text that was pasted into a message: a clause, a letter, a log, without the question."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.models.embedded.document_sentences import document_sentences
from graphs.models.embedded.splitting import is_asked
from graphs.spans.span import Span

PASTED = 160  # characters from which text behind a colon or an empty line is pasted, not said
_ARROWS = re.compile(r">>+\s*([^<>]{80,}?)\s*<<")
_LOG_LINE = re.compile(
    r"^[ \t]*(?:"
    r"(?:<\d{1,3}>)?[A-Z][a-z]{2}[ ]+\d{1,2}[ ]\d{2}:\d{2}:\d{2}[ ]\S"
    r"|\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}\S*[ ]+[^\s\d.,;|\-]"
    r"|\S+[ ]\S+[ ]\S+[ ]\[\d{2}/[A-Z][a-z]{2}/\d{4}:"
    r"|\[[A-Z][a-z]{2}[ ][A-Z][a-z]{2}[ ]\d{2}[ ]\d{2}:\d{2}:\d{2}"
    r").*$",
    re.MULTILINE,
)
"""A line that opens as logs do: with a time, then no further figure as in a table."""
_FEWEST_LOG_LINES = 2
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9&/’'-]+"
_TITLE = re.compile(
    r"(?:^|(?<=[.?!:\n)])|(?<=--)|(?<=[–—]))[ \t\n\"“]*"
    rf"(?P<title>{_CAPITALS}(?:[ ]{_CAPITALS})+)(?![\w?!])"
)
"""A title in capitals, as documents bear: "LEASE OF A WORKSHOP". Shorter ones may be a shout."""
_LEAST_TITLE = 8  # letters
_QUESTION = re.compile(r"^\W*(?:q|question|ps|frage)\s*[:.]|[?]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r":\s*\n?|\n\s*\n|\n")


def pasted(text: str, spans: Sequence[Span]) -> tuple[int, int] | None:
    """Where the pasted text stands; None when the message is only what the person says."""
    logged = list(_LOG_LINE.finditer(text))
    if len(logged) >= _FEWEST_LOG_LINES:
        return logged[0].start(), logged[-1].end()
    quoted = [
        (span.start, span.end)
        for span in spans
        if span.readings
        and span.readings[0].kind == "text"
        and span.end - span.start >= PASTED // 2
    ]
    quoted += [match.span(1) for match in _ARROWS.finditer(text)]
    if quoted:
        return max(quoted, key=lambda place: place[1] - place[0])
    if _tabular(spans):
        return None
    return (_set_apart(text) if len(text) >= PASTED else None) or _in_sentences(text)


def _set_apart(text: str) -> tuple[int, int] | None:
    """A text under an empty line or a title."""
    titled = _titled(text)
    if (below := _below(text)) is not None and not (titled and titled[0] < below[0]):
        return below
    return titled


def _in_sentences(text: str) -> tuple[int, int] | None:
    """A text between the person's own sentences, or behind a colon or a line's end."""
    if (sentences := document_sentences(text)) is not None or len(text) < PASTED:
        return sentences
    places = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    blocks = list(pairwise(places))
    start, end = max(blocks, key=lambda place: place[1] - place[0])
    if len(blocks) < 2 or end - start < PASTED // 2:
        return None
    question = [place for place in blocks if _asks(text[place[0] : place[1]])]
    body = [place for place in blocks if place not in question]
    if not body:
        return (start, end) if start > 0 or end < len(text) else None
    return body[0][0], body[-1][1]


def _below(text: str) -> tuple[int, int] | None:
    """What stands below the person's own paragraph, up to a last paragraph that asks again."""
    ends = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    blocks = [(a, b) for a, b in pairwise(ends) if text[a:b].strip()]
    if len(blocks) < 2 or not is_asked(text[slice(*blocks[0])]) or blocks[0][1] > 3 * PASTED:
        return None
    body = blocks[1:]
    while len(body) > 1 and text[slice(*body[-1])].rstrip().endswith("?"):
        body.pop()
    start, end = body[0][0], body[-1][1]
    return (start, end) if end - start >= PASTED else None


def _titled(text: str) -> tuple[int, int] | None:
    """A document under a title in capitals, to its end or a last paragraph that asks about it."""
    for match in _TITLE.finditer(text):
        title, start = match["title"], match.start("title")
        if sum(letter.isalpha() for letter in title) < _LEAST_TITLE:
            continue
        paragraphs = [start, *(m.end() for m in _PARAGRAPH.finditer(text, start)), len(text)]
        blocks = [place for place in pairwise(paragraphs) if text[slice(*place)].strip()]
        while len(blocks) > 1 and _own_words(text[slice(*blocks[-1])], before=start > 0):
            blocks.pop()
        end = blocks[-1][1]
        return (start, end) if end - start >= PASTED else None
    return None


def _own_words(block: str, *, before: bool) -> bool:
    """Whether a last paragraph is the person's: it asks, or nothing else of the message is."""
    return len(block) < PASTED and (bool(_QUESTION.search(block)) or not before)


def _tabular(spans: Sequence[Span]) -> bool:
    return any(reading.kind == "table" for span in spans for reading in span.readings)


def _asks(block: str) -> bool:
    """Whether a block of text is the person's own: short, or a question."""
    block = block.strip()
    return len(block) < PASTED // 2 or (block.endswith("?") and len(block) < 2 * PASTED)
