"""From tokens to a tree, by operator precedence (Pratt's top-down method).

From loosest to tightest: comparisons where they are understood, + -, then * / of mod and a missing
sign before a parenthesis, unary minus, powers (to the right), and the postfixes % ! ² ³. So -2^2
is -4 and 2^3^2 is 512.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from tools.expressions.lexer import PLAIN, Token, Vocabulary, tokens
from tools.expressions.refusal import refuse

MOST_NODES = 400
MOST_DEPTH = 40
MAGNITUDES = {
    "k": 3,
    "K": 3,
    "thousand": 3,
    "M": 6,
    "mn": 6,
    "mio": 6,
    "Mio": 6,
    "million": 6,
    "millions": 6,
    "bn": 9,
    "billion": 9,
    "trillion": 12,
}
_INFIX = {
    "<": 5,
    ">": 5,
    "<=": 5,
    ">=": 5,
    "+": 10,
    "-": 10,
    "*": 20,
    "/": 20,
    "of": 20,
    "mod": 20,
    "^": 40,
}
_POSTFIX = {"%": "percent", "!": "factorial", "²": "squared", "³": "cubed"}
_SIGN = 30
_TIGHTEST = 50


@dataclass(frozen=True, slots=True)
class Constant:
    """A number as written, with its unit."""

    value: Fraction
    unit: str
    at: int


@dataclass(frozen=True, slots=True)
class Named:
    """A figure or a constant by name."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator or function with what it acts on."""

    operation: str
    arguments: tuple["Node", ...]
    at: int


Node = Constant | Named | Apply


def parse(text: str, figures: Collection[str], vocabulary: Vocabulary = PLAIN) -> Node:
    """The tree of an expression."""
    parser = _Parser(tokens(text, vocabulary), figures, vocabulary)
    tree = parser.expression(0, 0)
    if parser.token.kind != "end":
        refuse("an operator such as + or * is expected", parser.token.at, "syntax")
    return tree


class _Parser:
    """Walks the tokens once, from left to right."""

    def __init__(
        self, found: list[Token], figures: Collection[str], vocabulary: Vocabulary
    ) -> None:
        self._units, self._currencies = vocabulary.units, vocabulary.currencies
        self._tokens = found
        self._figures = figures
        self._position = 0
        self._nodes = 0

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._position]

    def _advance(self) -> Token:
        token = self.token
        self._position += 1
        return token

    def expression(self, power: int, depth: int) -> Node:
        """An operand and whatever binds to it more tightly than `power`."""
        if depth > MOST_DEPTH:
            refuse("the expression is nested too deeply", self.token.at, "too_complex")
        left = self._operand(depth)
        while True:
            token = self.token
            if token.text in _POSTFIX and power < _TIGHTEST:
                self._advance()
                left = self._apply(_POSTFIX[token.text], token.at, left)
            elif (strength := self._strength(token)) > power:
                left = self._binary(left, token, strength, depth)
            else:
                return left

    def _strength(self, token: Token) -> int:
        if token.kind == "operator":
            return _INFIX.get(token.text, _INFIX["*"] if token.text in {"(", "√"} else 0)
        return _INFIX["*"] if token.kind in {"name", "currency"} else 0

    def _binary(self, left: Node, token: Token, strength: int, depth: int) -> Node:
        operation = token.text if token.text in _INFIX else "*"
        if token.text in _INFIX:
            self._advance()
        binds = strength - 1 if operation == "^" else strength
        return self._apply(operation, token.at, left, self.expression(binds, depth + 1))

    def _operand(self, depth: int) -> Node:
        token = self._advance()
        if token.kind == "number":
            return self._constant(token, "")
        if token.kind == "currency" or (
            token.text in self._currencies and self.token.kind == "number"
        ):
            return self._amount(token)
        if token.kind == "name":
            return self._name(token, depth)
        if token.text == "(":
            inner = self.expression(0, depth + 1)
            self._close(token)
            return inner
        if token.text in {"-", "+"}:
            inner = self.expression(_SIGN, depth + 1)
            return inner if token.text == "+" else self._apply("negative", token.at, inner)
        if token.text == "√":
            return self._apply("sqrt", token.at, self.expression(_SIGN, depth + 1))
        at_end = token.kind == "end"
        refuse("a number is missing" if at_end else "a number is expected", token.at, "syntax")

    def _amount(self, currency: Token) -> Node:
        if self.token.kind != "number":
            return Named(currency.text, currency.at)
        return self._constant(self._advance(), currency.text)

    def _constant(self, token: Token, unit: str) -> Node:
        """A number with its magnitude and unit: 12.4k, $1.2m, 3 million EUR, 90 min."""
        value = token.value
        if self._is_magnitude(unit):
            value *= 10 ** MAGNITUDES.get(self._advance().text, 6)
        if not unit and self._is_unit():
            unit = self._units[self._advance().text]
        self._count(token.at)
        return Constant(value, unit, token.at)

    def _is_magnitude(self, unit: str) -> bool:
        token = self.token
        if token.kind != "name" or token.text in self._figures:
            return False
        return token.text in MAGNITUDES or (
            token.text == "m" and (bool(unit) or self._then_money())
        )

    def _then_money(self) -> bool:
        """Whether the token after the next is a currency: 1.2m EUR is money, not metres."""
        after = self._tokens[self._position + 1]
        return self._units.get(after.text, "") in self._currencies or after.kind == "currency"

    def _is_unit(self) -> bool:
        token = self.token
        if token.kind == "currency":  # 12 € and 12 $
            return self._tokens[self._position + 1].kind != "number"
        return (
            token.kind == "name" and token.text in self._units and token.text not in self._figures
        )

    def _name(self, token: Token, depth: int) -> Node:
        if token.text in self._figures or self.token.text != "(":
            self._count(token.at)
            return Named(token.text, token.at)
        opening = self._advance()
        arguments = [self.expression(0, depth + 1)]
        while self.token.text in {",", ";"}:
            self._advance()
            arguments.append(self.expression(0, depth + 1))
        self._close(opening)
        return self._apply(f"{token.text.lower()}()", token.at, *arguments)

    def _close(self, opening: Token) -> None:
        if self.token.text != ")":
            refuse("a parenthesis is opened here and never closed", opening.at, "syntax")
        self._advance()

    def _apply(self, operation: str, at: int, *arguments: Node) -> Node:
        self._count(at)
        return Apply(operation, arguments, at)

    def _count(self, at: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            refuse("the expression has too many parts", at, "too_complex")
