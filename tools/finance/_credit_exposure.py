"""One credit exposure: what is owed, by whom, secured by what."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Finite, Identifier, Kind, Money, Probability, Share, field
from tools.finance._basel_ratings import rung
from tools.finance._credit_classes import (
    SYNONYMS,
    Approach,
    AssetClass,
    Collateral,
    Commitment,
)

Years = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]
LoanToValue = Annotated[Finite, Field(ge=0, le=20), Kind("share", "fraction")]
Grade = Literal["A", "B", "C"]
Phase = Literal["pre_operational", "operational", "high_quality"]
Slot = Literal["strong", "good", "satisfactory", "weak", "default"]
Rating = Annotated[str, Field(max_length=20), Kind("name")]
LEAST_TURNOVER = 10_000  # below it, millions were meant


class Exposure(BaseModel):
    """A loan, bond, facility or other asset."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="Name of the borrower or the exposure.",
        aliases=("borrower", "obligor", "counterparty", "debtor", "name", "client", "customer"),
    )
    asset_class: AssetClass = field(
        description="What kind of exposure it is.",
        aliases=("asset class", "exposure class", "class", "segment", "type", "product", "kind"),
        synonyms={str(name): list(words) for name, words in SYNONYMS.items()},
    )
    amount: Money = field(
        description="What is owed now (drawn, gross of provisions); 0 for an unused line.",
        aliases=(
            *("exposure", "EAD", "exposure at default", "drawn", "outstanding", "balance"),
            *("loan amount", "book value", "notional", "owed", "principal", "exposure amount"),
            *("loan of", "lent", "loan", "mortgage of", "have lent", "exposure of", "finance"),
        ),
        echo="{} owed",
    )
    approach: Approach | None = field(
        None,
        description="Approach for this exposure, where it differs from the rest.",
        aliases=("approach", "method", "treatment"),
        synonyms={
            "standardised": ["SA", "standardized", "standard approach", "STA"],
            "foundation": ["F-IRB", "FIRB", "foundation IRB"],
            "advanced": ["A-IRB", "AIRB", "advanced IRB", "IRB", "retail IRB"],
            "slotting": ["supervisory slotting", "slotted"],
        },
    )
    pd: Probability | None = field(
        None,
        description="Probability of default within a year, as a fraction: 1 % is 0.01; 1 means in "
        "default.",
        aliases=("PD", "probability of default", "default probability", "chance of default"),
        echo="a PD of {}",
    )
    lgd: Share | None = field(
        None,
        description="Loss given default as a fraction of the exposure: 45 % is 0.45.",
        aliases=("LGD", "loss given default", "loss rate in default", "severity"),
        relations={},
        echo="an LGD of {}",
    )
    maturity: Years | None = field(
        None,
        description="Effective or residual maturity in years.",
        aliases=("maturity", "remaining maturity", "tenor", "term", "M", "residual maturity"),
        echo="{} to run",
    )
    turnover: Money | None = field(
        None,
        description="Annual sales of the borrower's group in full euros: 5 million is 5000000.",
        aliases=("turnover", "annual sales", "sales", "revenue", "annual revenue"),
        unlike=(
            "loan",
            "lent",
            "exposure",
            "loan of",
            "drawn",
            "EAD",
            "million,",
            "project finance",
        ),
        echo="sales of {}",
    )
    rating: Rating | None = field(
        None,
        description="External rating of the borrower or issue: AA-, Baa1; unrated if none.",
        aliases=("rating", "external rating", "credit rating", "S&P", "Moody's", "ECAI"),
        echo="rated {}",
    )
    sovereign_rating: Rating | None = field(
        None,
        description="External rating of the borrower's country.",
        aliases=("sovereign rating", "country rating", "rating of the country"),
    )
    grade: Grade | None = field(
        None,
        description="Grade of an unrated bank under the standardised credit risk assessment.",
        aliases=("SCRA grade", "SCRA", "bank grade"),
        synonyms={"A": ["grade A"], "B": ["grade B"], "C": ["grade C"]},
    )
    well_capitalised: bool = field(
        False,
        description="Unrated bank of grade A with CET1 of at least 14 % and a leverage ratio of at "
        "least 5 %: 30 % instead of 40 %.",
        aliases=("well capitalised", "strongly capitalised bank"),
    )
    short_term: bool = field(
        False,
        description="Claim on a bank of at most three months original maturity.",
        aliases=("short term", "short-term interbank", "up to three months"),
    )
    ltv: LoanToValue | None = field(
        None,
        description="Loan to value of the property: 75 % is 0.75.",
        aliases=("LTV", "loan to value", "loan-to-value"),
        echo="a loan to value of {}",
    )
    property_value: Money | None = field(
        None,
        description="Value of the property, where the loan to value is not given.",
        aliases=("property value", "value of the house", "value of the property", "appraisal"),
        unlike=("lent", "loan of", "mortgage of", "loan", "lent on a house"),
        echo="a property worth {}",
    )
    senior_liens: Money = field(
        0.0,
        description="Liens of others on the property that rank before this loan.",
        aliases=("senior liens", "prior charges", "first mortgage of another bank"),
    )
    equal_liens: Money = field(
        0.0,
        description="Liens of others on the property that rank equally with this loan.",
        aliases=("pari passu liens", "equal ranking liens"),
    )
    borrower: Literal["individual", "sme", "company"] | None = field(
        None,
        description="Who owes a loan on real estate: a person, a small firm or another company.",
        aliases=("borrower type", "customer type", "counterparty type"),
        synonyms={
            "individual": ["person", "natural person", "household", "private"],
            "sme": ["small firm", "small business"],
            "company": ["corporate", "large company"],
        },
    )
    qualifying: bool | None = field(
        None,
        description="Whether the class's own criteria are met (CRE20.65 retail, CRE20.71 real "
        "estate, CRE20.91 construction, CRE20.34 covered bonds); taken as met except for "
        "construction.",
        aliases=("qualifying", "meets criteria", "eligible"),
    )
    phase: Phase | None = field(
        None,
        description="Phase of a project: before operation, in operation, or of high quality.",
        aliases=("phase", "project phase", "stage"),
        synonyms={
            "pre_operational": ["pre-operational", "under construction"],
            "operational": ["in operation", "operating"],
            "high_quality": ["high quality", "high-quality operational"],
        },
    )
    slot: Slot | None = field(
        None,
        description="Supervisory category of specialised lending.",
        aliases=("slot", "supervisory category", "slotting category"),
    )
    preferential: bool = field(
        False,
        description="Supervisor grants the lower slotting weights for strong and good.",
        aliases=("preferential slotting weight", "preferential"),
    )
    defaulted: bool = field(
        False,
        description="In default, or more than 90 days past due.",
        aliases=("defaulted", "in default", "past due", "non-performing", "NPL", "default"),
    )
    provisions: Money = field(
        0.0,
        description="Specific provisions and partial write-offs made for it.",
        aliases=("specific provisions", "provisions", "impairment", "allowance", "written off"),
        echo="{} provided for",
    )
    best_estimate_loss: Share | None = field(
        None,
        description="Best estimate of the expected loss of a defaulted exposure, as a fraction.",
        aliases=("best estimate of expected loss", "BEEL", "ELBE"),
    )
    undrawn: Money = field(
        0.0,
        description="Committed but undrawn amount, or the amount of a guarantee given.",
        aliases=("undrawn", "unused", "unused commitment", "off-balance", "committed undrawn"),
        echo="{} undrawn",
    )
    commitment: Commitment = field(
        "commitment",
        description="What the undrawn amount is.",
        aliases=("commitment type", "off-balance type", "facility type"),
        synonyms={
            "commitment": ["committed line", "irrevocable commitment"],
            "short_commitment": ["commitment up to one year"],
            "cancellable": ["unconditionally cancellable", "UCC", "revocable"],
            "guarantee": ["direct credit substitute", "standby letter of credit", "acceptance"],
            "performance": ["performance bond", "bid bond", "warranty"],
            "note_issuance": ["NIF", "RUF", "note issuance facility"],
            "trade": ["trade letter of credit", "documentary credit"],
        },
    )
    ccf: Annotated[Finite, Field(ge=0, le=2), Kind("share", "fraction")] | None = field(
        None,
        description="Own estimate of the credit conversion factor of the undrawn amount.",
        aliases=("CCF", "credit conversion factor", "conversion factor"),
    )
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
        synonyms={
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
        },
    )
    collateral_rating: Rating | None = field(
        None,
        description="External rating of a bond held as collateral.",
        aliases=("collateral rating", "rating of the collateral"),
    )
    collateral_maturity: Years | None = field(
        None,
        description="Residual maturity of a bond held as collateral, in years.",
        aliases=("collateral maturity", "maturity of the collateral"),
    )
    collateral_other_currency: bool = field(
        False,
        description="Collateral or guarantee is in another currency than the exposure.",
        aliases=("collateral currency mismatch", "other currency collateral"),
    )
    holding_days: Annotated[Finite, Field(ge=1, le=250), Kind("duration", "days")] = field(
        20.0,
        description="Holding period of the haircuts in business days: 20 for loans, 10 for other "
        "capital market transactions, 5 for repos.",
        aliases=("holding period", "haircut holding period"),
    )
    guaranteed: Money = field(
        0.0,
        description="Amount that an eligible guarantor covers.",
        aliases=("guaranteed", "guaranteed amount", "credit protection"),
    )
    guarantor_class: AssetClass | None = field(
        None,
        description="Class of the guarantor.",
        aliases=("guarantor class", "guarantor type", "guaranteed by"),
        synonyms={str(name): list(words) for name, words in SYNONYMS.items()},
    )
    guarantor_rating: Rating | None = field(
        None,
        description="External rating of the guarantor.",
        aliases=("guarantor rating", "rating of the guarantor"),
    )
    guarantor_pd: Probability | None = field(
        None,
        description="Probability of default of the guarantor.",
        aliases=("guarantor PD", "PD of the guarantor"),
    )
    protection_maturity: Years | None = field(
        None,
        description="Residual maturity of the collateral or guarantee, where shorter than the "
        "exposure.",
        aliases=("protection maturity", "maturity of the guarantee", "hedge maturity"),
    )
    currency_mismatch: bool = field(
        False,
        description="Unhedged loan to a person in another currency than their income.",
        aliases=("currency mismatch", "foreign currency loan", "FX loan"),
    )
    risk_weight: Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")] | None = field(
        None,
        description="Standardised weight set by the supervisor instead of the table's, for a "
        "sovereign in its own currency or a development bank at 0 %: 0.2 is 20 %.",
        aliases=("supervisory risk weight", "national risk weight", "risk weight set"),
    )

    @field_validator("rating", "sovereign_rating", "collateral_rating", "guarantor_rating")
    @classmethod
    def _known_rating(cls, rating: str | None) -> str | None:
        rung(rating)
        return rating

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.turnover is not None and 0 < self.turnover < LEAST_TURNOVER:
            raise ValueError("turnover is annual sales in full: 5 million is 5000000")
        if self.collateral and self.collateral_type is None:
            raise ValueError("collateral_type must say what the collateral is")
        if self.guaranteed and self.guarantor_class is None:
            raise ValueError("guarantor_class must say who guarantees")
        if self.provisions > self.amount + self.undrawn:
            raise ValueError("provisions cannot exceed what is owed and undrawn")
        if self.amount == 0 and self.undrawn == 0:
            raise ValueError("amount and undrawn are both zero: nothing is exposed")
        if self.risk_weight is not None and self.asset_class not in _SET_BY_SUPERVISOR:
            raise ValueError(
                "risk_weight may be set only for sovereign, public_sector and development_bank"
            )
        return self

    @property
    def in_default(self) -> bool:
        """Whether it has defaulted."""
        return self.defaulted or self.pd == 1


_SET_BY_SUPERVISOR = ("sovereign", "public_sector", "development_bank")
