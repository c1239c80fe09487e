"""CVSS 3.0 and 3.1: the equations of their sections 8 and 7, in exact arithmetic.

The versions differ in how a score is rounded up and in the modified impact of a changed scope.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
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
_SAME = ("AV", "AC", "PR", "UI", "S", "C", "I", "A")


def score_three(values: Values, version: Version) -> Figures:
    """Base, temporal and environmental score."""
    up = up_to_tenth if version == "3.0" else roundup
    temporal = _MATURITY[values["E"]] * _REMEDIATION[values["RL"]] * _CONFIDENCE[values["RC"]]
    impact, exploitability = _impact(values), _exploitability(values)
    base = up(_joined(impact, exploitability, values["S"]))
    there = _modified(values)
    felt, reached = _modified_impact(there, values, version), _exploitability(there)
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


def _exploitability(values: Mapping[str, str]) -> Fraction:
    return (
        Fraction("8.22")
        * _VECTOR[values["AV"]]
        * _COMPLEXITY[values["AC"]]
        * _PRIVILEGES[values["S"]][values["PR"]]
        * _INTERACTION[values["UI"]]
    )


def _impact(values: Values) -> Fraction:
    lost = _lost(_IMPACT[values[key]] for key in "CIA")
    if values["S"] == "U":
        return Fraction("6.42") * lost
    return _spread(lost, lost, 15)


def _modified_impact(there: Mapping[str, str], values: Values, version: Version) -> Fraction:
    weighed = (_IMPACT[there[key]] * _REQUIREMENT[values[f"{key}R"]] for key in "CIA")
    lost = min(_lost(weighed), _WORST)
    if there["S"] == "U":
        return Fraction("6.42") * lost
    return (
        _spread(lost, lost, 15)
        if version == "3.0"
        else _spread(lost, lost * Fraction("0.9731"), 13)
    )


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
