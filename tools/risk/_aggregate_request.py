"""What several risks together are described by: scenarios, insurance, dependence."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import refuse_missing
from tools.capability import RequestModel
from tools.fields import (
    Confidence,
    Currency,
    Finite,
    Identifier,
    Kind,
    Money,
    Rate,
    Seed,
    Share,
    field,
)
from tools.risk._aggregate_scenario import Scenario
from tools.risk._cover import Layer, overlapping

MOST_SCENARIOS, MOST_LAYERS = 200, 50
LEAST_TRIALS, MOST_TRIALS = 1_000, 10_000_000

Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Freedom = Annotated[Finite, Field(ge=1, le=1000), Kind("number", "degrees of freedom")]
Trials = Annotated[int, Field(ge=LEAST_TRIALS, le=MOST_TRIALS), Kind("count", "years")]
Dependence = Literal["independent", "gaussian_copula", "t_copula", "common_shock"]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "scenarios": [
            {"name": "ransomware", "frequency": 0.2, "loss": {"low": 50000, "high": 2000000}},
            {
                "name": "phishing",
                "frequency": {"low": 4, "high": 10},
                "loss": {"low": 1000, "high": 20000},
            },
        ],
        "deductible": 100000,
        "currency": "EUR",
    },
    {
        "scenarios": [
            {
                "name": "outage",
                "frequency": 0.1,
                "loss": {"low": 100000, "high": 1000000, "distribution": "lognormal"},
            }
        ],
        "confidence": 0.99,
    },
    {
        "scenarios": [
            {"name": "fire", "frequency": 2, "loss": {"low": 500000, "tail_index": 1.8}},
            {
                "name": "motor",
                "frequency": 40,
                "counts": "negative_binomial",
                "frequency_deviation": 9,
                "loss": {"mean": 12000, "deviation": 20000, "distribution": "gamma"},
            },
        ],
        "layers": [
            {"kind": "quota_share", "share": 0.2},
            {"name": "4m xs 1m", "attachment": 1000000, "limit": 4000000},
        ],
        "dependence": "t_copula",
        "correlation": 0.3,
        "trials": 50000,
    },
]


class AggregateLossRequest(RequestModel):
    """Several risks together: how often each strikes, what it costs, who pays which part."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES}  # type: ignore[dict-item]
    )

    scenarios: list[Scenario] = field(
        min_length=1,
        max_length=MOST_SCENARIOS,
        description="The scenarios, each with its name, how often it happens in a year and what "
        "one case costs.",
        aliases=("scenarios", "risks", "perils", "lines of business", "loss types", "register"),
    )
    deductible: Money | None = field(
        None,
        description="What you bear of each case yourself before insurance pays.",
        aliases=(
            *("deductible", "excess", "self-insured retention", "retention", "own share per case"),
            *("attachment", "we bear the first", "SIR", "each and every loss", "pay the first"),
            *("carry the first", "keep the first", "bear the first", "franchise"),
            *("of every case ourselves", "of each case ourselves", "nothing under", "per case"),
            *("whatever is above", "everything above", "anything above"),
        ),
        echo="a deductible of {} a case",
    )
    limit: Money | None = field(
        None,
        description="Most the insurance pays for one case.",
        aliases=(
            *("limit", "insured up to", "cover up to", "policy limit", "limit per case"),
            *("limit per occurrence", "sum insured", "pays up to", "they pay at most"),
            *("insurer pays at most", "insurance pays at most", "pay at most", "pays at most"),
            *(
                "per case, up to",
                "covers at most",
                "never more than",
                "for any one case",
                "for any one event",
            ),
        ),
        echo="insured up to {} a case",
    )
    annual_deductible: Money | None = field(
        None,
        description="What you bear of a whole year's losses yourself before insurance pays.",
        aliases=(
            *("annual deductible", "aggregate deductible", "yearly deductible"),
            *("aggregate retention", "stop loss attachment", "deductible for the year"),
            *("of the year ourselves", "of the year's losses ourselves", "retention for the year"),
        ),
        echo="a yearly deductible of {}",
    )
    annual_limit: Money | None = field(
        None,
        description="Most the insurance pays in a whole year.",
        aliases=(
            *("annual limit", "aggregate limit", "yearly limit", "limit for the year"),
            *("annual aggregate limit", "at most in a year", "in any one year", "cap for the year"),
            *("annual cap", "yearly cap", "yearly payout", "paid out a year", "payout a year"),
            *("no more than a year", "aggregate cap", "annual payout", "pays out a year"),
        ),
        echo="insured up to {} a year",
    )
    quota_share: Share | None = field(
        None,
        description="Share of every loss that a reinsurer or insurer takes over: 30 % is 0.3.",
        aliases=("quota share", "ceded share", "ceded", "proportional reinsurance", "reinsured"),
        echo="{} ceded",
    )
    layers: list[Layer] | None = field(
        None,
        min_length=1,
        max_length=MOST_LAYERS,
        description="Further layers of reinsurance: quota shares, excess of loss, stop losses.",
        aliases=(
            *("layers", "tower", "reinsurance program", "treaties", "programme", "stop loss"),
            *("excess of loss", "xs", "XL", "XoL", "in excess of"),
        ),
        only_named=True,
    )
    perspective: Literal["retained", "insurer", "gross"] = field(
        "retained",
        description="Whose loss is looked at: what stays with you after insurance (retained), "
        "what the insurance pays (insurer), or everything before insurance (gross).",
        aliases=("perspective", "point of view", "whose loss"),
        synonyms={
            "retained": [
                *("net", "what we keep", "stays with us", "stays with me", "our own share"),
                *("do we keep", "do I keep", "left with us", "left with me"),
            ],
            "insurer": [
                *("would the insurer pay", "does the insurer pay", "what the insurer pays"),
                *("does the insurance pay", "will the insurance pay", "insurance will pay"),
                *("would the insurance pay", "reinsurer pays", "ceded loss", "insurer's view"),
                *(
                    "insurer's expected payout",
                    "insurer's payout",
                    "expected payout",
                    "insurer's question",
                ),
                *("insurer's loss", "insurer's share", "do they expect to pay", "they pay out"),
                *("what will they pay", "reinsurer's view", "reinsurer's share", "insurer's cost"),
            ],
            "gross": ["before insurance", "gross loss", "ground up", "ground-up"],
        },
    )
    dependence: Dependence | None = field(
        None,
        description="How the scenarios' yearly losses hang together: not at all, by a Gaussian or "
        "a t copula with a correlation, or by events that strike several at once.",
        aliases=("dependence", "copula", "dependency"),
        synonyms={
            "independent": [
                "independent",
                "independently",
                "unrelated risks",
                "unrelated to each other",
            ],
            "gaussian_copula": ["Gaussian copula", "normal copula"],
            "t_copula": ["t copula", "student copula", "t-copula"],
            "common_shock": ["common shock", "strike all at once", "hit all at once"],
        },
    )
    correlation: Correlation | None = field(
        None,
        description="Correlation of every pair of scenarios in the copula, from -1 to 1.",
        aliases=(
            *("correlation", "rho", "correlated at", "correlated", "pairwise", "corr", "correl"),
            *("pairwise correlation", "every pair", "each pair", "all pairs", "worse together"),
        ),
        echo="a correlation of {}",
    )
    correlations: list[list[Correlation]] | None = field(
        None,
        max_length=MOST_SCENARIOS,
        description="Correlation matrix of the copula, in the order of the scenarios.",
        aliases=("correlation matrix", "correlations"),
    )
    degrees_of_freedom: Freedom | None = field(
        None,
        description="Degrees of freedom of the t copula: the fewer, the more bad years coincide.",
        aliases=("degrees of freedom", "df", "nu"),
        echo="{} degrees of freedom",
    )
    shock_frequency: Rate | None = field(
        None,
        description="How often in a year one event strikes several scenarios at once; such events "
        "count within each scenario's own frequency.",
        aliases=(
            *("shock frequency", "common shocks a year", "common shock rate", "both at once"),
            *("all at once", "at the same time", "hits both", "hits all", "strikes both"),
            *("floods both", "affects both", "takes out both", "already counted", "in one go"),
            *("at once",),
        ),
        echo="{} common shocks a year",
    )
    shock_scenarios: list[Identifier] | None = field(
        None,
        min_length=2,
        max_length=MOST_SCENARIOS,
        description="Names of the scenarios a common shock strikes; all unless named.",
        aliases=("shock scenarios", "shock hits"),
    )
    currency: Currency | None = field(
        None,
        description="Currency of all amounts, as its three-letter code.",
        aliases=("currency", "in euros", "in dollars", "in pounds", "in francs"),
    )
    confidence: Confidence = field(
        0.95,
        description="How bad a year is looked at, as a fraction: 0.95 looks at one year in twenty, "
        "0.99 at one in a hundred.",
        aliases=(
            *("confidence", "confidence level", "value at risk level", "VaR", "percentile"),
            *("level", "one year in", "quantile", "TVaR"),
        ),
        echo="at {} confidence",
        optional_default_said="one bad year in twenty",
    )
    engine: Literal["auto", "transform", "simulation"] = field(
        "auto",
        description="Exactly by fast Fourier transform, or by simulation; auto takes the exact "
        "way wherever there is one.",
        aliases=("engine", "computed by"),
        synonyms={
            "transform": [
                "FFT",
                "fast Fourier",
                "exact method",
                "exact way",
                "exact sum",
                "Panjer",
            ],
            "simulation": ["simulate", "Monte Carlo", "simulation"],
        },
    )
    trials: Trials | None = field(
        None,
        description="How many years are simulated, where there is a simulation; as many as take a "
        "few seconds, a million at most, unless named.",
        aliases=("trials", "simulations", "iterations", "simulated years", "draws"),
        echo="{} simulated years",
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_layers()
        self._check_dependence()
        return self

    @property
    def bound_by(self) -> Dependence:
        """The dependence, also where only its parameter was given."""
        if self.dependence is not None:
            return self.dependence
        if self.shock_frequency is not None:
            return "common_shock"
        if self.degrees_of_freedom is not None:
            return "t_copula"
        given = self.correlation is not None or self.correlations is not None
        return "gaussian_copula" if given else "independent"

    @property
    def all_layers(self) -> list[Layer]:
        """The layers, those told by single fields first."""
        found: list[Layer] = []
        if self.quota_share:
            found.append(Layer(name="quota share", kind="quota_share", share=self.quota_share))
        years = self.annual_deductible is not None or self.annual_limit is not None
        if self.deductible is not None or self.limit is not None:
            found.append(
                Layer(
                    name="insurance",
                    attachment=self.deductible or 0,
                    limit=self.limit,
                    annual_deductible=self.annual_deductible or 0,
                    annual_limit=self.annual_limit,
                )
            )
        elif years:
            attachment, limit = self.annual_deductible or 0, self.annual_limit
            found.append(
                Layer(name="insurance", kind="stop_loss", attachment=attachment, limit=limit)
            )
        return [*found, *(self.layers or [])]

    def _check_layers(self) -> None:
        if self.limit == 0 or self.annual_limit == 0:
            raise ValueError("limit and annual_limit must be above zero where they are given")
        if self.quota_share is not None and self.quota_share >= 1:
            raise ValueError("quota_share must be below 1: 30 % ceded is 0.3")
        layers = self.all_layers
        if self.perspective == "insurer" and not layers:
            refuse_missing(self, ["deductible"])
        if overlapping(layers):
            raise ValueError("layers overlap: together they would pay more than the loss")

    def _check_dependence(self) -> None:
        bound = self.bound_by
        if bound != "independent" and len(self.scenarios) < 2:
            raise ValueError("dependence needs at least two scenarios")
        copula = bound in ("gaussian_copula", "t_copula")
        if copula and self.correlation is None and self.correlations is None:
            refuse_missing(self, ["correlation"])
        if self.correlation is not None and self.correlations is not None:
            raise ValueError("give correlation for all pairs or the matrix correlations, not both")
        if not copula and (self.correlation is not None or self.correlations is not None):
            raise ValueError("correlation goes with a copula only")
        if bound == "common_shock" and not self.shock_frequency:
            refuse_missing(self, ["shock_frequency"])
        if bound != "common_shock" and self.shock_frequency is not None:
            raise ValueError("shock_frequency goes with a common_shock only")
        if bound != "t_copula" and self.degrees_of_freedom is not None:
            raise ValueError("degrees_of_freedom go with a t_copula only")
