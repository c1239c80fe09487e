"""What is asked for when questions are to be calibrated."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from tools.assessment._answer_key import AnswerKey
from tools.assessment._irt_layout import Model
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Table, field

Unanswered = Literal["missing", "wrong"]
GuessingChance = Annotated[Finite, Field(gt=0, lt=1), Kind("probability", "fraction")]
"""The chance to get a question right without knowing, strictly between 0 and 1."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "responses": {
            "columns": {
                "q1": [1, 1, 1, 1, 0, 0, 0, 0],
                "q2": [1, 1, 0, 0, 1, 1, 0, 0],
                "q3": [1, 0, 1, 0, 1, 0, 1, 0],
                "people": [30, 12, 18, 9, 6, 4, 10, 11],
            }
        },
        "model": "1PL",
    },
    {
        "responses": [
            {
                "learner": f"p{person}",
                "item": f"i{item}",
                "score": int(person % 8 + person * item * 5 % 7 > 3 + item),
            }
            for person in range(1, 25)
            for item in range(1, 5)
        ],
        "model": "1PL",
    },
]


class CalibrateItemsRequest(RequestModel):
    """The answers of many people to several questions, and the model to fit."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES}  # type: ignore[dict-item]
    )

    responses: Table = field(
        description=(
            "The answers: a row a person and a column a question (1 and 0, points, or chosen "
            "options with an answer key); or a row an answer with columns person, item, score; or "
            "a row a response pattern with a column that counts its people."
        ),
        aliases=(
            *("responses", "answers", "response matrix", "item responses", "calibration data"),
            *("response patterns", "answer log", "test data"),
        ),
    )
    model: Model | None = field(
        None,
        description=(
            "The response model: 1PL (Rasch, difficulty only), 2PL (difficulty and "
            "discrimination), 3PL (guessing too), GRM (graded answers, partial credit). Chosen by "
            "the data unless named."
        ),
        aliases=("model", "IRT model", "item response model", "fit a"),
        synonyms={
            "1PL": ("1PL", "1-PL", "one-parameter", "one parameter", "rasch", "1 parameter"),
            "2PL": ("2PL", "2-PL", "two-parameter", "two parameter", "birnbaum", "2 parameter"),
            "3PL": ("3PL", "3-PL", "three-parameter", "three parameter", "3 parameter",
                    "with guessing", "guessing parameter"),
            "GRM": ("GRM", "graded response", "graded", "samejima", "polytomous", "likert",
                    "partial credit", "rating scale"),
        },
        echo="{} model",
        optional_default_said="the model is chosen by the data",
    )  # fmt: skip
    answer_key: Annotated[AnswerKey, Kind("name", "options")] | None = field(
        None,
        description=(
            "The right options, in the order of the questions (ABCDA or a list) or by question; "
            "only where the table holds chosen options."
        ),
        aliases=("answer key", "key", "correct answers", "solutions", "right answers are"),
        echo="key {}",
    )
    person_column: Identifier | None = field(
        None,
        description="Column that names the people, if it is not found by its header.",
        aliases=("name column", "person column", "column with the names", "id column"),
        relations={"heading_of": "responses"},
    )
    count_column: Identifier | None = field(
        None,
        description=(
            "Column that says how many people gave the answers of its row, where a row is a "
            "response pattern; found by its header (n, count, freq) unless named."
        ),
        aliases=("how many gave", "counts", "frequency", "number of people", "weight column"),
        relations={"heading_of": "responses"},
        echo="counts from the column {}",
    )
    item_columns: list[Identifier] | None = field(
        None,
        min_length=2,
        max_length=500,
        description="Columns that are questions, if not all the others are.",
        aliases=("only questions", "question columns", "only items", "just columns"),
    )
    blanks: Unanswered = field(
        "missing",
        description="Whether a blank answer was not given (and tells nothing) or counts as wrong.",
        aliases=("blanks", "missing answers", "unanswered", "skipped", "not reached"),
        synonyms={
            "missing": ("not administered", "leave blank", "ignore", "skipped blanks", "unknown"),
            "wrong": ("counts as wrong", "count as wrong", "as zero", "as incorrect"),
        },
        optional_default_said="a blank answer tells nothing",
    )
    guessing: GuessingChance = field(
        0.2,
        description=(
            "3PL only: the chance expected beforehand to guess a question right, one in five for "
            "five options."
        ),
        aliases=("chance of guessing", "guessing prior", "guess rate", "lucky guess"),
        echo="{} expected guessing",
    )
