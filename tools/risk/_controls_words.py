"""Say in plain words which controls are worth their cost, and draw them."""

from collections.abc import Iterator
from typing import Any

from tools.risk._controls_request import ValueControlsRequest
from tools.risk._controls_result import ControlsValue, ControlValue
from tools.wording import money, percent, plain, signed

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def summary(result: ControlsValue) -> str:
    """The answer in at most four sentences."""
    return " ".join(_said(result))


def _said(result: ControlsValue) -> Iterator[str]:
    def said(amount: float) -> str:
        return money(amount, result.currency)

    first = result.controls[0]
    if len(result.controls) == 1:
        yield _alone(first, said(result.annual_loss), said)
        return
    ranked = ", ".join(f"{one.name} {_rosi(one)}" for one in _by_return(result)[:5])
    yield f"Of {said(result.annual_loss)} lost a year, by return on what they cost: {ranked}."
    chosen = result.best_set
    if not chosen.names:
        yield "**None of them is worth its cost**" + (
            " within the budget." if result.budget is not None else "."
        )
        return
    within = f" within {said(result.budget)} a year" if result.budget is not None else ""
    yield (
        f"The best set{within} is **{_joined(chosen.names)}**: for {said(chosen.annual_cost)} a "
        f"year it takes the expected loss to {said(chosen.annual_loss_after)}, which leaves "
        f"{said(chosen.net_benefit)} a year after its cost."
    )
    left = [one.name for one in result.controls if not one.chosen and one.net_benefit > 0]
    if left:
        yield f"{_joined(left)} would pay alone, but not on top of these."


def _alone(one: ControlValue, loss: str, said: Any) -> str:
    if one.return_on_security_investment is None:
        return f"{one.name} costs nothing and saves {said(one.annual_loss_avoided)} a year."
    pays = "pays" if one.net_benefit > 0 else "does not pay"
    return (
        f"{one.name} **{pays}**: it takes {said(one.annual_loss_avoided)} off the {loss} lost a "
        f"year and costs {said(one.annual_cost)}, a return of {_rosi(one)} (net "
        f"{said(one.net_benefit)} a year)."
    )


def _by_return(result: ControlsValue) -> list[ControlValue]:
    def key(one: ControlValue) -> float:
        found = one.return_on_security_investment
        return float("inf") if found is None else found

    return sorted(result.controls, key=key, reverse=True)


def _rosi(one: ControlValue) -> str:
    found = one.return_on_security_investment
    if found is None:
        return "(free)"
    return signed(found)


def _joined(names: list[str]) -> str:
    if len(names) > 6:
        return f"{', '.join(names[:6])} and {len(names) - 6} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def notes(request: ValueControlsRequest, result: ControlsValue) -> list[str]:
    """What was assumed, warnings first."""
    found: list[str] = []
    unsure = [
        one for one in result.controls
        if one.chosen and one.chance_of_paying is not None and one.chance_of_paying < 0.9
    ]  # fmt: skip
    for one in unsure[:3]:
        chance = percent(one.chance_of_paying or 0.0)
        found.append(f"Warning: {one.name} pays with a chance of only {chance} over its range.")
    found.append(
        "Effects of several controls multiply: half of what another leaves. ROSI is saved less "
        "spent, over spent; it looks at the average year, not at bad ones."
    )
    spread = [c for c in request.controls or [] if c.one_off_cost and c.lifetime_years is None]
    if spread:
        found.append("Assumed: one-off costs are spread evenly over three years, without interest.")
    if result.gap > 0.01 * max(result.annual_loss, 1.0):
        found.append(
            f"Warning: another set might be better by up to "
            f"{plain(result.gap, 0)} a year; the search was cut off."
        )
    return found


def chart(result: ControlsValue) -> dict[str, Any]:
    """What each control saves beside what it costs."""
    rows = [
        {"control": one.name, "what": what, "amount": amount}
        for one in result.controls[:30]
        for what, amount in (("saves", one.annual_loss_avoided), ("costs", one.annual_cost))
    ]
    return {
        "$schema": SCHEMA,
        "title": "What each control saves and costs a year",
        "description": "What each control saves and costs a year.",
        "data": {"values": rows},
        "mark": "bar",
        "width": 420,
        "encoding": {
            "y": {"field": "control", "type": "nominal", "title": None, "sort": None},
            "yOffset": {"field": "what", "type": "nominal"},
            "x": {
                "field": "amount",
                "type": "quantitative",
                "title": "A year",
                "axis": {"format": "~s"},
            },
            "color": {"field": "what", "type": "nominal", "title": None},
        },
    }
