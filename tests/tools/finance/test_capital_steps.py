"""Every intermediate of a capital figure is a step with its paragraph."""

from typing import Any

import pytest

from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._cva_request import CvaRequest
from tools.finance._market_request import MarketRequest
from tools.finance.capital_counterparty import capital_counterparty
from tools.finance.capital_cva import capital_cva
from tools.finance.capital_market import capital_market
from tools.validation import validate


def told(result: Any) -> dict[str, tuple[Any, str]]:
    return {step.name: (pytest.approx(step.value), step.paragraph) for step in result.steps}


def test_correlations_of_market_risk() -> None:
    """MAR21.54's own example: Apple and Google, bond and CDS, five and ten years: 22.73 %."""
    credit = {"risk_class": "csr", "bucket": "6", "amount": 1e6}
    rows = [
        {**credit, "issuer": "Apple", "curve": "bond", "tenor": 5},
        {**credit, "issuer": "Google", "curve": "cds", "tenor": 10},
        {**credit, "bucket": "3", "issuer": "Bank", "tenor": 5},
    ]
    steps = told(capital_market(validate(MarketRequest, {"sensitivities": rows})))
    name = "correlation in bucket 6: Apple bond 5y and Google cds 10y"
    assert steps[name] == (0.35 * 0.65 * 0.999, "MAR21.54 and 21.55")
    assert steps["correlation of buckets 6 and 3"] == (0.2, "MAR21.57")
    assert steps["net sensitivity 6 Apple bond 5y"] == (1e6, "MAR21.4(1)")


def test_large_books_keep_their_steps_readable() -> None:
    rows = [
        {"risk_class": "equity", "bucket": "5", "issuer": f"name {n}", "amount": 1.0}
        for n in range(30)
    ]
    steps = told(capital_market(validate(MarketRequest, {"sensitivities": rows})))
    assert not [name for name in steps if name.startswith("correlation in bucket")]


def test_losses_given_default() -> None:
    bond = {"name": "B", "obligor": "X", "rating": "BB", "notional": 100, "maturity": 0.5}
    steps = told(capital_market(validate(MarketRequest, {"default_positions": [bond]})))
    assert steps["loss given default B"] == (0.75, "MAR22.12")
    assert steps["scaled jump-to-default B"] == (37.5, "MAR22.15")


def test_parameters_of_counterparty_risk() -> None:
    option = {"name": "o", "asset_class": "equity", "reference": "ACME", "notional": 100, "end": 2}
    option |= {"option": "call", "underlying": 10, "strike": 11}
    steps = told(capital_counterparty(validate(CounterpartyRequest, {"trades": [option]})))
    assert steps["supervisory option volatility"] == (1.2, "CRE52.72")
    assert steps["supervisory correlation"] == (0.5, "CRE52.72")
    assert steps["maturity M"] == (2, "CRE52.48")


def test_parameters_of_cva() -> None:
    exposure = {"name": "A", "sector": "financial", "quality": "IG", "ead": 100, "maturity": 2}
    hedge = {"notional": 50, "maturity": 2, "sector": "financial", "quality": "IG"}
    hedge |= {"relation": "legal", "name": "h"}
    steps = told(capital_cva(validate(CvaRequest, {"exposures": [exposure], "hedges": [hedge]})))
    assert steps["correlation r with the counterparty"] == (0.8, "MAR50.26")
    assert steps["scalar D"] == (0.65, "MAR50.14")
    assert steps["part of the unhedged charge beta"] == (0.25, "MAR50.20")
    rates = [
        {"risk_class": "interest_rate", "currency": currency, "tenor": tenor, "amount": 1e6}
        for currency, tenor in (("USD", 1), ("USD", 10), ("EUR", 5))
    ]
    steps = told(capital_cva(validate(CvaRequest, {"sensitivities": rates, "currency": "USD"})))
    assert steps["correlation of buckets USD and EUR"][0] == 0.5
    assert steps["correlation in bucket USD: rates 1y and rates 10y"][0] == 0.55
