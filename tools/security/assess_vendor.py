"""How much risk a vendor brings: what hangs on it, how well it answers, what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.capability import Method
from tools.errors import InvalidInput
from tools.security._risk_levels import LEVELS, level_of_share, risk_level
from tools.security._vendor_changes import changes, gaps
from tools.security._vendor_chart import chart
from tools.security._vendor_request import AssessVendorRequest, VendorIncident
from tools.security._vendor_result import AssessVendorResult, Factor
from tools.security._vendor_scores import (
    DAYS_A_YEAR,
    SEVERE,
    Covered,
    applicable,
    certificate_states,
    domain_scores,
    effect,
    factors,
    incident_chance,
)
from tools.security._vendor_words import notes, reasons, summary


@dataclass(frozen=True, slots=True)
class Inherent:
    """The highest known factor; what it is at best and at worst, unknown factors included."""

    level: int
    best: int
    worst: int


def assess_vendor(request: AssessVendorRequest) -> AssessVendorResult:
    """Assess a vendor: inherent risk, how well its controls work, and the residual risk tier.

    From a security questionnaire, certificates, incidents and what depends on the vendor, with an
    interval for what is unanswered, the reasons, and what would lower the tier.
    """
    answers = applicable(request.answers)
    if not answers:
        message = "no question applies; give at least one that does"
        raise InvalidInput.of("answers", message, code="empty")
    states, parts = certificate_states(request), factors(request)
    covered = Covered(request.certificates or [], states)
    score = effect(answers, request.partial_counts, covered)
    inherent = _inherent(parts)
    recent = _recent(request)
    severe = sum(one.severity in SEVERE for one in recent)
    chance = None if request.incidents is None else incident_chance(severe, request.incident_years)
    record = 0 if chance is None else level_of_share(chance)

    def residual(effectiveness: float, impact: int, record: int = record) -> int:
        return risk_level(max(level_of_share(1 - effectiveness), record), impact)

    now = residual(score.low, inherent.level)
    unknown = 4 if chance is None else record
    result = AssessVendorResult(
        summary="",
        method=Method(
            name="high-water mark of dependency; fulfilled weight; table of likelihood and impact",
            source="NIST SP 800-30 Rev. 1, tables G-2 and I-2; FIPS 199 (high-water mark); "
            "Jeffreys' prior for the rate of incidents",
        ),
        vendor=request.vendor,
        residual=LEVELS[now],
        residual_best=LEVELS[residual(score.high, inherent.best)],
        residual_worst=LEVELS[residual(score.low, inherent.worst, unknown)],
        residual_verified=LEVELS[residual(score.verified, inherent.level)],
        inherent=LEVELS[inherent.level],
        inherent_worst=LEVELS[inherent.worst],
        factors=parts,
        effectiveness=score.answered,
        effectiveness_low=score.low,
        effectiveness_high=score.high,
        verified_share=score.verified,
        likelihood=LEVELS[max(level_of_share(1 - score.low), record)],
        gap_likelihood=LEVELS[level_of_share(1 - score.low)],
        incident_likelihood=None if chance is None else LEVELS[record],
        incident_chance=chance,
        severe_incidents=severe,
        undisclosed_incidents=sum(one.disclosed is False for one in recent),
        questions=len(request.answers),
        applicable=len(answers),
        unanswered=sum(one.answer == "unanswered" for one in answers),
        domains=domain_scores(answers, request.partial_counts, covered),
        gaps=gaps(request, answers)[: request.listed],
        gaps_total=len(gaps(request, answers)),
        certificates=states,
        changes=changes(request, answers, parts, residual, inherent.level, now),
        reasons=[],
    )
    result.reasons = reasons(request, result)
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _inherent(parts: Sequence[Factor]) -> Inherent:
    known = [LEVELS.index(one.level) for one in parts if one.level is not None]
    top = len(LEVELS) - 1
    if not known:  # what is unknown is not taken as harmless
        return Inherent(top, 0, top)
    unknown = any(one.level is None for one in parts)
    return Inherent(max(known), max(known), top if unknown else max(known))


def _recent(request: AssessVendorRequest) -> list[VendorIncident]:
    """Incidents within the years that are looked back."""
    found: list[VendorIncident] = []
    for place, one in enumerate(request.incidents or ()):
        assert request.as_of is not None  # validated
        age = (request.as_of - one.date).days
        if age < 0:
            message = "lies after as_of, the day of the assessment"
            raise InvalidInput.of(f"incidents.{place}.date", message)
        if age <= request.incident_years * DAYS_A_YEAR:
            found.append(one)
    return found
