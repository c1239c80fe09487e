"""What a simulation of a formula is asked from: the formula, its uncertain inputs, their bonds."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.capability import RequestModel
from tools.fields import Confidence, Expression, Finite, Identifier, Kind, Number, Seed, field
from tools.risk._uncertain_input import UncertainInput

MOST_INPUTS, MOST_THRESHOLDS = 50, 20
LEAST_TRIALS, MOST_TRIALS = 1_000, 2_000_000
MOST_CELLS = 20_000_000  # trials times inputs: 160 MB

Correlation = Annotated[Finite, Field(ge=-1, le=1), Kind("number", "correlation")]
Trials = Annotated[int, Field(ge=LEAST_TRIALS, le=MOST_TRIALS), Kind("count", "trials")]
Tail = Annotated[Finite, Field(ge=0.01, le=0.5), Kind("share", "fraction")]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "formula": "profit = units * (price - unit cost) - fixed costs",
        "inputs": [
            {"name": "units", "low": 8000, "likely": 10000, "high": 15000},
            {"name": "price", "low": 18, "likely": 20, "high": 24, "distribution": "triangular"},
            {"name": "unit cost", "mean": 11, "deviation": 1.2},
            {"name": "fixed costs", "likely": 60000},
        ],
        "thresholds": [0],
        "trials": 20000,
    },
    {
        "formula": "demand * margin",
        "inputs": [
            {"name": "demand", "low": 500, "high": 2000, "distribution": "lognormal"},
            {"name": "margin", "low": 3, "high": 9, "distribution": "uniform"},
        ],
        "correlations": [{"first": "demand", "second": "margin", "correlation": -0.5}],
        "sampling": "sobol",
        "trials": 16384,
    },
    {
        "formula": "if(wins > 0, wins * deal size, 0) - 40000",
        "inputs": [
            {"name": "wins", "values": [0, 1, 2, 3], "chances": [0.3, 0.4, 0.2, 0.1]},
            {"name": "deal size", "values": [21000, 34000, 55000, 28000, 90000]},
        ],
        "sampling": "random",
        "trials": 20000,
    },
]


class CorrelatedPair(BaseModel):
    """Two inputs and how they move together."""

    model_config = ConfigDict(extra="forbid")

    first: Identifier = field(
        description="Name of one input.", aliases=("first", "input", "between", "variable 1")
    )
    second: Identifier = field(
        description="Name of the other.", aliases=("second", "other", "and", "variable 2")
    )
    correlation: Correlation = field(
        description="Their rank correlation, from -1 to 1.",
        aliases=("correlation", "rho", "rank correlation"),
    )


class MonteCarloRequest(RequestModel):
    """A formula, what is known of its inputs, and what to say of the result."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    formula: Expression = field(
        description="The formula, with the names of the inputs: + - * / ^, parentheses, %, < and "
        ">, if(condition, then, otherwise), min, max, sqrt, exp, ln, round, clip ... It may begin "
        "with the name of the result: profit = units * price - costs.",
        aliases=("formula", "model", "equation", "calculated as", "computed as", "profit ="),
        echo="{}",
    )
    inputs: list[UncertainInput] = field(
        min_length=1,
        max_length=MOST_INPUTS,
        description="The inputs, each with its name and its range: low, likely, high, or mean and "
        "deviation, or values.",
        aliases=("inputs", "variables", "assumptions", "drivers", "uncertain inputs", "where"),
    )
    correlations: list[CorrelatedPair] | None = field(
        None,
        min_length=1,
        max_length=MOST_INPUTS * MOST_INPUTS,
        description="Pairs of inputs that move together, with their rank correlation.",
        aliases=("correlations", "correlated", "correlation between", "move together"),
        only_named=True,
    )
    correlation_matrix: list[list[Correlation]] | None = field(
        None,
        max_length=MOST_INPUTS,
        description="Rank correlations of all inputs as a matrix, in the order of the inputs.",
        aliases=("correlation matrix", "matrix of correlations"),
    )
    dependence: Literal["iman_conover", "gaussian_copula"] | None = field(
        None,
        description="How correlations are brought in: by reordering (Iman-Conover), or by a "
        "Gaussian copula; the first unless points are Sobol's.",
        aliases=("dependence", "correlation method"),
        synonyms={
            "iman_conover": ["Iman-Conover", "reordering", "rank reordering"],
            "gaussian_copula": ["Gaussian copula", "normal copula", "copula"],
        },
    )
    thresholds: list[Number] | None = field(
        None,
        min_length=1,
        max_length=MOST_THRESHOLDS,
        description="Values of the result whose chance to be exceeded is asked for.",
        aliases=(
            *("thresholds", "chance of more than", "probability of exceeding", "chance to exceed"),
            *("probability that it is above", "chance of losing", "target", "chance of at least"),
            *("exceeds", "exceeding", "more than", "probability of more than", "greater than"),
            *("above", "chance that it is more than", "beyond", "over", "over budget of", "past"),
            *("odds of", "odds that", "bust", "caps it at", "cap of", "limit of", "goes over"),
            *("does it exceed", "exceed", "breach", "below", "under", "less than", "lower than"),
        ),
        echo="the chance of more than {}",
    )
    confidence: Confidence = field(
        0.9,
        description="Share of results inside the range that is told: 0.9 runs from the 5 % to the "
        "95 % point.",
        aliases=("confidence", "interval", "range of", "% interval", "confidence interval"),
        echo="a {} range",
        optional_default_said="a 90 % range",
    )
    tail: Tail = field(
        0.1,
        description="Share of the results that count as low and as high, when it is said what the "
        "inputs are then: the worst and the best tenth.",
        aliases=("tail", "worst share", "worst", "bottom", "in the worst", "tail share"),
        echo="the lowest and highest {}",
    )
    sensitivity: bool = field(
        True,
        description="Whether to say how much of the spread each input answers for (Sobol indices).",
        aliases=("sensitivity", "Sobol indices", "tornado", "what drives it", "drivers"),
    )
    sampling: Literal["latin_hypercube", "sobol", "random"] = field(
        "latin_hypercube",
        description="How the inputs are drawn: Latin hypercube, scrambled Sobol points, or plain "
        "random numbers.",
        aliases=("sampling", "sampling method", "sampler"),
        synonyms={
            "latin_hypercube": ["Latin hypercube", "LHS", "stratified"],
            "sobol": ["Sobol points", "Sobol sequence", "quasi Monte Carlo", "QMC", "quasi-random"],
            "random": ["pseudo-random", "plain Monte Carlo", "simple random", "crude Monte Carlo"],
        },
        echo="by {} sampling",
    )
    trials: Trials = field(
        131_072,
        description="How many times the formula is worked out.",
        aliases=("trials", "simulations", "iterations", "runs", "draws", "samples"),
        echo="{} trials",
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.correlations is not None and self.correlation_matrix is not None:
            raise ValueError("give correlations by pairs or correlation_matrix, not both")
        known = {one.name.lower() for one in self.inputs}
        for number, pair in enumerate(self.correlations or []):
            for place in (pair.first, pair.second):
                if place.lower() not in known:
                    raise ValueError(f"correlations.{number} names an input that is not there")
            if pair.first.lower() == pair.second.lower():
                raise ValueError(f"correlations.{number} names one input twice")
        if self.trials * len(self.inputs) > MOST_CELLS:
            raise ValueError(
                f"trials times inputs must be at most {MOST_CELLS:,}; lower the trials to "
                f"{MOST_CELLS // len(self.inputs):,}"
            )
        bound = self.correlations is not None or self.correlation_matrix is not None
        if self.dependence is not None and not bound:
            raise ValueError("dependence goes with correlations only")
        return self
