"""Repos and securities lending under one master netting agreement (CRE22.66 to 22.69)."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.fields import Currency, Finite, Flag, Identifier, Kind, Money, Probability, Share, field
from tools.finance._basel_ratings import rung, short_term
from tools.finance._credit_classes import (
    FINANCIAL_COLLATERAL,
    SYNONYMS,
    Approach,
    AssetClass,
    Collateral,
)
from tools.finance._credit_exposure import COLLATERAL_WORDS
from tools.finance._credit_owed import Grade, Rating, Years

MOST_POSITIONS = 5_000
Days = Annotated[Finite, Field(ge=1, le=250), Kind("duration", "days")]


class RepoPosition(BaseModel):
    """One security, or cash, lent or received."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="The security; rows of the same one net.",
        aliases=("security", "ISIN", "issue", "bond", "name"),
    )
    kind: Collateral = field(
        description="What it is: cash, a kind of bond, shares, gold.",
        aliases=("kind", "type", "type of security", "security type"),
        synonyms=COLLATERAL_WORDS,
    )
    lent: Money = field(
        0.0,
        description="Market value lent, sold or posted.",
        aliases=("lent", "sold", "posted", "given", "value lent"),
    )
    received: Money = field(
        0.0,
        description="Market value borrowed, bought or received.",
        aliases=("received", "borrowed", "bought", "taken", "value received"),
    )
    rating: Rating | None = field(
        None, description="External rating of a bond.", aliases=("rating", "bond rating")
    )
    maturity: Years | None = field(
        None,
        description="Residual maturity of a bond, in years.",
        aliases=("maturity", "residual maturity", "years"),
    )
    currency: Currency | None = field(
        None,
        description="Currency, where not the one the set is settled in.",
        aliases=("currency", "ccy", "denominated in"),
    )

    floating: Flag = field(
        False,
        description="Whether the bond pays a floating rate: its minimum haircut is the shortest "
        "bond's.",
        aliases=("floating", "floating rate note", "FRN"),
    )

    @field_validator("rating")
    @classmethod
    def _known_rating(cls, rating: str | None) -> str | None:
        if short_term(rating) is None:
            rung(rating)
        return rating

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if self.lent == 0 and self.received == 0:
            raise ValueError("say what was lent or received")
        if self.kind not in FINANCIAL_COLLATERAL:
            raise ValueError("must be cash, gold, a bond, a securitisation or shares")
        return self


class RepoSet(BaseModel):
    """Securities financing with one counterparty under a master netting agreement."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="The counterparty.", aliases=("counterparty", "netting set", "name")
    )
    asset_class: AssetClass = field(
        description="Class of the counterparty.",
        aliases=("asset class", "counterparty class", "class"),
        synonyms={str(name): list(words) for name, words in SYNONYMS.items()},
    )
    positions: list[RepoPosition] = field(
        min_length=1,
        max_length=MOST_POSITIONS,
        description="What was lent and received, security by security, cash included.",
        aliases=("positions", "securities and cash", "repo book", "legs"),
    )
    rating: Rating | None = field(
        None, description="External rating of the counterparty.", aliases=("rating", "rated")
    )
    grade: Grade | None = field(
        None, description="Grade of an unrated bank: A, B or C.", aliases=("SCRA grade", "grade")
    )
    pd: Probability | None = field(
        None,
        description="Probability of default of the counterparty, for internal ratings.",
        aliases=("PD", "probability of default"),
    )
    lgd: Share | None = field(
        None,
        description="Own loss given default, for the advanced approach.",
        aliases=("LGD", "loss given default"),
    )
    approach: Approach | None = field(
        None, description="Approach for the counterparty.", aliases=("approach", "method")
    )
    haircut_floors: Flag = field(
        False,
        description="Whether the counterparty is supervised by nobody, so that the minimum haircut "
        "floors hold: below them the securities received do not count.",
        aliases=(
            *("haircut floors", "minimum haircuts", "unsupervised", "unregulated counterparty"),
            *("not prudentially supervised", "minimum haircut floors", "non-bank counterparty"),
        ),
    )
    holding_days: Days = field(
        5.0,
        description="Holding period in business days: 5 for repos, 10 for other capital market "
        "transactions.",
        aliases=("holding period", "margin period"),
    )
    revaluation_days: Days = field(
        1.0,
        description="Business days between margin calls.",
        aliases=("remargining every", "revaluation"),
    )
