"""Rows of marks under headings, and among rows that lack a mark."""

import datetime

import pytest

from graphs.models.embedded.message import message
from graphs.spans.mark_rows import mark_rows


def test_headings_may_stand_apart_by_blanks() -> None:
    (rows,) = mark_rows("team lap1 lap2 lap3\nred 1 0 1\nblue 1 1 0\ngold 0 0 1\nwho is best?")
    assert list(rows.columns) == ["team", "lap1", "lap2", "lap3"]
    assert rows.columns["lap2"] == [0.0, 1.0, 0.0]


def test_a_sentence_is_no_heading() -> None:
    (rows,) = mark_rows("here you are 3\nred 1 0 1\nblue 1 1 0")
    assert list(rows.columns) == ["name", "q1", "q2", "q3"]


@pytest.mark.parametrize(
    "text",
    [
        "r,g1,g2,g3\na,1,,0\nb,1,1,\nc,0,1,1\nd,1,0,1",
        "r|g1|g2|g3\nc|A|B|C\nd|C|C|B\na|A||C\nb|A|B|C",
    ],
)
def test_rows_with_gaps_are_rows_of_the_same_table(text: str) -> None:
    """Lines without a gap are not torn from those that have one."""
    said = message(text, as_of=datetime.date(2026, 11, 21))
    (table,) = [r.value for s in said.spans for r in s.readings if r.kind == "table"]
    assert isinstance(table, dict)
    assert {len(cells) for cells in table.values()} == {4}
    assert list(table) == ["r", "g1", "g2", "g3"]


def test_columns_apart_by_tabs_are_no_names_and_values() -> None:
    text = "cand\td1\td2\nA7\t1\t1\nB2\t0\t1\nC9\t1\t0\nD4\t0\t0"
    said = message(text, as_of=datetime.date(2026, 11, 21))
    (table,) = [r.value for s in said.spans for r in s.readings if r.kind == "table"]
    assert isinstance(table, dict)
    assert list(table) == ["cand", "d1", "d2"]
