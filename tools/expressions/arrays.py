"""Work an expression out on arrays: every draw of a simulation at once.

Nothing is handed to an interpreter: the tree has numbers, names and the operations below. A value
that has no meaning (a logarithm of a negative number, a division by zero, an overflow) is refused
with the number of draws it happened in; it never turns into NaN.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from tools.expressions.lexer import Vocabulary
from tools.expressions.parser import Apply, Constant, Named, Node
from tools.expressions.refusal import refuse

Floats = NDArray[np.float64]
Function = Callable[[Sequence[Floats]], Floats]

FORMULAS = Vocabulary(comparisons=True)
"""What a formula over plain numbers may hold."""
CONSTANTS = {"pi": float(np.pi), "π": float(np.pi), "e": float(np.e)}
ANY = 100


def _over_all(function: Callable[..., Floats]) -> Function:
    def compute(values: Sequence[Floats]) -> Floats:
        return function(np.stack(np.broadcast_arrays(*values)), axis=0)

    return compute


def _one(function: Callable[[Floats], Floats]) -> Function:
    return lambda values: function(values[0])


def _round(values: Sequence[Floats]) -> Floats:
    """Half away from zero, as people round."""
    scale = 10.0 ** values[1] if len(values) == 2 else np.float64(1.0)
    return np.sign(values[0]) * np.floor(np.abs(values[0]) * scale + 0.5) / scale


def _log(values: Sequence[Floats]) -> Floats:
    return np.log(values[0]) / (np.log(values[1]) if len(values) == 2 else 1.0)


def _clip(values: Sequence[Floats]) -> Floats:
    return np.minimum(np.maximum(values[0], values[1]), values[2])


FUNCTIONS: dict[str, tuple[int, int, Function]] = {
    "sqrt": (1, 1, _one(np.sqrt)),
    "cbrt": (1, 1, _one(np.cbrt)),
    "exp": (1, 1, _one(np.exp)),
    "ln": (1, 1, _one(np.log)),
    "log": (1, 2, _log),
    "log10": (1, 1, _one(np.log10)),
    "log2": (1, 1, _one(np.log2)),
    "abs": (1, 1, _one(np.abs)),
    "round": (1, 2, _round),
    "floor": (1, 1, _one(np.floor)),
    "ceil": (1, 1, _one(np.ceil)),
    "min": (1, ANY, _over_all(np.min)),
    "max": (1, ANY, _over_all(np.max)),
    "sum": (1, ANY, _over_all(np.sum)),
    "mean": (1, ANY, _over_all(np.mean)),
    "average": (1, ANY, _over_all(np.mean)),
    "median": (1, ANY, _over_all(np.median)),
    "clip": (3, 3, _clip),
    "if": (3, 3, _one(np.abs)),  # worked out by `_chosen`, which spares the branch not taken
    "sin": (1, 1, _one(np.sin)),
    "cos": (1, 1, _one(np.cos)),
    "tan": (1, 1, _one(np.tan)),
}
"""By name: the fewest and most arguments, and the function."""

_INFIX: dict[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "of": np.multiply,
    "mod": np.mod,
    "^": np.power,
    "<": lambda a, b: np.less(a, b).astype(np.float64),
    ">": lambda a, b: np.greater(a, b).astype(np.float64),
    "<=": lambda a, b: np.less_equal(a, b).astype(np.float64),
    ">=": lambda a, b: np.greater_equal(a, b).astype(np.float64),
}
_POSTFIX: dict[str, Callable[[Floats], Floats]] = {
    "negative": np.negative,
    "percent": lambda a: a / 100,
    "squared": np.square,
    "cubed": lambda a: a**3,
    "sqrt": np.sqrt,
}


def check(tree: Node, names: Collection[str]) -> set[str]:
    """The names the tree uses; names and functions that are unknown are refused."""
    if isinstance(tree, Constant):
        return set()
    if isinstance(tree, Named):
        if tree.name in names:
            return {tree.name}
        if tree.name.lower() in CONSTANTS:
            return set()
        close = get_close_matches(tree.name, names, 1)
        hint = f"did you mean {close[0]}?" if close else "give it as an input"
        refuse(f"this name is unknown; {hint}", tree.at, "unknown_name")
    _check_call(tree)
    found: set[str] = set()
    for argument in tree.arguments:
        found |= check(argument, names)
    return found


def _check_call(tree: Apply) -> None:
    if not tree.operation.endswith("()"):
        if tree.operation == "factorial":
            refuse("a factorial has no place in a formula", tree.at, "syntax")
        return
    name = tree.operation.removesuffix("()")
    if name not in FUNCTIONS:
        known = ", ".join(FUNCTIONS)
        refuse(f"this function is unknown; known are {known}", tree.at, "unknown_name")
    fewest, most, _ = FUNCTIONS[name]
    if not fewest <= len(tree.arguments) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        refuse(f"{name} takes {wanted} values", tree.at, "wrong_number_of_values")


def evaluate(tree: Node, values: Mapping[str, Floats]) -> Floats:
    """The tree's value for each draw; `values` are arrays of one shape by name."""
    with np.errstate(all="ignore"):
        return _value(tree, values)


