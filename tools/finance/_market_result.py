"""What market-risk capital comes to."""

from typing import Any

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Currency, Finite
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total

YEARS: dict[str, object] = {"x-unit": "years"}
FRACTION: dict[str, object] = {"x-unit": "fraction"}


class WeightedSensitivity(BaseModel):
    """The net sensitivity to one risk factor, weighted."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta, vega or curvature.")
    bucket: str = Field(description="Bucket.")
    factor: str = Field(description="Curve, name, place and years of the factor.")
    sensitivity: SignedTotal = Field(description="Net sensitivity s, MAR21.4(1).")
    risk_weight: Finite = Field(description="RW.", json_schema_extra={"x-unit": "fraction"})
    weighted: SignedTotal = Field(description="WS = RW x s, MAR21.4(2).")
    up: SignedTotal | None = Field(description="CVR+ of curvature, MAR21.5(2).")
    down: SignedTotal | None = Field(description="CVR- of curvature, MAR21.5(2).")
    paragraph: str = Field(description="Where the weight stands.")


class BucketCapital(BaseModel):
    """One bucket in one correlation scenario."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta, vega or curvature.")
    scenario: str = Field(description="low, medium or high correlations.")
    bucket: str = Field(description="Bucket.")
    capital: Total = Field(description="K_b, MAR21.4(4).")
    position: SignedTotal = Field(description="S_b as it is summed across buckets, MAR21.4(5).")
    branch: str = Field(description="Of curvature the shock that counts; else empty.")


class RiskClassCapital(BaseModel):
    """One risk class and measure in the three scenarios."""

    risk_class: str = Field(description="Risk class.")
    measure: str = Field(description="Delta, vega or curvature.")
    low: Total = Field(description="Capital with low correlations, MAR21.6(3).")
    medium: Total = Field(description="Capital with the correlations as given.")
    high: Total = Field(description="Capital with high correlations, MAR21.6(2).")
    capital: Total = Field(description="Its capital in the scenario that counts.")
    alternative: bool = Field(description="Whether S_b was bounded by K_b in that scenario.")


class JumpToDefault(BaseModel):
    """One position that may default."""

    name: str = Field(description="Name of the position.")
    category: str = Field(description="Non-securitisation, securitisation or CTP.")
    bucket: str = Field(description="Its bucket.")
    loss_given_default: Finite = Field(
        description="LGD, MAR22.12.", json_schema_extra={"x-unit": "fraction"}
    )
    gross: SignedTotal = Field(description="Gross jump-to-default, MAR22.11; negative if short.")
    maturity_weight: Finite = Field(
        description="Fraction of a year, MAR22.15 and 22.18.",
        json_schema_extra={"x-unit": "fraction"},
    )
    scaled: SignedTotal = Field(description="Gross times that fraction.")


class NetJumpToDefault(BaseModel):
    """One obligor after offsetting."""

    category: str = Field(description="Non-securitisation, securitisation or CTP.")
    bucket: str = Field(description="Its bucket.")
    obligor: str = Field(description="Issuer, tranche or replication.")
    seniority: str = Field(description="Rank of the claim.")
    amount: SignedTotal = Field(description="Net jump-to-default, MAR22.19; negative if short.")
    risk_weight: Finite = Field(
        description="Default risk weight, MAR22.24 and 22.34.",
        json_schema_extra={"x-unit": "fraction"},
    )


class DefaultBucketCapital(BaseModel):
    """A bucket of default risk."""

    category: str = Field(description="Non-securitisation, securitisation or CTP.")
    bucket: str = Field(description="Bucket.")
    hedge_benefit_ratio: Finite = Field(
        description="HBR, MAR22.23 and 22.44.", json_schema_extra={"x-unit": "fraction"}
    )
    weighted_long: Total = Field(description="Risk-weighted long positions.")
    weighted_short: Total = Field(description="Risk-weighted short positions, as a positive sum.")
    capital: SignedTotal = Field(description="DRC_b, MAR22.25 and 22.44.")


class ResidualAddOn(BaseModel):
    """One instrument with residual risk."""

    name: str = Field(description="Name of the instrument.")
    kind: str = Field(description="Exotic or other.")
    notional: Total = Field(description="Gross notional.")
    risk_weight: Finite = Field(description="MAR23.8.", json_schema_extra={"x-unit": "fraction"})
    add_on: Total = Field(description="Notional x weight.")
    excluded: str = Field(description="Why it is left out; else empty.")


