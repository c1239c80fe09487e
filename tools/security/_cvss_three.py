"""CVSS 3.0 and 3.1: the equations of their sections 8 and 7, in exact arithmetic.

The versions differ in how a score is rounded up and in the modified impact of a changed scope.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import ceil, floor

from tools.security._cvss_figures import Figures, exact
from tools.security._cvss_metrics import Values, Version

_IMPACT = exact({"H": "0.56", "L": "0.22", "N": "0"})
_VECTOR = exact({"N": "0.85", "A": "0.62", "L": "0.55", "P": "0.2"})
_COMPLEXITY = exact({"L": "0.77", "H": "0.44"})
_PRIVILEGES = {
    "U": exact({"N": "0.85", "L": "0.62", "H": "0.27"}),
    "C": exact({"N": "0.85", "L": "0.68", "H": "0.5"}),
}
_INTERACTION = exact({"N": "0.85", "R": "0.62"})
_MATURITY = exact({"X": "1", "H": "1", "F": "0.97", "P": "0.94", "U": "0.91"})
_REMEDIATION = exact({"X": "1", "U": "1", "W": "0.97", "T": "0.96", "O": "0.95"})
_CONFIDENCE = exact({"X": "1", "C": "1", "R": "0.96", "U": "0.92"})
_REQUIREMENT = exact({"X": "1", "H": "1.5", "M": "1", "L": "0.5"})
_WORST = Fraction("0.915")
"""All there is to lose of one component: 1 - 0.44^3, as the specification rounds it."""
_TEN = Fraction(10)
_EXPLOITED = ("AV", "AC", "PR", "UI", "S")
_SAME = ("AV", "AC", "PR", "UI", "S", "C", "I", "A")


def score_three(values: Values, version: Version) -> Figures:
    """Base, temporal and environmental score."""
    up = up_to_tenth if version == "3.0" else roundup
    temporal = _temporal(values["E"], values["RL"], values["RC"])
    impact = _impact(values["S"], values["C"], values["I"], values["A"])
    exploitability = _exploitability(*(values[key] for key in _EXPLOITED))
    base = up(_joined(impact, exploitability, values["S"]))
    there = _modified(values)
    needs = [values[f"{key}R"] for key in "CIA"]
    felt = _modified_impact(version, there["S"], there["C"], there["I"], there["A"], *needs)
    reached = _exploitability(*(there[key] for key in _EXPLOITED))
    return Figures(
        base=base,
        threat=up(base * temporal),
        environmental=up(up(_joined(felt, reached, there["S"])) * temporal),
        details={
            "impact": impact,
            "exploitability": exploitability,
            "modified_impact": felt,
            "modified_exploitability": reached,
        },
    )


def up_to_tenth(value: Fraction) -> Fraction:
    """3.0, section 8: the smallest number with one decimal that is not below the value."""
    return Fraction(ceil(value * 10), 10)


def roundup(value: Fraction) -> Fraction:
    """3.1, Appendix A: the same, after the value was rounded to five decimals.

    The appendix writes it in whole numbers so that every machine gives the same score.
    """
    whole = floor(value * 100_000 + Fraction(1, 2))
    tenths, rest = divmod(whole, 10_000)
    return Fraction(tenths + (1 if rest else 0), 10)


def _modified(values: Values) -> dict[str, str]:
    """The base metrics as they are in the environment."""
    return {key: values[key] if values[f"M{key}"] == "X" else values[f"M{key}"] for key in _SAME}


def _joined(impact: Fraction, exploitability: Fraction, scope: str) -> Fraction:
    if impact <= 0:
        return Fraction(0)
    both = impact + exploitability
    return min(both if scope == "U" else Fraction("1.08") * both, _TEN)


@cache
def _temporal(maturity: str, remediation: str, confidence: str) -> Fraction:
    return _MATURITY[maturity] * _REMEDIATION[remediation] * _CONFIDENCE[confidence]


@cache
def _exploitability(vector: str, complexity: str, needs: str, tricked: str, scope: str) -> Fraction:
    return (
        Fraction("8.22")
        * _VECTOR[vector]
        * _COMPLEXITY[complexity]
        * _PRIVILEGES[scope][needs]
        * _INTERACTION[tricked]
    )


@cache
def _impact(scope: str, *lost_of: str) -> Fraction:
    lost = _lost(_IMPACT[one] for one in lost_of)
    if scope == "U":
        return Fraction("6.42") * lost
    return _spread(lost, lost, 15)


@cache
def _modified_impact(version: Version, scope: str, *told: str) -> Fraction:
    """`told`: what is lost of confidentiality, integrity and availability, then their weights."""
    weighed = (_IMPACT[a] * _REQUIREMENT[b] for a, b in zip(told[:3], told[3:], strict=True))
    lost = min(_lost(weighed), _WORST)
    if scope == "U":
        return Fraction("6.42") * lost
    if version == "3.0":
        return _spread(lost, lost, 15)
    return _spread(lost, lost * Fraction("0.9731"), 13)


def _spread(lost: Fraction, curbed: Fraction, power: int) -> Fraction:
    """The impact that reaches beyond the component."""
    gained = Fraction("7.52") * (lost - Fraction("0.029"))
    taken: Fraction = (curbed - Fraction("0.02")) ** power
    return gained - Fraction("3.25") * taken


def _lost(parts: Iterable[Fraction]) -> Fraction:
    spared = Fraction(1)
    for part in parts:
        spared *= 1 - part
    return 1 - spared
