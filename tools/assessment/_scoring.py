"""Turn a response table into a matrix of points: people by questions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.assessment._answer_key import AnswerKey, Key, keyed_headers, read_key
from tools.assessment._cells import is_blank, is_option, option_of, points, text_of
from tools.assessment._columns import Columns, find_column, sort_columns
from tools.errors import InvalidInput
from tools.fields import Cell, TableData

Floats = NDArray[np.float64]
KEY_ROWS = {"key", "answer key", "answers", "answerkey", "correct", "solution", "correct answer"}
MOST_PEOPLE = 1_000_000  # 80 MB a ten-question test
MOST_POINTS = 1e6
MINUS_MEANS_WRONG = "+"  # where right is written +, wrong is written -


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored test. `points` has a row a person, a column a question; NaN stands for a blank."""

    items: tuple[str, ...]
    points: Floats
    chosen: dict[str, list[str]]
    """By question that has a key: the option each person chose, empty for a blank."""
    key: Key
    groups: list[str] | None
    left_out: tuple[str, ...]
    key_in_table: bool
    counts: str | None = None
    """The column that says how many people each row stands for."""


def score(
    table: TableData,
    *,
    key: AnswerKey | None,
    group: str | None,
    people: str | None,
    items: Sequence[str] | None,
    counts: str | None = None,
) -> Scored:
    """Read the whole table, or name the column or row that cannot be read."""
    group = find_column(table, group, "group") if group else None
    people = find_column(table, people, "person_column") if people else None
    counts = find_column(table, counts, "count_column") if counts else None
    columns = sort_columns(
        table, people=people, group=group, items=items, keyed=keyed_headers(key), counts=counts
    )
    _enough(columns)
    rows = list(range(table.rows))
    key_row = _key_row(table, columns) if key is None else None
    if key_row is not None:
        key = {item: text_of(table.columns[item][key_row]) for item in columns.items}
        rows.remove(key_row)
    read = read_key(key, columns.items) if key else {}
    repeats = _repeats(table, columns, rows)
    _any_match(table, read, rows)
    matrix = np.array([_column(table, item, read, rows) for item in columns.items]).T
    return Scored(
        items=columns.items,
        points=np.repeat(matrix, repeats, axis=0),
        chosen={item: _repeated(_chosen(table, item, rows), repeats) for item in read},
        key=read,
        groups=_repeated(_groups(table, group, rows), repeats) if group else None,
        left_out=columns.left_out,
        key_in_table=key_row is not None,
        counts=columns.counts,
    )


def counts_said(scored: Scored) -> list[str]:
    """That a column was read as numbers of people, if one was."""
    if scored.counts is None:
        return []
    return [f"The column {scored.counts} was read as how many people gave the answers of its row."]


def _enough(columns: Columns) -> None:
    if len(columns.items) < 2:
        raise InvalidInput.of(
            "responses", "needs at least two questions, one column each", code="too_few_items"
        )


def _key_row(table: TableData, columns: Columns) -> int | None:
    """The row of the table that holds the right answers, where one does."""
    if columns.people is None:
        return None
    names = [text_of(cell) for cell in table.columns[columns.people]]
    return next((row for row, name in enumerate(names) if name in KEY_ROWS), None)


def _column(table: TableData, item: str, key: Key, rows: Sequence[int]) -> Floats | Sequence[float]:
    column = table.columns[item]
    cells = column if len(rows) == len(column) else [column[row] for row in rows]
    if item in key:
        return [np.nan if is_blank(c) else float(option_of(c) in key[item]) for c in cells]
    if set(map(type, cells)) <= {int, float, bool}:
        numbers = np.array(cells, np.float64)  # reading each cell would take far longer
        if not ((numbers < 0) | (numbers > MOST_POINTS)).any():
            return numbers
    signs = any(text_of(cell) == MINUS_MEANS_WRONG for cell in cells)
    return [_points(item, number, cell, signs) for number, cell in enumerate(cells, 1)]


def _points(item: str, row: int, cell: Cell, signs: bool) -> float:
    if signs and text_of(cell) in ("-", "–"):
        return 0.0
    if is_blank(cell):
        return float("nan")
    value = points(cell)
    if value is not None and 0 <= value <= MOST_POINTS:
        return value
    if value is None and is_option(cell):
        raise InvalidInput.of(
            "answer_key",
            "is needed: the table holds chosen options; give the right ones in the order of the "
            "questions, for example ABCDA",
            code="missing",
        )
    raise InvalidInput.of(
        f"responses.{item}",
        f"row {row} is neither right or wrong, points from 0 up, a chosen option nor blank",
        code="unreadable",
    )


def _any_match(table: TableData, key: Key, rows: Sequence[int]) -> None:
    if key and not any(
        option_of(table.columns[item][row]) in right for item, right in key.items() for row in rows
    ):
        raise InvalidInput.of(
            "answer_key",
            "fits no answer in the table; leave it out when the answers are already marked",
            code="no_match",
        )


def _chosen(table: TableData, item: str, rows: Sequence[int]) -> list[str]:
    cells = [table.columns[item][row] for row in rows]
    return ["" if is_blank(cell) else option_of(cell) for cell in cells]


def _groups(table: TableData, group: str, rows: Sequence[int]) -> list[str]:
    return [str(table.columns[group][row] or "").strip() for row in rows]


def _repeats(table: TableData, columns: Columns, rows: Sequence[int]) -> NDArray[np.int64]:
    """How many people each row stands for."""
    if columns.counts is None:
        return np.ones(len(rows), np.int64)
    counts = [points(table.columns[columns.counts][row]) for row in rows]
    if any(count is None or count < 0 or count != int(count) for count in counts):
        raise InvalidInput.of(
            f"responses.{columns.counts}", "must hold whole numbers of people from 0 up"
        )
    repeats = np.array(counts, np.int64)
    if repeats.sum() > MOST_PEOPLE:
        raise InvalidInput.of(
            f"responses.{columns.counts}", f"adds up to more than {MOST_PEOPLE:,} people"
        )
    return repeats


def _repeated(values: list[str], repeats: NDArray[np.int64]) -> list[str]:
    return [value for value, times in zip(values, repeats, strict=True) for _ in range(times)]
