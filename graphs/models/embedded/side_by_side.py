"""Work on many parts at once, a process for each core: the results in the order of the parts."""

import multiprocessing
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")

THREADS = "OPENBLAS_NUM_THREADS"


def side_by_side(
    work: Callable[[Part], Made], parts: Sequence[Part], apart: bool = True
) -> list[Made]:
    """`work` of each part; in this process where there is one part or one core, or not `apart`.

    New processes begin afresh, which takes seconds, and `work` must be a function of a module.
    """
    cores = min(os.cpu_count() or 1, len(parts)) if apart else 1
    if cores < 2:
        return [work(part) for part in parts]
    context = multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(cores, mp_context=context) as pool:
        return [*pool.map(work, parts)]


@contextmanager
def _one_thread_each() -> Generator[None]:
    """Processes that begin here multiply matrices in one thread.

    Otherwise each takes every core, and waits in a busy loop for the threads of the others.
    """
    kept = os.environ.get(THREADS)  # noqa: TID251  # for a library in another process, not read
    os.environ[THREADS] = "1"  # noqa: TID251
    try:
        yield
    finally:
        if kept is None:
            del os.environ[THREADS]  # noqa: TID251
        else:
            os.environ[THREADS] = kept  # noqa: TID251
