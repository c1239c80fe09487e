"""A thread with known figures: what the person wrote and the receipts of what was computed.

The results are written by hand, in the shape of the real capabilities, so that every figure an
answer may state, and every one it may not, is known.
"""

import datetime
from functools import cache
from typing import Any

from graphs.verification import Sources
from tools.receipts import Receipt

TODAY = datetime.date(2026, 11, 21)
SAID = (
    "We lose 3 to 12 laptops a year, usually 6, and each one costs us 900 to 4,000 euros all in,"
    " usually 1,500. What does that come to in a year?",
    "We charge 49 a month at 80 % margin, lose 2.5 % of customers a month and pay 400 to win one."
    " Worth it? And when should I review the card I got right on 2 and 5 November and wrong on the"
    " 16th?",
    "and if each laptop cost twice as much?",
    "what is 18 % of 12.4k plus 3 times 1,250",
    "the lease is attached: can we get out early? we moved to it in 2019",
)


def receipt(
    name: str, number: int, request: dict[str, Any], result: dict[str, Any], given: tuple[str, ...]
) -> Receipt:
    return Receipt(
        id=f"r_{number}",
        tenant="t",
        capability=name,
        version="1",
        request=request,
        arguments={key: request[key] for key in given},
        libraries={},
        result=result,
        result_digest="",
        ms=1,
        created_at=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC),
    )


def loss(number: int, factor: float) -> Receipt:
    cost = {"low": 900 * factor, "likely": 1500 * factor, "high": 4000 * factor}
    pert = {"distribution": "pert", "values": None}
    request = {
        "loss_event_frequency": {"low": 3.0, "likely": 6.0, "high": 12.0, **pert},
        "primary_loss": {**cost, **pert},
        "currency": "EUR",
        "confidence": 0.95,
        "trials": 1_000_000,
        "seed": 0,
    }
    result = {
        "summary": "The 987654 here verifies nothing.",
        "notes": ["876543 is only said in a note"],
        "method": {"name": "FAIR", "source": "O-RT 765432"},
        "chart": {"data": {"values": [{"loss": 654321.0}]}},
        "annual_loss_expectancy": 11804.9 * factor,
        "standard_error": 6.03 * factor,
        "exact_expectancy": 11812.5 * factor,
        "standard_deviation": 5903.3 * factor,
        "median": 11193.4 * factor,
        "quantiles": [
            {"probability": 0.1, "loss": 4683.0 * factor, "low": 4670.0, "high": 4699.0},
            {"probability": 0.9, "loss": 19493.8 * factor, "low": 19470.0, "high": 19520.0},
            {"probability": 0.99, "loss": 27462.7 * factor, "low": 27400.0, "high": 27530.0},
        ],
        "confidence": 0.95,
        "tail_share": 0.05,
        "value_at_risk": 22400.2 * factor,
        "expected_shortfall": 25391.0 * factor,
        "expected_shortfall_error": 17.2 * factor,
        "chance_of_any_loss": 0.9985,
        "mean_frequency": 6.5,
        "mean_vulnerability": None,
        "mean_loss_per_event": 1816.67 * factor,
        "exceedance_curve": [
            {"loss": 1037.31 * i, "probability": 0.999 - i * 0.0049} for i in range(200)
        ],
        "drivers": [
            {"input": "primary_loss", "name": "cost per case", "low": 900.0, "high": 4000.0,
             "loss_at_low": 5853.1 * factor, "loss_at_high": 26011.8 * factor, "swing": 20158.7},
            {"input": "loss_event_frequency", "name": "how often", "low": 3.0, "high": 12.0,
             "loss_at_low": 5451.3 * factor, "loss_at_high": 21796.2 * factor, "swing": 16344.9},
        ],
        "event_sum_error": None,
    }  # fmt: skip
    given = ("loss_event_frequency", "primary_loss", "currency")
    return receipt("risk.simulate_annual_loss", number, request, result, given)


