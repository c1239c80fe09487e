"""A formula in words is one where its names are told of elsewhere, and nowhere else."""

import pytest

from graphs.spans.told_formulas import in_signs


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "What is left is 20 times guests times tip, minus €1,500. Guests 30 to 50, tip 1 to 3.",
            "left = 20 * guests * tip - 1500.",
        ),
        ("profit equals units multiplied by price; units 5, price 3", "profit = units * price;"),
        ("takings are guests times spend, less 900 for the band. Guests 4, spend 8",
         "takings = guests * spend - 900 for"),
        ("length divided by width, length 4 to 6 and width 2 to 3", "length / width,"),
    ],
)  # fmt: skip
def test_a_formula_in_words(text: str, formula: str) -> None:
    assert formula in in_signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "It happened three times customers complained, customers were angry.",
        "We were hit 4 times a year and lost 5 times the usual sum.",
        "price times risk",
        "The burn is revenue minus costs; revenue 4k, costs 9k",
        "three times two minus four",
    ],
)
def test_what_tells_no_formula_stays(text: str) -> None:
    assert in_signs(text) == text
