"""What must hold for any business, and what each awkward input leads to."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.errors import InvalidInput
from tools.validation import validate
from tools.venture.unit_economics import UnitEconomics, UnitEconomicsRequest, unit_economics

PLAIN = {"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.025, "cac": 400}


def economics(**arguments: object) -> UnitEconomics:
    return unit_economics(validate(UnitEconomicsRequest, arguments))


def refused(**arguments: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        economics(**arguments)
    return caught.value


def test_the_summary_reads_figure_first_then_meaning_then_lever() -> None:
    assert economics(**PLAIN).summary == (
        "A customer brings in **1,568** over their life, 3.9 times what they cost, and pays back "
        "after 10.2 months. Above the usual bar of 3; churn is the lever: at 2 % it would be 1,960."
    )


def test_the_what_if_of_the_summary_is_a_typed_figure() -> None:
    lever = economics(**PLAIN).levers[0]
    assert (lever.lever, lever.then) == ("monthly_churn", 0.02)
    assert lever.ltv == pytest.approx(1960)


def test_a_known_currency_is_said_with_its_symbol() -> None:
    assert "**€1,568**" in economics(**PLAIN, currency="EUR").summary
    assert "**CHF 1,568**" in economics(**PLAIN, currency="CHF").summary


def test_cac_is_derived_from_spend_and_new_customers_and_said() -> None:
    result = economics(
        arpa=55,
        gross_margin=0.71,
        customer_lifetime_months=26,
        sales_and_marketing_spend=84_000,
        new_customers=210,
    )
    assert result.cac == pytest.approx(400)
    assert result.cac_derived
    assert "the 400 it costs to win one" in result.summary
    assert any("divided by the customers won" in note for note in result.notes)


def test_a_given_cac_wins_over_spend_and_the_other_is_noted() -> None:
    result = economics(**PLAIN, sales_and_marketing_spend=1000, new_customers=10)
    assert result.cac == 400
    assert not result.cac_derived
    assert any("would be 100" in note for note in result.notes)


def test_without_churn_the_lifetime_value_is_capped_and_said_so() -> None:
    result = economics(**{**PLAIN, "monthly_churn": 0})
    assert result.ltv == pytest.approx(39.2 * 60)
    assert result.horizon_months == 60
    assert result.customer_lifetime_months is None
    assert "over 60 months" in result.summary
    assert any("60 months" in note for note in result.notes)


def test_a_customer_worth_less_than_their_cost_is_called_a_loss() -> None:
    result = economics(**{**PLAIN, "cac": 2000})
    assert result.loss_per_customer == pytest.approx(432)
    assert result.payback_months_with_churn is None
    assert "each one loses 432" in result.summary


def test_below_the_bar_the_summary_says_what_would_reach_it() -> None:
    result = economics(**{**PLAIN, "cac": 600})
    reached = economics(**{**PLAIN, "cac": result.cac_for_bar})
    assert reached.ltv_to_cac == pytest.approx(3)
    reached = economics(**{**PLAIN, "cac": 600, "monthly_churn": result.monthly_churn_for_bar})
    assert reached.ltv_to_cac == pytest.approx(3)
    reached = economics(**{**PLAIN, "cac": 600, "arpa": result.arpa_for_bar})
    assert reached.ltv_to_cac == pytest.approx(3)
    assert "Below the usual bar of 3" in result.summary


@pytest.mark.parametrize("change", [{"cac": 0}, {"gross_margin": 0}, {"arpa": 0}, {"cac": 1e-300}])
def test_a_ratio_without_meaning_is_null_and_degenerate(change: dict[str, float]) -> None:
    result = economics(**{**PLAIN, **change})
    assert result.status == "degenerate"
    assert result.ltv is not None
    assert not result.levers


def test_nothing_lost_leaves_the_quick_ratio_without_a_value() -> None:
    result = economics(new_mrr=20_000, churned_mrr=0)
    assert result.quick_ratio is None
    assert result.status == "degenerate"
    assert result.summary.startswith("Nothing was lost")


def test_shrinking_revenue_leaves_the_burn_multiple_without_a_value() -> None:
    result = economics(net_burn=100, net_new_arr=-5)
    assert result.burn_multiple is None
    assert result.status == "degenerate"


def test_burn_is_held_against_twelve_times_the_net_new_mrr_when_arr_is_not_given() -> None:
    result = economics(net_burn=90_000, new_mrr=20_000, churned_mrr=5_000)
    assert result.net_new_arr == 180_000
    assert result.burn_multiple == pytest.approx(0.5)


@pytest.mark.parametrize("name", ["gross_margin", "monthly_churn"])
@pytest.mark.parametrize("value", [1.4, 140, -0.1])
def test_an_impossible_percentage_is_explained_in_plain_words(name: str, value: float) -> None:
    error = refused(**{**PLAIN, name: value})
    assert [problem.field for problem in error.errors] == [name]
    assert "must lie between 0 and 100 %" in error.message
    assert str(value) not in error.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("arpa", -1),
        ("arpa", math.inf),
        ("arpa", math.nan),
        ("arpa", 1e16),
        ("arpa", "a lot"),
        ("cac", -5),
        ("monthly_churn", math.nan),
        ("monthly_churn", 1e-9),
        ("customer_lifetime_months", 0.5),
        ("customer_lifetime_months", 1e5),
        ("new_customers", 0),
        ("new_customers", 2.5),
        ("starting_mrr", 0),
        ("horizon_months", 0),
        ("currency", "euro"),
        ("annual_discount_rate", 12),
        ("price", 5),
    ],
)
def test_a_bad_value_names_its_field(name: str, value: object) -> None:
    arguments = {key: given for key, given in PLAIN.items() if key != name}
    error = refused(**arguments, **{name: value})
    assert name in [problem.field for problem in error.errors]


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ({}, ["arpa", "gross_margin", "monthly_churn", "cac"]),
        ({"arpa": 49}, ["gross_margin", "monthly_churn", "cac"]),
        ({"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.02}, ["cac"]),
        (
            {"arpa": 49, "gross_margin": 0.8, "annual_churn": 0.2, "new_customers": 5},
            ["sales_and_marketing_spend"],
        ),
        ({"new_mrr": 5}, ["churned_mrr"]),
        ({"net_burn": 5}, ["net_new_arr"]),
        (
            {"current_quarter_revenue": 5, "previous_quarter_revenue": 4},
            ["previous_quarter_sales_and_marketing"],
        ),
    ],
)
def test_what_is_missing_is_named_with_the_code_missing(
    arguments: dict[str, float], missing: list[str]
) -> None:
    error = refused(**arguments)
    assert [(problem.field, problem.code) for problem in error.errors] == [
        (name, "missing") for name in missing
    ]


def test_statements_of_retention_must_fit_each_other() -> None:
    assert "leave out all but one" in refused(**PLAIN, customer_lifetime_months=20).message
    assert economics(**PLAIN, customer_lifetime_months=40).ltv == pytest.approx(1568)
    assert economics(**PLAIN, annual_churn=0.262).ltv == pytest.approx(1568)


def test_a_figure_that_was_begun_but_lacks_inputs_is_said() -> None:
    result = economics(new_mrr=20_000, churned_mrr=5_000, arpa=40)
    assert result.status == "insufficient_data"
    assert result.ltv is None
    assert any("also needs the gross margin" in note for note in result.notes)
    assert economics(**PLAIN, net_burn=5).status == "insufficient_data"


def test_every_benchmark_names_its_publication_and_its_band() -> None:
    result = economics(**PLAIN, new_mrr=9, churned_mrr=3, net_burn=400, net_new_arr=100)
    assert {b.metric for b in result.benchmarks} == {
        "ltv_to_cac",
        "payback_months",
        "quick_ratio",
        "burn_multiple",
    }
    for benchmark in result.benchmarks:
        assert benchmark.source
        assert benchmark.high is None or benchmark.value < benchmark.high
    assert next(b for b in result.benchmarks if b.metric == "burn_multiple").band == "bad"


def test_the_chart_stays_small_and_shows_the_cost() -> None:
    chart = economics(**{**PLAIN, "arpa": 1, "cac": 1e6}).chart
    assert chart is not None
    assert len(chart["data"]["values"]) <= 200
    assert chart["layer"][1]["data"]["values"][0]["cac"] == 1e6


shares = st.floats(0.01, 1)
amounts = st.floats(0.5, 1e6)
businesses = st.fixed_dictionaries(
    {
        "arpa": amounts,
        "gross_margin": shares,
        "monthly_churn": st.one_of(st.just(0.0), st.floats(1e-4, 1)),
        "cac": amounts,
    }
)


@settings(max_examples=150, deadline=None)
@given(businesses)
def test_every_numeral_of_the_summary_is_a_rounding_of_a_typed_figure(
    business: dict[str, float],
) -> None:
    result = economics(**business)
    figures = [*_numbers(result.model_dump(exclude={"summary", "notes", "method", "chart"}))]
    for text, unit in re.findall(
        r"(\d[\d,]*\.?\d*(?:e[+-]\d+)?)( million| billion| %)?", result.summary
    ):
        said = float(text.replace(",", "")) * {" million": 1e6, " billion": 1e9, " %": 0.01}.get(
            unit, 1
        )
        assert any(abs(said - figure) <= 0.051 * abs(said) + 0.0051 for figure in figures), text


@settings(max_examples=150, deadline=None)
@given(businesses)
def test_identities_hold_for_any_business(business: dict[str, float]) -> None:
    result = economics(**business)
    assert result.ltv is not None
    assert result.ltv_to_cac == pytest.approx(result.ltv / business["cac"])
    assert result.payback_months is not None
    assert result.payback_months * result.monthly_contribution == pytest.approx(business["cac"])
    if result.payback_months_with_churn is not None:
        assert result.payback_months_with_churn >= result.payback_months * (1 - 1e-9) or (
            result.payback_months < 1
        )
    for lever in result.levers:
        assert lever.ltv >= result.ltv * (1 - 1e-9)
    assert result.levers == sorted(result.levers, key=lambda lever: -lever.ltv)


@settings(max_examples=60, deadline=None)
@given(businesses, st.floats(1.01, 5))
def test_more_churn_never_makes_a_customer_worth_more(
    business: dict[str, float], factor: float
) -> None:
    if business["monthly_churn"] == 0:
        business["monthly_churn"] = 0.001
    worse = {**business, "monthly_churn": min(1.0, business["monthly_churn"] * factor)}
    assert economics(**worse).ltv <= economics(**business).ltv * (1 + 1e-12)


def _numbers(data: object) -> list[float]:
    if isinstance(data, dict):
        return [number for value in data.values() for number in _numbers(value)]
    if isinstance(data, list):
        return [number for value in data for number in _numbers(value)]
    return [float(data)] if isinstance(data, int | float) and not isinstance(data, bool) else []


def test_the_chart_renders() -> None:
    vl_convert = pytest.importorskip("vl_convert")
    svg = vl_convert.vegalite_to_svg(economics(**PLAIN, currency="EUR").chart, vl_version="5.21")
    assert "cumulative gross profit (EUR)" in svg
