"""Positions told in words, with what belongs to each of them."""

from typing import Any

import pytest

from tests.graphs.embedded.told import filled

VAR = "risk.value_at_risk"


def test_what_stands_behind_a_position_is_its_own() -> None:
    say = (
        "5 million in bonds with 6 % yearly volatility, 3 million in equities with 18 % yearly "
        "volatility, correlation 0.2. 95 % VaR for ten days"
    )
    assert filled(VAR, say).arguments == {
        "positions": [
            {"name": "bonds", "amount": 5000000, "volatility": 0.06},
            {"name": "equities", "amount": 3000000, "volatility": 0.18},
        ],
        "volatility_period": "year",
        "correlation": 0.2,
        "confidence": 0.95,
        "horizon": 10,
    }


@pytest.mark.parametrize(
    ("say", "positions"),
    [
        (
            "VaR: 100k in ALV, 60k in SAP, 40k in BAS, annual volatilities 20 %, 25 % and 30 %, "
            "correlation 0.3, 99 %",
            [
                {"name": "ALV", "amount": 100000, "volatility": 0.2},
                {"name": "SAP", "amount": 60000, "volatility": 0.25},
                {"name": "BAS", "amount": 40000, "volatility": 0.3},
            ],
        ),
        (
            "VaR: equities 2m with 18 % annual volatility, bonds 1m with 6 % annual volatility",
            [
                {"name": "equities", "amount": 2000000, "volatility": 0.18},
                {"name": "bonds", "amount": 1000000, "volatility": 0.06},
            ],
        ),
        (
            "60 % in stocks (volatility 18 % p.a.), 40 % in bonds (volatility 5 % p.a.). VaR?",
            [
                {"name": "stocks", "weight": 0.6, "volatility": 0.18},
                {"name": "bonds", "weight": 0.4, "volatility": 0.05},
            ],
        ),
    ],
)
def test_positions_and_their_volatilities(say: str, positions: list[dict[str, Any]]) -> None:
    given = filled(VAR, say).arguments
    assert given["positions"] == positions
    assert "volatility" not in given


@pytest.mark.parametrize(
    "say",
    [
        "VaR at 99 %, portfolio 10m, daily volatility 1.2 %",
        "value 800,000, annual volatility 18 %, 95 % confidence, horizon 10 days",
        "value at risk at 90 percent, portfolio stands at EUR 4.2m, yearly volatility 14 %",
    ],
)
def test_a_whole_is_no_list_of_positions(say: str) -> None:
    given = filled(VAR, say).arguments
    assert "positions" not in given
    assert given["volatility"] in (0.012, 0.18, 0.14)


@pytest.mark.parametrize(("say", "days"), [("for ten days", 10), ("one day", 1)])
def test_days_are_the_horizon(say: str, days: float) -> None:
    given = filled(VAR, f"portfolio of EUR 4.2m, yearly volatility 14 %, {say}").arguments
    assert given["volatility_period"] == "year"
    assert given.get("horizon", 1) == days
    assert "period" not in given


def test_one_share_is_no_list() -> None:
    assert "returns" not in filled(VAR, "100k in ALV, 60k in SAP at 99 %").arguments
