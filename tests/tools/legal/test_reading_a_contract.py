"""Cutting a contract, hashing its words, and telling where a passage stands."""

import numpy as np
import pytest

from tools.legal.context import surroundings
from tools.legal.hashing import buckets, words
from tools.legal.sections import Sections
from tools.legal.segment_features import headings
from tools.legal.segmentation import segments
from tools.legal.short_spans import dates, titles


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in segments(text).tolist()]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It ends. It is over.", ["It ends.", "It is over."]),
        ("12.1. TERM. It lasts a year.", ["12.1. TERM.", "It lasts a year."]),
        ("Acme Inc. Shall pay. Now.", ["Acme Inc. Shall pay.", "Now."]),
        ("Pay U.S. Dollars only.", ["Pay U.S. Dollars only."]),
        ("as follows:\n(a) one;\n(b) two", ["as follows:", "(a) one;", "(b) two"]),
        ("HEADING\n\nThe text goes on", ["HEADING", "The text goes on"]),
        ("a line\nthat wraps on", ["a line\nthat wraps on"]),
        ("first point\n9.2 Second point", ["first point", "9.2 Second point"]),
        ("EXHIBIT 10     This Agreement", ["EXHIBIT 10", "This Agreement"]),
        ('it said "no." Then it left.', ['it said "no."', "Then it left."]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_a_contract_is_cut_at_sentences_numbers_and_blank_lines(
    text: str, pieces: list[str]
) -> None:
    assert cut(text) == pieces


def test_segments_are_in_order_and_do_not_overlap() -> None:
    text = "One. (a) Two;\n\n3.1 THREE. Four" * 50
    found = segments(text)
    assert (found[:, 0] < found[:, 1]).all()
    assert (found[1:, 0] >= found[:-1, 1]).all()


def test_a_run_without_any_break_is_cut_so_that_time_stays_linear() -> None:
    assert max(len(piece) for piece in cut("word " * 20_000)) <= 20_000


def test_case_and_digits_do_not_matter_to_a_word_but_letters_do() -> None:
    found = words("Notice NOTICE notice notices 30 45 300")
    first, *others = found.hashes.tolist()
    assert others[0] == others[1] == first
    assert others[2] != first
    assert others[3] == others[4] != others[5]


def test_words_start_where_the_text_has_them() -> None:
    text = "Either party, on 30 days’ notice"
    assert [text[start] for start in words(text).starts.tolist()] == list("Epo3dn")


def test_pairs_are_made_inside_a_segment_only() -> None:
    found = words("one two three")
    entries, owners = buckets(found, np.array([0, 0, 1]))
    assert len(entries) == 4  # three words, one pair
    assert owners.tolist() == [0, 0, 1, 0]


def test_a_heading_speaks_for_what_follows_it() -> None:
    text = (
        "GOVERNING LAW.\n\nThe laws of New York apply to this contract and to all that follows it."
        "\n\nNo other law of any state or country applies to it in any court of any place."
    )
    assert headings(text, segments(text)).tolist() == [-1, 0, 0]


def test_a_passage_stands_under_the_last_number_before_it() -> None:
    text = "1. TERM. It lasts a year. It renews. 2.3 Fees. They are due. ARTICLE 4 Law. It rules."
    sections = Sections(text, segments(text))
    said = {"It lasts": "1", "It renews": "1", "They are": "2.3", "It rules": "4"}
    assert {words: sections.of(text.index(words)) for words in said} == said
    assert Sections("No number. None.", segments("No number. None.")).of(3) is None


@pytest.mark.parametrize(
    "date",
    [
        "June 21, 1999",
        "15 April, 2009",
        "15th day of December, 1997",
        "___ day of ________, 2012",
        "12/31/2019",
        "March 2001",
        "date first written above",
    ],
)
def test_dates_are_candidates_however_they_are_written(date: str) -> None:
    text = f"This Agreement is made as of the {date} between A and B."
    spans = dates(text, segments(text)).spans.tolist()
    assert date in [text[start:end] for start, end in spans]


def test_the_title_is_a_candidate() -> None:
    text = 'SUPPLY AND LICENSE AGREEMENT\n\nThis Supply and License Agreement (the "Agreement") is'
    found = titles(text, segments(text)).spans.tolist()
    said = {text[start:end] for start, end in found}
    assert {"SUPPLY AND LICENSE AGREEMENT", "Supply and License Agreement"} <= said


def test_ranks_fall_with_the_odds_and_the_earlier_of_equals_goes_first() -> None:
    raw = np.array([[0.0, -1.0], [2.5, -1.0], [-0.0, 3.0], [-7.0, -2.0]], dtype=np.float32)
    ranks = surroundings("a b c d", np.array([[0, 1], [2, 3], [4, 5], [6, 7]]), raw).per_type[4]
    assert np.expm1(ranks).round().T.tolist() == [[1, 0, 2, 3], [1, 2, 0, 3]]


def test_odds_summed_feature_by_feature_are_those_of_the_stacked_features() -> None:
    text = "TERM. This Agreement ends on 1 May 2027. It renews. Neither party may assign it."
    cut = segments(text)
    draw = np.random.default_rng(3)
    raw = draw.normal(size=(len(cut), 5)).astype(np.float32)
    around = surroundings(text, cut, raw)
    stacked = around.stacked()
    weights = draw.normal(size=stacked.shape[1:]).astype(np.float32)
    bias = draw.normal(size=5).astype(np.float32)
    expected = np.einsum("sft,ft->st", stacked, weights) + bias
    assert np.allclose(around.odds(weights, bias), expected, atol=1e-4)
