"""Dates, lengths of time and amounts as contracts write them."""

import datetime
import random

import pytest
from dateutil.relativedelta import relativedelta

from tools.legal.amounts import written_amounts
from tools.legal.calendar_dates import plain, written_dates
from tools.legal.durations import Duration, moved, number_in_words, written_durations


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 21, 1999", "1999-06-21"),
        ("the 26 day of January, 2007", "2007-01-26"),
        ("the first day of July, 2017", "2017-07-01"),
        ("twenty-second day of March 2018", "2018-03-22"),
        ("10t h day of January, 2020", "2020-01-10"),  # as filings come out of PDF
        ("31.12.2027", "2027-12-31"),
        ("12/31/2027", "2027-12-31"),
        ("31/12/2027", "2027-12-31"),
        ("2027-09-30", "2027-09-30"),
        ("Nov. 02, 2019", "2019-11-02"),
        ("01-Jan-2020", "2020-01-01"),
        ("effective as of _Dec. 8, 2005", "2005-12-08"),
        ("04-01-06", "2006-04-01"),
        ("3/1/99", "1999-03-01"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: str) -> None:
    (found,) = written_dates(text)
    assert found.day == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "___ day of June, 2012",
        "June __, 2026",
        "June [***], 2026",
        "30 February 2026",
        "March 2001",
    ],
)
def test_a_day_with_a_blank_is_never_completed(text: str) -> None:
    (found,) = written_dates(text)
    assert found.day is None


def test_a_date_in_figures_that_could_be_two_days_is_marked() -> None:
    assert written_dates("3/4/2020")[0].ambiguous
    assert not written_dates("31/12/2020")[0].ambiguous
    assert not written_dates("4 March 2020")[0].ambiguous


@pytest.mark.parametrize("text", ["12345", "§ 3.1", "1,000.00", "version 2.0.1", "10-12-333"])
def test_other_figures_are_no_dates(text: str) -> None:
    assert written_dates(text) == []


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("thirty (30) days", 30, "day"),
        ("one-year term", 1, "year"),
        ("successive 3~year periods", 3, "year"),
        ("one (I) year", 1, "year"),
        ("one hundred twenty (120) calendar days", 120, "day"),
        ("one hundred and eighty days", 180, "day"),
        ("ten (10) business days", 10, "business day"),
        ("twelve months", 12, "month"),
        ("from year to year", 1, "year"),
        ("six weeks", 6, "week"),
        ("a period of a year", 1, "year"),
        ("1.5 years", 1.5, "year"),
    ],
)
def test_a_length_of_time_is_read(text: str, count: float, unit: str) -> None:
    (found,) = written_durations(text)
    assert (found.length.count, found.length.unit) == (count, unit)


def test_words_that_are_no_number_are_none() -> None:
    assert number_in_words("ninety") == 90
    assert number_in_words("several") is None
    assert number_in_words("") is None


def test_moving_a_day_agrees_with_an_independent_library() -> None:
    draw = random.Random(3)
    for _ in range(2_000):
        day = datetime.date(1990, 1, 1) + datetime.timedelta(days=draw.randrange(20_000))
        count = draw.randrange(1, 130)
        unit, other = draw.choice(
            [("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")]
        )
        sign = draw.choice([-1, 1])
        if unit == "year":
            count %= 40
        expected = day + relativedelta(**{other: sign * count})  # type: ignore[arg-type]
        assert moved(day, Duration(count, unit), sign) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "count", "sign", "expected"),
    [
        ("2026-11-20", 1, 1, "2026-11-23"),  # a Friday
        ("2026-11-23", 1, -1, "2026-11-20"),
        ("2026-11-21", 10, 1, "2026-12-04"),  # from a Saturday
    ],
)
def test_business_days_skip_weekends(day: str, count: int, sign: int, expected: str) -> None:
    start = datetime.date.fromisoformat(day)
    assert moved(start, Duration(count, "business day"), sign) == datetime.date.fromisoformat(
        expected
    )


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert moved(datetime.date(9999, 1, 1), Duration(5, "year")) is None


def test_a_day_is_said_plainly() -> None:
    assert plain(datetime.date(2027, 9, 30)) == "30 September 2027"


@pytest.mark.parametrize(
    ("text", "amount", "currency", "per"),
    [
        ("$5,000 per month", 5000, "USD", "month"),
        ("USD $4,000,000.00", 4_000_000, "USD", ""),
        ("EUR 1.5 million a year", 1_500_000, "EUR", "year"),
        ("£448,903 per annum", 448_903, "GBP", "year"),
        ("4,000 euros", 4000, "EUR", ""),
        ("€2,400", 2400, "EUR", ""),
        ("CHF 12 million", 12_000_000, "CHF", ""),
    ],
)
def test_an_amount_is_read(text: str, amount: float, currency: str, per: str) -> None:
    (found,) = written_amounts(text)
    assert (found.amount, found.currency, found.per) == (amount, currency, per)
