"""How much a portfolio may lose: value at risk and expected shortfall."""

from typing import TYPE_CHECKING

import numpy as np

from tools.capability import Method
from tools.computing import HERE
from tools.ports import Compute, Progress
from tools.progress import SILENT
from tools.risk._value_at_risk_chart import chart
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk._value_at_risk_result import Bar, PositionRisk, ValueAtRiskResult
from tools.risk._value_at_risk_words import NAMES, notes, summary

if TYPE_CHECKING:
    from tools.risk._portfolio_tail import Book

SOURCES = {
    "historical": "Hyndman and Fan (1996), type 7; Acerbi and Tasche (2002); errors by Maritz and "
    "Jarrett (1978)",
    "age_weighted": "Boudoukh, Richardson and Whitelaw (1998), The best of both worlds",
    "filtered": "Hull and White (1998); Barone-Adesi, Giannopoulos and Vosper (1999); RiskMetrics "
    "(1996); Bollerslev (1986)",
    "gaussian": "Jorion, Value at Risk, chapters 5 and 7",
    "cornish_fisher": "Zangari (1996); Maillard (2012) for the region in which it holds",
    "extreme_value": "McNeil, Frey and Embrechts, Quantitative Risk Management, section 5.2",
    "monte_carlo": "Jorion, Value at Risk, chapter 12",
}
MOST_BARS, FEWEST_BARS = 60, 8


def value_at_risk(
    request: ValueAtRiskRequest, compute: Compute = HERE, progress: Progress = SILENT
) -> ValueAtRiskResult:
    """Estimate how much a portfolio may lose over a day or longer, from its history or volatility.

    Use it for value at risk (VaR), expected shortfall (CVaR), what a bad day on the market costs,
    and what each position adds to the risk of a portfolio of assets.
    """
    # SciPy's special functions take a while to load: not before they are used.
    from tools.risk._portfolio_tail import Room, book_of

    book = book_of(request, Room(compute, progress))
    result = _result(request, book)
    result.summary, result.notes = summary(result), [*book.notes, *notes(request, result)]
    result.notes += list(book.tail.warnings)
    result.chart = chart(result)
    return result


def _result(request: ValueAtRiskRequest, book: "Book") -> ValueAtRiskResult:
    tail, value = book.tail, book.value
    figures = (tail.var, tail.es, tail.var_error, tail.es_error)
    unit, fractions, money = "fraction", figures, (None,) * 4
    if book.money and value and value > 0 and book.source != "profits":
        fractions, money = tuple(x / value for x in figures), figures
    elif book.money:
        unit, money = "money", figures
    elif value is not None:
        money = tuple(x * value for x in figures)
    method = request.chosen
    returns = book.returns
    return ValueAtRiskResult(
        summary="",
        method=Method(name=NAMES[method][0].upper() + NAMES[method][1:], source=SOURCES[method]),
        value_at_risk=fractions[0],
        expected_shortfall=fractions[1],
        value_at_risk_error=fractions[2],
        expected_shortfall_error=fractions[3],
        value_at_risk_money=money[0],
        expected_shortfall_money=money[1],
        value_at_risk_error_money=money[2],
        expected_shortfall_error_money=money[3],
        errors_by=tail.errors_by,
        unit=unit,
        value=value,
        method_name=method,
        confidence=request.confidence,
        tail_share=round(1 - request.confidence, 12),
        observations=0 if returns is None else returns.size,
        worst_loss=None if returns is None else -float(returns.min()) / _per(book, unit),
        periods=book.periods,
        horizon_days=book.days,
        source=book.source,
        details=dict(tail.details),
        positions=_positions(book),
        histogram=_histogram(book, unit),
        currency=request.currency,
    )


def _per(book: "Book", unit: str) -> float:
    """What a return of the book is divided by to be in the unit of the figures."""
    in_money = book.money and unit == "fraction"
    return book.value if in_money and book.value else 1.0


def _positions(book: "Book") -> list[PositionRisk]:
    if book.parts is None or book.exposures is None:
        return []
    parts, whole = book.parts, float(book.parts.component.sum())
    found = [
        PositionRisk(
            name=name,
            exposure=float(book.exposures[k]),
            marginal=float(parts.marginal[k]),
            component=float(parts.component[k]),
            component_share=float(parts.component[k]) / whole if whole else 0.0,
            shortfall_component=float(parts.shortfall[k]),
            incremental=float(parts.incremental[k]),
        )
        for k, name in enumerate(book.names)
    ]
    return sorted(found, key=lambda one: -one.component)


def _histogram(book: "Book", unit: str) -> list[Bar]:
    if book.returns is None:
        return []
    returns = book.returns / _per(book, unit)
    bars = int(np.clip(2 * returns.size ** (1 / 2), FEWEST_BARS, MOST_BARS))
    counts, edges = np.histogram(returns, bins=bars)
    return [
        Bar(low=float(edges[k]), high=float(edges[k + 1]), count=int(count))
        for k, count in enumerate(counts)
    ]
