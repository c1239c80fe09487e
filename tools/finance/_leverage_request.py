"""What a leverage ratio is asked from: Tier 1 capital and every exposure, on and off the sheet."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Finite, Identifier, Kind, Money, SignedMoney, field

MOST_ROWS = 10_000
OffBalanceKind = Literal[
    "commitment", "cancellable", "guarantee", "performance", "note_issuance", "trade", "unsettled"
]
NEEDED = [[["tier_1"]], [["on_balance"], ["total_exposure"]]]
Buffer = Annotated[Finite, Field(ge=0, le=0.1), Kind("share", "fraction")]

_EXAMPLES: list[dict[str, Any]] = [
    {"tier_1": 45e9, "total_exposure": 900e9, "currency": "EUR"},
    {
        "tier_1": 4.2e9,
        "on_balance": 78e9,
        "replacement_cost": 900e6,
        "potential_exposure": 1.4e9,
        "sft_assets": 6e9,
        "sft_counterparty_exposure": 250e6,
        "off_balance": [
            {"kind": "commitment", "amount": 12e9},
            {"kind": "cancellable", "amount": 5e9},
        ],
        "higher_loss_absorbency": 0.01,
    },
]


class NettingSet(BaseModel):
    """Derivatives with one counterparty under one netting agreement."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="Name of the netting set.", aliases=("netting set", "counterparty")
    )
    market_value: SignedMoney = field(
        description="Market value of the set; negative if owed.",
        aliases=("market value", "mark to market", "MtM", "V"),
    )
    margin_received: Money = field(
        0.0,
        description="Eligible cash variation margin received.",
        aliases=("cash margin received", "variation margin received"),
    )
    margin_provided: Money = field(
        0.0,
        description="Eligible cash variation margin provided.",
        aliases=("cash margin provided", "variation margin posted"),
    )
    potential_exposure: Money = field(
        description="Potential future exposure by SA-CCR with a multiplier of one.",
        aliases=("PFE", "potential future exposure", "aggregate add-on"),
    )


class SecuritiesFinancing(BaseModel):
    """Repos and securities lending with one counterparty."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="Name of the counterparty.", aliases=("counterparty", "netting set")
    )
    lent: Money = field(
        description="Fair value of securities and cash lent.",
        aliases=(
            *("lent", "given", "securities and cash lent", "gave", "we gave", "lent bonds"),
            *("lent cash", "delivered", "lent out"),
        ),
    )
    received: Money = field(
        description="Fair value of cash and securities received.",
        aliases=(
            *("received", "collateral received", "cash and securities received", "got", "against"),
            *("vs cash", "vs bonds", "vs", "got back", "took"),
        ),
    )


class OffBalance(BaseModel):
    """An item off the balance sheet."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(None, description="Name of the item.", aliases=("item", "name"))
    kind: OffBalanceKind = field(
        description="What it is.",
        aliases=("kind", "type", "category", "facility type"),
        synonyms={
            "commitment": [
                *(
                    "commitments",
                    "undrawn commitment",
                    "credit line",
                    "undrawn lines",
                    "unused line",
                ),
                *("undrawn committed", "firm lines", "irrevocable facilities", "committed lines"),
                *("loan commitments", "undrawn", "unused lines", "credit lines", "facilities"),
                *("haven't drawn", "mortgage offers", "promised but unpaid loans", "undrawn loans"),
                *("approved but undrawn", "irrevocable commitments", "committed facilities"),
                *("unpaid loans", "loan offers", "revolving facilities", "undrawn credit"),
                *("undrawn credit lines", "unused credit lines", "undrawn facilities"),
                *("committed credit lines", "undrawn loan commitments", "could still draw"),
                *("undrawn commitments", "irrevocable lines", "unused commitments"),
            ],
            "cancellable": [
                *("unconditionally cancellable", "UCC", "cancellable commitment", "cancellable"),
                *(
                    "uncond. cancellable",
                    "revocable",
                    "cancellable at any time",
                    "cancellable lines",
                ),
                *("credit card limits", "unused card limits", "card limits", "UCCs"),
                *("cancellable facilities", "revocable lines", "unconditionally cancellable lines"),
                *("cancellable credit lines", "cancel at any time", "cancellable commitments"),
                *("may cancel", "can cancel", "may be cancelled", "can be cancelled"),
            ],
            "guarantee": [
                *("guarantees", "direct credit substitute", "acceptance", "standby", "acceptances"),
                *("financial guarantee", "standby letters of credit", "credit substitutes"),
                *("financial guarantees", "standby LCs", "guarantees given", "loan guarantees"),
                *("standby letter of credit", "direct credit substitutes", "credit guarantees"),
            ],
            "performance": [
                *(
                    "performance bond",
                    "bid bond",
                    "warranty",
                    "performance guarantee",
                    "warranties",
                ),
                *("performance bonds", "bid bonds", "construction bonds", "transaction-related"),
                *("performance guarantees", "tender bonds", "bid and performance bonds"),
            ],
            "note_issuance": [
                *("note issuance facility", "NIF", "RUF", "note issuance facilities", "NIFs"),
                *("revolving underwriting facility", "underwriting facilities"),
            ],
            "trade": [
                *("trade letter of credit", "trade finance", "documentary credit", "trade LCs"),
                *("trade letters of credit", "documentary credits", "letters of credit", "LCs"),
                *("import letters of credit", "short-term trade", "trade letter", "import LCs"),
                *("self-liquidating trade", "letter of credit", "trade-related"),
            ],
            "unsettled": [
                *("unsettled purchases", "forward asset purchase", "forward deposit", "unsettled"),
                *("forward purchases", "unsettled trades", "unsettled securities"),
                *("forward asset purchases", "forward deposits", "securities bought not settled"),
            ],
        },
    )
    amount: Money = field(
        description="Notional or undrawn amount.",
        aliases=("amount", "notional", "undrawn", "nominal"),
    )


