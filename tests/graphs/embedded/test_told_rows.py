"""Objects told one after another under their names, beside figures of the tool's own."""

from typing import Any

import pytest
from pydantic import BaseModel

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from tests.graphs.embedded.told import TODAY, filled
from tools.capability import RequestModel
from tools.fields import Identifier, Money, Share, field


class Stall(BaseModel):
    """One stall."""

    name: Identifier = field(description="The stall.", aliases=("stall",))
    rent: Money | None = field(None, description="Rent a day.", aliases=("rent", "costs"))
    takings: Money | None = field(None, description="Sales a day.", aliases=("takings", "sells"))
    spoilt: Share | None = field(None, description="Share that spoils.", aliases=("spoils",))


class FairRequest(RequestModel):
    """A fair with its stalls."""

    stalls: list[Stall] = field(description="The stalls.", aliases=("stalls",))
    entry_fee: Money | None = field(None, description="Fee.", aliases=("entry fee", "ticket"))


def _fair() -> Tool:
    declared = {**described(FairRequest), "name": "fair", "description": "Plan a fair."}
    return read(declared)


def _told(say: str) -> dict[str, Any]:
    return fill(_fair(), message(say, [], TODAY)).arguments


WAFFLES = {"name": "waffles", "rent": 80, "takings": 450}
CHEESE = {"name": "cheese", "rent": 60, "takings": 390}


@pytest.mark.parametrize(
    "say",
    [
        "waffles costs 80 and sells 450, cheese costs 60 and sells 390",
        "Stalls: waffles (rent 80, takings 450), cheese (rent 60, takings 390)",
        "waffles: rent 80, takings 450; cheese: rent 60, takings 390",
        "waffles rent 80 takings 450\ncheese rent 60 takings 390",
        "The waffles pay rent of 80 with takings of 450, the cheese 60 with 390.",
        "waffles with rent 80 and cheese with rent 60, takings 450 and 390",
        "stall;rent;takings\nwaffles;80;450\ncheese;60;390",
    ],
)
def test_each_object_has_the_figures_of_its_clause(say: str) -> None:
    assert _told(say)["stalls"] == [WAFFLES, CHEESE]


def test_a_figure_of_the_tool_itself_belongs_to_no_object() -> None:
    given = _told("waffles rent 80 takings 450; cheese rent 60 takings 390; the entry fee is 5")
    assert given == {"stalls": [WAFFLES, CHEESE], "entry_fee": 5}


def test_what_one_object_leaves_out_it_takes_from_the_other() -> None:
    given = filled(
        "risk.value_controls",
        "Losses come to 500k a year. Cameras at 40k cut the risk by 25 %, dogs at 12k by 9 %.",
    ).arguments
    assert given["controls"] == [
        {"name": "Cameras", "annual_cost": 40000, "risk_reduction": {"likely": 0.25}},
        {"name": "dogs", "annual_cost": 12000, "risk_reduction": {"likely": 0.09}},
    ]


def test_lists_in_step_go_to_the_objects_in_their_order() -> None:
    given = filled(
        "finance.black_litterman",
        "Weights: stocks 55%, loans 45%. Vols 19% and 8%, correlation 0.2.",
    ).arguments
    assert given["assets"] == [
        {"name": "stocks", "weight": 0.55, "volatility": 0.19},
        {"name": "loans", "weight": 0.45, "volatility": 0.08},
    ]


def test_the_names_of_a_formula_are_the_objects() -> None:
    given = filled(
        "risk.monte_carlo", "y = a * b, a from 2 to 6, b between 10 and 30 (likely 15)"
    ).arguments
    assert given["formula"] == "y = a * b"
    assert given["inputs"] == [
        {"name": "a", "low": 2, "high": 6},
        {"name": "b", "low": 10, "high": 30, "likely": 15},
    ]


def test_a_word_for_all_objects_stands_behind_them() -> None:
    given = filled("risk.monte_carlo", "m = a*b + c, a 1 to 3, b 2 to 5, c 0 to 9, all uniform")
    assert [one["distribution"] for one in given.arguments["inputs"]] == ["uniform"] * 3


def test_a_table_fills_the_list_and_the_text_the_rest() -> None:
    given = filled(
        "finance.price_option",
        "value these legs, underlying 180, 40 days, vol 31 %:\n"
        "side,strike,quantity\ncall,190,-3\nput,170,4",
    ).arguments
    assert given["options"] == [
        {"side": "call", "strike": 190, "quantity": -3},
        {"side": "put", "strike": 170, "quantity": 4},
    ]
    assert (given["spot"], given["volatility"]) == (180, 0.31)


def test_a_sentence_with_commas_behind_a_table_is_no_row() -> None:
    given = filled(
        "finance.price_option",
        "side,strike,quantity\ncall,190,-3\nput,170,4\nShort them, spot 180, vol 31 %",
    ).arguments
    assert [one["strike"] for one in given["options"]] == [190, 170]


def test_a_second_list_speaks_of_the_objects_of_the_first() -> None:
    given = filled(
        "risk.stress_test", "portfolio: barley 300k, timber 120k. Barley loses 15 %. effect?"
    ).arguments
    assert given["positions"] == [
        {"name": "barley", "amount": 300000},
        {"name": "timber", "amount": 120000},
    ]
    assert given["shocks"] == [{"name": "barley", "shock": -0.15}]
    assert "loss_share" not in given


def test_an_object_may_stand_to_another() -> None:
    given = filled(
        "finance.black_litterman",
        "P 0.6, Q 0.4; vol P 0.3, vol Q 0.1; correlation 0.2; Q beats P by 3 %",
    ).arguments
    assert given["assets"] == [
        {"name": "P", "weight": 0.6, "volatility": 0.3},
        {"name": "Q", "weight": 0.4, "volatility": 0.1},
    ]
    assert given["views"] == [{"asset": "Q", "over": ["P"], "expected_return": 0.03}]


def test_a_name_in_front_of_the_first_heading_of_a_table_is_no_heading() -> None:
    given = filled(
        "risk.stress_test", "our book: name;amount;duration\nGilt;300000;7.5\nCovered;200000;2.5"
    ).arguments
    assert given["positions"] == [
        {"name": "Gilt", "amount": 300000, "duration": 7.5},
        {"name": "Covered", "amount": 200000, "duration": 2.5},
    ]


def test_what_is_paid_once_is_no_yearly_cost() -> None:
    given = filled(
        "risk.value_controls",
        "Thefts cost 90k a year. A fence costs 7,000 once and stops 30 % of them, a patrol costs "
        "21,000 a year and stops 70 %.",
    ).arguments
    assert given["controls"] == [
        {"name": "fence", "one_off_cost": 7000, "frequency_reduction": {"likely": 0.3}},
        {"name": "patrol", "annual_cost": 21000, "frequency_reduction": {"likely": 0.7}},
    ]


def test_the_two_that_move_together_are_those_of_the_list() -> None:
    given = filled(
        "risk.monte_carlo",
        "Our take is guests * spend. Guests run from 200 to 400, spend from 15 to 35, and the two "
        "are correlated at -0.3.",
    ).arguments
    assert given["correlations"] == [{"first": "guests", "second": "spend", "correlation": -0.3}]


def test_a_setting_for_one_option_is_no_list_of_options() -> None:
    given = filled(
        "finance.implied_volatility",
        "They quote 3.1 for the call struck at 60. The stock is at 58 and it runs for 3 months.",
    ).arguments
    assert "options" not in given
    assert given["spot"] == 58
