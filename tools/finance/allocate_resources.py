"""What to fund: the set of projects that is worth most within a budget."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.finance._allocation_program import (
    Choice,
    Plan,
    best_plan,
    choice_of,
    costs_of,
    refuse_conflict,
    relaxed_prices,
)
from tools.finance._allocation_request import AllocateResourcesRequest
from tools.finance._allocation_result import (
    AllocateResourcesResult,
    BudgetPoint,
    Funded,
    PeriodUse,
)
from tools.finance._allocation_words import notes, summary

Floats = NDArray[np.float64]

CURVE = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0)
MOST_CURVED = 200  # projects for which the value of other budgets is computed


def allocate_resources(request: AllocateResourcesRequest) -> AllocateResourcesResult:
    """Choose the projects worth most within a budget, with dependencies and several periods.

    Use it for capital budgeting and project selection: which investments, measures or campaigns to
    fund, what one more unit of budget would bring, and when to start what.
    """
    budgets = request.budgets if request.budgets is not None else [request.budget or 0.0]
    choice = choice_of(request, budgets)
    plan = best_plan(choice)
    if plan is None:
        refuse_conflict(choice)
        raise AssertionError("unreachable")
    relaxed, prices = relaxed_prices(choice)
    result = _result(request, choice, plan, budgets, prices)
    result.relaxed_value = max(relaxed, result.value)
    result.curve = _curve(request, budgets)
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = _chart(result)
    return result


def _result(
    request: AllocateResourcesRequest,
    choice: Choice,
    plan: Plan,
    budgets: list[float],
    prices: Floats,
) -> AllocateResourcesResult:
    projects = _projects(request, choice, plan)
    effort = next((k for k, r in enumerate(choice.rules) if r.name == "the effort"), None)
    used = None
    if effort is not None:
        used = float(sum(v * plan.x[k] for k, v in choice.rules[effort].cells.items()))
    cost = float(sum(one.cost for one in projects))
    return AllocateResourcesResult(
        summary="",
        method=Method(
            name="Integer programming",
            source="Weingartner (1963), Mathematical programming and the analysis of capital "
            "budgeting problems; HiGHS (Huangfu and Hall 2018)",
        ),
        value=plan.value,
        cost=cost,
        net_value=plan.value - cost,
        projects=projects,
        chosen=sum(one.times > 0 for one in projects),
        periods=_periods(request, choice, plan, budgets, prices),
        effort_used=used,
        effort_price=None if effort is None else float(prices[effort]),
        relaxed_value=plan.value,
        gap=max(0.0, plan.bound - plan.value) / max(abs(plan.value), 1e-300)
        if plan.bound - plan.value > 1e-9 * max(abs(plan.value), 1.0)
        else 0.0,
        curve=[],
        currency=request.currency,
    )


def _projects(request: AllocateResourcesRequest, choice: Choice, plan: Plan) -> list[Funded]:
    found: list[Funded] = []
    for number, project in enumerate(request.projects or ()):
        own = choice.of(number)
        times = float(sum(plan.x[k] for k in own))
        cost = float(sum(costs_of(project, number)))
        starts = [choice.start[k] for k in own if plan.x[k] > 1e-9]
        found.append(
            Funded(
                name=project.name,
                times=times if times > 1e-9 else 0.0,
                start=min(starts) + 1 if starts else None,
                value=float(sum(choice.value[k] * plan.x[k] for k in own)),
                cost=times * cost,
                value_per_cost=project.value / cost if cost else None,
            )
        )
    return sorted(found, key=lambda one: (one.times <= 0, -one.value))


def _periods(
    request: AllocateResourcesRequest,
    choice: Choice,
    plan: Plan,
    budgets: list[float],
    prices: Floats,
) -> list[PeriodUse]:
    found: list[PeriodUse] = []
    before = 0.0
    for period, budget in enumerate(budgets):
        rule = choice.rules[period]
        used = float(sum(v * plan.x[k] for k, v in rule.cells.items()))
        spent = used - before if request.carry_over else used
        # With carrying over a unit of this period's money serves every later period too.
        later = prices[period : len(budgets)] if request.carry_over else prices[period : period + 1]
        found.append(
            PeriodUse(
                period=period + 1,
                budget=budget,
                spent=spent,
                left=max(0.0, rule.high - used),
                price=float(later.sum()),
            )
        )
        before = used
    return found


def _curve(request: AllocateResourcesRequest, budgets: list[float]) -> list[BudgetPoint]:
    if len(request.projects or ()) > MOST_CURVED:
        return []
    found: list[BudgetPoint] = []
    for factor in CURVE:
        other = [budget * factor for budget in budgets]
        plan = best_plan(choice_of(request, other))
        if plan is not None:
            found.append(BudgetPoint(factor=factor, budget=sum(other), value=plan.value))
    return found


def _chart(result: AllocateResourcesResult) -> dict[str, Any] | None:
    if len(result.curve) < 2:
        return None
    here = [{"budget": sum(one.budget for one in result.periods), "value": result.value}]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "The greatest value for each budget",
        "description": "The greatest value for each budget.",
        "width": 460,
        "height": 240,
        "encoding": {
            "x": {"field": "budget", "type": "quantitative", "title": "Budget in all"},
            "y": {"field": "value", "type": "quantitative", "title": "Greatest value"},
        },
        "layer": [
            {
                "data": {"values": [one.model_dump() for one in result.curve]},
                "mark": {"type": "line", "point": True, "color": "#4c78a8"},
            },
            {
                "data": {"values": here},
                "mark": {"type": "point", "shape": "cross", "size": 160, "color": "#e45756"},
            },
        ],
    }
