"""A formula of names with what each stands for: "ltv / cac with ltv 1,960 and cac 560"."""

import datetime
import re
from dataclasses import dataclass

from graphs.sums.board import FIGURE, Board, board
from graphs.sums.terms import PERCENT
from tools.arithmetic._functions import CONSTANTS, FUNCTIONS
from tools.arithmetic._units import NAMES
from tools.errors import InvalidInput
from tools.expressions.parser import Apply, Constant, Named, Node, parse

_NAME = r"[a-z][a-z_0-9]*"
_OPERAND = rf"(?:{_NAME}|{FIGURE}|\d+)"
_SIGN = r"(?: ?(?:\*\*|[*/+^×]) ?| - |(?<=[\w)⟧])-(?=[\w(⟦]))"
_FORMULA = re.compile(
    rf"(?<![\w⟧])(?:\({{1,3}} ?|(?:{_NAME})\()*{_OPERAND}(?:\){{0,3}}{_SIGN}(?:\( ?"
    rf"|(?:{_NAME})\()*{_OPERAND})+\)*(?![\w⟦])"
)
_MARK = re.compile(FIGURE)
_IS = r"(?: ?(?:=|:=|:)| is| are| was| of| at| being| be| equals?| stands at| equal to| as)? ?"
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression of names, and the figure of each."""

    expression: str
    figures: dict[str, float]


def named(text: str, as_of: datetime.date) -> Formula | None:
    """The formula of a text all of whose names have a figure; None where there is none."""
    if not any(sign in text for sign in "*/+-^×"):
        return None
    here = board(text, as_of)
    if here is None:
        return None
    found = [
        formula for match in _FORMULA.finditer(here.text) if (formula := _formula(here, match))
    ]
    return found[0] if len(found) == 1 else None


def _formula(here: Board, match: re.Match[str]) -> Formula | None:
    said = _MARK.sub(lambda m: here.of(m[0]).bare, match[0])
    names = sorted(_names(said))
    if not names or said.count("(") != said.count(")"):
        return None
    around = f"{here.text[: match.start()]} ; {here.text[match.end() :]}"
    figures = {name: _figure(here, around, name) for name in names}
    if any(value is None for value in figures.values()):
        return None
    return Formula(said, {name: value for name, value in figures.items() if value is not None})


def _names(said: str) -> set[str]:
    """The names of an expression; none where it is no expression."""
    try:
        tree = parse(said, ())
    except InvalidInput:
        return set()
    return {
        name for name in _leaves(tree)
        if name not in FUNCTIONS and name not in CONSTANTS and name not in NAMES
    } if _is_sound(tree) else set()  # fmt: skip


def _is_sound(tree: Node) -> bool:
    """Whether every unit and function of it is known."""
    return not isinstance(tree, Constant | Named)


def _leaves(tree: Node) -> set[str]:
    if isinstance(tree, Named):
        return {tree.name}
    if isinstance(tree, Apply):
        return {name for one in tree.arguments for name in _leaves(one)}
    return set()


def _figure(here: Board, around: str, name: str) -> float | None:
    """What the text says that a name stands for."""
    said = {
        match["mark"]
        for match in re.finditer(rf"(?<![\w*/+^-]){name}{_IS}(?P<mark>{FIGURE})", around)
    }
    terms = [here.of(mark) for mark in said]
    values = {_value(t.value, t.kind) for t in terms if t.value is not None}
    return values.pop() if len(values) == 1 else None


def _value(value: float, kind: str) -> float:
    return float(f"{value / _PERCENT:.15g}") if kind == PERCENT else value
