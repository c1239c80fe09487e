"""Fields that take one of a few words, yes or no, or a currency: read off the words themselves."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.identity import once_for
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, Word, stems
from graphs.spans.addressed import PLACES
from graphs.spans.span import Span, Value

MENTIONED = 0.5
GAP = 2  # words that may stand inside a phrase: "terminate our contract early"
OUTRIGHT = 0.85  # a whole name, in whatever order its words stand
_NEGATION = frozenset(
    {"no", "not", "without", "don't", "doesn't", "never", "isn't", "aren't"}
    | {"skip", "ignore", "kein", "ohne", "nothing", "none"}
)


_PARTS = _NEGATION | {"and", "or", "but", "while"}
_GRADES = frozenset(
    (
        *("none", "low", "medium", "moderate", "high", "critical", "minor", "major", "marginal"),
        *("severe", "small", "large"),
    )
)
"""Degrees of anything: alone they name no value of a field that nothing else speaks of."""


@dataclass(frozen=True, slots=True)
class Named:
    """An enumeration value and the words of the message that mean it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that mean a value of an enumeration."""

    place: int
    """Among all that mean one: of values named by the same words the first is taken."""
    value: str
    stems: tuple[str, ...]
    gap: int
    """How many other words may stand inside it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """All that means a value of an enumeration."""

    phrases: Mapping[str, Sequence[_Phrase]]
    """By the stem they begin with."""
    signs: Sequence[tuple[int, str, re.Pattern[str]]]


@once_for
def _said(field: Field) -> _Said:
    phrases: dict[str, list[_Phrase]] = defaultdict(list)
    signs: list[tuple[int, str, re.Pattern[str]]] = []
    every = [(v, one) for v, ones in field.synonyms.items() for one in (v.replace("_", " "), *ones)]
    for place, (value, said) in enumerate(dict.fromkeys(every)):
        words = stems(said)
        if len(words) > 0:
            telling = sum(part not in STOPWORDS for part in words)
            if len(words) > 1 or telling:
                gap = GAP if telling > 1 else 0
                phrases[words[0]].append(_Phrase(place, value, words, gap))
        elif said.strip():
            signs.append((place, value, re.compile(_sign(said.strip()))))
    return _Said(phrases, signs)


def occurrences(field: Field, message: Message) -> list[Named]:
    """Every place at which a value of an enumeration is named, from left to right."""
    said = _said(field)
    begun = (one for stem in message.places for one in said.phrases.get(stem, ()))
    # of two phrases in the same words the one that has more of them: "insured firm deposits" is
    # no "insured deposits"
    found = [
        ((-len(one.stems), one.place), named) for one in begun for named in _phrase(one, message)
    ]
    found += [
        ((0, place), Named(value, m.start(), m.end()))
        for place, value, sign in said.signs
        for m in sign.finditer(message.text)
    ]
    found.sort(key=lambda one: one[0])
    return _longest(
        [one for _, one in found if not message.aside(one.start) or _in_headings(one, message)]
    )


def _in_headings(one: Named, message: Message) -> bool:
    """Whether several words stand in a table's headings: "annual vol" is of the whole column."""
    above = any(s <= one.start < e and "\n" not in message.text[s : one.end].lstrip()
                for s, e in message.tables)  # fmt: skip
    first, last = message.place(one.start, one.end)
    return above and last > first


_AMONG = (
    r"(?:(?<=[-+✓✗])|(?<=[-+✓✗][\s,;|])|(?<=[-+✓✗],\s)){0}(?![^\s|,;.?!+-])"
    r"|(?<![^\s|,;:(]){0}(?=[\s,;|]{{0,2}}[-+✓✗](?![^\s|,;.?!)+-]))"
    r"|(?<=\d\s){0}(?=\s*(?:[,;.\n]|$))"
)
"""A plus or a minus among others, or behind a day: no hyphen, no bullet and no sign of a figure."""


def _sign(sign: str) -> str:
    """How a sign is found that means a value; a sentence's own mark only where it stands alone."""
    alone = all(letter in ".,;:?!" for letter in sign)
    if sign in "+-":
        return _AMONG.format(re.escape(sign))
    return rf"(?<![^\s|,;]){re.escape(sign)}(?![^\s|,;])" if alone else re.escape(sign)


