"""How severe a vulnerability is: CVSS vectors of every version, scored exactly."""

from collections import Counter
from fractions import Fraction

from tools.capability import Method
from tools.security._cvss_chart import chart
from tools.security._cvss_figures import Figures
from tools.security._cvss_metrics import METRICS, severity
from tools.security._cvss_request import ScoreCvssRequest
from tools.security._cvss_result import (
    MetricChange,
    MetricValue,
    ScoreCvssResult,
    Severity,
    SeverityCount,
    VectorScore,
)
from tools.security._cvss_scores import Change, figures, final, lowering
from tools.security._cvss_vector import Vector, parse
from tools.security._cvss_words import notes, summary

MOST_LISTED = 25
"""Vectors up to which every change is listed; of more, the best change of the worst ones."""
_ORDER: tuple[Severity, ...] = ("critical", "high", "medium", "low", "none")
_SOURCES = {
    "2.0": "CVSS 2.0, complete guide, section 3.2",
    "3.0": "CVSS 3.0, section 8",
    "3.1": "CVSS 3.1, section 7 and Appendix A",
    "4.0": "CVSS 4.0, section 8, with FIRST's table of macro vectors",
}


def score_cvss(request: ScoreCvssRequest) -> ScoreCvssResult:
    """Score CVSS vectors of version 2.0, 3.0, 3.1 and 4.0, and say what would lower each score.

    Use it for the severity of a vulnerability, what a vector string such as CVSS:3.1/AV:N/… means,
    and which single change (a network restriction, a patch, no exploit seen) lowers it most.
    """
    vectors = [parse(text, f"vectors.{k}") for k, text in enumerate(request.written)]
    distinct = {str(vector): vector for vector in vectors}
    known = {text: _scored(vector) for text, vector in distinct.items()}
    worst = sorted(known.values(), key=lambda one: -one.score)[:MOST_LISTED]
    for one in worst:
        changes = _changes(distinct[one.vector])
        one.changes = changes if len(vectors) <= MOST_LISTED else changes[:1]
    scored = [known[str(vector)] for vector in vectors]
    counts = Counter(one.severity for one in scored)
    versions = sorted({vector.version for vector in vectors})
    result = ScoreCvssResult(
        summary="",
        method=Method(
            name="CVSS equations in exact rational arithmetic",
            source="; ".join(_SOURCES[version] for version in versions),
        ),
        vectors=scored,
        highest=max(one.score for one in scored),
        severities=[SeverityCount(name=n, count=counts[n]) for n in _ORDER if counts[n]],
    )
    result.summary, result.notes = summary(result), notes(vectors, result, MOST_LISTED)
    if request.vectors is None and request.scope is None:
        result.notes.append("The scope is taken as unchanged, as nothing was said of it.")
    result.chart = chart(result)
    return result


def _scored(vector: Vector) -> VectorScore:
    found = figures(vector)
    score = final(vector, found)
    return VectorScore(
        vector=str(vector),
        version=vector.version,
        score=float(score),
        severity=_named(score, vector),
        counted=_counted(vector),
        base_score=float(found.base),
        base_severity=_named(found.base, vector),
        threat_score=float(found.threat) if vector.has("threat") else None,
        environmental_score=float(found.environmental) if vector.has("environmental") else None,
        macro_vector=found.macro_vector or None,
        details=_details(vector, found),
        metrics=_metrics(vector),
        changes=[],
    )


def _changes(vector: Vector) -> list[MetricChange]:
    """What would lower the score, the most first."""
    now = final(vector, figures(vector))
    found = sorted(lowering(vector), key=lambda change: change.score)
    return [_change(change, now, vector) for change in found]


def _named(score: Fraction, vector: Vector) -> Severity:
    name = severity(float(score), vector.version)
    return next(one for one in _ORDER if one == name)


def _counted(vector: Vector) -> str:
    threat, environmental = vector.has("threat"), vector.has("environmental")
    if vector.version == "4.0":
        return f"CVSS-B{'T' * threat}{'E' * environmental}"
    groups = ["base", *(["temporal"] * threat), *(["environmental"] * environmental)]
    return " and ".join(groups) if len(groups) < 3 else "base, temporal and environmental"


def _details(vector: Vector, found: Figures) -> dict[str, float]:
    return {
        name: float(value)
        for name, value in found.details.items()
        if vector.has("environmental") or not name.startswith(("modified", "adjusted"))
    }


def _metrics(vector: Vector) -> list[MetricValue]:
    metrics = METRICS[vector.version]
    return [
        MetricValue(
            name=metrics[key].name,
            metric=key,
            value=value,
            meaning=metrics[key].values[value],
            group=metrics[key].group,
        )
        for key, value in vector.given.items()
    ]


def _change(change: Change, now: Fraction, vector: Vector) -> MetricChange:
    return MetricChange(
        name=change.metric.name,
        now=change.metric.values[change.before],
        then=change.metric.values[change.value],
        written=f"{change.metric.key}:{change.value}",
        score=float(change.score),
        severity=_named(change.score, vector),
        lower_by=float(now - change.score),
    )
