"""Names on either side of their figures, with all their words."""

import pytest

from tests.graphs.embedded.told import filled
from tools.catalog import CATALOG

STRESS, IMPACT, LOSSES = "risk.stress_test", "risk.financial_impact", "risk.aggregate_loss"


@pytest.mark.parametrize(
    ("say", "positions"),
    [
        (
            "Repeat of 2008: 20 % German shares, 35 % US stocks, 45 % gold",
            [("German shares", 0.2), ("US stocks", 0.35), ("gold", 0.45)],
        ),
        (
            "covid again, 30 percent uk shares / 70 percent us bonds",
            [("uk shares", 0.3), ("us bonds", 0.7)],
        ),
        (
            "Lehman once more: us shares 80 %, us bonds 20 %",
            [("us shares", 0.8), ("us bonds", 0.2)],
        ),
    ],
)
def test_a_name_goes_to_the_figure_beside_it(say: str, positions: list[tuple[str, float]]) -> None:
    given = filled(STRESS, say).arguments
    assert [(p["name"], p["weight"]) for p in given["positions"]] == positions


def test_a_word_of_a_name_says_what_kind_each_object_is() -> None:
    given = filled(STRESS, "Repeat of 2008: 40 % US shares, 60 % US bonds").arguments
    assert [p["asset_class"] for p in given["positions"]] == ["us_equities", "us_bonds"]


def test_what_stands_behind_weights_is_the_value_of_the_whole() -> None:
    given = filled(STRESS, "Repeat of 2008: 40 % US shares, 60 % US bonds, 350k").arguments
    assert given["value"] == 350000
    assert all("amount" not in p for p in given["positions"])


def test_a_crash_that_is_called_by_its_year_is_no_amount() -> None:
    given = filled(STRESS, "2011 downgrade, 25 % us shares 75 % us bonds").arguments
    assert given["scenario"] == "downgrade_2011"
    assert [p.get("amount") for p in given["positions"]] == [None, None]


def test_a_name_may_say_what_it_is_of() -> None:
    say = "Fire: new roof 62k, hire of a second hall 4k a month for 5 months"
    given = filled(IMPACT, say).arguments
    lines = [(line["name"], line["amount"]["likely"]) for line in given["cost_lines"]]
    assert lines == [("new roof", 62000), ("hire of a second hall", 4000)]


def test_a_lone_cost_of_a_case_is_exact() -> None:
    request = {"scenarios": [{"name": "hail", "frequency": 2, "loss": {"likely": 900}}]}
    read = CATALOG[LOSSES].request.model_validate(request).model_dump()
    assert read["scenarios"][0]["loss"]["distribution"] == "constant"
