"""Weigh the figures of one sentence against their sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.verification.choosing import choose, fitting
from graphs.verification.claim import Claim
from graphs.verification.claims import Beside
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
    """A sentence whose claims are those from `first` to before `last`."""

    sentence: CheckedSentence
    first: int
    last: int
    heading: Heading | None
    """Of a row: the cells of its table's heading."""
    told: tuple[str, str] | None
    """Where it stands word for word in a result."""
    beside: Beside = ()
    """Places in documents and digits without a reading."""


def weigh(
    text: str, claims: list[Claim], new: list[Unweighed], evidence: Evidence, *, own: bool
) -> None:
    """Cite or list every figure of these sentences.

    One step for all of them, then the next: what a step needs then stays at hand.
    """
    words, low = Surroundings(text, claims).words, text.lower()
    around = [
        words(index, one.sentence.start, one.sentence.end, one.heading)
        for one in new for index in range(one.first, one.last)
    ]  # fmt: skip
    told = [evidence.told(said) for said in around]
    here = [claim for one in new for claim in claims[one.first : one.last]]
    assuming = own or any([word in low for word in _ASSUMING])
    # What the planner understood is told as it is: struck out, nobody could correct it.
    assumed = [
        assuming and (own or _ASSUMED.search(one.sentence.text) is not None)
        for one in new for _ in range(one.first, one.last)
    ]  # fmt: skip
    found = [
        fitting(claim, said, evidence, may)
        for claim, said, may in zip(here, told, assumed, strict=True)
    ]
    by_rule = [own or one.told is not None for one in new for _ in range(one.first, one.last)]
    chosen = [
        choose(claim, said, figures, evidence, may, rule)
        for claim, said, figures, may, rule in zip(here, told, found, assumed, by_rule, strict=True)
    ]
    levels, at = any([found is not None and found.level for found in chosen]), 0
    for one in new:
        size = one.last - one.first
        if size:
            some: Sequence[Chosen | None] = chosen[at : at + size]
            if one.told is not None:
                some = [found or Chosen("result", *one.told) for found in some]
            elif levels and not own:
                some = _with_their_quantiles(some, one.sentence.text)
            _note(one.sentence, here[at : at + size], some, text)
            at += size
        if one.beside and one.told is None:
            _note_beside(one.sentence, one.beside, text, evidence)


def _note(
    sentence: CheckedSentence, claims: list[Claim], chosen: Sequence[Chosen | None], text: str
) -> None:
    """What each claim of a sentence rests on, or that it rests on nothing."""
    for claim, found in zip(claims, chosen, strict=True):
        start, end = claim.start, claim.end
        if found is None:
            sentence.unverified.append(text[start:end])
        elif found.receipt_id:
            sentence.citations.append({
                "start": start, "end": end, "source": found.source,
                "receipt_id": found.receipt_id, "path": found.path,
            })  # fmt: skip
        else:
            sentence.citations.append({"start": start, "end": end, "source": found.source})


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
