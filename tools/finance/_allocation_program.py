"""Choosing projects as a mixed-integer linear program, and what stands in its way.

A column says how often a project is done that starts in a given period. Solved by HiGHS; the prices
of money and effort are the dual values of the relaxation in which projects may be done in part.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._allocation_request import AllocateResourcesRequest, Project

Floats = NDArray[np.float64]

MOST_COLUMNS = 20_000
MOST_NODES = 200_000
MOST_NAMES = 60  # limits tried in turn to find those that conflict


@dataclass(frozen=True)
class Rule:
    """low <= coefficients . x <= high; a name if somebody asked for it."""

    cells: dict[int, float]
    low: float
    high: float
    name: str = ""
    field: str = ""


@dataclass
class Choice:
    """The columns of the program."""

    project: list[int]
    """In rising order."""
    start: list[int]
    value: Floats
    most: Floats
    whole: NDArray[np.bool_]
    rules: list[Rule] = field(default_factory=list[Rule])

    def of(self, number: int, until: int | None = None) -> list[int]:
        """The columns of a project, or those that start no later than a period."""
        first = bisect_left(self.project, number)
        last = bisect_right(self.project, number)
        return [k for k in range(first, last) if until is None or self.start[k] <= until]


@dataclass(frozen=True)
class Plan:
    """The answer: how much of each column, and how far from the best at most."""

    x: Floats
    value: float
    bound: float


def costs_of(project: Project, number: int) -> list[float]:
    """What a project costs, period by period."""
    if project.cost is not None and project.costs is not None:
        raise InvalidInput.of(f"projects.{number}.cost", "or costs, not both")
    if project.costs is not None:
        return list(project.costs)
    if project.cost is None:
        raise InvalidInput.of(f"projects.{number}.cost", "is needed", code="missing")
    return [project.cost]


def choice_of(request: AllocateResourcesRequest, budgets: Sequence[float]) -> Choice:
    """Columns and rules of a request; `budgets` by period."""
    projects = request.projects or []
    columns: list[tuple[int, int]] = []
    for number, project in enumerate(projects):
        length, periods = len(costs_of(project, number)), len(budgets)
        if length > periods:
            raise InvalidInput.of(
                f"projects.{number}.costs",
                f"run over {length} periods, but there are budgets for {periods}",
            )
        last = periods - length if project.may_wait else 0
        columns += [(number, start) for start in range(last + 1)]
    if len(columns) > MOST_COLUMNS:
        raise InvalidInput.of("projects", "with that many starts are too many; let fewer wait")
    worth = [projects[n].value / (1 + request.discount_rate) ** s for n, s in columns]
    choice = Choice(
        project=[n for n, _ in columns],
        start=[s for _, s in columns],
        value=np.array(worth, dtype=np.float64),
        most=np.array([float(projects[n].most) for n, _ in columns]),
        whole=np.array([not projects[n].partial for n, _ in columns]),
    )
    choice.rules += [*_money(request, choice, budgets), *_links(request, choice)]
    choice.rules += _numbers(request, choice)
    return choice


def _money(
    request: AllocateResourcesRequest, choice: Choice, budgets: Sequence[float]
) -> list[Rule]:
    projects = request.projects or []
    spent = np.zeros((len(budgets), len(choice.project)))
    for k, (number, start) in enumerate(zip(choice.project, choice.start, strict=True)):
        for later, cost in enumerate(costs_of(projects[number], number)):
            spent[start + later, k] += cost
    limits = np.array(budgets, dtype=np.float64)
    if request.carry_over:
        spent, limits = np.cumsum(spent, axis=0), np.cumsum(limits)
    found: list[Rule] = []
    for period, limit in enumerate(limits):
        name = "the budget" if len(budgets) == 1 else f"the budget of period {period + 1}"
        where = "budget" if request.budget is not None else f"budgets.{period}"
        cells = {int(k): float(spent[period, k]) for k in np.flatnonzero(spent[period])}
        found.append(Rule(cells, -np.inf, float(limit), name, where))
    if request.effort_limit is not None:
        needs = {
            k: float(projects[n].effort or 0.0)
            for k, n in enumerate(choice.project)
            if projects[n].effort
        }
        found.append(Rule(needs, -np.inf, request.effort_limit, "the effort", "effort_limit"))
    return found


def _links(request: AllocateResourcesRequest, choice: Choice) -> list[Rule]:
    """What projects need of each other, and that each is done at most so often."""
    projects = request.projects or []
    places = _places(projects)
    found: list[Rule] = []
    for number, project in enumerate(projects):
        own = choice.of(number)
        if len(own) > 1:
            found.append(Rule(dict.fromkeys(own, 1.0), -np.inf, float(project.most)))
        if project.must:
            name = f"{project.name} must be done"
            found.append(
                Rule(dict.fromkeys(own, 1.0), 1.0, np.inf, name, f"projects.{number}.must")
            )
        for k, name in enumerate(project.requires):
            other = _place(places, name, f"projects.{number}.requires.{k}")
            if other == number:
                raise InvalidInput.of(f"projects.{number}.requires.{k}", "is the project itself")
            for column in own:
                needed = choice.of(other, choice.start[column])
                cells = {column: 1.0}
                cells.update({one: -float(project.most) for one in needed})
                found.append(Rule(cells, -np.inf, 0.0, f"{project.name} requires {name}",
                                  f"projects.{number}.requires"))  # fmt: skip
        for k, name in enumerate(project.excludes):
            other = _place(places, name, f"projects.{number}.excludes.{k}")
            if other == number:
                raise InvalidInput.of(f"projects.{number}.excludes.{k}", "is the project itself")
            found.append(_exclusion(projects, choice, number, other))
    return found


def _exclusion(projects: Sequence[Project], choice: Choice, number: int, other: int) -> Rule:
    for one in (number, other):
        if projects[one].most > 1 or projects[one].partial:
            raise InvalidInput.of(
                f"projects.{one}.excludes",
                "goes with projects that are done once or not at all",
            )
    cells = dict.fromkeys([*choice.of(number), *choice.of(other)], 1.0)
    name = f"{projects[number].name} excludes {projects[other].name}"
    return Rule(cells, -np.inf, 1.0, name, f"projects.{number}.excludes")


def _numbers(request: AllocateResourcesRequest, choice: Choice) -> list[Rule]:
    places = _places(request.projects or [])
    found: list[Rule] = []
    if request.most_projects is not None:
        cells = dict.fromkeys(range(len(choice.project)), 1.0)
        found.append(
            Rule(cells, -np.inf, request.most_projects, "the number of projects", "most_projects")
        )
    for k, group in enumerate(request.groups):
        if group.least is None and group.most is None:
            raise InvalidInput.of(f"groups.{k}.most", "or least is needed", code="missing")
        members = [
            column
            for number, name in enumerate(group.projects)
            for column in choice.of(_place(places, name, f"groups.{k}.projects.{number}"))
        ]
        cells = dict.fromkeys(members, 1.0)
        if group.least is not None:
            name = f"at least {group.least} of {group.name}"
            found.append(Rule(cells, group.least, np.inf, name, f"groups.{k}.least"))
        if group.most is not None:
            name = f"at most {group.most} of {group.name}"
            found.append(Rule(cells, -np.inf, group.most, name, f"groups.{k}.most"))
    return found


def _places(projects: Sequence[Project]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, project in enumerate(projects):
        key = project.name.casefold().strip()
        if key in found:
            raise InvalidInput.of(f"projects.{number}.name", "stands twice; name each once")
        found[key] = number
    return found


def _place(places: dict[str, int], name: str, where: str) -> int:
    key = name.casefold().strip()
    if key not in places:
        raise InvalidInput.of(where, "is none of the projects")
    return places[key]


def _matrix(choice: Choice, rules: Sequence[Rule]) -> tuple[Any, Floats, Floats]:
    from scipy import sparse

    rows = [r for r, rule in enumerate(rules) for _ in rule.cells]
    columns = [k for rule in rules for k in rule.cells]
    values = [v for rule in rules for v in rule.cells.values()]
    matrix = sparse.csr_array((values, (rows, columns)), shape=(len(rules), len(choice.project)))
    return matrix, np.array([r.low for r in rules]), np.array([r.high for r in rules])


def best_plan(choice: Choice, rules: Sequence[Rule] | None = None) -> Plan | None:
    """The plan of the greatest value; None where the rules cannot all be kept."""
    from scipy import optimize

    library: Any = optimize  # its bounds take arrays, which its types leave out
    matrix, low, high = _matrix(choice, choice.rules if rules is None else rules)
    scale = float(np.abs(choice.value).max()) or 1.0
    answer = library.milp(
        -choice.value / scale,
        integrality=choice.whole.astype(int),
        bounds=library.Bounds(np.zeros(choice.most.size), choice.most),
        constraints=library.LinearConstraint(matrix, low, high),
        options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
    )
    if answer.x is None:
        return None
    x = np.where(choice.whole, np.round(answer.x), answer.x)
    value = float(choice.value @ x)
    bound = -float(answer.mip_dual_bound) * scale if answer.mip_dual_bound is not None else value
    return Plan(x, value, max(value, bound))


def relaxed_prices(choice: Choice) -> tuple[float, Floats]:
    """Value of the relaxation and, for each rule, what one unit more of it would add there."""
    from scipy import sparse
    from scipy.optimize import linprog

    matrix, low, high = _matrix(choice, choice.rules)
    upper, lower = np.flatnonzero(np.isfinite(high)), np.flatnonzero(np.isfinite(low))
    rows = sparse.vstack([matrix[upper, :], -matrix[lower, :]])
    answer = linprog(
        -choice.value,
        A_ub=sparse.csr_array(rows),
        b_ub=np.concatenate([high[upper], -low[lower]]),
        bounds=np.column_stack([np.zeros(choice.most.size), choice.most]),
        method="highs",
    )
    prices = np.zeros(high.size)
    prices[upper] = -np.asarray(answer.ineqlin.marginals)[: upper.size]
    return -float(answer.fun), prices


def refuse_conflict(choice: Choice) -> None:
    """Name an irreducible set of rules that contradict each other (deletion filter)."""
    kept = [rule for rule in choice.rules if rule.name]
    fixed = [rule for rule in choice.rules if not rule.name]
    names = list(dict.fromkeys(rule.name for rule in kept))
    tried = names if len(names) <= MOST_NAMES else [n for n in names if "must" in n or "least" in n]
    for name in tried:
        rest = [rule for rule in kept if rule.name != name]
        if best_plan(choice, [*fixed, *rest]) is None:
            kept = rest
    said = "; ".join(dict.fromkeys(rule.name for rule in kept))
    first = next((rule for rule in kept if rule.field.startswith("budget")), kept[0])
    raise InvalidInput.of(
        first.field,
        f"these cannot all hold: {said}; raise a budget or drop one of them",
        code="conflict",
    )
