"""What is asked for when reviews are to be scheduled."""

import datetime
import math
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Finite, Identifier, Kind, Seed, Table, field
from tools.learning._memory_model import DEFAULT_PARAMETERS, HIGHEST_PARAMETERS, LOWEST_PARAMETERS
from tools.learning._reviews import CardHistory, Review, When

Minutes = Annotated[Finite, Field(gt=0, le=10_080), Kind("duration", "minutes")]
"""A short wait in minutes; at most a week."""

Retention = Annotated[Finite, Field(ge=0.7, le=0.99), Kind("share", "fraction")]
"""The share of cards to be recalled when due; 90 % is 0.9."""

NEEDED = [[["reviews"], ["cards"], ["review_log"]]]
"""One way of telling the reviews."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "reviews": [
            {"date": "2026-11-02", "rating": "good"},
            {"date": "2026-11-05", "rating": "good"},
            {"date": "2026-11-16", "rating": "again"},
        ],
        "as_of": "2026-11-21",
    },
    {
        "cards": [
            {
                "name": "mitochondria",
                "reviews": [{"date": "2026-11-01T18:00:00+01:00", "rating": "easy"}],
            },
            {
                "name": "ribosome",
                "reviews": [
                    {"date": "2026-11-01", "rating": "wrong"},
                    {"date": "2026-11-02", "rating": "hard"},
                ],
            },
        ],
        "as_of": "2026-11-21",
        "desired_retention": 0.92,
    },
    {
        "review_log": {
            "columns": {
                "card": ["Haus", "Haus", "Fenster"],
                "date": ["2026-11-02", "2026-11-09", "2026-11-09"],
                "rating": ["good", "easy", "again"],
            }
        },
        "as_of": "2026-11-21",
    },
]


def _in_whole_days(said: Any) -> Any:
    """A length such as a year of 365.25 days as the whole days that fit into it."""
    return int(said) if isinstance(said, float) and math.isfinite(said) and said >= 1 else said


class ScheduleReviewsRequest(RequestModel):
    """Cards with their reviews: one card's `reviews`, several `cards`, or a `review_log` table."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    card: Identifier | None = field(
        None,
        description="What the one card is called, when `reviews` is used.",
        aliases=("card", "flashcard", "word", "vocabulary card", "the card for", "topic"),
        relations={"subject_of": "reviews"},
    )
    reviews: list[Review] | None = field(
        None,
        min_length=1,
        max_length=10_000,
        description=(
            "One card's reviews, each with its day and its rating (right or wrong, or again, "
            "hard, good, easy), oldest first."
        ),
        aliases=("reviewed", "got it right on", "got it wrong on", "studied it on", "history"),
    )
    cards: list[CardHistory] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="Several cards, each with its name and its reviews.",
        aliases=("cards", "flashcards", "deck", "words", "vocabulary"),
    )
    review_log: Table | None = field(
        None,
        description="A review log: a table with the columns date and rating, and card if several.",
        aliases=("review log", "log", "export", "history file", "reviews table", "anki export"),
    )
    as_of: When = field(
        default_factory=datetime.date.today,
        description="The day, or time, to look at: today unless another is named.",
        aliases=(
            "as of",
            "today is",
            "asked on",
            "looking from",
            "by",
            "will I know it on",
            "Stand",
        ),
        echo="as of {}",
        optional_default_said="today",
    )
    desired_retention: Retention = field(
        0.9,
        description="The share of cards you want to recall when they come due, from 70 to 99 %.",
        aliases=(
            *("retention", "desired retention", "target retention", "remember", "keeping"),
            *(
                "recall target",
                "want to recall",
                "chance of knowing",
                "chance of recall",
                "aim for",
            ),
            *("target", "Ziel", "Zielquote", "R", "settle for", "good enough for me"),
        ),
        echo="{} retention",
        optional_default_said="90 % retention",
    )
    maximum_interval: Annotated[
        int, Field(ge=1, le=36_500), BeforeValidator(_in_whole_days), Kind("duration", "days")
    ] = field(
        36_500,
        description="The longest wait between two reviews, in days.",
        aliases=(
            *("maximum interval", "longest interval", "at most every", "never longer than"),
            *("cap", "capped at", "longest wait", "never more than", "wait at most"),
        ),
        echo="at most {} days apart",
    )
    learning_steps: list[Minutes] = field(
        default_factory=lambda: [1.0, 10.0],
        max_length=20,
        description="Waits in minutes for a new card before its intervals are days.",
        aliases=("learning steps", "steps for new cards"),
        optional_default_said="learning steps of 1 and 10 minutes",
    )
    relearning_steps: list[Minutes] = field(
        default_factory=lambda: [10.0],
        max_length=20,
        description="Waits in minutes after a card in review was missed.",
        aliases=("relearning steps", "lapse steps", "steps after a miss"),
        optional_default_said="a relearning step of 10 minutes",
    )
    parameters: list[Finite] = field(
        default_factory=lambda: list(DEFAULT_PARAMETERS),
        min_length=21,
        max_length=21,
        description="The 21 parameters of FSRS-6, if fitted to your own reviews.",
        aliases=("fsrs parameters", "fsrs weights", "my parameters"),
        optional_default_said="the published FSRS-6 parameters",
    )
    enable_fuzzing: bool = field(
        False,
        description="Move due days a little at random, so that cards learnt together spread out.",
        aliases=("fuzz", "fuzzing", "spread out the due days", "randomise due days"),
    )
    seed: Seed = field(
        0,
        description="Start of the random stream for fuzzing; the same seed gives the same days.",
        aliases=("seed", "random seed"),
    )
    timezone: Identifier | None = field(
        None,
        description="The timezone of times and days, such as Europe/Berlin; UTC unless named.",
        aliases=("timezone", "time zone", "local time of"),
        optional_default_said="UTC",
    )
    list_at_most: Annotated[int, Field(ge=1, le=5_000), Kind("count", "items")] = field(
        200,
        description="How many cards to list in full, the most urgent first.",
        aliases=("list at most", "cards to list"),
    )

    @field_validator("parameters")
    @classmethod
    def _within_bounds(cls, parameters: list[float]) -> list[float]:
        bounds = zip(LOWEST_PARAMETERS, parameters, HIGHEST_PARAMETERS, strict=True)
        for number, (low, parameter, high) in enumerate(bounds):
            if not low <= parameter <= high:
                raise ValueError(f"parameter w{number} must lie between {low:g} and {high:g}")
        return parameters

    @model_validator(mode="after")
    def _something_to_schedule(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self
