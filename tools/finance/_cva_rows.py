"""Rows of CVA capital: exposures, hedges and sensitivities."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from tools.fields import Currency, Finite, Flag, Identifier, Kind, Money, SignedMoney, field
from tools.finance._basel_ratings import rung
from tools.finance._basel_words import labelled, spelled
from tools.finance._cva_tables import Sector

LAST_INVESTMENT_GRADE = 9  # rung of BBB-

Years = Annotated[Finite, Field(ge=0.002, le=100), Kind("duration", "years")]
Vertex = Annotated[Finite, Field(ge=0.002, le=100), Kind("duration", "years")]
Discount = Annotated[Finite, Field(gt=0, le=1), Kind("number", "factor")]
Weight = Annotated[Finite, Field(gt=0, le=2), Kind("share", "fraction")]


def graded(value: str) -> str:
    """Letters of a rating, and the grade's own short forms, as the grade."""
    plain = "_".join(value.strip().lower().replace("-", "_").split())
    if plain in ("investment_grade", "high_yield"):
        return plain
    if plain == "ig":
        return "investment_grade"
    if plain in ("hy", "nr", "not_rated", "hy_nr", "high_yield_or_not_rated", "speculative_grade"):
        return "high_yield"
    at = rung(value)
    good = at is not None and at <= LAST_INVESTMENT_GRADE
    return "investment_grade" if good else "high_yield"


Grade = (
    Literal["investment_grade", "high_yield"]
    | Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9+_ -]{0,30}$"), AfterValidator(graded)]
)
"""The grade, or the letters of a rating."""

Label = Annotated[str, Field(min_length=1, max_length=80), Kind("name")]
Bucket = Annotated[Label, BeforeValidator(labelled, json_schema_input_type=str | int)]

SECTORS = {
    "sovereign": ["sovereign", "government", "central bank", "development bank", "ministry"],
    "local_government": [
        *("local government", "municipality", "education", "public administration"),
        *("university", "school", "city council", "public sector"),
    ],
    "financial": [
        *("financial", "bank", "financials", "insurer", "hedge fund", "broker"),
        *("insurance company", "asset manager", "reinsurer"),
    ],
    "pension_fund": ["pension fund"],
    "materials_energy": [
        *("materials", "energy", "industrials", "mining", "manufacturing", "manufacturer", "oil"),
        *("steel works", "steel maker", "foundry", "chemicals", "refinery", "machine builder"),
        *("mine", "agriculture"),
    ],
    "consumer_transport": [
        *("consumer goods", "retail", "retailer", "transportation", "airline", "logistics"),
        *("shipping", "haulier", "railway", "supermarket", "ferry line", "hotel chain"),
    ],
    "technology": [
        *("technology", "telecommunications", "software", "telecom", "tech", "software firm"),
        "internet company",
    ],
    "health_utilities": [
        *("health care", "utilities", "utility", "professional services", "hospital", "clinic"),
        *("hospital chain", "water company", "power company", "pharma", "law firm"),
    ],
    "other": ["other sector", "other", "not assigned"],
}
SectorName = Annotated[Sector, spelled(SECTORS)]
CLASSES = {
    "interest_rate": ["GIRR", "interest rate", "interest rates", "rates", "IR"],
    "fx": ["FX", "foreign exchange"],
    "counterparty_spread": ["counterparty credit spread", "counterparty spread", "CCS", "CCSR"],
    "reference_spread": ["reference credit spread", "reference spread", "RCS", "RCSR"],
    "equity": ["equity", "equities", "EQ"],
    "commodity": ["commodity", "commodities", "CM"],
}
RiskClassName = Annotated[
    Literal[
        "interest_rate", "fx", "counterparty_spread", "reference_spread", "equity", "commodity"
    ],
    spelled(CLASSES),
]
GRADES = {
    "investment_grade": [
        *("investment grade", "IG", "INVESTMENT_GRADE", "rated A", "A rated", "A-rated"),
        *("good rating", "good credit", "well rated", "solid", "strong credit"),
        *("AAA", "AA+", "AA", "AA-", "A+", "A-", "BBB+", "BBB", "BBB-"),
    ],
    "high_yield": [
        *("high yield", "HY", "not rated", "unrated", "speculative grade", "NR", "rated B"),
        *("without rating", "without a rating", "no rating", "poor credit", "weak credit"),
        *("junk", "sub-investment grade", "non-investment grade", "below investment grade"),
        *("BB+", "BB", "BB-", "B+", "B-", "CCC"),
    ],
}


