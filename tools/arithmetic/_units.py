"""Units an expression may carry, and how those of one dimension convert.

Exact factors only. A month is a twelfth of a year and no number of days; bytes are decimal.
"""

from dataclasses import dataclass
from fractions import Fraction

CURRENCY_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
_CODES = (
    "EUR USD GBP CHF JPY CNY INR SEK NOK DKK PLN CZK HUF CAD AUD NZD BRL MXN ZAR SGD HKD KRW "
    "TRY ILS RON BGN ISK UAH AED SAR THB IDR"
)
CURRENCIES = frozenset(_CODES.split())
_CURRENCY_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "francs": "CHF",
    "yen": "JPY",
    "rupees": "INR",
}


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A unit's dimension and its size in the dimension's first unit."""

    dimension: str
    factor: Fraction


def _table() -> dict[str, UnitOf]:
    sizes: dict[str, dict[str, Fraction | int]] = {
        "time": {"s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800},
        "calendar": {"month": 1, "quarter": 3, "year": 12},
        "length": {
            "m": 1,
            "mm": Fraction(1, 1000),
            "cm": Fraction(1, 100),
            "km": 1000,
            "inch": Fraction(254, 10000),
            "ft": Fraction(3048, 10000),
            "mile": Fraction(1609344, 1000),
        },
        "mass": {
            "g": 1,
            "mg": Fraction(1, 1000),
            "kg": 1000,
            "t": 1_000_000,
            "lb": Fraction(45359237, 100000),
        },
        "volume": {"l": 1, "ml": Fraction(1, 1000)},
        "data": {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12},
        "energy": {"Wh": 1, "kWh": 1000, "MWh": 10**6},
    }
    table = {
        symbol: UnitOf(dimension, Fraction(factor))
        for dimension, units in sizes.items()
        for symbol, factor in units.items()
    }
    return table | {code: UnitOf(code, Fraction(1)) for code in CURRENCIES}


UNITS = _table()

_WORDS = {
    "s": "sec second seconds secs",
    "min": "minute minutes mins",
    "h": "hour hours hr hrs",
    "day": "days",
    "week": "weeks",
    "month": "months mo",
    "quarter": "quarters",
    "year": "years yr yrs",
    "m": "metre metres meter meters",
    "mm": "millimetre millimetres",
    "cm": "centimetre centimetres",
    "km": "kilometre kilometres kilometer kilometers",
    "inch": "inches",
    "ft": "foot feet",
    "mile": "miles",
    "g": "gram grams",
    "mg": "milligrams",
    "kg": "kilo kilos kilogram kilograms",
    "t": "tonne tonnes",
    "lb": "lbs",
    "l": "litre litres liter liters L",
    "ml": "millilitres",
    "B": "byte bytes",
    "KB": "kB kilobytes",
    "MB": "megabytes",
    "GB": "gigabytes",
    "TB": "terabytes",
    "Wh": "watt-hours",
    "kWh": "KWh kwh",
}
NAMES = (
    {symbol: symbol for symbol in UNITS}
    | {word: symbol for symbol, words in _WORDS.items() for word in words.split()}
    | _CURRENCY_WORDS
)
"""Every way a unit may be written, to its symbol."""

Powers = tuple[tuple[str, int], ...]
"""A compound unit: symbols with their exponents, in the order they came up."""


def combine(left: Powers, right: Powers, sign: int) -> tuple[Powers, Fraction]:
    """The unit of a product (sign 1) or quotient (-1), and the factor that conversion brings in.

    Units of one dimension are brought to the one that came first, so that hours times euros a
    minute come out in euros.
    """
    powers, factor = dict(left), Fraction(1)
    for symbol, power in right:
        kept = _same_dimension(powers, symbol)
        factor *= (UNITS[symbol].factor / UNITS[kept].factor) ** (power * sign)
        powers[kept] = powers.get(kept, 0) + power * sign
    return tuple((symbol, power) for symbol, power in powers.items() if power), factor


def conversion(source: Powers, target: Powers) -> Fraction | None:
    """The factor from `source` to `target`; None when they do not measure the same."""
    ratio, factor = combine(source, target, -1)
    return None if ratio else factor


def _same_dimension(powers: dict[str, int], symbol: str) -> str:
    dimension = UNITS[symbol].dimension
    return next((held for held in powers if UNITS[held].dimension == dimension), symbol)


def spelled(powers: Powers) -> str:
    """`EUR/month`, `km²`, `1/day`; empty for a plain number."""
    over = "·".join(_power(symbol, power) for symbol, power in powers if power > 0)
    under = "/".join(_power(symbol, -power) for symbol, power in powers if power < 0)
    return f"{over or '1'}/{under}" if under else over


def _power(symbol: str, power: int) -> str:
    raised = {1: "", 2: "²", 3: "³"}.get(power, f"^{power}")
    return f"{symbol}{raised}"
