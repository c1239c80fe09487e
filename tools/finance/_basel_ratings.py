"""External ratings in the notations of the three large agencies, as rungs of one ladder.

The tables of the Basel Framework are written in the notation of S&P (CRE20, first footnote);
Fitch writes the same letters and Moody's maps one to one (Standardised approach - implementing
the mapping process, April 2019).
"""

from collections.abc import Sequence

_SANDP = "AAA AA+ AA AA- A+ A A- BBB+ BBB BBB- BB+ BB BB- B+ B B- CCC+ CCC CCC- CC C D"
_MOODY = "AAA AA1 AA2 AA3 A1 A2 A3 BAA1 BAA2 BAA3 BA1 BA2 BA3 B1 B2 B3 CAA1 CAA2 CAA3 CA C D"
_LETTERS, _MOODYS = _SANDP.split(), _MOODY.split()
_RUNGS = {name: rung for names in (_MOODYS, _LETTERS) for rung, name in enumerate(names)}
_SAME = {"RD": "D", "SD": "D", "DDD": "D", "DD": "D"}
_NONE = frozenset(["", "UNRATED", "NR", "NOTRATED", "NONE", "N/A", "NA", "-", "WR", "WD"])

LADDER = tuple(_LETTERS)
"""S&P's letters, best first."""


def rung(rating: str | None) -> int | None:
    """Where on the ladder a rating stands, 0 for AAA; None for unrated.

    Raises ValueError for text that is no rating.
    """
    plain = "".join((rating or "").split()).upper().replace("−", "-").replace("–", "-")
    if plain in _NONE:
        return None
    plain = _SAME.get(plain, plain)
    if plain not in _RUNGS:
        raise ValueError(
            f"must be unrated or a long-term rating: {', '.join(_LETTERS)} (S&P, Fitch) or "
            f"{', '.join(name.capitalize() for name in _MOODYS[1:10])} … (Moody's)"
        )
    return _RUNGS[plain]


def looked_up(
    at: int | None, last: Sequence[str], values: Sequence[float], unrated: float
) -> float:
    """The value of the band in which rung `at` stands.

    `last` names the worst rating of each band but the final one; `values` has one entry more.
    """
    if at is None:
        return unrated
    for worst, value in zip(last, values, strict=False):
        if at <= _RUNGS[worst]:
            return value
    return values[-1]
