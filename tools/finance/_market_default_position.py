"""A position that may default: its gross and scaled jump-to-default (MAR22.9 to 22.18)."""

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.errors import InvalidInput
from tools.fields import Finite, Identifier, Kind, Money, SignedMoney, field
from tools.finance._basel_ratings import FORM, rung

LEAST_YEARS, FULL_YEARS = 0.25, 1.0  # MAR22.15 and 22.18
Years = Annotated[Finite, Field(ge=0, le=100), Kind("duration", "years")]
Rating = Annotated[
    str, Field(min_length=1, max_length=40), Kind("name", form=f"{FORM}|[Dd]efaulted")
]
Weight = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")]

LOSS_GIVEN_DEFAULT = {
    "equity": 1.0,
    "non_senior": 1.0,
    "senior": 0.75,
    "covered": 0.25,
    "no_recovery": 0.0,
}
"""MAR22.12."""
US_LOSS = {"gse_issued": 0.75, "public": 0.5, "gse_guaranteed": 0.25}
"""What the United States propose beside them, section 210(b)(1)(iv)."""
RANKS = {
    "equity": 0,
    "no_recovery": 1,
    "non_senior": 1,
    "senior": 2,
    "gse_issued": 2,
    "public": 2,
    "covered": 3,
    "gse_guaranteed": 3,
}
WEIGHTS = {
    "AAA": 0.005,
    "AA": 0.02,
    "A": 0.03,
    "BBB": 0.06,
    "BB": 0.15,
    "B": 0.3,
    "CCC": 0.5,
    "unrated": 0.15,
    "defaulted": 1.0,
}
"""Table 2 of MAR22.24."""
BUCKETS = ("corporate", "sovereign", "local_government")
US_BUCKETS = ("corporate", "non_us_sovereign", "pse_gse", "defaulted")
_US_GRADES = ("investment_grade", "speculative_grade", "sub_speculative_grade")
US_WEIGHTS = {
    ("corporate", "investment_grade"): 0.041,
    ("non_us_sovereign", "investment_grade"): 0.006,
    ("pse_gse", "investment_grade"): 0.021,
    **{(b, "speculative_grade"): 0.22 for b in US_BUCKETS[:3]},
    **{(b, "sub_speculative_grade"): 0.5 for b in US_BUCKETS[:3]},
}


