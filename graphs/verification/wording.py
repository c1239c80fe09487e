"""The content words of an answer and what ends a run of them, read between its figures."""

import re
from functools import lru_cache

from graphs.verification.words import MAY_BE_PHRASE, PHRASE_BEGINNINGS, PHRASES, said_as

BEFORE, BEHIND_ONE, AFTER = 1, 2, 4
"""What a stop ends: words before a figure, words between two figures, words behind one."""
_ALL = BEFORE | BEHIND_ONE | AFTER
WEAK = BEHIND_ONE | AFTER
"""What a word such as "and" ends."""
_PHRASE = "|".join(f"(?:{pattern.pattern})" for pattern, _ in PHRASES)
_SCAN = re.compile(
    rf"(?<![a-zäöüß])(?:(?=[abcdlmnpstuvwy]){_PHRASE})"  # what is said in several words
    r"|to\ (?=[€$£\d])"
    r"|(?<![a-zäöüß])[a-zäöüß][a-zäöüß0-9]*"
    r"|,(?:\s(?:and|but|while|which|with)\b)?"
    r"|:(?!(?<=[^\W\d_]:)[^\W\d_])"  # no stop in LTV:CAC
    r"|(?<=\s)[–-](?=\s)"
    "|[.;!?()\\[\\]—\n|±·•→⇒\ue003\ue004]|\\+/-"
)
_MARKS = {
    **dict.fromkeys(".:;!?()[]—\n·•→⇒-–", _ALL), **dict.fromkeys((",", "\ue003", "\ue004"), WEAK),
    **dict.fromkeys(("|", "+/-", "to ", "±"), AFTER),
}  # fmt: skip
_JOINING = {
    **dict.fromkeys(("and", "or", "but", "minus", "plus"), WEAK),
    **dict.fromkeys(("while", "against", "which", "compared", "from", "than"), AFTER),
}
_ASIDE = re.compile(r"\((?:[a-zäöüß' -]{2,28}\)|[^()\n]{2,40}\)(?=[*_]{0,3}:))")
"""Brackets that say a name again: "the typical (median) year", "Tail VaR (worst 1 %): …"."""

Spoken = tuple[str, int]
"""What a word stands for, nothing for a sign; and what it ends."""
COLON: Spoken = ("", _ALL)
"""Right before a figure: "P95: €22,400", the label is what names it."""
_DASHES = ("-", "–")
_GOING_ON = (
    "likely", "often", "probabl", "the", "very", "least", "most", "less", "fewer", "more", "to",
    "value", "over", "error", "deviation", "back", "win", "of", "acquisition", "cac", "you",
    "that", "point", "level", "amount", "worst", "bad", "year", "at", "this", "risk",
    "and", "but", "while", "which", "with",
)  # fmt: skip
"""With what a phrase, or a comma's stop, goes on behind its first word."""
_MOST_REMEMBERED = 20_000


def spelled(text: str) -> str:
    """The text as it is scanned: in lower case, brackets that say a name again set apart."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals become two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _ASIDE.sub(lambda m: f"\ue003{m[0][1:-1]}\ue004", low) if "(" in low else low


def spoken(low: str, start: int, end: int) -> list[Spoken]:
    """What the words and signs tell that begin between two places of a spelled text.

    What stands between two blanks is remembered; only what may go on behind one is scanned again.
    """
    between = low[start:end]
    apart = between[:1].isspace() or low[start - 1 : start].isspace()
    if not apart or between[-1:] in _DASHES or "\n" in between:
        return _scanned(low, start, end)
    pieces = between.split()
    told = [_PIECES[piece] for piece in pieces]
    if None not in told:
        return [one for some in told for one in some or ()]
    for some, behind in zip(told, pieces[1:], strict=False):
        if some is None and _may_go_on(behind):
            return _scanned(low, start, end)
    return [one for some, piece in zip(told, pieces, strict=True)
            for one in (_alone(piece) if some is None else some)]  # fmt: skip


def places(low: str, start: int, end: int) -> list[int]:
    """Where each of those stands."""
    return [match.start() for match in _SCAN.finditer(low, start, end) if _telling(match[0])]


def _scanned(low: str, start: int, end: int) -> list[Spoken]:
    return [one for written in _SCAN.findall(low, start, end) if (one := _telling(written))]


@lru_cache(maxsize=4_096)
def _alone(piece: str) -> tuple[Spoken, ...]:
    """What is told by what stands between two blanks."""
    return tuple(_scanned(f" {piece} ", 1, len(piece) + 2))


@lru_cache(maxsize=4_096)
def _may_go_on(piece: str) -> bool:
    """Whether what stands between two blanks may end what begins before them."""
    return piece.startswith(_GOING_ON) or piece[0] in "€$£" or piece[0].isdecimal()


class _Pieces(dict[str, tuple[Spoken, ...] | None]):
    """What is told by what stands between two blanks; None where it may go on behind the second."""

    def __missing__(self, piece: str) -> tuple[Spoken, ...] | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        told = _word_alone(piece) if piece.isascii() and piece.isalpha() else _piece_alone(piece)
        self[piece] = told
        return told


def _word_alone(word: str) -> tuple[Spoken, ...] | None:
    if word in PHRASE_BEGINNINGS:
        return None
    said, stop = said_as(word), _JOINING.get(word, 0)
    return ((said, stop),) if said or stop else ()


def _piece_alone(piece: str) -> tuple[Spoken, ...] | None:
    opens = piece.endswith((",", "to")) or MAY_BE_PHRASE.search(piece)
    return None if opens else tuple(_scanned(f" {piece} ", 1, len(piece) + 2))


_PIECES = _Pieces()


@lru_cache(maxsize=_MOST_REMEMBERED)
def _telling(written: str) -> Spoken | None:
    """What a word, a phrase or a sign tells; nothing for most small words."""
    if written.isalnum():
        known = said_as(written), _JOINING.get(written, 0)
    elif written == ":":
        known = COLON
    else:
        stop = _ALL if written[0] == "," and written != "," else _MARKS.get(written, 0)
        known = next((name for it, name in PHRASES if it.fullmatch(written)), ""), stop
    return known if known[0] or known[1] else None
