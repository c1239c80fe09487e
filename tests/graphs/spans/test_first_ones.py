"""How far somebody got, and rows of figures of which some are below zero."""

import datetime

import pytest

from graphs.spans import find_spans


def marks(text: str) -> list[object]:
    found = find_spans(text, as_of=datetime.date(2026, 11, 21))
    return [
        s.readings[0].value
        for s in found
        if s.readings[0].kind == "boolean" and isinstance(s.readings[0].value, tuple)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("difficulties -1 0 0.5 2. She got the first three.", (True, True, True, False)),
        ("b = -1, 0, 1, 2; he solved all but the last", (True, True, True, False)),
        ("difficulties -2 -1 0 1 2, she missed the last two", (True, True, True, False, False)),
        ("of 5 questions he answered only the first 2", (True, True, False, False, False)),
        ("difficulties 0, 1, 2 and he failed the second only", (True, False, True)),
    ],
)
def test_how_far_somebody_got_tells_every_answer(text: str, told: tuple[bool, ...]) -> None:
    assert marks(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "she got the first three",
        "he solved the first nine of the values 1, 2, 3",
        "we had the first two months at 3, 4 and 5 thousand right",
    ],
)
def test_without_a_number_of_all_nothing_is_told(text: str) -> None:
    assert not any(len(told) > 2 for told in marks(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("difficulties -2 -1 0 1 2", (-2.0, -1.0, 0.0, 1.0, 2.0)),
        ("b: -0.7 0.1 -0.5 1.9 please", (-0.7, 0.1, -0.5, 1.9)),
        ("returns 0.4 0.2 -0.1 -0.3", (0.4, 0.2, -0.1, -0.3)),
    ],
)
def test_a_minus_in_a_row_of_figures_is_a_sign(text: str, row: tuple[float, ...]) -> None:
    found = find_spans(text, as_of=datetime.date(2026, 11, 21))
    assert row in [r.value for s in found for r in s.readings]


@pytest.mark.parametrize(("text", "sum_"), [("12 -5", "12-5"), ("12 - 5 - 3", "12-5-3")])
def test_a_minus_between_two_figures_is_none(text: str, sum_: str) -> None:
    found = find_spans(f"what is {text}", as_of=datetime.date(2026, 11, 21))
    assert sum_ in [r.value for s in found for r in s.readings]
