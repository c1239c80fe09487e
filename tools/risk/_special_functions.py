"""Special functions of `scipy`, loaded at the first call: the service starts without them."""

from functools import cache
from typing import Any


@cache
def special() -> Any:
    """`scipy.special`."""
    from scipy import special as functions  # 0.2 s and 20 MB at import

    return functions
