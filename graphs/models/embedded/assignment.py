"""Which candidate fills which field: one optimal assignment over all pairs."""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.compatibility import AS_PERCENT, FAINT, UNDERSTOOD, Fit, fit, numbers
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.misplaced import is_change, is_flow
from graphs.models.embedded.schema import Field
from graphs.models.embedded.series import fit_series
from graphs.models.embedded.words import stems
from graphs.spans.span import Reading

NEARNESS, REQUIRED, NO_EVIDENCE, ORDER, NOTHING = 2.2, 0.25, -0.6, -0.03, 0.75  # measured
PENDING = 0.5  # for a field that was just asked for
GIVEN = 0.15  # more for one that a follow-up may change
PERIOD = 0.4  # "a month" beside a monthly field, or against a yearly one
OTHER_PERIOD = 1.0  # "1.5 % per month" in a field of a year: said outright, not only nearby
NAMED_BESIDE = 0.35  # nearness from which a bare number may be a percentage
EVIDENCE = 0.2  # nearness from which words count as evidence for an optional field
LABEL, COUNTS_A_NOUN = 1.2, -0.5  # nearness of `arpa=49` to the field arpa; worth of "4 people"
NAMES = 0.82  # weight from which a counted noun is the field's own
UNUSED = 0.5  # what a view loses for each number it has no place for
NO_FIELDS: Mapping[str, float] = MappingProxyType({})
CLOSE = 0.12  # two fields nearer than this for one span are a toss-up

