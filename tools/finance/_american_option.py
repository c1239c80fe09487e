"""Options that may be exercised early, priced by QuantLib.

Andersen, Lake and Offengenden (2016), High-performance American option pricing: the boundary of
early exercise as an integral equation on Chebyshev nodes. QuantLib keeps one evaluation date for
the whole process, so one thread at a time may ask it.
"""

import threading
from functools import lru_cache
from math import sqrt
from typing import Any

_LOCK = threading.Lock()
_YEARS = 10.0
"""Every option is priced over so many years: its value depends on the products of time with rate,
yield and squared volatility alone, so that a time of any fraction of a day is exact."""

_GRID = (800, 800)  # steps of time and of price: exact to about 1e-4
_STEP = 5e-3  # relative: central differences; the price is exact to about 1e-9


def american_price(
    spot: float,
    strike: float,
    years: float,
    rate: float,
    dividend_yield: float,
    volatility: float,
    call: bool,
) -> float:
    """The price of one American option."""
    scale = years / _YEARS
    with _LOCK:
        return _priced(
            spot, strike, rate * scale, dividend_yield * scale, volatility * sqrt(scale), call
        )


def american_sensitivities(
    spot: float,
    strike: float,
    years: float,
    rate: float,
    dividend_yield: float,
    volatility: float,
    call: bool,
    *,
    futures: bool = False,
) -> tuple[float, float, float, float, float]:
    """Delta, gamma, vega, theta (a year) and rho, by central differences.

    With `futures` the yield of the underlying is the rate itself and moves with it.
    """

    def at(
        spot: float = spot,
        years: float = years,
        rate: float = rate,
        volatility: float = volatility,
    ) -> float:
        carry = rate if futures else dividend_yield
        return american_price(spot, strike, years, rate, carry, volatility, call)

    middle, move = at(), spot * _STEP
    up, down = at(spot=spot + move), at(spot=spot - move)
    bump, later, turn = volatility * _STEP, years * _STEP, 1e-4
    return (
        (up - down) / (2 * move),
        (up - 2 * middle + down) / move**2,
        (at(volatility=volatility + bump) - at(volatility=volatility - bump)) / (2 * bump),
        -(at(years=years + later) - at(years=years - later)) / (2 * later),
        (at(rate=rate + turn) - at(rate=rate - turn)) / (2 * turn),
    )


@lru_cache(maxsize=4096)
def _priced(
    spot: float, strike: float, rate: float, dividend_yield: float, volatility: float, call: bool
) -> float:
    # Twenty megabytes of C++: only when somebody asks for early exercise.
    import QuantLib as ql

    quantlib: Any = ql
    day = quantlib.Date(1, 1, 2020)
    quantlib.Settings.instance().evaluationDate = day
    count = quantlib.Actual365Fixed()

    def flat(rate: float) -> Any:
        return quantlib.YieldTermStructureHandle(quantlib.FlatForward(day, rate, count))

    surface = quantlib.BlackConstantVol(day, quantlib.NullCalendar(), volatility, count)
    process = quantlib.BlackScholesMertonProcess(
        quantlib.QuoteHandle(quantlib.SimpleQuote(spot)),
        flat(dividend_yield),
        flat(rate),
        quantlib.BlackVolTermStructureHandle(surface),
    )
    side = quantlib.Option.Call if call else quantlib.Option.Put
    option = quantlib.VanillaOption(
        quantlib.PlainVanillaPayoff(side, strike),
        quantlib.AmericanExercise(day, day + int(_YEARS * 365)),
    )
    if _one_boundary(rate, dividend_yield, call):
        scheme = quantlib.QdFpAmericanEngine.highPrecisionScheme()
        option.setPricingEngine(quantlib.QdFpAmericanEngine(process, scheme))
    else:
        option.setPricingEngine(quantlib.FdBlackScholesVanillaEngine(process, *_GRID))
    return float(option.NPV())


def _one_boundary(rate: float, dividend_yield: float, call: bool) -> bool:
    """Under rates below zero it may pay to exercise between two boundaries (Healy 2021)."""
    first, second = (dividend_yield, rate) if call else (rate, dividend_yield)
    return not second < first < 0
