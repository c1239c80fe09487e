"""The simplified standardised approach to market risk (MAR40): four classes, scaled and added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance._basel_ratings import looked_up, rung
from tools.finance._basel_steps import Step, Steps
from tools.finance._market_delta_plus import gamma_and_vega, legs
from tools.finance._market_ladder import (
    COMMODITIES,
    OUTRIGHT,
    RATES,
    WEIGHTS,
    Ladder,
    band_of,
    commodity_ladder,
    general_rates,
)
from tools.finance._market_option_grid import OptionGrid, largest_losses
from tools.finance._market_simple_option import SimplePosition

SCALING = {"interest_rate": 1.3, "equity": 3.5, "fx": 1.2, "commodity": 1.9}  # MAR40.2
SHORT, MIDDLE = 0.5, 2.0  # years between which bonds of good standing weigh 1 %
GOOD = (0.0025, 0.01, 0.016)
EQUITY, INDEX, GENERAL = 0.08, 0.02, 0.08
EXCHANGE = 0.08
GROSS = 0.03
EQUITIES = "MAR40.41 to 40.52"
MOST_NAMES = 500
"""Shares beyond which the specific risk of each is no step of its own."""


@dataclass(frozen=True, slots=True)
class SimpleClass:
    """One class of the approach."""

    risk: str
    specific: float
    general: float
    options: float
    gamma: float
    vega: float
    scenarios: float
    factor: float

    @property
    def plain(self) -> float:
        """Before its scaling factor."""
        linear = self.specific + self.general
        return linear + self.options + self.gamma + self.vega + self.scenarios

    @property
    def capital(self) -> float:
        """After it."""
        return self.factor * self.plain


@dataclass(frozen=True, slots=True)
class Book:
    """Positions with their places in the request."""

    rows: Sequence[tuple[str, SimplePosition]]
    way: "Way"


@dataclass(frozen=True, slots=True)
class Way:
    """What the approach depends on besides the positions."""

    reporting: str | None
    ladder: bool
    """Whether commodities go through the maturity ladder."""
    scaled: bool
    """Whether the scaling factors of the final rules apply."""


def simple_capital(
    rows: Sequence[SimplePosition], way: Way, grids: Sequence[OptionGrid] = ()
) -> tuple[list[SimpleClass], list[Step]]:
    """The four classes that have positions, and every step."""
    found: list[SimpleClass] = []
    kept: list[Step] = []
    for risk, (members, parts) in _CLASSES.items():
        chosen = [
            (f"simple_positions.{number}", one)
            for number, one in enumerate(rows)
            if one.risk in members
        ]
        on_grids = [
            (f"option_grids.{number}", one)
            for number, one in enumerate(grids)
            if one.risk in members
        ]
        if not chosen and not on_grids:
            continue
        steps = Steps(f"simplified approach, {risk.replace('_', ' ')}")
        measured = [pair for pair in chosen if pair[1].by_greeks]
        linear = [pair for pair in chosen if pair[1].option is None]
        linear += legs(measured, way.reporting, steps)
        specific, general = parts(Book(linear, way), steps)
        plain = [pair for pair in chosen if pair[1].option and not pair[1].by_greeks]
        options = sum(_option(place, one, steps) for place, one in plain)
        gamma, vega = gamma_and_vega(measured, way.reporting, steps) if measured else (0.0, 0.0)
        factor = SCALING[risk] if way.scaled else 1.0
        losses = largest_losses(on_grids, steps)
        one = SimpleClass(risk, specific, general, options, gamma, vega, losses, factor)
        steps.money("capital before scaling", one.plain, "MAR40.2")
        steps.add("scaling factor", one.factor, "factor", "MAR40.2")
        steps.money("capital", one.capital, "MAR40.2")
        found.append(one)
        kept += steps.kept
    return found, kept


def _rates(book: Book, steps: Steps) -> tuple[float, float]:
    ladders: dict[str, Ladder] = {}
    issues: dict[str, tuple[str, SimplePosition, float]] = {}
    for place, one in book.rows:
        ladder = ladders.setdefault(one.currency or book.way.reporting or "", Ladder())
        ladder.add(one.position, band_of(one.maturity or 0.0, one.coupon))
        if one.issuer is not None:
            key = one.name or place
            _, first, net = issues.get(key, (place, one, 0.0))
            issues[key] = place, first, net + one.position
    specific = 0.0
    for place, one, net in issues.values():
        weight = steps.share(f"specific weight {one.name or place}", _specific(one), RATES)
        specific += weight * abs(net)
    steps.money("specific risk", specific, RATES)
    general = 0.0
    for currency, ladder in ladders.items():
        own = Steps(f"{steps.of} {currency}".strip())
        general += own.money("general risk", general_rates(ladder, own), RATES)
        steps.kept += own.kept
    return specific, general


def _specific(one: SimplePosition) -> float:
    """The weight of a bond for specific risk."""
    years = one.maturity or 0.0
    good = GOOD[(years > SHORT) + (years > MIDDLE)]
    at = rung(one.rating)
    if one.issuer == "government":
        return looked_up(at, ("AA-", "BBB-", "B-"), (0.0, good, 0.08, 0.12), 0.08)
    if one.issuer == "qualifying":
        return good
    return looked_up(at, ("BB-",), (0.08, 0.12), 0.08)


def _equities(book: Book, steps: Steps) -> tuple[float, float]:
    names: dict[str, tuple[float, float]] = {}
    markets: dict[str, float] = {}
    for place, one in book.rows:
        weight = INDEX if one.index else EQUITY
        held = names.get(one.name or place, (weight, 0.0))[1]
        names[one.name or place] = weight, held + one.position
        market = one.market or "one market"
        markets[market] = markets.get(market, 0.0) + one.position
    specific = 0.0
    for name, (weight, net) in names.items():
        charge = weight * abs(net)
        specific += charge
        if len(names) <= MOST_NAMES:
            steps.money(f"specific risk {name}", charge, EQUITIES)
    steps.money("specific risk", specific, EQUITIES)
    for market, net in markets.items():
        steps.money(f"net position, {market}", net, EQUITIES)
    general = GENERAL * sum(abs(net) for net in markets.values())
    return specific, steps.money("general risk", general, EQUITIES)


def _exchange(book: Book, steps: Steps) -> tuple[float, float]:
    """8 % of the larger of all long and all short currencies, and of gold."""
    nets: dict[str, float] = {}
    gold = 0.0
    for place, one in book.rows:
        if one.risk == "gold":
            gold += one.position
        elif one.currency == book.way.reporting:
            raise InvalidInput.of(
                f"{place}.currency", "must not be the reporting currency, which has no FX risk"
            )
        else:
            currency = one.currency or ""
            nets[currency] = nets.get(currency, 0.0) + one.position
    for code, net in nets.items():
        steps.money(f"net position {code}", net, "MAR40.60")
    long = steps.money("net long currencies", sum(x for x in nets.values() if x > 0), "MAR40.60")
    short = steps.money("net short currencies", -sum(x for x in nets.values() if x < 0), "MAR40.60")
    steps.money("net position in gold", gold, "MAR40.60")
    whole = EXCHANGE * (max(long, short) + abs(gold))
    return 0.0, steps.money("8 % of the larger side and of gold", whole, "MAR40.61")


def _commodities(book: Book, steps: Steps) -> tuple[float, float]:
    names: dict[str, list[tuple[str, SimplePosition]]] = {}
    for place, one in book.rows:
        names.setdefault(one.name or place, []).append((place, one))
    total = 0.0
    for name, members in names.items():
        own = Steps(name)
        if book.way.ladder:
            total += commodity_ladder([_dated(place, one) for place, one in members], own)
        else:
            net = abs(sum(one.position for _, one in members))
            gross = sum(abs(one.position) for _, one in members)
            total += own.money("15 % of the net position", OUTRIGHT * net, COMMODITIES)
            total += own.money("3 % of the gross position", GROSS * gross, COMMODITIES)
        steps.kept += own.kept
    return 0.0, total


def _dated(place: str, one: SimplePosition) -> tuple[float, float]:
    if one.maturity is None:
        raise InvalidInput.of(
            f"{place}.maturity", "is needed for the maturity ladder", code="missing"
        )
    return one.maturity, one.position


def _option(place: str, one: SimplePosition, steps: Steps) -> float:
    """Bought options outside the other calculations: the simplified approach of MAR40.76."""
    rate = {
        "interest_rate": lambda: _own_rate(one),
        "equity": lambda: (INDEX if one.index else EQUITY) + GENERAL,
        "commodity": lambda: OUTRIGHT,
    }.get(one.risk, lambda: EXCHANGE)()
    charge = steps.money(f"requirement of the underlying {one.name or place}",
                         rate * abs(one.position), "MAR40.76")  # fmt: skip
    if one.option == "bought":
        charge = min(charge, one.option_value or 0.0)
    else:
        charge = max(charge - one.in_the_money, 0.0)
    return steps.money(f"requirement with the option {one.name or place}", charge, "MAR40.76")


def _own_rate(one: SimplePosition) -> float:
    specific = 0.0 if one.issuer is None else _specific(one)
    return specific + WEIGHTS[band_of(one.maturity or 0.0, one.coupon)]


Parts = Callable[[Book, Steps], tuple[float, float]]
_CLASSES: dict[str, tuple[tuple[str, ...], Parts]] = {
    "interest_rate": (("interest_rate",), _rates),
    "equity": (("equity",), _equities),
    "fx": (("fx", "gold"), _exchange),
    "commodity": (("commodity",), _commodities),
}
