"""Read a review log: a table with one row per review."""

import datetime
from collections.abc import Callable, Sequence
from typing import TypeVar

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.learning._reviews import MOMENT_NEEDED, Moment, read_moment, read_rating
from tools.learning._timeline import Seen, rating_number

COLUMNS = {
    "card": (
        *("card", "cardid", "cid", "name", "word", "front", "question", "flashcard", "item"),
        *("noteid", "nid", "term", "vocab", "expression", "prompt", "topic", "cardname", "id"),
    ),
    "date": (
        *("date", "time", "reviewtime", "reviewdate", "datetime", "reviewdatetime", "timestamp"),
        *("reviewed", "when", "day", "reviewedat", "reviewedon", "seen", "seenon", "studied"),
        *("datum", "moment", "answeredat", "createdat", "reviewday"),
    ),
    "rating": (
        *("rating", "reviewrating", "grade", "result", "answer", "outcome", "ease", "correct"),
        *("button", "buttonpressed", "buttonchosen", "pressed", "howitwent", "response", "score"),
        *("feedback", "quality", "answerbutton", "went", "recall", "mark", "bewertung", "r"),
    ),
}
"""By what is in it: the headers a column may have, without case, spaces and signs."""

EARLIEST = 100_000_000  # seconds: 1973; a smaller number counts something else
MILLISECONDS = 100_000_000_000  # as seconds: the year 5138

Value = TypeVar("Value")


def read_log(log: TableData) -> dict[str | None, list[Seen]]:
    """The reviews of each card, in the order of the rows; without a card column it is one card."""
    dates, ratings = _column(log, "date"), _column(log, "rating")
    named = _header(log, "card")
    cards = log.columns[named] if named else ()
    meanings = _meanings(ratings)
    histories: dict[str | None, list[Seen]] = {}
    for row, (date, rating) in enumerate(zip(dates, ratings, strict=True), 1):
        card = cards[row - 1] if cards else None
        if named and card in (None, ""):
            raise InvalidInput.of("review_log.card", f"is empty in row {row}", code="missing")
        moment = _read(_moment, date, "date", row)
        seen = Seen("review_log.date", moment, meanings[type(rating), rating])
        histories.setdefault(_label(card), []).append(seen)
    return histories


def _header(log: TableData, wanted: str) -> str | None:
    plain = {"".join(filter(str.isalnum, name.lower())): name for name in log.columns}
    return next((plain[header] for header in COLUMNS[wanted] if header in plain), None)


def _by_cells(log: TableData, wanted: str) -> str | None:
    """The only column, no heading of which is known, whose cells all read as what is wanted."""
    reader: Callable[[Cell], object] = _moment if wanted == "date" else read_rating
    known = {_header(log, name) for name in COLUMNS}
    free = [name for name in log.columns if name not in known]
    fitting = [name for name in free if all(_reads(reader, cell) for cell in log.columns[name])]
    return fitting[0] if len(fitting) == 1 else None


def _reads(reader: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        reader(cell)
    except ValueError:
        return False
    return True


def _column(log: TableData, wanted: str) -> Sequence[Cell]:
    header = _header(log, wanted) or _by_cells(log, wanted)
    if header is None:
        raise InvalidInput.of(
            f"review_log.{wanted}",
            "is missing: the log needs the columns date and rating, and card for several cards",
            code="missing_column",
        )
    return log.columns[header]


def _meanings(ratings: Sequence[Cell]) -> dict[tuple[type, Cell], int]:
    """What each value of the column means, from 1 (again) to 4 (easy).

    Where it holds 0 and 1 only, they mean wrong and right, not the buttons 1 to 4.
    """
    first = {(type(rating), rating): row for row, rating in reversed([*enumerate(ratings, 1)])}
    marks = {"0": False, "1": True}
    if "0" not in map(str, ratings) or not {str(rating) for rating in ratings} <= set(marks):
        marks = {}
    return {
        (kind, rating): rating_number(
            _read(read_rating, marks.get(str(rating), rating), "rating", row)
        )
        for (kind, rating), row in first.items()
    }


def _label(card: Cell) -> str | None:
    if isinstance(card, float) and card.is_integer():
        return str(int(card))
    return None if card is None else str(card)


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
