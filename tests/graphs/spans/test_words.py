"""Dates, outcomes, tables, labels, quotes, sums and absences."""

import pytest

from graphs.spans import find_spans
from tests.graphs.spans.reading import TODAY, values, whole

DATES = [
    ("2026-11-15", ["2026-11-15"]),
    ("2026/11/05", ["2026-11-05"]),
    ("15.11.2026", ["2026-11-15"]),
    ("15.11.26", ["2026-11-15"]),
    ("3.11.", ["2026-11-03"]),
    ("24.12.", ["2025-12-24"]),
    ("good 3.11., good 6.11., hard 15.11.2026", ["2026-11-03", "2026-11-06", "2026-11-15"]),
    ("3.11, 6.11 and 15.11.2025", ["2025-11-03", "2025-11-06", "2025-11-15"]),
    ("28.12., 3.1.2026", ["2025-12-28", "2026-01-03"]),
    ("11/15/2026 and 3/4/2026", ["2026-11-15", "2026-03-04"]),
    ("15/11/2026 and 3/4/2026", ["2026-11-15", "2026-04-03"]),
    ("Nov 3rd", ["2026-11-03"]),
    ("November 3, 2025", ["2025-11-03"]),
    ("3 November", ["2026-11-03"]),
    ("3rd of November 2026", ["2026-11-03"]),
    ("3. November", ["2026-11-03"]),
    ("12 Oktober", ["2026-10-12"]),
    ("12 December", ["2025-12-12"]),
    ("on 2 and 5 November and on the 16th", ["2026-11-02", "2026-11-05", "2026-11-16"]),
    ("2, 5 and 9 Nov", ["2026-11-02", "2026-11-05", "2026-11-09"]),
    ("Nov 2, 5 and 9", ["2026-11-02", "2026-11-05", "2026-11-09"]),
    ("Nov 3rd, Nov 6 and Nov 9", ["2026-11-03", "2026-11-06", "2026-11-09"]),
    ("yesterday", ["2026-11-20"]),
    ("today", ["2026-11-21"]),
    ("tomorrow", ["2026-11-22"]),
    ("the day before yesterday", ["2026-11-19"]),
    ("three days ago", ["2026-11-18"]),
    ("2 weeks ago", ["2026-11-07"]),
    ("a month ago", ["2026-10-21"]),
    ("last Monday", ["2026-11-16"]),
    ("on Friday", ["2026-11-20"]),
    ("next Friday", ["2026-11-27"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_day_is_read_in_every_usual_form(text: str, expected: list[str]) -> None:
    assert values(text, "date") == expected


def test_an_ambiguous_order_of_day_and_month_keeps_both() -> None:
    (span,) = whole("3/4/2026")
    assert [r.value for r in span.readings] == ["2026-04-03", "2026-03-04"]


@pytest.mark.parametrize("text", ["31.2.2026", "99/99/2026", "0.13.", "price 3.50"])
def test_what_the_calendar_lacks_is_no_date(text: str) -> None:
    assert values(text, "date") == []


OUTCOMES = [
    ("right, right, wrong", [(True, True, False)]),
    ("correct, incorrect", [(True, False)]),
    ("✓✓✗✓", [(True, True, False, True)]),
    ("✓ ✗ ✓", [(True, False, True)]),
    ("1 0 1 1 0", [(True, False, True, True, False)]),
    ("1,0,1,1", [(True, False, True, True)]),
    ("pass/fail/pass", [(True, False, True)]),
    ("first two wrong, then right", [(False, False, True)]),
    ("wrong twice", [(False, False)]),
    ("3x right", [(True, True, True)]),
]


@pytest.mark.parametrize(("text", "expected"), OUTCOMES)
def test_outcomes_are_truth_values(text: str, expected: list[object]) -> None:
    assert values(text, "boolean") == expected


def test_ratings_are_words_and_may_be_counted() -> None:
    assert values("good three times", "word") == [("good", "good", "good")]
    assert values("again, hard, good", "word") == [("again", "hard", "good")]


@pytest.mark.parametrize("text", ["is it right or wrong?", "no idea", "all right"])
def test_a_question_about_right_or_wrong_is_no_outcome(text: str) -> None:
    assert values(text, "boolean") == []


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "| pupil | q1 | q2 |\n|---|---|---|\n| Ali | 1 | 0 |\n| Bea | 1 | 1 |",
            {"pupil": ["Ali", "Bea"], "q1": [1, 1], "q2": [0, 1]},
        ),
        ("pupil | q1\nAli | 1\nBea | 0", {"pupil": ["Ali", "Bea"], "q1": [1, 0]}),
        ("name,score\nAli,12\nBea,15.5", {"name": ["Ali", "Bea"], "score": [12, 15.5]}),
        ("name\tscore\nAli\t12\nBea\t15", {"name": ["Ali", "Bea"], "score": [12, 15]}),
        ("name;rate\nx;4%\ny;7%", {"name": ["x", "y"], "rate": [0.04, 0.07]}),
        ("item   p     d\na      .5    1.2\nb      .7    0.9",
         {"item": ["a", "b"], "p": [0.5, 0.7], "d": [1.2, 0.9]}),
        ("1,0,1\n0,1,1", {"column_1": [1, 0], "column_2": [0, 1], "column_3": [1, 1]}),
        ("who,amount\na,\"$1,200\"\nb,\"$900\"", {"who": ["a", "b"], "amount": [1200, 900]}),
        ("n,late,sent\n1,Yes,true\n2,no,false",
         {"n": [1, 2], "late": ["Yes", "no"], "sent": [True, False]}),
        ("class;n\n9a;3\n9b;4\n9c;5", {"class": ["9a", "9b", "9c"], "n": [3, 4, 5]}),
        ("who;pay\na;3k\nb;4k\n", {"who": ["a", "b"], "pay": [3000, 4000]}),
    ],
)  # fmt: skip
def test_a_table_is_read_by_its_headings(text: str, columns: dict[str, list[object]]) -> None:
    assert values(f"{text}", "table") == [columns]
    assert values(f"look:\n{text}\n\nfine?", "table") == [columns]


