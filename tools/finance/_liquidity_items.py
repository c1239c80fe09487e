"""Items of a liquidity calculation: liquid assets, flows, funding, assets."""

from collections.abc import Mapping, Sequence
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
from tools.finance._liquidity_said import (
    ASSETS_SAID,
    FUNDING_SAID,
    INFLOWS_SAID,
    LIQUID_SAID,
    OUTFLOWS_SAID,
)

Encumbered = Annotated[Finite, Field(ge=0, le=1200), Kind("duration", "months")]
_NAMES = ("item", "name", "position", "line", "description")
_AMOUNTS = ("amount", "balance", "market value", "carrying value", "outstanding", "value")
_KINDS = ("category", "kind", "type", "class", "bucket")


def _words(
    table: dict[str, Factor], also: Mapping[str, Sequence[str]], **more: list[str]
) -> dict[str, list[str]]:
    """Synonyms: what each category is called, and further words."""
    return {
        name: [*dict.fromkeys((factor.said, *more.get(name, ()), *also.get(name, ())))]
        for name, factor in table.items()
    }


class LiquidAsset(BaseModel):
    """An unencumbered high-quality liquid asset."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(None, description="What it is called.", aliases=_NAMES)
    category: Liquid = field(
        description="Its level or kind.",
        aliases=(*_KINDS, "level", "HQLA level"),
        synonyms=_words(
            {str(name): factor for name, (_, factor) in HAIRCUTS.items()},
            LIQUID_SAID,
            cash=["cash", "banknotes", "cash in vaults", "vault cash", "coins", "notes and coins"],
            central_bank_reserves=[
                *("reserves", "at the ECB", "at the central bank", "central bank balances"),
                *("deposits at the central bank", "reserve balances", "sight deposits at the SNB"),
            ],
            level_1=["Level 1", "L1", "1", "treasuries", "government bonds", "L1 bonds"],
            level_2a=["Level 2A", "L2A", "2A"],
            rmbs_2b=["RMBS", "Level 2B RMBS"],
            corporate_2b=["Level 2B", "L2B", "2B", "corporate bonds 2B"],
            equity_2b=["equities", "shares", "listed shares"],
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
            OUTFLOWS_SAID,
            stable_retail=[
                *(
                    "stable deposits",
                    "stable retail",
                    "insured retail",
                    "stable household deposits",
                ),
                *("guaranteed sticky household money", "sticky deposits", "stable"),
            ],
            less_stable_retail=[
                *("less stable deposits", "less stable retail", "retail deposits", "less stable"),
                *("other household money", "other retail", "online deposits", "hot retail money"),
                *("unstable retail", "uninsured retail", "rate-driven retail"),
            ],
            stable_small_business=["stable SME deposits", "stable SME", "stable small firms"],
            less_stable_small_business=[
                "less stable SME deposits",
                "SME deposits",
                "less stable SME",
            ],
            operational=["operational", "operational balances", "cash management deposits"],
            operational_insured=["insured operational", "operational insured"],
            non_financial=[
                *("non-operational", "non-operational deposits", "wholesale non-operational"),
                *(
                    "corporate deposits",
                    "non-financial corporates",
                    "corporates",
                    "company deposits",
                ),
                *(
                    "corporate uninsured deposits",
                    "uninsured corporate deposits",
                    "firms' deposits",
                ),
                *(
                    "deposits of companies",
                    "non-financial corporate deposits",
                    "corporate uninsured",
                ),
            ],
            non_financial_insured=[
                *("insured corporate deposits", "corporate insured deposits", "insured corporates"),
                *("insured non-financial", "insured company deposits"),
            ],
            financial=[
                *(
                    "interbank deposits",
                    "bank deposits",
                    "deposits from banks",
                    "credit institutions",
                ),
                *(
                    "financial institutions",
                    "fin. institutions",
                    "wholesale from banks",
                    "interbank",
                ),
                *("due to banks", "banks"),
            ],
            own_debt=["own notes maturing", "own bonds maturing", "own debt", "own notes"],
            derivatives=[
                *(
                    "derivative outflow",
                    "derivative payments",
                    "derivatives",
                    "derivative outflows",
                ),
                *("derivative margin", "swap payments"),
            ],
            facility_retail=[
                *("undrawn mortgages & cards", "undrawn retail lines", "overdraft limits"),
                *("undrawn overdraft limits", "card limits", "credit card limits", "retail lines"),
                *("undrawn household lines", "undrawn mortgages", "retail facilities"),
            ],
            credit_non_financial=[
                *("corporate credit lines", "undrawn corporate lines", "committed credit lines"),
                *("committed credit lines to corporates", "credit lines to corporates"),
                *("undrawn credit lines", "corporate lines", "committed corporate lines"),
            ],
            liquidity_non_financial=[
                *("liquidity facilities to companies", "undrawn liquidity facilities", "CP backup"),
                *("corporate liquidity facilities", "liquidity lines", "liquidity facilities"),
                *(
                    "liquidity facilities to corporates",
                    "undrawn liquidity facilities to companies",
                ),
            ],
            facility_bank=["undrawn bank lines", "facilities to banks", "lines to other banks"],
            trade_finance=["letters of credit", "guarantees and LCs", "trade guarantees"],
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
            INFLOWS_SAID,
            retail=[
                *(
                    "retail loans",
                    "retail inflows",
                    "retail loans due",
                    "retail instalments",
                    "retail",
                ),
                *("households", "from households", "mortgage instalments", "loan instalments"),
                *("from retail", "retail repayments", "consumer loans", "small business loans"),
            ],
            non_financial=[
                *(
                    "corporate loans",
                    "corporate inflows",
                    "loan repayments from firms",
                    "companies",
                ),
                *(
                    "from companies",
                    "from corporates",
                    "corporates",
                    "firms",
                    "corporate repayments",
                ),
                *("from firms", "corporate loan repayments", "wholesale non-financial"),
            ],
            financial=[
                *("interbank loans", "due from banks", "from banks", "banks", "interbank"),
                *("financial institutions", "interbank placements", "placements with banks"),
            ],
            maturing_securities=[
                "maturing bonds",
                "maturing securities",
                "bonds maturing",
                "bonds",
            ],
            derivatives=["derivative inflows", "derivative receipts"],
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
            FUNDING_SAID,
            regulatory_capital=[
                *("capital", "own funds", "equity", "equity and tier 2", "tier 2", "share capital"),
                *("CET1", "shareholders' equity"),
            ],
            long_term=[
                *("long-term funding", "funding over one year", "bonds over a year", "bonds >1y"),
                *("long-term bonds", "covered bonds issued", "issued bonds", "notes of 3 years"),
                *("senior bonds", "term debt", "bonds beyond a year", "long bonds", "MTNs"),
            ],
            stable_retail=["stable deposits", "stable retail", "insured retail"],
            less_stable_retail=["less stable deposits", "less stable retail", "other retail"],
            non_financial_short=[
                *(
                    "corporate deposits",
                    "corporate funding",
                    "deposits of companies",
                    "SME deposits",
                ),
                *("deposits of companies within a year", "SME+corporate deposits", "firm deposits"),
                *("corporate deposits under one year", "non-financial deposits"),
            ],
            operational=["operational balances", "operational"],
            financial_short=[
                *("interbank funding", "short-term interbank", "bank loans below six months"),
                *("interbank below 6 months", "interbank", "bank funding under six months"),
                *("money market funding", "interbank under 6 months", "money-market loans"),
                *("money market loans from banks", "loans from banks"),
            ],
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
            ASSETS_SAID,
            cash=["cash", "vault cash", "notes and coins"],
            central_bank_reserves=["reserves", "at the central bank", "central bank balances"],
            level_1=["Level 1", "L1"],
            level_2a=["Level 2A", "L2A", "2A"],
            level_2b=["Level 2B", "L2B", "2B"],
            mortgages_low_weight=[
                *("mortgages", "residential mortgages", "mortgages 35 % weight", "home loans"),
                *("mortgages (low weight)", "low-weight mortgages"),
            ],
            loans_long=[
                *(
                    "corporate loans",
                    "loans over a year",
                    "long-term loans",
                    "long loans",
                    "leases",
                ),
                *(
                    "other loans long",
                    "leases over one year",
                    "loans beyond one year",
                    "term loans",
                ),
                *("at full weight", "leasing receivables", "other long loans", "leasing"),
            ],
            initial_margin=["initial margin", "margin at the clearing house", "IM posted"],
            non_performing=["NPLs", "non-performing loans", "overdue loans", "bad loans", "NPL"],
            fixed_assets=[
                *("machines of our own", "buildings", "premises", "equipment", "property"),
                *("software", "furniture", "machinery"),
            ],
            commodities=["gold", "stock of gold", "commodities", "metals"],
            equities=["shares", "listed shares"],
            other_short=[
                *("loans under a year", "short-term loans", "loans below one year"),
                *("consumer loans below one year", "loans within a year"),
            ],
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
