"""Columns found by name, type and unit; what is doubtful stays a doubt."""

from typing import Any

import pytest

from tools.tables.conversion import read_as
from tools.tables.dates import dates
from tools.tables.headings import likeness, period_of, unit_of
from tools.tables.matching import Matched, Sheet, headings_said, match
from tools.tables.profiles import Profile
from tools.tables.wanted import Part

DAYS = ["2026-01-02", "2026-01-05", "2026-01-06", "2026-01-07"]
SMALL = [0.012, -0.004, 0.003, -0.001]
RETURNS = Part("returns", "number", ("returns", "daily returns", "performance"), "fraction")
LOG = (
    Part("learner", "name", ("learner", "student", "user")),
    Part("skill", "name", ("skill", "topic", "kc")),
    Part("correct", "boolean", ("correct", "right", "result")),
    Part("at", "date", ("at", "time", "timestamp", "date"), required=False),
    Part("response_time", "duration", ("response_time", "response time"), "seconds", False),
)


def headings(matched: Matched) -> dict[str, str]:
    return {name: choice.heading for name, choice in matched.choices.items()}


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Returns", ("returns",)),
        ("daily_return", ("daily returns",)),
        ("DailyReturns", ("daily returns",)),
        ("Daily Return (%)", ("daily returns",)),
        ("ret", ("returns",)),
        ("qty", ("quantity",)),
        ("RespTime_ms", ("response time",)),
        ("resp_time [ms]", ("response_time",)),
        ("Loss (k€)", ("loss",)),
        ("categories", ("category",)),
        ("StudentID", ("student id",)),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, names: tuple[str, ...]) -> None:
    """Case, plural, short forms, joined words and the unit do not hide a name."""
    assert likeness(heading, names) > 0.75


@pytest.mark.parametrize("heading", ["close", "age", "volume", "id", "x"])
def test_another_word_is_another_thing(heading: str) -> None:
    assert likeness(heading, ("returns", "daily returns")) < 0.4


@pytest.mark.parametrize(
    ("heading", "unit", "period"),
    [
        ("ret (%)", "percent", ""),
        ("ret_pct", "percent", ""),
        ("spread bps", "basis points", ""),
        ("time_s", "seconds", ""),
        ("duration (months)", "months", ""),
        ("cost k€", "thousands", ""),
        ("losses per month", "months", "month"),
        ("monthly revenue", "", "month"),
        ("day", "", ""),
        ("s", "", ""),
        ("amount_eur", "EUR", ""),
    ],
)
def test_a_heading_names_its_unit(heading: str, unit: str, period: str) -> None:
    assert (unit_of(heading), period_of(heading)) == (unit, period)


def test_one_clear_column_is_taken() -> None:
    assert headings(match((RETURNS,), Sheet({"day": DAYS, "ret": SMALL}))) == {"returns": "ret"}
    assert headings(match((RETURNS,), Sheet({"day": DAYS, "value": SMALL}))) == {"returns": "value"}


def test_two_of_a_kind_are_a_doubt_until_one_is_said() -> None:
    sheet = Sheet({"day": DAYS, "ret": SMALL, "ret_hedged": SMALL})
    assert match((RETURNS,), sheet).doubts == {"returns": ("ret", "ret_hedged")}
    assert headings(match((RETURNS,), sheet, text="the hedged ones")) == {"returns": "ret_hedged"}
    assert headings(match((RETURNS,), sheet, text="use ret")) == {"returns": "ret"}
    assert headings(match((RETURNS,), sheet, {"returns": "ret"})) == {"returns": "ret"}


def test_the_fields_own_name_leaves_no_doubt() -> None:
    sheet = Sheet({"returns": SMALL, "returns_hedged": SMALL})
    assert headings(match((RETURNS,), sheet)) == {"returns": "returns"}


def test_the_only_column_of_numbers_is_asked_about_when_it_says_something_else() -> None:
    """Prices are no returns, unless the person says that these are the returns."""
    sheet = Sheet({"day": DAYS, "close": [101.5, 102.0, 99.5, 98.0]})
    loose = Part("returns", "number", ("returns",))
    assert match((loose,), sheet).doubts == {"returns": ("close",)}
    assert headings(match((loose,), sheet, text="here are our returns")) == {"returns": "close"}


def test_row_numbers_are_no_figures() -> None:
    sheet = Sheet({"no": [1, 2, 3, 4], "value": SMALL})
    assert headings(match((RETURNS,), sheet)) == {"returns": "value"}


def test_a_table_without_numbers_lacks_the_column() -> None:
    assert match((RETURNS,), Sheet({"name": ["a", "b"]})).missing == ("returns",)


def test_a_log_is_matched_by_names_and_types() -> None:
    sheet = Sheet(
        {
            "user_id": [7, 7, 8, 8],
            "KC": ["add", "add", "sub", "add"],
            "Correct?": ["yes", "no", "yes", "yes"],
            "timestamp": DAYS,
            "resp. ms": [900, 1500, 2000, 750],
        }
    )
    matched = match(LOG, sheet)
    assert headings(matched) == {
        "learner": "user_id",
        "skill": "KC",
        "correct": "Correct?",
        "at": "timestamp",
        "response_time": "resp. ms",
    }
    assert matched.choices["response_time"].read.values == [0.9, 1.5, 2, 0.75]
    assert matched.choices["response_time"].read.said == "milliseconds to seconds"
    assert matched.choices["correct"].read.values == [True, False, True, True]


