"""Read a table of answers: a row an answer, or a row a learner with a column an answer.

Column names of the exports people have are known: ASSISTments (user_id, skill_name, correct,
order_id), Cognitive Tutor and DataShop (Anon Student Id, KC(Default), Correct First Attempt, Row).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.learning._answers import OUTCOME_NEEDED, read_mark, read_time
from tools.learning._reviews import Moment

COLUMNS = {
    "learner": (
        *("userid", "learner", "learnerid", "student", "studentid", "anonstudentid", "user"),
        *("pupil", "pupilid", "child", "name", "username", "studentname", "who", "participant"),
    ),
    "skill": (
        *("skillname", "skill", "kcdefault", "kc", "knowledgecomponent", "concept", "topic"),
        *("skillid", "skills", "conceptid", "topicid", "kcid", "subject", "unit"),
    ),
    "correct": (
        *("correct", "iscorrect", "correctfirstattempt", "correctness", "outcome", "result"),
        *("right", "firstattempt", "mark", "answeredcorrectly", "answer", "response", "score"),
    ),
    "time": (
        *("orderid", "order", "row", "time", "timestamp", "datetime", "starttime", "answeredat"),
        *("date", "transactiontime", "firsttransactiontime", "attempt", "opportunity"),
        *("opportunitydefault", "step", "position", "when", "day", "sequence", "nr", "no"),
    ),
}
"""By what is in it: headers without case, spaces and signs, the preferred ones first."""

UNKNOWN = {"", "na", "n/a", "nan", "null", "none"}
EXACT = ("orderid", "order", "row", "timestamp", "datetime", "starttime")
"""Of these columns no two answers share a value with the same second by chance."""


@dataclass(slots=True)
class AnswerLog:
    """Answers as columns of equal length, in the order they came, and what was left out."""

    learners: list[str | None] = field(default_factory=list[str | None])
    skills: list[str | None] = field(default_factory=list[str | None])
    marks: list[int] = field(default_factory=list[int])
    times: list[Moment | float] | None = None
    reordered: bool = False
    repeated: int = 0
    unanswered: int = 0
    without_skill: int = 0


def read_log(table: TableData, path: str) -> AnswerLog:
    """The answers of a table; `path` is the field it stands in."""
    columns = {wanted: _header(table, names) for wanted, names in COLUMNS.items()}
    if columns["correct"] is None:
        return _wide(table, columns, path)
    cells = {name: table.columns[header] for name, header in columns.items() if header is not None}
    marks = _marks(cells["correct"], path, "correct")
    skills = _labels(cells.get("skill"), table.rows)
    learners = _labels(cells.get("learner"), table.rows)
    kept = [
        row
        for row in range(table.rows)
        if marks[row] is not None and (skills[row] is not None or "skill" not in cells)
    ]
    for row in kept:
        if "learner" in cells and learners[row] is None:
            raise InvalidInput.of(f"{path}.learner", f"is empty in row {row + 1}", code="missing")
    log = AnswerLog(
        unanswered=sum(mark is None for mark in marks),
        without_skill=sum(label is None for label in skills) if "skill" in cells else 0,
    )
    once = _once(table, columns["time"], kept)
    log.repeated = len(kept) - len(once)
    log.learners, log.skills = [learners[row] for row in once], [skills[row] for row in once]
    log.marks = [mark for row in once if (mark := marks[row]) is not None]
    if "time" in cells:
        log.times = _times(cells["time"], once, path)
    return log


def _header(table: TableData, names: Sequence[str]) -> str | None:
    plain = {_plain(header): header for header in reversed(table.columns)}
    return next((plain[name] for name in names if name in plain), None)


def _plain(header: str) -> str:
    return "".join(filter(str.isalnum, header.lower()))


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in UNKNOWN)


def _marks(cells: Sequence[Cell], path: str, column: str) -> list[int | None]:
    read: dict[tuple[type, Cell], int | None] = {}
    for row, cell in enumerate(cells, 1):
        if (type(cell), cell) not in read:
            try:
                read[type(cell), cell] = None if _blank(cell) else read_mark(cell)
            except ValueError:
                message = f"in row {row} {OUTCOME_NEEDED}"
                raise InvalidInput.of(f"{path}.{column}", message, code="outcome") from None
    return [read[type(cell), cell] for cell in cells]


def _labels(cells: Sequence[Cell] | None, rows: int) -> list[str | None]:
    if cells is None:
        return [None] * rows
    keys = [(type(cell), cell) for cell in cells]
    known = {key: _label(key[1]) for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


def _label(cell: Cell) -> str | None:
    if _blank(cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _once(table: TableData, time: str | None, rows: Sequence[int]) -> list[int]:
    """Rows without those that repeat another in every column, where time tells answers apart."""
    if time is None:
        return list(rows)
    cells = table.columns[time]
    clocked = any(isinstance(cell, str) and ":" in cell for cell in cells)
    if _plain(time) not in EXACT and not clocked:
        return list(rows)
    columns = list(table.columns.values())
    first: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        first.setdefault(tuple(column[row] for column in columns), row)
    return list(first.values())


def _times(cells: Sequence[Cell], rows: Sequence[int], path: str) -> list[Moment | float]:
    found: list[Moment | float] = []
    for row in rows:
        try:
            found.append(read_time(cells[row]))
        except ValueError as error:
            message = f"in row {row + 1} {error}"
            raise InvalidInput.of(f"{path}.time", message, code="time") from None
    return found


def _wide(table: TableData, columns: dict[str, str | None], path: str) -> AnswerLog:
    """A row a learner (or a skill), a column an answer, from left to right."""
    named = [header for header in (columns["learner"], columns["skill"]) if header is not None]
    asked = [header for header in table.columns if header not in named]
    try:
        marks = [
            [None if _blank(cell) else read_mark(cell) for cell in table.columns[header]]
            for header in asked
        ]
    except ValueError:
        marks = []
    if not named or not marks:
        raise InvalidInput.of(
            f"{path}.correct",
            "is missing: the table needs the columns learner, skill and correct (1 or 0, right or "
            "wrong), and time if the rows are not in order",
            code="missing_column",
        )
    learners = _labels(_cells(table, columns["learner"]), table.rows)
    skills = _labels(_cells(table, columns["skill"]), table.rows)
    log = AnswerLog()
    for row in range(table.rows):
        told = [mark for column in marks if (mark := column[row]) is not None]
        log.unanswered += len(marks) - len(told)
        log.marks += told
        log.learners += [learners[row]] * len(told)
        log.skills += [skills[row]] * len(told)
    return log


def _cells(table: TableData, header: str | None) -> Sequence[Cell] | None:
    return None if header is None else table.columns[header]