def _value(tree: Node, values: Mapping[str, Floats]) -> Floats:
    if isinstance(tree, Constant):
        return np.float64(float(tree.value))  # type: ignore[return-value]
    if isinstance(tree, Named):
        found = values.get(tree.name)
        return np.float64(CONSTANTS[tree.name.lower()]) if found is None else found  # type: ignore[return-value]
    if tree.operation == "if()":
        return _chosen(tree, values)
    arguments = [_value(argument, values) for argument in tree.arguments]
    result = _applied(tree, arguments)
    wrong = ~np.isfinite(result)
    if np.any(wrong):
        _refuse(tree, arguments, int(np.count_nonzero(wrong)), int(np.size(result)))
    return result


def _chosen(tree: Apply, values: Mapping[str, Floats]) -> Floats:
    """`if(condition, then, otherwise)`: each branch only for the draws that take it."""
    condition = np.asarray(_value(tree.arguments[0], values) != 0)
    if condition.ndim == 0:
        return _value(tree.arguments[1 if condition else 2], values)
    result = np.empty(condition.shape)
    for branch, mask in ((1, condition), (2, ~condition)):
        part = {name: value[mask] for name, value in values.items()}
        if mask.any():
            result[mask] = _value(tree.arguments[branch], part)
    return result


def _applied(tree: Apply, arguments: list[Floats]) -> Floats:
    operation = tree.operation
    if operation.endswith("()"):
        return FUNCTIONS[operation.removesuffix("()")][2](arguments)
    if len(arguments) == 1:
        return _POSTFIX[operation](arguments[0])
    left, right = arguments
    if operation in "+-" and _is_percent(tree.arguments[1]) and not _is_percent(tree.arguments[0]):
        right = left * right  # 200 + 5 % is 210
    return _INFIX[operation](left, right)


def _is_percent(node: Node) -> bool:
    return isinstance(node, Apply) and node.operation == "percent"


def _refuse(tree: Apply, arguments: list[Floats], draws: int, of: int) -> None:
    where = f" in {draws:,} of {of:,} draws" if of > 1 else ""
    if tree.operation in ("/", "mod") and np.any(np.asarray(arguments[1]) == 0):
        refuse(f"this divides by zero{where}", tree.at, "division_by_zero")
    finite = all(bool(np.all(np.isfinite(one))) for one in arguments)
    domain = "this has no defined value"
    if tree.operation in ("sqrt", "sqrt()"):
        domain = "this takes the root of a negative number"
    elif tree.operation in ("ln()", "log()", "log10()", "log2()"):
        domain = "this takes the logarithm of a number that is not above zero"
    elif tree.operation in ("^", "exp()", "*", "squared", "cubed") and finite:
        domain = "this is too large to compute, or has no real value"
    refuse(f"{domain}{where}; bound the inputs or use max()", tree.at, "domain")
