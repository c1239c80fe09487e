"""Keep out of the state what a saver cannot store.

NumPy scalars and integers above 64 bits raise in every saver; NUL characters, lone surrogates and
NaN fail on PostgreSQL only, which is worse. PDF extraction and numeric kernels produce all of them.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INT64 = 2**63


def clean_text(text: str) -> str:
    """`text` with NUL characters and lone surrogates replaced."""
    return _UNSTORABLE.sub("\ufffd", text)


def clean(value: Any) -> Any:
    """`value` as plain data every saver can store."""
    kind = type(value)  # exact types first: results hold thousands of plain values
    if kind is str:
        return clean_text(value)
    if kind is float or kind is int:
        return _clean_number(value)
    if kind is dict:
        return {clean_text(str(key)): clean(entry) for key, entry in value.items()}
    if kind is list:
        return [clean(entry) for entry in value]
    return value if value is None or kind is bool else _clean_other(value)


def _clean_other(value: Any) -> Any:
    match value:
        case np.generic():  # first: a NumPy float is a float too
            return clean(value.item())
        case np.ndarray():
            return clean(value.tolist())
        case str():
            return clean_text(str(value))
        case int() | float():
            return _clean_number(value)
        case Mapping():
            return clean(dict(value))
        case list() | tuple() | set() | frozenset():
            return clean(list(value))
        case _:
            return clean_text(str(value))


def _clean_number(value: float) -> float | None:
    if isinstance(value, int):
        return value if -_INT64 <= value < _INT64 else _clean_number(_as_float(value))
    return value if math.isfinite(value) else None


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf
