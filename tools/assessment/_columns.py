"""Which columns of a response table are questions, which names people, which their group."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.assessment._cells import is_blank, is_option, plain_header, points
from tools.errors import InvalidInput
from tools.fields import Cell, TableData

PEOPLE = {
    *("name", "names", "person", "pupil", "student", "learner", "candidate", "participant", "id"),
    *("studentid", "studentname", "pupilid", "pupilname", "personid", "candidateid", "respondent"),
    *("firstname", "lastname", "surname", "fullname", "username", "user", "examinee", "trainee"),
    *("nr", "no", "number", "row", "subject", "employee", "testtaker", "schüler", "email"),
    *("learner", "learnerid", "learnername", "patient", "worker", "examineeid", "personname"),
    *("emailaddress", "code", "rollno", "rollnumber", "who", "kid", "child", "player"),
}
TOTALS = {"total", "totalscore", "score", "sum", "totalpoints", "percent", "percentage", "mark",
          "finalgrade", "grade", "result", "marks", "totalmarks"}  # fmt: skip
BYSTANDERS = {"timestamp", "date", "time", "gender", "sex", "age", "class", "group", "school",
              "section", "form", "year", "language", "duration", "comment", "comments", "notes",
              "cohort", "site", "shift", "team", "department"}  # fmt: skip
COUNTS = {"freq", "frequency", "frequencies", "howmany", "howoften", "people", "persons", "counts",
          "anzahl", "häufigkeit", "npeople", "npersons", "numberofpeople", "frequenz"}  # fmt: skip
MAYBE_COUNTS = {"n", "count", "weight", "weights", "wt", "cases", "tally"}
"""Headings of counts if what stands below them can be nothing else."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers of a table by what they hold."""

    items: tuple[str, ...]
    people: str | None
    counts: str | None
    left_out: tuple[str, ...]


def sort_columns(
    table: TableData,
    *,
    people: str | None,
    group: str | None,
    items: Sequence[str] | None,
    keyed: set[str],
    counts: str | None = None,
) -> Columns:
    """Tell questions from everything else; a column that was named but is missing is refused."""
    headers = list(table.columns)
    if items is not None:
        chosen = tuple(find_column(table, name, "item_columns") for name in items)
        return Columns(chosen, people, counts or _counts(table, chosen), ())
    known = [people] if people else _people(table, headers, group, keyed)
    counts = counts or _counts(table, ())
    aside = {*known, group, counts}
    left_out = tuple(h for h in headers if h not in aside and _is_aside(h, keyed))
    chosen = tuple(h for h in headers if h not in aside and h not in left_out)
    return Columns(chosen, known[0] if known else None, counts, left_out)


def find_column(table: TableData, name: str, field: str) -> str:
    """The header that `name` means, whatever its case and spaces."""
    wanted = plain_header(name)
    for header in table.columns:
        if header == name or (wanted and plain_header(header) == wanted):
            return header
    raise InvalidInput.of(
        field, "no column of the table has this name; write it as in the header", code="missing"
    )


def _counts(table: TableData, items: Sequence[str]) -> str | None:
    free = [header for header in table.columns if header not in items]
    sure = next((h for h in free if plain_header(h) in COUNTS), None)
    return sure or next(
        (h for h in free if plain_header(h) in MAYBE_COUNTS and _are_counts(table.columns[h])), None
    )


def _are_counts(cells: Sequence[Cell]) -> bool:
    """Whole numbers that are neither marks of right and wrong nor the numbers of the rows."""
    values = [points(cell) for cell in cells]
    if any(value is None or value < 0 or value != int(value) for value in values):
        return False
    numbers = [int(value) for value in values if value is not None]
    running = [number - numbers[0] for number in numbers] == list(range(len(numbers)))
    return max(numbers) > 1 and not (running and len(numbers) > 2 and numbers[0] in (0, 1))


def _is_aside(header: str, keyed: set[str]) -> bool:
    plain = plain_header(header)
    return plain not in keyed and (plain in TOTALS or plain in BYSTANDERS)


def _people(
    table: TableData, headers: Sequence[str], group: str | None, keyed: set[str]
) -> list[str]:
    """Columns that name people: by their header, or a first column of distinct words."""
    named = [h for h in headers if plain_header(h) in PEOPLE and plain_header(h) not in keyed]
    if named or not headers or headers[0] == group:
        return named
    first = headers[0]
    cells = [cell for cell in table.columns[first] if not is_blank(cell)]
    words = [cell for cell in cells if points(cell) is None and not is_option(cell)]
    distinct = len({str(cell) for cell in words}) == len(words)
    return [first] if words and len(words) == len(cells) and distinct else []
