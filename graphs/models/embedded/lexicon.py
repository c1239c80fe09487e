"""Where a message names a field: aliases, names and descriptions, each by what it is worth.

Nearness to a field's own words is the strongest evidence there is for which number belongs where
(PLANNER, step 5); it fades over words, more over another number, most over a sentence's end.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import Word, content, stems
from graphs.spans.number_words import ALL_NUMBER_WORDS

PHRASE, SHUFFLED, MINED, PART, INITIALS, DESCRIBED = 1.0, 0.85, 0.8, 0.55, 0.7, 0.3
FADES_OVER = 5.0  # words until nearness has fallen to 1/e
FARTHEST = 50  # words beyond which it is nothing
OVER_NUMBER, OVER_SENTENCE, OVER_COMMA = 0.45, 0.35, 0.8
LABELLED = 1.15  # "margin: 80 %", "margin = 80 %"
JOINING = frozenset({"and", "or", "but", "while", "whil", "plus", "und"})
GAP = 2  # words that may stand between the words of a phrase


@dataclass(frozen=True, slots=True)
class Mention:
    """A field named by the words `first` to `last` of a message."""

    first: int
    last: int
    weight: float


class Lexicon:
    """The words of a tool's fields, rare ones weighing more than those that fields share."""

    def __init__(
        self, fields: Sequence[Field], mined: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.fields = fields
        self._kept: tuple[Sequence[Word], list[list[Mention]]] | None = None
        self._phrases: dict[str, list[tuple[int, tuple[str, ...], float]]] = defaultdict(list)
        phrases = [list(_phrases(field, (mined or {}).get(field.name, ()))) for field in fields]
        self._loose: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        shared = _shared(fields)
        for index, field in enumerate(fields):
            known: dict[tuple[str, ...], float] = {}
            for phrase, weight in [*phrases[index], *_parts(field, shared)]:
                known[phrase] = max(known.get(phrase, 0.0), weight)
            for phrase, weight in known.items():
                self._phrases[phrase[0]].append((index, phrase, weight))
            for said in (field.words, *field.aliases):
                together = frozenset(content(said))
                for word in together if len(together) > 1 else ():
                    self._loose[word].append((index, together))

    def mentions(self, text: Sequence[Word]) -> list[list[Mention]]:
        """For each field, where the message names it; the words read last are not read again."""
        kept = self._kept
        if kept is None or kept[0] is not text:
            kept = self._kept = (text, self._named(text))
        return kept[1]

    def _named(self, text: Sequence[Word]) -> list[list[Mention]]:
        found: list[list[Mention]] = [[] for _ in self.fields]
        for at, word in enumerate(text):
            if _is_unit(text, at):
                continue
            for index, phrase, weight in self._phrases.get(word.stem, ()):
                if (last := _match(phrase, text, at)) is not None:
                    found[index].append(Mention(at, last, weight))
            for index, phrase in self._loose.get(word.stem, ()):
                if (last := _together(phrase, text, at)) is not None:
                    found[index].append(Mention(at, last, SHUFFLED))
        return _longest([self._meant(i, named, text) for i, named in enumerate(found)])

    def _meant(self, index: int, named: list[Mention], text: Sequence[Word]) -> list[Mention]:
        """Without words inside a phrase that only sounds like the field: "pass mark"."""
        phrases = [stems(said) for said in self.fields[index].unlike]
        others = [
            (at, last)
            for phrase in phrases
            for at, word in enumerate(text)
            if word.stem == phrase[0] and (last := _match(phrase, text, at)) is not None
        ]
        return [m for m in named if not any(at <= m.first and m.last <= e for at, e in others)]


def _is_unit(text: Sequence[Word], at: int) -> bool:
    """Whether a letter or two stand glued to a number: the m of "5m" names no maturity M."""
    word, before = text[at], text[at - 1] if at else None
    glued = before is not None and before.end == word.start and before.text[-1].isdigit()
    return glued and len(word.text) <= 2 and word.text.isalpha()


def _longest(found: list[list[Mention]]) -> list[list[Mention]]:
    """Without mentions inside a longer name of another field: "cash cow" names no cash."""
    over: dict[int, list[Mention]] = defaultdict(list)
    for mention in {m for named in found for m in named if m.weight >= MINED and m.last > m.first}:
        for at in range(mention.first, mention.last + 1):
            over[at].append(mention)
    return [[m for m in named if not _within(m, over, frozenset(named))] for named in found]


def _within(
    mention: Mention, over: Mapping[int, Sequence[Mention]], own: frozenset[Mention]
) -> bool:
    """Whether a mention stands inside a longer one that is none of its own field's."""
    size = mention.last - mention.first
    return any(
        other.first <= mention.first and mention.last <= other.last
        and other.last - other.first > size
        and other not in own
        for other in over.get(mention.first, ())
    )  # fmt: skip


def _phrases(field: Field, mined: Iterable[str]) -> Iterable[tuple[tuple[str, ...], float]]:
    for said in (field.words, *field.aliases):
        if phrase := stems(said):
            yield phrase, PHRASE
    for said in mined:
        phrase = stems(said)
        if phrase and not set(phrase) <= _ANYWHERE:
            yield phrase, MINED
    name = field.words.split()
    if len(name) > 1:
        yield ("".join(word[0] for word in name),), INITIALS


def _shared(fields: Sequence[Field]) -> Counter[str]:
    """How many fields use a word."""
    count: Counter[str] = Counter()
    for field in fields:
        count.update({s for said in (field.words, *field.aliases) for s in content(said)})
    return count


def _parts(field: Field, shared: Counter[str]) -> Iterable[tuple[tuple[str, ...], float]]:
    """Single words of names, weaker the longer the name they are torn from, and of descriptions."""
    named: dict[str, float] = {}
    for said in (field.words, *field.aliases):
        parts = content(said)
        for word in parts:
            named[word] = max(named.get(word, 0.0), PART * len(parts) ** -0.5)
    for word, weight in named.items():
        yield (word,), weight / max(shared[word], 1)
    for word in set(content(field.description)) - set(named):
        yield (word,), DESCRIBED / (1 + shared[word])


def _match(phrase: tuple[str, ...], text: Sequence[Word], at: int) -> int | None:
    """Where a phrase that begins at word `at` ends; a few other words may stand inside.

    None inside a mere period: "a designer in month 2" is no "a month".
    """
    gap = 0 if set(phrase) <= _PERIODS else GAP
    for wanted in phrase[1:]:
        at = _over_value(wanted, text, at)
        for step in range(1, gap + 2):
            here = at + step
            if here >= len(text) or text[here].mark:
                return None
            if text[here].text[0].isdigit() and text[here].stem != wanted:  # "Level 2A"
                return None
            if text[here].stem in JOINING and text[here].stem != wanted:
                return None  # "49 a year and churn is 2 %" names no yearly churn
            if text[here].stem == wanted:
                at = here
                break
        else:
            return None
    return at


def _over_value(wanted: str, text: Sequence[Word], at: int) -> int:
    """The last word of the value between two words of a phrase: "a burn of 40k growing 2 %"."""
    here = at + 1
    while here < len(text) and text[here].text.lower() in ("of", "is", "at", "now", "currently"):
        here += 1
    if here >= len(text) or not text[here].text[0].isdigit():
        return at
    while here < len(text) and (text[here].text[0].isdigit() or text[here].stem in _SIZES):
        here += 1
    return here - 1 if here < len(text) and text[here].stem == wanted else at


_PERIODS = frozenset(("month", "year", "week", "dai", "day", "quarter", "a", "per", "each"))
"""Words that stand beside any figure, and name none."""
_ANYWHERE = _PERIODS.union(stem for word in ALL_NUMBER_WORDS for stem in stems(word))
"""These, and the words of figures themselves."""
_SIZES = _PERIODS.union(
    ("k", "m", "mn", "million", "thousand", "bn", "eur", "euro", "usd", "dollar", "gbp", "pound")
)
"""What may belong to a value behind its digits."""


def _together(wanted: frozenset[str], text: Sequence[Word], at: int) -> int | None:
    """Where the words of a phrase end that stand together in another order."""
    left = set(wanted) - {text[at].stem}
    for here in range(at + 1, min(at + len(wanted) + GAP, len(text))):
        if text[here].mark or text[here].text[0].isdigit():
            return None
        left.discard(text[here].stem)
        if not left:
            return here
    return None


def nearness(
    mentions: Sequence[Mention],
    place: tuple[int, int],
    text: Sequence[Word],
    numbers: Sequence[bool],
) -> float:
    """How near a value at the words `place` stands to where its field is named, 0 to about 1."""
    return max((_near(mention, place, text, numbers) for mention in mentions), default=0.0)


def _near(
    mention: Mention, place: tuple[int, int], text: Sequence[Word], numbers: Sequence[bool]
) -> float:
    if mention.last < place[0]:
        between = range(mention.last + 1, place[0])
    elif mention.first > place[1]:
        between = range(place[1] + 1, mention.first)
    else:
        return mention.weight
    score, in_number = mention.weight, False
    distance = 0 if len(between) < 2 * FARTHEST else FARTHEST  # of so many some are words
    for index in between:
        if numbers[index]:
            score *= 1.0 if in_number else OVER_NUMBER
        elif text[index].text in ",()":
            score *= OVER_COMMA
        elif not text[index].mark:
            distance += 1
        if distance > FARTHEST:
            return 0.0
        in_number = numbers[index]
    if mention.last < place[0] and len(between) == 1 and text[between[0]].text in ":=":
        score *= LABELLED
    ends = abs(text[place[0]].sentence - text[mention.first].sentence)
    return score * math.exp(-distance / FADES_OVER) * OVER_SENTENCE**ends