class CvaExposure(BaseModel):
    """A netting set with a counterparty; several rows of one counterparty are several sets."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="The counterparty; without one each row is a counterparty of its own.",
        aliases=("counterparty", "name", "client", "counterparty id"),
    )
    sector: SectorName = field(
        description="Sector of the counterparty.",
        aliases=("sector", "industry", "type of counterparty"),
        synonyms=SECTORS,
    )
    quality: Grade = field(
        description="Whether it is investment grade or high yield (not rated counts as that).",
        aliases=("credit quality", "quality", "rating", "grade"),
        synonyms=GRADES,
    )
    ead: Money = field(
        description="Exposure at default of the netting set.",
        aliases=("EAD", "exposure at default", "exposure"),
    )
    maturity: Years = field(
        description="Effective maturity M of the netting set in years, not capped at five.",
        aliases=("effective maturity", "maturity", "M", "years"),
    )
    discount_factor: Discount | None = field(
        None,
        description="DF, where not the supervisory one; 1 for a bank on the internal model method.",
        aliases=("discount factor", "DF"),
    )
    internal_model: Flag = field(
        False,
        description="Whether the EAD comes from the internal model method: DF is 1 then.",
        aliases=("IMM", "internal model method", "internal model"),
    )


class CvaHedge(BaseModel):
    """A credit hedge of the full basic approach."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What the hedge is called.", aliases=("hedge", "name", "hedge id")
    )
    kind: Literal["single_name", "index"] = field(
        "single_name",
        description="A single-name CDS (or contingent CDS), or an index CDS.",
        aliases=("kind", "type of hedge", "hedge type"),
        synonyms={
            "single_name": ["single-name", "CDS", "contingent CDS", "SINGLE_NAME_CDS"],
            "index": ["index", "CDX", "iTraxx", "INDEX_CDS"],
        },
    )
    counterparty: Identifier | None = field(
        None,
        description="Of a single-name hedge: the counterparty it hedges; not needed with one only.",
        aliases=("counterparty", "hedged counterparty", "for"),
    )
    relation: Literal["direct", "legal", "sector_region"] = field(
        "direct",
        description="What it references: the counterparty itself, a legally related name, a name "
        "of the same sector and region.",
        aliases=("relation", "reference", "reference relation"),
        synonyms={
            "direct": ["direct", "the counterparty itself"],
            "legal": ["legally related", "parent", "subsidiary", "LEGAL_RELATION"],
            "sector_region": ["same sector and region", "proxy", "SAME_SECTOR_AND_REGION"],
        },
    )
    notional: Money = field(
        description="Notional of the protection bought.",
        aliases=("notional", "nominal", "protection"),
    )
    maturity: Years = field(
        description="Years left of the hedge.", aliases=("maturity", "remaining maturity", "years")
    )
    sector: SectorName = field(
        description="Sector of the reference name or of the index.",
        aliases=("sector", "industry"),
        synonyms=SECTORS,
    )
    quality: Grade = field(
        description="Grade of the reference name or of the index.",
        aliases=("credit quality", "quality", "rating", "grade"),
        synonyms=GRADES,
    )
    discount_factor: Discount | None = field(
        None, description="DF, where not the supervisory one.", aliases=("discount factor", "DF")
    )
    risk_weight: Weight | None = field(
        None,
        description="Of an index over several sectors or grades: the name-weighted average of "
        "their weights, before the factor 0.7.",
        aliases=("risk weight", "average risk weight", "RW"),
    )


class CvaSensitivity(BaseModel):
    """A sensitivity of CVA, or of a hedge, for the standardised approach."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What the row is called.", aliases=("name", "sensitivity", "row")
    )
    risk_class: RiskClassName = field(
        description="Risk class: interest rates, FX, counterparty or reference credit spreads, "
        "equity, commodity (MAR50.45).",
        aliases=("risk class", "class", "risk type"),
        synonyms=CLASSES,
    )
    measure: Literal["delta", "vega"] = field(
        "delta",
        description="Whether it is delta or vega; counterparty spreads have no vega.",
        aliases=("measure", "risk measure"),
        synonyms={"delta": ["delta"], "vega": ["vega"]},
    )
    currency: Currency | None = field(
        None,
        description="For interest rates and FX: the currency, which is the bucket.",
        aliases=("currency", "ccy", "currency bucket"),
    )
    bucket: Bucket | None = field(
        None,
        description="For the other classes: the bucket's number in MAR50.",
        aliases=("bucket", "bucket number"),
    )
    amount: SignedMoney = field(
        description="The sensitivity; positive where CVA, as a loss, rises with the factor.",
        aliases=("amount", "sensitivity", "value"),
    )
    role: Literal["cva", "hedge"] = field(
        "cva",
        description="Whether it is of the CVA itself or of an eligible hedge, which is deducted.",
        aliases=("role", "tag", "of CVA or hedge"),
        synonyms={"cva": ["CVA"], "hedge": ["hedge", "HDG"]},
    )
    tenor: Vertex | None = field(
        None,
        description="Years of the vertex, for rates of specified currencies and for spreads.",
        aliases=("tenor", "vertex", "maturity"),
    )
    inflation: Flag = field(
        False,
        description="For rates: whether the factor is inflation.",
        aliases=("inflation", "inflation rate"),
    )
    entity: Label | None = field(
        None,
        description="For counterparty spreads: the name, or the index.",
        aliases=("entity", "counterparty", "issuer"),
        relations={"named_with": "entity"},
    )
    group: Label | None = field(
        None,
        description="For counterparty spreads: the group of legally related names, or the index of "
        "which the entity is a series.",
        aliases=("group", "legal group", "parent"),
    )
    quality: Grade | None = field(
        None,
        description="For counterparty spreads: investment grade, or high yield or not rated.",
        aliases=("credit quality", "quality", "rating"),
        synonyms=GRADES,
    )
    risk_weight: Weight | None = field(
        None,
        description="A risk weight of one's own, where the supervisor wants another.",
        aliases=("risk weight", "RW"),
    )

    @model_validator(mode="before")
    @classmethod
    def _currency_as_bucket(cls, data: Any) -> Any:
        """A currency may stand in the column of buckets."""
        if not isinstance(data, dict) or data.get("currency") is not None:
            return data
        given: dict[str, Any] = data
        bucket = given.get("bucket")
        if isinstance(bucket, str) and len(bucket.strip()) == 3 and bucket.strip().isalpha():
            rest = {key: value for key, value in given.items() if key != "bucket"}
            return {**rest, "currency": bucket.strip().upper()}
        return data

    @field_validator("tenor", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """Tenors as people write them: `6m`, `10y`."""
        if not isinstance(value, str):
            return value
        text, unit = value.strip().lower()[:-1], value.strip().lower()[-1:]
        scale = {"m": 12.0, "y": 1.0}.get(unit)
        try:
            return float(text) / scale if scale else float(value)
        except ValueError:
            raise ValueError("must be years, or text such as 6m or 10y") from None
