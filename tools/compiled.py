"""`njit`, for the modules that hold compiled loops; importing this loads numba, quickly.

Left to itself numba takes 0.3 s of CPU from its import to the first kernel out of the cache. A
third of that is spent on collections and on importing SciPy's linear algebra, only to learn that
it is there; both are spared here, in the one place where numba is loaded.
"""

from importlib import import_module
from typing import Any

from tools.loading import uncollected

with uncollected():
    from numba import njit
    from numba.core.registry import cpu_target
    from numba.np import linalg

    # Whether there is a BLAS is asked once, while numba's module of array functions is imported.
    # SciPy is among what we require; whoever calls it from a loop still imports it then.
    _asked = linalg.ensure_blas
    linalg.ensure_blas = lambda: None
    try:
        import_module("numba.np.arraymath")
    finally:
        linalg.ensure_blas = _asked
    # What every kernel needs, else loaded by the first: types and code of all known functions.
    _target: Any = cpu_target
    _target.typing_context.refresh()
    _target.target_context.refresh()

__all__ = ["njit"]
