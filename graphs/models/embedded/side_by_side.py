"""Work on many parts at once, a process for each core: the results in the order of the parts."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")


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
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        return [*pool.map(work, parts)]
