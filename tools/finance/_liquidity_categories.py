"""Liquid assets, flows, funding and assets by category, with factor and paragraph.

Haircuts: LCR30.40 to LCR30.46. Run-off and inflow rates: LCR40. Stable funding: NSF30.
A factor of None is set by the national supervisor and must be given.
"""

from typing import Literal, NamedTuple


class Factor(NamedTuple):
    """A rate, its paragraph and what the category is called."""

    rate: float | None
    paragraph: str
    said: str


Level = Literal["level_1", "level_2a", "level_2b"]
Liquid = Literal[
    "cash", "central_bank_reserves", "level_1", "level_2a", "rmbs_2b", "corporate_2b", "equity_2b",
    "sovereign_2b", "committed_facility_2b",
]  # fmt: skip
Outflow = Literal[
    "stable_retail", "stable_retail_insured", "less_stable_retail", "term_retail",
    "stable_small_business", "less_stable_small_business", "operational", "operational_insured",
    "cooperative_network", "non_financial", "non_financial_insured", "financial", "own_debt",
    "secured_level_1", "secured_central_bank", "secured_level_2a", "secured_public",
    "secured_rmbs_2b", "secured_level_2b", "secured_other", "derivatives", "downgrade",
    "collateral_valuation", "excess_collateral", "collateral_due", "collateral_substitution",
    "market_valuation", "asset_backed", "conduits", "facility_retail", "credit_non_financial",
    "liquidity_non_financial", "facility_bank", "credit_financial", "liquidity_financial",
    "facility_other", "lending_financial", "lending_clients_excess", "trade_finance",
    "customer_shorts", "contingent", "other_contractual",
]  # fmt: skip
Inflow = Literal[
    "reverse_level_1", "reverse_level_2a", "reverse_rmbs_2b", "reverse_level_2b", "margin_loans",
    "reverse_other", "reverse_covering_shorts", "facilities_received", "retail", "non_financial",
    "financial", "maturing_securities", "operational", "cooperative_network", "derivatives",
    "other_contractual",
]  # fmt: skip
Funding = Literal[
    "regulatory_capital", "long_term", "stable_retail", "less_stable_retail", "non_financial_short",
    "operational", "public_short", "medium_term", "financial_short", "trade_date", "other",
    "interdependent",
]  # fmt: skip
Asset = Literal[
    "cash", "central_bank_reserves", "central_bank_claims_short", "trade_date", "level_1",
    "financial_short_level_1", "level_2a", "financial_short", "level_2b", "financial_medium",
    "operational_deposits", "other_short", "mortgages_low_weight", "loans_low_weight",
    "initial_margin", "loans_long", "securities_long", "equities", "commodities",
    "financial_long", "non_performing", "fixed_assets", "other", "undrawn_commitments",
    "contingent", "interdependent",
]  # fmt: skip

