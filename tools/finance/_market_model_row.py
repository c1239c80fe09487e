"""What the internal models approach is asked from: shortfalls, stress scenarios, desks (MAR33)."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.fields import Finite, Identifier, Kind, Money, field

Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Distance = Annotated[Finite, Field(ge=0, le=1), Kind("number", "distance")]
ModelClass = Literal["all", "interest_rate", "equity", "fx", "commodity", "credit_spread"]
Series = Literal["reduced_stressed", "full_current", "reduced_current"]


class Shortfall(BaseModel):
    """Expected shortfalls of one class at a base horizon of ten days, by liquidity horizon."""

    model_config = ConfigDict(extra="forbid")

    risk_class: ModelClass = field(
        "all",
        description="All risk factors together, or those of one class with the others held still.",
        aliases=("risk class", "class", "scope"),
        synonyms={
            "all": ["all", "total", "bank-wide", "unconstrained", "diversified"],
            "interest_rate": ["interest rate", "rates", "IR"],
            "equity": ["equity", "EQ"],
            "fx": ["FX", "foreign exchange"],
            "commodity": ["commodity", "commodities"],
            "credit_spread": ["credit spread", "CS", "credit"],
        },
    )
    series: Series = field(
        "reduced_stressed",
        description="Reduced set of factors in the stress period, full set now, reduced set now.",
        aliases=("series", "set", "calibration", "kind of shortfall"),
        synonyms={
            "reduced_stressed": ["ES_R,S", "reduced stressed", "stressed"],
            "full_current": ["ES_F,C", "full current", "current full"],
            "reduced_current": ["ES_R,C", "reduced current", "current reduced"],
        },
    )
    es_10: Money = field(
        description="Expected shortfall of all its factors over ten days (97.5 %).",
        aliases=("ES 10", "10-day ES", "expected shortfall", "ES"),
    )
    es_20: Money = field(
        0.0,
        description="Over ten days, of the factors with a liquidity horizon of 20 days or more.",
        aliases=("ES 20", "20 days"),
    )
    es_40: Money = field(0.0, description="Those of 40 days or more.", aliases=("ES 40", "40 days"))
    es_60: Money = field(0.0, description="Those of 60 days or more.", aliases=("ES 60", "60 days"))
    es_120: Money = field(0.0, description="Those of 120 days.", aliases=("ES 120", "120 days"))


class StressScenario(BaseModel):
    """Capital of one risk factor that cannot be modelled."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None, description="The risk factor.", aliases=("factor", "risk factor", "name")
    )
    kind: Literal["credit", "equity", "other"] = field(
        "other",
        description="Idiosyncratic credit spread or idiosyncratic equity, which add up without "
        "correlation, or any other factor.",
        aliases=("kind", "type", "type of factor"),
        synonyms={
            "credit": ["idiosyncratic credit", "idiosyncratic credit spread"],
            "equity": ["idiosyncratic equity"],
            "other": ["other", "systematic"],
        },
    )
    amount: Money = field(
        description="Its stress scenario capital.",
        aliases=("amount", "stress capital", "SES", "loss"),
    )


class Desk(BaseModel):
    """A trading desk: how it did in the tests, and its capital by the standardised approach."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(None, description="The desk.", aliases=("desk", "name"))
    zone: Literal["green", "amber", "red"] | None = field(
        None,
        description="Zone of profit and loss attribution; from both test figures where not said. "
        "Red desks are out of the model.",
        aliases=("zone", "PLA zone", "attribution zone"),
    )
    spearman: Correlation | None = field(
        None,
        description="Spearman correlation of risk-theoretical and hypothetical profit and loss.",
        aliases=("Spearman", "Spearman correlation", "rank correlation"),
    )
    kolmogorov_smirnov: Distance | None = field(
        None,
        description="Kolmogorov-Smirnov distance of both.",
        aliases=("KS", "Kolmogorov-Smirnov", "KS statistic"),
    )
    standardised_capital: Money = field(
        0.0,
        description="The desk's capital by the standardised approach.",
        aliases=("SA capital", "standardised capital", "SA"),
    )

    @model_validator(mode="after")
    def _tested(self) -> Self:
        both = (self.spearman is None) == (self.kolmogorov_smirnov is None)
        if not both:
            raise ValueError("spearman and kolmogorov_smirnov go together")
        if (self.zone is None) == (self.spearman is None):
            raise ValueError("give the zone, or spearman and kolmogorov_smirnov")
        return self
