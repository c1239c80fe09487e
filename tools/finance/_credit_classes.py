"""The classes of credit exposure, and what people call them."""

from typing import Literal

AssetClass = Literal[
    "sovereign",
    "public_sector",
    "development_bank",
    "bank",
    "large_financial",
    "covered_bond",
    "corporate",
    "investment_grade",
    "sme",
    "subordinated_debt",
    "project_finance",
    "object_finance",
    "commodities_finance",
    "residential_mortgage",
    "rental_residential",
    "commercial_real_estate",
    "income_real_estate",
    "hvcre",
    "development",
    "revolving",
    "transactor",
    "retail",
    "other_retail",
    "equity",
    "speculative_equity",
    "subsidised_equity",
    "cash",
    "gold",
    "items_in_collection",
    "other_assets",
]
Approach = Literal["standardised", "foundation", "advanced", "slotting"]
Regime = Literal["basel_ii", "basel_iii"]
INTERNAL = frozenset(["foundation", "advanced", "slotting"])
"""Approaches whose risk-weighted assets come from internal ratings."""
Commitment = Literal[
    "commitment",
    "short_commitment",
    "cancellable",
    "guarantee",
    "performance",
    "note_issuance",
    "trade",
]
Collateral = Literal[
    "cash",
    "gold",
    "sovereign_bond",
    "other_bond",
    "securitisation",
    "main_index_equity",
    "listed_equity",
    "receivables",
    "real_estate",
    "physical",
]

SYNONYMS: dict[AssetClass, list[str]] = {
    "sovereign": [
        *("sovereigns", "government", "central bank", "treasury bonds", "state", "treasuries"),
        *("ministry", "republic"),
    ],
    "public_sector": ["PSE", "public sector entity", "municipality", "local government"],
    "development_bank": ["MDB", "multilateral development bank", "development banks"],
    "bank": ["banks", "interbank", "credit institution", "institution", "institutions"],
    "large_financial": [
        *("large financial institution", "unregulated financial institution", "hedge fund"),
        *("financial institution", "insurer", "non-bank financial"),
    ],
    "covered_bond": ["covered bonds", "Pfandbrief", "Pfandbriefe"],
    "corporate": [
        *("corporates", "company", "large corporate", "firm", "corporate loan", "manufacturer"),
        *("machine builder", "builder", "car maker", "steel works", "brewery", "retailer"),
        *("wholesaler", "industrial group", "engineering group", "construction firm", "factory"),
        *("hotel group", "chemicals group", "food producer", "producer", "airline", "supplier"),
        *("textile maker", "logistics group", "listed group", "haulier", "shipyard", "plant maker"),
    ],
    "investment_grade": [
        *("investment grade corporate", "investment-grade corporate", "investment grade company"),
        *("investment-grade company", "investment grade listed company", "investment grade firm"),
    ],
    "sme": [
        *("small business", "SMEs", "corporate SME", "medium-sized company", "Mittelstand"),
        *("small firm", "small company", "family business", "small and medium-sized"),
        *("medium-sized firm", "family firm"),
    ],
    "subordinated_debt": ["subordinated", "subordinated loan", "mezzanine", "junior debt"],
    "project_finance": [
        *("project finance loan", "PF", "projects", "wind park", "wind farm", "solar park"),
        *("toll road", "project company"),
    ],
    "object_finance": [
        *("ship finance", "aircraft finance", "object financing", "OF", "ship owner", "shipowner"),
        *("ship loan", "aircraft loan", "loan on a ship", "vessel", "aircraft lease"),
    ],
    "commodities_finance": ["commodity finance", "commodities", "CF"],
    "residential_mortgage": [
        *("mortgage", "mortgages", "home loan", "house loan", "residential real estate", "RRE"),
        *("residential mortgages", "housing loan", "mortgaged", "loan on a house", "flat loan"),
    ],
    "rental_residential": [
        *("buy-to-let", "buy to let", "BTL", "income-producing residential", "rental housing"),
    ],
    "commercial_real_estate": [
        *("CRE", "commercial mortgage", "commercial property", "office loan", "office building"),
        *("shop premises", "warehouse"),
    ],
    "income_real_estate": [
        *("IPRE", "income-producing real estate", "IPCRE", "income-producing commercial"),
    ],
    "hvcre": ["high-volatility commercial real estate", "high volatility real estate", "HVCRE"],
    "development": [
        *("ADC", "land acquisition development and construction", "construction loan"),
        *("developer", "property developer", "builds flats", "land acquisition"),
    ],
    "revolving": ["QRRE", "credit card", "credit cards", "revolver", "revolvers", "overdraft"],
    "transactor": [
        *("transactors", "card paid in full", "charge card", "QRRE transactor", "charge cards"),
        *("paid in full each month", "pays in full each month", "cards paid in full"),
    ],
    "retail": [
        *("regulatory retail", "consumer loan", "personal loan", "retail loan", "car loan"),
        *("consumer loans", "retail SME", "auto loan", "instalment loan", "private customers"),
        *("personal loans", "student loans", "consumer credit"),
    ],
    "other_retail": ["other retail", "non-regulatory retail"],
    "equity": [
        *("equities", "shares", "stake", "equity holding", "listed shares", "listed equity"),
        "quoted shares",
    ],
    "speculative_equity": [
        *("speculative unlisted equity", "private equity", "venture capital"),
        *("private equity stake", "venture capital stake", "unlisted equity", "start-up stake"),
    ],
    "subsidised_equity": ["legislated programme equity", "national programme equity"],
    "cash": ["cash in hand", "banknotes", "coins"],
    "gold": ["gold bullion", "bullion"],
    "items_in_collection": ["cash items in collection", "cheques in collection"],
    "other_assets": ["other", "fixed assets", "other exposures", "property and equipment"],
}

