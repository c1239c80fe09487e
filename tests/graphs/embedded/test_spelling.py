"""Slips of the keyboard are mended where no word is lost by it."""

import pytest

from graphs.models.embedded.spelling import spelled
from graphs.models.embedded.train import catalogued
from tools.embedding import encoder

pytestmark = pytest.mark.skipif(encoder() is None, reason="needs the vocabulary of the encoder")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chrun is 4 percnt a mothly fee", "churn is 4 percent a monthly fee"),
        ("grss margn, custmer acquisiton", "gross margin, customer acquisition"),
        ("gros margn", "gros margin"),
        ("reveneu 20k, intrest 5 %", "revenue 20k, interest 5 %"),
        ("a portfollio of shares", "a portfolio of shares"),
    ],
)  # fmt: skip
def test_a_single_slip_is_mended(typed: str, meant: str) -> None:
    assert spelled(typed, catalogued(), encoder()) == meant


@pytest.mark.parametrize(
    "text",
    [
        'the answer was "fotosynthesis, a chrun"',
        "our vendor Chrunx and j.custmer@example.org",
        "calc ebit, correlate the outages, multiply the invoices, the tester downgraded it",
        "how do we rank, and what would the bots bake for the admins?",
        "value_at_riks and chrun2",
        "chrun\n" * 9,
    ],
)
def test_words_names_and_quotations_stay(text: str) -> None:
    assert spelled(text, catalogued(), encoder()) == text


def test_without_a_vocabulary_nothing_is_touched() -> None:
    assert spelled("chrun 8 percnt", catalogued(), None) == "chrun 8 percnt"
