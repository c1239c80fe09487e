"""The scores of a vector, whichever version it is of, and what one change would make of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tools.security._cvss_figures import Figures
from tools.security._cvss_four import score_four
from tools.security._cvss_metrics import METRICS, UNDEFINED, Metric
from tools.security._cvss_three import score_three
from tools.security._cvss_two import score_two
from tools.security._cvss_vector import Vector


@dataclass(frozen=True, slots=True)
class Change:
    """One metric changed, and the score after."""

    metric: Metric
    """As it would be written: a modified metric where the version has one."""
    before: str
    """The value that counts now."""
    value: str
    score: Fraction


def figures(vector: Vector) -> Figures:
    """Every score of a vector."""
    if vector.version == "2.0":
        return score_two(vector.values)
    if vector.version == "4.0":
        return score_four(vector.values)
    return score_three(vector.values, vector.version)


def final(vector: Vector, found: Figures) -> Fraction:
    """The score that all the given metrics lead to."""
    if vector.has("environmental"):
        return found.environmental
    return found.threat if vector.has("threat") else found.base


def lowering(vector: Vector) -> Iterator[Change]:
    """Every change of a single metric after which the score is lower.

    A base metric is what the vulnerability is; what one's own environment makes of it is written
    as a modified metric, in the versions that have them.
    """
    now, values = final(vector, figures(vector)), vector.values
    metrics, undefined = METRICS[vector.version], UNDEFINED[vector.version]
    for metric in metrics.values():
        if metric.group == "supplemental" or f"M{metric.key}" in metrics:
            continue
        before = values[metric.key]
        if before == undefined and metric.key[:1] == "M":
            before = values[metric.key[1:]]
        for value in metric.values:
            if value in (before, undefined):
                continue
            changed = vector.with_value(metric.key, value)
            score = final(changed, figures(changed))
            if score < now:
                yield Change(metric, before, value, score)
