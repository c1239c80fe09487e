"""The answer in plain sentences, written from the result's own figures."""

from tools.venture._benchmarks import (
    LTV_TO_CAC_BAR,
    MAGIC_NUMBER_BAR,
    PAYBACK_BAR_MONTHS,
    QUICK_RATIO_BAR,
)
from tools.venture._unit_economics_result import Lever, UnitEconomics
from tools.wording import money, months, percent, ratio


def summary(result: UnitEconomics) -> str:
    """Figure first, then what it means, then what would change it."""
    sentences: list[str] = []
    if result.ltv is not None:
        sentences += [_worth(result), _verdict(result), _discounted(result)]
    sentences.append("; ".join(_efficiency(result)))
    text = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences if sentence)
    return text or result.notes[0]


def _worth(result: UnitEconomics) -> str:
    ltv, cac = result.ltv or 0.0, result.cac or 0.0
    worth = f"a customer brings in **{_money(ltv, result)}** {_over(result)}"
    if cac == 0 or (result.ltv_to_cac is None and ltv > 0):
        return f"{worth} and costs next to nothing to win, so there is nothing to pay back"
    if ltv == 0:
        return f"{worth}, so the {_money(cac, result)} it costs to win one never comes back"
    if ltv < cac:
        lost = _money(result.loss_per_customer or 0.0, result)
        return f"{worth} but costs {_money(cac, result)} to win: each one loses {lost}"
    times = ratio(result.ltv_to_cac or 0.0, 1, LTV_TO_CAC_BAR)
    cost = (
        f"the {_money(cac, result)} it costs to win one" if result.cac_derived else "what they cost"
    )
    multiple = f"as much as {cost}" if times == "1" else f"{times} times {cost}"
    return f"{worth}, {multiple}, and pays back after {months(result.payback_months or 0.0)}"


def _over(result: UnitEconomics) -> str:
    if result.horizon_months is None:
        return "over their life"
    over = f"over {months(result.horizon_months)}"
    return (
        f"{over}, where counting stops because nobody leaves" if result.monthly_churn == 0 else over
    )


def _verdict(result: UnitEconomics) -> str:
    if result.ltv_to_cac is None or result.ltv == 0:
        return ""
    bar = f"the usual bar of {LTV_TO_CAC_BAR:g}"
    if result.ltv_to_cac < LTV_TO_CAC_BAR:
        return f"below {bar}: reaching it takes {_ways_to_the_bar(result)}"
    place = "right at" if ratio(result.ltv_to_cac) == f"{LTV_TO_CAC_BAR:g}" else "above"
    slow = (result.payback_months or 0.0) > PAYBACK_BAR_MONTHS
    but = f", but slower to pay back than the usual {PAYBACK_BAR_MONTHS:g} months" if slow else ""
    lever = f"; {_lever(result.levers[0], result)}" if result.levers else ""
    return f"{place} {bar}{but}{lever}"


def _ways_to_the_bar(result: UnitEconomics) -> str:
    ways = [f"winning a customer for {_money(result.cac_for_bar or 0.0, result)}"]
    if result.monthly_churn_for_bar is not None:
        ways.insert(0, f"churn of {percent(result.monthly_churn_for_bar)} a month")
    elif result.arpa_for_bar is not None:
        ways.append(f"{_money(result.arpa_for_bar, result)} a month from each")
    return " or ".join(ways)


def _lever(lever: Lever, result: UnitEconomics) -> str:
    then = {
        "monthly_churn": lambda: f"churn is the lever: at {percent(lever.then)}",
        "annual_churn": lambda: f"churn is the lever: at {percent(lever.then)} a year",
        "customer_lifetime_months": lambda: (
            f"how long they stay is the lever: at {months(lever.then)}"
        ),
        "arpa": lambda: f"price is the lever: at {_money(lever.then, result)} a month",
        "gross_margin": lambda: f"margin is the lever: at {percent(lever.then)}",
    }[lever.lever]()
    return f"{then} it would be {_money(lever.ltv, result)}"


def _discounted(result: UnitEconomics) -> str:
    if result.ltv_discounted is None:
        return ""
    return f"discounted, it is worth {_money(result.ltv_discounted, result)} today"


def _efficiency(result: UnitEconomics) -> list[str]:
    """What growth costs, with the first figure bold where no customer value comes before it."""
    parts = (_quick(result), _retention(result), _burn(result), _magic(result))
    said = [part for part in parts if part]
    bold = 0 if result.ltv is not None else 1
    return said[:bold] + [part.replace("**", "") for part in said[bold:]]


def _quick(result: UnitEconomics) -> str:
    value = result.quick_ratio
    if value is None:
        return ""
    bar = f"the usual bar of {QUICK_RATIO_BAR:g}"
    where = (
        "above" if value > QUICK_RATIO_BAR else "below" if value < QUICK_RATIO_BAR else "right at"
    )
    return (
        f"the quick ratio is **{ratio(value, 1, QUICK_RATIO_BAR)}**, {where} {bar}: "
        f"recurring revenue {'grew' if value > 1 else 'shrank' if value < 1 else 'stood still'}"
        + (f" by {_money(abs(result.net_new_mrr), result)} a month" if result.net_new_mrr else "")
    )


def _retention(result: UnitEconomics) -> str:
    net, gross = result.net_revenue_retention, result.gross_revenue_retention
    if net is None or gross is None:
        return ""
    kept = f"{percent(gross)} before expansion"
    return f"net revenue retention is **{percent(net)}** for the period, {kept}"


def _burn(result: UnitEconomics) -> str:
    if result.burn_multiple is None:
        return ""
    band = next(b.band for b in result.benchmarks if b.metric == "burn_multiple")
    return (
        f"the burn multiple is **{ratio(result.burn_multiple, 1, 1.5, 2, 3)}**, {band} on David "
        "Sacks's scale: that much cash went for each unit of annual revenue added"
    )


def _magic(result: UnitEconomics) -> str:
    value = result.magic_number
    if value is None:
        return ""
    if value < 0:
        return f"the magic number is **{ratio(value)}**: revenue fell"
    where = (
        "above" if value > MAGIC_NUMBER_BAR else "below" if value < MAGIC_NUMBER_BAR else "right at"
    )
    return (
        f"the magic number is **{ratio(value, MAGIC_NUMBER_BAR)}**, {where} the "
        f"{MAGIC_NUMBER_BAR:g} from which more spending on sales usually pays"
    )


def _money(amount: float, result: UnitEconomics) -> str:
    return money(amount, result.currency)