HAIRCUTS: dict[Liquid, tuple[Level, Factor]] = {
    "cash": ("level_1", Factor(0.0, "LCR30.41(1)", "coins and banknotes")),
    "central_bank_reserves": ("level_1", Factor(0.0, "LCR30.41(2)", "central bank reserves")),
    "level_1": ("level_1", Factor(0.0, "LCR30.41", "Level 1 assets")),
    "level_2a": ("level_2a", Factor(0.15, "LCR30.43", "Level 2A assets")),
    "rmbs_2b": ("level_2b", Factor(0.25, "LCR30.45(1)", "Level 2B mortgage securities")),
    "corporate_2b": ("level_2b", Factor(0.5, "LCR30.45(2)", "Level 2B corporate debt")),
    "equity_2b": ("level_2b", Factor(0.5, "LCR30.45(3)", "Level 2B equities")),
    "sovereign_2b": ("level_2b", Factor(0.5, "LCR30.45", "Level 2B government debt")),
    "committed_facility_2b": ("level_2b", Factor(0.0, "LCR30.46", "committed facilities")),
}
OUTFLOWS: dict[Outflow, Factor] = {
    "stable_retail": Factor(0.05, "LCR40.7", "stable retail deposits"),
    "stable_retail_insured": Factor(0.03, "LCR40.11", "stable retail deposits, prefunded scheme"),
    "less_stable_retail": Factor(0.10, "LCR40.13", "less stable retail deposits"),
    "term_retail": Factor(0.0, "LCR40.16", "retail term deposits beyond 30 days"),
    "stable_small_business": Factor(0.05, "LCR40.22", "stable small business deposits"),
    "less_stable_small_business": Factor(0.10, "LCR40.22", "less stable small business deposits"),
    "operational": Factor(0.25, "LCR40.26", "operational deposits"),
    "operational_insured": Factor(0.05, "LCR40.36", "insured operational deposits"),
    "cooperative_network": Factor(0.25, "LCR40.37", "deposits in a cooperative network"),
    "non_financial": Factor(0.40, "LCR40.40", "non-financial wholesale funding"),
    "non_financial_insured": Factor(0.20, "LCR40.41", "insured non-financial wholesale funding"),
    "financial": Factor(1.0, "LCR40.42", "funding from financial and other institutions"),
    "own_debt": Factor(1.0, "LCR40.43", "own debt securities"),
    "secured_level_1": Factor(0.0, "LCR40.48", "secured funding backed by Level 1"),
    "secured_central_bank": Factor(0.0, "LCR40.48", "secured funding from central banks"),
    "secured_level_2a": Factor(0.15, "LCR40.48", "secured funding backed by Level 2A"),
    "secured_public": Factor(0.25, "LCR40.48", "secured funding from public bodies"),
    "secured_rmbs_2b": Factor(0.25, "LCR40.48", "secured funding backed by Level 2B mortgages"),
    "secured_level_2b": Factor(0.5, "LCR40.48", "secured funding backed by other Level 2B"),
    "secured_other": Factor(1.0, "LCR40.48", "other secured funding"),
    "derivatives": Factor(1.0, "LCR40.49", "net derivative outflows"),
    "downgrade": Factor(1.0, "LCR40.51", "collateral on a three-notch downgrade"),
    "collateral_valuation": Factor(0.2, "LCR40.52", "posted collateral outside Level 1"),
    "excess_collateral": Factor(1.0, "LCR40.53", "excess collateral that can be recalled"),
    "collateral_due": Factor(1.0, "LCR40.54", "collateral due but not yet demanded"),
    "collateral_substitution": Factor(1.0, "LCR40.55", "collateral that can be substituted"),
    "market_valuation": Factor(1.0, "LCR40.56", "largest 30-day collateral flow"),
    "asset_backed": Factor(1.0, "LCR40.57", "asset-backed securities falling due"),
    "conduits": Factor(1.0, "LCR40.58", "asset-backed commercial paper and conduits"),
    "facility_retail": Factor(0.05, "LCR40.64(1)", "lines to retail and small business"),
    "credit_non_financial": Factor(0.10, "LCR40.64(2)", "credit lines to companies"),
    "liquidity_non_financial": Factor(0.30, "LCR40.64(3)", "liquidity lines to companies"),
    "facility_bank": Factor(0.40, "LCR40.64(4)", "lines to banks"),
    "credit_financial": Factor(0.40, "LCR40.64(5)", "credit lines to other financial firms"),
    "liquidity_financial": Factor(1.0, "LCR40.64(6)", "liquidity lines to other financial firms"),
    "facility_other": Factor(1.0, "LCR40.64(7)", "lines to other entities"),
    "lending_financial": Factor(1.0, "LCR40.65", "lending owed to financial institutions"),
    "lending_clients_excess": Factor(1.0, "LCR40.66", "lending owed to clients beyond half"),
    "trade_finance": Factor(0.05, "LCR40.71", "trade finance"),
    "customer_shorts": Factor(0.5, "LCR40.73", "customer shorts covered by customers' collateral"),
    "contingent": Factor(None, "LCR40.67", "other contingent obligations"),
    "other_contractual": Factor(1.0, "LCR40.74", "other contractual outflows"),
}
INFLOWS: dict[Inflow, Factor] = {
    "reverse_level_1": Factor(0.0, "LCR40.79", "reverse repos on Level 1"),
    "reverse_level_2a": Factor(0.15, "LCR40.79", "reverse repos on Level 2A"),
    "reverse_rmbs_2b": Factor(0.25, "LCR40.79", "reverse repos on Level 2B mortgages"),
    "reverse_level_2b": Factor(0.5, "LCR40.79", "reverse repos on other Level 2B"),
    "margin_loans": Factor(0.5, "LCR40.79", "margin loans on other collateral"),
    "reverse_other": Factor(1.0, "LCR40.79", "reverse repos on other collateral"),
    "reverse_covering_shorts": Factor(0.0, "LCR40.79", "reverse repos that cover shorts"),
    "facilities_received": Factor(0.0, "LCR40.82", "lines held at other banks"),
    "retail": Factor(0.5, "LCR40.86", "payments from retail and small business"),
    "non_financial": Factor(0.5, "LCR40.87", "payments from non-financial wholesale"),
    "financial": Factor(1.0, "LCR40.87", "payments from financial institutions"),
    "maturing_securities": Factor(1.0, "LCR40.88", "maturing securities outside the stock"),
    "operational": Factor(0.0, "LCR40.89", "operational deposits at others"),
    "cooperative_network": Factor(0.0, "LCR40.90", "deposits at the network's centre"),
    "derivatives": Factor(1.0, "LCR40.91", "net derivative inflows"),
    "other_contractual": Factor(None, "LCR40.93", "other contractual inflows"),
}
FUNDING: dict[Funding, Factor] = {
    "regulatory_capital": Factor(1.0, "NSF30.10", "regulatory capital"),
    "long_term": Factor(1.0, "NSF30.10", "funding of a year or more"),
    "stable_retail": Factor(0.95, "NSF30.11", "stable retail deposits"),
    "less_stable_retail": Factor(0.90, "NSF30.12", "less stable retail deposits"),
    "non_financial_short": Factor(0.5, "NSF30.13", "non-financial funding under a year"),
    "operational": Factor(0.5, "NSF30.13", "operational deposits"),
    "public_short": Factor(0.5, "NSF30.13", "public sector funding under a year"),
    "medium_term": Factor(0.5, "NSF30.13", "other funding of six months to a year"),
    "financial_short": Factor(0.0, "NSF30.14", "financial funding under six months"),
    "trade_date": Factor(0.0, "NSF30.14", "trade date payables"),
    "other": Factor(0.0, "NSF30.14", "other liabilities"),
    "interdependent": Factor(0.0, "NSF30.35", "interdependent liabilities"),
}
ASSETS: dict[Asset, Factor] = {
    "cash": Factor(0.0, "NSF30.25", "coins and banknotes"),
    "central_bank_reserves": Factor(0.0, "NSF30.25", "central bank reserves"),
    "central_bank_claims_short": Factor(0.0, "NSF30.25", "central bank claims under six months"),
    "trade_date": Factor(0.0, "NSF30.25", "trade date receivables"),
    "level_1": Factor(0.05, "NSF30.26", "Level 1 assets"),
    "financial_short_level_1": Factor(0.10, "NSF30.27", "short loans secured by Level 1"),
    "level_2a": Factor(0.15, "NSF30.28", "Level 2A assets"),
    "financial_short": Factor(0.15, "NSF30.28", "loans to banks under six months"),
    "level_2b": Factor(0.5, "NSF30.29", "Level 2B assets"),
    "financial_medium": Factor(0.5, "NSF30.29", "loans to banks of six months to a year"),
    "operational_deposits": Factor(0.5, "NSF30.29", "operational deposits at banks"),
    "other_short": Factor(0.5, "NSF30.29", "other assets under a year"),
    "mortgages_low_weight": Factor(0.65, "NSF30.30", "mortgages weighing up to 35 %"),
    "loans_low_weight": Factor(0.65, "NSF30.30", "long loans weighing up to 35 %"),
    "initial_margin": Factor(0.85, "NSF30.31", "initial margin and default fund"),
    "loans_long": Factor(0.85, "NSF30.31", "other performing loans of a year or more"),
    "securities_long": Factor(0.85, "NSF30.31", "other securities of a year or more"),
    "equities": Factor(0.85, "NSF30.31", "exchange-traded equities"),
    "commodities": Factor(0.85, "NSF30.31", "commodities and gold"),
    "financial_long": Factor(1.0, "NSF30.32", "loans to banks of a year or more"),
    "non_performing": Factor(1.0, "NSF30.32", "non-performing loans"),
    "fixed_assets": Factor(1.0, "NSF30.32", "fixed assets"),
    "other": Factor(1.0, "NSF30.32", "other assets"),
    "undrawn_commitments": Factor(0.05, "NSF30.34", "undrawn committed lines"),
    "contingent": Factor(None, "NSF30.34", "other contingent obligations"),
    "interdependent": Factor(0.0, "NSF30.35", "interdependent assets"),
}
