"""How far an organisation complies with a framework, and what is missing."""

from collections import Counter

from tools.capability import Method
from tools.errors import InvalidInput
from tools.security._compliance_chart import chart
from tools.security._compliance_request import ComplianceScoreRequest
from tools.security._compliance_result import ComplianceScoreResult, ControlState
from tools.security._compliance_scores import roadmap, score, theme_scores
from tools.security._compliance_states import assigned, in_scope, state_of
from tools.security._compliance_words import notes, summary
from tools.security._frameworks import framework


def compliance_score(request: ComplianceScoreRequest) -> ComplianceScoreResult:
    """Score compliance with SOC 2, ISO 27001, NIST CSF, GDPR or HIPAA from evidence on controls.

    Coverage, gaps, a score with an interval for what is not assessed (never counted as passed),
    stale evidence and a roadmap.
    """
    standard = framework(request.framework)
    scope = in_scope(request, standard)
    given = assigned(request, standard, scope)
    states = [state_of(request, one, given.of_control.get(one.id, [])) for one in scope]
    counted = Counter(one.status for one in states)
    applicable = len(states) - counted["not_applicable"]
    if not applicable:
        raise InvalidInput.of("evidence", "excludes every control in scope; nothing is left")
    whole = score(states, request.partial_counts)
    themes = theme_scores(standard, states, request.partial_counts)
    steps = roadmap(standard, states, themes, request.partial_counts)
    result = ComplianceScoreResult(
        summary="",
        method=Method(
            name="fulfilled share of applicable controls, each counted once",
            source=standard.source,
        ),
        framework=standard.name,
        controls=len(states),
        applicable=applicable,
        assessed=applicable - counted["not_assessed"],
        coverage=(applicable - counted["not_assessed"]) / applicable,
        score=whole.assessed,
        low=whole.low,
        high=whole.high,
        low_without_stale=score(_without_stale(states), request.partial_counts).low,
        implemented=counted["implemented"],
        partial=counted["partial"],
        not_implemented=counted["not_implemented"],
        not_assessed=counted["not_assessed"],
        not_applicable=counted["not_applicable"],
        unsupported=sum(
            one.status in ("implemented", "partial") and not one.supported for one in states
        ),
        themes=themes,
        gaps=[one for one in states if one.status in ("not_implemented", "partial")],
        stale=[one for one in states if one.stale],
        states=states,
        roadmap=steps[: request.listed],
        roadmap_total=len(steps),
    )
    result.summary, result.notes = summary(result), notes(request, result, given)
    result.chart = chart(result)
    return result


def _without_stale(states: list[ControlState]) -> list[ControlState]:
    return [
        one.model_copy(update={"status": "not_assessed"}) if one.stale else one for one in states
    ]
