"""Weigh the figures of one sentence against their sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.verification.choosing import choose, fitting
from graphs.verification.claim import Beside, Claim
from graphs.verification.evidence import Evidence
from graphs.verification.figure import Chosen
from graphs.verification.surroundings import Heading, Surroundings

_ASSUMED = re.compile(
    r"\bassum|\bdefault|\btaken (?:as|to be)\b|\bby convention\b"
    r"|\bunless you\b|\bif not told otherwise\b|\bstandard setting",
    re.IGNORECASE,
)


_ASSUMING = ("assum", "default", "taken ", "convention", "unless", "if not told", "standard s")
"""A look for what such a sentence has costs less than looking for it in each."""
_NAMES_WHAT_FOLLOWS = re.compile(r"^\s*(?:\||#)|:[*_]{0,3}\s*$")


@dataclass(slots=True)
class CheckedSentence:
    """A sentence, what its figures rest on, and the figures that rest on nothing."""

    text: str
    start: int
    end: int
    citations: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    unverified: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Unweighed:
    """A sentence that is to be weighed."""

    sentence: CheckedSentence
    claims: list[Claim]
    first: int
    """Where its claims begin among those of the text."""
    heading: Heading | None
    """Of a row: the cells of its table's heading."""
    told: tuple[str, str] | None
    """Where it stands word for word in a result."""
    beside: Beside
    """Places in documents and digits without a reading."""
    own: bool
    """Whether the embedded planner speaks."""

    def is_of(
        self, text: str, claims: list[Claim], heading: Heading | None, beside: Beside, own: bool
    ) -> bool:
        """Whether the sentence that stands where this one does is the same."""
        return (
            self.sentence.text == text and self.claims == claims and self.heading == heading
            and self.beside == beside and self.own == own
        )  # fmt: skip


def weigh(text: str, claims: list[Claim], new: list[Unweighed], evidence: Evidence) -> None:
    """Cite or list every figure of these sentences.

    One step for all of them, then the next: what a step needs then stays at hand.
    """
    surroundings = Surroundings(text, claims)
    words, low = surroundings.words, surroundings.low
    assuming = any([word in low for word in _ASSUMING])
    around: list[set[str]] = []
    stated: list[Claim] = []
    assumed: list[bool] = []
    by_rule: list[bool] = []
    for one in new:
        sentence, index = one.sentence, one.first
        size, own = len(one.claims), one.own
        stated += one.claims
        # What the planner understood is told as it is: struck out, nobody could correct it.
        assumed += [own or (assuming and _ASSUMED.search(sentence.text) is not None)] * size
        by_rule += [own or one.told is not None] * size
        for at in range(index, index + size):
            around.append(words(at, sentence.start, sentence.end, one.heading))
    told = [evidence.told(said) for said in around]
    found = [
        fitting(claim, said, evidence, may)
        for claim, said, may in zip(stated, told, assumed, strict=True)
    ]
    chosen = [
        choose(claim, said, figures, evidence, may, right)
        for claim, said, figures, may, right in zip(
            stated, told, found, assumed, by_rule, strict=True
        )
    ]
    _note_all(text, new, chosen, evidence)


def _note_all(
    text: str, new: list[Unweighed], chosen: list[Chosen | None], evidence: Evidence
) -> None:
    """What each sentence rests on, and what of it on nothing."""
    levels, at = any([one is not None and one.level for one in chosen]), 0
    for one in new:
        if size := len(one.claims):
            some: Sequence[Chosen | None] = chosen[at : at + size]
            if one.told is not None:
                some = [found or Chosen("result", *one.told) for found in some]
            elif levels and not one.own:
                some = _with_their_quantiles(some, one.sentence.text)
            _note(one.sentence, one.claims, some, text)
            at += size
        if one.beside and one.told is None:
            _note_beside(one.sentence, one.beside, text, evidence)


def _note(
    sentence: CheckedSentence, claims: list[Claim], chosen: Sequence[Chosen | None], text: str
) -> None:
    """What each claim of a sentence rests on, or that it rests on nothing."""
    citations = sentence.citations
    for claim, found in zip(claims, chosen, strict=True):
        start, end = claim.start, claim.end
        if found is None:
            sentence.unverified.append(text[start:end])
        elif found.receipt_id:
            citations.append({
                "start": start, "end": end, "source": found.source,
                "receipt_id": found.receipt_id, "path": found.path,
            })  # fmt: skip
        else:
            citations.append({"start": start, "end": end, "source": found.source})


def _note_beside(sentence: CheckedSentence, beside: Beside, text: str, evidence: Evidence) -> None:
    """Places in documents and digits without a reading must stand somewhere as they are."""
    for start, end, number in beside:
        if number not in evidence.written:
            sentence.unverified.append(text[start:end])


def _with_their_quantiles(
    chosen: Sequence[Chosen | None], sentence: str
) -> Sequence[Chosen | None]:
    """Without the levels whose quantile is not told: "99 % of years" alone is another claim."""
    if not any([one and one.level for one in chosen]) or _NAMES_WHAT_FOLLOWS.search(sentence):
        return chosen
    told = {word for one in chosen if one and not one.level for word in one.statistics}
    return [None if one and one.level and one.level not in told else one for one in chosen]