def outcomes(field: Field, message: Message) -> list[Named]:
    """Values named, and those that a right or a wrong answer in other words stands for."""
    found = _placed(occurrences(field, message), message)
    runs = {s.within for s in message.spans if any(r.kind == "boolean" for r in s.readings[:1])}
    for span in message.spans:
        for reading in span.readings[:1]:
            if marks := _zeros_and_ones(span):
                found = _several(field, span, marks, found)
                continue
            if isinstance(reading.value, tuple) and reading.kind == "boolean":
                if (span.start, span.end) not in runs:  # else each stands there by itself
                    found = _several(field, span, reading.value, found)
                continue
            value = outcome(field, reading.value) if reading.kind == "boolean" else ""
            if reading.kind == "word" and reading.value in field.synonyms:
                value = str(reading.value)
            inside = [n for n in found if span.start <= n.start and n.end <= span.end]
            shorter = [n for n in inside if n.end - n.start < span.end - span.start]
            if value and shorter:
                found = [n for n in found if n not in shorter]  # "got it" inside "got it wrong"
            if value and all(span.end <= n.start or n.end <= span.start for n in found):
                found.append(Named(value, span.start, span.end))
    return sorted(_beside_a_run(found, message), key=lambda n: n.start)


_RUN = 4  # outcomes in a row beside which a word in passing is none


def _beside_a_run(found: list[Named], message: Message) -> list[Named]:
    """Without words in passing ("can things be forgotten?") where a whole run is told."""
    marks = [(s, r) for s in message.spans for r in s.readings if r.kind == "boolean"]
    longest = max((len(r.value) for _, r in marks if isinstance(r.value, tuple)), default=0)
    if longest < _RUN:
        return found
    words = [(s, r) for s in message.spans for r in s.readings[:1] if r.kind == "word"]
    sure = [s for s, r in (*marks, *words) if r.score >= MENTIONED]
    return [n for n in found if any(s.start <= n.start < s.end for s in sure)]


def _placed(found: list[Named], message: Message) -> list[Named]:
    """Where outcomes are told by their places, only these: "solved items: first two right"."""
    booleans = [s for s in message.spans if s.readings and s.readings[0].kind == "boolean"]
    if all(s.readings[0].unit != PLACES for s in booleans):
        return found
    return [n for n in found if any(s.start < n.end and n.start < s.end for s in booleans)]


_MARKED = re.compile(r"(?=.{4,}$)(?=.*0)(?=.*1)(?!\d00+$)[01]+$")


def _zeros_and_ones(span: Span) -> tuple[Value, ...]:
    """`1011` as right and wrong; 1000 is a number."""
    return tuple(map(int, span.text)) if _MARKED.match(span.text) else ()


def _several(
    field: Field, span: Span, values: tuple[Value, ...], found: Sequence[Named]
) -> list[Named]:
    """As many answers as are said: "right three times", "the first two wrong"."""
    named = [outcome(field, value) for value in values]
    kept = [one for one in found if one.end <= span.start or span.end <= one.start]
    return [*kept, *(Named(value, span.start, span.end) for value in named if value)]


_OUTCOMES = {
    True: {"right", "correct", "true", "yes"},
    False: {"wrong", "incorrect", "false", "no"},
}


def outcome(field: Field, right: object) -> str:
    """The value that stands for right or yes, or for wrong or no; none has it in all fields."""
    wanted = _OUTCOMES[bool(right)]
    return next((v for v, said in field.synonyms.items() if wanted & {v, *said}), "")


def _phrase(phrase: _Phrase, message: Message) -> list[Named]:
    text = message.words
    ends = [
        (at, last)
        for at in message.places[phrase.stems[0]]
        if (last := _end(phrase.stems, text, at, phrase.gap)) is not None
    ]
    return [
        Named(phrase.value, text[at].start, text[last].end)
        for at, last in ends
        if not _denied(text, at)
    ]


def _end(phrase: tuple[str, ...], text: Sequence[Word], at: int, gap: int) -> int | None:
    """Where a phrase that begins at a word ends; up to `gap` other words may stand inside it."""
    for part in phrase[1:]:
        near = text[at + 1 : at + 2 + gap]
        steps = (
            i
            for i, word in enumerate(near)
            if word.mark or word.stem == part or word.text[0].isdigit()
        )  # a figure belongs to no phrase
        step = next(steps, None)
        if step is None or near[step].stem != part:
            return None
        if any(word.text.lower() in _PARTS for word in near[:step]):
            return None  # "integrity high and no availability impact" tells of no high availability
        at += 1 + step
    return at


def _denied(text: Sequence[Word], at: int) -> bool:
    """Whether a "no" stands right before; one behind a mark denies nothing: "MFA no. No data"."""
    near = text[max(at - 2, 0) : at]
    near = near[max((i + 1 for i, word in enumerate(near) if word.mark), default=0) :]
    return any(word.text.lower() in _NEGATION for word in near)


