"""What controls are worth: loss avoided, return on security investment, the best set."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.draws import certain, draw
from tools.errors import InvalidInput
from tools.risk._control_choice import Problem, best
from tools.risk._controls_request import EFFECTS, Control, Risk, ValueControlsRequest
from tools.risk._controls_result import ControlSet, ControlsValue, ControlValue
from tools.risk._controls_words import chart, notes, summary
from tools.risk._estimates import mean

Floats = NDArray[np.float64]

DRAWS = 20_000
LIFETIME_YEARS = 3.0
METHOD = Method(
    name="Expected loss with and without each control; best set by mixed-integer programming",
    source="Gordon and Loeb (2002); ROSI after Sonnenreich, Albanese and Stout (2006); outer "
    "approximation of Duran and Grossmann (1986), solved by HiGHS",
)


def value_controls(request: ValueControlsRequest) -> ControlsValue:
    """Compare security or safety measures by what they save and cost, and pick the best set.

    Use it when someone asks which controls are worth their money, for the return on security
    investment (ROSI), or what to buy within a budget.
    """
    controls = request.controls or []
    losses, names = _losses(request)
    left = np.array([[_left(c) if _works(c, name) else 1.0 for c in controls] for name in names])
    costs = np.array([_cost(one) for one in controls])
    requires, excludes = _pairs(controls, "requires"), _pairs(controls, "excludes")
    _check_targets(controls, names)
    counts = request.objective == "net_benefit"
    problem = Problem(losses, left, costs, request.budget, requires, excludes, counts)
    choice = best(problem)
    result = ControlsValue(
        summary="",
        method=METHOD,
        annual_loss=float(losses.sum()),
        controls=_valued(request, problem, names, choice.chosen),
        best_set=_set(problem, controls, choice.chosen),
        all_controls=_set(problem, controls, range(len(controls))),
        budget=request.budget,
        gap=choice.gap,
        currency=request.currency,
    )
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _losses(request: ValueControlsRequest) -> tuple[Floats, list[str]]:
    if request.risks is None:
        risk = Risk(
            name="risk",
            annual_loss=request.annual_loss,
            loss_event_frequency=request.loss_event_frequency,
            primary_loss=request.primary_loss,
        )
        return np.array([_loss(risk, "")]), [""]  # one risk: every control is meant for it
    names = [risk.name.casefold().strip() for risk in request.risks]
    for k, name in enumerate(names):
        if name in names[:k]:
            raise InvalidInput.of(f"risks.{k}.name", "stands twice; name each risk once")
    return np.array([_loss(r, f"risks.{k}.") for k, r in enumerate(request.risks)]), names


def _loss(risk: Risk, place: str) -> float:
    rate, each = risk.loss_event_frequency, risk.primary_loss
    if risk.annual_loss is not None:
        if rate is not None or each is not None:
            raise InvalidInput.of(
                f"{place}annual_loss", "goes without frequency and loss: give one of the two"
            )
        loss = risk.annual_loss
    elif rate is None or each is None:
        lacking = "loss_event_frequency" if rate is None else "primary_loss"
        raise InvalidInput.of(f"{place}{lacking}", "is needed, or the annual_loss", code="missing")
    else:
        loss = mean(rate) * mean(each)
    if loss <= 0:
        raise InvalidInput.of(f"{place}annual_loss", "must be above zero: nothing can be saved")
    return loss


def _left(control: Control) -> float:
    """What it leaves of a risk on average; effects of one control are independent."""
    given = (getattr(control, name) for name in EFFECTS)
    return float(np.prod([1 - mean(effect) for effect in given if effect is not None]))


def _works(control: Control, risk: str) -> bool:
    targets = [name.casefold().strip() for name in control.applies_to]
    return not risk or not targets or risk in targets


def _cost(control: Control) -> float:
    spread = (control.one_off_cost or 0.0) / (control.lifetime_years or LIFETIME_YEARS)
    return (control.annual_cost or 0.0) + spread


def _pairs(controls: Sequence[Control], what: str) -> list[tuple[int, int]]:
    """Numbers of the controls that name each other under `requires` or `excludes`."""
    keys = [one.name.casefold().strip() for one in controls]
    found: list[tuple[int, int]] = []
    for k, one in enumerate(controls):
        if keys[k] in keys[:k]:
            raise InvalidInput.of(f"controls.{k}.name", "stands twice; name each control once")
        for name in getattr(one, what):
            if name.casefold().strip() not in keys:
                raise InvalidInput.of(
                    f"controls.{k}.{what}", "names no control of the list; they are "
                    + ", ".join(c.name for c in controls[:12]),
                )  # fmt: skip
            found.append((k, keys.index(name.casefold().strip())))
    return found


def _check_targets(controls: Sequence[Control], names: Sequence[str]) -> None:
    for k, one in enumerate(controls):
        for name in one.applies_to:
            if names != [""] and name.casefold().strip() not in names:
                raise InvalidInput.of(
                    f"controls.{k}.applies_to", "names no risk of the list; they are "
                    + ", ".join(names[:12]),
                )  # fmt: skip


def _valued(
    request: ValueControlsRequest, problem: Problem, names: Sequence[str], chosen: Collection[int]
) -> list[ControlValue]:
    total, whole = float(problem.losses.sum()), problem.total(chosen)
    values: list[ControlValue] = []
    for k, control in enumerate(request.controls or []):
        after, cost = problem.remaining([k]), float(problem.costs[k])
        net = total - after - cost
        low, high, chance = _spread(control, k, problem, names, request.seed)
        without = [one for one in chosen if one != k]
        values.append(
            ControlValue(
                name=control.name,
                annual_cost=cost,
                annual_loss_after=after,
                annual_loss_avoided=total - after,
                net_benefit=net,
                return_on_security_investment=net / cost if cost else None,
                avoided_low=low,
                avoided_high=high,
                chance_of_paying=chance,
                chosen=k in chosen,
                worth_in_set=problem.total(without) - whole if k in chosen else None,
            )
        )
    return sorted(values, key=lambda one: -one.net_benefit)


def _spread(
    control: Control, number: int, problem: Problem, names: Sequence[str], seed: int
) -> tuple[float | None, float | None, float | None]:
    """90 % of what it saves, and the chance that it pays, over the ranges of its effects."""
    effects = [e for name in EFFECTS if (e := getattr(control, name)) is not None]
    if all(certain(effect) is not None for effect in effects):
        return None, None, None
    random = np.random.default_rng([seed, number])
    left = np.prod([1 - draw(effect, random, DRAWS) for effect in effects], axis=0)
    touched = sum(
        loss for loss, name in zip(problem.losses, names, strict=True) if _works(control, name)
    )
    saved = float(touched) * (1 - left)
    low, high = np.quantile(saved, (0.05, 0.95))
    return float(low), float(high), float(np.mean(saved > problem.costs[number]))


def _set(problem: Problem, controls: Sequence[Control], chosen: Collection[int]) -> ControlSet:
    total, after = float(problem.losses.sum()), problem.remaining(chosen)
    cost = float(problem.costs[sorted(chosen)].sum())
    net = total - after - cost
    return ControlSet(
        names=[controls[k].name for k in sorted(chosen)],
        annual_cost=cost,
        annual_loss_after=after,
        annual_loss_avoided=total - after,
        risk_reduction=(total - after) / total,
        net_benefit=net,
        return_on_security_investment=net / cost if cost else None,
    )
