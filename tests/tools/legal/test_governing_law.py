"""Whose law governs: places, adjectives, exclusions, blanks; wordings from CUAD's contracts."""

import pytest

from tools.legal.governing_law import governing_law


@pytest.mark.parametrize(
    ("passage", "law"),
    [
        ("This Agreement shall be governed by the laws of the State of Texas.", "Texas"),
        (
            "construed in accordance with the laws of the State of Minnesota, United States of "
            "America, disregarding its conflicts of law rules.",
            "Minnesota",
        ),
        ("governed by the laws of England and Wales", "England and Wales"),
        ("This Agreement is governed by English law.", "England"),
        ("governed by and construed in accordance with Swiss law", "Switzerland"),
        ("This contract is subject to German law.", "Germany"),
        ("the laws of the Province of Ontario and the federal laws of Canada", "Ontario, Canada"),
        ("the laws of the PRC shall apply", "People's Republic of China"),
        (
            "governed by the laws of Delaware, without regard to its rules. The parties submit to "
            "the courts of New York.",
            "Delaware",
        ),
        ("Effective legislation of the Republic of Kazakhstan shall apply.", "Kazakhstan"),
        (
            "governed by the laws of Florida; Licensee is organized under the laws of Poland",
            "Florida",
        ),
        ("governed by the laws of\n  the   State of\nNew   York", "New York"),
    ],
)
def test_the_law_is_named(passage: str, law: str) -> None:
    found = governing_law(passage)
    assert found is not None
    assert str(found) == law


def test_a_blank_is_said_to_be_one() -> None:
    found = governing_law("This Agreement shall be governed by the laws of [***].")
    assert found is not None
    assert found.blank
    assert str(found) == ""


def test_a_place_that_is_unknown_is_told_as_written() -> None:
    found = governing_law("This Agreement shall be governed by the laws of Ruritania.")
    assert found is not None
    assert (found.places, found.unknown) == ((), "Ruritania")


def test_a_passage_without_a_choice_has_none() -> None:
    assert governing_law("The Tenant shall pay the rent in advance.") is None
