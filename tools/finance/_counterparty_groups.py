"""Sort trades into netting sets and margin agreements, and place each (CRE52.1, 52.74)."""

from collections.abc import Sequence

from tools.alternatives import changed_fields
from tools.errors import InvalidInput
from tools.finance._counterparty_agreement import Group
from tools.finance._counterparty_position import Position, position_of
from tools.finance._counterparty_request import CounterpartyRequest, Terms
from tools.finance._counterparty_times import times_of
from tools.finance._counterparty_trade import Trade

ONLY_SET = "netting set"


def grouped(request: CounterpartyRequest, trades: Sequence[Trade]) -> list[Group]:
    """Netting sets with their terms and positions, in the order given; parts of one apart."""
    sets = _sets(request, trades)
    agreements = _agreements(request)
    only = next(iter(sets)) if len(sets) == 1 else None
    used: set[str] = set()
    found: dict[tuple[str, str], list[Position]] = {}
    for name, (_, _, agreement) in sets.items():
        found[name, agreement] = []
    for number, trade in enumerate(trades):
        place = f"trades.{number}"
        key = trade.netting_set or (only if only is not None else "")
        if key not in sets:
            allowed = ", ".join(list(sets)[:10])
            raise InvalidInput.of(f"{place}.netting_set", f"must be one of {allowed}")
        agreement = trade.margin_agreement or sets[key][2]
        if agreement and agreement not in agreements:
            allowed = ", ".join(sorted(agreements)[:10]) or "those of margin_agreements"
            raise InvalidInput.of(f"{place}.margin_agreement", f"must be one of {allowed}")
        name = _unique(trade.name or f"trade {number + 1}", used)
        times = times_of(trade, place, request.as_of, request.day_count)
        home = request.currency or "one currency"
        position = position_of(trade, name, place, times, home)
        found.setdefault((key, agreement), []).append(position)
    filled = [name for (name, _), positions in found.items() if positions]
    for name in {name for name in filled if filled.count(name) > 1}:
        if sets[name][1].market_value is not None:
            raise InvalidInput.of(
                f"{sets[name][0]}market_value",
                "cannot be split among margin agreements; give the market value of each trade",
            )
    return [
        Group(name or ONLY_SET, agreement, sets[name][0], sets[name][1], tuple(positions))
        for (name, agreement), positions in found.items()
        if positions or name not in filled
    ]


def _sets(
    request: CounterpartyRequest, trades: Sequence[Trade]
) -> dict[str, tuple[str, Terms, str]]:
    """Where each netting set stands, its terms and its margin agreement."""
    if request.netting_sets is not None:
        names = [one.name for one in request.netting_sets]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise InvalidInput.of(f"netting_sets.{number}.name", "is used twice")
        known = _agreements(request)
        for number, one in enumerate(request.netting_sets):
            if one.margin_agreement and one.margin_agreement not in known:
                allowed = ", ".join(sorted(known)[:10]) or "those of margin_agreements"
                raise InvalidInput.of(
                    f"netting_sets.{number}.margin_agreement", f"must be one of {allowed}"
                )
        return {
            one.name: (f"netting_sets.{number}.", one, one.margin_agreement or "")
            for number, one in enumerate(request.netting_sets)
        }
    said = list(dict.fromkeys(trade.netting_set or "" for trade in trades))
    if len(said) > 1 and changed_fields(request) & set(Terms.model_fields):
        raise InvalidInput.of(
            "netting_sets", "trades name several; say the collateral terms of each"
        )
    return {name: ("", request, "") for name in said}


def _agreements(request: CounterpartyRequest) -> set[str]:
    found: set[str] = set()
    for number, one in enumerate(request.margin_agreements or ()):
        if one.name in found:
            raise InvalidInput.of(f"margin_agreements.{number}.name", "is used twice")
        found.add(one.name)
    return found


def _unique(name: str, used: set[str]) -> str:
    """A name that no other trade has, so that trades without a reference stay apart."""
    found, number = name, 2
    while found in used:
        found, number = f"{name} ({number})", number + 1
    used.add(found)
    return found
