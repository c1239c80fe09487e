"""A card's reviews as people tell them: when it was seen, and how it went."""

import datetime
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict

from tools.fields import Identifier, Kind, field

RatingName = Literal["again", "hard", "good", "easy"]
RATING_WORDS: dict[RatingName, tuple[str, ...]] = {
    "again": (
        *("wrong", "missed", "forgot", "forgotten", "failed", "fail", "incorrect", "lapsed"),
        *(
            "did not know",
            "didn't know",
            "blanked",
            "no idea",
            "miss",
            "false",
            "couldn't recall",
            "could not recall",
            "drew a blank",
            "✗",
            "✘",
            "❌",
        ),
    ),
    "hard": (
        *("difficult", "struggled", "barely", "with effort", "hesitated", "just about", "tough"),
        *("slow", "shaky", "with some effort", "took a while"),
    ),
    "good": (
        *("right", "correct", "knew it", "knew", "remembered", "passed", "got it", "ok", "okay"),
        *("recalled", "fine", "pass", "true", "✓", "✔", "✅"),
    ),
    "easy": (
        "very easy",
        "instantly",
        "trivial",
        "effortless",
        "no problem",
        "perfect",
        *("at once", "easily", "recalled easily", "knew it easily", "piece of cake", "with ease"),
    ),
}
"""What people say for each rating."""

_MEANING: dict[str, RatingName] = {
    word: name
    for button, name in enumerate(get_args(RatingName), 1)
    for word in (str(button), name, *RATING_WORDS[name])
}
_DAY = re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})")  # dots: day first
RATING_NEEDED = "must be again, hard, good or easy (right counts as good, wrong or missed as again)"
MOMENT_NEEDED = "must be a date such as 2026-11-16 or a time such as 2026-11-16T09:30:00+01:00"

Moment = datetime.datetime | datetime.date


def read_rating(said: Any) -> RatingName:
    """The rating a word, a tick, a truth value or an Anki button (1 to 4) stands for."""
    if isinstance(said, bool):
        return "good" if said else "again"
    if isinstance(said, int | float):
        said = f"{said:g}"
    if isinstance(said, str):
        word = " ".join(said.lower().replace("_", " ").split())
        if word in _MEANING:
            return _MEANING[word]
    raise ValueError(RATING_NEEDED)


def read_moment(said: Any) -> Moment:
    """A day when only a day was said, else a point in time."""
    if isinstance(said, datetime.date):
        return said
    if isinstance(said, str):
        text = said.strip()
        try:
            if day := _DAY.fullmatch(text) or _DAY_FIRST.fullmatch(text):
                return datetime.date(int(day["y"]), int(day["m"]), int(day["d"]))
            return datetime.datetime.fromisoformat(text)
        except ValueError:
            pass  # told below, in words that say what is right
    raise ValueError(MOMENT_NEEDED)


When = Annotated[Moment, BeforeValidator(read_moment), Kind("date")]
"""A day, or a point in time."""

Rating = Annotated[RatingName, BeforeValidator(read_rating)]
"""How a review went."""


class Review(BaseModel):
    """One review of a card."""

    model_config = ConfigDict(extra="forbid")

    date: When = field(
        description="When the card was reviewed: a day, or a time with its UTC offset.",
        aliases=("on", "reviewed on", "seen on", "day", "date", "when"),
        echo="on {}",
    )
    rating: Rating = field(
        description="How it went: again (wrong, forgotten), hard, good (right) or easy.",
        aliases=("got it", "answer", "rating", "result", "outcome", "pressed"),
        synonyms={name: words for name, words in RATING_WORDS.items()},
    )


class CardHistory(BaseModel):
    """A card and its reviews; without any it is new."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier | None = field(
        None,
        description="What the card is called, or what is on its front.",
        aliases=("card", "word", "flashcard", "question", "topic", "deck card"),
    )
    reviews: list[Review] = field(
        default_factory=list[Review],
        max_length=10_000,
        description="Its reviews, oldest first.",
        aliases=("history", "reviews", "answers", "log"),
    )
