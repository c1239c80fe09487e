"""Amounts told by kind, in a tool with totals beside several lists of kinds with amounts."""

from typing import Any

import pytest

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool, read_tool

MONEY = {"type": "number", "x-kind": "money", "x-unit": "currency", "minimum": 0}


def _kinds(description: str, aliases: list[str], synonyms: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "type": "array",
        "description": description,
        "x-aliases": aliases,
        "x-only-named": True,
        "items": {
            "type": "object",
            "properties": {
                "sort": {"enum": [*synonyms], "x-aliases": ["sort"], "x-synonyms": synonyms},
                "sum": {**MONEY, "x-aliases": ["sum"]},
                "stored": {
                    "type": "number",
                    "x-kind": "duration",
                    "x-unit": "months",
                    "x-aliases": ["stored for"],
                },
            },
            "required": ["sort", "sum"],
        },
    }


FARM = {
    "type": "object",
    "properties": {
        "barn": {**MONEY, "x-aliases": ["barn", "barn value"]},
        "costs": {**MONEY, "x-aliases": ["costs", "total costs"]},
        "cost_items": _kinds(
            "What is paid for.",
            ["bills"],
            {
                "seed": ["seed", "wheat seed"],
                "old_machine": ["old farm machines"],
                "new_machine": ["new farm machines"],
                "wages": ["wages", "pay of the hands"],
            },
        ),
        "sale_items": _kinds(
            "What is sold.",
            ["sales", "sold"],
            {"wheat": ["wheat", "corn"], "wool": ["wool"], "seed": ["seed"]},
        ),
    },
    "x-required-any": [
        [["barn", "costs"], ["barn", "cost_items"]],
    ],
    "x-alone": [["sale_items"]],
}


def farm() -> Tool:
    return read_tool("farm", "What a farm costs and sells.", FARM)


def told(say: str) -> Filled:
    return fill(farm(), message(say))


def rows(*pairs: tuple[str, float]) -> list[dict[str, object]]:
    return [{"sort": sort, "sum": amount} for sort, amount in pairs]


def test_the_heading_says_of_which_list_a_kind_is() -> None:
    filled = told("Barn 2m. Bills: seed 300k, wages 150k. Sales: wheat 900k, seed 40k.")
    assert filled.arguments == {
        "barn": 2_000_000,
        "cost_items": rows(("seed", 300_000), ("wages", 150_000)),
        "sale_items": rows(("wheat", 900_000), ("seed", 40_000)),
    }


def test_kinds_stand_behind_their_amounts_too() -> None:
    filled = told("The barn is worth 2m; we pay 300k for wheat seed and 150k of wages.")
    assert filled.arguments["cost_items"] == rows(("seed", 300_000), ("wages", 150_000))


def test_a_kind_is_told_in_two_pieces() -> None:
    filled = told("Barn 2m. Bills: farm machines, old 70k and new 90k; wages 150k.")
    assert filled.arguments["cost_items"] == rows(
        ("old_machine", 70_000), ("new_machine", 90_000), ("wages", 150_000)
    )


def test_a_total_of_its_own_is_no_kind() -> None:
    filled = told("barn value 2m, total costs 450k")
    assert filled.arguments == {"barn": 2_000_000, "costs": 450_000}


def test_what_else_a_clause_tells_goes_on_as_the_one_before() -> None:
    filled = told(
        "Barn 2m. Sales: wool of 90k stored for 8 months and wheat of 900k for five months."
    )
    assert filled.arguments["sale_items"] == [
        {"sort": "wool", "sum": 90_000, "stored": 8},
        {"sort": "wheat", "sum": 900_000, "stored": 5},
    ]


@pytest.mark.parametrize(
    "say",
    [
        "Barn 2m. Bills: seed 300k, gin 150k.",  # no kind of the tool
        "Barn 2m. Barn 3m. Bills: seed 300k.",  # two amounts for one field
    ],
)
def test_amounts_that_no_word_places_are_placed_by_none(say: str) -> None:
    assert len(told(say).arguments.get("cost_items") or []) < 2


def test_bullets_with_grouped_thousands_are_no_table() -> None:
    filled = told("Barn 2,000k\nBills\n- wheat seed 1,300k\n- pay of the hands 1,150k")
    assert filled.arguments["cost_items"] == rows(("seed", 1_300_000), ("wages", 1_150_000))


def test_words_of_a_kind_in_another_order_mean_it() -> None:
    filled = told("Barn 2m. Bills: pay for hands 150k, wheat seed 30k.")
    assert filled.arguments["cost_items"] == rows(("wages", 150_000), ("seed", 30_000))


def test_a_part_of_an_amount_is_not_told_again() -> None:
    filled = told("Barn 2m (of which seed 300k). Bills: wages 150k, wheat seed 90k.")
    assert filled.arguments["cost_items"] == rows(("wages", 150_000), ("seed", 90_000))


def test_dots_that_lead_to_an_amount_end_no_sentence() -> None:
    filled = told("Barn ... 2m\nBills\n- wheat seed ... 300k\n- pay of the hands ... 150k")
    assert filled.arguments["cost_items"] == rows(("seed", 300_000), ("wages", 150_000))
