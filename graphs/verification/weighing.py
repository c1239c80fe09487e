"""Weigh the figures of one sentence against their sources."""

import re
from dataclasses import dataclass, field
from typing import Any

from graphs.verification.choosing import choose
from graphs.verification.claim import Claim
from graphs.verification.evidence import Evidence
from graphs.verification.figure import Chosen
from graphs.verification.surroundings import Heading, Surroundings

_ASSUMED = re.compile(
    r"\bassum|\bdefault|\btaken (?:as|to be)\b|\bby convention\b"
    r"|\bunless you\b|\bif not told otherwise\b|\bstandard setting",
    re.IGNORECASE,
)


_NAMES_WHAT_FOLLOWS = re.compile(r"^\s*(?:\||#)|:[*_]{0,3}\s*$")


@dataclass(slots=True)
class CheckedSentence:
    """A sentence, what its figures rest on, and the figures that rest on nothing."""

    text: str
    start: int
    end: int
    citations: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    unverified: list[str] = field(default_factory=list[str])


class Weighing:
    """Weighs the sentences of one text."""

    def __init__(self, text: str, claims: list[Claim], evidence: Evidence, *, own: bool) -> None:
        self._text, self._claims, self._evidence, self._own = text, claims, evidence, own
        self._around = Surroundings(text, claims)
        self.heading = self._around.heading
        self._assuming = _ASSUMED.search(text) is not None

    def figures(
        self, sentence: CheckedSentence, first: int, last: int, heading: Heading | None,
        told: tuple[str, str] | None,
    ) -> None:  # fmt: skip
        """Cite or list the figures of a sentence, the claims from `first` to before `last`.

        `told` is where the sentence stands word for word in a result.
        """
        # What the planner understood is told as it is: struck out, nobody could correct it.
        assumed = self._own or (self._assuming and _ASSUMED.search(sentence.text) is not None)
        by_rule = self._own or told is not None
        chosen = [
            choose(
                self._claims[index],
                self._evidence.told(
                    self._around.words(index, sentence.start, sentence.end, heading)
                ),
                self._evidence,
                assumed=assumed,
                by_rule=by_rule,
            )
            or (told and Chosen("result", *told))
            for index in range(first, last)
        ]
        if not by_rule and any(one and one.level for one in chosen):
            chosen = _with_their_quantiles(chosen, sentence.text)
        for index, one in zip(range(first, last), chosen, strict=True):
            claim = self._claims[index]
            if one is None:
                sentence.unverified.append(self._text[claim.start : claim.end])
                continue
            citation: dict[str, Any] = {
                "start": claim.start, "end": claim.end, "source": one.source
            }  # fmt: skip
            if one.receipt_id:
                citation["receipt_id"], citation["path"] = one.receipt_id, one.path
            sentence.citations.append(citation)


def _with_their_quantiles(chosen: list[Chosen | None], sentence: str) -> list[Chosen | None]:
    """Without the levels whose quantile is not told: "99 % of years" alone is another claim."""
    if _NAMES_WHAT_FOLLOWS.search(sentence):
        return chosen
    told = {word for one in chosen if one and not one.level for word in one.statistics}
    return [None if one and one.level and one.level not in told else one for one in chosen]
