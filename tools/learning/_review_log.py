"""Read a review log: a table with one row per review."""

import datetime
from collections.abc import Callable, Sequence
from typing import TypeVar

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.learning._reviews import MOMENT_NEEDED, Moment, read_moment, read_rating
from tools.learning._timeline import Seen, rating_number

COLUMNS = {
    "card": ("card", "cardid", "name", "word", "front", "question", "flashcard", "item", "id"),
    "date": (
        *("date", "time", "reviewtime", "reviewdate", "datetime", "reviewdatetime", "timestamp"),
        *("reviewed", "when", "day", "reviewedat", "reviewedon"),
    ),
    "rating": ("rating", "reviewrating", "grade", "result", "answer", "outcome", "ease", "correct"),
}
"""By what is in it: the headers a column may have, without case, spaces and signs."""

EARLIEST = 100_000_000  # seconds: 1973; a smaller number counts something else
MILLISECONDS = 100_000_000_000  # as seconds: the year 5138

Value = TypeVar("Value")


def read_log(log: TableData) -> dict[str, list[Seen]]:
    """The reviews of each card, in the order of the rows."""
    cards, dates, ratings = (_column(log, wanted) for wanted in COLUMNS)
    buttons = _meaning_of_numbers(ratings)
    histories: dict[str, list[Seen]] = {}
    for row, (card, date, rating) in enumerate(zip(cards, dates, ratings, strict=True), 1):
        if card is None or card == "":
            raise InvalidInput.of("review_log.card", f"is empty in row {row}", code="missing")
        moment = _read(_moment, date, "date", row)
        said = _read(read_rating, buttons.get(str(rating), rating), "rating", row)
        seen = Seen("review_log.date", moment, rating_number(said))
        histories.setdefault(_label(card), []).append(seen)
    return histories


def _column(log: TableData, wanted: str) -> Sequence[Cell]:
    plain = {"".join(filter(str.isalnum, name.lower())): name for name in log.columns}
    for header in COLUMNS[wanted]:
        if header in plain:
            return log.columns[plain[header]]
    raise InvalidInput.of(
        f"review_log.{wanted}",
        "is missing: the log needs the columns card, date and rating",
        code="missing_column",
    )


def _meaning_of_numbers(ratings: Sequence[Cell]) -> dict[str, bool]:
    """Where a column holds 0 and 1 only, they mean wrong and right, not the buttons 1 to 4."""
    found = {str(rating) for rating in ratings}
    return {"0": False, "1": True} if found == {"0", "1"} or found == {"0"} else {}


def _label(card: Cell) -> str:
    return str(int(card)) if isinstance(card, float) and card.is_integer() else str(card)


def _moment(cell: Cell) -> Moment:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        seconds = cell / 1000 if cell > MILLISECONDS else cell
        if not EARLIEST < seconds < MILLISECONDS:
            raise ValueError(MOMENT_NEEDED)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return read_moment(cell)


def _read(reader: Callable[[Cell], Value], cell: Cell, column: str, row: int) -> Value:
    try:
        return reader(cell)
    except ValueError as error:
        raise InvalidInput.of(f"review_log.{column}", f"in row {row} {error}") from None
