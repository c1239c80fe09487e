"""Check that every figure of an answer stands in the person's words or in a receipt."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graphs.verification.choosing import choose
from graphs.verification.claims import Stated, stated
from graphs.verification.evidence import Evidence, indexed
from graphs.verification.figure import Chosen
from graphs.verification.sentences import sentences
from graphs.verification.surroundings import Surroundings
from tools.receipts import Receipt

_ASSUMED = re.compile(
    r"\bassum|\bdefault|\btaken (?:as|to be)\b|\bby convention\b"
    r"|\bunless you\b|\bif not told otherwise\b|\bstandard setting",
    re.IGNORECASE,
)


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
    weighing of names; that each has a source is checked all the same."""

    @cached_property
    def evidence(self) -> Evidence:
        """All figures, indexed at the first check."""
        return indexed(self.user_texts, self.receipts, self.as_of)

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


@dataclass(slots=True)
class CheckedSentence:
    """A sentence, what its figures rest on, and the figures that rest on nothing."""

    text: str
    start: int
    end: int
    citations: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    unverified: list[str] = field(default_factory=list[str])


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

    Only sentences after `begin`, where one ends, are weighed: those before were released.
    """
    found = stated(text)
    around = Surroundings(text, found.claims)
    starts = [claim.start for claim in found.claims]
    checked: list[CheckedSentence] = []
    assuming = bool(_ASSUMED.search(text, begin))
    for start, end in ((a + begin, b + begin) for a, b in sentences(text[begin:])):
        sentence = CheckedSentence(text[start:end], start, end)
        # What the planner understood is told as it is: struck out, nobody could correct it.
        assumed = sources.own or (assuming and bool(_ASSUMED.search(sentence.text)))
        told = sources.told.get(sentence.text)
        by_rule = sources.own or told is not None
        here = range(bisect_left(starts, start), bisect_left(starts, end))
        heading = around.heading(start, end)
        chosen = [
            choose(
                found.claims[index],
                around.words(index, start, end, heading),
                sources.evidence,
                assumed=assumed,
                by_rule=by_rule,
            )
            or (told and Chosen("result", *told))
            for index in here
        ]
        if not by_rule:
            chosen = _with_their_quantiles(chosen, sentence.text)
        for index, one in zip(here, chosen, strict=True):
            claim = found.claims[index]
            _note(sentence, claim.start, claim.end, text, one)
        if told is None and (found.references or found.unread):
            _check_rest(sentence, found, text, sources.evidence)
        checked.append(sentence)
    return Checked(checked)


def _with_their_quantiles(chosen: list[Chosen | None], sentence: str) -> list[Chosen | None]:
    """Without the levels whose quantile is not told: "99 % of years" alone is another claim."""
    if not any(one and one.level for one in chosen) or _NAMES_WHAT_FOLLOWS.search(sentence):
        return chosen
    told = {word for one in chosen if one and not one.level for word in one.statistics}
    return [None if one and one.level and one.level not in told else one for one in chosen]


_NAMES_WHAT_FOLLOWS = re.compile(r"^\s*(?:\||#)|:[*_]{0,3}\s*$")


def _note(
    sentence: CheckedSentence, start: int, end: int, text: str, chosen: Chosen | None
) -> None:
    if chosen is None:
        sentence.unverified.append(text[start:end])
        return
    citation: dict[str, Any] = {"start": start, "end": end, "source": chosen.source}
    if chosen.receipt_id:
        citation |= {"receipt_id": chosen.receipt_id, "path": chosen.path}
    sentence.citations.append(citation)


def _check_rest(sentence: CheckedSentence, found: Stated, text: str, evidence: Evidence) -> None:
    """Places in documents and digits without a reading must stand somewhere as they are."""
    known = evidence.written
    for start, end, number in found.references:
        if sentence.start <= start < sentence.end and number not in known:
            sentence.unverified.append(text[start:end])
    for start, end in found.unread:
        if sentence.start <= start < sentence.end and text[start:end] not in known:
            sentence.unverified.append(text[start:end])