class LeverageRatioRequest(RequestModel):
    """Tier 1 capital, and the exposure measure or its parts."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    tier_1: SignedMoney = field(
        description="Tier 1 capital after deductions.",
        aliases=(
            *(
                "Tier 1",
                "tier one capital",
                "T1",
                "Tier 1 capital",
                "capital",
                "tier1",
                "core capital",
            ),
            *("own funds of tier 1 quality", "tier one", "Tier 1 after deductions", "own funds"),
        ),
        echo="{} Tier 1 capital",
    )
    total_exposure: Money | None = field(
        None,
        description="Leverage exposure measure, where it is known.",
        aliases=(
            *("total exposure", "exposure measure", "leverage exposure", "total exposures"),
            *("exposures of", "exposure of", "exposures", "total leverage exposure", "TEM", "LEM"),
            *("leverage exposure measure", "total exposure measure", "exposure", "LRE", "LREM"),
            *("expo", "sum of all exposures", "everything is"),
        ),
        echo="an exposure of {}",
    )
    on_balance: Money | None = field(
        None,
        description="Assets on the balance sheet without derivatives and securities financing, "
        "net of specific provisions.",
        aliases=(
            *("on-balance sheet assets", "on balance sheet", "total assets", "assets"),
            *(
                "balance sheet",
                "on-balance exposures",
                "on-balance items",
                "assets without derivatives",
                "balance sheet assets",
                "on BS",
                "on-balance",
            ),
            *("rest of the balance sheet", "on BS rest", "other assets", "assets ex deriv sft"),
            *("BS", "on-BS", "loans and securities", "total balance sheet", "onbalance"),
            *("asset side", "everything else"),
        ),
        unlike=("off the balance sheet", "off balance sheet", "off our balance sheet"),
        echo="{} of assets",
    )
    deductions: Money = field(
        0.0,
        description="Assets deducted from Tier 1 capital.",
        aliases=(
            *("deductions", "regulatory adjustments", "deducted from Tier 1", "deducted assets"),
            *("deducted", "goodwill deducted", "of which deducted", "assets deducted"),
        ),
        echo="{} deducted",
    )
    replacement_cost: Money | None = field(
        None,
        description="Replacement cost of all derivatives, after eligible cash margin.",
        aliases=("replacement cost", "RC"),
        echo="a replacement cost of {}",
    )
    potential_exposure: Money | None = field(
        None,
        description="Potential future exposure of all derivatives.",
        aliases=("potential future exposure", "PFE", "add-on"),
        echo="a potential future exposure of {}",
    )
    netting_sets: list[NettingSet] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Derivatives by netting set, instead of the two totals.",
        aliases=("netting sets", "derivatives by counterparty"),
        only_named=True,
    )
    collateral_grossed_up: Money = field(
        0.0,
        description="Derivative collateral provided that has lowered balance sheet assets.",
        aliases=(
            *("collateral provided", "gross-up for derivatives collateral", "collateral given"),
            *("collateral posted", "shrank the balance sheet"),
        ),
    )
    margin_receivables: Money = field(
        0.0,
        description="Receivables for eligible cash variation margin provided: left out of assets.",
        aliases=("margin receivables", "receivables for cash variation margin"),
    )
    written_credit_derivatives: Money = field(
        0.0,
        description="Effective notional of credit protection written.",
        aliases=(
            *("written credit derivatives", "protection sold", "CDS sold", "sold CDS", "sold"),
            *("protection written", "CDS written", "wrote protection"),
        ),
    )
    credit_derivative_offsets: Money = field(
        0.0,
        description="Eligible protection bought on the same names, and negative fair values.",
        aliases=(
            *(
                "credit derivative offsets",
                "protection bought",
                "CDS bought",
                "hedged",
                "bought back",
            ),
            *("bought on the same names", "on same reference names", "same reference names"),
            *("protection on the same names", "eligible protection"),
        ),
    )
    sft_assets: Money = field(
        0.0,
        description="Gross assets of repos and securities lending, without accounting netting.",
        aliases=(
            *(
                "SFT assets",
                "reverse repos",
                "securities financing",
                "gross SFT assets",
                "SFT book",
            ),
            *("gross SFT book", "repo book gross", "SFTs gross", "gross repos", "SFTs"),
        ),
        echo="{} of securities financing",
    )
    sft_netting: Money = field(
        0.0,
        description="Cash payables and receivables in them that may be netted.",
        aliases=("SFT netting", "netted cash payables", "netting", "netting of"),
    )
    sft_counterparty_exposure: Money | None = field(
        None,
        description="Counterparty exposure of securities financing, where it is known.",
        aliases=(
            *("SFT counterparty exposure", "SFT CCR", "SFT add-on", "counterparty exposure"),
            *("add-on for the counterparties", "counterparty add-on", "add-on for counterparties"),
        ),
        echo="{} of counterparty exposure on it",
    )
    securities_financing: list[SecuritiesFinancing] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Repos and securities lending by counterparty, to work that out.",
        aliases=(
            *("repo book", "SFT netting sets", "repos by counterparty", "repo desk", "by dealer"),
            *("repos by dealer", "SFTs by counterparty", "lent bonds", "securities lent"),
        ),
        only_named=True,
    )
    off_balance: list[OffBalance] | None = field(
        None,
        min_length=1,
        max_length=MOST_ROWS,
        description="Items off the balance sheet, each with its kind and amount.",
        aliases=("off-balance sheet", "off balance items", "commitments and guarantees"),
    )
    off_balance_provisions: Money = field(
        0.0,
        description="Provisions against off-balance items that have lowered Tier 1.",
        aliases=(
            *("provisions for commitments", "off-balance provisions", "provisions on guarantees"),
            *("provisions", "provisions on commitments", "provisions against off-balance"),
        ),
    )
    reserves_exempt: Money = field(
        0.0,
        description="Central bank reserves the supervisor exempts for now.",
        aliases=(
            *("exempt central bank reserves", "excluded reserves", "reserves left out"),
            *("exempted reserves", "reserves", "reserves exempted"),
        ),
    )
    minimum: Annotated[Finite, Field(ge=0.03, le=0.2), Kind("share", "fraction")] = field(
        0.03,
        description="Minimum ratio: 3 %, or more where the supervisor asks for it.",
        aliases=(
            *("minimum ratio", "minimum leverage ratio", "required ratio", "asks", "asks for"),
            *("minimum", "minimum of", "we need at least", "required minimum", "must hold"),
            *("watchdog wants", "supervisor wants", "regulator wants"),
        ),
        optional_default_said="the 3 % minimum",
    )
    higher_loss_absorbency: Buffer = field(
        0.0,
        description="Risk-based surcharge of a global systemically important bank; half of it is "
        "the leverage buffer: 2 % is 0.02.",
        aliases=("G-SIB surcharge", "GSIB buffer", "higher loss absorbency", "G-SIB buffer"),
        echo="a G-SIB surcharge of {}",
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        parts = sorted(
            given & {"on_balance", "replacement_cost", "potential_exposure", "netting_sets"}
            | given & {"sft_counterparty_exposure", "securities_financing", "off_balance"}
        )
        if self.total_exposure is not None and parts:
            raise ValueError(f"give total_exposure or its parts ({', '.join(parts)}), not both")
        if self.total_exposure == 0:
            raise ValueError("total_exposure must be more than 0")
        pair = {"replacement_cost", "potential_exposure"} & given
        if pair and self.netting_sets is not None:
            raise ValueError("give netting_sets or the totals of derivatives, not both")
        if len(pair) == 1:
            lacking = {"replacement_cost", "potential_exposure"} - pair
            refuse_missing(self, sorted(lacking))
        if self.sft_counterparty_exposure is not None and self.securities_financing is not None:
            raise ValueError("give sft_counterparty_exposure or securities_financing, not both")
        if self.sft_netting > self.sft_assets:
            raise ValueError("sft_netting cannot exceed sft_assets")
        return self
