"""What liquidity ratios are asked from: liquid assets and flows, funding and assets."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Finite, Kind, Money, field
from tools.finance._liquidity_items import (
    AssetItem,
    FundingItem,
    InflowItem,
    LiquidAsset,
    OutflowItem,
    Swap,
)

MOST_ITEMS = 10_000
STOCK = ("level_1", "level_2a", "level_2b", "level_2b_mortgages", "liquid_asset_items")
_EXAMPLES: list[dict[str, Any]] = [
    {
        "level_1": 500e6,
        "level_2a": 400e6,
        "level_2b": 200e6,
        "outflows": 900e6,
        "inflows": 350e6,
        "currency": "EUR",
    },
    {
        "liquid_asset_items": [
            {"category": "central_bank_reserves", "amount": 120e6},
            {"category": "level_2a", "amount": 60e6},
        ],
        "outflow_items": [
            {"category": "stable_retail", "amount": 900e6},
            {"category": "non_financial", "amount": 150e6},
        ],
        "inflow_items": [{"category": "retail", "amount": 30e6}],
        "funding_items": [
            {"category": "regulatory_capital", "amount": 100e6},
            {"category": "stable_retail", "amount": 900e6},
        ],
        "asset_items": [
            {"category": "mortgages_low_weight", "amount": 800e6},
            {"category": "loans_long", "amount": 300e6},
        ],
    },
    {"available_funding": 84e9, "required_funding": 77e9},
]
_NEEDED = [
    [
        ["level_1", "outflows"],
        ["liquid_asset_items", "outflow_items"],
        ["level_1", "outflow_items"],
        ["liquid_asset_items", "outflows"],
    ]
]
_ALONE = [
    ["available_funding", "required_funding"],
    ["funding_items", "asset_items"],
    ["funding_items", "required_funding"],
    ["available_funding", "asset_items"],
]
DerivativeShare = Annotated[Finite, Field(ge=0.05, le=0.2), Kind("share", "fraction")]


class LiquidityRatiosRequest(RequestModel):
    """For the LCR: liquid assets and 30-day flows. For the NSFR: funding and assets. Or both."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": _EXAMPLES,
            "x-required-any": _NEEDED,
            "x-alone": _ALONE,
        }  # type: ignore[dict-item]
    )

    level_1: Money | None = field(
        None,
        description="Market value of Level 1 liquid assets.",
        aliases=(
            "Level 1",
            "Level 1 assets",
            "L1",
            "Level 1 HQLA",
            "HQLA level 1",
            "Level I",
            "level one",
            "Stufe 1",
        ),
        echo="{} of Level 1 assets",
    )
    level_2a: Money | None = field(
        None,
        description="Market value of Level 2A liquid assets, before the haircut.",
        aliases=(
            "Level 2A",
            "Level 2A assets",
            "L2A",
            "HQLA level 2A",
            "2A",
            "Level 2 A",
            "Stufe 2A",
        ),
        echo="{} of Level 2A assets",
    )
    level_2b: Money | None = field(
        None,
        description="Market value of Level 2B corporate debt and equities, before the haircut.",
        aliases=(
            "Level 2B",
            "Level 2B assets",
            "L2B",
            "HQLA level 2B",
            "2B",
            "Level 2 B",
            "Stufe 2B",
        ),
        echo="{} of Level 2B assets",
    )
    level_2b_mortgages: Money | None = field(
        None,
        description="Market value of Level 2B mortgage-backed securities, before the haircut.",
        aliases=("Level 2B RMBS", "RMBS", "2B mortgage-backed securities"),
        echo="{} of Level 2B mortgage securities",
    )
    liquid_asset_items: list[LiquidAsset] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Liquid assets one by one, each with its level.",
        aliases=(
            *("HQLA portfolio", "liquid assets one by one", "list of liquid assets", "HQLA:"),
            *("whole buffer is", "buffer in the vault", "buffer consists of", "the buffer is"),
            *("our buffer", "holdings"),
        ),
        only_named=True,
    )
    swaps: list[Swap] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Repos, reverse repos and collateral swaps of liquid assets that end within 30 "
        "days: unwound before the caps.",
        aliases=("collateral swaps", "short-term repos to unwind", "securities financing unwind"),
        only_named=True,
    )
    outflows: Money | None = field(
        None,
        description="Cash outflows over 30 days after run-off rates.",
        aliases=(
            *("outflows", "cash outflows", "total outflows", "expected outflows"),
            *("30-day outflows", "weighted outflows", "stressed outflows", "leaves"),
            *("cash out", "money out in a month", "Abflüsse"),
            *("go out", "goes out", "flow out", "flows out", "cash leaving", "money leaving"),
        ),
        echo="{} of outflows",
    )
    inflows: Money | None = field(
        None,
        description="Cash inflows over 30 days after inflow rates, before the cap.",
        aliases=(
            *("inflows", "cash inflows", "total inflows", "expected inflows", "weighted inflows"),
            *("30-day inflows", "come in", "comes in", "coming in", "money in", "arrives"),
            *("should come in", "might come in", "flow in", "flows in", "come back"),
            *("cash in", "Zuflüsse"),
        ),
        echo="{} of inflows",
    )
    outflow_items: list[OutflowItem] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Deposits, funding and commitments one by one, before run-off rates.",
        aliases=(
            *("deposits and funding", "run-off items", "deposits by type", "may run off"),
            *("deposits and lines", "deposits and commitments"),
        ),
    )
    inflow_items: list[InflowItem] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Payments due within 30 days one by one, before inflow rates.",
        aliases=(
            *("payments due by type", "maturing loans by type", "list of inflows", "come in"),
            *("inflows:", "expected from borrowers", "comes in", "coming in", "money due in"),
        ),
        only_named=True,
    )
    available_funding: Money | None = field(
        None,
        description="Available stable funding, where it is known.",
        aliases=(
            *("available stable funding", "ASF", "stable funding available", "stable funding"),
            *("stable funding we have", "available funding"),
        ),
        echo="{} of available stable funding",
    )
    required_funding: Money | None = field(
        None,
        description="Required stable funding, where it is known.",
        aliases=(
            *("required stable funding", "RSF", "stable funding required", "needed", "required"),
            *("funding needed", "stable funding needed", "stable funding we need"),
        ),
        echo="{} of required stable funding",
    )
    funding_items: list[FundingItem] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Capital and liabilities one by one, for the NSFR.",
        aliases=(
            *("funding sources", "capital and liabilities", "liabilities by type", "money in"),
            *(
                "how stable is our funding",
                "our funding",
                "funding side",
                "funding:",
                "funded by",
                "liabilities",
            ),
        ),
        only_named=True,
    )
    asset_items: list[AssetItem] | None = field(
        None,
        min_length=1,
        max_length=MOST_ITEMS,
        description="Assets and undrawn lines one by one, for the NSFR.",
        aliases=(
            *("assets by type", "asset side", "assets to fund", "money out", "assets:", "RSF of"),
            *("required funding by asset", "assets are", "our assets"),
        ),
        only_named=True,
    )
    derivative_assets: Money = field(
        0.0,
        description="Derivative assets for the NSFR, after eligible cash margin received.",
        aliases=("derivative assets", "NSFR derivative assets"),
    )
    derivative_liabilities: Money = field(
        0.0,
        description="Derivative liabilities for the NSFR, before margin posted.",
        aliases=("derivative liabilities", "negative replacement cost"),
    )
    margin_posted: Money = field(
        0.0,
        description="Variation margin posted on derivative liabilities.",
        aliases=("variation margin posted", "margin posted"),
    )
    derivative_share: DerivativeShare = field(
        0.05,
        description="Share of derivative liabilities that needs stable funding: 5 to 20 %.",
        aliases=("derivative liability add-on",),
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = given_fields(self)
        if not (self.covers or self.stable):
            refuse_missing(self, missing_fields(given, _NEEDED, _ALONE) or ["level_1"])
        if self.covers:
            self._check_coverage(given)
        if self.stable:
            self._check_stable(given)
        if self.margin_posted > self.derivative_liabilities:
            raise ValueError("margin_posted cannot exceed derivative_liabilities")
        return self

    def _check_coverage(self, given: set[str]) -> None:
        lacking: list[str] = []
        if not given & set(STOCK):
            lacking.append("level_1")
        if not given & {"outflows", "outflow_items"}:
            lacking.append("outflows")
        refuse_missing(self, lacking)
        for total, items in (("outflows", "outflow_items"), ("inflows", "inflow_items")):
            if {total, items} <= given:
                raise ValueError(f"give {total} or {items}, not both")

    def _check_stable(self, given: set[str]) -> None:
        pairs = (("available_funding", "funding_items"), ("required_funding", "asset_items"))
        refuse_missing(self, [total for total, items in pairs if not given & {total, items}])
        for total, items in pairs:
            if {total, items} <= given:
                raise ValueError(f"give {total} or {items}, not both")

    @property
    def covers(self) -> bool:
        """Whether the liquidity coverage ratio is asked for."""
        flows = {"outflows", "inflows", "outflow_items", "inflow_items", "swaps"}
        return bool(given_fields(self) & (set(STOCK) | flows))

    @property
    def stable(self) -> bool:
        """Whether the net stable funding ratio is asked for."""
        return bool(
            given_fields(self)
            & {"available_funding", "required_funding", "funding_items", "asset_items"}
        )