def test_cells_of_a_small_table_are_labelled_by_row_or_heading() -> None:
    spans = find_spans("| what | value |\n|---|---|\n| ARPA | $80 |\n| churn | 3 % |", as_of=TODAY)
    labelled = {s.label: s.readings[0].value for s in spans if s.label}
    assert labelled == {"ARPA": 80, "churn": 0.03}


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("arpa=49", "arpa", 49),
        ("CAC: 600", "cac", 600),
        ("costs, GM 80%", "gm", 0.8),
        ("churn: 2.5%", "churn", 0.025),
        ("gross margin 82 %", "gross margin", 0.82),
        ("price = €20", "price", 20),
        ("- runway: 14 months", "runway", 14 * 30.4375),
        ('{"cac": 400}', "cac", 400),
    ],
)
def test_a_value_is_labelled_where_the_text_names_it(text: str, label: str, value: float) -> None:
    span = whole(text)[-1]
    assert (span.label, span.readings[0].value) == (label, pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("card 'Fenster' again", "Fenster"),
        ('the clause "either party may end it" please', "either party may end it"),
        ("„Haus“", "Haus"),
        ("«maison»", "maison"),
        ("`x + 1`", "x + 1"),
        ("“so be it”", "so be it"),
    ],
)
def test_quoted_text_is_kept_without_its_marks(text: str, inside: str) -> None:
    assert values(text, "text") == [inside]


SUMS = [
    ("18 % of 12.4k plus 3 times 1,250", "0.18*12400+3*1250"),
    ("10% of 200", "0.1*200"),
    ("2 * (3 + 4)", "2*(3+4)"),
    ("12 divided by 5", "12/5"),
    ("7 minus 3", "7-3"),
    ("5^2 + sqrt(16)", "5**2+sqrt(16)"),
    ("square root of 2", "sqrt(2)"),
    ("3 squared plus 4 squared", "3**2+4**2"),
    ("1.5 × 80", "1.5*80"),
    ("€400 times 12", "400*12"),
    ("1,200 + 300 + 45", "1200+300+45"),
    ("2 to the power of 10", "2**10"),
    ("half of 90", "0.5*90"),
    ("3/4 of 120", "3/4*120"),
    ("1,000 x 1.05^10", "1000*1.05**10"),
    ("(12.5 + 7.5) / 4", "(12.5+7.5)/4"),
    ("15% of 2.4 million minus 30k", "0.15*2400000-30000"),
    ("add 5 and 7", "5+7"),
    ("add 5 to 7", "5+7"),
    ("subtract 5 from 12", "12-5"),
    ("divide €40 by 8", "40/8"),
    ("multiply 1.5 by 80", "1.5*80"),
    ("sum of 12, 15 and 9", "12+15+9"),
    ("average of 3, 4 and 8", "mean(3,4,8)"),
    ("difference between 90 and 72", "90-72"),
    ("increase 200 by 10 %", "200*(1+0.1)"),
    ("reduce 80 by 5", "80-5"),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_arithmetic_is_written_out_for_the_calculator(text: str, expected: str) -> None:
    assert values(f"what is {text}?", "expression") == [expected]


def test_a_row_of_noughts_and_ones_may_be_answers() -> None:
    found = [r for s in whole("he got 0110 there") for r in s.readings if r.kind == "boolean"]
    assert [r.value for r in found] == [(False, True, True, False)]


@pytest.mark.parametrize(
    "said",
    [
        "answers: Ann 1 0 1, Bob 1 1 0 and Cy 0 0 1. Is the test reliable?",
        "Reliable? Ann: 1,0,1; Bob: 1,1,0; Cy: 0,0,1",
        "Ann 101, Bob 110, Cy 001",
    ],
)
def test_rows_of_marks_may_stand_in_one_sentence(said: str) -> None:
    tables = [r.value for s in whole(said) for r in s.readings if r.kind == "table"]
    assert tables == [
        {"name": ["Ann", "Bob", "Cy"], "q1": [1, 1, 0], "q2": [0, 1, 0], "q3": [1, 0, 1]}
    ]


def test_a_plain_quotient_is_offered_as_a_sum_with_a_low_score() -> None:
    found = [s for s in find_spans("84000/210", as_of=TODAY) if s.readings[0].kind == "expression"]
    assert [s.readings[0].value for s in found] == ["84000/210"]
    assert found[0].readings[0].score < 0.5


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("no secondary loss", "secondary loss"),
        ("we have no revenue, 15k burn", "revenue"),
        ("without any debt", "debt"),
        ("don't have any customers", "customers"),
    ],
)
def test_what_is_absent_is_zero(text: str, label: str) -> None:
    spans = [s for s in whole(text) if s.readings[0].unit == "none"]
    assert [(s.label, s.readings[0].value) for s in spans] == [(label, 0)]


def test_lines_of_noughts_and_ones_are_a_table_of_people() -> None:
    tables = [r.value for s in whole("1 is right\n1 1 0\n0 1 0\n1 0 1") for r in s.readings]
    assert {"q1": [1, 0, 1], "q2": [1, 1, 0], "q3": [0, 0, 1]} in tables
