"""Outcomes told in a run: "hit, miss, hit", "TFFT", "first 3 wrong, then 2 right, 1 wrong"."""

import re
from collections.abc import Iterator

from graphs.spans.numbered_outcomes import NUMBER_WORDS
from graphs.spans.span import Reading, Span
from graphs.spans.units import alternation

_RIGHT = (
    *("right", "correct", "true", "yes", "pass", "passes", "passed", "ok", "okay", "ja", "oui"),
    *("hit", "hits", "fine", "perfect", "flawless", "worked", "success", "solved", "nailed it"),
    *("win", "won", "good", "made it", "did it", "knew it", "got it", "clean", "spot on", "✓", "✔"),
    *("got it right", "had it right", "did it right", "got that right"),
)
_WRONG = (
    *(
        "wrong",
        "incorrect",
        "false",
        "no",
        "fail",
        "fails",
        "failed",
        "nein",
        "non",
        "ko",
        "not ok",
    ),
    *("miss", "misses", "missed", "botched", "bad", "fumbled", "fluffed", "flopped", "muffed"),
    *("dropped it", "blew it", "messed up", "bungled", "failure", "unsolved", "loss", "lost"),
    *("missed it", "error", "mistake", "stumbled", "stuck", "✗", "✘"),
    *("got it wrong", "had it wrong", "did it wrong", "got that wrong"),
)
_MEANS = {**dict.fromkeys(_RIGHT, True), **dict.fromkeys(_WRONG, False)}
_USUAL = frozenset(
    (
        *("right", "correct", "true", "yes", "passed", "pass", "✓", "✔"),
        *("wrong", "incorrect", "false", "no", "failed", "fail", "✗", "✘"),
    )
)
"""What is read as an outcome wherever it stands."""
_WORD = rf"(?:{alternation(_MEANS)})"
_NEXT = r"(?:\s*[,;/|·]\s*(?:(?:and|then)\s)?|\s*-\s*|\s(?:(?:and|then)\s)?)"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:{_NEXT}{_WORD})+(?![\w-])")
_FEWEST = 3
_LETTERS = ("TF", "YN", "RW", "HM", "CI", "CW", "PF")
"""Letters for right and wrong, the right one first."""
_ALONE = re.compile(
    r"(?<![\w.&'-])[A-Za-z](?:(?:[ \t]?[,;/|-][ \t]?|[ \t])[A-Za-z]){3,199}(?![\w'&-])"
)
_GLUED = re.compile(
    r"(?<![\w.-])(?:[TF]{4,}|[YN]{4,}|[RW]{4,}|[HM]{4,}|[CI]{4,}|[CW]{4,}|[PF]{4,})(?![\w-])"
)
_TICKS, _CROSSES = "✓✔✅☑", "✗✘❌✖xX"
_TICKED = re.compile(
    rf"(?<![\w])[{_TICKS}{_CROSSES}](?:[ ,]{{0,2}}[{_TICKS}{_CROSSES}]){{2,199}}(?![\w])"
)
"""Ticks among crosses, a letter for a cross too: "xx✓x✓✓"."""
_N = rf"(?:\d{{1,2}}|{alternation(NUMBER_WORDS)})"
_SURE = (
    r"right|correct|correctly|wrong|incorrect|incorrectly"
    r"|(?:passed|failed)(?!\s(?:the|on|it|that|number)\b)"
)
_LINK = (
    r"(?:(?:(?:the|his|her|my)\s)?(?:first|next|then|last|final|finally|other|another|and|but"
    r"|followed\sby|after\sthat)\s)*"
)
_WHAT = (
    r"(?:(?!right\b|wrong\b|correct|incorrect)[a-z]+\s){0,2}"
    r"(?:questions?|exercises?|items?|tasks?|problems?|ones|attempts?|tries|cards?|sums)\s"
)
"""What is counted, between the number and how it went: "two fraction questions wrong"."""
_DID = r"missed|failed|flunked|nailed|aced|solved|passed|botched"
_DONE = ("nailed", "aced", "solved", "passed")
_OF = r"(?:\s(?:on|in|for|with)\s[^,.;!?\n\d]{1,40}(?=[,;]))?"
_IN_ORDER = re.compile(
    r"\b(?:first|next|then|last|final|finally|in a row|followed by|after that)\b"
)
_OPENED = re.compile(r"(?:\d|[&#]|\b(?:and|of|questions?|items?|numbers?|nos?|tasks?|q))[\s,]*$")
"""Before a figure that is a place or a total, and counts nothing: "1 and 4 right"."""
_PIECE = re.compile(
    rf"{_LINK}(?:(?:(?:he|she|i|they)\s)?(?P<did>{_DID})\s(?:(?:the\s)?(?:first|next|last)\s)?"
    rf"(?P<many>{_N})\b(?![.,]?\d)(?!\s?(?:%|per\s?cent|of\b|out\b|/|{_SURE}))|"
    rf"(?:(?P<n>{_N})\s(?:{_WHAT})?(?:more\s|further\s)?(?:in\sa\srow\s|times\s|of\sthem\s)?"
    rf"(?:(?:were|was|are|went|all|both|ones|got|he|she|i|they)\s)*)?(?P<word>{_SURE})(?![\w-])"
    rf"(?:\s?[x×*]\s?(?P<times>\d{{1,2}})\b(?!\s?(?:right|wrong|correct|incorrect)))?{_OF})"
)
_GAP = re.compile(r"[\s,;]*")
MOST = 99


