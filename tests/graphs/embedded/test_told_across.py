"""Objects told across: names in one list, figures in others; views on several of them."""

import pytest

from tests.graphs.embedded.told import filled

PORTFOLIO, VIEWS = "finance.optimize_portfolio", "finance.black_litterman"
SCENARIOS = "risk.generate_scenarios"
OATS_RYE = [
    {"name": "oats", "volatility": 0.11},
    {"name": "rye", "volatility": 0.07},
    {"name": "maize", "volatility": 0.16},
]


@pytest.mark.parametrize(
    "say",
    [
        "Least risk for oats, rye and maize with vols of 11, 7 and 16 percent, correlation 0.3",
        "min variance, vols 11/7/16 % for oats, rye, maize. correlation .3",
        "I own three crops, oats, rye and maize, whose volatility is 11 %, 7 % and 16 %. "
        "Correlation 0.3. Which mix has the smallest variance?",
        "smallest variance: volatilities 11 7 16 pct (oats rye maize), corr 0.3",
        "names oats, rye, maize; vols 11%, 7%, 16%; corr .3; minimum variance",
    ],
)
def test_a_list_of_figures_is_one_for_each_of_the_names(say: str) -> None:
    given = filled(PORTFOLIO, say).arguments
    assert given["assets"] == OATS_RYE
    assert given["correlation"] == 0.3


def test_several_lists_and_a_share_for_each() -> None:
    given = filled(
        VIEWS,
        "market weights of 25 % on Ash, Birch, Cedar, Damson; vols 10, 20, 15, 30; all "
        "correlations .4; Birch will return 8 %, Damson 2 %",
    ).arguments
    assert [(a["name"], a["weight"], a["volatility"]) for a in given["assets"]] == [
        ("Ash", 0.25, 0.1),
        ("Birch", 0.25, 0.2),
        ("Cedar", 0.25, 0.15),
        ("Damson", 0.25, 0.3),
    ]
    assert given["views"] == [
        {"asset": "Birch", "expected_return": 0.08},
        {"asset": "Damson", "expected_return": 0.02},
    ]


def test_a_figure_behind_a_list_is_none_of_it() -> None:
    given = filled(SCENARIOS, "vols 9, 14 and 20 percent for tin, zinc, lead, corr 0.5, 500 paths")
    assert [a["volatility"] for a in given.arguments["assets"]] == [0.09, 0.14, 0.2]
    assert given.arguments["correlation"] == 0.5


BOOK = "Weights Ash 30, Birch 30, Cedar 25, Damson 15 %, vols 10, 20, 15, 30 %, corr .4."


@pytest.mark.parametrize(
    ("said", "view"),
    [
        ("Cedar outperforms Ash and Birch by 2 %.", {"asset": "Cedar", "over": ["Ash", "Birch"]}),
        ("view: Cedar > Ash by 200bp", {"asset": "Cedar", "over": ["Ash"]}),
        (
            "Ash and Cedar will beat Birch and Damson by 2 %.",
            {"asset": "Ash", "over": ["Birch", "Damson"], "together_with": ["Cedar"]},
        ),
        ("Cedar over Damson, +2 %", {"asset": "Cedar", "over": ["Damson"]}),
    ],
)
def test_a_view_is_of_those_named_before_the_others(said: str, view: dict[str, object]) -> None:
    given = filled(VIEWS, f"{BOOK} {said}").arguments
    assert given["views"] == [{**view, "expected_return": 0.02}]
