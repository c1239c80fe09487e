"""Stretches of a message that may be the value of a field of text: names, phrases, codes.

No tagger is used: a phrase stands between function words and marks, a name is a run of capitals
that small words may join ("Bank of England"), a place may go on behind a comma ("Austin, TX").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graphs.models.embedded.message import Message

LONGEST = 6  # words of a phrase
MOST = 160  # candidates of one message
_TOKEN = re.compile(r"[^\s,;!?()\[\]{}\"“”„«»]+")
_TITLES = frozenset(
    ["Mr.", "Mrs.", "Ms.", "Dr.", "St.", "Prof.", "Inc.", "Ltd.", "Jr.", "Sr.", "Co."]
)
_JOINING = frozenset(["of", "the", "&", "de", "la", "le", "van", "von", "der", "du", "al"])
_LINKING = frozenset(["of", "for", "to", "and"])
_FUNCTION = frozenset(
    word
    for line in (
        "a an the this that these those of to in on at for from by with without as into onto and",
        "or but nor so if then than because while when where who whom which what how why whose is",
        "are was were be been being am do does did have has had can could will would shall should",
        "may might must i you he she it we they me him her us them my your his its our their",
        "please also just about between among during per via using through under over after before",
        "near around within toward towards against there here not no yes some any each every all",
        "both either let's let i'm i'd i'll what's it's find get give show tell calculate compute",
        "determine want need like would've",
    )
    for word in line.split()
)
_NAME = re.compile(r"[A-Z][\w'’.&/+-]*|[A-Z]")
_MARKS_OF_TEXT = ".'’"
_FORMULA = re.compile(
    r"(?:(?:[a-z]{1,4}\([^()]*\)|[a-z]|\d+(?:\.\d+)?)[a-z]?(?:\s*(?:\*\*|[\^*/+=-])\s*)?)+"
    r"[a-z0-9)]*", re.IGNORECASE
)  # fmt: skip


_NO_FORMULA = re.compile(r"\d+(?:[.,]\d+)?[a-z]{1,2}|[a-z]\s*=\s*-?\d+(?:\.\d+)?", re.IGNORECASE)
"""A number with its unit, and a value given to a letter."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a message, and what its shape tells."""

    start: int
    end: int
    value: str
    before: str
    """The word before it in lower case; empty after a mark and at the start."""
    words: int
    name: bool = False
    """All of it is capitals and what joins them."""
    full: bool = False
    """It is the longest such name at its place."""
    whole: bool = False
    """It ends where function words or marks begin, on both sides."""
    quoted: bool = False
    formula: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    breaks: bool
    """Whether a mark stands before it."""
    opens: bool
    """Whether a sentence begins with it."""

    @property
    def function(self) -> bool:
        return self.text.lower() in _FUNCTION

    @property
    def name(self) -> bool:
        return bool(_NAME.fullmatch(self.text)) and self.text not in ("I", "A")


def phrases(message: Message) -> list[Phrase]:
    """Every candidate of a message, each stretch once."""
    found: dict[tuple[int, int], Phrase] = {}
    quoted = list(_quoted(message))
    for one in (*quoted, *_formulas(message.text), *_plain(message.text)):
        if not any(q.start < one.end and one.start < q.end for q in quoted if q is not one):
            found.setdefault((one.start, one.end), one)
    return list(found.values())[:MOST]


def _quoted(message: Message) -> Iterator[Phrase]:
    for span in message.spans:
        for reading in span.readings[:1]:
            if reading.kind == "text" and isinstance(reading.value, str):
                before = message.text[: span.start].split()
                word = before[-1].lower() if before else ""
                size = len(reading.value.split())
                yield Phrase(
                    span.start, span.end, reading.value, word, size, whole=True, quoted=True
                )


def _formulas(text: str) -> Iterator[Phrase]:
    for start, end in formulas(text):
        yield Phrase(start, end, text[start:end], "", 1, formula=True, whole=True)


@lru_cache(maxsize=64)
def formulas(text: str) -> tuple[tuple[int, int], ...]:
    """Where formulas with a variable stand: `3x^2 + 2x - 1`, `sin(x)`."""
    found: list[tuple[int, int]] = []
    for match in _FORMULA.finditer(text):
        said = match[0].strip()
        if _is_formula(said):
            found.append((match.start(), match.start() + len(said)))
    return tuple(found)


def _is_formula(said: str) -> bool:
    letters, figures = re.search(r"[a-z]", said, re.IGNORECASE), re.search(r"[\d()]", said)
    operators = re.search(r"[\^*/+=]|\s-\s|\d[a-z]\b", said)
    return bool(letters and figures and operators) and not _NO_FORMULA.fullmatch(said)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        said = match[0]
        kept = said if _abbreviation(said) else said.rstrip(".:'’`").lstrip("'‘`")
        if not kept:
            continue
        start = match.start() + said.index(kept)
        stop = start + len(kept)
        between = text[end:start]
        opens = not found or any(mark in between for mark in ".!?\n")
        breaks = opens or bool(between.strip())
        found.append(_Token(kept, start, stop, breaks, opens))
        possessive = re.fullmatch(r"(.+)['’]s", kept)
        if possessive:
            found[-1] = replace(found[-1], text=possessive[1], end=start + len(possessive[1]))
        end = match.start() + len(said.rstrip(".")) if kept != said else stop
    return found


