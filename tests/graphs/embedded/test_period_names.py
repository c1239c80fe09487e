"""The period of a volatility told beside its name, not beside its figure."""

import pytest

from tests.graphs.embedded.told import filled

RISK = "risk.value_at_risk"


@pytest.mark.parametrize(
    ("say", "period"),
    [
        ("silver 2M, oil 1M; annual vol 20 % and 30 %, correlation 0.2", "year"),
        ("Silver 2M, oil 1M. Vols a year: silver 24 %, oil 41 %. Correlation 0.2", "year"),
        ("position | amount | vol/yr\nsilver | 2M | 24%\noil | 1M | 41%\ncorrelation 0.2", "year"),
        ("asset,amount,daily vol\nsilver,2M,1.4%\noil,1M,2.1%\ncorrelation 0.2", "day"),
    ],
)
def test_a_name_says_what_its_figures_are_for(say: str, period: str) -> None:
    assert filled(RISK, say).arguments["volatility_period"] == period


def test_a_level_may_stand_right_behind_the_measure() -> None:
    given = filled(RISK, "VaR 99 % for a 5M fund, daily vol 1.3 %")
    assert given.arguments["confidence"] == 0.99
    assert not given.unused