class SimpleClassCapital(BaseModel):
    """One class of the simplified standardised approach."""

    risk: str = Field(description="Interest rates, equity, foreign exchange or commodities.")
    specific: Total = Field(description="Specific risk, MAR40.")
    general: Total = Field(description="General risk, MAR40.")
    options: Total = Field(description="Bought options, MAR40.76.")
    gamma: Total = Field(default=0.0, description="Gamma of options by delta-plus, MAR40.80.")
    vega: Total = Field(default=0.0, description="Vega of options by delta-plus, MAR40.80.")
    scenarios: Total = Field(default=0.0, description="Options by the scenario approach, MAR40.84.")
    before_scaling: Total = Field(description="Their sum.")
    scaling_factor: Finite = Field(description="MAR40.2.", json_schema_extra={"x-unit": "ratio"})
    capital: Total = Field(description="The sum times the factor.")


class ModelCapital(BaseModel):
    """The internal models approach."""

    imcc: Total = Field(description="Capital of modellable factors, MAR33.15.")
    ses: Total = Field(description="Capital of factors that cannot be modelled, MAR33.17.")
    multiplier: Finite = Field(
        description="m_c with the backtest's add-on, MAR33.42.",
        json_schema_extra={"x-unit": "ratio"},
    )
    factors: Total = Field(description="C_A: the larger of the day's and the averages', MAR33.41.")
    default_risk: Total = Field(description="Default risk of the model, MAR33.22.")
    eligible: Total = Field(description="C_A and default risk of green and amber desks, MAR33.43.")
    surcharge: Total = Field(description="Surcharge of amber desks, MAR33.45.")
    ineligible: Total = Field(description="Standardised capital of red desks, MAR33.43.")


class MarketResult(ResultModel):
    """Market-risk capital by the standardised approach, with every step."""

    capital: Total = Field(
        description="Sum of the components, MAR20.4; of the simplified approach MAR40.2."
    )
    rwa: Total = Field(description="12.5 times the capital, MAR20.1.")
    sensitivities_capital: Total = Field(description="Sensitivities-based method, MAR21.7.")
    low: Total = Field(description="Its sum with low correlations.")
    medium: Total = Field(description="Its sum with the correlations as given.")
    high: Total = Field(description="Its sum with high correlations.")
    scenario: str = Field(description="The scenario with the most capital; it counts.")
    default_capital: Total = Field(description="Default risk capital, MAR22.")
    default_by_category: dict[str, Total] = Field(description="Its three categories.")
    residual_add_on: Total = Field(description="Residual risk add-on, MAR23.")
    risk_classes: list[RiskClassCapital] = Field(description="Each risk class and measure.")
    buckets: list[BucketCapital] = Field(description="Each bucket in each scenario.")
    weighted_sensitivities: list[WeightedSensitivity] = Field(description="Each risk factor.")
    jumps: list[JumpToDefault] = Field(description="Each position that may default.")
    net_jumps: list[NetJumpToDefault] = Field(description="Each obligor after offsetting.")
    default_buckets: list[DefaultBucketCapital] = Field(description="Buckets of default risk.")
    residuals: list[ResidualAddOn] = Field(description="Instruments with residual risk.")
    simplified: list[SimpleClassCapital] = Field(
        default_factory=list[SimpleClassCapital],
        description="The classes of the simplified approach, where it was asked for.",
    )
    model: ModelCapital | None = Field(
        default=None, description="The internal models approach, where it was asked for."
    )
    steps: list[Step] = Field(description="Every intermediate figure with its paragraph.")
    regime: str = Field(description="Whose rules.")
    currency: Currency | None = Field(default=None, description="Reporting currency.")


def without_sensitivities(**own: Any) -> MarketResult:
    """The result of an approach that has no sensitivities: their parts are empty."""
    empty: dict[str, Any] = {
        **dict.fromkeys(("low", "medium", "high", "default_capital"), 0.0),
        **dict.fromkeys(("sensitivities_capital", "residual_add_on"), 0.0),
        **{name: [] for name in _LISTS},
    }
    return MarketResult(summary="", scenario="", default_by_category={}, **empty, **own)


_LISTS = (
    *("risk_classes", "buckets", "weighted_sensitivities"),
    *("jumps", "net_jumps", "default_buckets", "residuals"),
)
