"""Kernels are loaded in the background once the service is ready."""

import subprocess
import sys
from pathlib import Path

from server.preloading import preload_kernels
from tests.server.process import ROOT

CODE = """
import sys
from server.preloading import preload_kernels
from server.settings import Settings
before = "numba" in sys.modules
thread = preload_kernels(Settings().kernel_cache, 0)
thread.join(120)
from tools.risk._annual_loss_kernel import simulate_counts
print(before, len(simulate_counts.signatures))
"""


def test_what_set_up_compiled_is_loaded(tmp_path: Path):
    """Importing the module loads nothing; afterwards the kernels stand ready."""
    environment = {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(ROOT / ".numba_cache")}
    subprocess.run([sys.executable, "-m", "tools.compile"], env=environment, check=True, cwd=ROOT)
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "1"]


def test_without_a_cache_nothing_is_loaded(tmp_path: Path):
    """Compiling in the background would take far longer than loading."""
    assert preload_kernels(None, 0) is None
    assert preload_kernels(tmp_path, 0) is None
    assert preload_kernels(tmp_path / "missing", 0) is None


def test_the_end_of_the_service_does_not_wait(tmp_path: Path):
    """The thread is a daemon, and what has not begun can be called off."""
    (tmp_path / "module").mkdir()
    (tmp_path / "module" / "kernel.nbi").touch()
    timer = preload_kernels(tmp_path, 600)
    assert timer is not None
    assert timer.daemon
    timer.cancel()
    timer.join(5)
    assert not timer.is_alive()
