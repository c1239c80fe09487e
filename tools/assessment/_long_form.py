"""Turn a log of answers, a row an answer, into a table with a row a person."""

from tools.assessment._cells import is_blank, plain_header
from tools.assessment._columns import PEOPLE, find_column
from tools.errors import InvalidInput
from tools.fields import Cell, TableData

ITEMS = {"item", "items", "itemid", "itemname", "question", "questionid", "problem", "problemid",
         "task", "taskid", "exercise", "exerciseid", "variable", "aufgabe", "frage"}  # fmt: skip
VALUES = ("score", "correct", "iscorrect", "right", "result", "points", "outcome", "mark", "value",
          "answer", "response", "solved", "passed")  # fmt: skip
"""Headings of what was scored, the likeliest first."""


def widened(table: TableData, people: str | None) -> TableData:
    """The table itself, or a log of person, question and score turned on its side."""
    columns = _columns(table, people)
    if columns is None:
        return table
    person, item, value = (table.columns[name] for name in columns)
    rows: dict[str, dict[str, Cell]] = {}
    names: dict[str, None] = {}
    for number, (who, what, said) in enumerate(zip(person, item, value, strict=True), 1):
        if is_blank(who) or is_blank(what):
            raise InvalidInput.of(
                "responses", f"row {number} lacks its person or its question", code="missing"
            )
        answers = rows.setdefault(str(who).strip(), {})
        name = str(what).strip()
        if name in answers:
            raise InvalidInput.of(
                "responses",
                f"row {number} answers a question a second time for the same person; keep one",
                code="repeated",
            )
        names[name] = None
        answers[name] = said
    wide: dict[str, list[Cell]] = {columns[0]: list(rows)}
    wide |= {name: [answers.get(name) for answers in rows.values()] for name in names}
    return TableData(columns=wide)


def _columns(table: TableData, people: str | None) -> tuple[str, str, str] | None:
    """The headings of person, question and score, where a table has no other kind of column."""
    plain = {plain_header(header): header for header in table.columns}
    item = next((plain[name] for name in plain if name in ITEMS), None)
    value = next((plain[name] for name in VALUES if name in plain), None)
    if people is not None:
        person: str | None = find_column(table, people, "person_column")
    else:
        person = next((plain[name] for name in plain if name in PEOPLE), None)
    if item is None or value is None or person is None:
        return None
    return (person, item, value) if len({person, item, value}) == 3 else None
