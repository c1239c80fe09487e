"""One part of a securitised pool, where the pool is mixed: CRE40.46, CRE41.16, CRE44.18."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Flag, Identifier, Kind, Money, Share, field

Loans = Annotated[Finite, Field(ge=1, le=1e9), Kind("count", "loans")]
PoolWeight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]
MOST_SUBPOOLS = 20_000


class SubPool(BaseModel):
    """Loans of a pool that are alike: by approach, by retail or not, securitised already or not.

    A single loan is a part too, with `loans` of 1: the effective number of loans of the whole
    pool, its loss given default and its capital follow from the parts.
    """

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the part is called.",
        aliases=("name", "part", "subpool", "sub-pool", "segment"),
    )
    amount: Money = field(
        description="Exposure of the loans in this part.",
        aliases=("amount", "exposure", "balance", "EAD", "nominal"),
    )
    k_sa: Share | None = field(
        None,
        description="K_SA: capital of the part under the standardised approach, per unit.",
        aliases=("K_SA", "KSA", "standardised capital"),
    )
    risk_weight: PoolWeight | None = field(
        None,
        description="Average standardised risk weight, instead of K_SA: 75 % is 0.75.",
        aliases=("risk weight", "average risk weight", "weight"),
    )
    k_irb: Share | None = field(
        None,
        description="K_IRB: capital of the part under internal ratings, expected loss included, "
        "per unit; none where it cannot be calculated.",
        aliases=("K_IRB", "KIRB", "IRB capital"),
    )
    delinquent: Share | None = field(
        None,
        description="W of the part (of the loans whose state is known).",
        aliases=("W", "delinquent", "delinquency ratio", "90 days past due"),
    )
    delinquency_unknown: Share = field(
        0.0,
        description="Share of the part whose delinquency is not known.",
        aliases=("delinquency unknown", "unknown delinquency status"),
    )
    securitised: Flag = field(
        False,
        description="Whether the part consists of tranches of other securitisations.",
        aliases=("securitised already", "tranches of other securitisations", "securitisations"),
    )
    retail: Flag = field(
        False,
        description="Whether the part consists of retail loans, for SEC-IRBA.",
        aliases=("retail", "retail loans"),
    )
    loans: Loans | None = field(
        None,
        description="Effective number of loans in the part, for SEC-IRBA; 1 for a single loan.",
        aliases=("loans", "number of loans", "effective number", "N"),
    )
    lgd: Share | None = field(
        None,
        description="Exposure-weighted loss given default of the part, for SEC-IRBA.",
        aliases=("LGD", "loss given default"),
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.amount == 0:
            raise ValueError("amount must be more than 0")
        if self.k_sa is not None and self.risk_weight is not None:
            raise ValueError("give k_sa or risk_weight, not both")
        if self.securitised and self.k_irb is not None:
            raise ValueError("tranches of other securitisations have no k_irb (CRE40.48)")
        if self.securitised and (self.delinquent or self.delinquency_unknown):
            raise ValueError(
                "tranches of other securitisations have no delinquent share: W is 0 (CRE41.16)"
            )
        return self

    @property
    def capital(self) -> float | None:
        """K_SA, given or from the average weight."""
        if self.k_sa is not None:
            return self.k_sa
        return None if self.risk_weight is None else 0.08 * self.risk_weight
