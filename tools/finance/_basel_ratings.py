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
_SHORT = {
    **{f"{agency}-{step}": step for agency in "AP" for step in (1, 2, 3)},
    **{f"F{step}": step for step in (1, 2, 3)},
    **dict.fromkeys(["NP", "NOTPRIME", "A-4", "B-1", "B-2", "B-3"], 4),
}
_NONE = frozenset(["", "UNRATED", "NR", "NOTRATED", "NONE", "N/A", "NA", "-", "WR", "WD"])

LADDER = tuple(_LETTERS)
"""S&P's letters, best first."""

FORM = (
    r"(?:AAA|AA[+-]?|A[+-]?|BBB[+-]?|BB[+-]?|B[+-]?|CCC[+-]?|CC"
    r"|Aaa|Aa[123]|A[123]|Baa[123]|Ba[123]|B[123]|Caa[123]|[Uu]nrated)"
)
"""The shape of a rating inside a sentence."""


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


def short_term(rating: str | None) -> int | None:
    """The step of a short-term rating: 1 for A-1, P-1 or F1, 2, 3, and 4 for anything worse.

    None for text that is no short-term rating.
    """
    plain = "".join((rating or "").split()).upper().replace("−", "-").replace("–", "-")
    return _SHORT.get(plain.removesuffix("+"))


def tranche_rung(rating: str) -> int:
    """Where the rating of a tranche stands on the ladder.

    Raises ValueError for unrated and for text that is no rating.
    """
    at = rung(rating)
    if at is None:
        raise ValueError(
            "must be a rating, such as AA-, Baa1 or A-1; leave it out if there is none"
        )
    return at


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
