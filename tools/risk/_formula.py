"""A formula over named inputs, checked once and then worked out for many draws."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.expressions.arrays import CONSTANTS, FORMULAS, FUNCTIONS, check, evaluate
from tools.expressions.lexer import tokens
from tools.expressions.parser import Node, parse

Floats = NDArray[np.float64]
Found = TypeVar("Found")

_NAMED = re.compile(r"\s*([^\W\d][\w .-]*?)\s*(?<![<>=])=(?!=)")
_APART = re.compile(r"[\s.-]+")


@dataclass(frozen=True)
class Formula:
    """What is computed, and of what."""

    tree: Node
    output: str
    """What the result is called; empty where the formula does not say."""
    keys: Mapping[str, str]
    """By input, its name inside the tree."""
    unused: tuple[str, ...]

    def __call__(self, columns: Mapping[str, Floats]) -> Floats:
        """The result for every draw of the inputs, by their own names."""
        values = {self.keys[name]: column for name, column in columns.items()}
        size = next(iter(columns.values())).shape
        return np.broadcast_to(_told(lambda: evaluate(self.tree, values)), size).astype(np.float64)


def formula_of(text: str, names: Sequence[str]) -> Formula:
    """Read a formula; what is wrong with it or with a name is refused."""
    output = ""
    if (left := _NAMED.match(text)) and not _known(left[1], names):
        output, text = left[1], text[left.end() :]
    keys = {name: _APART.sub("_", name.strip()) for name in names}
    _check_names(names, keys)
    text = _with_keys(text, keys)
    tree = _told(lambda: parse(text, set(keys.values()), FORMULAS))
    used = _told(lambda: check(tree, set(keys.values())))
    unused = tuple(name for name, key in keys.items() if key not in used)
    if len(unused) == len(names):
        raise InvalidInput.of("formula", "uses none of the inputs; write it with their names")
    return Formula(tree, output, keys, unused)


def _known(name: str, names: Sequence[str]) -> bool:
    return name.lower() in {one.lower() for one in names}


def _check_names(names: Sequence[str], keys: Mapping[str, str]) -> None:
    seen: set[str] = set()
    for number, name in enumerate(names):
        place, key = f"inputs.{number}.name", keys[name]
        if key.lower() in seen:
            raise InvalidInput.of(place, "is given twice; every input needs a name of its own")
        seen.add(key.lower())
        try:
            found = tokens(key, FORMULAS)
        except InvalidInput:
            found = []
        if [token.kind for token in found] != ["name", "end"] or key.lower() in FUNCTIONS:
            raise InvalidInput.of(
                place,
                "cannot stand in a formula: use letters, digits, spaces and _, beginning with a "
                "letter, and no word that computes (such as min, of, times, less)",
            )
        if key.lower() in CONSTANTS and key != name:
            raise InvalidInput.of(place, "is the name of a constant; choose another")


def _with_keys(text: str, keys: Mapping[str, str]) -> str:
    """The text with every input's name as the tree knows it, whatever its case and spacing."""
    for name in sorted(keys, key=len, reverse=True):
        words = [re.escape(word) for word in re.split(r"[\s._-]+", name.strip()) if word]
        pattern = r"(?<![\w.])" + r"[\s._-]".join(words) + r"(?![\w])"
        text = re.sub(pattern, keys[name], text, flags=re.IGNORECASE)
    return text


def _told(step: Callable[[], Found]) -> Found:
    """A refusal of the expression is one of the field `formula`."""
    try:
        return step()
    except InvalidInput as error:
        problem = error.errors[0]
        raise InvalidInput.of("formula", problem.message, code=problem.code) from None
