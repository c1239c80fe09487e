"""One position in a securitisation: a tranche, its pool and its rating (CRE40 to CRE45)."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Finite, Flag, Identifier, Kind, Money, Share, field
from tools.finance._basel_ratings import FORM, short_term, tranche_rung
from tools.finance._securitisation_subpool import MOST_SUBPOOLS, Loans, PoolWeight, SubPool

TrancheApproach = Literal["sec_irba", "sec_erba", "sec_iaa", "sec_sa", "fallback"]
TrancheYears = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]
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
        "tranche is rated, SEC-IAA where it is internally assessed, SEC-SA where the pool's K_SA "
        "or weight is.",
        aliases=("approach", "method", "securitisation approach"),
        synonyms={
            "sec_irba": ["SEC-IRBA", "internal ratings-based approach", "IRBA"],
            "sec_erba": ["SEC-ERBA", "external ratings-based approach", "ERBA"],
            "sec_iaa": ["SEC-IAA", "internal assessment approach", "IAA"],
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
    irb_share: Share | None = field(
        None,
        description="d: share of the pool whose K_IRB can be calculated; from 95 % on the tranche "
        "goes by SEC-IRBA with the rest at K_SA.",
        aliases=(
            *("share of the pool under IRB", "IRB share of the pool", "share with K_IRB"),
            *("part of the pool under internal ratings", "mixed pool"),
        ),
    )
    subpools: list[SubPool] | None = field(
        None,
        min_length=1,
        max_length=MOST_SUBPOOLS,
        description="Parts of a mixed pool, instead of one K_SA, K_IRB and delinquent share: loans "
        "with and without internal ratings, retail and other loans, loans and tranches; each with "
        "its amount.",
        aliases=("subpools", "sub-pools", "parts of the pool", "mixed pool of", "subpool"),
        only_named=True,
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
    largest_share: Share | None = field(
        None,
        description="C1: share of the largest loan in the pool. Up to 3 %, N and the loss given "
        "default follow from it where they are not known.",
        aliases=("largest loan's share", "C1", "share of the largest loan", "largest exposure"),
    )
    largest_group_share: Share | None = field(
        None,
        description="Cm: share of the m largest loans of the pool, for a larger N than from C1.",
        aliases=("Cm", "share of the largest loans", "largest loans' share"),
        relations={"setting_of": "largest_share"},
    )
    largest_group: Annotated[int, Field(ge=2, le=10**6), Kind("count", "loans")] | None = field(
        None,
        description="m: how many loans the share of the largest loans counts.",
        aliases=("m", "number of largest loans"),
        relations={"setting_of": "largest_group_share"},
    )
    retail: Flag = field(
        False,
        description="Whether the pool is of retail loans, for SEC-IRBA.",
        aliases=("retail pool", "retail", "pool of retail loans"),
    )
    rating: Grade | None = field(
        None,
        description="External or inferred rating of the tranche: AA-, Baa1; short-term: A-1, P-2; "
        "under SEC-IAA the one its internal assessment is mapped to.",
        aliases=("rating", "external rating", "rated", "tranche rating"),
        echo="rated {}",
    )
    internal_assessment: Flag = field(
        False,
        description="Whether the rating is the one that the bank's own assessment of an unrated "
        "exposure to an ABCP programme (a liquidity facility, a credit enhancement) is mapped to, "
        "for SEC-IAA.",
        aliases=(
            *("internal assessment", "internally assessed", "internally assessed as"),
            *("rating equivalent", "internal rating equivalent", "assessed by us as"),
        ),
    )
    first_assessment: Grade | None = field(
        None,
        description="The rating equivalent when it was first assessed, at least BBB-; the present "
        "one where not said.",
        aliases=("first assessment", "initial assessment", "assessment at inception"),
    )
    abcp: Flag = field(
        False,
        description="Whether it is an exposure to an asset-backed commercial paper programme whose "
        "paper is rated, which SEC-IAA needs.",
        aliases=(
            *("ABCP", "ABCP programme", "asset-backed commercial paper", "ABCP conduit"),
            *("commercial paper programme", "liquidity facility to a conduit"),
        ),
        synonyms={"true": ["ABCP", "conduit", "asset-backed commercial paper"]},
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
    subordinated: Money | None = field(
        None,
        description="Nominal of everything that takes losses before the tranche (junior tranches, "
        "funded reserves), instead of attachment and detachment; needs the pool's amount.",
        aliases=(
            *("subordinated tranches", "tranches below", "subordination", "subordinated to it"),
            *("junior tranches", "ranks above"),
        ),
    )
    originator: Flag = field(
        False,
        description="Whether the bank originated or sponsors the securitisation, and so may cap "
        "its tranches also under SEC-SA and SEC-ERBA.",
        aliases=("originator", "sponsor", "originated by us", "our own securitisation"),
        synonyms={"true": ["originator", "sponsor"], "false": ["investor"]},
    )

    @field_validator("rating", "first_assessment")
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
        return self

    @model_validator(mode="after")
    def _of_its_approach(self) -> Self:
        by_rating = ("sec_erba", "sec_iaa", "sec_irba")
        if self.again and (self.stc or self.approach in by_rating):
            raise ValueError(
                "a resecuritisation is weighed by sec_sa alone, and never as stc (CRE40.48, CRE41)"
            )
        if self.internal_assessment and self.approach == "sec_erba":
            raise ValueError(
                "sec_erba takes an external rating; internal_assessment is of sec_iaa (CRE43.1)"
            )
        if self.internal_assessment and not self.abcp and self.approach is None:
            raise ValueError(
                "internal_assessment is of exposures to an asset-backed commercial paper "
                "programme: set abcp (CRE43.1)"
            )
        return self

    @model_validator(mode="after")
    def _of_its_pool(self) -> Self:
        told = [name for name in _OF_ONE_POOL if getattr(self, name) is not None]
        if self.subpools and told:
            raise ValueError(f"give subpools or {told[0]}, not both: the parts tell it")
        if self.subpools and (self.retail or self.delinquency_unknown):
            raise ValueError("retail and delinquency_unknown are told of each of the subpools")
        if self.irb_share is not None and self.k_irb is None:
            raise ValueError("irb_share goes with k_irb, the capital of that part of the pool")
        if (self.largest_group is None) != (self.largest_group_share is None):
            raise ValueError("largest_group and largest_group_share go together")
        if self.largest_group_share is not None and self.largest_share is None:
            raise ValueError("largest_group_share goes with largest_share")
        return self

    @model_validator(mode="after")
    def _layered(self) -> Self:
        if self.subordinated is None:
            return self
        if self.attachment is not None:
            raise ValueError("give subordinated or attachment and detachment, not both")
        if self.layer is None:
            raise ValueError("subordinated needs the pool_amount of which it is a part")
        if self.layer[1] > 1 + 1e-9:
            raise ValueError("subordinated and the tranche together exceed the pool_amount")
        if self.layer[0] == self.layer[1]:
            raise ValueError("tranche_size or amount must be more than 0")
        return self

    @property
    def again(self) -> bool:
        """Whether the pool holds tranches itself, as was said or as its parts say."""
        return self.resecuritisation or any(one.securitised for one in self.subpools or ())

    @property
    def assessed(self) -> bool:
        """Whether its rating is the bank's own assessment."""
        return self.internal_assessment or self.approach == "sec_iaa"

    @property
    def pool_size(self) -> float | None:
        """The amount of the pool, given or of its parts."""
        if self.pool_amount is None and self.subpools:
            return sum(one.amount for one in self.subpools)
        return self.pool_amount

    @property
    def layer(self) -> tuple[float, float] | None:
        """A and D, given or from what ranks below the tranche."""
        if self.attachment is not None and self.detachment is not None:
            return self.attachment, self.detachment
        if self.subordinated is None or self.pool_size is None:
            return None
        size = self.amount if self.tranche_size is None else self.tranche_size
        return self.subordinated / self.pool_size, (self.subordinated + size) / self.pool_size

    @property
    def pool_capital(self) -> float | None:
        """K_SA: given, or from the pool's average weight or its parts."""
        if self.k_sa is not None:
            return self.k_sa
        if self.subpools:
            return average([(one.amount, one.capital) for one in self.subpools])
        return None if self.pool_risk_weight is None else 0.08 * self.pool_risk_weight

    @property
    def first_claim(self) -> bool:
        """Whether the tranche is senior."""
        if self.senior is not None:
            return self.senior
        return self.layer is not None and self.layer[1] >= 1 - 1e-9


def average(parts: Sequence[tuple[float, float | None]]) -> float | None:
    """The mean of amounts and values by amount; None where a value is unknown.

    >>> average([(75.0, 0.04), (25.0, 0.08)])
    0.05
    """
    known = [(amount, value) for amount, value in parts if value is not None]
    if len(known) < len(parts) or not known:
        return None
    return sum(amount * value for amount, value in known) / sum(amount for amount, _ in known)


_OF_ONE_POOL = (
    *("k_sa", "pool_risk_weight", "delinquent", "k_irb", "irb_share", "loans", "pool_lgd"),
    "largest_share",
)