@pytest.mark.parametrize(
    ("part", "heading", "cells", "values", "said"),
    [
        (RETURNS, "ret %", [1.2, -0.4], [0.012, -0.004], "percent to fractions"),
        (RETURNS, "ret (bps)", [12, -4], [0.0012, -0.0004], "basis points to fractions"),
        (
            Part("margin", "share", ("margin",), "fraction", low=0, high=1),
            "margin", [80, 12.5], [0.8, 0.125], "percent to fractions",
        ),
        (
            Part("term", "duration", ("term",), "months"),
            "term (years)", [2, 0.5], [24, 6], "years to months",
        ),
        (
            Part("term", "duration", ("term",), "months"),
            "term", ["12 months", "3 months"], [12, 3], "",
        ),
        (
            Part("loss", "money", ("loss",), "currency"),
            "Loss k€", [12, 1.5], [12_000, 1_500], "thousands to single units",
        ),
        (
            Part("frequency", "rate", ("frequency",), "per year"),
            "freq per month", [2, 0.5], [24, 6], "per month to per year",
        ),
        (
            Part("rating", "enum", values={"again": ("wrong", "1"), "good": ("right", "3")}),
            "rating", [1, 3], ["again", "good"], "",
        ),
    ],
)  # fmt: skip
def test_a_column_is_brought_into_the_unit_of_its_field(
    part: Part, heading: str, cells: list[Any], values: list[Any], said: str
) -> None:
    read = read_as(part, Profile(heading, cells))
    assert read is not None
    assert (list(read.values), read.said) == (values, said)


def test_cells_that_were_percentages_are_not_divided_again() -> None:
    read = read_as(RETURNS, Profile("ret (%)", SMALL, "fraction"))
    assert read is not None
    assert list(read.values) == SMALL


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-03-04", "2026-03-05"], "2026-03-04"),
        (["04.03.2026", "5.3.2026"], "2026-03-04"),
        (["3/4/2026", "3/25/2026"], "2026-03-04"),
        (["25/3/2026", "3/4/2026"], "2026-03-25"),
        (["3/4/2026", "3/5/2026", "4/1/2026"], "2026-03-04"),
        (["4 March 2026", "5 Mar 2026"], "2026-03-04"),
        (["March 4, 2026", "Mar 5, 2026"], "2026-03-04"),
        (["2026-03-04T09:30:00", "2026-03-05 10:00"], "2026-03-04T09:30:00"),
    ],
)
def test_dates_are_read_in_any_order(cells: list[str], first: str) -> None:
    found = dates(cells)
    assert found is not None
    assert found[0] == first


@pytest.mark.parametrize("cells", [["2026-13-04"], ["31/31/2026"], ["x"], ["1.5", "2.5"]])
def test_what_is_no_date_is_none(cells: list[str]) -> None:
    assert dates(cells) is None


def test_a_text_names_a_column_whole_or_by_what_only_it_has() -> None:
    there = ["ret", "ret_hedged", "volume"]
    assert headings_said("with ret_hedged please", there) == ["ret_hedged"]
    assert headings_said("the hedged returns", there) == ["ret_hedged"]
    assert headings_said("what is the loss?", there) == []


def test_a_column_of_numbers_that_name_the_rows_is_no_figure() -> None:
    """ "Loan ID" has a word of "loan to value", and its numbers fit any bounds."""
    ratio = Part("ltv", "share", ("ltv", "loan to value"), "fraction", required=False)
    sheet = Sheet({"Loan ID": [1, 2, 3], "LTV": [0.5, 0.7, 0.9]})
    assert headings(match((ratio,), sheet)) == {"ltv": "LTV"}
    assert headings(match((ratio,), Sheet({"Loan ID": [1, 2, 3]}))) == {}


PLAN = (
    Part("plan", "name", ("plan", "offer")),
    Part("fee", "money", ("fee", "monthly fee"), "currency", required=False),
    Part("set_up", "money", ("set-up", "once"), "currency", required=False),
    Part("discount", "share", ("discount",), "fraction", required=False, low=0.0, high=1.0),
    Part("runs", "duration", ("runs", "term"), "years", required=False),
)


@pytest.mark.parametrize(
    ("heading", "values", "part"),
    [
        ("€/month", [12.0, 30.0], "fee"),
        ("% off", [0.1, 0.2], None),
        ("%", [0.1, 0.2], "discount"),
        ("yrs", [2.0, 5.0], "runs"),
        ("EUR", [12.0, 30.0], None),  # either of two amounts
        ("$ per year", [90.0, 80.0], None),  # neither is for a year
    ],
)
def test_a_heading_that_is_a_unit_names_the_only_part_in_it(
    heading: str, values: list[float], part: str | None
) -> None:
    matched = match(PLAN, Sheet({"plan": ["basic", "more"], heading: values}))
    assert {n: h for n, h in headings(matched).items() if n != "plan"} == (
        {part: heading} if part else {}
    )
