"""Units of measurement, read from text and converted: one place for every domain that needs them.

Pint's registry knows the units; only text that can be nothing but a unit reaches its parser, so
that no expression is ever evaluated. Currencies are units too, one dimension each: there is no
rate here to convert them by.
"""

import re
from functools import cache, lru_cache
from typing import Any

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CODES = """EUR USD GBP CHF JPY CNY INR SEK NOK DKK PLN CZK HUF CAD AUD NZD BRL MXN ZAR"""
_CURRENCIES = frozenset(_CODES.split())
_WRITTEN = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR",
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    "°C": "degC", "℃": "degC", "celsius": "degC", "centigrade": "degC",
    "°F": "degF", "℉": "degF", "fahrenheit": "degF", "°": "degree",
    "Ω": "ohm", "\u2126": "ohm", "kΩ": "kiloohm", "MΩ": "megaohm",
    "kmh": "km/hour", "kph": "km/hour", "kmph": "km/hour", "mps": "m/s",
    "sec": "s", "secs": "s", "mins": "min", "hr": "hour", "hrs": "hour", "h": "hour",
    "l": "liter", "L": "liter", "ml": "ml", "mL": "ml", "cc": "cm**3",
    "kgs": "kg", "lbs": "lb", "kcal": "kilocalorie", "cal": "calorie",
    "years": "year", "yrs": "year", "yr": "year", "amu": "unified_atomic_mass_unit",
}  # fmt: skip
_DEGREES = {"C": "degree_Celsius", "F": "degree_Fahrenheit"}  # beside coulomb and farad
_SHAPE = re.compile(r"[^\W\d_°%]+|[€$£¥₹°Ω℃℉]", re.UNICODE)
_PIECE = re.compile(
    r"\s*(?:(?P<name>°[CF]\b|[€$£¥₹℃℉°]|[^\W\d_]+)\s?(?:(?:\^|\*\*)?\s?\(?(?P<power>[-−]?[1-9])\)?(?![\d.]))?"
    r"|(?P<mark>[/*·⋅×.()]|1(?=\s?/)))"
)
_SAID = (
    (r"\bdegrees?\s+(celsius|centigrade|fahrenheit|[cf])\b", r"°\1"),
    (r"°\s?c(?:elsius|entigrade)?\b", "°C"),
    (r"°\s?f(?:ahrenheit)?\b", "°F"),
    (r"\bper\b", "/"),
    (r"\b(?:square|sq\.?)\s+(\w+)", r"\1^2"),
    (r"\b(?:cubic|cu\.?)\s+(\w+)", r"\1^3"),
    (r"\b(\w+)\s+squared\b", r"\1^2"),
    (r"\b(\w+)\s+cubed\b", r"\1^3"),
)
LONGEST = 60  # characters; no unit in use is longer


@cache
def registry() -> Any:
    """Pint's registry of this process, with currencies; loaded at first use."""
    import pint  # a third of a second: not before a unit is read

    units: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    for code in sorted(_CURRENCIES):
        units.define(f"{code} = [currency_{code}]")
    return units


@lru_cache(maxsize=4096)
def unit(text: str) -> str | None:
    """The unit a text names, in Pint's long spelling; None when it names none.

    `m/s²`, `m s^-2`, `km per hour`, `°C`, `€` and `square metres` are understood.
    """
    readings = units(text)
    return readings[0] if readings else None


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[str, ...]:
    """Every unit a text may name, the likelier first: `ms^-1` is also metres per second."""
    said = text.strip().rstrip(".")
    if not said or len(said) > LONGEST:
        return ()
    found = [_spelled(_prepared(said))]
    apart = re.sub(r"\b([mgNJCVA])s(?=\s?\^?\s?[-−⁻])", r"\1 s", said)
    if apart != said:
        found.append(_spelled(_prepared(apart)))
    found.append(_DEGREES.get(said))
    return tuple(dict.fromkeys(name for name in found if name))


def convert(value: float, source: str, target: str) -> float | None:
    """`value` in another unit; None when the two do not measure the same."""
    import pint

    have = registry()
    try:
        return float(have.Quantity(value, source).to(target).magnitude)
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError, OverflowError):
        return None


def symbol(name: str) -> str:
    """How a unit is written for a reader: `m/s²`, `km/h`, `EUR`."""
    if name in _CURRENCIES:
        return name
    written = f"{registry().Unit(name):~P}"
    return written.replace("Δ", "") or name


def leading_unit(text: str) -> tuple[tuple[str, ...], int]:
    """The units that the longest beginning of `text` may name, and where it ends."""
    ends = [match.end() for match in re.finditer(r"[^\s,;:!?]+", text[:LONGEST])][:5]
    for end in reversed(ends):
        words = text[:end]
        if (names := units(words.strip().rstrip("."))) and _SHAPE.search(words):
            return names, end
    return (), 0


def _prepared(text: str) -> str | None:
    """What Pint's parser may be given: names, small whole powers, products and quotients."""
    text = text.translate(_SUPERSCRIPTS)
    for pattern, replacement in _SAID:
        text = re.sub(pattern, replacement, text, flags=re.IGNORECASE)
    parts: list[str] = []
    at = 0
    text = text.strip()
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            return None
        at = piece.end()
        if mark := piece["mark"]:
            parts.append({"·": "*", "⋅": "*", "×": "*", ".": "*"}.get(mark, mark))
            continue
        if parts and parts[-1] not in "/*(":
            parts.append("*")
        name = _WRITTEN.get(piece["name"], piece["name"])
        power = (piece["power"] or "").replace("−", "-")
        parts.append(f"({name})**({power})" if power else f"({name})")
    return "".join(parts)


def _spelled(prepared: str | None) -> str | None:
    import pint

    if prepared is None or not re.search(r"[^\W\d_]", prepared):
        return None
    have = registry()
    for text in dict.fromkeys((prepared, prepared.lower())):
        try:
            return str(have.parse_units(text))
        except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, ValueError, TypeError):
            continue
        except (AttributeError, KeyError, AssertionError, SyntaxError):
            continue
    return None
