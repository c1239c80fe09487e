"""Minimum haircut floors of CRE56, by the chapter's own three examples and by hand."""

from math import sqrt
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance._haircut_floors import floor_of
from tools.finance.capital_credit import capital_credit
from tools.validation import validate

FUND: dict[str, Any] = {"asset_class": "large_financial", "haircut_floors": True}
BOND: dict[str, Any] = {"kind": "other_bond", "rating": "A"}


def run(*positions: dict[str, Any], **request: Any) -> CapitalCredit:
    repo = {**FUND, "positions": list(positions)}
    return capital_credit(validate(CapitalCreditRequest, {"repo_sets": [repo], **request}))


def steps(result: CapitalCredit) -> dict[str, tuple[float, str]]:
    return {step.name: (step.value, step.paragraph) for step in result.exposures[0].steps}


def test_cash_against_a_long_bond() -> None:
    """Footnote 2: 100 of cash against 101 of a 12-year bond: H = 1 % is below 4 %."""
    found = run(
        {"kind": "cash", "lent": 100.0},
        {**BOND, "name": "long", "maturity": 12, "received": 101.0},
    )
    told = steps(found)
    assert told["haircut of the set"] == (pytest.approx(0.01), "CRE56.11")
    assert told["haircut floor of the set"] == (pytest.approx(0.04), "CRE56.10")
    assert found.exposure_at_default == pytest.approx(100)
    assert found.risk_weighted_assets == pytest.approx(100)
    assert any("CRE56.7" in note for note in found.notes)


def test_a_bond_against_shares() -> None:
    """Footnote 3: 102 of a 10-year bond against 104 of shares: 1.96 % is below 1.06/1.03 - 1."""
    found = run(
        {**BOND, "name": "lent", "maturity": 10, "lent": 102.0},
        {"kind": "main_index_equity", "name": "shares", "received": 104.0},
    )
    told = steps(found)
    assert told["haircut of the set"][0] == pytest.approx(104 / 102 - 1)
    assert told["haircut floor of the set"][0] == pytest.approx(1.06 / 1.03 - 1)
    # unsecured: E(1 + H), the bond alone: 0.4 + 0.6 of its haircut of five days
    assert found.exposure_at_default == pytest.approx(102 * (1 + 0.12 * sqrt(0.5)))


def test_the_portfolio_of_the_chapter() -> None:
    """CRE56.13: 50 of cash, 100 of government bonds and 250 of B for 400 of A: -0.023 % is met."""
    found = run(
        {"kind": "cash", "lent": 50.0},
        {"kind": "sovereign_bond", "name": "sovereign", "rating": "AAA", "lent": 100.0},
        {"kind": "main_index_equity", "name": "A", "received": 400.0},
        {"kind": "listed_equity", "name": "B", "lent": 250.0},
    )
    told = steps(found)
    assert told["haircut floor of the set"][0] == pytest.approx(-0.00023, abs=5e-6)
    assert told["haircut of the set"][0] == pytest.approx(0.0, abs=1e-12)
    assert "A, received below the floor: does not count" not in told


@pytest.mark.parametrize(
    ("kind", "years", "floating", "floor"),
    [
        ("other_bond", 1, False, 0.005),
        ("other_bond", 1.1, False, 0.015),
        ("other_bond", 10, False, 0.03),
        ("other_bond", None, False, 0.04),
        ("other_bond", 12, True, 0.005),
        ("securitisation", 0.5, False, 0.01),
        ("securitisation", 5, False, 0.04),
        ("securitisation", 7, False, 0.06),
        ("securitisation", 30, False, 0.07),
        ("main_index_equity", None, False, 0.06),
        ("listed_equity", None, False, 0.10),
        ("gold", None, False, 0.10),
        ("sovereign_bond", 30, False, 0.0),
    ],
)
def test_the_table(kind: Any, years: float | None, floating: bool, floor: float) -> None:
    assert floor_of(kind, years, floating) == floor


def test_government_bonds_and_supervised_counterparties_are_out_of_scope() -> None:
    pair = ({"kind": "cash", "lent": 100.0},
            {"kind": "sovereign_bond", "name": "g", "rating": "AAA", "received": 99.0})  # fmt: skip
    assert run(*pair).exposure_at_default < 5
    bank = {"asset_class": "bank", "rating": "A", "positions": [
        {"kind": "cash", "lent": 100.0}, {**BOND, "name": "b", "maturity": 12, "received": 101.0}
    ]}  # fmt: skip
    found = capital_credit(validate(CapitalCreditRequest, {"repo_sets": [bank]}))
    assert found.exposure_at_default < 20


def test_basel_ii_has_no_floors() -> None:
    with pytest.raises(InvalidInput, match="CRE56"):
        run({"kind": "cash", "lent": 1.0}, regime="basel_ii")
