"""Work on many parts at once, a process for each core: the results in the order of the parts."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Part], Made], parts: Sequence[Part]) -> list[Made]:
    """`work` of each part; in this process where there is one part or one core.

    New processes begin afresh, so `work` must be a function of a module.
    """
    cores = min(os.cpu_count() or 1, len(parts))
    if cores < 2:
        return [work(part) for part in parts]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        return [*pool.map(work, parts)]
