"""Choose the figure that a claim states, or find that it states none."""

from dataclasses import dataclass

from graphs.verification.claim import Claim
from graphs.verification.evidence import Evidence
from graphs.verification.figure import Figure, Source
from graphs.verification.fitting import MAY_STATE
from graphs.verification.words import level_token

_TURNING = frozenset(
    [
        "loss",
        "lose",
        "loses",
        "losing",
        "less",
        "below",
        "negative",
        "down",
        "minus",
        "fall",
        "falls",
        "fell",
        "drop",
        "drops",
        "dropped",
        "decline",
        "shrink",
        "shrinks",
        "minimum",
        "worse",
        "cost",
        "overdue",
        "late",
    ]
)
"""Words that carry a minus sign: a gain of −600 "loses 600"."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a claim's figure stands."""

    source: Source
    receipt_id: str = ""
    path: str = ""


def choose(
    claim: Claim, words: frozenset[str], evidence: Evidence, *, assumed: bool
) -> Chosen | None:
    """The best source of a claim; None when there is none, or its words name another figure."""
    if not _currency_known(claim, evidence):
        return None
    turned = claim.raw > 0 and bool(words & _TURNING)
    found = [f for f in evidence.candidates(claim, turned=turned) if _allowed(f, claim, assumed)]
    found += _lengths(claim, words, evidence)
    kept = [f for f in found if not _contradicted(claim, f, words, evidence, found)]
    if kept:
        best = max(
            kept, key=lambda f: (len(words & f.words), f.source == "result", f.source == "user")
        )
        return Chosen(best.source, best.receipt_id, best.path)
    if found:
        return None
    return _level(claim, evidence) or _verbatim(claim, evidence)


def _currency_known(claim: Claim, evidence: Evidence) -> bool:
    return claim.sort != "money" or not claim.currency or claim.currency in evidence.currencies


def _allowed(figure: Figure, claim: Claim, assumed: bool) -> bool:
    """An argument may be named as an assumption only."""
    if figure.sort == "money" and figure.currency and claim.currency:
        if figure.currency != claim.currency:
            return False
    return figure.source != "argument" or assumed


def _lengths(claim: Claim, words: frozenset[str], evidence: Evidence) -> list[Figure]:
    """How many there are of what the words name."""
    if claim.sort not in ("number", "rate"):
        return []
    return [f for f in evidence.lengths if f.value == claim.raw and words & f.words]


def _contradicted(
    claim: Claim, figure: Figure, words: frozenset[str], evidence: Evidence, found: list[Figure]
) -> bool:
    """Whether the words clearly name another figure of the same kind, and not this one."""
    own = words & figure.words
    for word, other in evidence.named(words):
        if word in figure.words or other.sort not in MAY_STATE[claim.sort]:
            continue
        if any(other is f for f in found) or _same(other, figure):
            continue
        if not own - other.words:
            return True
    return False


def _same(a: Figure, b: Figure) -> bool:
    """Whether two figures stand for one thing: the argument and the result that repeats it."""
    return a.value == b.value and a.sort == b.sort


def _level(claim: Claim, evidence: Evidence) -> Chosen | None:
    """A quantile level that a field is named after or that stands beside it."""
    if not claim.is_level:
        return None
    figure = evidence.levels.get(level_token(claim.value))
    return Chosen(figure.source, figure.receipt_id, figure.path) if figure else None


def _verbatim(claim: Claim, evidence: Evidence) -> Chosen | None:
    """A bare number that the person wrote in just these digits: a year, a part number."""
    if claim.sort != "number" or claim.unit or claim.in_words:
        return None
    text = f"{claim.raw:.15g}"
    return Chosen("user") if text in evidence.verbatim else None
