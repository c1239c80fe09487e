"""Objects told one like the other: the pattern says which figure is whose."""

import pytest

from tests.graphs.embedded.told import filled

PROJECTS, PORTFOLIO = "finance.allocate_resources", "finance.optimize_portfolio"
VIEWS = "finance.black_litterman"
KILN_LOOM = [
    {"name": "kiln", "value": 90000, "cost": 50000},
    {"name": "loom", "value": 52000, "cost": 30000},
]


@pytest.mark.parametrize(
    "say",
    [
        "The council gives us 70k EUR. Candidates: kiln 50k -> 90k, loom 30k -> 52k.",
        "Cash limit 70k EUR. kiln gives 90k for 50k, loom 52k for 30k",
        "70k EUR to spend: kiln 50k (PV 90k), loom 30k (PV 52k)",
        "I can spend 70k EUR. The kiln is 50k and earns 90k. A loom 30k earns 52k.",
        "With 70k EUR, outlay and gross PV: kiln 50k, 90k; loom 30k, 52k",
    ],
)
def test_a_figure_of_the_tool_is_no_figure_of_the_first_object(say: str) -> None:
    given = filled(PROJECTS, say).arguments
    assert given["projects"] == KILN_LOOM
    assert given["budget"] == 70000


def test_a_legend_says_what_the_figures_are() -> None:
    given = filled(PROJECTS, "Bern 310/480, Thun 205/350, Chur 240/410 (worth/cost); 900 to spend")
    assert [(p["value"], p["cost"]) for p in given.arguments["projects"]] == [
        (310, 480),
        (205, 350),
        (240, 410),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Kelp 8%/21%, Reed 5%/11%, Moss 2.5%/4%",
        "Kelp 8/21 Reed 5/11 Moss 2.5/4",
        "Kelp (8 %, 21 %), Reed (5 %, 11 %), Moss (2.5 %, 4 %)",
    ],
)
def test_unnamed_figures_are_the_parts_in_their_order(told: str) -> None:
    given = filled(PORTFOLIO, f"Minimum variance: {told}, corr 0.35").arguments
    assert given["assets"] == [
        {"name": "Kelp", "expected_return": 0.08, "volatility": 0.21},
        {"name": "Reed", "expected_return": 0.05, "volatility": 0.11},
        {"name": "Moss", "expected_return": 0.025, "volatility": 0.04},
    ]
    assert given["correlation"] == 0.35


def test_bare_percentages_are_of_one_kind_in_all_objects() -> None:
    given = filled(
        PORTFOLIO, "Least risk: Kelp 21, Reed 11, cash-like 1 (all vols in percent), corr .3"
    ).arguments
    assert [one["volatility"] for one in given["assets"]] == [0.21, 0.11, 0.01]


def test_shares_of_a_whole_are_known_by_their_sum() -> None:
    given = filled(
        VIEWS,
        "Our view is +3 % over cash for reeds (confidence 70 %). Combine with: reeds 15 %, kelp "
        "85 %. Vol of kelp 18 %, of reeds 13 %; correlation 0.4.",
    ).arguments
    assert given["assets"] == [
        {"name": "reeds", "weight": 0.15, "volatility": 0.13},
        {"name": "kelp", "weight": 0.85, "volatility": 0.18},
    ]


def test_what_no_pattern_has_stays_as_it_was_told() -> None:
    given = filled(
        "risk.value_controls",
        "Losses come to 300k a year. Fences at 20k cut the risk by 15 %, lamps at 7k by 4 %.",
    ).arguments
    assert [one["risk_reduction"] for one in given["controls"]] == [
        {"likely": 0.15},
        {"likely": 0.04},
    ]


def test_a_horizon_in_years_counts_months() -> None:
    given = filled(
        "venture.forecast_runway", "400k in the bank, burn 20k a month, forecast over three years"
    ).arguments
    assert given["horizon_months"] == 36
