"""The deadlines as a calendar file, read back by an independent library."""

import datetime

import pytest
from icalendar import Calendar

from tools.legal.analysed import Citation, Deadline
from tools.legal.calendar_file import calendar_file

AS_OF = datetime.date(2026, 11, 21)


def deadline(days: int, what: str = "Give notice", text: str = "The term ends.") -> Deadline:
    return Deadline(
        what=what,
        kind="stop the renewal",
        date=AS_OF + datetime.timedelta(days=days),
        days_left=days,
        rule="90 days before the end on 31 December 2027",
        citation=Citation(text=text, start=5, end=20, section="3.1", page=2),
    )


def test_a_calendar_program_reads_every_deadline_to_come() -> None:
    said = calendar_file([deadline(-3), deadline(0), deadline(40)], AS_OF, "lease.pdf")
    calendar = Calendar.from_ical(said)
    assert calendar["VERSION"] == "2.0"
    assert "PRODID" in calendar
    events = calendar.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [
        AS_OF,
        AS_OF + datetime.timedelta(days=40),
    ]
    for event in events:
        assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(days=1)
        assert event["SUMMARY"] == "lease.pdf: Give notice"
        assert "section 3.1, page 2" in str(event["DESCRIPTION"])
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("TRIGGER") == datetime.timedelta(days=-30)
    assert len({str(event["UID"]) for event in events}) == 2


def test_nothing_to_come_gives_no_file() -> None:
    assert calendar_file([deadline(-1)], AS_OF, "x") == ""


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c\\d \"quoted\" and a new\nline",
        "Größe, 漢字 und 🙂 " * 30,
        "x" * 500,
        "tab\tand\x07bell",
    ],
)  # fmt: skip
def test_any_text_survives_and_lines_stay_short(text: str) -> None:
    said = calendar_file([deadline(9, what=text)], AS_OF, "")
    lines = said.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all("\n" not in line for line in lines)
    (event,) = Calendar.from_ical(said).walk("VEVENT")
    kept = "".join(c for c in text if c == "\n" or c.isprintable())
    assert str(event["SUMMARY"]) == kept
