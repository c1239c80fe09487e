"""What a pool brings to the formula: K_A (CRE41), K_IRB and p (CRE44), mixed pools too."""

from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance import _securitisation_tables as t
from tools.finance._securitisation_row import MOST_UNKNOWN, Securitisation, average
from tools.finance._securitisation_subpool import SubPool
from tools.finance._securitisation_tranche import Tranche, years_of

LEAST_INTERNAL = 0.95  # of a mixed pool whose K_IRB is known, CRE40.46
CLOSE = 1e-12


def internal_share(row: Securitisation) -> float:
    """d: the share of the pool whose K_IRB is known (CRE40.46)."""
    if row.subpools:
        known = sum(one.amount for one in row.subpools if one.k_irb is not None)
        return known / sum(one.amount for one in row.subpools)
    if row.k_irb is None:
        return 0.0
    return 1.0 if row.irb_share is None else row.irb_share


def _own(row: Securitisation) -> float | None:
    """K_IRB of the part that has one."""
    if not row.subpools:
        return row.k_irb
    return average([(one.amount, one.k_irb) for one in row.subpools if one.k_irb is not None])


def _rest(row: Securitisation) -> float | None:
    """K_SA of the part without K_IRB."""
    if not row.subpools:
        return row.pool_capital
    return average([(one.amount, one.capital) for one in row.subpools if one.k_irb is None])


def blended(row: Securitisation) -> float | None:
    """The capital of an internal-ratings pool: d K_IRB + (1 - d) K_SA (CRE40.46)."""
    share, own, rest = internal_share(row), _own(row), _rest(row)
    if own is None or share >= 1:
        return own
    return None if rest is None else share * own + (1 - share) * rest


def internal_capital(tranche: Tranche) -> float:
    """K_IRB of the pool, with the standardised part of a mixed pool."""
    row, steps = tranche.row, tranche.steps
    own, share, rest = _own(row), internal_share(row), _rest(row)
    if own is None:
        raise tranche.missing("k_irb", "SEC-IRBA needs the pool's capital under internal ratings")
    if share < LEAST_INTERNAL:
        raise tranche.refused(
            "subpools" if row.subpools else "irb_share",
            "SEC-IRBA takes K_IRB of at least 95 % of the pool (CRE40.46); use sec_erba, sec_iaa "
            "or sec_sa (CRE40.47)",
        )
    steps.share("K_IRB", own, "CRE44.2")
    if share >= 1:
        return own
    if rest is None:
        raise tranche.missing(
            "subpools" if row.subpools else "k_sa",
            "a mixed pool needs K_SA of the loans without K_IRB, such as 0.08 (CRE40.46)",
        )
    steps.share("share of the pool with K_IRB, d", share, "CRE40.46")
    steps.share("K_SA of the rest", rest, "CRE41.2")
    mixed = share * own + (1 - share) * rest
    return steps.share("capital of the mixed pool, d K_IRB + (1 - d) K_SA", mixed, "CRE40.46")


@dataclass(frozen=True, slots=True)
class Half:
    """The retail or the other loans of a pool, as the parameter p sees them."""

    retail: bool
    amount: float
    loans: float
    lgd: float
    capital: float


def supervisory_parameter(tranche: Tranche) -> float:
    """p; of a pool of retail and other loans the mean of both by amount (CRE44.17, 44.18)."""
    halves = _halves(tranche)
    years = years_of(tranche)
    found = [(half.amount, _parameter(tranche, half, years, len(halves) > 1)) for half in halves]
    if len(found) == 1:
        return tranche.steps.add("supervisory parameter p", found[0][1], "ratio", "CRE44.17")
    whole = average([(amount, p) for amount, p in found]) or 0.0
    return tranche.steps.add("supervisory parameter p", whole, "ratio", "CRE44.18")


