"""Cash, what comes in and what goes out are not taken for one another."""

from tests.graphs.embedded.told import decision, filled

RUNWAY = "venture.forecast_runway"


def test_a_negative_balance_keeps_its_sign() -> None:
    plan = decision(RUNWAY, "runway: cash -50k, burn 10k a month")
    assert plan.kind == "ask"
    assert "-50,000" in plan.reply


def test_revenue_is_no_burn() -> None:
    plan = decision(RUNWAY, "Cash 700k, revenue 20k a month. How long is our runway?")
    assert plan.kind == "ask"
    assert plan.arguments == {"cash": 700000, "monthly_revenue": {"likely": 20000}}


def test_burn_that_grows_is_no_growth_of_revenue() -> None:
    given = filled(RUNWAY, "We have cash 900k and a burn of 40k growing 2 %. runway?").arguments
    assert given["cost_growth"] == {"likely": 0.02}
    assert "revenue_growth" not in given


def test_a_day_beside_the_cash_disturbs_nothing() -> None:
    say = "1.25 million left on 21 November 2026, burning 80k a month. When are we out of cash?"
    given = filled(RUNWAY, say).arguments
    assert given["cash"] == 1250000
    assert given["monthly_burn"] == {"likely": 80000}
