"""Controls: ROSI as published, the best set against every set, ranges, and bad input."""

from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.errors import InvalidInput
from tools.risk._control_choice import Problem, best
from tools.risk._controls_request import ValueControlsRequest
from tools.risk._controls_result import ControlsValue
from tools.risk.value_controls import value_controls
from tools.validation import validate


def valued(**arguments: Any) -> ControlsValue:
    return value_controls(validate(ValueControlsRequest, arguments))


def test_the_return_on_a_virus_scanner() -> None:
    """Sonnenreich, Albanese and Stout (2006): $100,000 at risk, 75 % mitigated for $25,000."""
    found = valued(
        annual_loss=100_000,
        controls=[{"name": "scanner", "annual_cost": 25_000, "risk_reduction": 0.75}],
        currency="USD",
    )
    assert found.controls[0].return_on_security_investment == pytest.approx(2.0)
    assert "scanner **pays**" in found.summary and "200 %" in found.summary


def test_effects_multiply_and_one_off_costs_are_spread() -> None:
    found = valued(
        loss_event_frequency=4,
        primary_loss=10_000,
        controls=[
            {"name": "a", "annual_cost": 1000, "frequency_reduction": 0.5, "loss_reduction": 0.2},
            {"name": "b", "one_off_cost": 6000, "lifetime_years": 6, "risk_reduction": 0.25},
            {"name": "c", "one_off_cost": 6000, "risk_reduction": 0.01},
        ],
    )
    by_name = {one.name: one for one in found.controls}
    assert by_name["a"].annual_loss_after == pytest.approx(40_000 * 0.5 * 0.8)
    assert by_name["b"].annual_cost == 1000 and by_name["c"].annual_cost == 2000
    assert found.all_controls.annual_loss_after == pytest.approx(40_000 * 0.4 * 0.75 * 0.99)
    assert found.best_set.names == ["a", "b"]
    assert by_name["b"].worth_in_set == pytest.approx(40_000 * 0.4 * 0.25 - 1000)
    assert by_name["c"].net_benefit < 0 and not by_name["c"].chosen


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    risks, controls = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    share = st.one_of(st.just(0.0), st.just(1.0), st.floats(0.01, 0.99))
    left = [[1 - draw(share) for _ in range(controls)] for _ in range(risks)]
    losses = [draw(st.floats(1, 1e6)) for _ in range(risks)]
    costs = [draw(st.one_of(st.just(0.0), st.floats(1, 3e5))) for _ in range(controls)]
    pair = st.tuples(st.integers(0, controls - 1), st.integers(0, controls - 1))
    requires = draw(st.lists(pair, max_size=2))
    excludes = [p for p in draw(st.lists(pair, max_size=2)) if p[0] != p[1]]
    budget = draw(st.one_of(st.none(), st.floats(0, 6e5)))
    return Problem(
        np.array(losses), np.array(left), np.array(costs), budget, requires, excludes,
        draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_best_set_is_the_best_of_all_sets(problem: Problem) -> None:
    size = problem.costs.size
    allowed = [
        chosen
        for chosen in chain.from_iterable(combinations(range(size), n) for n in range(size + 1))
        if (problem.budget is None or problem.costs[list(chosen)].sum() <= problem.budget)
        and all(b in chosen for a, b in problem.requires if a in chosen)
        and not any(a in chosen and b in chosen for a, b in problem.excludes)
    ]
    least = min(problem.total(chosen) for chosen in allowed)
    found = best(problem)
    assert problem.total(found.chosen) <= least + 1e-6 * problem.losses.sum()
    assert tuple(found.chosen) in {tuple(one) for one in allowed} or (
        problem.budget is not None and problem.costs[found.chosen].sum() <= problem.budget + 1e-5
    )


def test_sixty_controls_over_many_risks_are_solved() -> None:
    random = np.random.default_rng(4)
    left = 1 - random.uniform(0, 0.5, (20, 60)) * (random.random((20, 60)) < 0.3)
    problem = Problem(
        random.uniform(1e4, 1e6, 20), left, random.uniform(1e3, 2e5, 60), 8e5, [], [], True
    )
    found = best(problem)
    assert found.gap <= 1e-6 * problem.losses.sum()
    assert problem.costs[found.chosen].sum() <= 8e5 * (1 + 1e-9)


def test_a_budget_binds_and_targets_are_kept_apart() -> None:
    risks = [
        {"name": "phishing", "annual_loss": 120_000},
        {"name": "theft", "loss_event_frequency": 4, "primary_loss": 9000},
    ]
    controls = [
        {"name": "training", "annual_cost": 20_000, "frequency_reduction": 0.4,
         "applies_to": "phishing"},
        {"name": "filter", "annual_cost": 18_000, "frequency_reduction": 0.35,
         "applies_to": ["phishing"]},
        {"name": "cameras", "annual_cost": 5000, "frequency_reduction": 0.5,
         "applies_to": ["Theft"]},
    ]  # fmt: skip
    free = valued(risks=risks, controls=controls)
    assert set(free.best_set.names) == {"training", "cameras", "filter"}
    bound = valued(risks=risks, controls=controls, budget=25_000)
    assert set(bound.best_set.names) == {"training", "cameras"}
    assert bound.best_set.annual_loss_after == pytest.approx(120_000 * 0.6 + 36_000 * 0.5)
    exclusive = [{**controls[0], "excludes": ["filter"]}, *controls[1:]]
    assert "filter" not in valued(risks=risks, controls=exclusive).best_set.names


def test_ranges_give_a_chance_of_paying() -> None:
    one = valued(
        annual_loss=100_000,
        controls=[{"name": "a", "annual_cost": 50_000,
                   "risk_reduction": {"low": 0.2, "high": 0.8, "distribution": "uniform"}}],
    ).controls[0]  # fmt: skip
    assert one.chance_of_paying == pytest.approx(0.5, abs=0.02)
    assert one.avoided_low == pytest.approx(23_000, abs=500)
    assert one.avoided_high == pytest.approx(77_000, abs=500)


LOSS = {"annual_loss": 1000}
ONE = {"name": "a", "annual_cost": 1, "risk_reduction": 0.5}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"controls": [ONE]}, "annual_loss"),
    (LOSS, "controls"),
    ({**LOSS, "controls": []}, "controls"),
    ({**LOSS, "controls": [{"name": "a", "annual_cost": 1}]}, "controls.0.risk_reduction"),
    ({**LOSS, "controls": [{"name": "a", "risk_reduction": 0.1}]}, "controls.0.annual_cost"),
    ({**LOSS, "controls": [{**ONE, "risk_reduction": 1.4}]}, "controls.0.risk_reduction"),
    ({**LOSS, "controls": [{**ONE, "annual_cost": -1}]}, "controls.0.annual_cost"),
    ({**LOSS, "controls": [ONE, ONE]}, "controls.1.name"),
    ({**LOSS, "controls": [{**ONE, "requires": ["x"]}]}, "controls.0.requires"),
    ({"annual_loss": 0, "controls": [ONE]}, "annual_loss"),
    ({**LOSS, "loss_event_frequency": 2, "primary_loss": 3, "controls": [ONE]}, ""),
    ({"risks": [{"name": "r"}], "controls": [ONE]}, "risks.0.loss_event_frequency"),
    ({"risks": [{"name": "r", "annual_loss": 5}],
      "controls": [{**ONE, "applies_to": ["q"]}]}, "controls.0.applies_to"),
    ({"risks": [{"name": "r", "annual_loss": 5}] * 2, "controls": [ONE]}, "risks.1.name"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_bad_input_is_named(arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        valued(**arguments)
    assert any(error.field.startswith(field) for error in refusal.value.errors)
