"""Large work on the workers of a Dask cluster: the `Compute` port over dask.distributed.

An optional extra (`requirements-dask.txt`). Workers run anywhere the repository is: the same
commit, with its folder on their `PYTHONPATH`.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tools.computing import AHEAD
from tools.errors import Unavailable

INSTALL = ".venv/bin/pip install -r requirements-dask.txt -c constraints.txt"
CONNECT_S = 10.0
RETRIES = 3  # workers that may die over one part before it is given up


class DaskCompute:
    """The cluster at an address, or two processes of this machine's own without one."""

    def __init__(self, address: str = "", workers: int = 2) -> None:
        self.address, self.workers = address, workers
        self._client: Any = None
        self._cluster: Any = None
        self._lock = threading.Lock()

    def map(
        self,
        task: Callable[[Any], Any],
        parts: Sequence[Any],
        *,
        holds_gil: bool = False,  # noqa: ARG002 - every worker is a process of its own
    ) -> Iterator[Any]:
        """See `tools.ports.Compute`. Lost workers' parts run again on those that are left."""
        client = self.client()
        ahead = AHEAD * max(len(client.ncores()), 1)
        waiting: deque[Any] = deque()
        try:
            for part in parts:
                if len(waiting) >= ahead:
                    yield _taken(waiting.popleft())
                # Impure: a result is asked for once, and must not be kept for the next run.
                waiting.append(client.submit(task, part, pure=False, retries=RETRIES))
            while waiting:
                yield _taken(waiting.popleft())
        finally:
            client.cancel(list(waiting))

    def client(self) -> Any:
        """The connection, made at first use and again after it was lost."""
        with self._lock:
            if self._client is None or self._client.status != "running":
                self._client = self._connected()
            return self._client

    def _connected(self) -> Any:
        # Optional, and a third of a second to load: only when work goes to a cluster.
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise Unavailable("Dask is not installed", hint=f"Install it: {INSTALL}") from error
        try:
            if not self.address:
                self._cluster = LocalCluster(
                    n_workers=self.workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",  # 8787 may be another cluster's
                )
            return Client(self._cluster or self.address, timeout=CONNECT_S, set_as_default=False)
        except OSError as error:
            raise Unavailable(
                "no Dask scheduler answers", hint="Is POLYMATH_COMPUTE its address?"
            ) from error

    def close(self) -> None:
        """Leave the cluster; end it where it is our own."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None
            if self._cluster is not None:
                self._cluster.close()
                self._cluster = None


def _taken(future: Any) -> Any:
    """A result, let go of at the cluster at once."""
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise Unavailable(
            "workers of the cluster died over the same part again and again",
            hint="Is there enough memory on the workers?",
        ) from error
    except CancelledError as error:
        raise Unavailable("the cluster has gone away", hint="Is its scheduler running?") from error
    finally:
        future.release()
