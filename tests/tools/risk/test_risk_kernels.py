"""Kernels are compiled at set-up and loaded at the first call, never when a server starts."""

import subprocess
import sys

from tools.risk import compile_kernels
from tools.risk._annual_loss_kernel import simulate_counts, simulate_many, simulate_rates
from tools.risk._order_statistics import excess_over, gather
from tools.risk._quantile_tables import beta_half


def test_listing_the_domain_loads_nothing_heavy() -> None:
    """Neither numba nor SciPy comes with the capability's declaration."""
    code = "import sys, tools.risk; print([m for m in ('numba', 'scipy') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_kernel_is_compiled_by_one_call() -> None:
    """After it, each compiled loop has its one signature ready."""
    compile_kernels()
    for kernel in (simulate_rates, simulate_counts, simulate_many, gather, excess_over, beta_half):
        assert len(kernel.signatures) == 1
