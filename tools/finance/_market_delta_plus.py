"""Options by the delta-plus method of MAR40.77 to 40.80: delta-weighted legs, gamma and vega."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from tools.finance._basel_steps import Steps
from tools.finance._market_ladder import WEIGHTS, YIELDS, band_of
from tools.finance._market_simple_option import SimplePosition

HALF_DENSITY = 0.3989422804014327  # 1 / sqrt(2 pi)
VARIATION = {"equity": 0.08, "fx": 0.08, "gold": 0.08, "commodity": 0.15}  # MAR40.80(2)
SHIFT = 0.25  # of volatility, MAR40.80(6)
Rows = Sequence[tuple[str, SimplePosition]]


@dataclass(frozen=True, slots=True)
class Greeks:
    """Delta, gamma and vega of one option, as held."""

    delta: float
    gamma: float
    vega: float


def greeks(one: SimplePosition) -> Greeks:
    """Given, or by Black and Scholes with rates compounded yearly.

    The short call of the market risk amendment (1996), part C.4:

    >>> short = {"risk": "commodity", "amount": 500, "option": "written", "side": "call"}
    >>> terms = {"strike": 490, "expiry": 1, "rate": 0.08, "volatility": 0.2}
    >>> found = greeks(SimplePosition(**short, **terms))
    >>> round(found.delta, 3), round(found.gamma, 4), round(found.vega)
    (-0.721, -0.0034, -168)
    """
    from tools.finance._black_scholes import normal  # compiled: loaded when it is called

    if one.delta is not None:
        held = one.held
        return Greeks(held * one.delta, held * (one.gamma or 0.0), held * (one.vega or 0.0))
    price, strike, years = one.amount / one.units, one.strike or 1.0, one.expiry or 1.0
    total = (one.volatility or 0.0) * sqrt(years)
    carry = log((1 + (one.rate or 0.0)) / (1 + one.income))
    paid = (1 + one.income) ** -years
    d1 = (log(price / strike) + carry * years) / total + total / 2
    density = HALF_DENSITY * exp(-d1 * d1 / 2)
    delta = paid * (normal(d1) - (1.0 if one.side == "put" else 0.0))
    gamma = paid * density / (price * total)
    vega = price * paid * density * sqrt(years)
    sign = -1.0 if one.option == "written" else 1.0
    return Greeks(sign * delta, sign * gamma, sign * vega)


def legs(rows: Rows, reporting: str | None, steps: Steps) -> list[tuple[str, SimplePosition]]:
    """The delta-weighted positions that join the linear ones (MAR40.77 to 40.79)."""
    found: list[tuple[str, SimplePosition]] = []
    for place, one in rows:
        name, held = one.name or place, greeks(one)
        if one.delta is None or one.held < 0:
            steps.add(f"delta of {name}", held.delta, "ratio", "MAR40.77")
            steps.add(f"gamma of {name}", held.gamma, "ratio", "MAR40.77")
            steps.add(f"vega of {name}", held.vega, "money", "MAR40.77")
        amount = held.delta * one.amount
        steps.money(f"delta-weighted position {name}", amount, "MAR40.77")
        found += [(place, leg) for leg in _legs(one, amount, reporting)]
    return found


def _legs(one: SimplePosition, amount: float, reporting: str | None) -> list[SimplePosition]:
    first = {"amount": amount, "option": None, "direction": None}
    if one.risk == "interest_rate":
        second: dict[str, object] = {**first, "amount": -amount, "maturity": one.takes_effect}
        second |= {"issuer": None, "rating": None, "coupon": None}
        entries = [first, second] if one.takes_effect else [first]
        return [one.model_copy(update=entry) for entry in entries]
    if one.risk != "fx":
        return [one.model_copy(update=first)]
    pair = [(one.currency, amount), (one.against, -amount)]
    return [
        one.model_copy(update={**first, "amount": value, "currency": code})
        for code, value in pair
        if code is not None and code != reporting
    ]


def variation(one: SimplePosition) -> float:
    """VU: by how much one of the underlying is assumed to move (MAR40.80(2))."""
    price = one.amount / one.units
    if one.risk != "interest_rate":
        return VARIATION[one.risk] * price
    band = band_of(one.maturity or 0.0, one.coupon)
    return YIELDS[band] if one.by_yield else WEIGHTS[band] * price


def _underlying(place: str, one: SimplePosition, reporting: str | None) -> str:
    """What counts as the same underlying (MAR40.80(3))."""
    if one.risk == "interest_rate":
        band = band_of(one.maturity or 0.0, one.coupon) + 1
        return f"{one.currency or reporting or ''} band {band}".strip()
    if one.risk == "equity":
        return one.market or "one market"
    if one.risk == "fx":
        return "/".join(sorted(code for code in (one.currency, one.against or reporting) if code))
    return "gold" if one.risk == "gold" else one.name or place


def gamma_and_vega(rows: Rows, reporting: str | None, steps: Steps) -> tuple[float, float]:
    """The requirements for gamma and for vega, each underlying by itself (MAR40.80)."""
    gammas: dict[str, float] = {}
    vegas: dict[str, float] = {}
    for place, one in rows:
        name, held = one.name or place, greeks(one)
        key = _underlying(place, one, reporting)
        moved = variation(one)
        unit = "fraction" if one.by_yield else "money"
        steps.add(f"variation of the underlying VU, {name}", moved, unit, "MAR40.80(2)")
        impact = one.units * 0.5 * held.gamma * moved**2
        steps.money(f"gamma impact {name}", impact, "MAR40.80(1)")
        gammas[key] = gammas.get(key, 0.0) + impact
        shift = SHIFT * (one.volatility or 0.0)
        steps.share(f"shift of the volatility, {name}", shift, "MAR40.80(6)")
        loss = one.units * held.vega * shift
        steps.money(f"vega times the shift {name}", loss, "MAR40.80(6)")
        vegas[key] = vegas.get(key, 0.0) + loss
    for key, value in gammas.items():
        steps.money(f"net gamma impact, {key}", value, "MAR40.80(4)")
    gamma = steps.money("gamma risk", sum(max(-x, 0.0) for x in gammas.values()), "MAR40.80(5)")
    for key, value in vegas.items():
        steps.money(f"vega requirement, {key}", abs(value), "MAR40.80(6)")
    return gamma, steps.money("vega risk", sum(abs(x) for x in vegas.values()), "MAR40.80(7)")
