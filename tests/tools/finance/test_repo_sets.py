"""Repos under a master netting agreement: E* of CRE22.68, by hand."""

from math import sqrt
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import CapitalCredit
from tools.finance.capital_credit import capital_credit
from tools.validation import validate

HALF = sqrt(5 / 10)  # haircuts of ten days for five
BUND: dict[str, Any] = {"name": "Bund", "kind": "sovereign_bond", "rating": "AAA", "maturity": 8}
BANK: dict[str, Any] = {"name": "Bank bond", "kind": "other_bond", "rating": "A-", "maturity": 2}
SHARE: dict[str, Any] = {"name": "ACME", "kind": "main_index_equity"}


def run(*positions: dict[str, Any], request: dict[str, Any] | None = None, **terms: Any
        ) -> CapitalCredit:  # fmt: skip
    one = {"asset_class": "bank", "rating": "A", "positions": list(positions), **terms}
    return capital_credit(validate(CapitalCreditRequest, {"repo_sets": [one], **(request or {})}))


def test_netting_and_diversification() -> None:
    """E - C + 0.4 |sum Es Hs| + 0.6 sum |Es| Hs / sqrt(N) + Efx Hfx."""
    result = run(
        {**BUND, "lent": 1000},
        {**BANK, "received": 600},
        {**SHARE, "lent": 300},
        {"kind": "cash", "received": 650, "currency": "USD"},
        {"kind": "cash", "lent": 20, "currency": "USD"},
    )
    weighted = [1000 * 0.04 * HALF, -600 * 0.04 * HALF, 300 * 0.2 * HALF]
    net, gross = abs(sum(weighted)), sum(abs(x) for x in weighted)
    raised = 1320 - 1250 + 0.4 * net + 0.6 * gross / sqrt(3) + 630 * 0.08 * HALF
    assert result.exposure_at_default == pytest.approx(raised)
    assert result.risk_weighted_assets == pytest.approx(0.3 * raised)
    steps = {s.name: (s.value, s.paragraph) for s in result.exposures[0].steps}
    assert steps["number of issues N"] == (3, "CRE22.68")
    assert steps["exposure E*"][0] == pytest.approx(raised)


def test_rows_of_one_security_net() -> None:
    pair = run({**BUND, "lent": 500}, {**BUND, "received": 480}, {"kind": "cash", "received": 5})
    cut = 20 * 0.04 * HALF
    assert pair.exposure_at_default == pytest.approx(500 - 485 + 0.4 * cut + 0.6 * cut)


def test_small_issues_do_not_diversify() -> None:
    """Issues below a tenth of the largest are not counted in N."""
    result = run({**BUND, "lent": 1000}, {**SHARE, "lent": 99}, {"kind": "cash", "received": 1050})
    assert {s.name: s.value for s in result.exposures[0].steps}["number of issues N"] == 1


def test_basel_ii_adds_every_haircut() -> None:
    """Paragraph 176."""
    result = run({**BUND, "lent": 1000}, {**BANK, "received": 900}, request={"regime": "basel_ii"})
    assert result.exposure_at_default == pytest.approx(100 + (1000 * 0.04 + 900 * 0.06) * HALF)


def test_internal_ratings_take_half_a_year_and_their_loss_counts() -> None:
    """CRE32.44; expected loss enters the comparison with provisions."""
    result = run({**BUND, "lent": 1000}, {"kind": "cash", "received": 900}, pd=0.002,
                 approach="foundation")  # fmt: skip
    one = result.exposures[0]
    assert (one.maturity, one.lgd) == (0.5, 0.45)
    assert result.expected_loss == pytest.approx(0.002 * 0.45 * one.exposure_at_default)


def test_more_collateral_than_exposure() -> None:
    result = run({**BUND, "lent": 100}, {"kind": "cash", "received": 200}, pd=0.01)
    assert result.risk_weighted_assets == 0
    assert result.capital == 0


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ({"kind": "cash"}, "lent or received"),
        ({"kind": "physical", "lent": 1}, "must be cash"),
        ({**BUND, "rating": "Z", "lent": 1}, "long-term rating"),
    ],
)
def test_refusals(position: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run(position)
    assert words in " ".join(problem.message for problem in refusal.value.errors)


def test_an_unrated_bank_needs_its_grade() -> None:
    with pytest.raises(InvalidInput) as refusal:
        run({**BUND, "lent": 1}, rating=None)
    assert [problem.field for problem in refusal.value.errors] == ["repo_sets.0.grade"]
