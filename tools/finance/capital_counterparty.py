"""Exposure to a counterparty of derivatives: the standardised approach, SA-CCR (CRE52)."""

from collections.abc import Sequence

from tools.alternatives import changed_fields
from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._counterparty_addon import AddOns, Part, rate_parts
from tools.finance._counterparty_chart import chart
from tools.finance._counterparty_exposure import Exposure, Side, Way, exposure_of
from tools.finance._counterparty_position import Position, position_of
from tools.finance._counterparty_report import parts_of, set_of, steps_of, trades_of
from tools.finance._counterparty_request import CounterpartyRequest, Terms
from tools.finance._counterparty_result import CounterpartyResult
from tools.finance._counterparty_times import times_of
from tools.finance._counterparty_trade import Trade
from tools.finance._counterparty_words import notes, summary

ONLY_SET = "netting set"
CAPITAL_RATIO = 0.08  # RBC20.1


def capital_counterparty(request: CounterpartyRequest) -> CounterpartyResult:
    """Compute the exposure at default of derivatives by SA-CCR, with every step.

    Use it for counterparty credit risk of swaps, forwards, options, credit, equity and commodity
    derivatives: replacement cost, add-on, multiplier, margin agreement, netting sets, EAD.
    """
    exposures = _exposures(request)
    ead = sum(exposure.ead for exposure in exposures)
    weight = request.risk_weight
    result = CounterpartyResult(
        summary="",
        method=Method(
            name="Standardised approach for counterparty credit risk (SA-CCR)",
            source="Basel Framework CRE52; BCBS 279 (March 2014, revised April 2014)",
        ),
        ead=ead,
        replacement_cost=sum(_counting(e).replacement_cost for e in exposures),
        pfe=sum(_counting(e).pfe for e in exposures),
        addon_aggregate=sum(_counting(e).add_ons.aggregate for e in exposures),
        multiplier=_counting(exposures[0]).multiplier if len(exposures) == 1 else None,
        alpha=request.alpha,
        risk_weight=weight,
        rwa=None if weight is None else ead * weight,
        capital=None if weight is None else CAPITAL_RATIO * ead * weight,
        netting_sets=[set_of(exposure) for exposure in exposures],
        trades=[row for exposure in exposures for row in trades_of(exposure)],
        parts=[row for exposure in exposures for row in parts_of(exposure)],
        steps=[step for exposure in exposures for step in steps_of(exposure, request.alpha)],
        currency=request.currency,
    )
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _counting(exposure: Exposure) -> Side:
    """The side that counts: without margin where the cap binds."""
    capped = exposure.capped and exposure.unmargined is not None
    return exposure.unmargined if capped and exposure.unmargined else exposure.side


def _exposures(request: CounterpartyRequest) -> list[Exposure]:
    way = Way(request.alpha, request.rate_offset)
    if request.trades is None:
        return [exposure_of(ONLY_SET, "", request, [], way, _given(request))]
    groups = _grouped(request, request.trades)
    found: list[Exposure] = []
    for name, place, terms, positions in groups:
        if not positions:
            raise InvalidInput.of(f"{place}name", "no trade names this netting set")
        found.append(exposure_of(name, place, terms, positions, way))
    return found


def _given(request: CounterpartyRequest) -> AddOns:
    """The add-on that was given, or that of three maturity buckets."""
    if request.effective_notionals is not None:
        name = request.currency or "interest rates"
        amount, parts = rate_parts(name, request.effective_notionals, request.rate_offset)
        return AddOns({"interest_rate": amount}, parts)
    return AddOns(
        {"given": request.addon or 0.0},
        [Part("given", "", "", None, request.addon, "CRE52.25")],
    )


def _grouped(
    request: CounterpartyRequest, trades: Sequence[Trade]
) -> list[tuple[str, str, Terms, list[Position]]]:
    """Netting sets with their terms and positions, in the order given."""
    if request.netting_sets is not None:
        names = [one.name for one in request.netting_sets]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise InvalidInput.of(f"netting_sets.{number}.name", "is used twice")
        groups: dict[str, tuple[str, Terms, list[Position]]] = {
            one.name: (f"netting_sets.{number}.", one, list[Position]())
            for number, one in enumerate(request.netting_sets)
        }
    else:
        said = list(dict.fromkeys(trade.netting_set or "" for trade in trades))
        if len(said) > 1 and _has_terms(request):
            raise InvalidInput.of(
                "netting_sets", "trades name several; say the collateral terms of each"
            )
        groups = {name: ("", request, list[Position]()) for name in said}
    only = next(iter(groups)) if len(groups) == 1 else None
    used: set[str] = set()
    for number, trade in enumerate(trades):
        place = f"trades.{number}"
        key = trade.netting_set or (only if only is not None else "")
        if key not in groups:
            allowed = ", ".join(list(groups)[:10])
            raise InvalidInput.of(f"{place}.netting_set", f"must be one of {allowed}")
        name = _unique(trade.name or f"trade {number + 1}", used)
        times = times_of(trade, place, request.as_of, request.day_count)
        home = request.currency or "one currency"
        groups[key][2].append(position_of(trade, name, place, times, home))
    return [
        (name or ONLY_SET, place, terms, positions)
        for name, (place, terms, positions) in groups.items()
    ]


def _has_terms(request: CounterpartyRequest) -> bool:
    return bool(changed_fields(request) & set(Terms.model_fields))


def _unique(name: str, used: set[str]) -> str:
    """A name that no other trade has, so that trades without a reference stay apart."""
    found, number = name, 2
    while found in used:
        found, number = f"{name} ({number})", number + 1
    used.add(found)
    return found
