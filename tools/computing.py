"""Where large work runs when nobody says otherwise: in threads, or processes, of this machine."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from tools.errors import Unavailable
from tools.ports import Progress

AHEAD = 2  # parts in work or waiting for each worker: none idles, and little is kept
RESTARTS = 3  # of the pool, for one piece of work: a part that kills its worker each time ends it


class OneThread:
    """Part after part, in the caller's own thread."""

    def map(
        self,
        task: Callable[[Any], Any],
        parts: Sequence[Any],
        *,
        holds_gil: bool = False,  # noqa: ARG002 - there is only one thread
    ) -> Iterator[Any]:
        """See `tools.ports.Compute`."""
        return map(task, parts)

    def close(self) -> None:
        """Nothing was started."""


class LocalCompute:
    """Threads for kernels that release the GIL, a pool of processes for plain Python.

    Both start with the first work. The processes are fresh ones: a fork of a process with threads
    may hang.
    """

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._processes: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def map(
        self, task: Callable[[Any], Any], parts: Sequence[Any], *, holds_gil: bool = False
    ) -> Iterator[Any]:
        """See `tools.ports.Compute`."""
        if self.workers == 1 or len(parts) < 2:
            return map(task, parts)
        return self._in_processes(task, parts) if holds_gil else self._in_threads(task, parts)

    def _in_threads(self, task: Callable[[Any], Any], parts: Sequence[Any]) -> Iterator[Any]:
        with ThreadPoolExecutor(self.workers, thread_name_prefix="compute") as pool:
            waiting: deque[Future[Any]] = deque()
            try:
                yield from windowed(pool, task, parts, waiting, self.workers * AHEAD)
            finally:
                for future in waiting:
                    future.cancel()

    def _in_processes(self, task: Callable[[Any], Any], parts: Sequence[Any]) -> Iterator[Any]:
        done = 0
        for _ in range(RESTARTS + 1):
            pool = self._pool()
            waiting: deque[Future[Any]] = deque()
            try:
                for result in windowed(pool, task, parts[done:], waiting, self.workers * AHEAD):
                    done += 1
                    yield result
                return
            except BrokenProcessPool:
                self._forget(pool)
            finally:
                for future in waiting:
                    future.cancel()
        raise Unavailable(
            "a worker process died again and again", hint="Is there enough memory for the work?"
        )

    def _pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._processes is None:
                self._processes = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
            return self._processes

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._processes is pool:
                self._processes = None
        pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the processes."""
        if self._processes is not None:
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = None


def windowed(
    pool: Executor,
    task: Callable[[Any], Any],
    parts: Sequence[Any],
    waiting: "deque[Future[Any]]",
    ahead: int,
) -> Iterator[Any]:
    """Results in order, with at most `ahead` parts begun and not yet taken."""
    for part in parts:
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
        waiting.append(pool.submit(task, part))
    while waiting:
        yield waiting.popleft().result()


HERE = LocalCompute()
"""For whoever calls a capability as a plain function."""


def followed(
    results: Iterator[Any], progress: Progress, total: int, note: str, *, done: int = 0
) -> Iterator[Any]:
    """The results, telling after each how many of `total` parts are done; `done` were before.

    When the run is cancelled, or nobody wants the next result, no further part is begun.
    """
    try:
        for number, result in enumerate(results, done + 1):
            yield result
            progress.advance(number, total, note)
    finally:
        if (close := getattr(results, "close", None)) is not None:
            close()
