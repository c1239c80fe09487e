"""legal.extract_clauses: what stands in a contract, where, how sure; what is absent; bad input."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from tools.errors import InvalidInput, TooLarge
from tools.legal import cuad
from tools.legal.clause_types import CLAUSE_TYPES, SYNONYMS, canonical
from tools.legal.contract_likeness import MOST_CHARACTERS
from tools.legal.extract_clauses import ExtractClausesRequest, extract_clauses
from tools.legal.found import ClausesResult
from tools.legal.short_spans import DATE_TYPES, TITLE_TYPES
from tools.validation import validate

CONTRACTS = cuad.read(Path(__file__).parents[2] / "data" / "legal" / "cuad_three.jsonl")
BY_FILER = {contract.name.split("_")[0]: contract for contract in CONTRACTS}
TRADEMARK = BY_FILER["MorganStanleyDirectLendingFund"]
CLAUSE = (
    "8.1 Either party may terminate this Agreement at any time without cause upon ninety (90) "
    "days' prior written notice to the other party. 8.2 This Agreement shall be governed by and "
    "construed in accordance with the laws of the State of New York. 8.3 Neither party may assign "
    "this Agreement without the prior written consent of the other party."
)


def ask(contract: Any, *types: str, **more: Any) -> ClausesResult:
    request = {"contract": contract, "clause_types": list(types), **more}
    return extract_clauses(validate(ExtractClausesRequest, request))


def found(result: ClausesResult) -> set[str]:
    return {clause.clause_type for clause in result.clauses}


def test_clauses_of_a_short_text_are_found_under_their_section() -> None:
    result = ask(CLAUSE, "Termination for Convenience", "Governing Law", "Anti-Assignment")
    assert [(c.clause_type, c.section) for c in result.clauses] == [
        ("Termination for Convenience", "8.1"),
        ("Governing Law", "8.2"),
        ("Anti-Assignment", "8.3"),
    ]
    assert all(clause.score > 0.5 for clause in result.clauses)
    assert 90 in result.clauses[0].numbers


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name.split("_")[0])
def test_every_passage_stands_at_its_offsets(contract: cuad.Contract) -> None:
    result = ask(contract.text, minimum_score=0.05)
    assert result.clauses
    for clause in result.clauses:
        assert contract.text[clause.start : clause.end] == clause.text
        assert 0.05 <= clause.score <= 1


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda c: c.name.split("_")[0])
def test_most_types_that_lawyers_marked_are_found_in_a_known_contract(
    contract: cuad.Contract,
) -> None:
    marked = {name for name, spans in contract.spans.items() if spans}
    said = found(ask(contract.text))
    assert len(said & marked) >= 0.75 * len(marked)
    assert len(said - marked) <= 0.3 * len(said)


def test_found_and_absent_types_together_are_those_asked() -> None:
    result = ask(TRADEMARK.text)
    absent = {one.clause_type for one in result.absent}
    assert found(result) | absent == set(CLAUSE_TYPES)
    assert not found(result) & absent
    assert result.types_asked == 41
    assert result.types_found == len(found(result))
    assert result.passages == len(result.clauses)


def test_an_absent_clause_is_said_to_be_absent_with_how_far_to_trust_it() -> None:
    result = ask(CLAUSE, "Source Code Escrow", "Governing Law")
    assert [one.clause_type for one in result.absent] == ["Source Code Escrow"]
    assert 0 < result.absent[0].found_when_present < 1
    assert "Source code escrow: no such clause was found" in result.summary
    assert (
        "Governing law: New York; § 8.2 says “8.2 This Agreement shall be governed"
        in result.summary
    )


def test_a_lower_score_asked_for_lists_at_least_as_much() -> None:
    counts = [
        len(ask(TRADEMARK.text, minimum_score=score).clauses) for score in (0.9, 0.5, 0.3, 0.1, 0)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_pages_are_told_when_the_document_has_them() -> None:
    half = TRADEMARK.text.index("\n", len(TRADEMARK.text) // 2)
    document = {"text": TRADEMARK.text, "name": "licence.pdf", "page_starts": [0, half]}
    result = ask(document, "Governing Law")
    clause = result.clauses[0]
    assert clause.page == (2 if clause.start >= half else 1)
    assert result.pages == 2
    assert f"page {clause.page}" in result.summary


def test_text_without_pages_has_none() -> None:
    result = ask(CLAUSE, "Governing Law")
    assert result.clauses[0].page is None
    assert result.pages is None
    assert "page" not in result.summary


def test_quotes_in_the_summary_are_the_contracts_own_words() -> None:
    result = ask(TRADEMARK.text, "Governing Law", "Anti-Assignment", "License Grant")
    flat = " ".join(TRADEMARK.text.split())
    quotes = re.findall("“([^”]+)”", result.summary)
    assert quotes
    for quote in quotes:
        assert quote.removesuffix("…").strip() in flat


@pytest.mark.parametrize(
    "types", [(), ("Governing Law",), ("Renewal Term", "Insurance", "Parties")]
)
def test_every_figure_of_the_summary_is_a_figure_of_the_result(types: tuple[str, ...]) -> None:
    result = ask({"text": TRADEMARK.text, "page_starts": [0, 5000, 10000]}, *types)
    known: set[float | None] = {
        result.types_asked,
        result.types_found,
        result.passages,
        result.pages,
    }
    for clause in result.clauses:
        known |= {clause.page, round(100 * clause.score), *clause.numbers}
        if clause.value and clause.value.period:
            known.add(clause.value.period.value)
        if clause.value and clause.value.date:
            known |= {clause.value.date.day, clause.value.date.year}
        known |= {sum(c.clause_type == clause.clause_type for c in result.clauses) - 1}
    known |= {round(100 * one.found_when_present) for one in result.absent}
    without_sections = re.sub(r"§ [\d.]*\d", "", result.summary)
    for number in re.findall(r"\d[\d,]*(?:\.\d+)?", without_sections):
        assert float(number.replace(",", "")) in known


def test_the_summary_is_short() -> None:
    assert len(ask(TRADEMARK.text).summary.split()) <= 120


def test_advice_is_disclaimed_once() -> None:
    notes = ask(CLAUSE, "Governing Law").notes
    assert sum("not legal advice" in note for note in notes) == 1


def test_the_chart_marks_where_clauses_stand() -> None:
    result = ask(TRADEMARK.text)
    assert result.chart is not None
    rows = result.chart["data"]["values"]
    assert 0 < len(rows) <= 200
    assert all(0 <= row["place"] <= 100 for row in rows)
    assert ask(CLAUSE, "Source Code Escrow").chart is None


def test_one_wording_of_a_date_is_listed_once() -> None:
    twice = "This Agreement is dated as of June 1, 2019. " + CLAUSE + " Signed as of June 1, 2019."
    result = ask(twice, "Agreement Date", "Effective Date", minimum_score=0)
    for name in DATE_TYPES:
        said = [clause.text.casefold() for clause in result.clauses if clause.clause_type == name]
        assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("get out early", "Termination for Convenience"),
        ("terminate for convenience", "Termination for Convenience"),
        ("assign it to someone else", "Anti-Assignment"),
        ("cap on liability", "Cap on Liability"),
        ("auto-renew", "Renewal Term"),
        ("which state's law", "Governing Law"),
        ("MFN", "Most Favored Nation"),
        ("ROFR", "Rofr/Rofo/Rofn"),
        ("irrevocable or perpetual license", "Irrevocable or Perpetual License"),
    ],
)
def test_a_type_may_be_named_in_peoples_words(said: str, meant: str) -> None:
    assert ask(CLAUSE, said).types_asked == 1
    assert canonical(said) == meant


def test_every_type_has_words_and_no_word_means_two_types() -> None:
    assert set(SYNONYMS) == set(CLAUSE_TYPES)
    words = [word.casefold() for said in SYNONYMS.values() for word in said]
    assert len(words) == len(set(words))
    assert all(said for said in SYNONYMS.values())


def test_an_unknown_type_names_the_nearest() -> None:
    with pytest.raises(InvalidInput, match=r"nearest: .*Governing Law") as caught:
        ask(CLAUSE, "governning laws")
    assert caught.value.errors[0].field == "clause_types.0"
    assert "governning" not in str(caught.value)


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({}, "contract"),
        ({"contract": ""}, "contract.text"),
        ({"contract": " \n "}, "contract"),
        ({"contract": "too short"}, "contract"),
        ({"contract": "A cake needs four eggs, some flour and a hot oven. " * 30}, "contract"),
        ({"contract": CLAUSE, "minimum_score": 1.5}, "minimum_score"),
        ({"contract": CLAUSE, "minimum_score": -0.1}, "minimum_score"),
        ({"contract": CLAUSE, "minimum_score": float("nan")}, "minimum_score"),
        ({"contract": CLAUSE, "clause_types": "Governing Law"}, "clause_types"),
        ({"contract": CLAUSE, "clause_types": [3]}, "clause_types.0"),
        ({"contract": CLAUSE, "clauses": []}, "clauses"),
    ],
)
def test_bad_input_is_named(request_: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        extract_clauses(validate(ExtractClausesRequest, request_))
    assert caught.value.errors[0].field == field


def test_what_is_no_contract_is_said_to_be_none() -> None:
    with pytest.raises(InvalidInput, match="does not read like a contract"):
        ask("A cake needs four eggs, some flour and a hot oven. " * 30)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(TooLarge, match="one contract at a time"):
        ask("This Agreement shall end. " * (MOST_CHARACTERS // 20))


def test_strange_text_never_breaks_the_reader() -> None:
    draw = random.Random(7)
    letters = 'aB1 .;:\n\t"“”()[]_*§$%\u00a0\u2028é漢🙂'
    for length in (5, 40, 400, 4000):
        noise = "".join(draw.choice(letters) for _ in range(length))
        result = ask(f"This agreement shall be governed by law, party. {noise}", minimum_score=0)
        assert all(0 <= clause.score <= 1 for clause in result.clauses)


def test_the_same_contract_gives_the_same_bits() -> None:
    assert ask(TRADEMARK.text).model_dump_json() == ask(TRADEMARK.text).model_dump_json()


def test_titles_and_dates_are_short_while_clauses_are_sentences() -> None:
    result = ask(TRADEMARK.text)
    for clause in result.clauses:
        if clause.clause_type in TITLE_TYPES:
            assert len(clause.text.split()) <= 20
        if clause.clause_type == "Governing Law":
            assert len(clause.text.split()) > 8


@pytest.mark.parametrize(
    ("name", "clause_type", "value"),
    [
        ("lease", "Governing Law", "Ireland"),
        ("lease", "Renewal Term", "2 years"),
        ("lease", "Notice Period to Terminate Renewal", "90 days"),
        ("lease", "Termination for Convenience", "6 months"),
        ("distribution", "Expiration Date", "3 years"),
        ("distribution", "Effective Date", "1 June 2023"),
        ("nda", "Agreement Date", "3 March 2026"),
    ],
)
def test_the_short_value_is_told(name: str, clause_type: str, value: str) -> None:
    text = (Path(__file__).parents[2] / "data" / "legal" / "synthetic" / f"{name}.txt").read_text()
    result = ask(text, clause_type)
    assert result.clauses[0].value is not None
    assert result.clauses[0].value.text == value
    assert f"{value}; " in result.summary
