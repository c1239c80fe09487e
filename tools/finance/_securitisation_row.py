"""One position in a securitisation: a tranche, its pool and its rating (CRE40 to CRE45)."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Finite, Flag, Identifier, Kind, Money, Share, field
from tools.finance._basel_ratings import FORM, short_term, tranche_rung

TrancheApproach = Literal["sec_irba", "sec_erba", "sec_sa", "fallback"]
TrancheYears = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]
Loans = Annotated[Finite, Field(ge=1, le=1e9), Kind("count", "loans")]
PoolWeight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]
Grade = Annotated[str, Field(max_length=20), Kind("name", form=FORM)]
MOST_UNKNOWN = 0.05  # share of the pool whose delinquency may be unknown (CRE41)


class Securitisation(BaseModel):
    """A tranche held, guaranteed or committed to."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the tranche is called.",
        aliases=("tranche", "note", "name", "class of notes", "position"),
    )
    amount: Money = field(
        description="Exposure to the tranche, net of specific provisions; off-balance amounts "
        "count in full.",
        aliases=(
            *("amount", "tranche amount", "held", "position of", "amount held", "holding"),
            "tranche of",
        ),
        echo="{} held",
    )
    approach: TrancheApproach | None = field(
        None,
        description="Approach; else SEC-IRBA where the pool's K_IRB is given, SEC-ERBA where the "
        "tranche is rated, SEC-SA where the pool's K_SA or weight is.",
        aliases=("approach", "method", "securitisation approach"),
        synonyms={
            "sec_irba": ["SEC-IRBA", "internal ratings-based approach", "IRBA"],
            "sec_erba": ["SEC-ERBA", "external ratings-based approach", "ERBA"],
            "sec_sa": ["SEC-SA", "standardised approach for securitisations", "SSFA"],
            "fallback": ["1250 %", "no approach possible"],
        },
    )
    attachment: Share | None = field(
        None,
        description="A: share of the pool that is lost before the tranche loses anything.",
        aliases=("attachment point", "attachment", "attaches at", "A", "credit enhancement"),
        echo="attaching at {}",
    )
    detachment: Share | None = field(
        None,
        description="D: share of the pool at whose loss the tranche is lost wholly.",
        aliases=("detachment point", "detachment", "detaches at", "D"),
        echo="detaching at {}",
    )
    k_sa: Share | None = field(
        None,
        description="K_SA: capital of the pool under the standardised approach, per unit: an "
        "average weight of 100 % is 0.08.",
        aliases=("K_SA", "KSA", "pool capital charge", "standardised pool capital"),
    )
    pool_risk_weight: PoolWeight | None = field(
        None,
        description="Average standardised risk weight of the pool, instead of K_SA: 75 % is 0.75.",
        aliases=("pool risk weight", "average risk weight of the pool", "underlying risk weight"),
    )
    delinquent: Share | None = field(
        None,
        description="W: share of the pool (of its part whose state is known) that is delinquent: "
        "90 days past due, in bankruptcy, foreclosed or in default.",
        aliases=("W", "delinquent", "delinquency ratio", "90 days past due", "delinquencies"),
        echo="{} delinquent",
    )
    delinquency_unknown: Share = field(
        0.0,
        description="Share of the pool whose delinquency is not known; above 5 % the weight is "
        "1250 %.",
        aliases=("delinquency unknown", "unknown delinquency status"),
    )
    k_irb: Share | None = field(
        None,
        description="K_IRB: capital of the pool under internal ratings, expected loss included, "
        "per unit.",
        aliases=("K_IRB", "KIRB", "IRB capital of the pool"),
    )
    loans: Loans | None = field(
        None,
        description="N: effective number of loans in the pool, for SEC-IRBA.",
        aliases=("effective number of loans", "N", "number of exposures", "loans in the pool"),
    )
    pool_lgd: Share | None = field(
        None,
        description="Exposure-weighted loss given default of the pool, for SEC-IRBA.",
        aliases=("pool LGD", "average LGD", "LGD of the pool"),
    )
    retail: Flag = field(
        False,
        description="Whether the pool is of retail loans, for SEC-IRBA.",
        aliases=("retail pool", "retail", "pool of retail loans"),
    )
    rating: Grade | None = field(
        None,
        description="External or inferred rating of the tranche: AA-, Baa1; short-term: A-1, P-2.",
        aliases=("rating", "external rating", "rated", "tranche rating"),
        echo="rated {}",
    )
    senior: bool | None = field(
        None,
        description="Whether it has the first claim on the whole pool; taken so where it detaches "
        "at 100 %.",
        aliases=("senior", "most senior", "senior tranche", "seniority"),
        synonyms={
            "true": ["senior", "most senior", "super senior"],
            "false": ["mezzanine", "non-senior", "junior", "first loss", "equity tranche"],
        },
    )
    maturity: TrancheYears | None = field(
        None,
        description="M_T: weighted average years of the tranche's payments; counted from 1 to 5.",
        aliases=("tranche maturity", "maturity", "MT", "weighted average life"),
        echo="{} to run",
    )
    legal_maturity: TrancheYears | None = field(
        None,
        description="M_L: years to the final legal maturity, instead of the tranche maturity.",
        aliases=("final legal maturity", "legal maturity", "legal final maturity"),
    )
    stc: Flag = field(
        False,
        description="Whether it meets the criteria of simple, transparent and comparable "
        "securitisations.",
        aliases=("STC", "STS", "simple transparent and comparable"),
    )
    resecuritisation: Flag = field(
        False,
        description="Whether the pool holds securitisation tranches itself.",
        aliases=("resecuritisation", "re-securitisation", "CDO squared"),
    )
    non_performing: Flag = field(
        False,
        description="Whether 90 % or more of the pool is in default (an NPL securitisation).",
        aliases=("NPL securitisation", "non-performing pool", "non-performing loans"),
    )
    purchase_discount: Share | None = field(
        None,
        description="Non-refundable purchase price discount of an NPL pool: 50 % is 0.5.",
        aliases=("non-refundable purchase price discount", "purchase discount", "NRPPD"),
    )
    look_through_cap: Flag = field(
        False,
        description="Whether the bank caps a senior tranche at the pool's average risk weight, as "
        "it may where it knows the pool.",
        aliases=("look-through cap", "senior cap", "cap at the pool's weight"),
    )

    pool: Identifier | None = field(
        None,
        description="Name of the pool, where several tranches of one pool are held.",
        aliases=("pool", "pool name", "transaction", "deal", "securitised portfolio"),
    )
    pool_amount: Money | None = field(
        None,
        description="Amount of the loans in the pool: then all tranches held of the pool together "
        "take at most its own capital, times the largest part of a tranche held.",
        aliases=(
            *("pool amount", "size of the pool", "underlying loans", "securitised amount"),
            "nominal of the pool",
        ),
        echo="a pool of {}",
    )
    tranche_size: Money | None = field(
        None,
        description="Nominal of the whole tranche, of which the bank may hold a part; the pool's "
        "amount times its thickness where not said.",
        aliases=("tranche size", "whole tranche", "size of the tranche", "tranche nominal"),
    )
    originator: Flag = field(
        False,
        description="Whether the bank originated or sponsors the securitisation, and so may cap "
        "its tranches also under SEC-SA and SEC-ERBA.",
        aliases=("originator", "sponsor", "originated by us", "our own securitisation"),
        synonyms={"true": ["originator", "sponsor"], "false": ["investor"]},
    )

    @field_validator("rating")
    @classmethod
    def _known_rating(cls, rating: str | None) -> str | None:
        if rating is not None and short_term(rating) is None:
            tranche_rung(rating)
        return rating

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        a, d = self.attachment, self.detachment
        if (a is None) != (d is None):
            raise ValueError("attachment and detachment go together")
        if a is not None and d is not None and a >= d:
            raise ValueError("attachment must be less than detachment")
        if self.k_sa is not None and self.pool_risk_weight is not None:
            raise ValueError("give k_sa or pool_risk_weight, not both")
        if self.maturity is not None and self.legal_maturity is not None:
            raise ValueError("give maturity or legal_maturity, not both")
        if self.pool_amount == 0 or self.tranche_size == 0:
            raise ValueError("pool_amount and tranche_size must be more than 0")
        if self.resecuritisation and (self.stc or self.approach in ("sec_erba", "sec_irba")):
            raise ValueError(
                "a resecuritisation is weighed by sec_sa alone, and never as stc (CRE40.48, CRE41)"
            )
        return self

    @property
    def pool_capital(self) -> float | None:
        """K_SA, given or from the pool's average weight."""
        if self.k_sa is not None:
            return self.k_sa
        return None if self.pool_risk_weight is None else 0.08 * self.pool_risk_weight

    @property
    def first_claim(self) -> bool:
        """Whether the tranche is senior."""
        return self.detachment == 1 if self.senior is None else self.senior
