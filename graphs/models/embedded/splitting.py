"""Several questions in one message: where it may be cut."""

import re
from collections.abc import Iterator

MOST_CUTS = 8
_CUT = re.compile(
    r"(?<=[.?!;])\s+(?=\S)"
    r"|\n+\s*(?=\S)"
    r"|(?:^|(?<=\s))(?=(?:\(?[1-9a-e]\)|[1-9]\.)\s)"
    r"|,?\s+(?=(?:and|also|plus|then|oh and|as well as|separately|second(?:ly)?|another thing"
    r"|while (?:you're|we're|you are) at it|one more(?: thing)?|next|lastly|finally|last(?:ly)?)\b"
    r"[,:]?\s+"
    r"(?:also\s+|then\s+)?(?:what|how|when|which|who|where|why|is|are|do|does|did|can|could|should|"
    r"would|will|please|from|for|tell|give|show|work|compute|calculate|check|estimate|plan|find|"
    r"analy[sz]e|schedule|forecast|simulate|grade|look|read|review|say|if|our|my|we|the|i\b|another|in)\b)"
    r"|,?\s+(?=(?:also|besides|by the way|btw|additionally|furthermore|separately|on top)\b)",
    re.IGNORECASE,
)
_NUMBER = r"(?:\(?(?:[1-9]|[a-e]|i{1,3}|iv)\)|[1-9]\.|[1-9]️⃣|[-*•])"
_NUMBERED = re.compile(rf"^\s*{_NUMBER}\s+")
_ITEM = re.compile(
    r"(?:^|(?<=\s))(?:\(?(?P<paren>[1-9a-e])\)|(?P<dot>[1-9])\.|(?P<colon>[1-9]):)\s+(?=\S)"
)
_BULLET = re.compile(r"^[ \t]*[-*•]\s+(?=\S)", re.MULTILINE)
SHORTEST = 3  # words; shorter pieces are not questions of their own


def cuts(text: str) -> list[int]:
    """Offsets at which one question may end and the next begin."""
    found = [match.end() for match in _CUT.finditer(text) if 0 < match.end() < len(text)]
    rows = _rows(text)
    kept = [
        at for at in dict.fromkeys(found)
        if _long(text[:at]) and _long(text[at:]) and not any(a < at < b for a, b in rows)
        if not any(at == a for a, _ in rows) or _ASKS.search(text[:at])
    ]  # fmt: skip
    return kept[:MOST_CUTS]


_ASKS = re.compile(r"[\d?]")
"""Without either, what stands before a table only says how to read it."""
_MARKS = re.compile(r"[^\W\d]\w*(?P<cells>(?:[ \t]+(?:[✓✔✗✘☑☒xX+-]|[01]))+)")
"""A row of marks behind a name."""
_FIGURES = re.compile(r"[\d\s.,+✓✗-]+")


def _rows(text: str) -> list[tuple[int, int]]:
    """Where rows of a table stand, lines with the same separators one after another."""
    found: list[tuple[int, int]] = []
    at, begun, shape = 0, 0, (0, 0, 0, 0, 0)
    for line in [*text.split("\n"), ""]:
        plain = _FIGURES.fullmatch(line) or _MARKS.fullmatch(line.strip())
        blanks = len(line.split()) - 1 if plain else 0
        marks = (*(line.count(mark) for mark in ",;\t|"), blanks)
        if marks != shape or not any(marks):
            if any(shape) and text[begun:at].count("\n") > 1:
                found.append((begun, at))
            begun, shape = at, marks
        at += len(line) + 1
    return found


def _long(text: str) -> bool:
    return len(text.split()) >= SHORTEST


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a text in two."""
    for at in cuts(text):
        yield clean(text[:at]), clean(text[at:])


def clean(piece: str) -> str:
    """A piece without its number or its opening "and"."""
    piece = _NUMBERED.sub("", piece.strip())
    return re.sub(r"^(?:and|also|plus)[,:]?\s+", "", piece, flags=re.IGNORECASE).strip()


_ASKED = re.compile(
    r"\?"
    r"|(?:^|(?<=[.!;:,\n]))\W*(?:(?:and|also|so|now|then|first|please)\W+)*"
    r"(?:what|how|when|which|who|where|why|compute|calculate|work out|tell|give|show|estimate|find"
    r"|price|value|rank|score|grade|check|compare|forecast|simulate|optimi[sz]e|list|explain|say"
    r"|let me know|run|fit|test|plan|schedule|convert|assess|analy[sz]e|read|review|scan|pull"
    r"|fetch|look|get|do|does|is|are|can|could|should|would|will)\b"
    r"|\b(?:please|pls|plz|i need|we need|i want|we want|tell me|give me|show me|let me know"
    r"|i wonder|i(?:'d| would) like|looking for|wanted|asap)\b",
    re.IGNORECASE,
)


def is_asked(text: str) -> bool:
    """Whether a piece asks for anything; what only tells belongs to a question beside it."""
    return _ASKED.search(text) is not None


def is_numbered(text: str) -> bool:
    """Whether the person numbered the questions, or says beforehand how many there are."""
    return len(items(text)) >= 2 or _ANNOUNCED.search(text) is not None


_ANNOUNCED = re.compile(
    r"\b(?:two|three|2|3|a couple of|a few) (?:short |quick |separate |different )?"
    r"(?:things|questions|requests|points|matters)\b",
    re.IGNORECASE,
)


def items(text: str) -> list[str]:
    """The items of a numbered or bulleted list, in order; empty when there is none."""
    found = list(_ITEM.finditer(text))
    kept: list[re.Match[str]] = []
    for match in found:
        mark = match["paren"] or match["dot"] or match["colon"]
        due = (str(len(kept) + 1), "abcde"[min(len(kept), 4)])
        if mark in due and (not kept or _kind(match) == _kind(kept[0])):
            kept.append(match)
    if len(kept) < 2:
        kept = list(_BULLET.finditer(text))
    if len(kept) < 2:
        return []
    ends = [*(match.start() for match in kept[1:]), len(text)]
    return [text[m.end() : end].strip() for m, end in zip(kept, ends, strict=True)]


def _kind(match: re.Match[str]) -> str:
    return next(name for name in ("paren", "dot", "colon") if match[name])
