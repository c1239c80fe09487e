"""The `Compute` port over a real Dask cluster of two processes on loopback."""

import os
import signal
import time
from collections.abc import Generator
from typing import Any

import pytest

from server.adapters.computing import compute_of
from server.adapters.dask_compute import DaskCompute
from server.settings import Settings
from tools.computing import LocalCompute, OneThread
from tools.errors import Cancelled, Unavailable
from tools.risk import _annual_loss_streamed
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk.simulate_annual_loss import simulate_annual_loss
from tools.validation import validate

pytestmark = pytest.mark.slow
REQUEST = {
    "loss_event_frequency": {"low": 0.1, "likely": 0.4, "high": 2},
    "primary_loss": {"low": 5e3, "likely": 2e4, "high": 1e5},
    "trials": 12_000_000,
}


@pytest.fixture(scope="module")
def cluster() -> Generator[DaskCompute]:
    compute = DaskCompute()
    yield compute
    compute.close()


@pytest.fixture(autouse=True)
def smaller_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_annual_loss_streamed, "PART", 1 << 19)


def result(compute: Any, progress: Any = None) -> str:
    request = validate(AnnualLossRequest, REQUEST)
    ports = {"compute": compute} if progress is None else {"compute": compute, "progress": progress}
    return simulate_annual_loss(request, **ports).model_dump_json()


def test_a_cluster_gives_the_bits_of_one_thread_and_of_the_pool(cluster: DaskCompute) -> None:
    alone = result(OneThread())
    assert result(cluster) == alone
    assert result(LocalCompute(2)) == alone


class Killing:
    """Kills a worker of the cluster once some parts are done."""

    def __init__(self, cluster: DaskCompute) -> None:
        self.cluster = cluster
        self.killed = 0

    def advance(self, done: int, total: int, note: str = "") -> None:
        if done >= 5 and not self.killed:
            pids = self.cluster.client().run(os.getpid)
            self.killed = next(iter(pids.values()))
            os.kill(self.killed, signal.SIGKILL)


def test_a_worker_killed_in_the_middle_changes_nothing_but_the_time(cluster: DaskCompute) -> None:
    killing = Killing(cluster)
    assert result(cluster, killing) == result(OneThread())
    assert killing.killed


class Stopping:
    """Cancels after some parts."""

    def advance(self, done: int, total: int, note: str = "") -> None:
        if done >= 3:
            raise Cancelled("the run was cancelled")


def test_cancelling_leaves_the_cluster_with_nothing_to_do(cluster: DaskCompute) -> None:
    with pytest.raises(Cancelled):
        result(cluster, Stopping())
    deadline = time.monotonic() + 20
    while any(cluster.client().processing().values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(cluster.client().processing().values())


def test_no_scheduler_is_said() -> None:
    compute = DaskCompute("tcp://127.0.0.1:9")
    with pytest.raises(Unavailable, match="no Dask scheduler"):
        list(compute.map(abs, [1, 2]))


def test_the_setting_chooses() -> None:
    assert isinstance(compute_of(Settings(compute="local")), LocalCompute)
    remote = compute_of(Settings(compute="tcp://127.0.0.1:8786"))
    assert isinstance(remote, DaskCompute) and remote.address == "tcp://127.0.0.1:8786"
    with pytest.raises(ValueError, match="scheduler"):
        Settings(compute="somewhere")