SCALED = 0.25  # for an amount whose thousands or millions are said by a letter or a word
_SCALE = re.compile(r"\d\s?(?:k|m|mn|mio|bn|million|thousand)\b", re.IGNORECASE)
_NUMBERED = frozenset(("month", "week", "day", "year", "quarter"))
_EACH = frozenset(("per", "a", "each", "every", "/"))
_PAID = frozenset(("for", "at", "cost", "costs", "costing", "pay", "pays", "paying", "earning"))
_PERIODS = re.compile(
    r"\b(day|dai|week|month|quarter|year|annual|annum|acv|arr|mrr)(?:s|ly|al)?\b|\b(p\.?\s?a)\b"
)
ONCE = re.compile(r"\s*(?:once|one-off|one-time|up[- ]?front)\b", re.IGNORECASE)
_ONE_OFF = re.compile(r"\b(?:one (?:off|time)|once|up[- ]?front|initial)\b")
_PER_ANNUM = re.compile(r"\s?(?:[a-z-]+\s){0,2}p\.?\s?a\b", re.IGNORECASE)
_SAME_PERIOD = {
    "annual": "year",
    "annum": "year",
    "dai": "day",
    "acv": "year",  # annual contract value
    "arr": "year",  # annual recurring revenue
    "mrr": "month",  # monthly recurring revenue
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate in a field."""

    field: Field
    candidate: Candidate
    fit: Fit
    score: float
    near: float


Weighed = dict[tuple[int, int, bool], Pair | None]
"""What each candidate is worth in each field, by who they are and whether its label counts."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The best assignment of one view."""

    pairs: tuple[Pair, ...]
    unused: tuple[Candidate, ...]
    worth: float
    close: tuple[tuple[Field, Field, Candidate], ...] = ()


def solve(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    candidates: Sequence[Candidate],
    message: Message,
    wanted: Collection[str] = (),
    pending: Mapping[str, float] = NO_FIELDS,
    weighed: Weighed | None = None,
) -> Solved:
    """The assignment worth most. `wanted`: required fields; `pending`: likely ones, by how much;
    `weighed` keeps the pairs for further calls with the same fields, candidates and message.
    """
    weighed = {} if weighed is None else weighed
    table: dict[tuple[int, int], Pair] = {}
    for row, candidate in enumerate(candidates):
        place = message.place(candidate.start, candidate.end)
        owners = _owners(mentions, candidate, place)
        unnamed = replace(candidate, label="") if owners else candidate
        for column, field in enumerate(fields):
            meant = candidate if column in owners else unnamed
            key = id(field), id(candidate), meant is candidate
            if key not in weighed:
                weighed[key] = paired(field, meant, mentions[column], place, message)
            pair = weighed[key]
            if pair is not None:
                plain = _unmistakable(fields, column, candidate, message) or _only_taker(
                    fields, column, pair
                )
                usual = _is_usual_level(field, pair)
                extra = _extra(field, pair, row - column, wanted, pending, plain or usual)
                extra += USUAL * usual
                table[row, column] = Pair(field, candidate, pair.fit, pair.score + extra, pair.near)
    chosen = _best(table, len(candidates), len(fields))
    used = {row for row, _ in chosen}
    unused = tuple(c for row, c in enumerate(candidates) if row not in used and is_figure(c))
    pairs = tuple(table[key] for key in sorted(chosen))
    worth = sum(pair.score - NOTHING for pair in pairs) - UNUSED * sum(
        len(c.members) for c in unused
    )
    return Solved(pairs, unused, worth, tuple(_toss_ups(table, chosen)))


def _owners(
    mentions: Sequence[Sequence[Mention]], candidate: Candidate, place: tuple[int, int]
) -> set[int]:
    """Fields whose longer name ends with a value's label: "burn growing 2 %" is no growth."""
    if not candidate.label:
        return set()
    size = len(candidate.label.split())
    return {
        column
        for column, named in enumerate(mentions)
        for m in named
        if m.last == place[0] - 1 and m.last - m.first >= size and m.weight >= NAMES
    }


def _unmistakable(
    fields: Sequence[Field], column: int, candidate: Candidate, message: Message
) -> bool:
    """Quoted text is meant for the first field of text, a date in a question for the date."""
    kind = candidate.readings[0].kind
    field = fields[column]
    if kind == "text":
        return next((f for f in fields if f.kind in ("name", "text")), None) is field
    return kind == "date" and field.kind == "date" and message.asks(candidate.start)


_SHARES = ("share", "probability", "confidence")
USUAL = 0.35  # for a usual level of confidence
LEVELS = (0.9, 0.95, 0.975, 0.98, 0.99, 0.995, 0.999)
"""Levels of confidence that are usual: hardly any other share is one of them by chance."""


def _only_taker(fields: Sequence[Field], column: int, pair: Pair) -> bool:
    """Whether a percentage, said as one, has no other field than this whose bounds allow it."""
    reading = pair.fit.reading
    if reading is not None and reading.kind == "duration" and not reading.per:
        return [n for n, f in enumerate(fields) if "duration" in (f.kind, f.of)] == [column]
    if reading is None or reading.kind != "fraction" or reading.unit == UNDERSTOOD:
        return False
    takers = [
        number
        for number, field in enumerate(fields)
        if (field.of or field.kind) in _SHARES
        and all(field.within(x) for x in numbers(reading.value))
    ]
    return takers == [column]


def _is_usual_level(field: Field, pair: Pair) -> bool:
    """Whether a percentage is one of the levels that people are confident at."""
    reading = pair.fit.reading
    said = reading is not None and reading.kind == "fraction" and reading.unit == "percent"
    level = numbers(pair.fit.value) if said and field.kind == "confidence" else []
    return len(level) == 1 and round(level[0], 6) in LEVELS


def is_figure(candidate: Candidate) -> bool:
    """Whether a candidate is a number that somebody meant to be used."""
    kinds = {reading.kind for reading in candidate.readings[:1] if reading.score >= FAINT}
    return bool(kinds & {"number", "money", "fraction", "rate", "duration"})


def paired(
    field: Field,
    candidate: Candidate,
    mentions: Sequence[Mention],
    place: tuple[int, int],
    message: Message,
) -> Pair | None:
    """A candidate in a field; None where it cannot be."""
    best: Fit | None = None
    for reading in _asked_about(candidate, message):
        found = _fit(field, _per(field, reading, place, message))
        if found is not None and (best is None or found.score > best.score):
            best = found
    if best is None:
        return None
    near = nearness(mentions, place, message.words, message.numbers)
    if candidate.label:
        near = max(near, _labelled(field, candidate.label))
    alone = best.reading is not None and isinstance(best.reading.value, int | float)
    if field.kind == "series" and alone and near < NAMED_BESIDE:
        return None  # one value is no list unless it is called one
    if near < NAMED_BESIDE and _wants_a_name(field, best, candidate, message):
        return None
    score = best.score + NEARNESS * near + _period(field, candidate, best, place, message)
    score += message.spoken_for(".".join(field.path), candidate.start, candidate.end)
    bare = best.reading is not None and (
        best.reading.kind == "number" or best.reading.unit == UNDERSTOOD
    )
    score += _as_money(field, candidate, place, message) if bare else 0.0
    if bare and not candidate.label:
        score += _counted(field, place, mentions, message)
    return Pair(field, candidate, best, score, near)


def _asked_about(candidate: Candidate, message: Message) -> Sequence[Reading]:
    """A day to look at, said without its year, is the nearest one: before or after today."""
    days = [r for r in candidate.readings if r.kind == "date" and isinstance(r.value, str)]
    if len(days) < 2 or not message.today:
        return candidate.readings
    today = datetime.date.fromisoformat(message.today)

    def away(reading: Reading) -> int:
        return abs((datetime.date.fromisoformat(str(reading.value)[:10]) - today).days)

    others = [r for r in candidate.readings if r not in days]
    return [replace(min(days, key=away), score=1.0), *others]


def _per(field: Field, reading: Reading, place: tuple[int, int], message: Message) -> Reading:
    """An amount for the period named before it: "our yearly plan is 1,188"."""
    if reading.kind not in ("money", "number") or reading.per or " per " not in field.unit:
        return reading
    before = message.words[max(place[0] - 4, 0) : place[0]]
    marks = [i for i, w in enumerate(before) if w.text in ",.;:()|\n" or w.text[0].isdigit()]
    said = _periods(" ".join(w.text for w in before[(marks or [-1])[-1] + 1 :]))
    return replace(reading, per="year") if said == frozenset(("year",)) else reading


def _fit(field: Field, reading: Reading) -> Fit | None:
    return fit_series(field, reading) if field.kind == "series" else fit(field, reading)


def _labelled(field: Field, label: str) -> float:
    """How surely a label names a field: equal, or an abbreviation of it."""
    said = stems(label.replace("_", " "))
    if said in {stems(words) for words in field.unlike}:
        return 0.0
    names = [stems(words) for words in (field.words, *field.aliases)]
    if said in names or "".join(said) in {"".join(name) for name in names}:
        return LABEL
    if len(said) == 1 and any(
        "".join(word[0] for word in name) == said[0] for name in names if len(name) > 1
    ):
        return LABEL * 0.9
    short = len(said) == 1 and len(said[0]) >= 3
    if short and any(word.startswith(said[0]) for name in names for word in name):
        return LABEL * 0.85
    overlap = max(len(set(said) & set(name)) / max(len(set(said) | set(name)), 1) for name in names)
    return LABEL * 0.8 * overlap


def _is_share(field: Field) -> bool:
    return (field.of or field.kind) in _SHARES


def _as_money(
    field: Field, candidate: Candidate, place: tuple[int, int], message: Message
) -> float:
    """A bare number as an amount: likelier as "for 7k", never right behind "month"."""
    before = message.words[place[0] - 1].text.lower() if place[0] else ""
    scaled = bool(_SCALE.search(candidate.text))
    if (field.of or field.kind) != "money":
        counts = field.kind in ("count", "number")
        return -2 * SCALED if counts and scaled and before in _PAID else 0.0
    each = place[0] > 1 and message.words[place[0] - 2].text.lower() in _EACH
    if before in _NUMBERED and not each and candidate.text.isdigit():
        return -4 * SCALED
    return (SCALED if scaled else 0.0) + (SCALED if scaled and before in _PAID else 0.0)


def _counted(
    field: Field, place: tuple[int, int], mentions: Sequence[Mention], message: Message
) -> float:
    """A number before a noun counts that noun: "4 people" is no amount of money."""
    after = message.words[place[1] + 1 : place[1] + 2]
    if after and message.text[message.words[place[1]].end : after[0].start] == "-":
        return 3 * COUNTS_A_NOUN
    kind = field.of or field.kind
    if not after or kind not in ("money", "share", "probability", "confidence", "number"):
        return 0.0
    noun = after[0].text.lower()
    named = any(m.first <= place[1] + 1 <= m.last and m.weight >= NAMES for m in mentions)
    plural = (
        noun.endswith("s")
        and not noun.endswith("ss")
        and len(noun) > 3
        and noun not in ("plus", "this", "less", "minus")
    )
    if not (plural or noun == "people") or named:
        return 0.0
    signed = [s for s in message.spans if s.readings and s.readings[0].kind == "money"]
    here = message.words[place[0]].start
    bare = kind == "money" and signed and not any(s.start <= here < s.end for s in signed)
    return COUNTS_A_NOUN * (2.5 if bare else 1)


def _wants_a_name(field: Field, found: Fit, candidate: Candidate, message: Message) -> bool:
    """Whether a figure is of a kind that a field takes only by its name."""
    periods = bool(_periods(f"{field.unit} {field.words} {' '.join(field.aliases)}"))
    flows = field.kind == "money" and is_flow(found.reading, periods)
    changes = is_change(found.reading, candidate.start, message.text)
    return flows or changes or (found.score <= AS_PERCENT and _is_share(field))


def _period(
    field: Field, candidate: Candidate, found: Fit, place: tuple[int, int], message: Message
) -> float:
    """Agreement of the period that was said with the one the field speaks of."""
    per = found.reading.per if found.reading else ""
    said = frozenset((per,)) if per else _periods(candidate.text) or _period_behind(place, message)
    meant = _periods(f"{field.unit} {field.words} {' '.join(field.aliases)}")
    if (field.of or field.kind) == "money" and ONCE.match(message.text, candidate.end):
        return OTHER_PERIOD if _ONE_OFF.search(field.words) else -OTHER_PERIOD * bool(meant)
    converted = found.reading is not None and found.reading.per and "per" in field.unit
    if not said or not meant or converted or field.kind == "duration":
        return 0.0
    if said & meant:
        return PERIOD
    return -OTHER_PERIOD if per else -PERIOD


def _period_behind(place: tuple[int, int], message: Message) -> frozenset[str]:
    """A period within a few words behind a value: "8 % of them a year"."""
    said: list[str] = []
    for index in range(place[1] + 1, min(place[1] + 6, len(message.words))):
        word = message.words[index]
        if word.mark or message.numbers[index]:
            break
        said.append(word.text)
    if _PER_ANNUM.match(message.text, message.words[place[1]].end):
        return frozenset(("year",))
    return _periods(" ".join(said))


@lru_cache(maxsize=4096)
def _periods(text: str) -> frozenset[str]:
    found: list[tuple[str, str]] = _PERIODS.findall(text.lower())
    return frozenset(
        "year" if per_annum else _SAME_PERIOD.get(word, word) for word, per_annum in found
    )


def _extra(
    field: Field,
    pair: Pair,
    gap: int,
    wanted: Collection[str],
    pending: Mapping[str, float],
    unmistakable: bool,
) -> float:
    name = ".".join(field.path)
    extra = ORDER * abs(gap)
    extra += pending.get(name, 0.0)
    if name in wanted:
        return extra + REQUIRED
    return extra + (NO_EVIDENCE if pair.near < EVIDENCE and not unmistakable else 0.0)


def _best(table: dict[tuple[int, int], Pair], rows: int, columns: int) -> set[tuple[int, int]]:
    """Pairs whose sum is greatest, where leaving a candidate out is worth `NOTHING`."""
    if not table:
        return set()
    from scipy.optimize import linear_sum_assignment  # heavy: loaded at the first message

    scores = np.full((rows, columns + rows), -1e6)
    scores[:, columns:] = NOTHING
    for (row, column), pair in table.items():
        scores[row, column] = pair.score
    chosen = zip(*linear_sum_assignment(scores, maximize=True), strict=True)
    return {(int(r), int(c)) for r, c in chosen if (int(r), int(c)) in table}


def _toss_ups(
    table: dict[tuple[int, int], Pair], chosen: set[tuple[int, int]]
) -> list[tuple[Field, Field, Candidate]]:
    """Spans that another, unfilled field would take nearly as well, by their words alone."""
    taken = {column for _, column in chosen}
    found: list[tuple[Field, Field, Candidate]] = []
    for row, column in chosen:
        mine = table[row, column]
        for (other_row, other), pair in table.items():
            same = other_row == row and other not in taken and pair.fit.inside
            named = min(mine.near, pair.near) >= EVIDENCE and numbers(pair.fit.value) != []
            if same and named and abs(pair.score - mine.score) < CLOSE:
                found.append((mine.field, pair.field, mine.candidate))
    return found
