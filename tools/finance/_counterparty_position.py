"""A trade's adjusted notional, supervisory delta and hedging set (CRE52.30 to 52.47)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erf, exp, log, sqrt

from tools.errors import InvalidInput
from tools.finance._counterparty_kinds import NotionalStep
from tools.finance._counterparty_parameters import (
    BUSINESS_YEAR,
    COMMODITY,
    CREDIT,
    CREDIT_INDEX,
    DISCOUNT,
    ELECTRICITY,
    EXCHANGE,
    HEDGING_SETS,
    LEAST_DAYS,
    RATES,
    SCALES,
    SHARE,
    SHARE_INDEX,
    Parameters,
)
from tools.finance._counterparty_times import Times
from tools.finance._counterparty_trade import Trade

CLOSE = 1e-9  # years
COLLAR = (0.95, 1.05)  # strikes that stand for a digital option's, CRE52.42(3)


@dataclass(frozen=True, slots=True)
class Position:
    """A trade before its maturity factor, which depends on the margining."""

    name: str
    asset_class: str
    hedging_set: str
    entity: str
    """What it offsets with in full, for credit, equity and commodities."""
    bucket: int | None
    """Maturity bucket from 0, for interest rates."""
    times: Times
    duration: float | None
    adjusted_notional: float
    delta: float
    factor: float
    """Supervisory factor, scaled for basis and volatility transactions."""
    correlation: float
    market_value: float
    cap: float | None = None
    """Most that a digital option's effective notional may be."""
    volatility: float | None = None
    """Supervisory volatility, of options."""
    most: float | None = None
    """Most that the exposure of the trade can be, alone and without margin."""


def position_of(trade: Trade, name: str, place: str, times: Times, home: str) -> Position:
    """Place one trade. `home` is the hedging set of rates whose currency is not said.

    Raises InvalidInput naming the field of the trade that is missing or makes no sense.
    """
    parameters = _parameters(trade, place)
    factor = parameters.factor * SCALES[trade.kind]
    duration = _duration(times) if trade.asset_class in ("interest_rate", "credit") else None
    direction = 1.0 if trade.direction == "long" else -1.0
    hedging_set, flip = _hedging_set(trade, name, home)
    if trade.digital_payoff is not None:
        notional, delta, cap = _digital(trade, place, times, parameters, factor)
    else:
        notional, cap = _size(trade, place, times) * (duration or 1.0), None
        delta = _delta(trade, place, times, parameters)
    return Position(
        name=name,
        asset_class=trade.asset_class,
        hedging_set=hedging_set,
        entity=trade.reference or name,
        bucket=_bucket(times.end) if trade.asset_class == "interest_rate" else None,
        times=times,
        duration=duration,
        adjusted_notional=notional,
        delta=direction * flip * delta,
        factor=factor,
        correlation=parameters.correlation or 0.0,
        market_value=trade.market_value,
        cap=cap,
        volatility=parameters.volatility if trade.option is not None else None,
        most=trade.unpaid_premium,
    )


def _parameters(trade: Trade, place: str) -> Parameters:
    if trade.asset_class == "interest_rate":
        return RATES
    if trade.asset_class == "foreign_exchange":
        return EXCHANGE
    if trade.asset_class == "equity":
        return SHARE_INDEX if trade.index else SHARE
    if trade.asset_class == "credit":
        return _of_credit(trade, place)
    if trade.commodity is None:
        allowed = ", ".join(HEDGING_SETS)
        raise InvalidInput.of(f"{place}.commodity", f"say which: {allowed}", code="missing")
    return ELECTRICITY if trade.commodity == "electricity" else COMMODITY


def _of_credit(trade: Trade, place: str) -> Parameters:
    field = f"{place}.rating"
    if trade.rating is None:
        raise InvalidInput.of(
            field, "say the rating, AAA to CCC, or IG or SG for an index", code="missing"
        )
    if trade.rating in CREDIT_INDEX:
        return CREDIT_INDEX[trade.rating]
    if trade.index:
        raise InvalidInput.of(field, "an index is IG or SG")
    return CREDIT[trade.rating]


def _hedging_set(trade: Trade, name: str, home: str) -> tuple[str, float]:
    """Its name, and -1 where the pair is named the other way round."""
    flip = 1.0
    if trade.asset_class == "interest_rate":
        base = trade.currency or home
    elif trade.asset_class == "foreign_exchange":
        letters = "".join(c for c in (trade.pair or "") if c.isalpha()).upper()
        first, second = letters[:3], letters[3:]
        flip = -1.0 if first > second else 1.0
        base = "/".join(sorted((first, second))) if letters else "one pair"
    elif trade.asset_class == "commodity":
        base = HEDGING_SETS[trade.commodity or "other"]
    else:
        base = trade.asset_class
    if trade.kind == "basis":  # one set for each pair of risk factors, CRE52.46
        return f"{base}, basis {trade.reference or name}", flip
    return (base if trade.kind == "ordinary" else f"{base}, {trade.kind}"), flip


def _bucket(end: float) -> int:
    return 0 if end < 1 else 1 if end <= 5 else 2


