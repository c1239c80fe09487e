"""What liquidity ratios come to."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Currency, Finite
from tools.finance._basel_steps import Step
from tools.sums import SignedTotal, Total


class WeightedItem(BaseModel):
    """One item after its factor."""

    name: str = Field(description="What it is.")
    side: str = Field(description="liquid asset, outflow, inflow, funding or asset.")
    category: str = Field(description="Its category.")
    amount: Total = Field(description="Amount before the factor.")
    factor: Finite = Field(
        description="Factor: one less the haircut, run-off, inflow or funding factor.",
        json_schema_extra={"x-unit": "fraction"},
    )
    weighted: Total = Field(description="Amount after the factor.")
    paragraph: str = Field(description="Where the standard sets it.")


class LiquidityRatios(ResultModel):
    """Liquidity coverage ratio, net stable funding ratio, or both."""

    lcr: Finite | None = Field(
        default=None,
        description="Liquid assets over net cash outflows; none without net outflows.",
        json_schema_extra={"x-unit": "fraction"},
    )
    liquid_assets: Total | None = Field(
        default=None, description="Stock of high-quality liquid assets after haircuts and caps."
    )
    level_1: Total | None = Field(default=None, description="Level 1 after haircuts.")
    level_2a: Total | None = Field(default=None, description="Level 2A after haircuts.")
    level_2b: Total | None = Field(default=None, description="Level 2B after haircuts.")
    cap_15_adjustment: Total | None = Field(
        default=None, description="Cut off by the 15 % cap on Level 2B."
    )
    cap_40_adjustment: Total | None = Field(
        default=None, description="Cut off by the 40 % cap on Level 2."
    )
    outflows: Total | None = Field(default=None, description="Outflows after run-off rates.")
    inflows: Total | None = Field(default=None, description="Inflows after inflow rates.")
    inflows_counted: Total | None = Field(
        default=None, description="Inflows after the cap of 75 % of outflows."
    )
    net_outflows: Total | None = Field(default=None, description="Outflows less inflows counted.")
    liquidity_surplus: SignedTotal | None = Field(
        default=None, description="Liquid assets beyond net outflows; negative if short."
    )
    nsfr: Finite | None = Field(
        default=None,
        description="Available over required stable funding; none where nothing is required.",
        json_schema_extra={"x-unit": "fraction"},
    )
    available_funding: Total | None = Field(default=None, description="Available stable funding.")
    required_funding: Total | None = Field(default=None, description="Required stable funding.")
    funding_surplus: SignedTotal | None = Field(
        default=None, description="Available beyond required stable funding; negative if short."
    )
    minimum: Finite = Field(
        default=1.0,
        description="Least ratio both must reach: 100 %.",
        json_schema_extra={"x-unit": "fraction"},
    )
    horizon_days: Finite = Field(
        default=30.0,
        description="Days of stress the liquid assets must cover.",
        json_schema_extra={"x-unit": "days"},
    )
    inflow_cap: Finite = Field(
        default=0.75,
        description="Share of outflows up to which inflows count.",
        json_schema_extra={"x-unit": "fraction"},
    )
    items: list[WeightedItem] = Field(description="Each item with its factor.")
    steps: list[Step] = Field(description="Every intermediate, with its paragraph.")
    currency: Currency | None = Field(default=None, description="Currency of the amounts.")
