"""What people call the categories of liquidity items, beside the words of the standard."""

OUTFLOWS_SAID: dict[str, tuple[str, ...]] = {
    "stable_retail": (
        *("insured deposits", "insured household deposits", "stable household", "insured savings"),
        *("stable savings", "guaranteed deposits", "stable retail deposit", "insured retail money"),
    ),
    "less_stable_retail": (
        *("less stable household", "less stable household deposits", "other retail deposits"),
        *("uninsured deposits", "uninsured household deposits", "internet deposits"),
        *("less stable savings", "remaining retail deposits", "less stable retail money"),
    ),
    "term_retail": ("retail term deposits", "fixed-term retail deposits", "term deposits"),
    "operational": (
        *("clearing deposits", "custody deposits", "clearing and custody", "clearing balances"),
        *("custody balances", "cash-management balances", "operational accounts"),
    ),
    "non_financial": (
        *("deposits of non-financial corporates", "deposits from companies", "corporate funding"),
        *("non-operational corporate deposits", "wholesale from corporates", "corporate money"),
        *("deposits from corporates", "deposits of firms", "deposits from firms"),
        *("public sector deposits", "deposits of municipalities", "corporate deposit"),
    ),
    "financial": (
        *("deposits of financial institutions", "deposits of banks", "funding from banks"),
        *("interbank funding", "interbank borrowing", "from other banks", "deposits by banks"),
        *("deposits from financial institutions", "hedge fund deposits", "deposits of other banks"),
    ),
    "own_debt": (
        *("maturing debt", "maturing notes", "own bonds falling due", "commercial paper"),
        *("certificates of deposit", "own issues", "own paper maturing", "our bonds maturing"),
        *("own bonds", "debt securities maturing", "notes falling due"),
    ),
    "secured_level_1": ("repos backed by Level 1", "repos on Level 1", "Level 1 repos"),
    "secured_level_2a": ("repos backed by Level 2A", "repos on Level 2A", "Level 2A repos"),
    "secured_level_2b": ("repos backed by Level 2B", "repos on Level 2B", "Level 2B repos"),
    "secured_other": ("repos on other collateral", "other repos"),
    "derivatives": ("net derivatives", "margin calls", "net derivative payments"),
    "downgrade": ("three-notch downgrade", "downgrade triggers", "downgrade collateral"),
    "conduits": ("ABCP", "conduits", "asset-backed commercial paper"),
    "facility_retail": (
        *(
            "credit lines to households",
            "lines to households",
            "undrawn retail",
            "retail overdrafts",
        ),
        *("undrawn overdrafts", "undrawn card limits", "unused card limits", "retail credit lines"),
    ),
    "credit_non_financial": (
        *("undrawn credit lines to companies", "undrawn commitments to corporates"),
        *("undrawn corporate facilities", "credit facilities to companies", "lines to companies"),
        *("undrawn corporate credit lines", "lines to corporates", "corporate facilities"),
        *("credit facilities to corporates", "undrawn lines to companies"),
    ),
    "facility_bank": ("lines to banks", "undrawn lines to banks", "undrawn facilities to banks"),
}
INFLOWS_SAID: dict[str, tuple[str, ...]] = {
    "reverse_level_1": ("reverse repos backed by Level 1", "reverse repo on Level 1"),
    "reverse_level_2a": ("reverse repos backed by Level 2A", "reverse repo on Level 2A"),
    "reverse_level_2b": ("reverse repos backed by Level 2B", "reverse repo on Level 2B"),
    "retail": (
        *("from retail customers", "retail customers", "mortgage repayments", "private customers"),
        *("retail loan repayments", "from private customers", "retail borrowers"),
    ),
    "non_financial": (
        *("corporate borrowers", "corporate customers", "company loans", "corporate payments"),
        *("loans to companies", "loans to corporates"),
    ),
    "financial": (
        *("other banks", "interbank claims", "loans to banks", "interbank maturing"),
        *("money lent to banks", "bank placements"),
    ),
    "maturing_securities": (
        *("securities maturing", "bonds that mature", "maturing paper", "securities that mature"),
    ),
}
FUNDING_SAID: dict[str, tuple[str, ...]] = {
    "regulatory_capital": ("total capital", "capital and reserves", "capital base"),
    "long_term": (
        *("long-term debt", "bonds longer than a year", "debt over a year", "covered bonds"),
        *("funding longer than a year", "wholesale funding over a year", "bonds we issued"),
        *("senior debt", "subordinated debt", "debt over one year", "bonds over one year"),
        *("bonds of more than a year", "liabilities over a year", "long-term liabilities"),
        *("long-term wholesale funding", "bonds issued"),
    ),
    "stable_retail": (
        *("insured deposits", "stable household deposits", "stable savings"),
        *("insured household deposits",),
    ),
    "less_stable_retail": (
        *("less stable household deposits", "less stable savings"),
        *("other retail deposits", "uninsured deposits"),
    ),
    "non_financial_short": (
        *("corporate deposits below a year", "company deposits", "corporates", "corporate money"),
        *("deposits from companies", "deposits of corporates", "deposits from corporates"),
        *("short corporate deposits", "non-financial corporates", "wholesale corporate deposits"),
    ),
    "public_short": ("public sector deposits", "government deposits", "municipal deposits"),
    "medium_term": (
        *("funding of six months to a year", "six to twelve months", "6 to 12 months"),
        *("bank funding of six to twelve months", "6-12 months"),
    ),
    "financial_short": (
        *("bank deposits", "short-term bank funding", "wholesale funding under six months"),
        *("short interbank", "short-term wholesale", "repo funding", "interbank borrowing"),
        *("deposits from banks", "funding from banks", "interbank loans under six months"),
    ),
    "other": ("remaining liabilities",),
}
ASSETS_SAID: dict[str, tuple[str, ...]] = {
    "central_bank_reserves": (
        "central bank deposits",
        "central bank cash",
        "deposits at central banks",
    ),
    "level_1": ("government bonds", "treasuries", "Level 1 bonds", "Level 1 securities"),
    "level_2a": ("Level 2A bonds", "Level 2A securities"),
    "financial_short": (
        *("interbank loans", "loans to banks", "short loans to banks", "short interbank loans"),
        *("loans to banks below six months", "interbank claims under six months"),
        *("short-term interbank loans",),
    ),
    "financial_medium": ("loans to banks of six to twelve months",),
    "other_short": (
        *("loans under a year", "loans below one year", "short-term loans", "loans below a year"),
        *("short corporate loans", "corporate loans under a year", "loans under one year"),
        *("corporate loans below one year", "corporate loans below a year", "short loans"),
    ),
    "mortgages_low_weight": (
        *("housing loans", "mortgage book", "mortgage loans", "low-risk mortgages", "house loans"),
    ),
    "loans_long": (
        *("long corporate loans", "loans longer than a year", "business loans", "company loans"),
        *("consumer loans", "retail loans", "SME loans", "loans of more than a year"),
        *("corporate loans over a year", "corporate loans over one year", "loans over one year"),
        *("loans to companies", "performing loans", "firm loans"),
    ),
    "securities_long": ("corporate bonds", "other securities", "other bonds"),
    "equities": ("listed equities", "stocks", "equities listed"),
    "financial_long": ("long loans to banks", "loans to banks over a year"),
    "fixed_assets": ("branches", "office buildings", "real estate"),
    "other": ("goodwill", "intangibles", "deferred tax assets", "remaining assets"),
    "undrawn_commitments": (
        *("undrawn credit lines", "undrawn facilities", "undrawn commitments", "unused lines"),
        *("undrawn lines", "committed undrawn lines", "undrawn credit"),
    ),
}
LIQUID_SAID: dict[str, tuple[str, ...]] = {
    "level_1": ("Bunds", "gilts", "sovereign bonds", "government paper", "treasury bills"),
    "level_2a": ("covered bonds", "Pfandbriefe", "agency bonds"),
    "equity_2b": ("main-index shares", "index shares"),
    "corporate_2b": ("corporate bonds", "corporate debt"),
}
