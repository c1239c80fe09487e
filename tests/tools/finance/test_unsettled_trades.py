"""Trades that failed to settle (CRE70)."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate


def run(**trade: Any) -> CapitalCredit:
    return capital_credit(validate(CapitalCreditRequest, {"unsettled": [trade]}))


@pytest.mark.parametrize(
    ("days", "factor"),
    [(0, 0.0), (4, 0.0), (5, 0.08), (15, 0.08), (16, 0.5), (30, 0.5), (31, 0.75), (45, 0.75),
     (46, 1.0), (400, 1.0)],
)  # fmt: skip
def test_delivery_versus_payment(days: int, factor: float) -> None:
    """8 % from the 5th day, 50 % from the 16th, 75 % from the 31st, all from the 46th."""
    found = run(amount=200.0, days=days)
    assert found.risk_weighted_assets == pytest.approx(12.5 * factor * 200)
    assert found.capital == pytest.approx(factor * 200)
    assert found.exposures[0].paragraph == "CRE70"


def test_free_delivery() -> None:
    """Weighed as credit up to the fourth day, 1250 % from the fifth."""
    assert run(kind="free", amount=100.0, days=2, risk_weight=0.5).risk_weighted_assets == 50
    assert run(kind="free", amount=100.0, days=5).capital == pytest.approx(100)


@pytest.mark.parametrize(
    ("trade", "words"),
    [
        ({"kind": "free", "amount": 1.0, "days": 1}, "risk_weight"),
        ({"amount": 1.0}, "required"),
        ({"amount": 1.0, "days": -1}, "at least 0"),
        ({"amount": -1.0, "days": 1}, "at least 0"),
    ],
)
def test_refusals(trade: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run(**trade)
    assert any(words in problem.message for problem in refusal.value.errors)
