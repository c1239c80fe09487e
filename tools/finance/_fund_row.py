"""An equity investment in a fund, and what the fund holds (CRE60)."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Flag, Identifier, Kind, Money, Share, field
from tools.finance._credit_classes import SYNONYMS, AssetClass
from tools.finance._credit_owed import Grade, LoanToValue, Rating

MOST_HOLDINGS = 2_000
FundApproach = Literal["look_through", "mandate", "fall_back"]
HoldingWeight = Annotated[Finite, Field(ge=0, le=12.5), Kind("share", "fraction")]
Multiple = Annotated[Finite, Field(ge=1, le=100), Kind("number", "factor")]


class FundHolding(BaseModel):
    """An asset of the fund, or derivatives on one."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What it is.", aliases=("asset", "holding", "name", "instrument")
    )
    kind: Literal["asset", "derivative"] = field(
        "asset",
        description="An asset on the fund's balance sheet, or derivatives (and other items off "
        "it), which count by their notional and by counterparty risk.",
        aliases=("kind", "type of holding", "on or off balance"),
        synonyms={
            "asset": ["asset", "on balance sheet"],
            "derivative": ["derivative", "futures", "forward", "swap", "off balance sheet"],
        },
    )
    amount: Money | None = field(
        None,
        description="Value of the asset, or notional of the derivatives.",
        aliases=("amount", "value", "exposure", "notional", "market value"),
    )
    limit: Share | None = field(
        None,
        description="Of a mandate: most of the fund's assets that may be in it, instead of an "
        "amount: 60 % is 0.6.",
        aliases=("limit", "at most", "maximum share", "up to"),
    )
    asset_class: AssetClass | None = field(
        None,
        description="What the bank would hold, held directly; of derivatives the underlying.",
        aliases=("asset class", "class", "exposure class"),
        synonyms={str(name): list(words) for name, words in SYNONYMS.items()},
    )
    rating: Rating | None = field(
        None, description="External rating.", aliases=("rating", "external rating")
    )
    grade: Grade | None = field(
        None, description="Grade of an unrated bank: A, B or C.", aliases=("SCRA grade", "grade")
    )
    ltv: LoanToValue | None = field(
        None, description="Loan to value, of loans on property.", aliases=("LTV", "loan to value")
    )
    risk_weight: HoldingWeight | None = field(
        None,
        description="Risk weight of the asset or underlying, where it is known: 250 % is 2.5.",
        aliases=("risk weight", "RW", "weight"),
    )
    counterparty_weight: HoldingWeight | None = field(
        None,
        description="Risk weight of the derivatives' counterparty: 2 % for a qualifying CCP.",
        aliases=("counterparty weight", "weight of the counterparty", "CCP weight"),
    )
    counterparty_exposure: Money | None = field(
        None,
        description="Exposure at default of the derivatives by SA-CCR, where it is known.",
        aliases=("counterparty exposure", "CCR exposure", "EAD of the derivatives"),
    )
    replacement_cost: Money | None = field(
        None,
        description="Replacement cost of the derivatives; the notional where it is unknown.",
        aliases=("replacement cost", "RC"),
    )
    add_on: Money | None = field(
        None,
        description="Potential future exposure; 15 % of the notional where it is unknown.",
        aliases=("add-on", "PFE", "potential future exposure"),
    )
    cleared: Flag = field(
        False,
        description="Whether a central counterparty clears them: no addition for CVA risk then.",
        aliases=("cleared", "centrally cleared", "CCP"),
    )

    @model_validator(mode="after")
    def _told(self) -> Self:
        if (self.amount is None) == (self.limit is None):
            raise ValueError("give amount, or the limit of a mandate")
        if self.asset_class is None and self.risk_weight is None:
            raise ValueError("asset_class or risk_weight must say how it weighs")
        told = (self.counterparty_exposure, self.replacement_cost, self.add_on)
        if self.kind == "asset" and any(x is not None for x in told):
            raise ValueError(
                "counterparty_exposure, replacement_cost and add_on are of derivatives"
            )
        return self


class Fund(BaseModel):
    """An investment in a fund's equity."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="Name of the fund.", aliases=("fund", "name", "UCITS", "scheme")
    )
    amount: Money | None = field(
        None,
        description="What the bank has invested, commitments included; or give the share.",
        aliases=("amount", "investment", "invested", "equity investment", "holding of"),
        echo="{} invested",
    )
    share: Share | None = field(
        None,
        description="Share of the fund's equity the bank owns, instead of the amount: 20 % is 0.2.",
        aliases=("share owned", "share of the fund", "owns", "stake"),
    )
    approach: FundApproach | None = field(
        None,
        description="Look-through from what the fund holds, mandate from what it may hold, or "
        "fall-back at 1250 %; by the fields given where not said.",
        aliases=("approach", "method", "fund approach"),
        synonyms={
            "look_through": ["look-through approach", "look through", "LTA"],
            "mandate": ["mandate-based approach", "MBA", "mandate-based"],
            "fall_back": ["fall-back approach", "fallback", "FBA"],
        },
    )
    holdings: list[FundHolding] | None = field(
        None,
        min_length=1,
        max_length=MOST_HOLDINGS,
        description="What the fund holds or may hold, derivatives included.",
        aliases=("holdings", "assets of the fund", "portfolio of the fund"),
        only_named=True,
    )
    average_risk_weight: HoldingWeight | None = field(
        None,
        description="Average risk weight of the fund's assets, instead of its holdings.",
        aliases=("average risk weight", "risk weight of the fund's assets"),
    )
    assets: Money | None = field(
        None,
        description="Total assets of the fund; the sum of its holdings where not said.",
        aliases=("total assets", "fund assets", "assets"),
    )
    equity: Money | None = field(
        None,
        description="Equity of the fund (net asset value).",
        aliases=("equity of the fund", "net asset value", "NAV", "fund equity"),
    )
    leverage: Multiple | None = field(
        None,
        description="Assets over equity; under the mandate approach the most the mandate allows.",
        aliases=("leverage", "maximum leverage", "fund leverage", "assets to equity"),
        echo="leverage of {}",
    )
    third_party: Flag = field(
        False,
        description="Whether a third party works the weights out: they count 1.2 times then.",
        aliases=("third party", "calculated by the manager"),
    )

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.amount is None and (self.share is None or self.equity is None):
            raise ValueError("give amount, or share and the fund's equity")
        if self.amount is not None and self.share is not None:
            raise ValueError("give amount or share, not both")
        if self.holdings is not None and self.average_risk_weight is not None:
            raise ValueError("give holdings or average_risk_weight, not both")
        if self.equity == 0:
            raise ValueError("equity must be more than 0")
        if self.approach == "fall_back" and self.holdings is not None:
            raise ValueError("the fall-back approach uses no holdings; leave them out")
        return self

    @property
    def invested(self) -> float:
        """What the bank has in the fund."""
        return (
            self.amount if self.amount is not None else (self.share or 0.0) * (self.equity or 0.0)
        )
