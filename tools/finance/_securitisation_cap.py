"""The overall cap on what all tranches held of one pool take: CRE40.52 to 40.54.

The tranches of a pool together take no more capital than the pool would, unsecuritised, for the
largest part of any tranche that the bank holds: K_P times P.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._credit_protection import Notes
from tools.finance._credit_result import WeighedExposure
from tools.finance._securitisation_pool import blended
from tools.finance._securitisation_row import Securitisation

TO_ASSETS = 12.5
CLOSE = 1e-9
MODELLED = ("sec_irba", "sec_iaa")
"""Approaches that the base of the output floor does not know (RBC20.11)."""
WHERE = "CRE40.54"


@dataclass(frozen=True, slots=True)
class Held:
    """A tranche of a pool, as it was given and as it was weighed."""

    at: int
    row: Securitisation
    weighed: WeighedExposure

    @property
    def field(self) -> str:
        """Where its fields stand in the request."""
        return f"securitisations.{self.at}"


def cap_pools(
    rows: Sequence[Securitisation], weighed: Sequence[WeighedExposure], notes: Notes
) -> None:
    """Lower the tranches of every pool whose amount was given to the cap, in proportion."""
    pools: dict[str, list[Held]] = {}
    for at, (row, one) in enumerate(zip(rows, weighed, strict=True)):
        if row.pool is not None or row.pool_amount is not None:
            pools.setdefault(row.pool or f"pool {at + 1}", []).append(Held(at, row, one))
    for name, members in pools.items():
        if any(one.row.pool_amount is not None for one in members):
            _cap(name, members, notes)


def _cap(name: str, members: list[Held], notes: Notes) -> None:
    amount = _agreed(members, "pool_amount")
    if not _allowed(members, notes):
        return
    part = max(_part(one, amount) for one in members)
    internal = all(one.weighed.approach == "sec_irba" for one in members)
    capital = _mixed_capital(members) if internal else _pool_capital(members)
    steps = Steps(name)
    steps.money("amount of the pool", amount, WHERE)
    steps.share("largest part of a tranche that is held, P", part, WHERE)
    steps.share("capital of the pool, K_P", capital, WHERE)
    whole = sum(one.weighed.risk_weighted_assets for one in members)
    steps.money("risk-weighted assets of the tranches together", whole, WHERE)
    most = steps.money("most they may be: 12.5 K_P P", TO_ASSETS * capital * part * amount, WHERE)
    for one in members:
        one.weighed.steps = [*one.weighed.steps, *steps.kept]
    if most < whole:
        for one in members:
            _lower(one.weighed, most / whole)
    _lower_base(members, part * amount)


def _allowed(members: list[Held], notes: Notes) -> bool:
    """Originators and sponsors under every approach; investors under SEC-IRBA alone."""
    if any(one.row.again for one in members):
        notes.add("The overall cap does not hold for resecuritisations (CRE40.48).")
        return False
    if any(one.row.originator for one in members):
        return True
    if all(one.weighed.approach == "sec_irba" for one in members):
        return True
    notes.add(
        "The overall cap on the tranches of a pool is open to originators and sponsors, and to "
        "investors under SEC-IRBA alone (CRE40.52 and 40.53): it was not applied."
    )
    return False


def _agreed(members: list[Held], name: str) -> float:
    """The one value that the rows of a pool give for a field."""
    found: float | None = None
    for one in members:
        value = getattr(one.row, name)
        if value is None:
            continue
        if found is not None and abs(value - found) > CLOSE * max(abs(value), abs(found)):
            raise InvalidInput.of(f"{one.field}.{name}", "must be the same for all rows of a pool")
        found = value
    if found is None:
        raise InvalidInput.of(
            f"{members[0].field}.{name}", "is needed for the overall cap", code="missing"
        )
    return found


def _pool_capital(members: list[Held]) -> float:
    """K_SA of the pool, from whichever row gives it."""
    found = [(one, one.row.pool_capital) for one in members]
    told = [(one, value) for one, value in found if value is not None]
    if not told:
        raise InvalidInput.of(
            f"{members[0].field}.k_sa",
            "is needed for the overall cap: the pool's K_SA, or its pool_risk_weight",
            code="missing",
        )
    for one, value in told:
        if abs(value - told[0][1]) > CLOSE:
            raise InvalidInput.of(f"{one.field}.k_sa", "must be the same for all rows of a pool")
    return told[0][1]


def _mixed_capital(members: list[Held]) -> float:
    """K_IRB of the pool, with K_SA of the loans that have none (CRE40.54)."""
    found = [(one, blended(one.row)) for one in members]
    first = next(value for _, value in found if value is not None)
    for one, value in found:
        if value is not None and abs(value - first) > CLOSE:
            raise InvalidInput.of(f"{one.field}.k_irb", "must be the same for all rows of a pool")
    return first


def _part(one: Held, pool: float) -> float:
    """The part of its tranche that the bank holds."""
    row, size = one.row, one.row.tranche_size
    if size is None:
        if row.layer is None:
            raise InvalidInput.of(
                f"{one.field}.tranche_size",
                "is needed for the overall cap: the whole tranche, or where it attaches and "
                "detaches",
                code="missing",
            )
        size = (row.layer[1] - row.layer[0]) * pool
    if row.amount > size * (1 + CLOSE):
        raise InvalidInput.of(f"{one.field}.amount", "cannot exceed the whole tranche")
    return min(row.amount / size, 1.0) if size else 0.0


def _lower(one: WeighedExposure, factor: float) -> None:
    steps = Steps(one.name)
    steps.share("part of its own that counts under the overall cap", factor, WHERE)
    one.risk_weighted_assets = steps.money(
        "risk-weighted assets under the overall cap", factor * one.risk_weighted_assets, WHERE
    )
    one.risk_weight *= factor
    one.capital = steps.money("capital under the overall cap", factor * one.capital, WHERE)
    if one.approach not in MODELLED and one.standardised_rwa is not None:
        one.standardised_rwa = one.risk_weighted_assets
    one.steps = [*one.steps, *steps.kept]


def _lower_base(members: list[Held], held: float) -> None:
    """The base of the output floor has a cap of its own where SEC-IRBA was used (RBC20.11)."""
    lifted = [one for one in members if one.weighed.approach in MODELLED]
    capital = next((c for one in members if (c := one.row.pool_capital) is not None), None)
    bases = [one.weighed.standardised_rwa for one in members]
    if not lifted or capital is None or not any(one.row.originator for one in members):
        return
    whole = sum(base or 0.0 for base in bases)
    most = TO_ASSETS * capital * held
    if None in bases or whole <= most:
        return
    for one in members:
        one.weighed.standardised_rwa = (one.weighed.standardised_rwa or 0.0) * most / whole
