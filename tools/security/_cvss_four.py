"""CVSS 4.0: the score of a vector's MacroVector, interpolated toward the next lower ones.

Section 8 of the specification and FIRST's reference calculator. Distances are whole steps and the
scores of MacroVectors whole tenths, so everything is exact; the one rounding comes last. (In binary
floating point some scores end up a tenth too low: 8.55 is not quite 8.55.)
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

from tools.security._cvss_figures import Figures, nearest_tenth
from tools.security._cvss_metrics import Values

_TABLE = Path(__file__).with_name("standards") / "cvss4_macro_vectors.json"

_LEVELS: Mapping[str, str] = {
    **{"AV": "NALP", "PR": "NLH", "UI": "NPA", "AC": "LH", "AT": "NP"},
    **dict.fromkeys(("VC", "VI", "VA"), "HLN"),
    **dict.fromkeys(("SC", "SI", "SA"), "SHLN"),
    **dict.fromkeys(("CR", "IR", "AR"), "HML"),
}
"""The values of each metric from the most severe on: a step each."""
_IMPACTS = ("VC", "VI", "VA", "SC", "SI", "SA")
_MODIFIABLE = ("AV", "AC", "AT", "PR", "UI", *_IMPACTS)
_WORST = {"E": "A", "CR": "H", "IR": "H", "AR": "H"}
"""What an undefined metric is taken as: the specification assumes the worst."""

_REACH = ("AV", "PR", "UI")
_EASE = ("AC", "AT")
_HARM = ("VC", "VI", "VA", "CR", "IR", "AR")
_BEYOND = ("SC", "SI", "SA")
_HIGHEST_REACH = {"0": ("NNN",), "1": ("ANN", "NLN", "NNP"), "2": ("PNN", "ALP")}
_HIGHEST_EASE = {"0": ("LN",), "1": ("HN", "LP")}
_HIGHEST_HARM = {
    "00": ("HHHHHH",),
    "01": ("HHLMMH", "HHHMMM"),
    "10": ("LHHHHH", "HLHHHH"),
    "11": ("LHLHMH", "LHHHMM", "HLHMHM", "HLLMHH", "LLHHHM"),
    "21": ("LLLHHH",),
}
_HIGHEST_BEYOND = {"0": ("HSS",), "1": ("HHH",), "2": ("LLL",)}
"""Table 24 on: the most severe vectors of each class, in the order of the metrics above."""
_METRICS = (_REACH, _EASE, _HARM, _BEYOND)
_HIGHEST: tuple[Mapping[str, tuple[str, ...]], ...] = (
    _HIGHEST_REACH,
    _HIGHEST_EASE,
    _HIGHEST_HARM,
    _HIGHEST_BEYOND,
)
_DEPTHS = (
    {"0": 1, "1": 4, "2": 5},
    {"0": 1, "1": 2},
    {"00": 7, "01": 6, "10": 8, "11": 8, "21": 10},
    {"0": 6, "1": 5, "2": 4},
)
"""Steps from the most to the least severe vector of a class, and one to leave it."""
_PARTS = 840
"""A step is a whole number of 840ths of every depth: their least common multiple."""


@cache
def macro_tenths() -> Mapping[str, int]:
    """The score of each of the 270 MacroVectors, in tenths."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))["scores"]
    return {key: int(Fraction(str(value)) * 10) for key, value in table.items()}


def score_four(values: Values) -> Figures:
    """The score with the base metrics alone, with the threat metrics, and with all of them."""
    undefined = dict.fromkeys(values, "X")
    base = undefined | {key: values[key] for key in _MODIFIABLE}
    there, alone = effective(values), effective(base)
    attacked = alone | {"E": there["E"]}
    score = _score(alone)
    threat = score if attacked == alone else _score(attacked)
    macro = macro_vector(there)
    return Figures(
        base=score,
        threat=threat,
        environmental=threat if there == attacked else _score(there),
        macro_vector=macro,
        details={
            "macro_score": Fraction(macro_tenths()[macro], 10),
            "mean_distance": _mean_distance(there, macro),
        },
    )


