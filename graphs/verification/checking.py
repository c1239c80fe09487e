"""Check that every figure of an answer stands in the person's words or in a receipt."""

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from graphs.verification.claims import stated
from graphs.verification.evidence import Evidence, indexed
from graphs.verification.repeated import names_of, repeated
from graphs.verification.sentences import sentences
from graphs.verification.surroundings import Headings
from graphs.verification.weighing import CheckedSentence, Unweighed, weigh
from tools.receipts import Receipt


@dataclass
class Sources:
    """What an answer's figures may rest on."""

    user_texts: Sequence[str]
    """Every message of the person in this thread, attached texts and tables included."""
    receipts: Sequence[Receipt] = ()
    as_of: datetime.date = field(default_factory=datetime.date.today)
    """The day that "yesterday" in the person's words is counted from."""
    own: bool = False
    """Whether the embedded planner speaks. It puts figures under names by rule, so they need no
    weighing of names; that each has a source is checked all the same, but for the digits of names
    and of what it repeats in quotation marks."""

    @cached_property
    def evidence(self) -> Evidence:
        """All figures, indexed at the first check."""
        return indexed(self.user_texts, self.receipts, self.as_of)

    @cached_property
    def names(self) -> frozenset[str]:
        """Texts with digits in them that the runs were given: addresses, codes, conventions."""
        return frozenset(name for one in self.receipts for name in names_of(one.request))

    @cached_property
    def told(self) -> dict[str, tuple[str, str]]:
        """Sentences that the capabilities wrote, with the receipt and place that each stands in.

        Their names are right for the same reason, and what no typed field holds is theirs: a day
        count, a paragraph, a share worked out while writing.
        """
        said = (
            (text, receipt.id, path)
            for receipt in self.receipts
            for path, text in _written(receipt)
        )
        return {text[a:b]: (id_, path) for text, id_, path in said for a, b in sentences(text)}


def _written(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """The texts of a result, with their paths."""
    if isinstance(summary := receipt.result.get("summary"), str):
        yield "summary", summary
    for at, note in enumerate(receipt.result.get("notes") or ()):
        if isinstance(note, str):
            yield f"notes[{at}]", note


def _untitled(sentence: str) -> str:
    """A sentence without what sets one answer of several apart: "*Log analysis* (file): …"."""
    return sentence.partition(": ")[2] if sentence[0] == "*" else ""


@dataclass(slots=True)
class Checked:
    """A whole answer, sentence by sentence."""

    sentences: list[CheckedSentence]

    @property
    def verified(self) -> bool:
        """Whether every figure has a source."""
        return not any(sentence.unverified for sentence in self.sentences)


def check(text: str, *, sources: Sources, begin: int = 0) -> Checked:
    """Find a source for every figure of `text`; offsets are those of the whole text.

    Only sentences after `begin`, where one ends, are weighed: those before were released. What was
    found is remembered: a sentence is weighed when it is released and again with the whole answer.
    """
    own, told = sources.own, sources.told
    found = stated(text).without(repeated(text, sources.names)) if own else stated(text)
    claims, known = found.claims, sources.evidence.weighed
    headings, besides = Headings(text), bool(found.references or found.unread)
    checked: list[CheckedSentence] = []
    new: list[Unweighed] = []
    total = len(claims)
    first = last = bisect_left(claims, begin, key=_START) if begin else 0
    for start, end in sentences(text, begin):
        while last < total and claims[last].start < end:
            last += 1
        written = text[start:end]
        heading = headings.over(start, end) if written[0] == "|" else None
        here = claims[first:last]
        beside = found.beside(text, start, end) if besides else ()
        seen = known.get(start)
        if seen is not None and seen.is_of(written, here, heading, beside, own):
            checked.append(seen.sentence)
        else:
            sentence = CheckedSentence(written, start, end, [], [])
            stands = told.get(written) or (told.get(_untitled(written)) if own else None)
            new.append(Unweighed(sentence, here, first, heading, stands, beside, own))
            checked.append(sentence)
        first = last
    if new:
        weigh(text, claims, new, sources.evidence)
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        for one in new:
            known[one.sentence.start] = one
    return Checked(checked)


_MOST_REMEMBERED = 2_000
_START = attrgetter("start")