class DefaultPosition(BaseModel):
    """A bond, share, credit derivative or tranche."""

    model_config = ConfigDict(extra="forbid")

    obligor: Identifier | None = field(
        None,
        description="The issuer: of a securitisation its pool, of an index its series. Positions "
        "without one offset nothing.",
        aliases=("obligor", "issuer", "issuer id", "pool", "entity", "index series"),
    )
    name: Identifier | None = field(
        None,
        description="What the position is called.",
        aliases=("name", "position", "position id", "instrument", "bond"),
    )
    category: Literal["non_securitisation", "securitisation", "ctp"] = field(
        "non_securitisation",
        description="Ordinary issuers, securitisations, or the correlation trading portfolio.",
        aliases=("category", "risk class", "portfolio"),
        synonyms={
            "non_securitisation": ["non-securitisation", "bond", "ordinary", "NON_SECURITISATION"],
            "securitisation": ["securitisation", "tranche", "ABS", "SECURITISATION_NON_CTP"],
            "ctp": ["CTP", "correlation trading portfolio", "index tranche"],
        },
    )
    bucket: Identifier = field(
        "corporate",
        description="corporate, sovereign or local_government; of a securitisation its class and "
        "region; of the CTP its index.",
        aliases=("bucket", "type of issuer", "sector", "bucket key"),
    )
    direction: Literal["long", "short"] = field(
        "long",
        description="Whether it is long or short: long loses if the issuer defaults.",
        aliases=("direction", "side", "long or short", "default direction"),
        synonyms={
            "long": ["long", "bought", "sold protection", "long bond", "long position"],
            "short": ["short", "sold", "sold short", "short bond", "short position"],
        },
    )
    seniority: Literal[
        "equity",
        "non_senior",
        "senior",
        "covered",
        "no_recovery",
        "gse_issued",
        "public",
        "gse_guaranteed",
    ] = field(
        "senior",
        description="Seniority, which decides the loss given default: equity and non-senior 100 %, "
        "senior 75 %, covered 25 %, no_recovery where the price does not depend on recovery.",
        aliases=("seniority", "ranking", "class of debt"),
        synonyms={
            "equity": ["equity", "share", "stock"],
            "non_senior": ["subordinated", "non-senior", "junior", "NON_SENIOR_DEBT"],
            "senior": ["senior", "senior unsecured", "SENIOR_DEBT"],
            "covered": ["covered bond", "Pfandbrief", "COVERED_BOND"],
            "no_recovery": ["not linked to recovery", "NOT_RECOVERY_LINKED"],
            "gse_issued": ["GSE issued", "GSE_ISSUED_NOT_GUARANTEED"],
            "public": ["public sector entity", "PSE"],
            "gse_guaranteed": ["GSE guaranteed", "GSE_GUARANTEED"],
        },
    )
    notional: Money = field(
        description="Face value; of a tranche or index its market value, where not given apart.",
        aliases=("notional", "face value", "nominal", "principal"),
    )
    market_value: Money | None = field(
        None,
        description="Market value today.",
        aliases=("market value", "price", "fair value", "MV"),
    )
    profit: SignedMoney | None = field(
        None,
        description="Profit (positive) or loss already taken on the position: of a long one "
        "market value less notional, where not said.",
        aliases=("P&L", "cumulative P&L", "profit and loss", "mark-to-market loss"),
    )
    maturity: Years = field(
        1.0,
        description="Years left; below one year the exposure is scaled, at least by a quarter.",
        aliases=("maturity", "residual maturity", "years", "years left"),
        optional_default_said="a year or more to maturity",
    )
    rating: Rating | None = field(
        None,
        description="Rating of the issuer: AAA to CCC, unrated or defaulted.",
        aliases=("rating", "credit quality", "rated", "grade"),
    )
    risk_weight: Weight | None = field(
        None,
        description="Of a tranche: risk weight of the banking book at one year, as a fraction of "
        "the exposure (the weight times 8 %).",
        aliases=("risk weight", "RW", "default risk weight"),
    )
    tranche: Identifier | None = field(
        None,
        description="Of a securitisation: which tranche; only the same one offsets.",
        aliases=("tranche", "tranche id", "attachment", "class of notes"),
    )
    offset_group: Identifier | None = field(
        None,
        description="Positions that replicate each other in full and offset.",
        aliases=("offset group", "replication", "replicates"),
    )
    fair_value_cap: Money | None = field(
        None,
        description="Of a cash securitisation: fair value at which the exposure is capped.",
        aliases=("fair value cap", "cap"),
    )

    @field_validator("rating")
    @classmethod
    def _graded(cls, value: str | None) -> str | None:
        if value is None:
            return None
        plain = "_".join(value.strip().lower().replace("-", "_").split())
        if plain in ("defaulted", "default", "d"):
            return "defaulted"
        if plain in _US_GRADES:
            return plain
        at = rung(value)
        if at is None:
            return "unrated"
        letters = ("AAA", "AA", "A", "BBB", "BB", "B", "CCC")
        if at > 20:
            return "defaulted"
        return letters[0 if at == 0 else min((at + 2) // 3, 6)]

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        if self.rating is None and self.risk_weight is None:
            if self.category == "non_securitisation":
                raise ValueError("rating is needed: AAA to CCC, unrated or defaulted")
            raise ValueError("risk_weight is needed, or the rating of an untranched position")
        return self


@dataclass(frozen=True, slots=True)
class Loss:
    """One position's jump to default."""

    name: str
    place: str
    category: str
    bucket: str
    obligor: str
    seniority: str
    rank: int
    loss_given_default: float
    gross: float
    """Negative when short."""
    maturity_weight: float
    weight: float

    @property
    def scaled(self) -> float:
        """Gross times the fraction of a year, MAR22.15."""
        return self.gross * self.maturity_weight


def loss_of(
    position: DefaultPosition, place: str, number: int, regime: str, scale_tranches: bool
) -> Loss:
    """The jump to default of one position.

    Raises InvalidInput naming a bucket, seniority or rating that the regime does not have.
    """
    ordinary = position.category == "non_securitisation"
    bucket = _bucket(position, place, regime) if ordinary else position.bucket
    given = _loss_given_default(position, place, regime, bucket) if ordinary else 1.0
    gross = _gross(position, given) if ordinary else _exposure(position)
    scale = ordinary or scale_tranches
    years = min(max(position.maturity, LEAST_YEARS), FULL_YEARS)
    obligor = position.obligor or f"position {number + 1}"
    if not ordinary:
        obligor = position.offset_group or f"{obligor} {position.tranche or ''}".strip()
    return Loss(
        name=position.name or f"position {number + 1}",
        place=place,
        category=position.category,
        bucket=bucket,
        obligor=obligor,
        seniority=position.seniority if ordinary else "tranche",
        rank=RANKS[position.seniority] if ordinary else 0,
        loss_given_default=given,
        gross=gross,
        maturity_weight=years if scale else 1.0,
        weight=_weight(position, place, regime, bucket),
    )


def _gross(position: DefaultPosition, given: float) -> float:
    """LGD x notional + P&L, never of the other sign: MAR22.11."""
    notional, sign = position.notional, 1.0 if position.direction == "long" else -1.0
    profit = position.profit
    if profit is None:
        value = position.market_value
        profit = 0.0 if value is None else sign * (value - notional)
    gross = given * sign * notional + profit
    return max(gross, 0.0) if sign > 0 else min(gross, 0.0)


def _exposure(position: DefaultPosition) -> float:
    """Market value of a tranche, MAR22.27, at most its fair value, MAR22.34."""
    value = position.notional if position.market_value is None else position.market_value
    if position.fair_value_cap is not None:
        value = min(value, position.fair_value_cap)
    return value if position.direction == "long" else -value


def _bucket(position: DefaultPosition, place: str, regime: str) -> str:
    allowed = US_BUCKETS if regime == "us_npr" else BUCKETS
    plain = "_".join(position.bucket.strip().lower().replace("-", "_").split())
    plain = {"local_government_municipal": "local_government", "municipal": "local_government"}.get(
        plain, plain
    ).removesuffix("s")
    if plain not in allowed:
        raise InvalidInput.of(f"{place}.bucket", f"must be one of {', '.join(allowed)}")
    return plain


def _loss_given_default(position: DefaultPosition, place: str, regime: str, bucket: str) -> float:
    if regime == "us_npr":
        if bucket == "defaulted":
            return 1.0
        return {**LOSS_GIVEN_DEFAULT, **US_LOSS}[position.seniority]
    if position.seniority not in LOSS_GIVEN_DEFAULT:
        allowed = ", ".join(LOSS_GIVEN_DEFAULT)
        raise InvalidInput.of(f"{place}.seniority", f"must be one of {allowed} in this regime")
    return LOSS_GIVEN_DEFAULT[position.seniority]


def _weight(position: DefaultPosition, place: str, regime: str, bucket: str) -> float:
    if position.risk_weight is not None:
        return position.risk_weight
    rating = position.rating or ""
    if regime == "us_npr" and position.category == "non_securitisation":
        if bucket == "defaulted" or rating == "defaulted":
            return 1.0
        weight = US_WEIGHTS.get((bucket, _us_grade(rating)))
    else:
        weight = WEIGHTS.get(rating)
    if weight is None:
        allowed = ", ".join((*_US_GRADES, "defaulted") if regime == "us_npr" else WEIGHTS)
        raise InvalidInput.of(f"{place}.rating", f"must be one of {allowed} in this regime")
    return weight


def _us_grade(rating: str) -> str:
    """Letters as grades: BBB and better, BB and B, below B; unrated stays without one."""
    if rating in ("AAA", "AA", "A", "BBB"):
        return _US_GRADES[0]
    if rating in ("BB", "B"):
        return _US_GRADES[1]
    return _US_GRADES[2] if rating == "CCC" else rating
