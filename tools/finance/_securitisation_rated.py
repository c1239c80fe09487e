"""Tranches by their rating, SEC-ERBA (CRE42), or by the bank's own assessment, SEC-IAA (CRE43)."""

from tools.finance import _securitisation_tables as t
from tools.finance._basel_ratings import LADDER, rung, short_term, tranche_rung
from tools.finance._securitisation_tranche import (
    LEAST_YEARS,
    MOST_YEARS,
    Tranche,
    Weight,
    points,
    years_of,
)

INVESTMENT_GRADE, SHORT_GRADE = "BBB-", 3  # the least first assessment, CRE43.2


def external(tranche: Tranche) -> Weight:
    """SEC-ERBA."""
    if tranche.row.rating is None:
        raise tranche.missing("rating", "SEC-ERBA needs the tranche's rating")
    return _by_rating(tranche, tranche.row.rating)


def assessed(tranche: Tranche) -> Weight:
    """SEC-IAA: the weight SEC-ERBA has for the rating the internal assessment is mapped to."""
    row, steps = tranche.row, tranche.steps
    own = row.rating
    if own is None:
        raise tranche.missing(
            "rating", "SEC-IAA needs the external rating that the internal assessment is mapped to"
        )
    first = row.first_assessment or own
    if not _investment_grade(first):
        raise tranche.refused(
            "first_assessment",
            "must be at least equivalent to investment grade (BBB-, A-3) when the exposure was "
            "first assessed (CRE43.2); name first_assessment where it was better then, else use "
            "sec_sa",
        )
    tranche.notes.add(
        "SEC-IAA takes the supervisor's approval, an approved model of internal ratings, an "
        "externally rated ABCP programme and a process that meets CRE43.2: they were taken as "
        "given."
    )
    weight, where = _by_rating(tranche, own)
    return steps.share("weight under SEC-ERBA of the rating equivalent", weight, where), "CRE43.3"


def _investment_grade(rating: str) -> bool:
    step = short_term(rating)
    if step is not None:
        return step <= SHORT_GRADE
    return tranche_rung(rating) <= (rung(INVESTMENT_GRADE) or 0)


def _by_rating(tranche: Tranche, rating: str) -> Weight:
    row, steps = tranche.row, tranche.steps
    step = short_term(rating)
    if step is not None:
        weights = t.SHORT_TERM_STC if row.stc else t.SHORT_TERM
        where = "CRE42.12" if row.stc else "CRE42.2"
        return weights.get(step, t.HIGHEST), where
    letter = LADDER[tranche_rung(rating)]
    letter = "CCC" if letter in ("CCC+", "CCC-") else letter
    table = t.LONG_TERM_STC if row.stc else t.LONG_TERM
    where = "CRE42.13" if row.stc else "CRE42.4"
    if letter not in table:
        return t.HIGHEST, where
    years = years_of(tranche)
    values = table[letter]
    part = (years - LEAST_YEARS) / (MOST_YEARS - LEAST_YEARS)
    senior = values[0] + part * (values[1] - values[0])
    if row.first_claim:
        return steps.share("weight at the tranche's maturity", senior, where), where
    junior = steps.share(
        "weight at the tranche's maturity", values[2] + part * (values[3] - values[2]), where
    )
    attachment, detachment = points(tranche)
    thickness = steps.share("thickness T", detachment - attachment, "CRE42.5")
    factor = steps.add("1 - min(T; 50 %)", 1 - min(thickness, t.MOST_THICKNESS), "ratio", "CRE42.5")
    steps.share("weight of a senior tranche of this rating", senior, "CRE42.7")
    return max(junior * factor, senior), "CRE42.5"
