"""A bank's income and losses, from which its operational risk capital follows."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Finite, Identifier, Kind, Money, SignedMoney, field

MOST_YEARS, MOST_LOSS_YEARS = 3, 10
MOST_EVENTS = 100_000
LEAST_LOSS, MOST_THRESHOLD = 20_000.0, 100_000.0
"""Euros of net loss from which an event counts, and the most a supervisor may set (OPE25.12 ff)."""
LossYears = Annotated[int, Field(ge=1, le=MOST_LOSS_YEARS), Kind("count", "years")]
Threshold = Annotated[Finite, Field(ge=LEAST_LOSS, le=MOST_THRESHOLD), Kind("money", "currency")]
CalendarYear = Annotated[int, Field(ge=1990, le=2200), Kind("count", "calendar year")]
NEEDED = [
    [
        ["business_indicator"],
        ["years"],
        ["interest_component", "services_component", "financial_component"],
    ]
]
Euros = Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "units per euro")]

_EXAMPLES: list[dict[str, Any]] = [
    {"business_indicator": 35e9, "currency": "EUR"},
    {"business_indicator": 4e9, "losses": [22e6, 18e6, 41e6, 9e6, 30e6, 27e6, 15e6, 33e6]},
    {
        "years": [
            {
                "name": "2024",
                "interest_income": 900e6,
                "interest_expense": 350e6,
                "interest_earning_assets": 20e9,
                "dividend_income": 5e6,
                "fee_income": 260e6,
                "fee_expense": 80e6,
                "other_operating_income": 30e6,
                "other_operating_expense": 22e6,
                "trading_result": -40e6,
                "banking_result": 12e6,
            }
        ],
        "average_loss": 6e6,
    },
]  # fmt: skip


class IncomeYear(BaseModel):
    """The items of one year's accounts that make up the business indicator."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="The year: 2024.", aliases=("year", "financial year", "period")
    )
    interest_income: Money = field(
        0.0,
        description="Interest income, leases included.",
        aliases=("interest income", "interest and lease income", "interest received"),
    )
    interest_expense: Money = field(
        0.0,
        description="Interest expense, leases included.",
        aliases=("interest expense", "interest paid", "interest and lease expense"),
    )
    interest_earning_assets: Money | None = field(
        None,
        description="Interest-earning assets, leases included, at the year's end.",
        aliases=("interest earning assets", "interest-earning assets", "IEA", "earning assets"),
    )
    dividend_income: Money = field(
        0.0, description="Dividend income.", aliases=("dividend income", "dividends")
    )
    other_operating_income: Money = field(
        0.0,
        description="Other operating income.",
        aliases=("other operating income", "OOI", "other income"),
    )
    other_operating_expense: Money = field(
        0.0,
        description="Other operating expense, losses from operational events included.",
        aliases=("other operating expense", "OOE", "other operating expenses"),
    )
    fee_income: Money = field(
        0.0,
        description="Fee and commission income.",
        aliases=("fee income", "fees", "commission income", "fees and commissions received"),
    )
    fee_expense: Money = field(
        0.0,
        description="Fee and commission expense.",
        aliases=("fee expense", "commission expense", "fees paid"),
    )
    trading_result: SignedMoney = field(
        0.0,
        description="Net profit or loss of the trading book; a loss is negative.",
        aliases=("net P&L trading book", "trading result", "trading book", "trading income"),
    )
    banking_result: SignedMoney = field(
        0.0,
        description="Net profit or loss of the banking book; a loss is negative.",
        aliases=("net P&L banking book", "banking book result", "banking book"),
    )

    @field_validator("name", mode="before")
    @classmethod
    def _year_as_text(cls, name: Any) -> Any:
        """A year may come as a number: from a table it does."""
        number = isinstance(name, int | float) and not isinstance(name, bool)
        return f"{name:g}" if number else name