BANK_LIKE = frozenset(["bank", "large_financial", "covered_bond"])
PUBLIC = frozenset(["sovereign", "public_sector", "development_bank"])
MORTGAGES = frozenset(["residential_mortgage", "rental_residential"])
REVOLVING = frozenset(["revolving", "transactor"])
OTHER_RETAIL = frozenset(["retail", "other_retail"])
RETAIL = MORTGAGES | REVOLVING | OTHER_RETAIL
SPECIALISED = frozenset(
    [
        *("project_finance", "object_finance", "commodities_finance"),
        *("income_real_estate", "hvcre", "development"),
    ]
)
REAL_ESTATE = MORTGAGES | frozenset(["commercial_real_estate", "income_real_estate"])
EQUITIES = frozenset(["equity", "speculative_equity", "subsidised_equity"])
OTHER_ASSETS = frozenset(["cash", "gold", "items_in_collection", "other_assets"])
FINANCIAL_COLLATERAL = frozenset(
    [
        *("cash", "gold", "sovereign_bond", "other_bond", "securitisation"),
        *("main_index_equity", "listed_equity"),
    ]
)


def said(name: str) -> str:
    """A class as people say it."""
    return _SAID.get(name, name.replace("_", " "))


_SAID = {
    "sovereign": "governments",
    "public_sector": "public sector entities",
    "development_bank": "multilateral development banks",
    "bank": "banks",
    "large_financial": "large or unregulated financial institutions",
    "covered_bond": "covered bonds",
    "corporate": "companies",
    "investment_grade": "investment grade companies",
    "sme": "small and medium-sized firms",
    "subordinated_debt": "subordinated loans",
    "residential_mortgage": "residential mortgages",
    "rental_residential": "loans on rented homes",
    "commercial_real_estate": "loans on commercial property",
    "income_real_estate": "loans on income-producing property",
    "hvcre": "loans on high-volatility commercial property",
    "development": "land and construction loans",
    "revolving": "revolving retail credits",
    "transactor": "cards paid in full",
    "retail": "retail loans",
    "other_retail": "other retail loans",
    "equity": "equities",
    "speculative_equity": "speculative equities",
    "securitisation": "securitisations",
    "fund": "investments in funds",
    "central_counterparty": "central counterparties",
    "unsettled": "unsettled trades",
    "subsidised_equity": "equities of legislated programmes",
}