def _abbreviation(said: str) -> bool:
    return said in _TITLES or bool(re.fullmatch(r"(?:[A-Za-z]\.){2,}|[A-Z]\.", said))


def _plain(text: str) -> Iterator[Phrase]:
    tokens = _tokens(text)
    for first, last in _names(tokens):
        if tokens[first].opens and first < last and tokens[first].function:
            first += 1
        one = _phrase(text, tokens, first, last)
        yield replace(one, full=one.name and ("," not in one.value or one.whole))
    for first, last in (*_runs(tokens), *_linked(tokens)):
        yield _phrase(text, tokens, first, last)


def _phrase(text: str, tokens: Sequence[_Token], first: int, last: int) -> Phrase:
    one, other = tokens[first], tokens[last]
    left = first == 0 or one.breaks or tokens[first - 1].function
    right = last + 1 == len(tokens) or tokens[last + 1].breaks or tokens[last + 1].function
    inside = tokens[first : last + 1]
    alone = first == last and one.opens and not one.text.isupper()
    joined = all(token.name or token.text.lower() in _JOINING for token in inside)
    named = not alone and joined and one.name and other.name
    before = "" if first == 0 or one.breaks else tokens[first - 1].text.lower()
    value = text[one.start : other.end]
    size = last - first + 1
    return Phrase(one.start, other.end, value, before, size, name=named, whole=left and right)


def _runs(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Every stretch of up to `LONGEST` words that holds no function word and no mark."""
    for first, token in enumerate(tokens):
        if token.function:
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            if tokens[last].function or (last > first and tokens[last].breaks):
                break
            yield first, last


def _names(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Runs of capitals, also joined by small words, and going on behind one comma."""
    at = 0
    while at < len(tokens):
        if not tokens[at].name or tokens[at].function:
            at += 1
            continue
        last = _end_of_name(tokens, at)
        yield at, last
        behind = last + 1
        after = tokens[behind] if behind < len(tokens) else None
        if after and after.name and after.breaks and not after.function:
            yield at, _end_of_name(tokens, behind)
        at = last + 1


def _end_of_name(tokens: Sequence[_Token], at: int) -> int:
    last = at
    while last + 1 < len(tokens) and not tokens[last + 1].breaks:
        after = tokens[last + 1]
        if after.name and not after.function:
            last += 1
        elif (
            after.text.lower() in _JOINING
            and last + 2 < len(tokens)
            and tokens[last + 2].name
            and not tokens[last + 2].breaks
        ):
            last += 2
        else:
            break
    return last


def _linked(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Two neighbouring runs joined by a small word: "history of art", "right to repair"."""
    for at in range(1, len(tokens) - 1):
        middle = tokens[at]
        if middle.text.lower() not in _LINKING or middle.breaks or tokens[at + 1].breaks:
            continue
        first, last = at - 1, at + 1
        if tokens[last].text.lower() == "the" and last + 1 < len(tokens):
            last += 1
        if tokens[first].function or tokens[last].function:
            continue
        while last + 1 < len(tokens) and not tokens[last + 1].function:
            if tokens[last + 1].breaks or last - first >= LONGEST:
                break
            last += 1
        yield first, last
        while first > 0 and not tokens[first].breaks and not tokens[first - 1].function:
            if at - first >= 3:
                break
            first -= 1
            yield first, last


_AND = re.compile(
    r"\s*(?:,\s*(?:and |or )?|\s(?:and|or|&)\s)(?:the |a |an |also )?\s*", re.IGNORECASE
)
_AND_BEFORE = re.compile(
    r"(?:,\s*(?:and |or )?|\s(?:and|or|&)\s)(?:the |a |an |also )?\s*$", re.IGNORECASE
)


def enumerated(phrase: Phrase, message: Message) -> tuple[list[str], str]:
    """The phrase and its neighbours in an enumeration: "flour, sugar and two eggs"."""
    others = [p for p in phrases(message) if p.quoted == phrase.quoted and (p.whole or p.full)]
    run = [phrase]
    while (after := _AND.match(message.text, run[-1].end)) is not None:
        following = [p for p in others if p.start == after.end() and p.end > run[-1].end]
        if not following:
            break
        run.append(max(following, key=lambda p: p.end if p.words <= 3 else -p.words))
    while (before := _AND_BEFORE.search(message.text[: run[0].start])) is not None:
        earlier = [p for p in others if p.end == before.start()]
        if not earlier:
            break
        run.insert(0, min(earlier, key=lambda p: p.start if p.words <= 3 else 9_999))
    return [p.value for p in run], message.text[run[0].start : run[-1].end]
