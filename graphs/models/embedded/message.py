"""A message as the planner reads it: text, words, spans, attachments."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from graphs.models.embedded.inline import inline_data
from graphs.models.embedded.pasted import pasted
from graphs.models.embedded.rewriting import STATED_TODAY, rewritten
from graphs.models.embedded.words import Word, words
from graphs.spans import find_spans
from graphs.spans.span import Reading, Span

Attachment = Mapping[str, Any]
_YEAR = re.compile(r"\d{4}")
DISTRACTION = 0.2  # years, list numbers and names score less than this in graphs.spans
FAINT = 0.5
PRONOUNS = ("one", "another")  # "landing one costs 300": no number


@dataclass(frozen=True)
class Message:
    """What was said, and what was attached to it."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    numbers: tuple[bool, ...]
    """For each word, whether it stands inside a span that holds a figure."""
    files: tuple[Attachment, ...] = field(default=())
    earlier: tuple[Attachment, ...] = field(default=())
    """Files of earlier messages, for what this one leaves open."""
    in_files: frozenset[str] = frozenset()
    """Fields that a file gave the answer before: a lone figure is not their list."""
    today: str = ""
    """The day on which it was said, as ISO text."""
    likely: Mapping[str, Mapping[tuple[int, int], float]] = field(
        default_factory=dict[str, Mapping[tuple[int, int], float]]
    )
    """What the reader of roles adds, by field, for a figure from one offset to another."""
    may_hold_a_document: bool = False
    """Whether a long passage is a pasted document, not what the person says: the tool decides."""

    def spoken_for(self, path: str, start: int, end: int) -> float:
        """What the reader of roles adds for a figure in a field; for several joined, its most."""
        told = self.likely.get(path)
        if told is None:
            return 0.0
        if (exact := told.get((start, end))) is not None:
            return exact
        inside = (worth for (a, b), worth in told.items() if start <= a and b <= end)
        return max(inside, default=0.0)

    @cached_property
    def pasted(self) -> tuple[int, int] | None:
        """Where a pasted text stands, if there is one."""
        return pasted(self.text, self.spans) if self.may_hold_a_document else None

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The words at which each stem stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(at)
        return found

    @cached_property
    def tables(self) -> tuple[tuple[int, int], ...]:
        """Where tables stand."""
        return tuple(
            (s.start, s.end) for s in self.spans if any(r.kind == "table" for r in s.readings)
        )

    def aside(self, at: int) -> bool:
        """Whether an offset lies in a table or a pasted text: not in the person's own words."""
        places = (*self.tables, *((self.pasted,) if self.pasted else ()))
        return any(start <= at < end for start, end in places)

    def asks(self, at: int) -> bool:
        """Whether the sentence around an offset is a question."""
        first, _ = self.place(at, at + 1)
        if not self.words:
            return False
        return self._ends[self.words[first].sentence] == "?"

    @cached_property
    def _ends(self) -> dict[int, str]:
        """The last word or mark of each sentence."""
        return {word.sentence: word.text for word in self.words}

    def wonders(self, span: Span) -> bool:
        """Whether a number is the bar of a question, no figure: "is the ratio above 3?"."""
        behind = self.text[span.end :].lstrip(" x:1")[:1]
        if span.readings[0].kind == "duration" and _OVER.search(self.text, 0, span.start):
            return False  # "with 5 breaches over 480 days?"
        return behind == "?" and bool(_BAR.search(self.text[: span.start]))

    def tells_of_data(self, span: Span) -> bool:
        """Whether a length of time is how long a history is, and no setting of a question."""
        duration = bool(span.readings) and span.readings[0].kind == "duration"
        return duration and _LENGTH_OF_DATA.match(self.text, span.end) is not None

    def date_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the date stands to which an outcome between two offsets belongs."""
        for span in self.spans:
            if span.about is not None and span.start < end and start < span.end:
                return self._named_day(span.about)
        return None

    def _named_day(self, place: tuple[int, int]) -> tuple[int, int]:
        """The date itself where its weekday stands before it: "Monday 2 November"."""
        behind = (s for s in self.spans if s.readings[0].kind == "date" and s.start > place[0])
        after = next(behind, None)
        beside = after is not None and not self.text[place[1] : after.start].strip(" ,")
        if after is None or not beside or any(c.isdigit() for c in self.text[slice(*place)]):
            return place
        return after.start, after.end

    def place(self, start: int, end: int) -> tuple[int, int]:
        """First and last word of a stretch of characters."""
        first = bisect_left(self.words, start + 1, key=lambda word: word.end)
        last = bisect_left(self.words, end, key=lambda word: word.start) - 1
        first = min(first, max(len(self.words) - 1, 0))
        return first, max(first, last)


def message(
    text: str,
    files: Sequence[Attachment] = (),
    as_of: datetime.date | None = None,
    earlier: Sequence[Attachment] = (),
) -> Message:
    """Read a text once; a repeated text is not read again. Its notation is made plain first."""
    text, data = inline_data(text)
    text = rewritten(text)
    today = as_of or datetime.date.today()
    today = _stated_today(text, today) or today
    parsed, spans, numbers = _read(text, today)
    kept = (*files, *data)
    return Message(text, parsed, spans, numbers, kept, tuple(earlier), today=today.isoformat())


def _stated_today(text: str, now: datetime.date) -> datetime.date | None:
    """The day, with its year, that a text itself calls today: "as of 30 June 2026"."""
    if (match := STATED_TODAY.search(text)) is None:
        return None
    for span in find_spans(text, as_of=now):
        here = match.start() <= span.start <= match.end()
        if here and span.readings[0].kind == "date" and _YEAR.search(span.text):
            return datetime.date.fromisoformat(str(span.readings[0].value)[:10])
    return None


@lru_cache(maxsize=256)
def _read(
    text: str, as_of: datetime.date
) -> tuple[tuple[Word, ...], tuple[Span, ...], tuple[bool, ...]]:
    spans = tuple(_or_a_number(s, text) for s in _meant(find_spans(text, as_of=as_of)))
    parsed = _whole_sentences(text, words(text), spans)
    figures = [
        s
        for s in spans
        if s.readings and s.readings[0].kind not in ("word", "text") and not faint(s)
    ]
    inside = tuple(any(s.start <= w.start < s.end for s in figures) for w in parsed)
    return parsed, spans, inside


def _whole_sentences(text: str, said: Sequence[Word], spans: Sequence[Span]) -> tuple[Word, ...]:
    """The words; the dot of a day ("on 4.10. right") ends no sentence that goes on."""
    dots = {
        span.end - 1
        for span in spans
        if span.readings[0].kind == "date" and text[span.end - 2 : span.end].rstrip(".").isdigit()
        if text[span.end :].lstrip()[:1].islower()
    }
    if not dots:
        return tuple(said)
    ends = [word.start for word in said if word.start in dots]
    return tuple(
        replace(word, sentence=word.sentence - sum(end < word.start for end in ends))
        for word in said
    )


_LENGTH_OF_DATA = re.compile(
    r"\s+(?:of|worth of)\s+(?:(?:our|my|the|past|historical|attached)\s)*(?:\w+\s){0,2}?"
    r"(?:data|returns|prices|history|results|records|quotes|closes|observations|trades|figures)\b",
    re.IGNORECASE,
)
"""What stands behind how long a history is: "two years of daily returns"."""


def _meant(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that mean something: no distractors, no faint reading of what another span says."""
    for span in spans:
        score = span.readings[0].score if span.readings else 0.0
        if (
            score < DISTRACTION
            or span.text.lower() in PRONOUNS
            or (score < FAINT and _covered(span, score, spans))
        ):
            continue
        yield span


