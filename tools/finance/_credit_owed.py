"""The first half of a credit exposure: what is owed, by whom, and its risk parameters."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.fields import Finite, Identifier, Kind, Money, Probability, Share, field
from tools.finance._basel_ratings import FORM
from tools.finance._credit_classes import SYNONYMS, Approach, AssetClass, Commitment

MOST_FLOWS = 1_000
Years = Annotated[Finite, Field(gt=0, le=100), Kind("duration", "years")]
LoanToValue = Annotated[Finite, Field(ge=0, le=20), Kind("share", "fraction")]
CountryScore = Annotated[int, Field(ge=0, le=7), Kind("count", "score")]
Grade = Literal["A", "B", "C"]
Phase = Literal["pre_operational", "operational", "high_quality"]
Slot = Literal["strong", "good", "satisfactory", "weak", "default"]
Rating = Annotated[str, Field(max_length=20), Kind("name", form=FORM)]


class CashFlow(BaseModel):
    """A contractual payment of the borrower."""

    model_config = ConfigDict(extra="forbid")

    years: Years = field(
        description="Years until it is due.", aliases=("years", "due in", "time", "t")
    )
    amount: Money = field(
        description="Principal, interest and fees due then.",
        aliases=("amount", "payment", "cash flow", "instalment"),
    )


class Owed(BaseModel):
    """What is owed, by whom, and what the formulas and tables need to know of it."""

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
        unlike=(
            "a bank must",
            "our bank",
            "the bank",
            "banks must",
            "a bank hold",
            "for a bank to",
            "against cash",
            "cash of",
        ),
    )
    amount: Money = field(
        description="What is owed now (drawn, gross of provisions); 0 for an unused line.",
        aliases=(
            *("exposure", "EAD", "exposure at default", "drawn", "outstanding", "balance"),
            *("loan amount", "book value", "notional", "owed", "principal", "exposure amount"),
            *("loan of", "lent", "loan", "mortgage of", "have lent", "exposure of", "finance"),
            *("stake of", "shares worth", "stake worth", "equity of"),
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
    cash_flows: list[CashFlow] | None = field(
        None,
        min_length=1,
        max_length=MOST_FLOWS,
        description="Contractual payments, from which the effective maturity is worked out.",
        aliases=(
            *("cash flows", "payment schedule", "repayment schedule", "instalments"),
            *("repayments", "repaid by", "repays"),
        ),
        only_named=True,
    )
    turnover: Money | None = field(
        None,
        description="Annual sales of the borrower's group in full euros: 5 million is 5000000.",
        aliases=(
            *("turnover", "annual sales", "sales", "revenue", "annual revenue", "sells for"),
            *("sales of", "turns over", "takes in"),
        ),
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
    country_score: CountryScore | None = field(
        None,
        description="Of a sovereign without a rating: country risk score of export credit "
        "agencies, 0 to 7.",
        aliases=("country risk score", "ECA score", "OECD country risk classification"),
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
        unlike=("loan of", "loan to a"),
        echo="a loan to value of {}",
    )
    property_value: Money | None = field(
        None,
        description="Value of the property, where the loan to value is not given.",
        aliases=(
            *("property value", "value of the house", "value of the property", "appraisal"),
            *("house worth", "property worth", "flat worth", "home worth", "property valued at"),
            *("building worth", "on a house", "the house", "house is worth", "valued at"),
        ),
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
            "individual": ["person", "natural person", "household", "private", "individual"],
            "sme": ["small firm", "small business"],
            "company": ["corporate", "large company"],
        },
        relations={"setting_of": "ltv | property_value"},
    )
    qualifying: bool | None = field(
        None,
        description="Whether the class's own criteria are met (CRE20.65 retail, CRE20.71 real "
        "estate, CRE20.34 covered bonds; CRE20.91 construction: sold or let beforehand, or equity "
        "at risk; CRE20.46 companies without external ratings: investment grade and listed); "
        "taken as met except for construction and companies.",
        aliases=("qualifying", "meets criteria", "eligible", "pre-sold", "pre-let", "pre-leased"),
    )
    residential: bool | None = field(
        None,
        description="Of land acquisition, development and construction: whether homes are built, "
        "which alone may weigh 100 % (CRE20.91).",
        aliases=("residential development", "homes are built", "builds homes"),
        synonyms={
            "true": ["residential", "homes", "flats", "houses"],
            "false": ["commercial", "offices", "shops"],
        },
        relations={"setting_of": "qualifying"},
    )
    former_weight: Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")] | None = (
        field(
            None,
            description="Of an equity during the phase-in: its weight under the internal ratings "
            "used before, which stays the least (CRE90.2): 300 % is 3.",
            aliases=("former weight", "former IRB weight", "weight under the former approach"),
        )
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
        unlike=(
            *("defaulted", "in default", "loss given default", "exposure at default"),
            *("probability of default", "at default"),
        ),
    )
    preferential: bool = field(
        False,
        description="Whether the supervisor grants the lower slotting weights for strong and good.",
        aliases=("preferential slotting weight", "preferential"),
    )
    defaulted: bool = field(
        False,
        description="Whether it is in default, or more than 90 days past due.",
        aliases=(
            *("defaulted", "in default", "past due", "non-performing", "NPL", "default"),
            *("nobody has paid", "not paid back", "hasn't paid", "has not paid", "stopped paying"),
        ),
    )
    provisions: Money = field(
        0.0,
        description="Specific provisions and partial write-offs made for it.",
        aliases=(
            *("specific provisions", "provisions", "impairment", "allowance", "written off"),
            "provided for",
        ),
        echo="{} provided for",
    )
    short_maturity: bool = field(
        False,
        description="Exempt from the one-year floor of maturity: daily remargined or self-"
        "liquidating short-term transactions (CRE32.51).",
        aliases=("exempt from the one-year floor", "no maturity floor", "short-term exempt"),
    )
    loss_rate: Share | None = field(
        None,
        description="Of purchased receivables: expected loss of a year where the PD is not known "
        "apart, as a fraction.",
        aliases=("expected loss rate", "EL rate", "top-down expected loss"),
    )
    dilution_loss: Share | None = field(
        None,
        description="Of purchased receivables: expected loss of a year from dilution (returns, "
        "discounts, disputes), as a fraction.",
        aliases=("dilution", "dilution risk", "expected dilution loss", "dilution rate"),
        echo="dilution of {}",
    )
    dilution_one_year: bool = field(
        False,
        description="Supervisor allows a maturity of one year for dilution.",
        aliases=("one-year dilution", "dilution within a year"),
    )
    best_estimate_loss: Share | None = field(
        None,
        description="Best estimate of the expected loss of a defaulted exposure, as a fraction.",
        aliases=("best estimate of expected loss", "BEEL", "ELBE"),
    )
    undrawn: Money = field(
        0.0,
        description="Committed but undrawn amount, or the amount of a guarantee given.",
        aliases=(
            *("undrawn", "unused", "unused commitment", "off-balance", "committed undrawn"),
            *("not drawn", "unused line"),
        ),
        echo="{} undrawn",
    )
    commitment: Commitment = field(
        "commitment",
        description="What the undrawn amount is.",
        aliases=("commitment type", "off-balance type", "facility type"),
        unlike=("commitment of", "commitments of"),
        synonyms={
            "commitment": ["committed line", "irrevocable commitment", "committed"],
            "short_commitment": ["commitment up to one year"],
            "cancellable": [
                *("unconditionally cancellable", "UCC", "revocable", "cancel any time"),
                *("cancel at any time", "cancelled at any time", "can be cancelled"),
            ],
            "guarantee": ["direct credit substitute", "standby letter of credit", "acceptance"],
            "performance": ["performance bond", "bid bond", "warranty"],
            "note_issuance": ["NIF", "RUF", "note issuance facility"],
            "trade": ["trade letter of credit", "documentary credit"],
        },
    )
    commitment_to: Commitment | None = field(
        None,
        description="Of a commitment to provide an item off the balance sheet: that item; the "
        "lower of both conversion factors counts.",
        aliases=("commitment to provide", "commitment to issue", "facility to issue"),
    )
    ccf: Annotated[Finite, Field(ge=0, le=2), Kind("share", "fraction")] | None = field(
        None,
        description="Own estimate of the credit conversion factor of the undrawn amount.",
        aliases=("CCF", "credit conversion factor", "conversion factor"),
    )
