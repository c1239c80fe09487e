"""CUAD's measure, by hand-worked cases."""

import json
from pathlib import Path

import pytest

from tools.legal import cuad

GOLD = "This Agreement shall be governed by the laws of the State of New York."
QUESTION = ("a contract", "Governing Law")


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (GOLD, True),
        (GOLD.upper(), True),
        ("the laws of the State; of New/York", True),  # 6 of 12 distinct words, marks do not count
        ("the laws of the State of New", False),  # 5 of 12
    ],
)
def test_half_of_the_words_in_common_make_a_match(said: str, counts: bool) -> None:
    words = cuad.word_set
    assert cuad.matches(GOLD, words(GOLD), said, words(said), "Governing Law") is counts


def test_parties_also_match_inside_a_longer_passage() -> None:
    said = "between Acme Inc., of 1 Main Street, Springfield, and Bolt LLC, of 2 High Street"
    gold = "Bolt LLC"
    for name, counts in (("Parties", True), ("Governing Law", False)):
        words = (cuad.word_set(gold), cuad.word_set(said))
        assert cuad.matches(gold, words[0], said, words[1], name) is counts


def test_contracts_are_read_in_the_form_cuad_is_published_in(tmp_path: Path) -> None:
    text = "The laws of Utah apply."
    question = {
        "id": "ACME__Governing Law",
        "answers": [{"text": "laws of Utah", "answer_start": 4}],
        "question": "…",
        "is_impossible": False,
    }
    other = {"id": "ACME__Ip Ownership Assignment", "answers": []}
    entry = {"title": "ACME", "paragraphs": [{"context": text, "qas": [question, other]}]}
    file = tmp_path / "CUAD_v1.json"
    file.write_text(json.dumps({"version": "v1", "data": [entry]}))
    (contract,) = cuad.read(file)
    assert contract.text[slice(*contract.spans["Governing Law"][0])] == "laws of Utah"
    assert contract.spans["IP Ownership Assignment"] == []


def test_two_passages_for_one_clause_are_one_hit_and_no_false_alarm() -> None:
    counted = cuad.counts({QUESTION: [(GOLD, 0.9), (GOLD[:-5], 0.8)]}, {QUESTION: [GOLD]})
    assert counted[-2].tolist() == [1, 0]
    assert counted[-1].tolist() == [1, 0]


def test_passages_where_nothing_stands_are_false_alarms() -> None:
    counted = cuad.counts({QUESTION: [("one", 0.9), ("two", 0.2)]}, {QUESTION: []})
    assert counted[-2].tolist() == [0, 2]


def test_the_area_of_a_perfect_reader_is_one() -> None:
    curve = cuad.curve({QUESTION: [(GOLD, 1.0)]}, {QUESTION: [GOLD]})
    assert curve.area == pytest.approx(1.0)
    assert curve.precision_at(0.8) == 1.0


def test_a_hand_worked_curve() -> None:
    # Falling confidence: hit, false alarm, hit; a third gold passage is never found.
    # (recall, precision): (0, 1) (1/3, 1) (1/3, 1/2) (2/3, 2/3), precision made non-increasing.
    golds = ["alpha beta", "gamma delta", "epsilon zeta"]
    said = [("alpha beta", 0.9), ("nothing", 0.6), ("gamma delta", 0.3)]
    curve = cuad.curve({QUESTION: said}, {QUESTION: golds})
    assert curve.area == pytest.approx(1 / 3 + (1 / 3) * (2 / 3 + 2 / 3) / 2, abs=1e-9)
    assert curve.precision_at(0.6) == pytest.approx(2 / 3)
    assert curve.precision_at(0.8) == 0.0