def _duration(times: Times) -> float:
    found = (exp(-DISCOUNT * times.start) - exp(-DISCOUNT * times.end)) / DISCOUNT
    return max(found, LEAST_DAYS / BUSINESS_YEAR)


def _size(trade: Trade, place: str, times: Times) -> float:
    """The notional of CRE52.35 to 52.37."""
    if trade.notional_steps is not None:
        return trade.notional_factor * _average(trade.notional_steps, place, times)
    return trade.notional_factor * _stated(trade, place)


def _average(steps: Sequence[NotionalStep], place: str, times: Times) -> float:
    """The time-weighted average notional over the remaining life, CRE52.37(2)."""
    last, total = times.start, 0.0
    for step in steps:
        until = min(step.until, times.end)
        total += step.amount * max(until - last, 0.0)
        last = max(last, until)
    if last < times.end - CLOSE:
        raise InvalidInput.of(f"{place}.notional_steps", "must reach the end of the trade")
    return total / (times.end - times.start)


def _stated(trade: Trade, place: str) -> float:
    if trade.price is not None and trade.units is not None:
        if trade.asset_class not in ("equity", "commodity"):
            raise InvalidInput.of(f"{place}.price", "price and units are for equity, commodities")
        if trade.notional is not None:
            raise InvalidInput.of(f"{place}.notional", "give the notional, or price and units")
        return trade.price * trade.units
    if trade.notional is None:
        also = ", or price and units" if trade.asset_class in ("equity", "commodity") else ""
        raise InvalidInput.of(f"{place}.notional", f"say how large it is{also}", code="missing")
    if trade.second_leg is not None:
        if trade.asset_class != "foreign_exchange":
            raise InvalidInput.of(f"{place}.second_leg", "is for foreign exchange only")
        return max(trade.notional, trade.second_leg)
    return trade.notional


def _delta(trade: Trade, place: str, times: Times, parameters: Parameters) -> float:
    """Supervisory delta of a long position: CRE52.39 to 52.41."""
    points = _points(trade)
    if points is not None:
        if trade.asset_class != "credit" or trade.option is not None:
            raise InvalidInput.of(f"{place}.attachment", "is for CDO tranches of credit only")
        return 15 / ((1 + 14 * points[0]) * (1 + 14 * points[1]))
    if trade.option is None:
        return 1.0
    return option_delta(trade, place, times, parameters)(trade.strike)


def _points(trade: Trade) -> tuple[float, float] | None:
    """Attachment and detachment; of the nth default among m names (n - 1)/m and n/m, CRE52.41."""
    if trade.attachment is not None and trade.detachment is not None:
        return trade.attachment, trade.detachment
    if trade.nth_to_default is not None and trade.pool_names is not None:
        nth, names = trade.nth_to_default, trade.pool_names
        return (nth - 1) / names, nth / names
    return None


def option_delta(
    trade: Trade, place: str, times: Times, parameters: Parameters
) -> Callable[[float | None], float]:
    """The delta of a bought option as a function of its strike, CRE52.40 with its shift."""
    for name in ("underlying", "strike"):
        value = getattr(trade, name)
        if value is None:
            raise InvalidInput.of(f"{place}.{name}", "is needed for an option", code="missing")
        if value + trade.shift <= 0:
            raise InvalidInput.of(
                f"{place}.{name}", "must be above zero once shift is added; give a larger shift"
            )
    price = (trade.underlying or 0.0) + trade.shift
    exercise = exercise_of(trade, place, times)
    spread = parameters.volatility * sqrt(exercise)

    def delta(strike: float | None) -> float:
        at = (log(price / ((strike or 0.0) + trade.shift)) + 0.5 * spread**2) / spread
        return _normal(at) if trade.option == "call" else -_normal(-at)

    return delta


def exercise_of(trade: Trade, place: str, times: Times) -> float:
    """Years to the last exercise: said, else the forward start, else the end of the contract."""
    if times.exercise is not None:
        return times.exercise
    if trade.asset_class not in ("interest_rate", "credit"):
        return times.maturity
    if times.start > 0:
        return times.start
    raise InvalidInput.of(
        f"{place}.exercise", "say in how many years it is exercised last", code="missing"
    )


def _digital(
    trade: Trade, place: str, times: Times, parameters: Parameters, factor: float
) -> tuple[float, float, float]:
    """A digital option as a collar of two European ones; its effective notional has a cap."""
    field = f"{place}.digital_payoff"
    if trade.asset_class not in ("equity", "commodity") or trade.option is None:
        raise InvalidInput.of(
            field,
            "is for calls and puts on shares or commodities; elsewhere give the two options of "
            "the collar as trades",
        )
    delta, payoff = option_delta(trade, place, times, parameters), trade.digital_payoff or 0.0
    strike = trade.strike or 0.0
    low, high = (strike * side for side in COLLAR)
    size = payoff / (high - low) * (trade.price or trade.underlying or 0.0)
    # A call pays above both strikes: bought at the lower, sold at the higher; a put mirrors it.
    outer, inner = (low, high) if trade.option == "call" else (high, low)
    return size, delta(outer) - delta(inner), payoff / factor


def _normal(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))
