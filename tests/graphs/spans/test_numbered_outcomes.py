"""Outcomes told by the numbers of the questions, not one after the other."""

import pytest

from graphs.spans import find_spans
from graphs.spans.numbered_outcomes import numbered_outcomes
from tests.graphs.spans.reading import TODAY

TOLD = [
    ("questions 1, 2 and 4 of five right, 3 and 5 wrong. b: -1.5, -0.5, 0, 0.8, 1.7", "11010"),
    ("Tom got nine of ten right, only the sixth wrong", "1111101111"),
    ("items 1-3 and 5 correct, item 4 wrong", "11101"),
    ("Out of 6 questions he missed numbers 2 and 5, the rest were right", "101101"),
    ("She answered Q1, Q3 correctly and Q2, Q4 incorrectly", "1010"),
    ("all right except the third, 5 questions", "11011"),
    ("four out of five correct, missing only question 3", "11011"),
    ("right: 1, 3, 4; wrong: 2, 5", "10110"),
    ("everything right except questions 2 and 7 out of 8", "10111101"),
    ("Of 8 items he failed 3, 5 and 8; all others correct", "11010110"),
    ("The first and third right, the second wrong, fourth question right", "1011"),
    ("all five right but the last", "11110"),
]


def runs(text: str) -> list[str]:
    """The lists of outcomes of a text, as ones and noughts."""
    found = [span.readings[0].value for span in find_spans(text, as_of=TODAY)]
    return [
        "".join(str(int(bool(mark))) for mark in value)
        for value in found
        if isinstance(value, tuple) and value and all(isinstance(mark, bool) for mark in value)
    ]


@pytest.mark.parametrize(("text", "marks"), TOLD)
def test_every_answer_stands_in_its_place(text: str, marks: str) -> None:
    assert runs(text) == [marks]


@pytest.mark.parametrize(
    "text",
    [
        "question 3 was wrong",
        "questions 1 and 4 right, 2 wrong",
        "all but the last wrong",
        "questions 1 and 2 right, question 2 wrong",
        "nine of ten right, questions 3 and 4 wrong",
    ],
)
def test_what_leaves_an_answer_open_is_no_list_and_no_single_word(text: str) -> None:
    """A lone "right" left over would be taken for somebody's only answer."""
    spans = find_spans(text, as_of=TODAY)
    assert not [span for span in spans if span.readings[0].kind == "boolean"]


@pytest.mark.parametrize(
    "text", ["right on 3 October, wrong on 5 October", "he passed 3 of 5", "She got 7 of 10 right"]
)
def test_figures_beside_outcomes_are_no_places(text: str) -> None:
    assert runs(text) == []


def test_days_are_no_numbers_of_questions() -> None:
    text = "the card I got right on 2 and 5 November and wrong on the 16th"
    assert not list(numbered_outcomes(text.lower(), text))


@pytest.mark.parametrize(
    "text",
    [
        "due on 30 November, 1 means again and 4 easy",
        "the buttons (1 again … 4 easy)",
        "1 = again, 2 = hard, 3 = good, 4 = easy",
        "ratings: again = 1, hard = 2, good = 3, easy = 4",
    ],
)
def test_what_the_buttons_mean_is_no_review(text: str) -> None:
    said = {"again", "hard", "good", "easy"}
    spans = find_spans(text, as_of=TODAY)
    assert not [s for s in spans if s.readings[0].value in said and s.readings[0].score > 0.2]


def test_what_goes_missing_so_often_is_no_answer() -> None:
    """The numbers count something: they are no places."""
    spans = find_spans("Pallets go missing 4 to 15 times a year", as_of=TODAY)
    assert [span.readings[0].kind for span in spans][:1] == ["rate"]
