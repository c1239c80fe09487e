"""Say CVSS scores in plain words: the summary, and what was assumed."""

from collections.abc import Iterator, Sequence

from tools.security._cvss_metrics import UNDEFINED
from tools.security._cvss_result import MetricChange, ScoreCvssResult, VectorScore
from tools.security._cvss_vector import Vector

_LISTED = 3
_SEVERITIES = ("critical", "high", "medium", "low", "none")


def summary(result: ScoreCvssResult) -> str:
    """The answer in at most four sentences."""
    if len(result.vectors) == 1:
        return " ".join([_one(result.vectors[0]), *_lower(result.vectors[0])])
    return " ".join([_several(result), *_each(result)])


def _one(found: VectorScore) -> str:
    text = f"The vector scores **{found.score:.1f}, {_named(found)}** (CVSS {found.version})"
    if found.environmental_score is not None:
        return f"{text} as it stands in this environment; its base score is {found.base_score:.1f}."
    if found.threat_score is not None:
        return (
            f"{text} with what is known of its exploits; its base score is {found.base_score:.1f}."
        )
    return f"{text}, from what the vulnerability is by itself."


def _named(found: VectorScore) -> str:
    return "no severity" if found.severity == "none" else found.severity


def _lower(found: VectorScore) -> Iterator[str]:
    threat = [change for change in found.changes if _is_threat(change)]
    rest = [change for change in found.changes if not _is_threat(change)]
    if rest:
        best = rest[0]
        yield (
            f"Of all single changes in one's own environment, {_said(best)} lowers it most, to "
            f"{best.score:.1f} ({best.severity})."
        )
    if threat:
        best = threat[0]
        yield f"If {_said(best)}, it would fall to {best.score:.1f} ({best.severity})."
    if not found.changes and found.score > 0:
        yield "No change of a single metric would lower it."


def _said(change: MetricChange) -> str:
    name = change.name.removeprefix("Modified ").lower()
    if _is_threat(change):
        return f"{name} were {change.then} ({change.written})"
    return f"{name} {change.then} instead of {change.now} ({change.written})"


def _is_threat(change: MetricChange) -> bool:
    return change.written.partition(":")[0] in ("E", "RL", "RC")


def _several(result: ScoreCvssResult) -> str:
    counts = {one.name: one.count for one in result.severities}
    parts = [f"{counts[name]} {name}" for name in _SEVERITIES if counts.get(name)]
    parts = [part.replace(" none", " of no severity") for part in parts]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return (
        f"Of {len(result.vectors)} vectors {listed}; the highest score is **{result.highest:.1f}**."
    )


def _each(result: ScoreCvssResult) -> Iterator[str]:
    if len(result.vectors) > _LISTED:
        place = next(k for k, v in enumerate(result.vectors, 1) if v.score == result.highest)
        yield f"It is vector {place} of the list."
        return
    scores = [f"{v.score:.1f} ({_named(v)}, CVSS {v.version})" for v in result.vectors]
    yield f"In the order given: {', '.join(scores)}."


def notes(vectors: Sequence[Vector], result: ScoreCvssResult, most_listed: int) -> list[str]:
    """What was assumed and what to be careful of."""
    return [
        *_order(vectors),
        *_assumed(vectors),
        *_versions(vectors),
        *_changes(result, most_listed),
        "CVSS measures how severe a vulnerability is, not how likely an attack is nor what it "
        "costs; EPSS, known exploitation and the asset's value say that.",
    ]


def _places(vectors: Sequence[Vector], chosen: Sequence[int]) -> str:
    if len(vectors) == 1:
        return "the vector"
    shown = ", ".join(str(k) for k in chosen[:10])
    more = f" and {len(chosen) - 10} more" if len(chosen) > 10 else ""
    return f"vector {shown}{more}"


def _order(vectors: Sequence[Vector]) -> Iterator[str]:
    wrong = [k for k, v in enumerate(vectors, 1) if not v.in_order and v.version == "4.0"]
    if wrong:
        yield (
            f"Warning: the metrics of {_places(vectors, wrong)} are not in the order that version "
            "4.0 prescribes; they were scored all the same, but strict readers refuse that."
        )


def _assumed(vectors: Sequence[Vector]) -> Iterator[str]:
    if any(v.version == "4.0" and "E" not in v.given for v in vectors):
        yield (
            "Version 4.0 takes an exploit maturity that is not given (E:X) as attacked, and "
            "requirements that are not given as high: the worst."
        )


def _versions(vectors: Sequence[Vector]) -> Iterator[str]:
    versions = {v.version for v in vectors}
    if "2.0" in versions:
        yield (
            "Version 2.0 itself names no severities; low, medium and high are those of the US "
            "National Vulnerability Database."
        )
    if len(versions) > 1:
        yield "Scores of different versions of CVSS are not comparable tenth by tenth."


def _changes(result: ScoreCvssResult, most_listed: int) -> Iterator[str]:
    if len(result.vectors) > most_listed:
        yield (
            f"With more than {most_listed} vectors only the best single change of the "
            f"{most_listed} highest is listed."
        )
    if any(UNDEFINED[v.version] == "X" and v.changes for v in result.vectors):
        yield (
            "A change of a base metric is written as its modified metric (MAV for AV): what one's "
            "own environment makes of the vulnerability."
        )
