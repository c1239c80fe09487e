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


def weigh(
    text: str, claims: list[Claim], new: list[Unweighed], evidence: Evidence, *, own: bool
) -> None:
    """Cite or list every figure of these sentences.

    One step for all of them, then the next: what a step needs then stays at hand.
    """
    words, low = Surroundings(text, claims).words, text.lower()
    assuming = own or any([word in low for word in _ASSUMING])
    around: list[set[str]] = []
    rules: list[tuple[Claim, bool, bool]] = []
    for one in new:
        sentence, index = one.sentence, one.first
        # What the planner understood is told as it is: struck out, nobody could correct it.
        assumed = assuming and (own or _ASSUMED.search(sentence.text) is not None)
        by_rule = own or one.told is not None
        for claim in one.claims:
            around.append(words(index, sentence.start, sentence.end, one.heading))
            rules.append((claim, assumed, by_rule))
            index += 1
    told = [evidence.told(said) for said in around]
    found = [
        fitting(claim, said, evidence, assumed)
        for said, (claim, assumed, _) in zip(told, rules, strict=True)
    ]
    chosen = [
        choose(claim, said, figures, evidence, assumed, by_rule)
        for said, figures, (claim, assumed, by_rule) in zip(told, found, rules, strict=True)
    ]
    levels, at = any([one is not None and one.level for one in chosen]), 0
    for one in new:
        if size := len(one.claims):
            some: Sequence[Chosen | None] = chosen[at : at + size]
            if one.told is not None:
                some = [found or Chosen("result", *one.told) for found in some]
            elif levels and not own:
                some = _with_their_quantiles(some, one.sentence.text)
            _note(one.sentence, one.claims, some, text)
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
