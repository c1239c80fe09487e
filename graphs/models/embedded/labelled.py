"""Free text behind the words for its field: "model answer: light. Student wrote: the sun"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.compatibility import OPTIONS
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

OUTRIGHT = 0.8  # weight of a mention that is a field's own name
_LINK = re.compile(
    r"\s*(?:(?:\b(?:is|was|are|were|says?|said|reads?|being|given|as|wrote|down|only|just|that|be|"
    r"should be|would be|here|goes|put|gave|offered|submitted|answered|replied|handed in|writes|"
    r"puts|gives|has|had)\b|[:=>→–—-])\s*)+|\s+",
    re.IGNORECASE,
)
_LEADS_TO_QUOTE = re.compile(r"(?:[a-z']+\s+){1,4}(?=[\"“„«‘](?=\S))")
"""Words between a name and what is quoted: the pupil "came up with" it."""
_ABOUT = re.compile(
    r"\s+(?:to|for|of|in)\s[^.;:\n]{1,60}?\s(?:is|was|are|were|reads)\s|\s*\([^)]*\)[:=]?\s"
)
_COMPOUND = re.compile(r"-[a-z]{2,}")
"""Behind a word that is only part of another: no pupil ticks in "a tick-the-boxes test"."""
_LETTERS = re.compile(r"[A-Z](?:\s*(?:,|&|/|,?\s?\band\b)\s*[A-Z])*(?=[.;]\s)")
"""Options that a sentence ends with, however the next begins."""
_END = re.compile(r"[.?!](?=\s+[A-Z\d\"“(±~]|\s*$|\s+[a-z]+\s+(?:it|this|please|pls)\b)|[;\n]|$")
_LINE = re.compile(r"\n|$")
_ASIDE_OF_MINE = re.compile(
    r"[,;(]\s*(?:and\s)?(?:(?:i|we)\s[a-z]+|allow(?:ing)?|accept(?:ing)?)\s", re.IGNORECASE
)
"""What the person adds about how to judge: "…, I allow 2 % either way"."""
_FIGURE_NEAR = re.compile(r"\d")
_BEFORE = re.compile(
    r"[,;.:(](?!\d)\s*|\s(?=(?:with|within|and|but|while|whereas|out of|for|at|vs|versus|against|to"
    r"|-|—|–)\s)",
    re.IGNORECASE,
)
_QUOTES = "\"'“”„‘’«»`"
_ASIDE = re.compile(
    r"[\s,;:]+(?:and|but|while|whereas|the|a|his|her|their|my|what|-|—|–)?[\s,;:]*$"
)
_NO_TEXT = re.compile(
    r"(?:against|to|for|with|by|of|in|on|at|and|or|from|as|than|please|pls|right|wrong|good|correct|"
    r"if|when|which|that|who|can|could|would|should|will|do|does|did|key|sheet)\b",
    re.IGNORECASE,
)
"""What behind a bare name shows that it is only spoken of: "a translation against the original"."""
_SEAT = re.compile(
    r"\s*\((?:seat|room|desk|row|page|group|class|no\.?|nr\.?|number|candidate|question|q|id)"
    r"\s?[\w.-]*\)$|\s*\((?:out\s)?of\s[^()]*\)$",
    re.IGNORECASE,
)
"""Where somebody sits, behind what was said: "blue (seat 22)"."""
_ITEM = r"[^\s,;.:()\n][^,;.:()\n]{0,40}"
_LISTED = re.compile(
    rf"(?:\s*[:=]\s*|\s+(?:are|were)\s+|\s+(?=[A-Z]\b))"
    rf"(?P<items>{_ITEM}(?:,\s*{_ITEM})+)(?=[.;)\n]|$)"
)
_PARTED = re.compile(r",?\s+(?:and|or)\s+|,\s*")
SENTENCE, FEWEST = 4, 2  # words that make a sentence; texts of a list
LETTERS = 3  # letters of the longest word in "A, C and D"
REACH = 45  # characters between a field's name and what joins it to the text before


@dataclass(frozen=True, slots=True)
class _Named:
    field: Field
    start: int
    end: int


def labelled(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """Texts that stand behind a field's own name, up to the next name or the sentence's end."""
    named = _names(fields, mentions, message)
    found: dict[str, Origin] = {}
    for one in named:
        name = ".".join(one.field.path)
        if name not in (*there, *found) and (several := _several(one, message)):
            found[name] = several
        if one.field.kind != "text" or one.field.unit == OPTIONS or name in (*there, *found):
            continue
        if place := _place(one, named, message.text):
            start, end = place
            if aside := _SEAT.search(message.text, start, end):
                end = aside.start()
            said = _whole(message.text, start, end)
            found[name] = Origin(one.field, said.strip(_QUOTES + " "), said, 0.9)
    return found


def _whole(text: str, start: int, end: int) -> str:
    """A text with the mark that ends it, where it is a sentence."""
    said = text[start:end]
    worded = len(said.split()) >= SENTENCE and any(len(word) > LETTERS for word in said.split())
    sentence = worded and said[0].isupper() and said[-1].isalnum()
    return text[start : end + 1] if sentence and text[end : end + 1] in (".", "!") else said


def _several(one: _Named, message: Message) -> Origin | None:
    """Texts in a list behind the name of a field for several: "options: north, south or west"."""
    if one.field.kind != "series" or one.field.of != "text":
        return None
    match = _LISTED.match(message.text, one.end)
    said = [item.strip(_QUOTES + " ") for item in _PARTED.split(match["items"])] if match else []
    if match is None or len(said) < FEWEST or not all(said):
        return None
    return Origin(one.field, said, match["items"], 0.9)


def _names(
    fields: Sequence[Field], mentions: Sequence[Sequence[Mention]], message: Message
) -> list[_Named]:
    """Where fields are named outright, from left to right; of overlapping names the longest."""
    every = [
        _Named(field, message.words[m.first].start, message.words[m.last].end)
        for field, some in zip(fields, mentions, strict=True)
        for m in some
        if m.weight >= OUTRIGHT
        if not _in_compound(message.text, message.words[m.first].start, message.words[m.last].end)
    ]
    kept: list[_Named] = []
    for one in sorted(every, key=lambda n: (n.start - n.end, n.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: n.start)


def _in_compound(text: str, start: int, end: int) -> bool:
    """Whether words are only parts of another, before or behind its hyphen."""
    behind = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()
    return behind or _COMPOUND.match(text, end) is not None


def _place(one: _Named, named: Sequence[_Named], text: str) -> tuple[int, int] | None:
    about = _ABOUT.match(text, one.end)
    link = about or _LINK.match(text, one.end)
    if link is None:
        return None
    start = link.end()
    if not link[0].strip() and _NO_TEXT.match(text, start):
        return None
    if opening := _LEADS_TO_QUOTE.match(text, start):
        start = opening.end()
    others = [n for n in named if n is not one]
    end = _end(start, others, text, lines=_opens_line(one, text))
    said = text[start:end]
    if not said.strip(_QUOTES + " .,;:") or any(n.start == start for n in named):
        return None
    return start, end


def _is_label(other: _Named, text: str) -> bool:
    """Whether a name inside a text names its field there: another text, or a figure beside it."""
    if other.field.kind == "text":
        return True
    return _FIGURE_NEAR.search(text, max(0, other.start - 12), other.end + 12) is not None


def _opens_line(one: _Named, text: str) -> bool:
    """Whether a name stands first in its line and another line follows: "Model answer: …"."""
    before = text[text.rfind("\n", 0, one.start) + 1 : one.start]
    return not before.strip(" \t*-•") and "\n" in text and ":" in text[one.end : one.end + 40]


def _end(start: int, others: Sequence[_Named], text: str, *, lines: bool) -> int:
    """Where a text ends: at a quotation's end, a sentence's end, or before the next field."""
    if quoted := _quoted(start, text):
        return quoted
    match = (_LINE if lines else _END).search(text, start)
    if letters := _LETTERS.match(text, start):
        return letters.end()
    end = match.start() if match else len(text)
    if aside := _ASIDE_OF_MINE.search(text, start, end):
        end = aside.start()
    for other in others:
        if start < other.start < end and _is_label(other, text):
            end = min(end, _joined(start, other.start, text))
    said = text[start:end]
    return start + len(_ASIDE.sub("", said).rstrip(" ,;:."))


def _quoted(start: int, text: str) -> int:
    pairs = {"“": "”", "«": "»", "„": "“", "‘": "’"}
    opening = text[start : start + 1]
    if opening not in _QUOTES or not opening:
        return 0
    closing = text.find(pairs.get(opening, opening), start + 1)
    return closing + 1 if closing > 0 else 0


def _joined(start: int, other: int, text: str) -> int:
    """Where what leads to another field's name begins: ", answer", " with 2 % tolerance"."""
    marks = list(_BEFORE.finditer(text, max(start, other - REACH), other))
    return marks[-1].start() if marks else other


def places(origins: Mapping[str, Origin], message: Message) -> Iterator[tuple[int, int]]:
    """Where texts stand that fill a field: the numbers in them belong to no other."""
    for origin in origins.values():
        if origin.field.kind == "text" and (at := message.text.find(origin.words)) >= 0:
            yield at, at + len(origin.words)
