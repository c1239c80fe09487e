"""CVSS 2.0: the equations of section 3.2 of the complete guide, in exact arithmetic."""

from fractions import Fraction
from functools import cache

from tools.security._cvss_figures import Figures, exact, nearest_tenth
from tools.security._cvss_metrics import Values

_IMPACT = exact({"N": "0", "P": "0.275", "C": "0.660"})
_VECTOR = exact({"L": "0.395", "A": "0.646", "N": "1"})
_COMPLEXITY = exact({"H": "0.35", "M": "0.61", "L": "0.71"})
_AUTHENTICATION = exact({"M": "0.45", "S": "0.56", "N": "0.704"})
_EXPLOITABILITY = exact({"U": "0.85", "POC": "0.9", "F": "0.95", "H": "1", "ND": "1"})
_REMEDIATION = exact({"OF": "0.87", "TF": "0.90", "W": "0.95", "U": "1", "ND": "1"})
_CONFIDENCE = exact({"UC": "0.90", "UR": "0.95", "C": "1", "ND": "1"})
_REQUIREMENT = exact({"L": "0.5", "M": "1", "H": "1.51", "ND": "1"})
_DAMAGE = exact({"N": "0", "L": "0.1", "LM": "0.3", "MH": "0.4", "H": "0.5", "ND": "0"})
_TARGETS = exact({"N": "0", "L": "0.25", "M": "0.75", "H": "1", "ND": "1"})
_TEN = Fraction(10)
_SIX, _FOUR, _LESS, _COUNTS = (Fraction(one) for one in ("0.6", "0.4", "1.5", "1.176"))


def score_two(values: Values) -> Figures:
    """Base, temporal and environmental score; each step is rounded, as the guide does."""
    lost = (values["C"], values["I"], values["A"])
    impact = _impact(*lost)
    adjusted = min(_TEN, _impact(*lost, values["CR"], values["IR"], values["AR"]))
    exploitability = _exploitability(values["AV"], values["AC"], values["Au"])
    temporal = _temporal(values["E"], values["RL"], values["RC"])
    base = _base(impact, exploitability)
    there = nearest_tenth(_base(adjusted, exploitability) * temporal)
    # With low requirements the adjusted equation can fall below 0; the scale begins there.
    at_risk = max(Fraction(0), there + (_TEN - there) * _DAMAGE[values["CDP"]])
    return Figures(
        base=base,
        threat=nearest_tenth(base * temporal),
        environmental=nearest_tenth(at_risk * _TARGETS[values["TD"]]),
        details={
            "impact": impact,
            "exploitability": exploitability,
            "adjusted_impact": adjusted,
        },
    )


@cache
def _exploitability(vector: str, complexity: str, authentication: str) -> Fraction:
    return 20 * _VECTOR[vector] * _COMPLEXITY[complexity] * _AUTHENTICATION[authentication]


@cache
def _temporal(exploitability: str, remediation: str, confidence: str) -> Fraction:
    return _EXPLOITABILITY[exploitability] * _REMEDIATION[remediation] * _CONFIDENCE[confidence]


@cache
def _impact(*told: str) -> Fraction:
    """What is lost of confidentiality, integrity and availability; perhaps their requirements."""
    spared = Fraction(1)
    for lost, need in zip(told[:3], told[3:] or ("ND",) * 3, strict=True):
        spared *= 1 - _IMPACT[lost] * _REQUIREMENT[need]
    return Fraction("10.41") * (1 - spared)


def _base(impact: Fraction, exploitability: Fraction) -> Fraction:
    if not impact:
        return Fraction(0)
    return nearest_tenth((_SIX * impact + _FOUR * exploitability - _LESS) * _COUNTS)
