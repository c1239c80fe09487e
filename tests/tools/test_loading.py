"""Loading without collections, and numba loaded that way."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.loading import uncollected

ROOT = Path(__file__).parents[2]
COLD = """
import sys
from tools.catalog import CATALOG
capability = CATALOG["risk.simulate_annual_loss"]
example = capability.request.model_json_schema()["examples"][0]
assert "numba" not in sys.modules
capability(capability.request.model_validate(example))
assert "numba" in sys.modules
print("scipy.linalg" in sys.modules)
import numpy as np
from tools.compiled import njit
@njit
def product(a):
    return np.dot(a, a)
print(int(product(np.eye(2)).sum()))
"""


@pytest.fixture
def collecting() -> Iterator[None]:
    """Collecting goes on for later tests."""
    yield
    gc.enable()


@pytest.mark.parametrize("was_on", [True, False])
def test_collecting_is_as_before_also_after_an_error(collecting: None, was_on: bool):
    """Whoever turned it off keeps it off."""
    (gc.enable if was_on else gc.disable)()
    with pytest.raises(ImportError), uncollected():
        assert not gc.isenabled()
        raise ImportError("a part that cannot be loaded")
    assert gc.isenabled() is was_on


def test_a_first_kernel_spares_the_linear_algebra_that_it_does_not_call():
    """A loop that does call it has it all the same."""
    done = subprocess.run(
        [sys.executable, "-c", COLD],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"NUMBA_CACHE_DIR": str(ROOT / ".numba_cache"), **os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stdout.split() == ["False", "2"]