def _parameter(tranche: Tranche, half: Half, years: float, several: bool) -> float:
    row, steps = tranche.row, tranche.steps
    of = (" of the retail loans" if half.retail else " of the other loans") if several else ""
    a, b, c, d, e = t.p_coefficients(row.first_claim, half.loans, half.retail)
    steps.share(f"loss given default of the pool{of}", half.lgd, "CRE44.21")
    if not half.retail:
        steps.add("effective number of loans N", half.loans, "count", "CRE44.20")
    if several:
        steps.share(f"K_IRB{of}", half.capital, "CRE44.2")
    raw = a + b / half.loans + c * half.capital + d * half.lgd + e * years
    steps.add(f"p before its floor{of}", raw, "ratio", "CRE44.17")
    if row.stc:
        raw = steps.add(f"half of it, simple and transparent{of}", 0.5 * raw, "ratio", "CRE44.28")
    p = max(t.P_LEAST, raw)
    return steps.add(f"p{of}", p, "ratio", "CRE44.17") if several else p


def _halves(tranche: Tranche) -> list[Half]:
    row = tranche.row
    if not row.subpools:
        loans, lgd = _granularity(tranche)
        return [Half(row.retail, 1.0, loans, lgd, row.k_irb or 0.0)]
    # Loans under the standardised approach do not count for p (CRE44.19).
    known = [(at, one) for at, one in enumerate(row.subpools) if one.k_irb is not None]
    groups = [[pair for pair in known if pair[1].retail is retail] for retail in (False, True)]
    return [_half(tranche, group) for group in groups if group]


def _half(tranche: Tranche, group: list[tuple[int, SubPool]]) -> Half:
    """Parts of one kind together; N = (sum EAD)^2 / sum EAD^2 of all their loans (CRE44.20)."""
    parts = [one for _, one in group]
    retail = parts[0].retail
    for at, one in group:
        needed = ("lgd",) if retail else ("loans", "lgd")
        for name in needed:
            if getattr(one, name) is None:
                raise tranche.missing(
                    f"subpools.{at}.{name}", "SEC-IRBA needs it for the supervisory parameter p"
                )
    amount = sum(one.amount for one in parts)
    squares = sum(one.amount**2 / (one.loans or 1.0) for one in parts)
    lgd = average([(one.amount, one.lgd) for one in parts]) or 0.0
    capital = average([(one.amount, one.k_irb) for one in parts]) or 0.0
    return Half(retail, amount, 1.0 if retail else amount**2 / squares, lgd, capital)


def _granularity(tranche: Tranche) -> tuple[float, float]:
    """N and the loss given default, told or by the simplified method (CRE44.20 to 44.22)."""
    row = tranche.row
    if row.largest_share is not None and (row.loans is None or row.pool_lgd is None):
        return _simplified(tranche, row.largest_share)
    for name in ("pool_lgd",) if row.retail else ("loans", "pool_lgd"):
        if getattr(row, name) is None:
            raise tranche.missing(name, "SEC-IRBA needs it for the supervisory parameter p")
    return row.loans or 1.0, row.pool_lgd or 0.0


def _simplified(tranche: Tranche, largest: float) -> tuple[float, float]:
    row, steps = tranche.row, tranche.steps
    if not 0 < largest <= t.SMALL_LARGEST + CLOSE:
        raise tranche.refused(
            "largest_share",
            "must be more than 0 and at most 3 % for the simplified method (CRE44.22); give loans "
            "and pool_lgd",
        )
    steps.share("share of the largest loan, C1", largest, "CRE44.22")
    group, share = row.largest_group, row.largest_group_share
    number = 1 / largest
    if group is not None and share is not None:
        if not largest - CLOSE <= share <= group * largest + CLOSE:
            raise tranche.refused(
                "largest_group_share",
                "lies between the largest loan's share and as many times that as loans it counts",
            )
        steps.share(f"share of the {group} largest loans, Cm", share, "CRE44.22")
        spread = (share - largest) / (group - 1) * max(1 - group * largest, 0.0)
        number = 1 / (largest * share + spread)
    loans = number if row.loans is None else row.loans
    return loans, t.GRANULAR_LGD if row.pool_lgd is None else row.pool_lgd


@dataclass(frozen=True, slots=True)
class Subset:
    """The part of a pool that is securitised already, or the part that is not."""

    amount: float
    capital: float
    delinquent: float
    unknown: float


