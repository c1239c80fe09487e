"""Which words fill which field."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tests.graphs.embedded.catalogue import tool

TODAY = datetime.date(2026, 11, 21)


def filled(name: str, say: str, files: tuple[dict[str, Any], ...] = ()) -> Filled:
    return fill(tool(name), message(say, files, TODAY))


@pytest.mark.parametrize(
    "say",
    [
        "We spill oil 2 to 6 times a year, mostly 3, and each costs 5,000 to 40,000 euros, "
        "usually 12,000",
        "spills 2/3/6 a year, clean-up €5k/12k/40k",
        "each clean-up costs us at least 5000 EUR, usually 12000, at worst 40000; leaks happen "
        "between 2 and 6 times a year, most likely 3",
    ],
)
def test_ranges_fill_estimates_by_least_likeliest_and_most(say: str) -> None:
    """The three points are found in any order and any notation, with their currency."""
    assert filled("spill_cost", say).arguments == {
        "spills": {"low": 2, "likely": 3, "high": 6},
        "clean_up": {"low": 5000, "likely": 12000, "high": 40000},
        "currency": "EUR",
    }


def test_the_nearest_name_decides_between_fields_of_one_kind() -> None:
    """Two amounts go to the fields that are named beside them, whichever comes first."""
    arguments = filled(
        "ownership_after_round",
        "The company is valued at $8m, the founders hold 800,000 shares and a fund puts in $2m.",
    ).arguments
    assert arguments["pre_money"] == 8_000_000
    assert arguments["investment"] == 2_000_000
    assert arguments["founders_shares"] == 800_000
    assert arguments["currency"] == "USD"


def test_an_optional_field_takes_nothing_without_evidence() -> None:
    """A number that no word ties to an optional field stays unused, and is named as such."""
    result = filled(
        "ownership_after_round",
        "founders hold 800,000 shares, fund invests 2m at 8m pre-money, we are 12 people",
    )
    assert "option_pool" not in result.arguments
    assert [one.text for one in result.unused] == ["12"]


def test_key_value_messages_are_read_by_their_labels() -> None:
    """`base=5 height=3` needs no grammar."""
    assert filled("triangle_area", "triangle: height=3 base=5").arguments == {
        "base": 5,
        "height": 3,
    }


def test_lists_fill_series() -> None:
    """Numbers with nothing between them but separators are one list."""
    arguments = filled(
        "present_value", "cash flows of 100, 200 and 300 a year, discounted at 8 %"
    ).arguments
    assert arguments == {"flows": [100, 200, 300], "discount_rate": 0.08}


def test_relations_put_swapped_values_right() -> None:
    """Of "88 of 1500" the smaller is the part, because the schema says at most."""
    arguments = filled("cohort_retention", "1500 began, 88 of them remain").arguments
    assert (arguments["starters"], arguments["stayed"]) == (1500, 88)


def test_enumerations_are_found_by_their_synonyms() -> None:
    """A synonym of a value is as good as the value."""
    arguments = filled("cohort_retention", "200 joined, 120 stayed, weighted by size").arguments
    assert arguments["method"] == "weighted"


def test_objects_take_the_words_beside_their_dates() -> None:
    """Each visit has the mood named next to its day; each guest the visits behind the name."""
    arguments = filled(
        "guest_moods",
        "'Miller' was happy on 3 May 2026 and upset on 9 June 2026; 'Ann': calm on 1 July 2026",
    ).arguments
    assert arguments["guests"] == [
        {
            "name": "Miller",
            "visits": [
                {"day": "2026-05-03", "mood": "calm"},
                {"day": "2026-06-09", "mood": "angry"},
            ],
        },
        {"name": "Ann", "visits": [{"day": "2026-07-01", "mood": "calm"}]},
    ]


def test_a_pasted_table_fills_a_table_field() -> None:
    """The table is taken whole, by its columns; its cells fill nothing else."""
    arguments = filled("survey_summary", "survey:\nname,a,b\nAnn,1,4\nBen,2,5\nCem,3,6").arguments
    assert arguments["answers"]["columns"]["b"] == [4, 5, 6]


def test_a_table_of_names_and_values_is_read_as_labels() -> None:
    """Two columns, name and value, mean what labelled lines mean."""
    say = "| what | value |\n|---|---|\n| base | 5 |\n| height | 3 |\narea of the triangle?"
    assert filled("triangle_area", say).arguments == {"base": 5, "height": 3}


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [("survey_summary", "table", "answers"), ("lease_check", "document", "lease")],
)
def test_an_attached_file_is_passed_by_its_id(name: str, kind: str, field: str) -> None:
    """Files go to the field that takes their kind; one that cannot be read goes nowhere."""
    file = {"id": "f_1", "name": "x", "kind": kind}
    assert filled(name, "please look at this", (file,)).arguments == {field: {"file": "f_1"}}
    broken = {**file, "problem": "it is encrypted"}
    assert filled(name, "please look at this", (broken,)).missing == (field,)


def test_small_json_fills_fields_by_its_keys() -> None:
    """An attached object's keys are the fields' names or aliases."""
    file = {"id": "f", "name": "x.json", "kind": "data", "data": {"Base": 4, "height": 9}}
    assert filled("triangle_area", "area?", (file,)).arguments == {"base": 4, "height": 9}


def test_values_outside_their_bounds_are_marked_not_used() -> None:
    """A share of 140 % is named as wrong where the words leave no doubt."""
    result = filled("present_value", "flows 100, 200, discount rate 140 %")
    assert [origin.field.name for origin in result.wrong] == ["discount_rate"]


def test_every_argument_is_explained_by_the_persons_words() -> None:
    """Explanations carry the words that filled each field."""
    words = {e["field"]: e["words"] for e in filled("triangle_area", "base 5, height 3").explain()}
    assert words == {"base": "5", "height": "3"}


def test_no_number_is_ever_invented() -> None:
    """What nobody said is missing, also for required fields."""
    result = filled("spill_cost", "what do spills cost us?")
    assert result.arguments == {}
    assert result.missing == ("spills", "clean_up")
