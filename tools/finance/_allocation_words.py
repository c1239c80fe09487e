"""Say in plain words which projects to fund."""

from collections.abc import Iterator

from tools.finance._allocation_request import AllocateResourcesRequest
from tools.finance._allocation_result import AllocateResourcesResult
from tools.wording import money, percent, plain

NAMED = 6


def summary(result: AllocateResourcesResult) -> str:
    """The answer in at most four sentences."""
    done = [one for one in result.projects if one.times]
    if not done:
        return "Fund **none**: no project can be done, or is worth doing, within these limits."
    said = [_said(one.name, one.times) for one in done[:NAMED]]
    if len(done) > NAMED:
        said.append(f"{len(done) - NAMED} more")
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    budget = sum(one.budget for one in result.periods)
    first = (
        f"Fund {listed}: together worth **{money(result.value, result.currency)}** for "
        f"{money(result.cost, result.currency)} of the {money(budget, result.currency)} there is."
    )
    return " ".join([first, *_more(result), *_left_out(result)])


def _said(name: str, times: float) -> str:
    if abs(times - 1) < 1e-9:
        return name
    return f"{percent(times)} of {name}" if times < 1 else f"{name} {plain(times, 2)} times"


def _more(result: AllocateResourcesResult) -> Iterator[str]:
    more = next((one for one in result.curve if one.factor == 1.1), None)
    if more is None:
        return
    gain = more.value - result.value
    if gain > 1e-9 * max(1.0, abs(result.value)):
        yield f"A tenth more budget would add {money(gain, result.currency)} of value."
    else:
        yield "A tenth more budget would add nothing."


def _left_out(result: AllocateResourcesResult) -> Iterator[str]:
    out = [one for one in result.projects if not one.times and one.value_per_cost is not None]
    if out:
        best = max(out, key=lambda one: one.value_per_cost or 0.0)
        yield (
            f"Left out with the best value for its money: {best.name} "
            f"({plain(best.value_per_cost or 0.0, 2)} per unit spent)."
        )


def notes(request: AllocateResourcesRequest, result: AllocateResourcesResult) -> list[str]:
    """What was assumed and how sure the choice is."""
    found = [
        "Values and costs are taken as certain and as adding up; value is counted before cost."
    ]
    if result.gap == 0:
        found.append("No other choice within the limits is worth more: the search was complete.")
    else:
        found.append(
            "Warning: the search was ended; another choice could be worth at most "
            f"{percent(result.gap)} more."
        )
    found.append(
        "The prices of money and effort are those of the relaxation in which projects may be done "
        "in part; whole projects make the true gain jump, as the curve shows."
    )
    if request.carry_over:
        found.append("What a period leaves may be spent later.")
    elif len(result.periods) > 1:
        found.append("What a period leaves is lost to the later ones.")
    if any(one.may_wait for one in request.projects or ()):
        found.append("A project that waits must still end within the periods given.")
    return found
