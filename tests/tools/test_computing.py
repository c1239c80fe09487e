"""Large work in parts: the same results in threads and processes, also when a worker dies."""

import os
import signal
import time
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest

from tools.computing import LocalCompute, OneThread
from tools.errors import Unavailable

PARTS = list(range(12))


def square(part: int) -> tuple[int, int]:
    return part * part, os.getpid()


def die_once(folder: Path, part: int) -> int:
    """The fifth part kills its process, the first time."""
    mark = folder / "died"
    if part == 4 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return part * part


def die(part: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return part


def note(folder: Path, part: int) -> int:
    (folder / str(part)).touch()
    time.sleep(0.01)
    return part


@pytest.fixture
def local() -> Generator[LocalCompute]:
    compute = LocalCompute(2)
    yield compute
    compute.close()


@pytest.mark.parametrize("holds_gil", [False, True])
def test_results_come_in_the_order_of_the_parts(local: LocalCompute, holds_gil: bool) -> None:
    there = list(local.map(square, PARTS, holds_gil=holds_gil))
    here = list(OneThread().map(square, PARTS))
    assert [result for result, _ in there] == [result for result, _ in here]
    assert {process != os.getpid() for _, process in there} == {holds_gil}


def test_a_killed_worker_costs_time_only(local: LocalCompute, tmp_path: Path) -> None:
    results = list(local.map(partial(die_once, tmp_path), PARTS, holds_gil=True))
    assert results == [part * part for part in PARTS]
    assert (tmp_path / "died").exists()


def test_a_part_that_always_kills_its_worker_is_given_up(local: LocalCompute) -> None:
    with pytest.raises(Unavailable, match="died again"):
        list(local.map(die, PARTS, holds_gil=True))


def test_what_is_not_asked_for_is_not_begun(local: LocalCompute, tmp_path: Path) -> None:
    parts = list(range(200))
    results = local.map(partial(note, tmp_path), parts)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(list(tmp_path.iterdir())) < 20
