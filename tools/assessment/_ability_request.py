"""What is asked for when abilities are to be estimated."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.assessment._irt_ability import AbilityMethod
from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Kind, Number, Person, Table, field

Difficulty = Annotated[Number, Field(ge=-30, le=30)]
"""Where a question lies on the scale of ability, in standard deviations."""

Discrimination = Annotated[Finite, Field(gt=0, le=20), Kind("number", "slope")]
"""How sharply a question tells people apart; usually between 0.5 and 2."""

GuessingShare = Annotated[Finite, Field(ge=0, lt=1), Kind("probability", "fraction")]
"""The chance to get a question right without knowing."""

NEEDED = [[["answers"], ["responses"]], [["difficulties"], ["items"], ["thresholds"]]]
"""Somebody's answers, and the questions' parameters."""

ALONE = [["items"]]
"""A table of parameters may hold the answers in a further column."""


def _split(said: Any) -> Any:
    """`1101` and `right, right, wrong` as lists."""
    if not isinstance(said, str):
        return said
    parts = [part for part in re.split(r"[\s,;]+", said.strip()) if part]
    return list(parts[0]) if len(parts) == 1 and re.fullmatch(r"[01]+", parts[0]) else parts


_EXAMPLES: list[dict[str, Any]] = [
    {"answers": [True, True, False], "difficulties": [-1, 0, 1.2]},
    {
        "answers": [1, 0, 1],
        "difficulties": [-1, 0, 1],
        "discriminations": [1, 1.2, 0.8],
        "estimator": "ML",
    },
    {
        "items": {
            "columns": {
                "item": ["q1", "q2", "q3", "q4"],
                "a": [1.1, 0.8, 1.4, 1.0],
                "b": [-0.5, 0.2, 0.9, 1.6],
                "c": [0.2, 0.2, 0.25, 0.2],
            }
        },
        "responses": [
            {"name": "Ann", "q1": 1, "q2": 1, "q3": 0, "q4": 0},
            {"name": "Ben", "q1": 1, "q2": 0, "q3": 1, "q4": None},
        ],
        "estimator": "WLE",
    },
    {"answers": [2, 1, 0], "thresholds": [[-1.5, 0.2], [-0.4, 1.1], [0.3, 1.9]]},
]


class EstimateAbilityRequest(RequestModel):
    """Answers of one or several people, and the parameters of the questions."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED, "x-alone": ALONE}  # type: ignore[dict-item]
    )

    answers: (
        Annotated[
            list[bool | Finite | str | None],
            BeforeValidator(_split),
            Field(min_length=1, max_length=5_000),
        ]
        | None
    ) = field(
        None,
        description=(
            "One person's answers, in the order of the questions: right or wrong, or the points "
            "of graded questions; null where not answered."
        ),
        aliases=(
            *("answers", "responses", "got", "answered", "right and wrong", "response pattern"),
            *("answer pattern", "scored"),
        ),
        synonyms={"true": ("right", "correct"), "false": ("wrong", "incorrect")},
        relations={"as_many_as": "difficulties"},
    )
    difficulties: list[Difficulty] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="How hard each question is: its b, 0 for one that fits the average person.",
        aliases=(
            *("difficulties", "difficulty", "item difficulties", "b", "b parameters", "b values"),
            *("item locations", "question difficulties", "b's", "item hardness", "hardness"),
            *("b-values", "locations", "calibrated at"),
        ),
        echo="difficulties {}",
    )
    discriminations: list[Discrimination] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="How sharply each question tells people apart, its a; one number goes for all.",
        aliases=(
            *("discriminations", "discrimination", "a", "a parameters", "a values", "slopes"),
            "slope",
        ),
        echo="discriminations {}",
    )
    guessing: list[GuessingShare] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="The chance to guess each question right, its c; one number goes for all.",
        aliases=(
            *("guessing", "c", "c parameters", "c values", "guessing parameters", "guess rate"),
            *("guess probability", "chance hits", "lucky guess", "lower asymptote", "c's", "guess"),
        ),
        echo="guessing {}",
    )
    thresholds: list[list[Difficulty]] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="Graded questions: for each the rising difficulties of its steps (GRM).",
        aliases=("thresholds", "step difficulties", "category boundaries", "graded thresholds"),
    )
    items: Table | None = field(
        None,
        description=(
            "The questions' parameters as a table: a row a question with columns item, a, b, c, "
            "or b1, b2 … for graded ones; it may hold the answers in further columns."
        ),
        aliases=(
            *("item parameters", "item bank", "items", "question bank", "calibrated items"),
            "parameter table",
        ),
    )
    responses: Table | None = field(
        None,
        description="Answers of several people: a row a person, a column a question.",
        aliases=("response table", "several people", "class answers", "answer sheet"),
    )
    estimator: AbilityMethod | None = field(
        None,
        description=(
            "EAP (unless another is named) or MAP, with the population in mind; WLE (Warm, nearly "
            "unbiased); ML (maximum likelihood, none for all right or all wrong)."
        ),
        aliases=("estimator", "estimation method", "scoring method", "method"),
        synonyms={
            "EAP": ("EAP", "expected a posteriori", "posterior mean", "bayesian"),
            "MAP": (
                "MAP",
                "maximum a posteriori",
                "posterior mode",
                "bayes modal",
                "modal a posteriori",
                "bayesian modal",
                "a posteriori mode",
            ),
            "WLE": ("WLE", "weighted likelihood", "warm", "warm's", "WL"),
            "ML": ("ML", "MLE", "maximum likelihood"),
        },
        echo="by {}",
        optional_default_said="the EAP estimate",
    )
    scale: Annotated[Finite, Field(ge=1, le=1.8), Kind("number", "factor")] = field(
        1.0,
        description="The factor D of the item parameters: 1 (logistic) or 1.7 (normal ogive).",
        aliases=("D", "scaling constant", "scaling factor", "normal metric", "D constant"),
        optional_default_said="the logistic scale",
    )
    population_mean: Difficulty = field(
        0.0,
        description="Mean ability of the people to compare with.",
        aliases=(
            *("population mean", "mean ability", "average ability", "prior mean", "norm mean"),
        ),
        optional_default_said="a population mean of 0",
    )
    population_sd: Annotated[Finite, Field(gt=0, le=20), Kind("number")] = field(
        1.0,
        description="Standard deviation of ability among the people to compare with.",
        aliases=(
            *("population sd", "population standard deviation", "prior sd", "norm sd", "spread"),
            *("standard deviation", "cohort sd", "group sd", "sd", "reference sd"),
        ),
        optional_default_said="a population standard deviation of 1",
    )
    person: Person | None = field(
        None,
        description="What the one person is called, when `answers` is used.",
        aliases=("pupil", "student", "candidate", "learner named", "her name is", "his name is"),
    )
    confidence: Confidence = field(
        0.95,
        description="Confidence level of the interval.",
        aliases=("confidence", "confidence level", "interval"),
        optional_default_said="95 % intervals",
    )

    @model_validator(mode="after")
    def _something_to_estimate(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED, ALONE))
        return self
