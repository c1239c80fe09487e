"""What patterns are looked for in."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Number, Table, Whole, field
from tools.risk._scorecard_columns import said

NEEDED = [[["records"], ["events", "loss_event"]]]
Level = Annotated[Finite, Field(gt=0, le=0.5), Kind("share", "fraction")]

_EXAMPLES: list[dict[str, Any]] = [
    {
        "records": {
            "columns": {
                "site": ["north", "south", "east", "west"] * 15,
                "shift": ["night", "day", "day"] * 20,
                "injury": [
                    "yes" if (k % 3 == 0 and k % 4 == 0) or k % 17 == 5 else "no" for k in range(60)
                ],
            }
        },
        "outcome": "injury",
    },
    {
        "events": {
            "columns": {
                "date": [
                    f"2026-{1 + k // 4:02d}-{1 + 7 * (k % 4) + d:02d}"
                    for k in range(24)
                    for d in ((0, 2) if k % 2 else (0,))
                ],
                "what": [
                    what
                    for k in range(24)
                    for what in (("alarm", "loss") if k % 2 else ("inspection",))
                ],
            }
        },
        "loss_event": "loss",
        "window_days": 3,
    },
]


class FindPatternsRequest(RequestModel):
    """A table of cases with attributes (`records`), or a log of events in time (`events`)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    records: Table | None = field(
        None,
        description="Incidents, losses, controls or other cases: a row a case, a column an "
        "attribute, perhaps one that says how it ended.",
        aliases=("records", "incidents", "losses", "cases", "controls", "incident table"),
    )
    second_table: Table | None = field(
        None,
        description="A second table about the same cases, joined by the key.",
        aliases=("second table", "joined with", "other table", "together with the table"),
    )
    third_table: Table | None = field(
        None,
        description="A third table about the same cases, joined by the key.",
        aliases=("third table", "also joined"),
    )
    key: Identifier | None = field(
        None,
        description="The column by which tables are joined, or rows belong to one case.",
        aliases=("key", "joined on", "join by", "case column", "grouped by", "linked by"),
        relations={"heading_of": "records"},
        echo="joined by {}",
    )
    outcome: Identifier | None = field(
        None,
        description="The column that says how a case ended; without one, what often occurs "
        "together is looked for.",
        aliases=(
            *("outcome", "explain", "ended in", "outcome column", "what leads to", "drives"),
            *("root causes of", "causes of", "goes along with", "goes with", "go with", "behind"),
            *("associated with", "linked to", "circumstances of", "reasons for", "risk factors"),
            *("what raises", "what lowers", "what makes", "what prevents", "what protects from"),
        ),
        relations={"heading_of": "records"},
        echo="the outcome {}",
    )
    outcome_value: Identifier | None = field(
        None,
        description="The value of the outcome that is to be explained; read off yes/no and 1/0.",
        aliases=("outcome value", "where it is", "counts as", "meaning loss"),
        relations={"cell_of": "outcome"},
        echo="outcome {}",
    )
    outcome_above: Number | None = field(
        None,
        description="Where the outcome is a number: what lies above this counts as happened.",
        aliases=(
            *("outcome above", "losses above", "larger than", "more than", "exceeding"),
            *("above", "over", "in excess of"),
        ),
        relations={"cell_of": "outcome"},
        echo="outcome above {}",
    )
    attributes: list[Identifier] | None = field(
        None,
        min_length=1,
        max_length=200,
        description="Columns to combine; every useful column unless named.",
        aliases=("attributes", "columns", "factors", "combinations of"),
        relations={"heading_of": "records"},
    )
    direction: Literal["more", "less", "both"] = field(
        "more",
        description="Patterns in which the outcome is more frequent, less frequent, or both.",
        aliases=("direction", "which way"),
        synonyms={
            "more": ["more often", "raises", "increases", "riskier"],
            "less": ["less often", "protects", "lowers", "prevents", "safer"],
            "both": ["either way", "both ways", "both directions", "more or less often"],
        },
        echo="{} often",
    )
    min_support: Level = field(
        0.05,
        description="Least share of cases that a pattern must hold in.",
        aliases=("minimum support", "support", "at least in", "min support"),
        echo="a support of at least {}",
        optional_default_said="patterns in at least 5 % of cases",
    )
    most_attributes: Annotated[Whole, Field(ge=1, le=5), Kind("count", "attributes")] = field(
        3,
        description="Most attributes that a pattern combines.",
        aliases=("most attributes", "combinations of up to", "pattern length", "at most"),
        echo="up to {} attributes together",
        optional_default_said="up to 3 attributes together",
    )
    number_bins: Annotated[Whole, Field(ge=2, le=10), Kind("count", "bins")] = field(
        3,
        description="Ranges into which numbers are cut, with about as many cases each.",
        aliases=("number bins", "ranges", "cut numbers into", "groups of numbers"),
        echo="numbers in {} ranges",
    )
    false_discovery: Level = field(
        0.05,
        description="Share of false patterns among those reported that is put up with.",
        aliases=("false discovery rate", "FDR", "false discoveries", "significance level"),
        echo="a false discovery rate of {}",
        optional_default_said="at most 5 % false discoveries",
    )
    correction: Literal["benjamini_hochberg", "benjamini_yekutieli"] = field(
        "benjamini_hochberg",
        description="How the false discovery rate is held: Benjamini-Yekutieli holds it under any "
        "dependence and finds less.",
        aliases=("correction", "adjusted by", "multiple testing correction"),
        synonyms={
            "benjamini_hochberg": ["Benjamini-Hochberg", "BH"],
            "benjamini_yekutieli": ["Benjamini-Yekutieli", "BY", "any dependence"],
        },
        echo="by {}",
    )
    events: Table | None = field(
        None,
        description="A log of events: a row an event with its day and its type, perhaps of whom.",
        aliases=("events", "event log", "log of events", "history of events", "timeline"),
    )
    loss_event: Identifier | None = field(
        None,
        description="The type of event whose precursors are looked for.",
        aliases=(
            *("loss event", "what precedes", "what comes before", "precursors of", "ahead of"),
            *("before a", "before the", "shortly before", "run-up to", "leads up to", "preceding"),
            *("warning signs of", "early signs of", "heralds", "announces", "leading to"),
            *("precursors", "precedes", "comes before"),
        ),
        relations={"cell_of": "events"},
        echo="what precedes {}",
    )
    window_days: Annotated[Finite, Field(gt=0, le=36_500), Kind("duration", "days")] = field(
        30.0,
        description="Days before a loss in which an event counts as preceding it.",
        aliases=("window", "within", "days before", "in the days before", "lead time", "ahead"),
        echo="within {} days",
        optional_default_said="within 30 days",
    )
    time_column: Identifier | None = field(
        None,
        description="The column of the events' days, if there are several.",
        aliases=("time column", "date column", "dated by"),
        relations={"heading_of": "events"},
    )
    type_column: Identifier | None = field(
        None,
        description="The column that says what kind of event it was.",
        aliases=("type column", "event type column", "kind column"),
        relations={"heading_of": "events"},
    )
    entity_column: Identifier | None = field(
        None,
        description="The column that says to whom or what it happened; events of one count only "
        "for its own losses.",
        aliases=("entity column", "per customer", "by machine", "per site", "for each", "per"),
        relations={"heading_of": "events"},
        echo="within each {}",
    )
    list_at_most: Annotated[Whole, Field(ge=1, le=1_000), Kind("count", "patterns")] = field(
        20,
        description="How many patterns are listed, the surest first.",
        aliases=("list at most", "top patterns", "show the top"),
    )

    @field_validator("outcome_value", "loss_event", mode="before")
    @classmethod
    def _word(cls, data: Any) -> Any:
        """1 and true are values of a column too."""
        return said(data) if isinstance(data, int | float) else data

    @model_validator(mode="after")
    def _told(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self
