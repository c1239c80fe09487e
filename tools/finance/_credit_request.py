"""A book of credit exposures, tranches and funds, and under which rules it is weighed."""

import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.fields import Currency, Date, Finite, Kind, Money, Share, field
from tools.finance._ccp_row import CentralCounterparty
from tools.finance._credit_classes import Approach, Regime
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_single import SingleExposure
from tools.finance._fund_row import Fund
from tools.finance._repo_row import RepoSet
from tools.finance._securitisation_row import Securitisation
from tools.finance._unsettled import Unsettled

MOST_EXPOSURES = 20_000
NEEDED = [
    [
        ["exposures"],
        ["asset_class", "amount"],
        ["model_rwa", "standardised_rwa"],
        ["securitisations"],
        ["funds"],
        ["repo_sets"],
        ["central_counterparties"],
        ["unsettled"],
    ]
]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "exposures": [
            {"name": "Alpha AG", "asset_class": "corporate", "amount": 10000000, "pd": 0.01},
            {
                "name": "Beta GmbH",
                "asset_class": "sme",
                "amount": 2000000,
                "pd": 0.02,
                "turnover": 8000000,
            },
        ],
        "approach": "foundation",
        "currency": "EUR",
    },
    {
        "exposures": [
            {"name": "homes", "asset_class": "residential_mortgage", "amount": 5e6, "ltv": 0.7},
            {"name": "bank", "asset_class": "bank", "amount": 3e6, "rating": "A"},
            {"name": "cards", "asset_class": "revolving", "amount": 1e6, "undrawn": 4e6},
        ],
        "approach": "standardised",
    },
    {"asset_class": "corporate", "amount": 4e6, "pd": 0.008, "lgd": 0.4, "maturity": 3},
    {
        "repo_sets": [
            {"name": "Dealer", "asset_class": "bank", "rating": "A", "positions": [
                {"name": "Bund 2033", "kind": "sovereign_bond", "rating": "AAA", "maturity": 8,
                 "lent": 100e6},
                {"kind": "cash", "received": 99e6},
            ]},
        ],
    },
    {"model_rwa": 76e9, "standardised_rwa": 140e9, "floor_year": 2028},
    {
        "securitisations": [
            {"name": "class B", "amount": 10e6, "rating": "BB+", "attachment": 0.05,
             "detachment": 0.3, "maturity": 2},
            {"name": "class A", "amount": 40e6, "attachment": 0.3, "detachment": 1,
             "pool_risk_weight": 0.75, "delinquent": 0.02},
            {"name": "liquidity line", "amount": 20e6, "abcp": True, "senior": True, "maturity": 1,
             "rating": "A+", "internal_assessment": True},
            {"name": "class M", "amount": 5e6, "attachment": 0.04, "detachment": 0.12,
             "maturity": 4, "subpools": [
                {"name": "firms", "amount": 480e6, "k_irb": 0.05, "loans": 120, "lgd": 0.4},
                {"name": "cars", "amount": 500e6, "k_irb": 0.03, "lgd": 0.5, "retail": True},
                {"name": "no model", "amount": 20e6, "risk_weight": 0.75},
            ]},
        ],
        "funds": [
            {"name": "index fund", "share": 0.2, "equity": 95e6, "assets": 100e6, "holdings": [
                {"name": "cash", "asset_class": "cash", "amount": 50e6},
                {"name": "bonds", "asset_class": "sovereign", "rating": "AAA", "amount": 50e6},
                {"name": "forwards", "kind": "derivative", "asset_class": "equity", "amount": 9e7,
                 "counterparty_exposure": 6e6, "counterparty_weight": 0.02, "cleared": True},
            ]},
        ],
    },
]  # fmt: skip