def economics() -> Receipt:
    request = {
        "arpa": 49.0,
        "gross_margin": 0.8,
        "monthly_churn": 0.025,
        "cac": 400.0,
        "annual_discount_rate": 0.1,
        "currency": None,
    }
    result = {
        "summary": "",
        "notes": [],
        "status": "ok",
        "currency": None,
        "monthly_contribution": 39.2,
        "monthly_churn": 0.025,
        "customer_lifetime_months": 40.0,
        "customer_lifetime_years": 40 / 12,
        "horizon_months": None,
        "ltv": 1568.0,
        "ltv_discounted": 1186.43,
        "cac": 400.0,
        "cac_derived": False,
        "ltv_to_cac": 3.92,
        "gain_per_customer": 1168.0,
        "loss_per_customer": None,
        "payback_months": 400 / 39.2,
        "payback_months_with_churn": 11.61,
        "monthly_churn_for_bar": 0.0326667,
        "cac_for_bar": 522.67,
        "arpa_for_bar": 37.5,
        "levers": [
            {"lever": "monthly_churn", "now": 0.025, "then": 0.02, "ltv": 1960.0,
             "ltv_change": 0.25, "ltv_to_cac": 4.9},
            {"lever": "arpa", "now": 49.0, "then": 58.8, "ltv": 1881.6,
             "ltv_change": 0.2, "ltv_to_cac": 4.704},
        ],
        "net_new_mrr": -2310.0,
        "quick_ratio": 0.62,
        "net_revenue_retention": 1.034,
        "gross_revenue_retention": None,
        "net_new_arr": None,
        "burn_multiple": None,
        "magic_number": None,
        "benchmarks": [
            {"metric": "ltv_to_cac", "value": 3.92, "band": "good", "low": 3.0, "high": 5.0,
             "bar": 3.0, "source": "Skok"},
        ],
    }  # fmt: skip
    given = ("arpa", "gross_margin", "monthly_churn", "cac")
    return receipt("venture.unit_economics", 2, request, result, given)


def reviews() -> Receipt:
    request = {
        "reviews": [
            {"date": "2026-11-02", "rating": "good"},
            {"date": "2026-11-05", "rating": "good"},
            {"date": "2026-11-16", "rating": "again"},
        ],
        "as_of": "2026-11-21",
        "desired_retention": 0.9,
        "learning_steps": [1.0, 10.0],
        "relearning_steps": [10.0],
        "parameters": [0.212, 1.2931, 2.3065],
    }
    card = {
        "position": 1,
        "name": None,
        "state": "relearning",
        "due_date": "2026-11-16",
        "is_due": True,
        "last_review": "2026-11-16",
        "recall_now": 0.8112,
        "overdue_days": 5,
        "interval_days": 0,
        "interval_minutes": 10.0,
        "stability_days": 2.61,
        "if_answered": [
            {"rating": "again", "due_date": "2026-11-21", "interval_days": 0,
             "interval_minutes": 10.0},
            {"rating": "good", "due_date": "2026-11-26", "interval_days": 5,
             "interval_minutes": None},
        ],
    }  # fmt: skip
    result = {
        "summary": "",
        "as_of": "2026-11-21",
        "desired_retention": 0.9,
        "card_count": 1,
        "review_count": 3,
        "due_count": 1,
        "due_within_week": 0,
        "next_due_date": None,
        "cards": [card],
    }
    return receipt("learning.schedule_reviews", 3, request, result, ("reviews",))


def sum_of_two() -> Receipt:
    request = {"expression": "0.18*12400+3*1250", "figures": {}}
    result = {
        "summary": "",
        "value": 5982.0,
        "unit": "",
        "decimal": "5,982",
        "exact": "5982",
        "steps": [
            {"text": "18 % of 12,400", "value": 2232.0, "unit": ""},
            {"text": "3 × 1,250", "value": 3750.0, "unit": ""},
        ],
    }
    return receipt("arithmetic.calculate", 4, request, result, ("expression",))


def clauses() -> Receipt:
    """A capability the catalogue does not know: its fields are read by their names."""
    result = {
        "summary": "",
        "clauses": [
            {"kind": "termination", "section": "14.2", "page": 6,
             "text": "Either party may end this lease with 90 days' written notice.",
             "notice_days": 90, "confidence": 0.97},
            {"kind": "renewal", "section": "3.1", "page": 2,
             "text": "Without notice it renews for two years.",
             "renewal_date": "2027-09-30", "confidence": 0.91},
        ],
        "scores": [0.100031 + index * 0.0010371 for index in range(100)],
    }  # fmt: skip
    return receipt("elsewhere.read_lease", 5, {"document": {"file": "f1"}}, result, ("document",))


@cache
def thread() -> Sources:
    return Sources(
        user_texts=SAID,
        receipts=[
            loss(1, 1.0), economics(), reviews(), sum_of_two(), clauses(), loss(6, 2.0),
        ],
        as_of=TODAY,
    )  # fmt: skip
