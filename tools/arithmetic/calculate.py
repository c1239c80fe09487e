"""What does this calculation come to, exactly and with its unit?

A small precedence parser reads the expression; nothing is ever handed to an interpreter. Rational
arithmetic stays exact (fractions), so 0.1 + 0.2 is 0.3; roots, logarithms and exponentials are
double precision.

Reference: Vaughan Pratt, Top Down Operator Precedence, POPL 1973.
"""

import re
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from tools.arithmetic._evaluation import Done, Evaluation
from tools.arithmetic._functions import CONSTANTS, FUNCTIONS
from tools.arithmetic._quantity import Quantity
from tools.arithmetic._units import spelled
from tools.arithmetic._vocabulary import VOCABULARY
from tools.arithmetic._wording import is_plain_constant, said, sentence, step_text
from tools.capability import Method, RequestModel, ResultModel
from tools.expressions.lexer import tokens
from tools.expressions.parser import parse
from tools.fields import Expression, Finite, Kind, Number, field

MOST_FIGURES = 50
MOST_EXACT_DIGITS = 400
_MOST_TOLD = 10**300  # a longer number has no float; it stands in the expression anyway
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_METHOD = Method(
    name="Exact rational arithmetic; roots, logarithms and exponentials in double precision",
    source="Operator-precedence parsing after Pratt, Top Down Operator Precedence, POPL 1973",
)

Figures = Annotated[dict[str, Number], Field(max_length=MOST_FIGURES), Kind("figures")]


class CalculateRequest(RequestModel):
    """An arithmetic expression, and figures it may name."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"expression": "18 % of 12400 + 3*1250"},
                {"expression": "$1.2m / 12 months"},
                {"expression": "ltv - cac", "figures": {"ltv": 1568, "cac": 400}},
            ]
        }
    )

    expression: Expression = field(
        description="The calculation: numbers, + - * / ^, parentheses, %, 'of', units and "
        "currencies, k and M for thousand and million, and functions such as sqrt, ln, round, "
        "min, max, sum, mean.",
        aliases=("what is", "how much is", "calculate", "compute", "work out", "sum of"),
        echo="{}",
    )
    figures: Figures = field(
        default_factory=dict,
        description="Numbers the expression may use by name, such as figures of receipts.",
        aliases=("figures", "variables", "where", "given"),
    )

    @field_validator("figures")
    @classmethod
    def _nameable(cls, figures: dict[str, float]) -> dict[str, float]:
        for name in figures:
            if not _NAME.fullmatch(name) or len(name) > 100:
                raise ValueError("must be named by letters, digits, _ and .")
            if name.lower() in FUNCTIONS or name.lower() in CONSTANTS:
                raise ValueError("must not be named as a function or constant is")
        return figures


class Step(BaseModel):
    """One operation on the way."""

    text: str = Field(description="What was computed.")
    value: Finite = Field(description="What came out; a percentage as a fraction.")
    unit: str = Field(default="", description="Its unit.")


class Calculation(ResultModel):
    """The value of an expression."""

    value: Annotated[Finite, Kind("number")] = Field(
        description="What it comes to; a percentage as a fraction."
    )
    unit: str = Field(default="", description="Unit of the value; empty for a plain number.")
    decimal: str = Field(description="The value as it is read, with separators and unit.")
    exact: str | None = Field(
        default=None, description="The exact value as an integer or fraction; null when rounded."
    )
    steps: list[Step] = Field(default_factory=list[Step], description="Each sub-result in order.")
    operands: list[Finite] = Field(
        default_factory=list[Finite],
        description="The numbers of the expression, as they were read.",
    )


def calculate(request: CalculateRequest) -> Calculation:
    """Work out an arithmetic expression, step by step, with percentages and units.

    Use it for any sum, difference, product, ratio or percentage of numbers the user or a result
    gave: "18 % of 12,400 plus 3 times 1,250". Not for questions another tool answers by itself.
    """
    tree = parse(request.expression, request.figures, VOCABULARY)
    work = Evaluation(request.figures)
    result = work.value(tree)
    text, exactly = said(result)
    phrase = sentence(tree, request.figures)
    is_ = "is" if exactly else "is about"
    if phrase is None or is_plain_constant(tree):
        phrase, is_ = "That", f"comes to{'' if exactly else ' about'}"
    return Calculation(
        summary=f"{_capital(phrase)} {is_} **{text}**.",
        method=_METHOD,
        notes=work.notes,
        value=float(result.value),
        unit=_unit(result),
        decimal=text,
        exact=_exact(result),
        steps=[_step(done) for done in work.steps],
        operands=numbers(request.expression),
    )


def numbers(expression: str) -> list[float]:
    """Every number of an expression, in order, once each."""
    read = [token.value for token in tokens(expression, VOCABULARY) if token.kind == "number"]
    return list(dict.fromkeys(float(value) for value in read if abs(value) < _MOST_TOLD))


def _capital(phrase: str) -> str:
    """A sentence's first letter, unless the phrase starts with a function's name."""
    starts_with_call = "(" in phrase and phrase.partition("(")[0] in FUNCTIONS
    return phrase if starts_with_call else f"{phrase[0].upper()}{phrase[1:]}"


def _step(done: Done) -> Step:
    return Step(
        text=f"{step_text(done.operation, done.arguments)} = {said(done.result)[0]}",
        value=float(done.result.value),
        unit=_unit(done.result),
    )


def _unit(quantity: Quantity) -> str:
    return "fraction" if quantity.percent else spelled(quantity.unit)


def _exact(quantity: Quantity) -> str | None:
    if not isinstance(quantity.value, Fraction):
        return None
    text = str(quantity.value)
    return text if len(text) <= MOST_EXACT_DIGITS else None
