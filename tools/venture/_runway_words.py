"""A runway in plain sentences, and what was assumed."""

import datetime
from collections.abc import Iterator

from tools.venture._runway_request import RunwayRequest
from tools.venture._runway_result import Runway, YearAhead
from tools.wording import money, months, percent


def summary(result: Runway) -> str:
    """How long, how sure, and whether it is default alive."""
    said = [*_lasts(result), *_default(result)]
    return " ".join(sentence for sentence in said if sentence)


def _lasts(result: Runway) -> Iterator[str]:
    if result.monthly_gain is not None and result.runway_months is None:
        gain = money(result.monthly_gain, result.currency)
        yield f"Cash grows by **{gain} a month** now, so there is no date on which it runs out."
    elif result.runway_months == 0:
        yield "There is **no cash** to run on."
    elif result.exact and result.runway_months is None:
        yield (
            "The cash **never runs out** on these figures."
            if result.status == "ok"
            else "Cash **does not fall**, so it never runs out."
        )
    elif result.exact:
        lasts = months(result.runway_months or 0.0)
        yield f"The cash lasts **{lasts}**{_until(result.runway_date)}."
    if not result.exact:
        yield from _spread(result)


def _spread(result: Runway) -> Iterator[str]:
    by_level = {one.probability: one for one in result.runway_quantiles}
    tenth, median, ninetieth = by_level[0.1], by_level[0.5], by_level[0.9]
    if median.months is not None:
        half = f"Half of the simulated futures are out of cash after **{months(median.months)}**"
        rest = f"; one in ten after {months(tenth.months or 0.0)}{_on(tenth.date)}"
        if ninetieth.months is not None and ninetieth.months > median.months:
            rest += f", and one in ten lasts beyond {months(ninetieth.months)}"
        yield f"{half}{_on(median.date)}{rest}."
    else:
        share = result.chance_lasting
        chance = "all" if share == 1 else percent(share)
        said = f"In **{chance}** of the simulated futures there is still cash after"
        rest = (
            f"; one in ten is out of it after {months(tenth.months)}{_on(tenth.date)}"
            if tenth.months is not None
            else ""
        )
        yield f"{said} {result.horizon_months} months{rest}."
    if median.months is not None and (shown := _yearly(result)):
        chances = ", ".join(f"{percent(m.chance)} after {m.month} months" for m in shown)
        yield f"The chance of still having cash is {chances}."


def _yearly(result: Runway) -> list[YearAhead]:
    """The ends of years at which the chance is neither sure nor what it was before."""
    shown: list[YearAhead] = []
    for one in result.chance_by_year:
        sure = not 0.005 < one.chance < 0.995
        if not sure and (not shown or one.chance < shown[-1].chance):
            shown.append(one)
    return shown[:3]


def _until(day: datetime.date | None) -> str:
    return f", until about {_spelled(day)}" if day else ""


def _on(day: datetime.date | None) -> str:
    return f" ({_spelled(day)})" if day else ""


def _spelled(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _default(result: Runway) -> Iterator[str]:
    if result.default_alive is None:
        return
    if result.default_alive and result.months_to_profit == 0:
        yield "Revenue covers the costs already: default alive."
    elif result.default_alive:
        left = money(result.lowest_cash or 0.0, result.currency)
        yield (
            f"Default alive: with costs as they are, revenue covers them after "
            f"{result.months_to_profit} months, with {left} left."
        )
    elif result.growth_needed is None:
        yield "Default dead: no growth that could be hoped for makes it to profit on this cash."
    else:
        needed = f"{percent(result.growth_needed)} a month"
        lacks = (
            "revenue never covers the costs at this growth"
            if result.cash_lacking is None
            else f"{money(result.cash_lacking, result.currency)} lacks to reach profit"
        )
        yield f"Default dead: {lacks}; it would take revenue growing {needed} net of churn."


def notes(request: RunwayRequest, result: Runway) -> list[str]:
    """Assumptions, defaults and caveats."""
    return [*_warnings(result), *_assumed(request, result), *_left_out(request, result)]


def _warnings(result: Runway) -> Iterator[str]:
    if result.status == "insufficient_data":
        yield "Too few futures were simulated for the outer quantiles; raise `paths`."
    if result.default_alive and result.months_to_profit == 0 and result.runway_months is not None:
        yield "It is profitable now, and yet the cash runs out as costs grow or revenue shrinks."


def _assumed(request: RunwayRequest, result: Runway) -> Iterator[str]:
    if result.exact:
        yield "All figures were taken as certain; give ranges to see how far the date may move."
    else:
        error = percent(result.largest_standard_error)
        yield (
            f"Assumed: in each of {result.paths:,} futures every range is drawn once, "
            "independently, and holds for all its months (chances are exact to a standard error "
            f"of {error} at most); ranges are PERT unless said otherwise."
        )
    if request.monthly_costs is None and request.monthly_revenue is None:
        grows = "" if request.cost_growth is None else ", but for its growth"
        yield f"The burn stays as it is in every month{grows}."
    elif request.revenue_growth is None and request.monthly_revenue is not None:
        yield "No growth of revenue was given: it stays as it is."
    if request.fundraises:
        yield (
            "Money to come arrives at the beginning of its month or not at all; who has run out "
            "before is out, whatever comes later."
        )
    if request.monthly_burn is not None and request.monthly_costs is not None:
        yield "Costs and burn were both given: the costs count, the burn says what revenue is."


def _left_out(request: RunwayRequest, result: Runway) -> Iterator[str]:
    if result.default_alive is not None:
        also = " Planned hires and rounds are left out of it." * bool(
            request.hires or request.fundraises
        )
        yield (
            "Default alive is Paul Graham's question: with expenses constant and revenue growing "
            f"as now, does the company reach profit on the money it has left?{also}"
        )
    else:
        yield "Whether it is default alive takes revenue, its growth and costs."
    yield "Taxes, interest and the delay between a sale and its payment are left out."
