"""The figures of a vendor: levels of what hangs on it, fulfilled weight, chance of incidents.

Inherent risk is a high-water mark, as FIPS 199 takes the highest impact: no weights. The weight of
an answer is the asker's. What is unanswered makes an interval and is never taken as fulfilled.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from tools.security._risk_levels import LEVELS, level_of_share
from tools.security._vendor_request import (
    Access,
    Answer,
    AssessVendorRequest,
    Certificate,
    Data,
    Replacing,
)
from tools.security._vendor_result import CertificateState, DomainScore, Factor

DAYS_A_YEAR = 365.25
SEVERE = ("high", "critical")
_TESTED = re.compile(
    r"iso(?:/iec)?[ -]*(?:27001|27017|27018|27701|22301|42001)|soc[ -]*[12][ ,-]*(?:type[ -]*)?"
    r"(?:2|ii)\b|pci|hitrust|tisax|fedramp|\bc5\b|csa star.*(?:2|3|certif|attest)|cyber essentials "
    r"plus",
    re.IGNORECASE,
)
_POINT = re.compile(r"soc[ -]*[12][ ,-]*(?:type[ -]*)?(?:1|i)\b|self|cyber essentials", re.I)
_SOC_BARE = re.compile(r"soc[ -]*[123]\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """Fulfilled weight by applicable weight: as answered, and with the open ones at either end."""

    answered: float | None
    low: float
    high: float
    verified: float


def factors(request: AssessVendorRequest) -> list[Factor]:
    """Each factor's level is its place among its own five values."""
    share = None
    if request.spend is not None and request.total_spend:
        share = request.spend / request.total_spend
    found = [
        _factor("data", request.data_sensitivity, get_args(Data)),
        _factor("access", request.access, get_args(Access)),
        _factor("replacement", request.substitutability, get_args(Replacing)),
    ]
    if share is not None:
        level = LEVELS[level_of_share(share)]
        found.append(Factor(name="share of spend", value=f"{share:.1%}", level=level))
    return found


def _factor(name: str, value: str | None, values: Sequence[str]) -> Factor:
    if value is None:
        return Factor(name=name, value="unknown", level=None)
    return Factor(name=name, value=value, level=LEVELS[values.index(value)])


def fulfilled(answer: Answer, partial: float) -> float | None:
    """Between 0 and 1; None where there is no answer."""
    if answer.answer == "unanswered":
        return None
    if answer.answer == "partial":
        return partial
    return float(answer.answer == answer.desired)


def applicable(answers: Sequence[Answer]) -> list[Answer]:
    """Without those that do not apply."""
    return [one for one in answers if one.answer != "not_applicable"]


def effect(
    answers: Sequence[Answer], partial: float, covered: "Covered", fix: frozenset[int] = frozenset()
) -> Effect:
    """Over applicable answers; those with their places in `fix` are taken as fulfilled."""
    whole = known = done = verified = 0.0
    for place, one in enumerate(answers):
        value = 1.0 if place in fix else fulfilled(one, partial)
        whole += one.weight
        if value is None:
            continue
        known += one.weight
        done += one.weight * value
        verified += one.weight * value if covered(one.domain) else 0.0
    if not whole:
        return Effect(None, 0.0, 1.0, 0.0)
    high = (done + whole - known) / whole
    return Effect(done / known if known else None, done / whole, min(1.0, high), verified / whole)


def domain_scores(
    answers: Sequence[Answer], partial: float, covered: "Covered"
) -> list[DomainScore]:
    """The weakest first."""
    parted: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        parted[one.domain].append(one)
    found: list[DomainScore] = []
    for domain, own in parted.items():
        score = effect(own, partial, covered)
        found.append(
            DomainScore(
                domain=domain,
                effectiveness=score.low if score.answered is None else score.answered,
                low=score.low,
                high=score.high,
                applicable=len(own),
                unanswered=sum(one.answer == "unanswered" for one in own),
                verified=score.verified,
            )
        )
    return sorted(found, key=lambda one: (one.low, one.domain))


class Covered:
    """Which domains a valid certificate that was tested over time covers."""

    def __init__(self, certificates: Sequence[Certificate], states: Sequence[CertificateState]):
        counted = [c for c, state in zip(certificates, states, strict=True) if state.counts]
        self.all = any(one.domains is None for one in counted)
        self.some = {name.casefold() for one in counted for name in one.domains or ()}

    def __call__(self, domain: str) -> bool:
        return self.all or domain.casefold() in self.some


def certificate_states(request: AssessVendorRequest) -> list[CertificateState]:
    """Only a certificate that is known to be valid and was tested over time verifies answers."""
    found: list[CertificateState] = []
    for one in request.certificates or ():
        left = None
        if one.expires is not None and request.as_of is not None:
            left = (one.expires - request.as_of).days
        state = "without date" if left is None else "valid" if left >= 0 else "expired"
        kind = certificate_kind(one.name)
        counts = state == "valid" and kind == "tested over time"
        found.append(
            CertificateState(name=one.name, state=state, kind=kind, counts=counts, days_left=left)
        )
    return found


def certificate_kind(name: str) -> str:
    """A SOC report of type I, or without a type, tells of one day only."""
    if _TESTED.search(name):
        return "tested over time"
    if _POINT.search(name) or _SOC_BARE.search(name):
        return "a single point in time"
    return "unknown"


def incident_chance(severe: int, years: float) -> float:
    """Chance of at least one severe incident within a year.

    Events at a constant rate, Jeffreys' prior for it: after n events in T years the rate is
    Gamma(n + 1/2, T), and a year without any has the chance (T / (T + 1))^(n + 1/2).
    """
    return 1.0 - (years / (years + 1.0)) ** (severe + 0.5)
