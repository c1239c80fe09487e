"""Where a clause begins with the name of an object: "A guard is 38k", "; steel bins 2,000 once"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphs.models.embedded.identity import once_for
from graphs.models.embedded.message import Message
from graphs.models.embedded.name_words import is_link
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import own_names
from graphs.models.embedded.told_heads import WORD, said_of_parts
from graphs.models.embedded.words import STOPWORDS, stems
from graphs.spans.span import Span

LONGEST = 5  # words of a name
_CUT = re.compile(
    r"[;\n]|[.!?](?=\s|$)|[,:](?=\s)|\s[-–—•](?=\s)"
    r"|\b(?:and|plus|while|whereas|but|or)\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?\n]")
_GOES_ON = re.compile(r"\W*(?:it|they|this|that|these|he|she|which|each)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\W*(?:both|all|each)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*\(?(?:\d{1,2}|[a-h])[.)]\s|[\s•*–—-]*")
_LEADS = frozenset(
    word
    for line in (
        "a an the our my your their its his her one another other some then finally lastly also",
        "only and plus",
    )
    for word in line.split()
)
"""What may stand before the name that opens a clause."""
_DIGIT = re.compile(r"\D{0,2}\d")
_BETWEEN = re.compile(r"[ &'’]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """A name that opens a clause, and how far that goes which may be told under it."""

    name: str
    start: int
    behind: int
    end: int
    ends: bool
    """Whether nothing behind it goes on with the same object."""


def openings(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    told: Sequence[Span],
    others: Sequence[Span],
) -> list[Opening]:
    """The names that open clauses before `told` figures; `others`: those of the tool itself."""
    text = message.text
    begins = [0, *(cut.end() for cut in _CUT.finditer(text))]
    said = _said(field)
    taken = own_names(field, fields)
    spans = sorted(
        {s.start for s in told} | {s.start for s in message.spans if _DIGIT.match(s.text)}
    )
    found: list[tuple[str, int, int] | None] = []
    for begin, stop in zip(begins, [*begins[1:], len(text)], strict=True):
        lead = _NUMBERED.match(text, begin)
        begin = lead.end() if lead and lead.end() <= stop else begin
        edge = next((at for at in spans if begin <= at < stop), stop)
        found.append(_name(text, begin, edge, said, taken))
    bounds = [*_bounds(text, begins, found, others)]
    heads = [(one, at) for at, one in enumerate(found) if one is not None]
    afters = [*(at for _, at in heads[1:]), len(begins)]
    result: list[Opening] = []
    for (one, _), after in zip(heads, afters, strict=False):
        stop = begins[after] if after < len(begins) else len(text)
        bound = min((b for b in bounds if b > one[2]), default=len(text))
        ends = (bound <= stop and bound < len(text)) or after == len(begins)
        result.append(Opening(*one, end=min(stop, bound), ends=ends))
    return [one for one in result if not one.ends or any(one.start <= at < one.end for at in spans)]


@once_for
def _said(field: Field) -> set[tuple[str, ...]]:
    """What the parts of an object are called, what these are made of, and the words for kinds."""
    inner = [one for part in field.parts for one in part.parts]
    names = {stems(name) for one in inner for name in (one.words, *one.aliases)}
    words = [
        word
        for one in (*field.parts, *inner)
        for value, others in one.synonyms.items()
        for word in (value.replace("_", " "), *others)
    ]
    return {*said_of_parts(field), *names, *(stems(word) for word in words)}


def _name(
    text: str,
    begin: int,
    stop: int,
    said: set[tuple[str, ...]],
    taken: set[tuple[str, ...]],
) -> tuple[str, int, int] | None:
    """The name with which a clause begins, if words that are none follow it."""
    found = [*WORD.finditer(text, begin, stop)]
    led = False
    while found and found[0].group().lower() in _LEADS and not _is_letter(found, text):
        found, led = found[1:], True
    kept: list[re.Match[str]] = []
    for at, word in enumerate(found):
        apart = kept and not _BETWEEN.fullmatch(text, kept[-1].end(), word.start())
        described = led and not at and _describes(found)
        if apart or (is_link(word.group()) and not described) or _opens_part(found, at, said):
            break
        kept.append(word)
    if not kept or len(kept) > LONGEST or kept[0].group()[0].isdigit():
        return None
    name = text[kept[0].start() : kept[-1].end()].strip("'’")
    return None if stems(name) in taken else (name, kept[0].start(), kept[-1].end())


def _is_letter(found: Sequence[re.Match[str]], text: str) -> bool:
    """Whether a capital A that opens a clause is a name: "A $10k/yr"."""
    alone = len(found) == 1 or not text[found[0].end() : found[1].start()].isspace()
    return found[0].group() == "A" and alone


def _describes(found: Sequence[re.Match[str]]) -> bool:
    """Whether a word behind an article stands before a noun: "a spare machine" spares nothing."""
    word = found[0].group().lower()
    return len(found) > 1 and word not in STOPWORDS and not is_link(found[1].group())


def _opens_part(found: Sequence[re.Match[str]], at: int, said: set[tuple[str, ...]]) -> bool:
    """Whether words are what a part is called."""
    return any(
        stems(" ".join(w.group() for w in found[at : at + size])) in said
        for size in (1, 2, 3)
        if at + size <= len(found)
    )


def _bounds(
    text: str,
    begins: Sequence[int],
    names: Sequence[tuple[str, int, int] | None],
    others: Sequence[Span],
) -> Iterator[int]:
    """Where what is told of an object is over: another sentence, or a field of the tool itself."""
    for at, begin in enumerate(begins):
        stop = begins[at + 1] if at + 1 < len(begins) else len(text)
        claimed = next((one.start for one in others if begin <= one.start < stop), None)
        if claimed is not None:
            yield begin if names[at] is None else claimed
        fresh = begin and _SENTENCE.match(text, begin - 1) and not _GOES_ON.match(text, begin)
        if names[at] is None and (fresh or _OF_ALL.match(text, begin, stop)):
            yield begin
