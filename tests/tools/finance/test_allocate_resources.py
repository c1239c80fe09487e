"""Which projects to fund: against trying every choice, duals against the program, bad input."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from tools.errors import InvalidInput
from tools.finance._allocation_request import AllocateResourcesRequest
from tools.finance._allocation_result import AllocateResourcesResult
from tools.finance.allocate_resources import allocate_resources
from tools.validation import validate

THREE = [
    {"name": "a", "value": 60, "cost": 10},
    {"name": "b", "value": 100, "cost": 20},
    {"name": "c", "value": 120, "cost": 30},
]


def asked(**arguments: Any) -> AllocateResourcesResult:
    return allocate_resources(validate(AllocateResourcesRequest, arguments))


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        asked(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


def chosen(result: AllocateResourcesResult) -> set[str]:
    return {one.name for one in result.projects if one.times}


def test_the_textbook_knapsack() -> None:
    """Values 60, 100, 120 at weights 10, 20, 30 and a capacity of 50: 220; in parts 240."""
    result = asked(projects=THREE, budget=50)
    assert chosen(result) == {"b", "c"}
    assert result.value == 220
    assert result.relaxed_value == pytest.approx(240)
    assert result.periods[0].price == pytest.approx(4)
    assert result.gap == 0
    divisible = [{**one, "partial": True} for one in THREE]
    assert asked(projects=divisible, budget=50).value == pytest.approx(240)


@pytest.mark.parametrize("seed", range(12))
def test_every_choice_was_tried(seed: int) -> None:
    """Random small problems with all kinds of rules, against enumeration."""
    random = np.random.default_rng(seed)
    names = list("abcdefg")
    costs = random.integers(1, 20, (7, 2)).astype(float)
    values = random.integers(-5, 40, 7).astype(float)
    effort = random.integers(0, 6, 7).astype(float)
    projects: list[dict[str, Any]] = [
        {"name": n, "value": values[k], "costs": costs[k].tolist(), "effort": effort[k]}
        for k, n in enumerate(names)
    ]
    projects[2]["requires"], projects[5]["requires"] = ["a"], ["c", "e"]
    projects[3]["excludes"], projects[6]["must"] = ["b"], True
    carry = bool(seed % 2)
    budgets = [45.0, 35.0]
    result = asked(
        projects=projects, budgets=budgets, effort_limit=14, most_projects=5, carry_over=carry,
        groups=[{"name": "first", "projects": ["a", "b", "d"], "least": 1, "most": 2}],
    )  # fmt: skip
    best = -np.inf
    for x in product([0, 1], repeat=7):
        spent = costs.T @ x
        fits = np.all(np.cumsum(spent) <= np.cumsum(budgets)) if carry else np.all(spent <= budgets)
        rules = (
            x[2] <= x[0] and x[5] <= min(x[2], x[4]) and x[3] + x[1] <= 1 and x[6] == 1
            and sum(x) <= 5 and effort @ x <= 14 and 1 <= x[0] + x[1] + x[3] <= 2
        )  # fmt: skip
        if fits and rules:
            best = max(best, float(values @ x))
    assert result.value == pytest.approx(best, abs=1e-9)
    assert result.gap == 0


@pytest.mark.parametrize("seed", range(4))
def test_starts_are_chosen(seed: int) -> None:
    """Projects that may wait, with discounting and dependencies, against every start."""
    random = np.random.default_rng(seed)
    lengths = [1, 2, 1]
    costs = [random.integers(5, 20, n).astype(float) for n in lengths]
    values = random.integers(20, 60, 3).astype(float)
    budgets = np.array([15.0, 18.0, 16.0])
    projects = [
        {"name": n, "value": values[k], "costs": costs[k].tolist(), "may_wait": True}
        for k, n in enumerate("abc")
    ]
    projects[2]["requires"] = ["a"]
    result = asked(projects=projects, budgets=budgets.tolist(), discount_rate=0.1)
    best = 0.0
    for starts in product(*[[None, *range(4 - n)] for n in lengths]):
        spent, value = np.zeros(3), 0.0
        for k, start in enumerate(starts):
            if start is not None:
                spent[start : start + lengths[k]] += costs[k]
                value += values[k] / 1.1**start
        allowed = starts[2] is None or (starts[0] is not None and starts[0] <= starts[2])
        if allowed and np.all(spent <= budgets):
            best = max(best, value)
    assert result.value == pytest.approx(best, rel=1e-12)


def test_prices_are_those_of_the_relaxation() -> None:
    """A unit of money more in a period, by the change of the relaxed value."""
    random = np.random.default_rng(5)
    costs, values = random.uniform(1, 9, (8, 3)), random.uniform(5, 30, 8)
    projects = [{"name": str(k), "value": values[k], "costs": costs[k].tolist()} for k in range(8)]

    def relaxed(budgets: list[float]) -> float:
        return -linprog(-values, A_ub=costs.T, b_ub=budgets, bounds=[(0, 1)] * 8).fun

    budgets = [15.0, 14.0, 17.0]
    result = asked(projects=projects, budgets=budgets)
    assert result.relaxed_value == pytest.approx(relaxed(budgets), rel=1e-9)
    for period in range(3):
        more = list(budgets)
        more[period] += 1e-4
        slope = (relaxed(more) - relaxed(budgets)) / 1e-4
        assert result.periods[period].price == pytest.approx(slope, abs=1e-5)


def test_copies_and_the_curve() -> None:
    """A project may be done several times; more budget never lowers the value."""
    result = asked(projects=[{**THREE[0], "most": 3}, THREE[1]], budget=45)
    assert {one.name: one.times for one in result.projects} == {"a": 2, "b": 1}
    values = [one.value for one in result.curve]
    assert values == sorted(values)


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"projects": THREE}, "budget", "required"),
        ({"budget": 5}, "projects", "required"),
        ({"projects": THREE, "budget": 5, "budgets": [5]}, "", "not both"),
        ({"projects": [*THREE, THREE[0]], "budget": 5}, "projects.3.name", "twice"),
        ({"projects": [{"name": "a", "value": 3}], "budget": 5}, "projects.0.cost", "needed"),
        ({"projects": [{"name": "a", "cost": 3}], "budget": 5}, "projects.0.value", "required"),
        (
            {"projects": [{**THREE[0], "requires": ["z"]}], "budget": 5},
            "projects.0.requires.0",
            "none of the projects",
        ),
        (
            {"projects": [{**THREE[0], "excludes": ["a"]}], "budget": 5},
            "projects.0.excludes.0",
            "itself",
        ),
        (
            {"projects": [{"name": "a", "value": 1, "costs": [1, 1]}], "budget": 5},
            "projects.0.costs",
            "run over 2 periods",
        ),
        ({"projects": [{**THREE[0], "cost": -1}], "budget": 5}, "projects.0.cost", "at least 0"),
        (
            {"projects": [{**one, "must": True} for one in THREE], "budget": 50},
            "budget",
            "the budget; a must be done; b must be done; c must be done",
        ),
        (
            {
                "projects": THREE,
                "budget": 50,
                "groups": [{"name": "g", "projects": ["a"], "least": 1, "most": 0}],
            },
            "groups.0.least",
            "cannot all hold: at least 1 of g; at most 0 of g",
        ),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what to do."""
    found = refused(**arguments)
    assert field in found, found
    assert words in found[field]
