"""Items of a liquidity calculation: liquid assets, flows, funding, assets."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Identifier, Kind, Money, Share, field
from tools.finance._liquidity_categories import (
    ASSETS,
    FUNDING,
    HAIRCUTS,
    INFLOWS,
    OUTFLOWS,
    Asset,
    Factor,
    Funding,
    Inflow,
    Liquid,
    Outflow,
)

Encumbered = Annotated[Finite, Field(ge=0, le=1200), Kind("duration", "months")]
_NAMES = ("item", "name", "position", "line", "description")
_AMOUNTS = ("amount", "balance", "market value", "carrying value", "outstanding", "value")
_KINDS = ("category", "kind", "type", "class", "bucket")


def _words(table: dict[str, Factor], **more: list[str]) -> dict[str, list[str]]:
    """Synonyms: what each category is called, and further words."""
    return {name: [factor.said, *more.get(name, [])] for name, factor in table.items()}


class LiquidAsset(BaseModel):
    """An unencumbered high-quality liquid asset."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Liquid = field(
        description="Its level or kind.",
        aliases=(*_KINDS, "level", "HQLA level"),
        synonyms=_words(
            {str(name): factor for name, (_, factor) in HAIRCUTS.items()},
            cash=["cash", "banknotes"],
            central_bank_reserves=["reserves"],
            level_1=["Level 1", "L1", "1"],
            level_2a=["Level 2A", "L2A", "2A"],
            rmbs_2b=["RMBS", "Level 2B RMBS"],
            corporate_2b=["Level 2B", "L2B", "2B", "corporate bonds 2B"],
            equity_2b=["equities", "shares"],
        ),
    )
    amount: Money = field(
        description="Market value before the haircut.", aliases=_AMOUNTS, echo="{}"
    )


class _Rated(BaseModel):
    """An item whose rate the national supervisor may set."""

    model_config = ConfigDict(extra="forbid")

    rate: Share | None = field(
        None,
        description="Rate set by the national supervisor, where another than the standard's.",
        aliases=("rate", "factor", "run-off rate", "inflow rate", "national rate"),
    )

    def factor(self, standard: Factor) -> float | None:
        """The rate to use; None where the supervisor's is missing."""
        return self.rate if self.rate is not None else standard.rate


class OutflowItem(_Rated):
    """Money that may leave within 30 days."""

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Outflow = field(
        description="What kind of funding or commitment it is.",
        aliases=(*_KINDS, "outflow category", "deposit type"),
        synonyms=_words(
            {str(name): factor for name, factor in OUTFLOWS.items()},
            stable_retail=["stable deposits", "stable retail"],
            less_stable_retail=["less stable deposits", "less stable retail", "retail deposits"],
            operational=["operational"],
            non_financial=["corporate deposits", "non-financial corporates", "corporates"],
            financial=["interbank deposits", "bank deposits", "deposits from banks"],
            credit_non_financial=["corporate credit lines", "undrawn corporate lines"],
        ),
    )
    amount: Money = field(description="Outstanding balance or undrawn amount.", aliases=_AMOUNTS)

    @model_validator(mode="after")
    def _no_less(self) -> Self:
        standard = OUTFLOWS[self.category].rate
        free = self.category in ("trade_finance", "contingent", "term_retail")
        if self.rate is not None and standard is not None and not free and self.rate < standard:
            raise ValueError(f"rate may not be below the standard's {standard:g} for this category")
        return self


class InflowItem(_Rated):
    """Money contractually due within 30 days from performing exposures."""

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Inflow = field(
        description="From whom or what it comes.",
        aliases=(*_KINDS, "inflow category"),
        synonyms=_words(
            {str(name): factor for name, factor in INFLOWS.items()},
            retail=["retail loans", "retail inflows"],
            non_financial=["corporate loans", "corporate inflows"],
            financial=["interbank loans", "due from banks"],
        ),
    )
    amount: Money = field(description="Contractual amount due.", aliases=_AMOUNTS)

    @model_validator(mode="after")
    def _no_more(self) -> Self:
        standard = INFLOWS[self.category].rate
        if self.rate is not None and standard is not None and self.rate > standard:
            raise ValueError(f"rate may not exceed the standard's {standard:g} for this category")
        return self


class FundingItem(_Rated):
    """Capital or a liability, by how stable it is over a year."""

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Funding = field(
        description="What kind of funding it is.",
        aliases=(*_KINDS, "funding category", "ASF category"),
        synonyms=_words(
            {str(name): factor for name, factor in FUNDING.items()},
            regulatory_capital=["capital", "own funds", "equity"],
            long_term=["long-term funding", "funding over one year", "bonds over a year"],
            stable_retail=["stable deposits"],
            less_stable_retail=["less stable deposits"],
            non_financial_short=["corporate deposits", "corporate funding"],
            financial_short=["interbank funding", "short-term interbank"],
        ),
    )
    amount: Money = field(description="Carrying value.", aliases=_AMOUNTS)


class AssetItem(_Rated):
    """An asset or commitment, by how much stable funding it needs."""

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Asset = field(
        description="What kind of asset it is.",
        aliases=(*_KINDS, "asset category", "RSF category"),
        synonyms=_words(
            {str(name): factor for name, factor in ASSETS.items()},
            level_1=["Level 1", "L1"],
            level_2a=["Level 2A", "L2A"],
            level_2b=["Level 2B", "L2B"],
            mortgages_low_weight=["mortgages", "residential mortgages"],
            loans_long=["corporate loans", "loans over a year", "long-term loans"],
            other_short=["loans under a year", "short-term loans"],
            undrawn_commitments=["undrawn lines", "undrawn commitments"],
        ),
    )
    amount: Money = field(description="Carrying value or undrawn amount.", aliases=_AMOUNTS)
    encumbered_months: Encumbered = field(
        0.0,
        description="How long it is encumbered; 0 if it is free.",
        aliases=("encumbered for", "encumbrance months", "pledged for"),
    )


class Swap(BaseModel):
    """A repo, reverse repo or collateral swap of liquid assets that ends within 30 days."""

    model_config = ConfigDict(extra="forbid")

    given: Liquid = field(
        description="What the bank gave and gets back; cash for a reverse repo.",
        aliases=("given", "lent", "collateral given"),
    )
    given_amount: Money = field(
        description="Market value given.", aliases=("amount given", "value given")
    )
    received: Liquid = field(
        description="What the bank received and returns; cash for a repo.",
        aliases=("received", "borrowed", "collateral received"),
    )
    received_amount: Money = field(
        description="Market value received.", aliases=("amount received", "value received")
    )