def effective(values: Values) -> dict[str, str]:
    """What counts: a modified metric before its base metric, the worst for an undefined one."""
    found = {key: worst if values[key] == "X" else values[key] for key, worst in _WORST.items()}
    for key in _MODIFIABLE:
        modified = values[f"M{key}"]
        found[key] = values[key] if modified == "X" else modified
    return found


def macro_vector(there: Mapping[str, str]) -> str:
    """The six equivalence classes, EQ1 to EQ6."""
    harmed = [there[key] == "H" for key in ("VC", "VI", "VA")]
    needed = [there[key] == "H" for key in ("CR", "IR", "AR")]
    classes = (
        _reach(there),
        0 if there["AC"] == "L" and there["AT"] == "N" else 1,
        0 if harmed[0] and harmed[1] else 1 if any(harmed) else 2,
        _beyond(there),
        "APU".index(there["E"]),
        0 if any(h and n for h, n in zip(harmed, needed, strict=True)) else 1,
    )
    return "".join(map(str, classes))


def _reach(there: Mapping[str, str]) -> int:
    easy = [there[key] == "N" for key in _REACH]
    if all(easy):
        return 0
    return 1 if any(easy) and there["AV"] != "P" else 2


def _beyond(there: Mapping[str, str]) -> int:
    if "S" in (there["SI"], there["SA"]):
        return 0
    return 1 if any(there[key] == "H" for key in _BEYOND) else 2


def _score(there: Mapping[str, str]) -> Fraction:
    if all(there[key] == "N" for key in _IMPACTS):
        return Fraction(0)
    macro = macro_vector(there)
    whole = Fraction(macro_tenths()[macro], 10) - _mean_distance(there, macro)
    return nearest_tenth(min(Fraction(10), max(Fraction(0), whole)))


def _mean_distance(there: Mapping[str, str], macro: str) -> Fraction:
    """How far the vector lies below the top of its MacroVector, over the classes that end lower."""
    lower = _room_below(macro)
    classes = (macro[0], macro[1], macro[2] + macro[5], macro[3])
    steps = (*_steps(there, classes), 0)  # EQ5 holds one vector alone
    depths = (*(table[one] for table, one in zip(_DEPTHS, classes, strict=True)), 1)
    known = [
        room * step * (_PARTS // depth)
        for room, step, depth in zip(lower, steps, depths, strict=True)
        if room is not None
    ]
    return Fraction(sum(known), 10 * _PARTS * max(1, len(known)))


@cache
def _room_below(macro: str) -> tuple[int | None, ...]:
    """For each class, tenths down to the MacroVector one step lower; None where there is none."""
    tenths = macro_tenths()
    best = (
        max((tenths[one] for one in lower if one in tenths), default=None)
        for lower in _next_lower(macro)
    )
    return tuple(None if one is None else tenths[macro] - one for one in best)


def _steps(there: Mapping[str, str], classes: tuple[str, ...]) -> list[int]:
    """Steps below the first most severe vector of the class that no metric exceeds."""
    return [
        _below(part, one, tuple([there[key] for key in _METRICS[part]]))
        for part, one in enumerate(classes)
    ]


@cache
def _below(part: int, one: str, values: tuple[str, ...]) -> int:
    """At most 729 combinations a part: each is counted once."""
    for top in _HIGHEST[part][one]:
        steps = [
            _LEVELS[key].index(value) - _LEVELS[key].index(highest)
            for key, value, highest in zip(_METRICS[part], values, top, strict=True)
        ]
        if min(steps) >= 0:
            return sum(steps)
    raise AssertionError("every vector lies below a highest one of its class")


def _next_lower(macro: str) -> tuple[tuple[str, ...], ...]:
    """For each class, the MacroVectors one step lower; EQ3 and EQ6 move together."""

    def lowered(*places: int) -> str:
        return "".join(str(int(x) + (k in places)) for k, x in enumerate(macro))

    harm = {"00": ((5,), (2,)), "01": ((2,),), "10": ((5,),), "11": ((2,),), "21": ((2, 5),)}
    together = tuple(lowered(*places) for places in harm[macro[2] + macro[5]])
    return ((lowered(0),), (lowered(1),), together, (lowered(3),), (lowered(4),))
