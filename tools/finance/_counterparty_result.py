"""What a counterparty exposure comes to."""

from typing import Any

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Currency, Finite
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total

YEARS: dict[str, Any] = {"x-unit": "years"}


class TradeExposure(BaseModel):
    """One trade's part: what CRE52.30 to 52.53 make of it."""

    name: str = Field(description="Name of the trade.")
    netting_set: str = Field(description="The netting set it belongs to.")
    asset_class: str = Field(description="Its asset class, CRE52.24.")
    hedging_set: str = Field(description="The hedging set it falls into, CRE52.45.")
    maturity_bucket: str = Field(description="For interest rates, CRE52.57(3); else empty.")
    start: Finite = Field(description="S, CRE52.31(2).", json_schema_extra=YEARS)
    end: Finite = Field(description="E, CRE52.31(3).", json_schema_extra=YEARS)
    maturity: Finite = Field(
        description="M, floored at ten business days, CRE52.48.", json_schema_extra=YEARS
    )
    supervisory_duration: Finite | None = Field(
        description="SD of rates and credit, CRE52.34.", json_schema_extra=YEARS
    )
    adjusted_notional: Total = Field(description="d, CRE52.34 to 52.37.")
    supervisory_delta: Finite = Field(description="Delta, CRE52.38 to 52.41.")
    maturity_factor: Finite = Field(description="MF, CRE52.48 or 52.52.")
    effective_notional: SignedTotal = Field(description="D = d x MF x delta, CRE52.30(1).")
    supervisory_factor: Finite = Field(description="SF, CRE52.72 and 52.73.")
    supervisory_correlation: Finite | None = Field(
        default=None, description="Of credit, equity and commodities, CRE52.72."
    )
    option_volatility: Finite | None = Field(
        default=None, description="Supervisory volatility of an option, CRE52.72."
    )


class PartAddOn(BaseModel):
    """An entity, a maturity bucket or a hedging set of an asset class."""

    netting_set: str = Field(description="The netting set.")
    asset_class: str = Field(description="The asset class.")
    hedging_set: str = Field(description="The hedging set.")
    part: str = Field(description="Entity or maturity bucket; empty for the hedging set itself.")
    effective_notional: SignedTotal | None = Field(
        description="Sum of its trades' effective notionals; of a hedging set of rates the "
        "formula of CRE52.57(5)."
    )
    add_on: SignedTotal | None = Field(description="Effective notional x supervisory factor.")
    paragraph: str = Field(description="Where the standard asks for it.")


class NettingSetExposure(BaseModel):
    """One netting set."""

    name: str = Field(description="Name of the netting set.")
    margined: bool = Field(description="Whether it has a margin agreement, CRE52.2.")
    trades: Count = Field(description="Trades in it.")
    market_value: SignedTotal = Field(description="V, CRE52.10.")
    collateral: SignedTotal = Field(description="C after haircut, CRE52.10 and 52.18.")
    nica: SignedTotal = Field(description="Net independent collateral amount, CRE52.17.")
    margin_period: Finite | None = Field(
        description="Margin period of risk, CRE52.50.", json_schema_extra={"x-unit": "days"}
    )
    replacement_cost: Total = Field(description="RC, CRE52.10 or 52.18.")
    add_ons: dict[str, Total] = Field(description="Add-on of each asset class, CRE52.55.")
    addon_aggregate: Total = Field(description="Their sum, CRE52.25.")
    multiplier: Finite = Field(description="CRE52.23; floored at 5 %.")
    pfe: Total = Field(description="Multiplier x aggregate add-on, CRE52.20.")
    ead_before_cap: Total = Field(description="alpha x (RC + PFE), CRE52.1, before the cap.")
    unmargined_replacement_cost: Total | None = Field(description="RC had it no margin agreement.")
    unmargined_addon: Total | None = Field(description="Aggregate add-on without the agreement.")
    unmargined_multiplier: Finite | None = Field(description="Multiplier without the agreement.")
    unmargined_ead: Total | None = Field(description="What it would be without the agreement.")
    capped: bool = Field(description="Whether that is less and counts, CRE52.2.")
    ead: Total = Field(description="Exposure at default.")


class JointExposure(BaseModel):
    """Netting sets that share one margin agreement."""

    name: str = Field(description="Name of the margin agreement.")
    netting_sets: list[str] = Field(description="The netting sets it covers.")
    positive_value: Total = Field(description="Sum of their positive values, CRE52.75.")
    negative_value: SignedTotal = Field(description="Sum of their negative values, CRE52.75.")
    collateral: SignedTotal = Field(description="C_MA, all collateral under it, CRE52.75.")
    replacement_cost: Total = Field(description="RC of the agreement, CRE52.75.")
    pfe: Total = Field(description="Sum of the netting sets' unmargined PFE, CRE52.76.")
    ead: Total = Field(description="alpha x (RC + PFE), CRE52.1.")


class CounterpartyResult(ResultModel):
    """Exposure at default by SA-CCR, with every step."""

    ead: Total = Field(description="Exposure at default of all netting sets.")
    replacement_cost: Total = Field(description="RC of all netting sets.")
    pfe: Total = Field(description="Potential future exposure of all netting sets.")
    addon_aggregate: Total = Field(description="Aggregate add-on of all netting sets.")
    multiplier: Finite | None = Field(description="Multiplier, where there is one netting set.")
    alpha: Finite = Field(description="The factor used.")
    risk_weight: Finite | None = Field(
        default=None,
        description="Risk weight of the counterparty.",
        json_schema_extra={"x-unit": "fraction"},
    )
    rwa: Total | None = Field(default=None, description="Risk-weighted amount: EAD x risk weight.")
    capital: Total | None = Field(default=None, description="8 % of the risk-weighted amount.")
    netting_sets: list[NettingSetExposure] = Field(
        description="Each netting set; one under a joint margin agreement as if it had none."
    )
    margin_agreements: list[JointExposure] = Field(
        default_factory=list[JointExposure],
        description="Agreements over several netting sets: these count instead of their netting "
        "sets' own replacement cost.",
    )
    trades: list[TradeExposure] = Field(description="Each trade.")
    parts: list[PartAddOn] = Field(description="Entities, buckets and hedging sets.")
    steps: list[Step] = Field(description="Every intermediate figure with its paragraph.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
