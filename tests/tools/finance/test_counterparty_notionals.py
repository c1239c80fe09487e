"""Notionals that vary, are leveraged or exchanged (CRE52.37), and what is sold alone (CRE52.1)."""

from math import exp
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._counterparty_result import CounterpartyResult
from tools.finance.capital_counterparty import capital_counterparty
from tools.validation import validate

SWAP: dict[str, Any] = {"asset_class": "interest_rate", "currency": "EUR", "end": 6}
SOLD: dict[str, Any] = {"asset_class": "credit", "rating": "BBB", "reference": "ACME", "end": 5,
                        "notional": 1000, "direction": "short"}  # fmt: skip


def exposure(*trades: dict[str, Any], **request: Any) -> CounterpartyResult:
    return capital_counterparty(validate(CounterpartyRequest, {"trades": list(trades), **request}))


def test_an_amortising_swap() -> None:
    """600 for two years, 300 for two, 150 for two: 350 on average (CRE52.37(2))."""
    steps = [{"until": 2, "amount": 600}, {"until": 4, "amount": 300}, {"until": 6, "amount": 150}]
    found = exposure({**SWAP, "notional_steps": steps})
    duration = (1 - exp(-0.05 * 6)) / 0.05
    assert found.trades[0].adjusted_notional == pytest.approx(350 * duration)
    assert found.ead == pytest.approx(1.4 * 0.005 * 350 * duration)
    late = exposure({**SWAP, "start": 3, "notional_steps": steps})
    mean = (1 * 300 + 2 * 150) / 3
    later = (exp(-0.15) - exp(-0.3)) / 0.05
    assert late.trades[0].adjusted_notional == pytest.approx(mean * later)


def test_leverage_and_exchanges_of_principal() -> None:
    """CRE52.37(3) and (4)."""
    plain = exposure({**SWAP, "notional": 100})
    twice = exposure({**SWAP, "notional": 100, "notional_factor": 2})
    assert twice.ead == pytest.approx(2 * plain.ead)


def test_protection_sold_alone_is_bounded_by_its_premiums() -> None:
    """CRE52.1 FAQ2."""
    assert exposure(SOLD).ead > 4
    found = exposure({**SOLD, "unpaid_premium": 4})
    assert found.ead == 4
    assert {s.name: s.value for s in found.steps}["premium still to come"] == 4
    assert any("unpaid premium" in note for note in found.notes)
    assert exposure({**SOLD, "unpaid_premium": 1e6}).ead == exposure(SOLD).ead


def test_an_option_sold_and_paid_for_is_no_exposure() -> None:
    """CRE52.1 FAQ1."""
    option = {"asset_class": "equity", "reference": "ACME", "notional": 100, "end": 1,
              "direction": "short", "option": "call", "underlying": 10, "strike": 11,
              "market_value": -3}  # fmt: skip
    assert exposure({**option, "unpaid_premium": 0}).ead == 0
    assert exposure(option).ead > 0


@pytest.mark.parametrize(
    ("trades", "request_", "words"),
    [
        ([{**SWAP, "notional": 5, "notional_steps": [{"until": 6, "amount": 1}]}], {}, "not both"),
        ([{**SWAP, "notional_steps": [{"until": 5, "amount": 1}]}], {}, "reach the end"),
        ([{**SWAP, "notional_steps": [{"until": 6, "amount": 1}, {"until": 3, "amount": 1}]}], {},
         "order of time"),
        ([{"asset_class": "equity", "end": 1, "notional_steps": [{"until": 1, "amount": 1}]}], {},
         "interest rates and credit"),
        ([{**SOLD, "direction": "long", "unpaid_premium": 1}], {}, "sold"),
        ([{**SWAP, "notional": 1, "direction": "short", "unpaid_premium": 1}], {}, "sold"),
        ([{**SOLD, "unpaid_premium": 1}, {**SWAP, "notional": 5}], {}, "alone"),
        ([{**SOLD, "unpaid_premium": 1}], {"threshold": 5}, "without margin"),
        ([{**SOLD, "unpaid_premium": 1, "netting_set": "a"},
          {**SWAP, "notional": 5, "netting_set": "b"}],
         {"netting_sets": [{"name": n, "margin_agreement": "x"} for n in "ab"],
          "margin_agreements": [{"name": "x"}]}, "without margin"),
        ([{**SWAP, "notional": 1, "notional_factor": 0}], {}, "more than 0"),
    ],
)  # fmt: skip
def test_refusals(trades: list[dict[str, Any]], request_: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        exposure(*trades, **request_)
    assert any(words in problem.message for problem in refusal.value.errors)
