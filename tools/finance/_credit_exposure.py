"""One credit exposure: what is owed, by whom, secured by what."""

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from tools.fields import Finite, Flag, Identifier, Kind, Money, Probability, field
from tools.finance._basel_ratings import rung, short_term
from tools.finance._credit_classes import EQUITIES, SYNONYMS, AssetClass, Collateral
from tools.finance._credit_owed import Owed, Rating, Years

COLLATERAL_WORDS: dict[str, list[str]] = {
    "cash": ["cash deposit", "deposit"],
    "gold": ["gold bullion"],
    "sovereign_bond": ["government bond", "treasuries", "gilts"],
    "other_bond": ["corporate bond", "bank bond"],
    "securitisation": ["securitisations", "ABS"],
    "main_index_equity": ["main index shares", "blue chips", "index shares"],
    "listed_equity": ["listed shares", "other listed equity"],
    "receivables": ["trade receivables", "invoices"],
    "real_estate": ["property", "land", "building"],
    "physical": ["machinery", "inventory", "vehicles", "other physical"],
}
MOST_PLEDGES = 100
Weight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]
Supporting = Literal["sme", "infrastructure"]
LEAST_TURNOVER = 10_000  # below it, millions were meant


class Pledge(BaseModel):
    """One of several things held as collateral."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What it is called.", aliases=("name", "collateral name", "item")
    )
    kind: Collateral = field(
        description="What it is.",
        aliases=("kind", "type", "collateral type"),
        synonyms=COLLATERAL_WORDS,
    )
    amount: Money = field(
        description="Market value before haircuts.",
        aliases=("amount", "value", "market value", "worth"),
    )
    rating: Rating | None = field(
        None, description="External rating of a bond.", aliases=("rating", "bond rating")
    )
    maturity: Years | None = field(
        None,
        description="Residual maturity of a bond, in years.",
        aliases=("maturity", "residual maturity", "years"),
    )
    other_currency: Flag = field(
        False,
        description="Whether it is in another currency than the exposure.",
        aliases=("other currency", "currency mismatch", "foreign currency"),
    )

    @field_validator("rating")
    @classmethod
    def _known_rating(cls, rating: str | None) -> str | None:
        if short_term(rating) is None:
            rung(rating)
        return rating


class Exposure(Owed):
    """A loan, bond, facility or other asset, and what protects it."""

    collateral: Money = field(
        0.0,
        description="Market value of collateral held, before haircuts.",
        aliases=("collateral", "collateral value", "security value", "secured by"),
        echo="collateral of {}",
    )
    collateral_type: Collateral | None = field(
        None,
        description="What the collateral is.",
        aliases=("collateral type", "type of collateral", "security type"),
        synonyms=COLLATERAL_WORDS,
        relations={"setting_of": "collateral"},
    )
    collaterals: list[Pledge] | None = field(
        None,
        min_length=1,
        max_length=MOST_PLEDGES,
        description="Several kinds of collateral, instead of one.",
        aliases=("collaterals", "collateral pool", "pledges", "several collaterals"),
        only_named=True,
    )
    collateral_rating: Rating | None = field(
        None,
        description="External rating of a bond held as collateral.",
        aliases=("collateral rating", "rating of the collateral"),
        relations={"setting_of": "collateral"},
    )
    collateral_maturity: Years | None = field(
        None,
        description="Residual maturity of a bond held as collateral, in years.",
        aliases=("collateral maturity", "maturity of the collateral"),
    )
    collateral_other_currency: bool = field(
        False,
        description="Whether collateral or guarantee is in another currency than the exposure.",
        aliases=("collateral currency mismatch", "other currency collateral"),
    )
    holding_days: Annotated[Finite, Field(ge=1, le=250), Kind("duration", "days")] = field(
        20.0,
        description="Holding period of the haircuts in business days: 20 for loans, 10 for other "
        "capital market transactions, 5 for repos.",
        aliases=("holding period", "haircut holding period"),
    )
    revaluation_days: Annotated[Finite, Field(ge=1, le=250), Kind("duration", "days")] = field(
        1.0,
        description="Business days between revaluations or margin calls: the haircuts grow with "
        "them.",
        aliases=("revaluation", "remargining every", "revalued every", "margin call interval"),
    )
    lent_type: Collateral | None = field(
        None,
        description="What the bank has lent or sold under repo, where the exposure is a security: "
        "its own haircut raises the exposure.",
        aliases=("security lent", "what is lent", "lent security", "exposure security"),
        relations={"setting_of": "collateral"},
    )
    lent_rating: Rating | None = field(
        None,
        description="External rating of the security lent.",
        aliases=("rating of the security lent", "lent rating"),
    )
    lent_maturity: Years | None = field(
        None,
        description="Residual maturity of the security lent, in years.",
        aliases=("maturity of the security lent", "lent maturity"),
    )
    core_market: bool = field(
        False,
        description="Repo with a core market participant that meets the conditions of a zero "
        "haircut (CRE22.63).",
        aliases=("core market participant", "zero haircut repo", "carve-out repo"),
    )
    guaranteed: Money = field(
        0.0,
        description="Amount that an eligible guarantor covers.",
        aliases=("guaranteed", "guaranteed amount", "credit protection", "is guaranteed"),
    )
    guarantor_class: AssetClass | None = field(
        None,
        description="Class of the guarantor.",
        aliases=("guarantor class", "guarantor type", "guaranteed by", "protection seller"),
        synonyms={str(name): list(words) for name, words in SYNONYMS.items()},
        relations={"setting_of": "guaranteed"},
    )
    guarantor_rating: Rating | None = field(
        None,
        description="External rating of the guarantor.",
        aliases=("guarantor rating", "rating of the guarantor"),
        relations={"setting_of": "guaranteed"},
    )
    guarantor_pd: Probability | None = field(
        None,
        description="Probability of default of the guarantor.",
        aliases=("guarantor PD", "PD of the guarantor"),
    )
    guarantor_weight: Weight | None = field(
        None,
        description="Weight of the guarantor where it is known, such as 0 for the own government "
        "in its currency: 20 % is 0.2.",
        aliases=("guarantor weight", "weight of the guarantor", "guarantor at"),
    )
    restructuring_excluded: bool = field(
        False,
        description="Whether the protection is a credit derivative that does not pay on "
        "restructuring: only 60 % of it counts.",
        aliases=(
            *("no restructuring", "restructuring excluded", "without restructuring"),
            "restructuring is not a credit event",
        ),
    )
    double_default: bool = field(
        False,
        description="Basel II only: whether the guarantee counts by the double default formula "
        "instead of the guarantor's weight.",
        aliases=("double default", "double default framework", "joint default"),
    )
    protection_maturity: Years | None = field(
        None,
        description="Residual maturity of the collateral or guarantee, where shorter than the "
        "exposure.",
        aliases=(
            *("protection maturity", "maturity of the guarantee", "hedge maturity"),
            *("cover ends in", "guarantee ends in", "protection ends in", "covered for"),
        ),
    )
    currency_mismatch: bool = field(
        False,
        description="Whether it is an unhedged loan to a person in another currency than "
        "their income.",
        aliases=(
            *("currency mismatch", "foreign currency loan", "FX loan", "though she earns in"),
            *("though he earns in", "earns in another currency", "income in another currency"),
        ),
    )
    risk_weight: Weight | None = field(
        None,
        description="Standardised weight set by the supervisor instead of the table's, for a "
        "sovereign in its own currency or a development bank at 0 %: 0.2 is 20 %.",
        aliases=("supervisory risk weight", "national risk weight", "risk weight set"),
    )

    supporting_factor: Supporting | None = field(
        None,
        description="European Union only: the factor for small firms (0.7619 up to 2.5 million "
        "owed, 0.85 beyond) or for infrastructure (0.75).",
        aliases=("supporting factor", "SME supporting factor", "infrastructure supporting factor"),
        synonyms={
            "sme": ["SME supporting factor", "SME factor", "small firms"],
            "infrastructure": ["infrastructure supporting factor", "infrastructure factor"],
        },
    )
    group_owed: Money | None = field(
        None,
        description="For the factor of small firms: what the borrower and its group owe together, "
        "in euros.",
        aliases=("owed by the group", "total owed by the group", "group exposure"),
    )

    @field_validator(
        "rating", "sovereign_rating", "collateral_rating", "guarantor_rating", "lent_rating"
    )
    @classmethod
    def _known_rating(cls, rating: str | None, info: ValidationInfo) -> str | None:
        if short_term(rating) is None or info.field_name == "sovereign_rating":
            rung(rating)
        return rating

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.turnover is not None and 0 < self.turnover < LEAST_TURNOVER:
            raise ValueError("turnover is annual sales in full: 5 million is 5000000")
        if self.collateral and self.collaterals:
            raise ValueError("give collateral or collaterals, not both")
        if self.collateral and self.collateral_type is None:
            raise ValueError("collateral_type must say what the collateral is")
        if self.provisions > self.amount + self.undrawn:
            raise ValueError("provisions cannot exceed what is owed and undrawn")
        if self.amount == 0 and self.undrawn == 0:
            raise ValueError("amount and undrawn are both zero: nothing is exposed")
        if self.risk_weight is not None and self.asset_class not in _SET_BY_SUPERVISOR:
            raise ValueError(
                "risk_weight may be set only for sovereign, public_sector and development_bank"
            )
        return self

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        if self.guaranteed and self.guarantor_class is None and self.guarantor_weight is None:
            raise ValueError("guarantor_class must say who guarantees, or guarantor_weight")
        if self.double_default and not (self.guaranteed and self.guarantor_pd):
            raise ValueError("double_default needs guaranteed and guarantor_pd")
        if self.group_owed is not None and self.supporting_factor != "sme":
            raise ValueError("group_owed goes with the supporting_factor sme")
        return self

    @model_validator(mode="after")
    def _of_its_class(self) -> Self:
        if self.country_score is not None and self.asset_class != "sovereign":
            raise ValueError("country_score is of a sovereign")
        if self.cash_flows is not None:
            if self.maturity is not None:
                raise ValueError("give maturity or cash_flows, not both")
            if not sum(flow.amount for flow in self.cash_flows):
                raise ValueError("cash_flows add up to nothing")
        if self.loss_rate is not None and self.pd is not None:
            raise ValueError("give pd or loss_rate, not both")
        if self.dilution_loss is not None and not 0 < self.dilution_loss < 1:
            raise ValueError(
                "dilution_loss must lie between 0 and 1; leave it out if there is none"
            )
        return self

    @model_validator(mode="after")
    def _where_it_belongs(self) -> Self:
        if self.former_weight is not None and self.asset_class not in EQUITIES:
            raise ValueError("former_weight is of equities (CRE90.2)")
        if self.residential is not None and self.asset_class != "development":
            raise ValueError("residential is of the class development (CRE20.91)")
        return self

    @property
    def pieces(self) -> list["Exposure"]:
        """The exposure once for each thing that is pledged, with that as its only collateral."""
        if self.collaterals is None:
            return [self] if self.collateral else []
        return [
            self.model_copy(
                update={
                    "collaterals": None,
                    "collateral": one.amount,
                    "collateral_type": one.kind,
                    "collateral_rating": one.rating,
                    "collateral_maturity": one.maturity,
                    "collateral_other_currency": one.other_currency,
                }
            )
            for one in self.collaterals
            if one.amount
        ]

    @property
    def in_default(self) -> bool:
        """Whether it has defaulted."""
        return self.defaulted or self.pd == 1


_SET_BY_SUPERVISOR = ("sovereign", "public_sector", "development_bank")