def adjusted_capital(tranche: Tranche) -> float | None:
    """K_A; None where the state of more than 5 % of the pool is unknown (CRE41.8 to 41.10)."""
    row, steps = tranche.row, tranche.steps
    if row.pool_capital is None:
        raise _lacking(tranche)
    steps.share("K_SA", row.pool_capital, "CRE41.2")
    told = any(one.delinquent is not None for one in row.subpools or ())
    if not told and row.delinquent is None and not row.resecuritisation:
        tranche.notes.add("Pools whose delinquent share was not given are taken to have none.")
    loans, again = _subsets(row)
    whole = (loans.amount if loans else 0.0) + (again.amount if again else 0.0)
    if loans and loans.unknown * loans.amount / whole > MOST_UNKNOWN + CLOSE:
        unknown = loans.unknown * loans.amount / whole
        steps.share("share whose delinquency is unknown", unknown, "CRE41.10")
        tranche.notes.add(
            "Where the delinquency of more than 5 % of a pool is unknown the weight is 1250 % "
            "(CRE41.10)."
        )
        return None
    found = _with_delinquent(tranche, loans) if loans else 0.0
    if not again:
        return steps.share("K_A", found, "CRE41.8")
    if not loans:
        steps.share("delinquent share W", 0.0, "CRE41.16")
        return steps.share("K_A", again.capital, "CRE41.16")
    steps.share("K_A of the loans", found, "CRE41.8")
    steps.share("K_A of the tranches, W = 0", again.capital, "CRE41.16")
    steps.share("share of tranches in the pool", again.amount / whole, "CRE41.16")
    mixed = (loans.amount * found + again.amount * again.capital) / whole
    return steps.share("K_A", mixed, "CRE41.16")


def _lacking(tranche: Tranche) -> InvalidInput:
    for at, one in enumerate(tranche.row.subpools or ()):
        if one.capital is None:
            return tranche.missing(
                f"subpools.{at}.k_sa", "SEC-SA needs it of every part, or its risk_weight"
            )
    return tranche.missing(
        "k_sa", "SEC-SA needs the pool's capital under the standardised approach, such as 0.08"
    )


def _subsets(row: Securitisation) -> tuple[Subset | None, Subset | None]:
    """Loans and tranches of other securitisations in the pool (CRE41.16)."""
    if not row.subpools:
        own = row.pool_capital or 0.0
        if row.resecuritisation:
            return None, Subset(1.0, own, 0.0, 0.0)
        return Subset(1.0, own, row.delinquent or 0.0, row.delinquency_unknown), None
    loans = [one for one in row.subpools if not one.securitised]
    again = [one for one in row.subpools if one.securitised]
    if row.resecuritisation and not again:  # nothing says which part; all of it then
        loans, again = again, loans
    return _together(loans), _together(again)


def _together(parts: list[SubPool]) -> Subset | None:
    if not parts:
        return None
    amount = sum(one.amount for one in parts)
    capital = average([(one.amount, one.capital) for one in parts]) or 0.0
    unknown = sum(one.amount * one.delinquency_unknown for one in parts)
    late = sum((one.amount * (1 - one.delinquency_unknown)) * (one.delinquent or 0.0)
               for one in parts)  # fmt: skip
    known = amount - unknown
    return Subset(amount, capital, late / known if known else 0.0, unknown / amount)


def _with_delinquent(tranche: Tranche, pool: Subset) -> float:
    """K_A of loans, the part whose state is unknown in full (CRE41.8 and 41.9)."""
    steps, late = tranche.steps, pool.delinquent
    steps.share("delinquent share W", late, "CRE41.6")
    plain = (1 - late) * pool.capital + late * t.DELINQUENT_CAPITAL
    if not pool.unknown:
        return plain
    steps.share("K_A of the part that is known", plain, "CRE41.9")
    steps.share("share whose delinquency is unknown", pool.unknown, "CRE41.9")
    return (1 - pool.unknown) * plain + pool.unknown
