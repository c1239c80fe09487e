"""What is asked for when a test is to be analysed."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from tools.assessment._answer_key import AnswerKey
from tools.capability import RequestModel
from tools.fields import Confidence, Finite, Identifier, Kind, Table, field

FullMarks = Annotated[Finite, Field(gt=0, le=1e6), Kind("number", "points")]
"""Points that a question is worth."""

Blanks = Literal["wrong", "leave_out"]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "responses": {
            "columns": {
                "pupil": ["Ali", "Bea", "Cem", "Dot", "Eli"],
                "q1": [1, 1, 0, 1, 1],
                "q2": [0, 1, 0, 0, 1],
                "q3": [1, 1, 1, 0, 1],
                "q4": [1, 1, 0, 1, 0],
            }
        }
    },
    {
        "responses": [
            {"name": "Ann", "group": "day", "q1": "A", "q2": "C", "q3": "B"},
            {"name": "Ben", "group": "day", "q1": "A", "q2": "C", "q3": "D"},
            {"name": "Cleo", "group": "day", "q1": "B", "q2": "A", "q3": "D"},
            {"name": "Dev", "group": "evening", "q1": "A", "q2": "C", "q3": None},
            {"name": "Eva", "group": "evening", "q1": "C", "q2": "B", "q3": "B"},
            {"name": "Finn", "group": "evening", "q1": "A", "q2": "B", "q3": "B"},
        ],
        "answer_key": "ACB",
        "group": "group",
    },
]


class AnalyseTestRequest(RequestModel):
    """A test's responses: a table with a row a person and a column a question."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES}  # type: ignore[dict-item]
    )

    responses: Table = field(
        description=(
            "The answers: a row a person, a column a question; 1 and 0, right and wrong, points, "
            "or the chosen options together with an answer key."
        ),
        aliases=(
            *("responses", "answers", "quiz results", "test results", "exam", "scores", "quiz"),
            "gradebook",
        ),
    )
    answer_key: Annotated[AnswerKey, Kind("name", "options")] | None = field(
        None,
        description=(
            "The right options, in the order of the questions (ABCDA or a list) or by question; "
            "only where the table holds chosen options."
        ),
        aliases=("answer key", "key", "correct answers", "solutions", "right answers are"),
        echo="key {}",
    )
    group: Identifier | None = field(
        None,
        description="Column that holds each person's group, to see whether questions are fair.",
        aliases=("group", "fair to", "compare groups", "bias between", "by gender", "by class"),
        relations={"heading_of": "responses"},
        echo="groups from the column {}",
    )
    reference_group: Identifier | None = field(
        None,
        description="The group to compare with; the larger one unless named.",
        aliases=("reference group", "compared with", "baseline group", "majority"),
        relations={"cell_of": "group"},
    )
    focal_group: Identifier | None = field(
        None,
        description="The group that a question might disadvantage.",
        aliases=(
            *("focal group", "disadvantaged group", "minority", "unfair to", "disadvantage"),
            *("harder for", "biased against", "bias against", "unfair for"),
        ),
        relations={"cell_of": "group"},
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
        max_length=5_000,
        description="Columns that are questions, if not all the others are.",
        aliases=("only questions", "question columns", "items", "just columns"),
    )
    blanks: Blanks = field(
        "wrong",
        description="Whether a blank answer counts as wrong, or its person is left out.",
        aliases=("blanks", "missing answers", "unanswered", "skipped", "no answer"),
        synonyms={
            "wrong": ("counts as wrong", "zero", "no points", "as zero"),
            "leave_out": ("leave out", "ignore", "drop", "exclude", "skip those people"),
        },
        optional_default_said="blank answers count as wrong",
    )
    full_marks: FullMarks | dict[str, FullMarks] | None = field(
        None,
        description=(
            "Points a question is worth, one number for all or by question; the highest points "
            "seen unless given."
        ),
        aliases=("full marks", "out of", "maximum points", "points per question", "worth"),
        unlike=("pass mark", "passing mark", "pass marks", "marks to pass"),
    )
    confidence: Confidence = field(
        0.95,
        description="Confidence level of the intervals.",
        aliases=("confidence", "confidence level", "interval"),
        optional_default_said="95 % intervals",
    )
