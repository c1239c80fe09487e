"""Work in several processes: in the order of its parts, each in one thread."""

import os

import pytest

from graphs.models.embedded import side_by_side as module
from graphs.models.embedded.side_by_side import THREADS, side_by_side


def threads_of(part: str) -> tuple[str, str | None]:
    return part, os.environ.get(THREADS)


@pytest.mark.parametrize("before", [None, "7"])
def test_processes_multiply_in_one_thread_and_the_setting_is_put_back(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 2)
    monkeypatch.delenv(THREADS, raising=False)
    if before is not None:
        monkeypatch.setenv(THREADS, before)
    parts = ["b", "a", "c"]
    assert side_by_side(threads_of, parts) == [(part, "1") for part in parts]
    assert os.environ.get(THREADS) == before
