"""Published worked examples, and the same figures computed another way."""

import numpy as np
import pytest

from tools.validation import validate
from tools.venture.unit_economics import UnitEconomics, UnitEconomicsRequest, unit_economics


def economics(**arguments: object) -> UnitEconomics:
    return unit_economics(validate(UnitEconomicsRequest, arguments))


PUBLISHED = [
    # (source, arguments, figures)
    (
        "MetricHQ, LTV:CAC against magic number",
        {"arpa": 500, "gross_margin": 0.75, "monthly_churn": 0.025, "cac": 6000},
        {"ltv": 15000, "ltv_to_cac": 2.5},
    ),
    (
        "callculator.cc, seed-stage LTV",
        {"arpa": 250, "gross_margin": 0.8, "monthly_churn": 0.04, "cac": 750},
        {"ltv": 5000, "ltv_to_cac": 20 / 3, "customer_lifetime_months": 25},
    ),
    (
        "callculator.cc, founder LTV",
        {"arpa": 100, "gross_margin": 0.8, "monthly_churn": 0.04, "cac": 500},
        {"ltv": 2000, "ltv_to_cac": 4.0},
    ),
    (
        "showmath.com, payback of 1,000 at 100 a month and 80 %",
        {"arpa": 100, "gross_margin": 0.8, "monthly_churn": 0.02, "cac": 1000},
        {"payback_months": 12.5},
    ),
    (
        "showmath.com, LTV:CAC and payback (75 a month, 2,500 over the life)",
        {"arpa": 100, "gross_margin": 0.75, "monthly_churn": 0.03, "cac": 500},
        {"ltv": 2500, "ltv_to_cac": 5.0, "payback_months": 20 / 3},
    ),
    (
        "David Skok, SaaS Metrics 2.0 Detailed Definitions: 3 % a month is 33 months",
        {"arpa": 10, "gross_margin": 1, "monthly_churn": 0.03, "cac": 1},
        {"customer_lifetime_months": 33.333333333},
    ),
    (
        "Simplebooklet, Ultimate Guide to SaaS LTV: 50 a month worth 150",
        {"arpa": 50, "gross_margin": 1, "customer_lifetime_months": 3, "cac": 50},
        {"ltv": 150},
    ),
    (
        "pitchkit.net, quick ratio",
        {"new_mrr": 20000, "expansion_mrr": 8000, "churned_mrr": 5000, "contraction_mrr": 3000},
        {"quick_ratio": 3.5},
    ),
    (
        "theprimecalculator.com, quick ratio",
        {"new_mrr": 25000, "expansion_mrr": 10000, "churned_mrr": 8000, "contraction_mrr": 4000},
        {"quick_ratio": 35 / 12, "net_new_mrr": 23000},
    ),
    (
        "super-calc.com, quick ratio of a struggling company",
        {"new_mrr": 40000, "expansion_mrr": 5000, "churned_mrr": 32000, "contraction_mrr": 8000},
        {"quick_ratio": 1.125, "net_new_mrr": 5000},
    ),
    (
        "Winsabove, burn multiple of company A",
        {"net_burn": 4e6, "net_new_arr": 5e6},
        {"burn_multiple": 0.8},
    ),
    (
        "Winsabove, burn multiple of company B",
        {"net_burn": 12e6, "net_new_arr": 5e6},
        {"burn_multiple": 2.4},
    ),
    (
        "Deckmetric, burn multiple of a year",
        {"net_burn": 4.8e6, "net_new_arr": 3.2e6},
        {"burn_multiple": 1.5},
    ),
]


@pytest.mark.parametrize(
    ("arguments", "figures"), [row[1:] for row in PUBLISHED], ids=[row[0] for row in PUBLISHED]
)
def test_published_worked_examples_come_out(
    arguments: dict[str, float], figures: dict[str, float]
) -> None:
    result = economics(**arguments)
    for name, value in figures.items():
        assert getattr(result, name) == pytest.approx(value, rel=1e-9), name


def test_lifetime_value_is_the_mean_of_simulated_customers() -> None:
    """Each simulated customer pays, then leaves with the churn's chance, month after month."""
    random = np.random.default_rng(11)
    contribution, churn = 49 * 0.8, 0.025
    payments = random.geometric(churn, 400_000)
    worth = contribution * payments
    standard_error = worth.std(ddof=1) / np.sqrt(worth.size)
    result = economics(arpa=49, gross_margin=0.8, monthly_churn=churn, cac=400)
    assert abs(worth.mean() - result.ltv) < 4 * standard_error


def test_payback_with_churn_is_where_the_simulated_cohort_has_earned_its_cost() -> None:
    churn, contribution, cac = 0.025, 39.2, 400
    result = economics(arpa=49, gross_margin=0.8, monthly_churn=churn, cac=cac)
    earned = np.cumsum(contribution * (1 - churn) ** np.arange(60))
    months = int(np.argmax(earned >= cac)) + 1
    assert months - 1 < result.payback_months_with_churn <= months


@pytest.mark.parametrize("horizon", [1, 12, 24, 60])
@pytest.mark.parametrize("churn", [0.0, 0.001, 0.03, 1.0])
@pytest.mark.parametrize("discount", [0.0, 0.1])
def test_horizon_and_discount_agree_with_the_month_by_month_sum(
    horizon: int, churn: float, discount: float
) -> None:
    result = economics(
        arpa=100,
        gross_margin=0.5,
        monthly_churn=churn,
        cac=10,
        horizon_months=horizon,
        annual_discount_rate=discount,
    )
    k = np.arange(horizon)
    staying = (1 - churn) ** k
    assert result.ltv == pytest.approx(50 * staying.sum(), rel=1e-12)
    if discount:
        expected = (50 * staying * (1 + discount) ** (-k / 12)).sum()
        assert result.ltv_discounted == pytest.approx(expected, rel=1e-12)


def test_yearly_churn_is_compounded_to_the_same_loss_in_twelve_months() -> None:
    result = economics(arpa=100, gross_margin=0.5, annual_churn=0.2, cac=10)
    assert (1 - result.monthly_churn) ** 12 == pytest.approx(0.8, rel=1e-12)


def test_the_magic_number_annualises_growth_over_the_spend_of_the_quarter_before() -> None:
    result = economics(
        current_quarter_revenue=5.4e6,
        previous_quarter_revenue=5e6,
        previous_quarter_sales_and_marketing=2e6,
    )
    assert result.magic_number == pytest.approx(0.8)
    assert result.benchmarks[0].band == "ready to spend more on sales"


def test_revenue_retention_counts_what_was_kept_and_expanded() -> None:
    result = economics(
        starting_mrr=200_000, expansion_mrr=10_000, contraction_mrr=2_000, churned_mrr=6_000
    )
    assert result.net_revenue_retention == pytest.approx(1.01)
    assert result.gross_revenue_retention == pytest.approx(0.96)
    assert result.quick_ratio is None
