"""The content words of an answer and what ends a run of them, read between its figures."""

import re

from graphs.verification.words import PHRASES, said_as

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
_NEW: Spoken = ("?", 0)
"""In place of a word that was not met before."""
_TELLING: dict[str, Spoken | None] = {}
_MOST_REMEMBERED = 20_000


def spelled(text: str) -> str:
    """The text as it is scanned: in lower case, brackets that say a name again set apart."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals become two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _ASIDE.sub(lambda m: f"\ue003{m[0][1:-1]}\ue004", low) if "(" in low else low


def spoken(low: str, start: int, end: int) -> list[Spoken | None]:
    """What the words and signs tell that begin between two places of a spelled text."""
    scanned = _SCAN.findall(low, start, end)
    try:
        return [_TELLING[written] for written in scanned]
    except KeyError:
        if len(_TELLING) >= _MOST_REMEMBERED:
            _TELLING.clear()
        known = [_TELLING.get(written, _NEW) for written in scanned]
        return [
            _learnt(written) if one is _NEW else one
            for written, one in zip(scanned, known, strict=True)
        ]


def places(low: str, start: int, end: int) -> list[int]:
    """Where each of those stands."""
    return [match.start() for match in _SCAN.finditer(low, start, end)]


def _learnt(written: str) -> Spoken | None:
    """What a word, a phrase or a sign tells; nothing for most small words."""
    if written.isalnum():
        known = said_as(written), _JOINING.get(written, 0)
    elif written == ":":
        known = COLON
    else:
        stop = _ALL if written[0] == "," and written != "," else _MARKS.get(written, 0)
        known = next((name for it, name in PHRASES if it.fullmatch(written)), ""), stop
    _TELLING[written] = told = known if known[0] or known[1] else None
    return told
