"""The internal models approach to market risk (MAR33), every formula by hand."""

from math import sqrt
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance.capital_market import capital_market
from tools.validation import validate

ALL: dict[str, Any] = {"risk_class": "all", "es_10": 8.0, "es_20": 5.0, "es_40": 2.0}
HORIZON = sqrt(8**2 + 5**2 + 2**2 * 2)  # 10, then 10 more, then 20 more days


def run(*rows: dict[str, Any], **request: Any) -> MarketResult:
    return capital_market(validate(MarketRequest, {"shortfalls": list(rows), **request}))


def steps(result: MarketResult) -> dict[str, tuple[float, str]]:
    return {step.name: (step.value, step.paragraph) for step in result.steps}


def test_liquidity_horizons() -> None:
    """MAR33.5: ES_T^2 + sum of (ES_j sqrt((LH_j - LH_j-1) / 10))^2, all five horizons."""
    found = run({**ALL, "es_60": 1.0, "es_120": 0.5})
    expected = sqrt(64 + 25 + 4 * 2 + 1 * 2 + 0.25 * 6)
    assert found.model is not None
    assert found.model.imcc == pytest.approx(expected)
    assert found.capital == pytest.approx(1.5 * expected)
    assert found.rwa == pytest.approx(12.5 * 1.5 * expected)
    name = "liquidity-adjusted shortfall, all, reduced stressed"
    assert steps(found)[name] == (pytest.approx(expected), "MAR33.5")


def test_reduced_set_and_risk_classes() -> None:
    """IMCC = 0.5 ES_R,S max(ES_F,C / ES_R,C, 1) + 0.5 sum of the classes' (MAR33.6 and 33.15)."""
    found = run(
        ALL,
        {"series": "full_current", "es_10": 6.0},
        {"series": "reduced_current", "es_10": 5.0},
        {"risk_class": "fx", "es_10": 5.0},
        {"risk_class": "equity", "es_10": 6.0, "es_20": 4.0},
        {"risk_class": "equity", "series": "full_current", "es_10": 3.0},
        {"risk_class": "equity", "series": "reduced_current", "es_10": 4.0},
    )
    expected = 0.5 * HORIZON * 1.2 + 0.5 * (5 + sqrt(36 + 16))
    assert found.model is not None
    assert found.model.imcc == pytest.approx(expected)


def test_factors_that_cannot_be_modelled() -> None:
    """MAR33.17: sqrt(3^2 + 4^2) + 2 + sqrt((0.6 x 7)^2 + 0.64 x (4^2 + 3^2))."""
    rows = [("credit", 3.0), ("credit", 4.0), ("equity", 2.0), ("other", 4.0), ("other", 3.0)]
    found = run(ALL, unmodellable=[{"kind": kind, "amount": amount} for kind, amount in rows])
    ses = 5 + 2 + sqrt((0.6 * 7) ** 2 + (1 - 0.36) * 25)
    assert found.model is not None
    assert found.model.ses == pytest.approx(ses)
    assert found.capital == pytest.approx(1.5 * HORIZON + ses)


@pytest.mark.parametrize(
    ("exceptions", "factor"), [(0, 1.5), (4, 1.5), (5, 1.7), (9, 1.92), (10, 2.0), (40, 2.0)]
)
def test_the_multiplier(exceptions: int, factor: float) -> None:
    found = run(ALL, backtest_exceptions=exceptions)
    assert found.capital == pytest.approx(factor * HORIZON)


def test_the_day_or_the_average() -> None:
    """MAR33.41: the day's IMCC where it is above 1.5 times a small average; and default risk."""
    found = run(
        ALL, average_shortfall=2.0, average_stress=1.0, model_default_capital=3.0,
        model_default_average=4.0,
    )  # fmt: skip
    assert found.capital == pytest.approx(HORIZON + 4)


DESKS = [
    {"name": "rates", "zone": "green", "standardised_capital": 30.0},
    {"name": "fx", "spearman": 0.75, "kolmogorov_smirnov": 0.05, "standardised_capital": 10.0},
    {"name": "credit", "spearman": 0.9, "kolmogorov_smirnov": 0.2, "standardised_capital": 7.0},
]


def test_desks_and_the_surcharge() -> None:
    """k = 0.5 x 10 / 40 of what 40 exceeds the model's; the red desk as the standard has it."""
    eligible = 1.5 * HORIZON
    found = run(ALL, desks=DESKS)
    surcharge = 0.125 * (40 - eligible)
    assert found.model is not None
    assert found.model.surcharge == pytest.approx(surcharge)
    assert found.capital == pytest.approx(eligible + surcharge + 7)
    capped = run(ALL, desks=DESKS, standardised_all=20.0)
    assert capped.capital == pytest.approx(20)


def test_a_model_above_the_standard() -> None:
    """MAR33.43: what the model exceeds the standard of its desks comes on top of the limit."""
    desk = [{"name": "all", "zone": "green", "standardised_capital": 12.0}]
    found = run(ALL, desks=desk, standardised_all=12.0)
    assert found.capital == pytest.approx(12 + 1.5 * HORIZON - 12)


@pytest.mark.parametrize(
    ("rows", "request_", "words"),
    [
        ([{**ALL, "risk_class": "fx"}], {}, "all risk factors"),
        ([ALL, ALL], {}, "twice"),
        ([{**ALL, "series": "full_current"}], {}, "stressed series"),
        ([ALL, {"series": "full_current", "es_10": 1}], {}, "together"),
        ([{"risk_class": "all"}], {}, "required"),
        ([ALL], {"simple_positions": [{"risk": "equity", "amount": 1}]}, "one approach"),
        ([ALL], {"desks": [{"name": "a"}]}, "zone"),
        ([ALL], {"desks": [{"name": "a", "spearman": 0.9}]}, "go together"),
        ([ALL], {"backtest_exceptions": 300}, "at most 250"),
    ],
)
def test_refusals(rows: list[dict[str, Any]], request_: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run(*rows, **request_)
    assert any(words in problem.message for problem in refusal.value.errors)


def test_parts_of_a_model_need_it() -> None:
    residual = [{"kind": "other", "notional": 1}]
    with pytest.raises(InvalidInput, match="internal models"):
        arguments = {"residual_positions": residual, "desks": DESKS}
        capital_market(validate(MarketRequest, arguments))
