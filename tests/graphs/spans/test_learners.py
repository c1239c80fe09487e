"""Days counted from other days, outcomes beside their day, keys and marks without headings."""

import pytest

from graphs.spans import find_spans
from tests.graphs.spans.reading import TODAY, values, whole

COUNTED = [
    ("3 Nov good, then 8 days later again, and the day after that good",
     ["2026-11-03", "2026-11-11", "2026-11-12"]),
    ("5 October wrong; a week later right; two days after that right",
     ["2026-10-05", "2026-10-12", "2026-10-14"]),
    ("Saw it on 2026-10-01. Twelve days later I blanked. The next day I nailed it.",
     ["2026-10-01", "2026-10-13", "2026-10-14"]),
    ("Two weeks before 10 November I knew it", ["2026-10-27"]),
    ("a month after 4 September", ["2026-10-04"]),
    ("9.11. gut, drei Tage später vergessen", ["2026-11-09", "2026-11-12"]),
    ("1 November, the following day, the day after", ["2026-11-01", "2026-11-02", "2026-11-03"]),
    ("it was 20 October; the day before I had failed it", ["2026-10-20", "2026-10-19"]),
    ("since 31.11. nothing", []),
    ("yesterday and two days after that", ["2026-11-20", "2026-11-22"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_day_is_counted_from_the_day_named_before_it(text: str, expected: list[str]) -> None:
    assert values(text, "date") == expected


@pytest.mark.parametrize(
    "text",
    ["paid back 8 months later", "two days before the deadline", "3 Nov: 8 days after we signed"],
)
def test_days_counted_from_anything_else_stay_a_length_of_time(text: str) -> None:
    assert [s.readings[0].unit for s in whole(text) if s.readings[0].unit == "counted"] == []


@pytest.mark.parametrize(
    "text", ["31.11.", "30 February", "31.4.2026", "2026-02-30", "June 31", "29.2.2026"]
)
def test_a_day_the_calendar_lacks_is_a_span_that_says_so(text: str) -> None:
    (span,) = find_spans(f"good on {text}", as_of=TODAY)[1:]
    assert (span.readings[0].unit, span.readings[0].value) == ("impossible", span.text)
    assert span.readings[0].score < 0.4
    assert span.text.rstrip(".") == text.rstrip(".")


def test_a_leap_day_without_a_year_is_the_last_there_was() -> None:
    assert values("29.2.", "date") == ["2024-02-29"]


def test_days_keep_the_key_that_names_them() -> None:
    text = "seen=2026-08-01:good,2026-08-09:hard; asof=2026-11-30, 3 June"
    dated = [s for s in find_spans(text, as_of=TODAY) if s.readings[0].kind == "date"]
    assert [s.label for s in dated] == ["seen", "seen", "asof", "asof"]


BOUND = [
    ("On September 12th I got it wrong. October 1st I had it right",
     [(False, "September 12th"), (True, "October 1st")]),
    ("4.9. gut, 9.9. schwer, am 20.9. nicht gewusst, 30.9. vergessen, 3.10. leicht",
     [("good", "4.9."), ("hard", "9.9."), (False, "20.9."), (False, "30.9."), ("easy", "3.10.")]),
    ("Nov 3 no idea, Nov 5 nailed it, Nov 9 it was hard for me",
     [(False, "Nov 3"), (True, "Nov 5"), ("hard", "Nov 9")]),
    ("wrong on 3 Nov, right on 5 Nov, and hard on the 9th",
     [(False, "3 Nov"), (True, "5 Nov"), ("hard", "9th")]),
    ("Reviewed it 2026-11-02. Nailed it. On the 9th I drew a blank.",
     [(True, "2026-11-02"), (False, "9th")]),
    ("gut am 3.11., vergessen am 7.11.", [("good", "3.11."), (False, "7.11.")]),
    ("forgot on 1 Nov and remembered on 4 Nov", [(False, "1 Nov"), (True, "4 Nov")]),
    ("1 Nov forgot and 4 Nov remembered", [(False, "1 Nov"), (True, "4 Nov")]),
    ("today I couldn't remember", [(False, "today")]),
    ("2 Nov: knew it; a day later: went blank", [(True, "2 Nov"), (False, "a day later")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BOUND)
def test_an_outcome_belongs_to_the_day_of_its_clause(
    text: str, expected: list[tuple[object, str]]
) -> None:
    spans = [s for s in whole(text) if s.readings[0].kind in ("boolean", "word") and s.about]
    found = [(s.readings[0].value, text[slice(*s.about)]) for s in spans if s.about]
    assert found == expected


@pytest.mark.parametrize(
    "text", ["I have no idea", "what is the pass mark", "no clue what to do", "I forgot to add"]
)
def test_what_is_said_of_something_else_is_no_outcome(text: str) -> None:
    assert values(text, "boolean") == []


KEYS = [
    ("Key, Q1 to Q6: B A D C C A. Which?", "BADCCA"),
    ("key: cabda", "CABDA"),
    ("CABDA", "CABDA"),
    ("a b b d", "ABBD"),
    ("the answers are ABBCD", "ABBCD"),
    ("answer key = A,C,C,B,D", "ACCBD"),
    ("Q1-Q5: D D A B C", "DDABC"),
    ("solution: B-C-A-A", "BCAA"),
]


@pytest.mark.parametrize(("text", "expected"), KEYS)
def test_an_answer_key_is_its_letters_in_capitals(text: str, expected: str) -> None:
    spans = [s for s in whole(text) if s.readings[0].unit == "key"]
    assert [(s.readings[0].value, s.label) for s in spans] == [(expected, "answer key")]


@pytest.mark.parametrize("text", ["bad", "the key is a bad cab", "add a face", "plan B or C"])
def test_words_are_no_answer_key(text: str) -> None:
    assert [s for s in whole(text) if s.readings[0].unit == "key"] == []


MARKS = [
    ("Ola   ✓ ✗ ✓\nPer   ✗ ✗ ✓", {"name": ["Ola", "Per"], "q1": [True, False],
                                  "q2": [False, False], "q3": [True, True]}),
    ("Jo: A C D\nMo: A B D", {"name": ["Jo", "Mo"], "q1": ["A", "A"], "q2": ["C", "B"],
                              "q3": ["D", "D"]}),
    ("p1 x o\np2 o o", {"name": ["p1", "p2"], "q1": [False, True], "q2": [True, True]}),
    ("s1 + -\ns2 - -", {"name": ["s1", "s2"], "q1": [True, False], "q2": [False, False]}),
    ("Tim 1 1 0\nTom 0 1 0", {"name": ["Tim", "Tom"], "q1": [1, 0], "q2": [1, 1],
                              "q3": [0, 0]}),
    ("Tim 110\nTom 010", {"name": ["Tim", "Tom"], "q1": [1, 0], "q2": [1, 1], "q3": [0, 0]}),
    ("Ana Luz  ✓✗\nEva Paz  ✗✓", {"name": ["Ana Luz", "Eva Paz"], "q1": [True, False],
                                  "q2": [False, True]}),
    ("n1 x -\nn2 - x", {"name": ["n1", "n2"], "q1": [True, False], "q2": [False, True]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "columns"), MARKS)
def test_lines_of_names_and_marks_are_a_table(text: str, columns: dict[str, list[object]]) -> None:
    assert values(f"{text}", "table") == [columns]
    assert values(f"quiz:\n\n{text}\n\nany bad one?", "table") == [columns]


@pytest.mark.parametrize("text", ["Dear Sam\nbe good\ngo home", "plan A b\nx", "Anna bad\nBen dab"])
def test_lines_of_words_are_no_table(text: str) -> None:
    assert values(text, "table") == []


BILLS = [
    ("the meal was 96.40, 15% tip on top and split evenly between the four of us",
     "96.4*(1+0.15)/4"),
    ("19 % VAT on 2.340,00", "0.19*2340"),
    ("8% tax on €1,250", "0.08*1250"),
    ("240 split between 6", "240/6"),
    ("80 with 25% off", "80*(1-0.25)"),
    ("20% gratuity on 64.20", "0.2*64.2"),
    ("taxi was 54 euros, we share it 3 ways", "54/3"),
    ("1,150 plus 20 % VAT", "1150*(1+0.2)"),
    ("39 total, divided by the five of us", "39/5"),
    ("7 % MwSt auf 180 €", "0.07*180"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BILLS)
def test_a_bill_is_written_out_for_the_calculator(text: str, expected: str) -> None:
    assert values(text, "expression") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "price 49, 20% churn, split 3 ways",
        "we have 3 offices, 4% tax risk",
        "12% churn and 40 seats",
    ],
)
def test_shares_that_are_no_tip_or_tax_make_no_bill(text: str) -> None:
    assert values(text, "expression") == []


LEVELS = [
    ("a 91 percent chance of knowing it", 0.91), ("88% is what I aim for", 0.88),
    ("Ziel 94 %", 0.94), ("the 98.5 % level", 0.985), ("eighty-five percent", 0.85),
    ("pass mark 7/10", 0.7), ("a tenth of them", 0.1), ("a third of them", 1 / 3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_a_level_is_a_fraction(text: str, expected: float) -> None:
    assert values(text, "fraction") == [pytest.approx(expected)]


@pytest.mark.parametrize(("text", "share"), [("R=0.93", 0.93), ("what would 97 do", 0.97)])
def test_a_bare_level_has_a_fraction_as_its_second_reading(text: str, share: float) -> None:
    (span,) = whole(text)
    assert [r.value for r in span.readings if r.kind == "fraction"] == [share]


@pytest.mark.parametrize(
    "text",
    ["in the worst year, 2021, it hurt", "Office 2010", "section 7.1", "version 2.4", "room 118",
     "level B2", "ID K-204", "ticket 88", "report (2023)", "policy 4417"],
)  # fmt: skip
def test_numbers_that_name_a_thing_are_no_values(text: str) -> None:
    assert values(text, "number") == []


def test_only_what_stands_right_behind_no_is_absent() -> None:
    spans = whole("no ranges please, no recall cost, and no returns to speak of: 40 crates")
    assert [s.label for s in spans if s.readings[0].unit == "none"] == ["recall cost", "returns"]
    assert [s.readings[0].value for s in spans if s.readings[0].unit != "none"] == [40]


def test_the_rest_is_what_is_left_of_the_number_said() -> None:
    said = "7 attempts at long division, the first three wrong, the rest right"
    runs = [r.value for s in find_spans(said, as_of=TODAY) for r in s.readings if r.score > 0.5]
    assert (False, False, False) in runs
    assert (True, True, True, True) in runs
    assert 7.0 not in runs


def test_a_telegram_of_rights_and_wrongs_is_one_run() -> None:
    said = "answered right right wrong right wrong. Ability?"
    runs = [r.value for s in find_spans(said, as_of=TODAY) for r in s.readings]
    assert (True, True, False, True, False) in runs


def test_a_day_behind_a_later_date_that_just_passed_is_not_a_year_ahead() -> None:
    spans = find_spans("the exam is on 4 December 2026, she saw it on 1 November", as_of=TODAY)
    days = [s.readings[0].value for s in spans if s.readings[0].kind == "date"]
    assert days == ["2026-12-04", "2026-11-01"]