class CapitalCreditRequest(SingleExposure):
    """A list of exposures or a single one; or totals, for the output floor alone."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    exposures: list[Exposure] | None = field(
        None,
        min_length=1,
        max_length=MOST_EXPOSURES,
        description="The exposures: each with its class, what is owed, and its PD and LGD "
        "(internal ratings) or rating and loan to value (standardised).",
        aliases=(
            *("exposures", "loan book", "loans", "portfolio", "credit portfolio", "loan tape"),
            *("book of loans", "lending book", "obligors", "borrower", "asset class", "segment"),
        ),
        unlike=("number of loans", "effective number of loans", "loans in the pool"),
        only_named=True,
    )
    securitisations: list[Securitisation] | None = field(
        None,
        min_length=1,
        max_length=MOST_EXPOSURES,
        description="Tranches of securitisations: amount, rating or the pool's capital, where each "
        "attaches and detaches.",
        aliases=(
            *("securitisation", "securitisations", "tranche", "tranches", "ABS", "RMBS", "CLO"),
            *("mezzanine tranche", "senior tranche", "securitization", "notes of a securitisation"),
            *("mezzanine note", "resecuritisation", "SEC-SA", "SEC-IRBA", "SEC-ERBA", "SEC-IAA"),
            *("ABCP", "ABCP programme", "conduit", "asset-backed commercial paper"),
        ),
        unlike=("tranche maturity", "tranche thickness", "securitisation framework"),
        only_named=True,
    )
    funds: list[Fund] | None = field(
        None,
        min_length=1,
        max_length=2_000,
        description="Equity investments in funds: what is invested, what the fund holds or may "
        "hold, its leverage.",
        aliases=(
            *("in a fund", "into a fund", "investment in a fund", "fund investment", "hedge fund"),
            *("equity investments in funds", "fund units", "investment fund", "fund's assets"),
        ),
        only_named=True,
    )
    repo_sets: list[RepoSet] | None = field(
        None,
        min_length=1,
        max_length=2_000,
        description="Repos and securities lending under master netting agreements, by "
        "counterparty: what was lent and received.",
        aliases=(
            *("repo netting set", "master netting agreement", "repos under netting"),
            *("securities financing transactions", "SFTs", "repo sets"),
        ),
        only_named=True,
    )
    central_counterparties: list[CentralCounterparty] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="Exposures to central counterparties: trades and default fund contributions.",
        aliases=(
            *("central counterparty", "central counterparties", "CCP", "QCCP", "clearing house"),
            *("default fund contribution", "qualifying central counterparty"),
        ),
        only_named=True,
    )
    unsettled: list[Unsettled] | None = field(
        None,
        min_length=1,
        max_length=MOST_EXPOSURES,
        description="Trades that failed to settle: exposure and business days late.",
        aliases=(
            *("failed trades", "unsettled trades", "failed settlement", "unsettled transactions"),
            *("free deliveries", "delivery versus payment", "late trades", "free delivery"),
            *("delivery-versus-payment", "settled late", "trades late", "DvP trade"),
        ),
        only_named=True,
    )
    approach: Approach | None = field(
        None,
        description="Approach for every exposure that names none; else internal ratings where a PD "
        "is given (advanced with an LGD), slotting where a slot is, standardised elsewhere.",
        aliases=("approach", "under the", "capital approach", "method"),
        synonyms={
            "standardised": [
                *("standardised approach", "standardized approach", "SA-CR", "standardised"),
                *("standardized", "standard approach", "SA"),
            ],
            "foundation": ["foundation IRB", "F-IRB", "FIRB", "foundation approach"],
            "advanced": ["advanced IRB", "A-IRB", "AIRB", "advanced approach", "own LGD"],
            "slotting": ["supervisory slotting", "slotting approach"],
        },
        unlike=(
            *("standardised RWA", "standardized RWA", "SA RWA", "K_SA", "KSA", "SEC-SA"),
            "standardised risk",
            "RWA under standardised",
            "under standardised approaches",
            "standardised approaches would",
            "standardised approaches give",
        ),
        echo="the {} approach",
    )
    regime: Regime = field(
        "basel_iii",
        description="Which rules: Basel II (2006) or the final Basel III (2017, in force 2023).",
        aliases=("regime", "rules", "framework", "Basel"),
        synonyms={
            "basel_ii": ["Basel II", "Basel 2", "2006 rules", "Annex 5", "Basel two"],
            "basel_iii": [
                *("Basel III", "Basel 3", "Basel IV", "Basel 4", "Basel 3.1", "CRE99"),
                *("final Basel III", "CRR3"),
            ],
        },
        optional_default_said="the final Basel III rules",
        echo="under {}",
    )
    real_estate: Literal["whole_loan", "loan_splitting"] = field(
        "whole_loan",
        description="How the standardised approach weighs loans on property.",
        aliases=("real estate method", "mortgage method"),
        synonyms={
            "whole_loan": ["whole loan", "whole-loan approach"],
            "loan_splitting": ["loan splitting", "loan-splitting", "split the loan"],
        },
    )
    collateral_method: Literal["comprehensive", "simple"] = field(
        "comprehensive",
        description="How the standardised approach counts financial collateral.",
        aliases=("collateral method", "collateral approach"),
        synonyms={
            "comprehensive": ["comprehensive approach"],
            "simple": ["simple approach", "substitution of the collateral's weight"],
        },
    )
    external_ratings: bool = field(
        True,
        description="Whether external ratings may be used; without them banks go by grade and "
        "companies by investment grade.",
        aliases=("external ratings allowed", "ratings allowed"),
    )
    foundation_maturity: Literal["fixed", "measured"] = field(
        "fixed",
        description="Maturity in the foundation approach: 2.5 years, or measured where the "
        "supervisor requires it.",
        aliases=("foundation maturity", "F-IRB maturity"),
        synonyms={"fixed": ["fixed maturity"], "measured": ["measured maturity", "explicit M"]},
    )
    reporting_date: Date | None = field(
        None,
        description="Day the capital is reported for: equities then weigh as the five-year "
        "phase-in has them (CRE90.1); in full where not said.",
        aliases=(
            "reporting date",
            "as at",
            "balance sheet date",
            "reference date",
            "reported as of",
            *("as of", "capital at"),
        ),
    )
    phase_in_start: Annotated[int, Field(ge=2023, le=2100), Kind("number", "calendar year")] = (
        field(
            2023,
            description="Year in which the phase-in of equities begins where the bank is: 2023 by "
            "the Basel timetable, 2025 in the European Union.",
            aliases=("phase-in starts in", "start of the phase-in"),
            relations={"setting_of": "reporting_date"},
        )
    )
    capital_ratio: Annotated[Finite, Field(gt=0, le=1), Kind("share", "fraction")] = field(
        0.08,
        description="Capital as a share of risk-weighted assets: the 8 % minimum, or a target.",
        aliases=("capital ratio", "target ratio", "capital requirement ratio"),
        optional_default_said="the 8 % minimum",
        echo="a capital ratio of {}",
    )
    floor_year: Annotated[int, Field(ge=2023, le=2100), Kind("number", "calendar year")] | None = (
        field(
            None,
            description="Year whose output floor applies, by the Basel timetable: 50 % in 2023 to "
            "72.5 % from 2028 on.",
            aliases=(
                "floor year",
                "output floor in",
                "phase-in year",
                "output floor for",
                "output floor",
                "floor in",
            ),
        )
    )
    floor_level: Share | None = field(
        None,
        description="Output floor as a share of the standardised figure, where another than the "
        "timetable's applies: 72.5 % is 0.725.",
        aliases=("output floor", "floor level", "floor of"),
        echo="an output floor of {}",
    )
    floor_cap: bool = field(
        False,
        description="Whether the supervisor caps the increase by the floor at 25 % during the "
        "phase-in.",
        aliases=("transitional cap", "25 % cap"),
    )
    model_rwa: Money | None = field(
        None,
        description="Risk-weighted assets under the approaches used, before the floor: added to "
        "the exposures', or alone with standardised_rwa.",
        aliases=(
            *("model RWA", "IRB RWA", "internal model RWA", "pre-floor RWA", "modelled RWA"),
            *("modelled risk weighted assets", "modelled risk-weighted assets"),
            *("IRB risk weighted assets", "IRB risk-weighted assets"),
            *("risk weighted assets before the floor", "risk-weighted assets before the floor"),
        ),
        echo="{} before the floor",
    )
    standardised_rwa: Money | None = field(
        None,
        description="The same risk-weighted assets under standardised approaches only.",
        aliases=(
            *("standardised RWA", "standardized RWA", "SA RWA", "RWA under standardised"),
            *("standardised approaches would give", "standardised approaches give"),
            "under standardised approaches",
            *("standardised risk weighted assets", "standardised risk-weighted assets"),
        ),
        echo="{} under standardised approaches",
    )
    provisions: Money = field(
        0.0,
        description="General provisions eligible against expected loss, beyond the exposures' own.",
        aliases=("general provisions", "eligible provisions", "loan loss reserves"),
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )

    @property
    def book(self) -> list[Exposure]:
        """The exposures, a single one included."""
        if self.exposures is not None:
            return self.exposures
        return [Exposure.model_validate({"amount": 0.0, **self.told})] if self.told else []

    def path(self, at: int) -> str:
        """How the fields of the exposure at a place are named: empty for a single one."""
        return f"exposures.{at}." if self.exposures is not None else ""

    @model_validator(mode="after")
    def _something_to_weigh(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        if self.told and self.exposures is not None:
            raise ValueError(f"give exposures or a single one's {', '.join(self.told)}, not both")
        if self.told:
            single = [n for n in ("asset_class", "amount") if n not in self.told]
            refuse_missing(self, [] if "undrawn" in self.told else single)
            Exposure.model_validate({"amount": 0.0, **self.told})
        if (self.model_rwa is None) != (self.standardised_rwa is None):
            both = ["model_rwa", "standardised_rwa"]
            refuse_missing(self, [name for name in both if getattr(self, name) is None])
        if self.floor_year is not None and self.floor_level is not None:
            raise ValueError("give floor_year or floor_level, not both")
        return self

    @model_validator(mode="after")
    def _of_the_regime(self) -> Self:
        loans, repos = self.book, self.repo_sets or []
        if self.reporting_date is not None:
            self._phased(self.reporting_date)
        if self.regime == "basel_iii":
            if any(one.double_default for one in loans):
                raise ValueError(
                    "double_default is of Basel II (paragraph 284): the final rules have no such "
                    "formula; leave it out or use the regime basel_ii"
                )
            return self
        if any((self.securitisations, self.funds, self.central_counterparties)):
            raise ValueError(
                "securitisations, funds and central counterparties are weighed under the final "
                "rules; use basel_iii"
            )
        if any(x is not None for x in (self.floor_year, self.floor_level, self.model_rwa)):
            raise ValueError("Basel II has no output floor; use the regime basel_iii")
        if any(one.haircut_floors for one in repos):
            raise ValueError("haircut_floors are of the final rules (CRE56); use basel_iii")
        if any(one.supporting_factor for one in loans):
            raise ValueError("supporting_factor goes with the final rules; use basel_iii")
        return self

    def _phased(self, date: datetime.date) -> None:
        if self.regime == "basel_ii":
            raise ValueError("reporting_date sets the phase-in of the final rules; use basel_iii")
        if date.year < self.phase_in_start:
            raise ValueError(
                f"reporting_date lies before {self.phase_in_start}, when the phase-in begins; "
                "use the rules of that day, such as the regime basel_ii"
            )
