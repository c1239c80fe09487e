"""Work a tree out from the leaves up, writing down each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fractions import Fraction

from tools.arithmetic._functions import CONSTANTS, FUNCTIONS, call
from tools.arithmetic._quantity import (
    Quantity,
    bounded,
    currency_of,
    modulo,
    over,
    plus,
    power,
    times,
)
from tools.arithmetic._units import NAMES
from tools.expressions.parser import Constant, Named, Node
from tools.expressions.refusal import refuse

_SILENT = {"negative", "percent"}  # reading, not computing: no step of their own


@dataclass(frozen=True, slots=True)
class Done:
    """One operation with its values and what came out."""

    operation: str
    arguments: tuple[Quantity, ...]
    result: Quantity


@dataclass(slots=True)
class Evaluation:
    """The state of one evaluation."""

    figures: Mapping[str, float]
    steps: list[Done] = field(default_factory=list[Done])
    notes: list[str] = field(default_factory=list[str])

    def value(self, node: Node) -> Quantity:
        """What `node` comes to."""
        if isinstance(node, Constant):
            unit = ((node.unit, 1),) if node.unit else ()
            return bounded(Quantity(node.value, unit), node.at)
        if isinstance(node, Named):
            return self._named(node)
        values = tuple(self.value(argument) for argument in node.arguments)
        result = bounded(self._apply(node.operation, values, node.at), node.at)
        if node.operation not in _SILENT:
            self.steps.append(Done(node.operation, values, result))
        return result

    def note(self, text: str) -> None:
        """Say an assumption once."""
        if text not in self.notes:
            self.notes.append(text)

    def _named(self, node: Named) -> Quantity:
        if node.name in self.figures:
            return Quantity(Fraction(str(self.figures[node.name])))
        if node.name.lower() in CONSTANTS:
            return Quantity(CONSTANTS[node.name.lower()])
        if node.name in NAMES:
            return Quantity(Fraction(1), ((NAMES[node.name], 1),))
        known = [*CONSTANTS, *FUNCTIONS]
        close = get_close_matches(node.name, known, 1)
        hint = f"; did you mean {close[0]}?" if close else "; give its value in figures"
        refuse(f"this name is unknown{hint}", node.at, "unknown_name")

    def _apply(self, operation: str, values: tuple[Quantity, ...], at: int) -> Quantity:
        left = values[0]
        if operation.endswith("()"):
            return self._call(operation.removesuffix("()"), values, at)
        if len(values) == 1:
            return self._one(operation, left, at)
        right = values[1]
        if operation in {"+", "-"}:
            return self._sum(left, right, 1 if operation == "+" else -1, at)
        if operation == "/":
            return over(left, right, at)
        if operation == "^":
            return power(left, right, at)
        if operation == "mod":
            return modulo(left, right, at)
        if operation == "of" and not left.percent and (left.unit or abs(left.value) > 1):
            refuse("'of' takes a percentage or a fraction before it", at, "syntax")
        return times(left, right)

    def _one(self, operation: str, value: Quantity, at: int) -> Quantity:
        if operation == "negative":
            return replace(value, value=-value.value)
        if operation == "percent":
            if value.unit or value.percent:
                refuse("a percentage needs a plain number before it", at, "unit_mismatch")
            return Quantity(value.value / 100, percent=True)
        if operation in {"squared", "cubed"}:
            return power(value, Quantity(Fraction(2 if operation == "squared" else 3)), at)
        return call(operation, (value,), at)

    def _sum(self, left: Quantity, right: Quantity, sign: int, at: int) -> Quantity:
        if right.percent and not left.percent:
            self.note("A percentage added to or taken from an amount is a percentage of it.")
        for bare, money in ((left, right), (right, left)):
            if currency_of(money.unit) and not bare.unit and not bare.percent:
                self.note("A number without a currency was taken to be in the other's currency.")
                left, right = (
                    replace(q, unit=money.unit) if q is bare else q for q in (left, right)
                )
        return plus(left, right, sign, at)

    def _call(self, name: str, values: tuple[Quantity, ...], at: int) -> Quantity:
        if name == "log" and len(values) == 1:
            self.note("log is the natural logarithm; log10 is the one to base 10.")
        if name in {"sin", "cos", "tan"}:
            self.note("Angles are in radians.")
        if name == "round":
            self.note("Ties are rounded away from zero.")
        return call(name, values, at)
