"""Say a counterparty exposure in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.alternatives import changed_fields
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._counterparty_result import CounterpartyResult, NettingSetExposure
from tools.wording import money, percent

NAMES = {
    "interest_rate": "interest rates",
    "foreign_exchange": "foreign exchange",
    "credit": "credit",
    "equity": "equity",
    "commodity": "commodities",
    "given": "the add-on given",
}


def summary(result: CounterpartyResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_figure(result), _parts(result), *_margin(result), *_capital(result)])


def _figure(result: CounterpartyResult) -> str:
    said = money(result.ead, result.currency)
    sets = len(result.netting_sets)
    over = f" over {sets} netting sets" if sets > 1 else ""
    return f"The exposure at default is **{said}**{over}."


def _parts(result: CounterpartyResult) -> str:
    def say(amount: float) -> str:
        return money(amount, result.currency)

    text = (
        f"It is {result.alpha:g} times the sum of {say(result.replacement_cost)} to replace the "
        f"trades today and {say(result.pfe)} by which they may still gain"
    )
    if result.replacement_cost == 0:
        text = (
            f"Replacing the trades today would cost nothing; they may still gain "
            f"{say(result.pfe)}, which counts {result.alpha:g} times"
        )
    if result.multiplier is not None and result.multiplier < 1:
        text += (
            f": of an add-on of {say(result.addon_aggregate)} {percent(result.multiplier)} counts, "
            "because of collateral or losses"
        )
    classes = _classes(result)
    if len(classes) > 1:
        most = NAMES[max(classes, key=lambda name: classes[name])]
        text += f"; most of it comes from {most}"
    return text + "."


def _classes(result: CounterpartyResult) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in result.netting_sets:
        for name, amount in one.add_ons.items():
            found[name] = found.get(name, 0.0) + amount
    return found


def _margin(result: CounterpartyResult) -> Iterator[str]:
    held = [one for one in result.netting_sets if one.capped]
    if len(held) == 1 and len(result.netting_sets) == 1:
        yield (
            "Under the margin agreement alone it would be "
            f"{money(held[0].ead_before_cap, result.currency)}; the exposure without one is less "
            "and counts."
        )
    elif held:
        yield f"In {len(held)} of the netting sets the exposure without margin is less and counts."


def _capital(result: CounterpartyResult) -> Iterator[str]:
    if result.rwa is None or result.capital is None or result.risk_weight is None:
        return
    yield (
        f"At a risk weight of {percent(result.risk_weight)} that is "
        f"{money(result.rwa, result.currency)} of risk-weighted assets and "
        f"{money(result.capital, result.currency)} of capital at 8 %."
    )


def notes(request: CounterpartyRequest, result: CounterpartyResult) -> list[str]:
    """What was assumed, defaults taken, and what differs from the Basel Framework."""
    return [
        *_of_trades(request),
        *_of_sets(result.netting_sets),
        *_of_agreements(result),
        *_of_way(request),
        "Amounts are taken in the bank's own currency, legally enforceable netting as given.",
    ]


def _of_trades(request: CounterpartyRequest) -> Iterator[str]:
    trades = request.trades or []
    silent = [t for t in trades if "direction" not in changed_fields(t)]
    if silent and len(trades) > 1:
        count = f"{len(silent)} of {len(trades)} trades"
        yield f"{count} are taken as long, for want of another direction."
    worthless = [t for t in trades if "market_value" not in changed_fields(t)]
    if worthless and request.market_value is None and request.netting_sets is None:
        yield f"{len(worthless)} of {len(trades)} trades are taken at a market value of 0."
    rates = [t for t in trades if t.asset_class == "interest_rate"]
    if len(rates) > 1 and any(t.currency is None for t in rates):
        yield "Interest-rate trades without a currency were taken as of one currency."
    named = ("credit", "equity", "commodity")
    if any(t.reference is None for t in trades if t.asset_class in named) and len(trades) > 1:
        yield "Trades that name no reference were taken as on different names, which offset less."
    if any(t.shift for t in trades):
        yield "Strikes and underlyings were shifted as CRE52.40 FAQ2 allows."
    if any(t.unpaid_premium is not None for t in trades):
        yield "What was sold alone and without margin exposes by unpaid premium at most (CRE52.1)."
    if any(t.digital_payoff for t in trades):
        yield "Digital options stand as collars at 95 % and 105 % of their strike (CRE52.42)."
    if not trades and request.market_value is None:
        yield "No market value was given: taken as 0."


def _of_sets(sets: list[NettingSetExposure]) -> Iterator[str]:
    if any(one.margined for one in sets):
        yield (
            "The cap of a margined netting set (CRE52.2) is computed with the same trades and the "
            "collateral held now; only the margin agreement is left out."
        )
    if any(one.margined and one.unmargined_ead is None for one in sets):
        yield "Without trades the cap at the unmargined exposure cannot be computed."


def _of_agreements(result: CounterpartyResult) -> Iterator[str]:
    if result.margin_agreements:
        yield (
            "Netting sets under one margin agreement have one replacement cost; each one's "
            "add-on is the unmargined one. For the multipliers the agreement's collateral goes to "
            "netting sets of its own sign first, a surplus by add-on (CRE52.75 and 52.76)."
        )


def _of_way(request: CounterpartyRequest) -> Iterator[str]:
    if request.alpha != 1.4:
        yield f"Alpha is {request.alpha:g}; the Basel Framework has 1.4 (CRE52.1)."
    if not request.rate_offset:
        yield "Interest-rate positions of different maturities do not offset (CRE52.57(5))."
    dated = any(
        getattr(t, f"{name}_date") is not None
        for t in request.trades or []
        for name in ("start", "end", "maturity", "exercise")
    )
    if dated:
        yield f"Days were turned into years by {request.day_count}; the standard leaves it open."
