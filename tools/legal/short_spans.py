"""Candidates for the clauses that are no sentences: a contract's title and its dates."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tools.legal.hashing import buckets, words
from tools.legal.segmentation import Segments

TITLE_TYPES = ("Document Name",)
DATE_TYPES = ("Agreement Date", "Effective Date")

_TITLE_CHARACTERS = 6_000
"""A title stands on the first two pages; further down the same words are references."""
_TITLE_SEGMENTS = 25
_TITLE_WORDS = 14
_MOST_MENTIONS = 30
_REACH = 11
"""Words of a title up to the one that says what it is: "Joint Venture and Licence *Agreement*"."""

_KIND = (
    "agreement|contract|lease|addendum|amendment|licen[cs]e|plan|policy|memorandum|terms|arrangement"
    "|letter|notice|order|deed|indenture|understanding|conditions|statement|schedule|program|venture"
    "|charter|prospectus|certificate"
)
_KIND_WORD = re.compile(rf"\b(?:{_KIND})s?\b", re.IGNORECASE)
_KINDS = frozenset(_KIND.replace("licen[cs]e", "licence|license").split("|"))
_MARKS = ".,;:()[]\"“”'’*"
_TOKEN = re.compile(r"\S+")
_THIS = frozenset({"this", "This", "THIS"})
_JOINTS = frozenset({"and", "of", "for", "to", "the", "on", "in", "&", "-", "–"})

_MONTH = (
    r"(?:J(?:an(?:uary)?|une?|uly?|AN(?:UARY)?|UNE?|ULY?)|F(?:eb(?:ruary)?|EB(?:RUARY)?)"
    r"|M(?:ar(?:ch)?|ay|AR(?:CH)?|AY)|A(?:pr(?:il)?|ug(?:ust)?|PR(?:IL)?|UG(?:UST)?)"
    r"|S(?:ept?(?:ember)?|EPT?(?:EMBER)?)|O(?:ct(?:ober)?|CT(?:OBER)?)"
    r"|N(?:ov(?:ember)?|OV(?:EMBER)?)|D(?:ec(?:ember)?|EC(?:EMBER)?))"
)
_BLANK = r"(?:_{2,}|\[[^\]\n]{0,12}\])"
_ORDINAL = r"(?:\s?[snrtSNRT]\s?[tdhTDH]\b)?"
_DAY = rf"(?:\d{{1,2}}{_ORDINAL}|{_BLANK})"
_YEAR = rf"(?:(?:19|20)\d\d|\d{{2,3}}_+|{_BLANK})"
_DATE = re.compile(
    r"(?<![A-Za-z\d])(?=[\d_\[JFMASONDd])(?:"
    rf"{_MONTH}\.?(?:\s+{_DAY}\s*,?\s*{_YEAR}|,?\s+(?:19|20)\d\d\b)"
    rf"|{_DAY}\s+(?:day\s+of\s*)?(?:(?:{_MONTH}|{_BLANK})\.?)?,?\s*{_YEAR}"
    rf"|day\s+of\s*(?:{_MONTH}|{_BLANK})?\.?\s*,?\s*{_YEAR}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b"
    r"|date\s+(?:first\s+)?(?:written|set\s+forth|above|of\s+(?:the\s+)?last\s+signature)"
    r"(?:\s+(?:first\s+)?(?:above|written|below))*"
    r")"
)
_DATE_CUES = ("ffective", "ated ", "day of", "as of")
_BEGIN_CUES = ("ffective", "o force", "n force", "o effect", "ommenc")
_DATED_HEAD = 6_000
_DATED_TAIL = 3_000
_BEFORE_CUE = 60
_AFTER_CUE = 100
_BEGINS = re.compile(
    r"[eE]ffective\s+(?:as\s+of|[dD]ate|on|upon|from|when)\b|EFFECTIVE\s+(?:AS\s+OF|DATE|ON|UPON)\b"
    r"|(?:become|be|is|are)\s+effective\b|in(?:to)?\s+(?:full\s+)?(?:force|effect)\b"
    r"|[cC]ommenc(?:e|es|ing|ement)\b"
)
"""Sentences that say from when a contract holds, where no date does."""
_LONGEST_SENTENCE = 500
_MOST_SENTENCES = 25
_CONTEXT = 110
"""Characters before and after a candidate that tell what it is: about 18 words."""
_MOST_DATES = 60


@dataclass(frozen=True, slots=True)
class Candidates:
    """Short spans of one text with the features they are judged by."""

    spans: Segments
    buckets: NDArray[np.int64]
    """Hashed features, one entry each."""
    owner: NDArray[np.int64]
    """Which span each entry of `buckets` belongs to."""


def titles(text: str, segments: Segments) -> Candidates:
    """Phrases near the top that may name the contract."""
    found: dict[tuple[int, int], str] = {}
    for kind, start, end in _phrases(text[:_TITLE_CHARACTERS]):
        found.setdefault(_trimmed(text, start, end), kind)
    for start, end in segments[:_TITLE_SEGMENTS].tolist():
        piece = text[start:end]
        if len(piece) < 200 and len(piece.split()) <= _TITLE_WORDS and _KIND_WORD.search(piece):
            found.setdefault((start, end), "line")
    spans = [span for span in found if span[1] - span[0] > 3]
    seen: dict[str, int] = {}
    for start, end in spans:
        key = _folded(text[start:end])
        seen[key] = seen.get(key, 0) + 1
    signs = [
        [
            f"kind{found[span]}",
            f"place{_place(span[0])}",
            f"length{len(text[span[0] : span[1]].split())}",
            f"repeated{min(3, seen[_folded(text[span[0] : span[1]])])}",
            f"number{min(rank, 9)}",
            f"shouted{text[span[0] : span[1]].isupper()}",
        ]
        for rank, span in enumerate(spans)
    ]
    return _candidates(text, spans, signs, context=45)


def dates(text: str, segments: Segments) -> Candidates:
    """Dates, blanks for dates, references to a date, and sentences that say when it begins."""
    spans = _dates(text)[:_MOST_DATES]
    signs = [
        [
            f"shape{'words' if text.startswith('date', start) else 'date'}",
            f"place{_place(start)}",
            f"number{min(rank, 9)}",
        ]
        for rank, (start, _) in enumerate(spans)
    ]
    for rank, (start, end) in enumerate(_beginnings(text, segments)):
        spans.append((start, end))
        signs.append(["shapesentence", f"place{_place(start)}", f"number{min(rank, 9)}"])
    return _candidates(text, spans, signs, context=_CONTEXT)


def _beginnings(text: str, segments: Segments) -> list[tuple[int, int]]:
    starts = [
        cue
        for cue in _places(text, _BEGIN_CUES, 0)
        if _BEGINS.search(text, max(0, cue - 14), cue + 24)
    ]
    rows = np.unique(np.searchsorted(segments[:, 0], starts, side="right") - 1)
    found = [(start, end) for start, end in segments[rows[rows >= 0]].tolist()]
    return [span for span in found if span[1] - span[0] <= _LONGEST_SENTENCE][:_MOST_SENTENCES]


def _places(text: str, phrases: tuple[str, ...], start: int) -> list[int]:
    """Where any of the phrases stands: plain searches are far faster than one pattern of all."""
    found: list[int] = []
    for phrase in phrases:
        at = text.find(phrase, start)
        while at >= 0:
            found.append(at)
            at = text.find(phrase, at + len(phrase))
    return sorted(found)


def _dates(text: str) -> list[tuple[int, int]]:
    """Dates near the top, near the end, and beside words that introduce one."""
    windows = [(0, _DATED_HEAD), (max(_DATED_HEAD, len(text) - _DATED_TAIL), len(text))]
    windows += [
        (cue - _BEFORE_CUE, cue + _AFTER_CUE) for cue in _places(text, _DATE_CUES, _DATED_HEAD)
    ]
    found: list[tuple[int, int]] = []
    read = 0
    for start, end in sorted(windows):
        begin = max(start, read)
        for match in _DATE.finditer(text, begin, max(begin, end)):
            found.append(match.span())
        read = max(read, end)
    return found


def _phrases(head: str) -> list[tuple[str, int, int]]:
    """Around every word for a kind of contract: the capitalised phrase, and what "This" is."""
    tokens = _Tokens(head)
    naming = {word for word in set(tokens.words) if _names_a_kind(word)}
    kinds = [i for i, word in enumerate(tokens.words) if word in naming]
    found: list[tuple[str, int, int]] = []
    for place in kinds[:_MOST_MENTIONS]:
        word = _KIND_WORD.search(tokens.words[place])
        end = tokens.starts[place] + word.end() if word else tokens.end(place)
        first = _walk_back(tokens, place)
        found.append(("titled", tokens.starts[first], end))
        after = _walk_on(tokens, place)
        if after > place:
            found.append(("titled", tokens.starts[first], tokens.end(after)))
        for back in range(max(0, place - _REACH), place):
            if tokens.words[back] in _THIS:
                found.append(("this", tokens.starts[back + 1], end))
    return found


class _Tokens:
    """What stands between blanks, and where."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = text.split()
        self.starts = [match.start() for match in _TOKEN.finditer(text)]

    def end(self, place: int) -> int:
        """The offset after a token."""
        return self.starts[place] + len(self.words[place])


