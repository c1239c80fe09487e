"""arithmetic.calculate and convert beside what people reach for: right, and how fast.

Run with the peers' environment:
`PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/arithmetic.py`.
CPU time, median of rounds, every evaluator in the same process; a ratio above 1 means that ours
takes longer. Ours also reads percentages, units and separators and writes down every step.
"""

import json
import statistics
import time
from collections.abc import Callable

import asteval
import numexpr
import pint
import simpleeval
import sympy

from tools.arithmetic._convert_request import ConvertRequest
from tools.arithmetic._evaluation import Evaluation
from tools.arithmetic._vocabulary import VOCABULARY
from tools.arithmetic.calculate import CalculateRequest, calculate
from tools.arithmetic.convert import convert
from tools.expressions.parser import parse

EXPRESSIONS = (
    ("0.18*12400+3*1250", 5982.0),
    ("(1+0.05)**12-1", 0.7958563260221292),
    ("0.1+0.2", 0.3),
    ("1568-400*3.92", 0.0),
    ("(84000/210)*(1-0.25)+17", 317.0),
    ("2**0.5*sqrt(8)", 4.0),
)
SPOKEN = ("18 % of 12.4k plus 3 times 1,250", "$1.2m / 12", "12'400 x 3", "5 EUR + 3 USD")
ROUNDS = 15
CALLS = 40


def evaluators() -> dict[str, Callable[[str], float]]:
    """By name: text in, float out."""
    interpreter = asteval.Interpreter()
    functions = {"sqrt": lambda value: value**0.5}
    return {
        "polymath (parse and evaluate)": lambda text: float(
            Evaluation({}).value(parse(text, (), VOCABULARY)).value
        ),
        "polymath (whole capability)": lambda text: (
            calculate(CalculateRequest(expression=text)).value
        ),
        "simpleeval": lambda text: simpleeval.simple_eval(text, functions=functions),
        "asteval": lambda text: float(interpreter(text)),
        "numexpr": lambda text: float(numexpr.evaluate(text)),
        "sympy": lambda text: float(sympy.sympify(text)),
    }


def microseconds(evaluate: Callable[[str], float]) -> float:
    """Median CPU time of one evaluation."""
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(CALLS):
            for text, _ in EXPRESSIONS:
                evaluate(text)
        times.append((time.process_time() - began) / CALLS / len(EXPRESSIONS) * 1e6)
    return statistics.median(times)


def reads(evaluate: Callable[[str], float], text: str) -> str:
    """What an evaluator makes of an expression as people write it."""
    try:
        return f"{evaluate(text):g}"
    except Exception as error:  # noqa: BLE001 - a peer may raise anything; that is the finding
        return type(error).__name__


CONVERSIONS = (
    ("42.195 kilometer", "mile"),
    ("60 mile / hour", "kilometer / hour"),
    ("30 psi", "bar"),
    ("3 gallon", "liter"),
)


def conversion_times() -> dict[str, float]:
    """Microseconds of a conversion, given apart and in words, beside pint's own floats."""
    registry = pint.UnitRegistry()

    def timed(call: Callable[[str, str], object]) -> float:
        times: list[float] = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for _ in range(CALLS):
                for source, target in CONVERSIONS:
                    call(source, target)
            times.append((time.process_time() - began) / CALLS / len(CONVERSIONS) * 1e6)
        return round(statistics.median(times), 1)

    ours = timed(lambda source, target: convert(ConvertRequest(conversion=f"{source} to {target}")))
    theirs = timed(lambda source, target: registry.Quantity(source).to(target).magnitude)
    return {
        "polymath convert, in words, whole capability": ours,
        "pint, parse and convert": theirs,
        "ours takes times": round(ours / theirs, 2),
    }


def main() -> None:
    """Print one line an evaluator, then the figures as JSON."""
    found = evaluators()
    rows: dict[str, dict[str, object]] = {}
    for name, evaluate in found.items():
        wrong = [text for text, value in EXPRESSIONS if evaluate(text) != value]
        rows[name] = {
            "microseconds": round(microseconds(evaluate), 1),
            "not exact": wrong,
            "as people write": {text: reads(evaluate, text) for text in SPOKEN},
        }
    whole = rows["polymath (whole capability)"]["microseconds"]
    for name, row in rows.items():
        ratio = float(str(whole)) / float(str(row["microseconds"]))
        row["our capability takes times"] = round(ratio, 2)
        print(
            f"{name:32} {row['microseconds']:>8} µs   ours / it {ratio:6.2f}   {row['not exact']}"
        )
    print(json.dumps({**rows, "conversions": conversion_times()}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
