"""A learner's answers as people tell them: right or wrong, on which skill, in which order."""

import datetime
import math
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from tools.fields import Cell, Identifier, Kind, field
from tools.learning._bkt_parameters import NAMES
from tools.learning._reviews import Moment, read_moment

Outcome = Literal["right", "wrong"]
OUTCOME_WORDS: dict[Outcome, tuple[str, ...]] = {
    "right": (
        *("correct", "true", "yes", "solved", "passed", "got it", "r", "c", "y"),
        *("✓", "✔", "✅", "+", "richtig", "pass", "success", "ok"),
    ),
    "wrong": (
        *("incorrect", "false", "no", "missed", "failed", "not solved", "w", "i", "n", "x"),
        *("✗", "✘", "❌", "×", "-", "falsch", "fail", "error", "mistake"),
    ),
}
"""What people say for each outcome."""

_MARKS = {
    word: int(outcome == "right")
    for outcome, words in OUTCOME_WORDS.items()
    for word in (outcome, *words)
} | {"1": 1, "0": 0, "1.0": 1, "0.0": 0}
OUTCOME_NEEDED = "must be right or wrong (also 1 or 0, true or false)"
TIME_NEEDED = "must be a date, a time such as 2026-11-16T09:30:00+01:00, or a whole number in order"


def read_mark(said: Cell | object) -> int:
    """1 for right, 0 for wrong, whichever way it is written."""
    if isinstance(said, bool):
        return int(said)
    if isinstance(said, int | float) and said in (0, 1):
        return int(said)
    if isinstance(said, str) and (word := " ".join(said.lower().split())) in _MARKS:
        return _MARKS[word]
    raise ValueError(OUTCOME_NEEDED)


def read_outcome(said: Any) -> Outcome:
    """The outcome a word, a tick, a truth value or a mark stands for."""
    return "right" if read_mark(said) else "wrong"


def read_time(said: Any) -> Moment | float:
    """A day, a point in time, or a number that only says the order."""
    if isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said):
        return float(said)
    if isinstance(said, str):
        try:
            return float(said) if math.isfinite(float(said)) else _refused()
        except ValueError:
            pass  # no number: a date or a time
    if isinstance(said, str | datetime.date):
        try:
            return read_moment(said)
        except ValueError:
            pass  # told below, with the number that would do as well
    return _refused()


def _refused() -> float:
    raise ValueError(TIME_NEEDED)


When = Annotated[Moment | float, BeforeValidator(read_time), Kind("date")]
"""When an answer was given, or its number in the order of answers."""


class Answer(BaseModel):
    """One answer. Plain `right`, `wrong`, 1, 0, true or false will do."""

    model_config = ConfigDict(extra="forbid")

    correct: Annotated[Outcome, BeforeValidator(read_outcome)] = field(
        description="Whether the answer was right or wrong.",
        aliases=("got it", "answer", "result", "outcome"),
        synonyms={name: words for name, words in OUTCOME_WORDS.items()},
    )
    skill: Identifier | None = field(
        None,
        description="The skill it was about, where the answers are about several.",
    )
    time: When | None = field(
        None,
        description="When it was given, or its number in order; answers are put in this order.",
        aliases=("on", "at", "date", "answered on"),
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        return data if isinstance(data, dict | BaseModel) else {"correct": data}


class SkillHistory(BaseModel):
    """A skill and the answers about it, in order."""

    model_config = ConfigDict(extra="forbid")

    skill: Identifier = field(
        description="What the skill is called.",
        aliases=("skill", "topic", "subject", "concept", "in", "on"),
    )
    answers: list[Answer] = field(
        min_length=1,
        max_length=10_000,
        description="The answers about it, oldest first.",
        aliases=("answers", "results", "history"),
    )


class SkillParameters(BaseModel):
    """One skill's parameters, where they differ between skills."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    skill: Identifier = field(description="What the skill is called.", aliases=("skill", "topic"))
    prior: float = field(ge=0, le=1, description="Chance of knowing it before the first answer.")
    learn: float = field(ge=0, le=1, description="Chance of learning it at an answer.")
    guess: float = field(ge=0, le=1, description="Chance of a right answer without knowing it.")
    slip: float = field(ge=0, le=1, description="Chance of a wrong answer though it is known.")
    forget: float = field(0.0, ge=0, le=1, description="Chance of forgetting it after an answer.")

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if self.guess + self.slip >= 1:
            raise ValueError(DEGENERATE)
        return self

    def given(self) -> dict[str, float]:
        """By name."""
        return {name: getattr(self, name) for name in NAMES}


DEGENERATE = (
    "guess and slip must sum to less than 1: otherwise a right answer would speak against "
    "knowing the skill (a degenerate model)"
)
