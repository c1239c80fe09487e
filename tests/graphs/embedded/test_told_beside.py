"""A list beside a table, statements about its objects, and how they stand to one another."""

import pytest

from tests.graphs.embedded.told import filled

PORTFOLIO, VIEWS = "finance.optimize_portfolio", "finance.black_litterman"
PROJECTS = "finance.allocate_resources"
SUMO_JUDO = [
    {"name": "Sumo", "expected_return": 0.06, "volatility": 0.12},
    {"name": "Judo", "expected_return": 0.09, "volatility": 0.21},
]


@pytest.mark.parametrize(
    "table",
    [
        "| | return | volatility |\n|---|---|---|\n| Sumo | 6% | 12% |\n| Judo | 9% | 21% |",
        " | return | volatility\nSumo | 6% | 12%\nJudo | 9% | 21%",
        "fund | exp ret | vol\nSumo | 6% | 12%\nJudo | 9% | 21%",
        "\treturn\tvolatility\nSumo\t6%\t12%\nJudo\t9%\t21%",
        "       return  volatility\nSumo   6%      12%\nJudo   9%      21%",
        "fund,exp. return,vol\nSumo,6%,12%\nJudo,9%,21%",
    ],
)
def test_a_table_of_names_and_figures_in_any_dress(table: str) -> None:
    given = filled(PORTFOLIO, f"Highest Sharpe ratio at a correlation of 0.2?\n{table}").arguments
    assert given["assets"] == SUMO_JUDO
    assert given["correlation"] == 0.2


def test_figures_beside_a_table_are_no_objects_of_their_own() -> None:
    say = (
        "Cash earns 1.5%, no position over 60%.\n"
        "| | return | vol |\n|---|---|---|\n| Sumo | 6% | 12% |\n| Judo | 9% | 21% |"
    )
    assert filled(PORTFOLIO, say).arguments["assets"] == SUMO_JUDO


def test_what_is_said_of_objects_is_no_further_object() -> None:
    given = filled(
        VIEWS,
        "Market weights Norway 30 %, Chile 50 %, Kenya 20 %; vols 18, 22, 27 %, all correlated .4. "
        "Our view: Chile beats Norway by 3 %; Kenya yields 9 %.",
    ).arguments
    assert given["assets"] == [
        {"name": "Norway", "weight": 0.3, "volatility": 0.18},
        {"name": "Chile", "weight": 0.5, "volatility": 0.22},
        {"name": "Kenya", "weight": 0.2, "volatility": 0.27},
    ]
    assert given["views"] == [
        {"asset": "Chile", "over": ["Norway"], "expected_return": 0.03},
        {"asset": "Kenya", "expected_return": 0.09},
    ]


def test_a_figure_for_each_of_them() -> None:
    given = filled(VIEWS, "shares Lima 40%, Quito 60%. vol 20% each, Lima outperforms Quito by 2%")
    assert given.arguments["assets"] == [
        {"name": "Lima", "weight": 0.4, "volatility": 0.2},
        {"name": "Quito", "weight": 0.6, "volatility": 0.2},
    ]
    assert given.arguments["views"] == [
        {"asset": "Lima", "over": ["Quito"], "expected_return": 0.02}
    ]


def test_one_needs_others() -> None:
    projects = filled(
        PROJECTS,
        "Budget 900k. crane brings 400k for 250k; dock brings 900k for 600k; ferry brings 500k, "
        "costs 200k, only after dock and crane.",
    ).arguments["projects"]
    assert [one.get("requires") for one in projects] == [None, None, ["dock", "crane"]]


def test_one_needs_another_told_afterwards() -> None:
    projects = filled(
        PROJECTS,
        "We have 3M. A: NPV 1.2M, cost 1M; B: NPV 2M, cost 1.8M; C: NPV 900k, cost 700k. "
        "B depends on A.",
    ).arguments["projects"]
    assert [one.get("requires") for one in projects] == [None, ["A"], None]


def test_a_short_form_of_a_field_is_no_object() -> None:
    given = filled(
        VIEWS, "weights: Lima .3, Quito .7; sigma .21 and .24; corr .6; Lima over Quito by 2.5%"
    ).arguments
    assert [one["name"] for one in given["assets"]] == ["Lima", "Quito"]
    assert [one["weight"] for one in given["assets"]] == [0.3, 0.7]
    assert given["correlation"] == 0.6
