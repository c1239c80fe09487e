"""How quantities and expressions are said: separators for thousands, signs people read."""

import re
from fractions import Fraction

from tools.arithmetic._quantity import Quantity, Scalar, currency_of
from tools.arithmetic._units import CURRENCY_SYMBOLS, NAMES, Powers, spelled
from tools.expressions.parser import Apply, Constant, Named, Node

SYMBOL_OF = {code: symbol for symbol, code in CURRENCY_SYMBOLS.items()}
_COUNTED = {(word, 1) for word in ("day", "week", "month", "quarter", "year", "mile")}
LONGEST = 110  # characters of an expression that is repeated in a sentence
_FULL_DIGITS = 15
_SHORT_DIGITS = 6
_IN_WORDS = {
    "sqrt()": "the square root of",
    "sqrt": "the square root of",
    "sum()": "the sum of",
    "mean()": "the mean of",
    "average()": "the average of",
    "median()": "the median of",
    "min()": "the smallest of",
    "max()": "the largest of",
}
_LOOSENESS = {"+": 1, "-": 1, "*": 2, "/": 2, "of": 2, "mod": 2, "negative": 3, "^": 4}


def said(quantity: Quantity) -> tuple[str, bool]:
    """The quantity as text, and whether that is exact."""
    scaled = quantity.value * 100 if quantity.percent else quantity.value
    currency = currency_of(quantity.unit)
    text, exact = number_text(scaled, cents=currency is not None)
    if quantity.percent:
        return f"{text} %", exact
    return with_unit(text, quantity.unit), exact


def with_unit(text: str, unit: Powers) -> str:
    """`€5,982`, `CHF 12`, `3.5 km/h`."""
    currency = currency_of(unit)
    if currency is None:
        many = len(unit) == 1 and unit[0] in _COUNTED and text != "1"
        return f"{text} {spelled(unit)}{'s' if many else ''}".strip()
    sign, digits = ("−", text[1:]) if text.startswith("−") else ("", text)
    return f"{sign}{SYMBOL_OF.get(currency, f'{currency} ')}{digits}"


def number_text(value: Scalar, cents: bool) -> tuple[str, bool]:
    if isinstance(value, Fraction) and (whole := _finite_decimal(value)) is not None:
        return _signed(_with_cents(whole) if cents else whole), True
    if cents and abs(value) < 1e12:
        return _signed(f"{float(value):,.2f}"), False
    return _signed(_significant(float(value))), False


def _finite_decimal(value: Fraction) -> str | None:
    """All digits, where there are few enough to read."""
    for decimals in range(13):
        shifted = value * 10**decimals
        if shifted.denominator == 1:
            digits = str(abs(shifted.numerator))
            if len(digits) > _FULL_DIGITS:
                return None
            return f"{float(value):,.{decimals}f}"
    return None


def _with_cents(text: str) -> str:
    """`87.5` as people write money: `87.50`."""
    return f"{text}0" if text[-2:-1] == "." else text


def _significant(value: float) -> str:
    if value == 0:
        return "0"
    if not 1e-6 <= abs(value) < 1e15:
        mantissa, _, exponent = f"{value:.{_SHORT_DIGITS - 1}e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')} × 10^{int(exponent)}"
    rounded = (
        float(f"{value:.{_SHORT_DIGITS}g}") if abs(value) < 10**_SHORT_DIGITS else round(value)
    )
    text = f"{rounded:,.12f}"
    return text.rstrip("0").rstrip(".")


def _signed(text: str) -> str:
    return text.replace("-", "−", 1) if text.startswith("-") else text


def sentence(tree: Node, figures: dict[str, float]) -> str | None:
    """The expression as a phrase; None when it is too long to repeat."""
    phrase = _called(tree, figures) or _phrase(tree, figures, 0, top=True)
    return phrase if len(phrase) <= LONGEST else None


def _called(tree: Node, figures: dict[str, float]) -> str | None:
    """A function that stands alone, in words: `the mean of 1, 2 and 4`."""
    if not isinstance(tree, Apply) or tree.operation not in _IN_WORDS:
        return None
    parts = [_phrase(argument, figures, 0) for argument in tree.arguments]
    comma = "; " if any("," in part for part in parts) else ", "
    listed = parts[0] if len(parts) == 1 else f"{comma.join(parts[:-1])} and {parts[-1]}"
    return f"{_IN_WORDS[tree.operation]} {listed}"


def step_text(operation: str, arguments: tuple[Quantity, ...]) -> str:
    """One operation on values: `18 % of 12,400`."""
    return _joined(operation, [said(argument)[0] for argument in arguments], top=False)


def _phrase(node: Node, figures: dict[str, float], tightness: int, *, top: bool = False) -> str:
    if isinstance(node, Constant):
        unit: Powers = ((node.unit, 1),) if node.unit else ()
        return said(Quantity(node.value, unit))[0]
    if isinstance(node, Named):
        return _named(node.name, figures)
    inner = _LOOSENESS.get(node.operation, 0 if node.operation.endswith("()") else 5)
    parts = [
        _phrase(argument, figures, inner + (1 if index and inner in {1, 2, 4} else 0), top=top)
        for index, argument in enumerate(node.arguments)
    ]
    if node.operation == "/" and _is_unit(node.arguments[1], figures):
        return "/".join(parts)
    text = _joined(node.operation, parts, top=top)
    if inner and inner < tightness:
        return f"({_joined(node.operation, parts, top=False)})"
    return text


def _is_unit(node: Node, figures: dict[str, float]) -> bool:
    return isinstance(node, Named) and node.name not in figures and node.name in NAMES


def _named(name: str, figures: dict[str, float]) -> str:
    words = re.sub(r"[_.]+", " ", name)
    if name not in figures:
        return words
    return f"{words} ({number_text(Fraction(str(figures[name])), cents=False)[0]})"


def _joined(operation: str, parts: list[str], *, top: bool) -> str:
    plus, minus = (" plus ", " minus ") if top else (" + ", " − ")
    infix = {
        "+": plus,
        "-": minus,
        "*": " × ",
        "/": " ÷ ",
        "of": " of ",
        "mod": " mod ",
        "^": "^",
    }
    if operation in infix:
        return infix[operation].join(parts)
    written = {"negative": "−{}", "percent": "{} %", "factorial": "{}!"}
    written |= {"squared": "{}²", "cubed": "{}³", "sqrt": "√{}"}
    if operation in written:
        return written[operation].format(parts[0])
    return f"{operation.removesuffix('()')}({'; '.join(parts)})"


def is_plain_constant(node: Node) -> bool:
    """Whether nothing is computed in it."""
    return isinstance(node, Constant | Named) or (
        isinstance(node, Apply)
        and node.operation == "percent"
        and is_plain_constant(node.arguments[0])
    )