_BAR = re.compile(
    r"\b(?:above|over|below|under|beyond|exceeds?|beats?|better than|more than|less than|at least"
    r"|higher than|lower than|reach(?:es)?|north of|south of)\s+(?:the\s)?$",
    re.IGNORECASE,
)
_OVER = re.compile(r"\bover\s+(?:the\s)?$", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.")


def _or_a_number(span: Span, text: str) -> Span:
    """`2.2.` where a sentence ends is a day, or the number 2.2."""
    after = text[span.end :].strip()
    ends = not after or text[span.end] == "\n" or after[0].isupper()
    if span.readings[0].kind != "date" or not ends or not _DAY.fullmatch(span.text):
        return span
    value = float(span.text[:-1])
    share = Reading("fraction", value / 100, unit="percent understood", score=0.25)
    return replace(span, readings=(*span.readings, Reading("number", value), share))


def faint(span: Span) -> bool:
    """Whether a span only names a period ("each year"), which may stand for once in it."""
    first = span.readings[0]
    return first.kind == "rate" and first.score < FAINT


def _covered(span: Span, score: float, spans: Sequence[Span]) -> bool:
    return any(
        other is not span
        and other.start <= span.start
        and span.end <= other.end
        and other.readings
        and other.readings[0].score > score
        for other in spans
    )