def _longest(found: list[Named]) -> list[Named]:
    """Of overlapping names the longest: "hard right" is not "right"."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: n.start)


def said_once(found: list[Named], text: str) -> list[Named]:
    """Two words for one thing side by side ("got it right") are one."""
    kept: list[Named] = []
    for one in found:
        before = kept[-1] if kept else None
        beside = before is not None and not text[before.end : one.start].strip()
        again = before is not None and _same(text, before, one)
        if before and before.value == one.value and beside and not again:
            kept[-1] = Named(one.value, before.start, one.end)
        else:
            kept.append(one)
    return kept


def _same(text: str, one: Named, other: Named) -> bool:
    """Whether two names are the same word: "✓ ✓" are two answers, "got it right" is one."""
    return text[one.start : one.end].lower() == text[other.start : other.end].lower()


def choose(
    field: Field,
    mentions: Sequence[Mention],
    message: Message,
    longer: Sequence[Named] = (),
    gone: Sequence[tuple[int, int]] = (),
) -> Named | None:
    """The value meant: the only one named, else the one nearest to where the field is named.

    `longer`: words for the values of any field, inside which shorter ones mean nothing; `gone`:
    where words stand that an object of a list has taken.
    """
    found = [
        one
        for one in occurrences(field, message)
        if not _unlike(field, one, message) and not any(_inside(one, other) for other in longer)
        if not any(start <= one.start < end for start, end in gone)
    ]
    found = [one for one in found if not _one_period(field, one, message)]
    if not any(m.weight >= MENTIONED for m in mentions):
        graded = bool(field.aliases) and not field.required
        found = [
            one
            for one in found
            if not (
                _bare(field, one, message)
                and (field.described_values or (graded and one.value in _GRADES))
            )
        ]
    if not found:
        return None
    named = [m for m in mentions if m.weight >= 0.8]
    if len({one.value for one in found}) == 1 or not named:
        return found[0]
    places = [message.words[m.first].start for m in named]
    return min(found, key=lambda one: min(abs(one.start - place) for place in places))


def _inside(one: Named, other: Named) -> bool:
    """Whether a word is part of a longer name: "yearly" in "yearly volatility"."""
    within = other.start <= one.start and one.end <= other.end
    return within and other.end - other.start > one.end - one.start


def _unlike(field: Field, one: Named, message: Message) -> bool:
    """Whether the words are part of a length of time, or of what only sounds like the field."""
    spans = (s for s in message.spans if s.start <= one.start and one.end <= s.end)
    if any(s.readings[0].kind == "duration" and s.readings[0].score > 0.25 for s in spans):
        return True
    said = message.text[max(0, one.start - 24) : one.end + 24].lower()
    return any(
        phrase.lower() in said and message.text[one.start : one.end].lower() in phrase.lower()
        for phrase in field.unlike
    )


def _bare(field: Field, one: Named, message: Message) -> bool:
    """Whether a value was only named by its own single word, such as "expected" or "wrong".

    A schema that lists that word among the synonyms says that nothing else is called so.
    """
    said, own = message.text[one.start : one.end].lower(), stems(one.value)
    if any(stems(synonym) == own for synonym in field.synonyms.get(one.value, ())):
        return False
    return stems(said) == own and "_" not in one.value


_SINGLE = frozenset(("day", "week", "month", "quarter", "year"))


def _one_period(field: Field, one: Named, message: Message) -> bool:
    """Whether "this week" was taken for weeks."""
    said = message.text[one.start : one.end].lower()
    return said in _SINGLE and said not in {one.value, *field.synonyms.get(one.value, ())}


def all_named(field: Field, message: Message) -> list[Named]:
    """For a list of enumeration values: each value that is named, once, in the order said."""
    first: dict[str, Named] = {}
    for one in occurrences(field, message):
        first.setdefault(one.value, one)
    return list(first.values())


def yes_or_no(mentions: Sequence[Mention], message: Message) -> Named | None:
    """True where the field is named outright, false where it is denied."""
    for mention in mentions:
        if mention.weight >= OUTRIGHT:
            first, last = message.words[mention.first], message.words[mention.last]
            denied = _denied(message.words, mention.first) or _ANSWERED_NO.match(
                message.text, last.end
            )
            return Named("false" if denied else "true", first.start, last.end)
    return None


_ANSWERED_NO = re.compile(r"\s*[:=?–—-]?\s*(?:no|false|n)\b(?!\s+\w)", re.IGNORECASE)
"""What denies a field behind its name: "kev: no"."""