class LossEvent(BaseModel):
    """One operational loss."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="What happened.", aliases=("event", "incident", "loss", "description")
    )
    year: CalendarYear = field(
        description="Year in which the loss was accounted for.",
        aliases=("year", "accounting year", "date of accounting"),
    )
    gross_loss: Money = field(
        description="Loss before recoveries of any kind.",
        aliases=("gross loss", "loss amount", "gross amount", "loss"),
    )
    recoveries: Money = field(
        0.0,
        description="What came back, insurance included, once paid.",
        aliases=("recoveries", "recovered", "insurance recovery", "reimbursed"),
    )
    excluded: bool = field(
        False,
        description="Left out with the supervisor's approval, for example of a divested activity.",
        aliases=("excluded", "divested", "left out"),
    )

    @model_validator(mode="after")
    def _no_gain(self) -> Self:
        if self.recoveries > self.gross_loss:
            raise ValueError("recoveries cannot exceed the gross loss")
        return self


class CapitalOperationalRequest(RequestModel):
    """The business indicator, its parts or three years of accounts; and past losses."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    business_indicator: Money | None = field(
        None,
        description="Business indicator (BI), where it is known.",
        aliases=("business indicator", "BI", "indicator"),
        echo="a business indicator of {}",
    )
    years: list[IncomeYear] | None = field(
        None,
        min_length=1,
        max_length=MOST_YEARS,
        description="Up to three years of income and expense, latest included.",
        aliases=("accounts", "income statements", "income statement", "profit and loss accounts"),
    )
    interest_component: Money | None = field(
        None,
        description="Interest, leases and dividend component, where it is known.",
        aliases=("ILDC", "interest component", "interest, leases and dividend component"),
        echo="an interest component of {}",
    )
    services_component: Money | None = field(
        None,
        description="Services component, where it is known.",
        aliases=("SC", "services component", "service component"),
        echo="a services component of {}",
    )
    financial_component: Money | None = field(
        None,
        description="Financial component, where it is known.",
        aliases=("FC", "financial component"),
        echo="a financial component of {}",
    )
    losses: list[Money] | None = field(
        None,
        min_length=1,
        max_length=MOST_LOSS_YEARS,
        description="Operational losses of each year, net of recoveries, up to ten years.",
        aliases=(
            "annual losses",
            "yearly losses",
            "loss history",
            "losses by year",
            "losses per year",
        ),
        echo="losses of {}",
    )
    loss_events: list[LossEvent] | None = field(
        None,
        min_length=1,
        max_length=MOST_EVENTS,
        description="Operational losses one by one: year, gross loss, recoveries.",
        aliases=("loss events", "loss database", "incidents", "list of losses", "loss data"),
        only_named=True,
    )
    loss_threshold: Threshold = field(
        LEAST_LOSS,
        description="Net loss in euros from which an event counts: 20,000, or up to 100,000 where "
        "the supervisor allows it for banks beyond the first bucket.",
        aliases=("loss threshold", "threshold of losses", "minimum loss"),
    )
    loss_data_years: LossYears | None = field(
        None,
        description="Years that the loss events cover, those without one included; from the first "
        "event's year to the last one's where not said.",
        aliases=("years of loss data", "years covered by the losses", "observation period"),
        echo="{} years of loss data",
    )
    average_loss: Money | None = field(
        None,
        description="Average operational loss of a year over the last ten years.",
        aliases=(
            *("average annual loss", "average loss", "mean annual loss", "average annual losses"),
            *("losses of", "a year on average", "losses a year", "lost on average"),
            *("losses were", "losses are", "yearly loss", "loses a year", "avg annual loss"),
            *("annual loss", "avg loss", "mean loss", "average yearly loss"),
        ),
        echo="losses of {} a year on average",
    )
    loss_component: Money | None = field(
        None,
        description="Loss component (15 times the average annual loss), where it is known.",
        aliases=("loss component", "LC"),
        echo="a loss component of {}",
    )
    loss_multiplier: Literal["from_losses", "one"] = field(
        "from_losses",
        description="Whether past losses count, or the supervisor sets the multiplier to one.",
        aliases=("internal loss multiplier", "ILM", "loss multiplier"),
        synonyms={
            "from_losses": ["with losses", "losses count"],
            "one": [
                *("ILM of 1", "ILM = 1", "ILM of one", "multiplier of one", "multiplier to one"),
                *("ignore losses", "without losses", "multiplier of 1", "multiplier to 1"),
                *("ILM=1", "ILM 1", "ILM is 1", "ILM one", "ILM set to 1", "ILM at 1"),
            ],
        },
        echo="a multiplier {}",
    )
    losses_in_first_bucket: bool = field(
        False,
        description="Supervisor lets losses count for banks with an indicator up to 1 billion.",
        aliases=("losses in bucket 1",),
    )
    units_per_euro: Euros | None = field(
        None,
        description="Units of the amounts' currency for one euro: the bucket limits are in euros.",
        aliases=("exchange rate to the euro", "per euro", "units per euro"),
        echo="{} to the euro",
    )
    currency: Currency | None = field(
        None,
        description="Currency of the amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        parts = {"interest_component", "services_component", "financial_component"} & given
        if sum((self.business_indicator is not None, self.years is not None, bool(parts))) > 1:
            raise ValueError("give business_indicator, years or the three components, not several")
        ways = ("losses", "loss_events", "average_loss", "loss_component")
        told = [n for n in ways if n in given]
        if len(told) > 1:
            raise ValueError(f"give one of {', '.join(told)}, not several")
        if self.loss_data_years is not None and self.loss_events is None:
            raise ValueError("loss_data_years goes with loss_events")
        if self.units_per_euro is not None and self.currency == "EUR" and self.units_per_euro != 1:
            raise ValueError("units_per_euro is 1 for amounts in euros")
        return self