@lru_cache(maxsize=50_000)
def _names_a_kind(token: str) -> bool:
    bare = token.strip(_MARKS).lower()
    return bare in _KINDS or bare.removesuffix("s") in _KINDS


def _walk_back(tokens: _Tokens, place: int) -> int:
    first = place
    while first > 0 and place - first < _REACH:
        before = tokens.words[first - 1]
        titled = before[0].isupper() or before[0].isdigit() or before in _JOINTS
        if (not titled and before[0] not in '(“"') or before[-1] in ".;:":
            break
        gap = tokens.text[tokens.end(first - 1) : tokens.starts[first]]
        if len(gap) > 3 or gap.count("\n") > 1:
            break
        first -= 1
    return first


def _walk_on(tokens: _Tokens, place: int) -> int:
    words, last = tokens.words, place
    while last + 1 < len(words) and last - place < 6 and words[last][-1] not in ".,;:)":
        word = words[last + 1]
        if not (word[0].isupper() or word in _JOINTS):
            break
        last += 1
    while last > place and words[last] in _JOINTS:
        last -= 1
    return last


def _candidates(
    text: str, spans: list[tuple[int, int]], signs: list[list[str]], context: int
) -> Candidates:
    """Hash what stands before, in and after each span, each under its own prefix."""
    pieces: list[str] = []
    owner_of_piece: list[int] = []
    for number, ((start, end), marks) in enumerate(zip(spans, signs, strict=True)):
        before = text[max(0, start - context) : start]
        after = text[end : end + context]
        pieces.append(
            " ".join(
                [*(f"q{mark}q" for mark in marks)]
                + [f"b{word}" for word in before.split()[-16:]]
                + [f"i{word}" for word in text[start:end].split()[:16]]
                + [f"a{word}" for word in after.split()[:12]]
            )
        )
        owner_of_piece.append(number)
    joined = " ".join(pieces)
    begins = np.cumsum([0, *(len(piece) + 1 for piece in pieces[:-1])]) if pieces else np.zeros(0)
    found = words(joined)
    owner = np.searchsorted(begins, found.starts, side="right") - 1
    entries, owners = buckets(found, owner)
    return Candidates(np.array(spans, dtype=np.int64).reshape(-1, 2), entries, owners)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] == "("):
        start += 1
    if text[start:end].casefold().startswith("this "):
        start += 5
    while end > start and text[end - 1] in " \t\n,.-–&(":
        end -= 1
    return start, end


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _place(offset: int) -> int:
    """A coarse logarithm of how far from the top."""
    return min(9, int(np.log2(1 + offset / 50)))