def outcome_runs(low: str, text: str) -> Iterator[Span]:
    """Runs of words or letters that are two sides of one coin."""
    places: list[tuple[int, int, tuple[bool, ...]]] = []
    short: list[tuple[int, int, tuple[bool, ...]]] = []
    for match in _RUN.finditer(low):
        words = re.findall(_WORD, match[0])
        run = (*match.span(), tuple(_MEANS[word] for word in words))
        if set(words) <= _USUAL or ("good" in words and "bad" not in words):
            continue
        both = len(set(run[2])) > 1
        (places if len(words) >= _FEWEST and both else short).append(run)
    places += short if places else []
    places += [*_lettered(text)]
    for start, end, marks in sorted(places):
        yield Span(start, end, text[start:end], (Reading("boolean", marks),))


def _lettered(text: str) -> Iterator[tuple[int, int, tuple[bool, ...]]]:
    """`T F F T` and `TFFT`: two letters that mean opposites, both of them there."""
    for match in (*_ALONE.finditer(text), *_GLUED.finditer(text)):
        letters = re.findall(r"[A-Za-z]", match[0])
        pair = next((p for p in _LETTERS if set(letters) in (set(p), set(p.lower()))), "")
        if pair:
            yield (*match.span(), tuple(letter.upper() == pair[0] for letter in letters))
    for match in _TICKED.finditer(text):
        marks = [mark for mark in match[0] if mark not in " ,"]
        if set(marks) & set(_TICKS) and set(marks) & set("xX"):
            yield (*match.span(), tuple(mark in _TICKS for mark in marks))


def counted_runs(low: str, text: str) -> Iterator[Span]:
    """One span for pieces that each say how many came next: "two wrong, then five right"."""
    at = 0
    while match := _PIECE.search(low, at):
        at = match.end()
        pieces = [match]
        while following := _PIECE.match(low, _GAP.match(low, pieces[-1].end()).end()):  # type: ignore[union-attr]
            pieces.append(following)
        at = pieces[-1].end()
        marks = tuple(mark for piece in pieces for mark in _marks(piece))
        counts = sum(bool(piece["n"] or piece["many"] or piece["times"]) for piece in pieces)
        start = pieces[0].start()
        end = max(pieces[-1].end(name) for name in ("word", "many", "times"))
        begins = pieces[0].start("n") if pieces[0]["n"] else start
        sides = [_is_right(piece) for piece in pieces]
        again = len(set(sides)) < len(sides)  # said twice of one kind, they are in their order
        told = again or _IN_ORDER.search(low, start, end)
        told = told and not _OPENED.search(low[:begins])
        if told and len(pieces) > 1 and counts and _FEWEST <= len(marks) <= MOST:
            yield Span(start, end, text[start:end], (Reading("boolean", marks),))


def _marks(piece: re.Match[str]) -> tuple[bool, ...]:
    said = piece["n"] or piece["many"] or piece["times"] or "1"
    count = int(said) if said.isdigit() else NUMBER_WORDS[said]
    return (_is_right(piece),) * count


def _is_right(piece: re.Match[str]) -> bool:
    word = piece["did"] or piece["word"]
    return word.startswith(("right", "correct", "passed", "hit", *_DONE))
