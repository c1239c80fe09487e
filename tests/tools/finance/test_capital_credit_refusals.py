"""Bad input of a capital calculation for credit risk: the field is named, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance.capital_credit import capital_credit
from tools.tables.reference import columns_taken
from tools.tables.wanted import Wanted, wanted
from tools.validation import validate

LOAN = {"asset_class": "corporate", "amount": 100}


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        capital_credit(validate(CapitalCreditRequest, arguments))
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("exposure", "field", "words"),
    [
        ({"amount": 1}, "asset_class", "required"),
        ({"asset_class": "corporates", "amount": 1}, "asset_class", "'sovereign', 'public_sector'"),
        ({"asset_class": "corporate"}, "amount", "required"),
        ({**LOAN, "amount": -1}, "amount", "at least 0"),
        ({**LOAN, "pd": 1.2}, "pd", "at most 1"),
        ({**LOAN, "lgd": -0.1}, "lgd", "at least 0"),
        ({**LOAN, "rating": "Z9"}, "rating", "AAA, AA+"),
        ({**LOAN, "turnover": 50}, "", "5 million is 5000000"),
        ({**LOAN, "collateral": 5}, "", "collateral_type"),
        ({**LOAN, "guaranteed": 5}, "", "guarantor_class"),
        ({**LOAN, "provisions": 500}, "", "provisions cannot exceed"),
        ({**LOAN, "amount": 0}, "", "nothing is exposed"),
        ({**LOAN, "risk_weight": 0.2}, "", "risk_weight may be set only"),
        ({**LOAN, "seniority": "senior"}, "seniority", "not a field"),
        ({**LOAN, "approach": "foundation"}, "pd", "probability of default"),
        ({**LOAN, "approach": "advanced", "pd": 0.01}, "lgd", "own LGD"),
        ({**LOAN, "approach": "slotting", "slot": "good"}, "asset_class", "specialised lending"),
        ({"asset_class": "hvcre", "amount": 1, "approach": "slotting"}, "slot", "category"),
        ({"asset_class": "retail", "amount": 1, "pd": 0.01}, "lgd", "retail"),
        ({"asset_class": "bank", "amount": 1}, "grade", "A, B or C"),
        ({"asset_class": "residential_mortgage", "amount": 1}, "ltv", "loan to value"),
        ({"asset_class": "project_finance", "amount": 1}, "phase", "pre_operational"),
        (
            {"asset_class": "bank", "amount": 1, "pd": 0.01, "lgd": 0.4, "approach": "advanced"},
            "approach",
            "CRE30.34",
        ),
        (
            {**LOAN, "pd": 0.01, "lgd": 0.4, "approach": "advanced", "turnover": 6e8},
            "approach",
            "500 million",
        ),
        (
            {"asset_class": "sovereign", "amount": 1, "pd": 1e-6, "lgd": 0.4},
            "pd",
            "maturity adjustment",
        ),
        (
            {
                "asset_class": "residential_mortgage",
                "amount": 70,
                "property_value": 100,
                "ltv": 0.5,
            },
            "ltv",
            "does not agree",
        ),
        (
            {**LOAN, "guaranteed": 5, "guarantor_class": "retail"},
            "guarantor_class",
            "no eligible guarantor",
        ),
    ],
)
def test_an_exposure_is_refused_by_its_field(
    exposure: dict[str, Any], field: str, words: str
) -> None:
    found = refused(exposures=[LOAN, exposure])
    place = f"exposures.1.{field}".rstrip(".")
    assert words in found[place], found


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({}, "exposures", "required"),
        ({"exposures": []}, "exposures", "at least 1"),
        ({"model_rwa": 5}, "standardised_rwa", "required"),
        ({"exposures": [LOAN], "regime": "basel_iv"}, "regime", "'basel_ii' or 'basel_iii'"),
        ({"exposures": [LOAN], "approach": "internal"}, "approach", "'standardised'"),
        ({"exposures": [LOAN], "floor_year": 2020}, "floor_year", "at least 2,023"),
        ({"exposures": [LOAN], "capital_ratio": 0}, "capital_ratio", "more than 0"),
        ({"exposures": [LOAN], "regime": "basel_ii", "floor_year": 2028}, "", "no output floor"),
        ({"exposures": [LOAN], "floor_year": 2028, "floor_level": 0.7}, "", "not both"),
        ({"exposures": [LOAN] * 20_001}, "exposures", "at most 20000"),
    ],
)
def test_a_book_is_refused_by_its_field(request_: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**request_)[field]


def book() -> Wanted:
    schema = CapitalCreditRequest.model_json_schema()
    want = wanted("exposures", schema["properties"]["exposures"], schema["$defs"])
    assert want is not None
    return want


def taken(columns: dict[str, list[Any]]) -> Any:
    return columns_taken(book(), {"file": "f"}, lambda _: {"columns": columns}, "book.csv")


def test_a_loan_tape_is_matched_by_its_headings() -> None:
    found = taken(
        {
            "Loan ID": [1, 2],
            "Borrower": ["Alpha", "Delta"],
            "Segment": ["Corporate", "Credit card"],
            "Outstanding": [1_200_000, 12_000],
            "PD (%)": [1.2, 3],
            "LGD (%)": [40, 70],
        }
    )
    assert found["value"][1] == {
        "name": "Delta",
        "asset_class": "revolving",
        "amount": 12_000,
        "pd": 0.03,
        "lgd": 0.7,
    }


def test_an_unknown_class_in_a_table_is_named() -> None:
    with pytest.raises(InvalidInput, match="`Exposure class` holds words that are none of sover"):
        taken({"Exposure class": ["Corporate", "Foo"], "Exposure": [1, 2]})


def test_banks_in_an_advanced_book_fall_back_and_it_is_said() -> None:
    bank = {"asset_class": "bank", "amount": 100, "pd": 0.01, "lgd": 0.3}
    found = capital_credit(
        CapitalCreditRequest.model_validate({"exposures": [bank], "approach": "advanced"})
    )
    assert (found.exposures[0].approach, found.exposures[0].lgd) == ("foundation", 0.45)
    assert any("CRE30.34" in note for note in found.notes)
    assert any("own LGDs are not used" in note for note in found.notes)
