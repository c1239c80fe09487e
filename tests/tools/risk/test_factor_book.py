"""A book whose positions move with common factors: no matrix of pairs, however many there are."""

import resource
from math import sqrt
from typing import Any

import numpy as np
import pytest

from tools.computing import LocalCompute, OneThread
from tools.errors import Cancelled, InvalidInput
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk._value_at_risk_result import ValueAtRiskResult
from tools.risk.value_at_risk import value_at_risk
from tools.validation import validate


def book(size: int, factors: int, **more: Any) -> ValueAtRiskRequest:
    random = np.random.default_rng(size)
    return validate(
        ValueAtRiskRequest,
        {
            "positions": [
                {"name": f"asset {k}", "amount": float(a), "volatility": float(s)}
                for k, (a, s) in enumerate(
                    zip(random.uniform(1e4, 1e5, size), random.uniform(0.005, 0.02, size),
                        strict=True)
                )
            ],
            "loadings": random.normal(0.003, 0.004, (size, factors)).tolist(),
            "volatility_period": "day",
            "confidence": 0.99,
            **more,
        },
    )  # fmt: skip


def test_the_matrix_of_pairs_gives_the_same() -> None:
    request = book(30, 3)
    loadings = np.array(request.loadings)
    own = np.array([one.volatility for one in request.positions or []])
    covariance = loadings @ loadings.T + np.diag(own**2)
    spread = np.sqrt(np.diag(covariance))
    positions = [
        {"name": one.name, "amount": one.amount, "volatility": float(s)}
        for one, s in zip(request.positions or [], spread, strict=True)
    ]
    correlations = covariance / np.outer(spread, spread)
    np.fill_diagonal(correlations, 1.0)
    same = value_at_risk(
        validate(
            ValueAtRiskRequest,
            {"positions": positions, "correlations": correlations.tolist(),
             "volatility_period": "day", "confidence": 0.99},
        )
    )  # fmt: skip
    found = value_at_risk(request)
    assert found.value_at_risk_money == pytest.approx(same.value_at_risk_money, rel=1e-10)
    ours = {one.name: one.component for one in found.positions}
    theirs = {one.name: one.component for one in same.positions}
    assert ours == pytest.approx(theirs, rel=1e-9)


def simulated(compute: Any, **ports: Any) -> ValueAtRiskResult:
    request = book(10_000, 20, method="monte_carlo", degrees_of_freedom=5, trials=3_000_000)
    return value_at_risk(request, compute, **ports)


@pytest.mark.slow
def test_ten_thousand_positions_simulated_anywhere_give_the_same_bits() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    alone = simulated(OneThread())
    assert simulated(LocalCompute(2)).model_dump_json() == alone.model_dump_json()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 1_000_000  # kB
    assert alone.value_at_risk_money is not None
    parts = sum(one.component for one in alone.positions)
    assert parts == pytest.approx(alone.value_at_risk_money, rel=1e-9)


def test_progress_is_told_and_cancelling_ends_it() -> None:
    class Stop:
        def advance(self, done: int, total: int, note: str = "") -> None:
            raise Cancelled("the run was cancelled")

    request = book(5, 2, method="monte_carlo")
    with pytest.raises(Cancelled):
        value_at_risk(request, OneThread(), Stop())


def test_simulation_and_closed_form_agree() -> None:
    exact = value_at_risk(book(50, 3)).value_at_risk
    drawn = value_at_risk(book(50, 3, method="monte_carlo"))
    assert abs(drawn.value_at_risk - exact) < 4 * drawn.value_at_risk_error
    assert drawn.value_at_risk_error < 0.01 * exact and sqrt(exact) > 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"loadings": [[0.1], [0.2]]}, "loadings"),
        ({"loadings": [[0.1, 0.2], [0.2], [0.1]]}, "loadings.1"),
        ({"loadings": [[0.1]] * 3, "correlation": 0.2}, ""),
        ({"loadings": [[]] * 3}, "loadings.0"),
    ],
)
def test_bad_loadings_are_named(changed: dict[str, Any], field: str) -> None:
    positions = [{"name": n, "amount": 1.0, "volatility": 0.1} for n in "abc"]
    base = {"positions": positions, "volatility_period": "day"}
    with pytest.raises(InvalidInput) as refusal:
        value_at_risk(validate(ValueAtRiskRequest, {**base, **changed}))
    assert any(error.field.startswith(field) for error in refusal.value.errors)
