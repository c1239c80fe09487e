"""The leverage ratio against a hand-worked sheet, LEV's own examples and refusals."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._leverage_request import LeverageRatioRequest
from tools.finance._leverage_result import LeverageRatio
from tools.finance.leverage_ratio import leverage_ratio
from tools.validation import validate


def run(**request: Any) -> LeverageRatio:
    return leverage_ratio(validate(LeverageRatioRequest, request))


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        run(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


def test_a_whole_sheet_worked_by_hand() -> None:
    found = run(
        tier_1=40,
        on_balance=800,
        deductions=10,
        replacement_cost=20,
        potential_exposure=30,
        sft_assets=100,
        sft_netting=25,
        securities_financing=[{"lent": 60, "received": 50}, {"lent": 40, "received": 55}],
        written_credit_derivatives=12,
        credit_derivative_offsets=5,
        off_balance_provisions=1,
        off_balance=[
            {"kind": "commitment", "amount": 100},
            {"kind": "cancellable", "amount": 50},
            {"kind": "guarantee", "amount": 7},
            {"kind": "trade", "amount": 10},
            {"kind": "performance", "amount": 8},
            {"kind": "note_issuance", "amount": 6},
            {"kind": "unsettled", "amount": 2},
        ],
    )
    assert found.on_balance_exposure == pytest.approx(790)
    assert found.derivative_exposure == pytest.approx(1.4 * 50 + 7)
    assert found.financing_exposure == pytest.approx(75 + 10)
    assert found.off_balance_exposure == pytest.approx(40 + 5 + 6 + 2 + 4 + 3 + 2)
    assert found.exposure_measure == pytest.approx(790 + 77 + 85 + 62)
    assert found.leverage_ratio == pytest.approx(40 / 1014)
    assert found.meets_required
    assert all(step.paragraph.startswith("LEV") for step in found.steps)


def test_netting_sets() -> None:
    """RC = max(V - margin received + margin provided, 0), set by set (LEV30.16)."""
    sets = [
        {"market_value": 10, "margin_received": 4, "potential_exposure": 3},
        {"market_value": -6, "margin_provided": 2, "potential_exposure": 1},
        {"market_value": -1, "margin_provided": 5, "potential_exposure": 0},
    ]
    found = run(tier_1=5, on_balance=50, netting_sets=sets)
    assert found.derivative_exposure == pytest.approx(1.4 * (6 + 0 + 4 + 4))


def test_the_buffer_is_half_the_surcharge() -> None:
    """LEV40.2: a surcharge of 2 % means a leverage buffer of 1 %."""
    found = run(tier_1=3.6, total_exposure=100, higher_loss_absorbency=0.02)
    assert (found.buffer, found.required) == (0.01, pytest.approx(0.04))
    assert found.meets_minimum
    assert not found.meets_required
    assert found.surplus == pytest.approx(-0.4)
    assert "distributions are restricted" in found.summary
    assert run(tier_1=3.5, total_exposure=100, higher_loss_absorbency=0.01).meets_required


@pytest.mark.parametrize(
    ("tier_1", "retained"),
    [(2.9, 1.0), (3.0, 1.0), (3.25, 1.0), (3.26, 0.8), (3.5, 0.8), (3.6, 0.6), (3.75, 0.6),
     (3.8, 0.4), (4.0, 0.4), (4.01, 0.0)],
)  # fmt: skip
def test_earnings_to_retain(tier_1: float, retained: float) -> None:
    """LEV40.4: quarters of a buffer of 1 % above the minimum of 3 %."""
    found = run(tier_1=tier_1, total_exposure=100, higher_loss_absorbency=0.02)
    assert found.conservation_ratio == retained
    assert run(tier_1=tier_1, total_exposure=100).conservation_ratio is None


def test_the_minimum_that_offsets_exempt_reserves() -> None:
    """LEV30.7: the same Tier 1 as 3 % of the exposure with the reserves."""
    found = run(tier_1=5, on_balance=100, reserves_exempt=20)
    assert found.offsetting_minimum == pytest.approx(0.03 * 100 / 80)


def test_too_little_capital() -> None:
    found = run(tier_1=2, total_exposure=100)
    assert not found.meets_minimum
    assert "falls short" in found.summary
    assert run(tier_1=-1, total_exposure=100).leverage_ratio == pytest.approx(-0.01)


def test_exempt_reserves_and_grossed_up_collateral() -> None:
    found = run(
        tier_1=5, on_balance=100, reserves_exempt=20, collateral_grossed_up=3,
        margin_receivables=1, minimum=0.035,
    )  # fmt: skip
    assert found.exposure_measure == pytest.approx(82)
    assert any("raises the minimum" in note for note in found.notes)


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"total_exposure": 5}, "tier_1", "required"),
        ({"tier_1": 5}, "on_balance", "required"),
        ({"tier_1": 5, "total_exposure": 0}, "", "more than 0"),
        ({"tier_1": 5, "total_exposure": 9, "on_balance": 3}, "", "not both"),
        ({"tier_1": 5, "on_balance": 3, "replacement_cost": 3}, "potential_exposure", "required"),
        ({"tier_1": 5, "on_balance": 0}, "on_balance", "nothing"),
        ({"tier_1": 5, "on_balance": 3, "deductions": 4}, "deductions", "exceed"),
        ({"tier_1": 5, "on_balance": 3, "sft_assets": 1, "sft_netting": 2}, "", "cannot exceed"),
        ({"tier_1": 5, "total_exposure": 9, "minimum": 0.01}, "minimum", "at least 0.03"),
        (
            {"tier_1": 5, "on_balance": 3, "off_balance": [{"kind": "loan", "amount": 1}]},
            "off_balance.0.kind",
            "'commitment', 'cancellable'",
        ),
        (
            {"tier_1": 5, "on_balance": 3, "off_balance": [{"kind": "trade", "amount": -1}]},
            "off_balance.0.amount",
            "at least 0",
        ),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    assert words in refused(**arguments)[field]
