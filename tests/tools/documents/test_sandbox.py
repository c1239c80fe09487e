"""The sandbox: what a file does to a parser ends that child and nothing else."""

import concurrent.futures
import os
import signal
import time

import pytest

from tests.tools.documents.files import pdf, sample
from tools.documents import sandbox
from tools.documents.formats.refusal import Refused
from tools.documents.limits import LIMITS, Limits
from tools.errors import TooLarge


def text_of(content: bytes) -> str:
    return "\n".join(sandbox.read("document", content, field="file")["pages"]).strip()


def test_a_bomb_and_a_good_file_read_at_once_do_not_touch_each_other() -> None:
    good, bomb = pdf("Good file."), sample("bomb2_nested.pdf")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(text_of, content) for content in (bomb, good, bomb, good, good)]
        for index, answer in enumerate(answers):
            if index in (0, 2):
                with pytest.raises(TooLarge):
                    answer.result()
            else:
                assert answer.result() == "Good file."


def test_a_lost_fork_server_is_started_again() -> None:
    assert text_of(b"before the end of it") == "before the end of it"
    process = sandbox.SERVER.process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert text_of(b"and after it came back") == "and after it came back"


def test_a_file_over_the_size_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match="larger than"):
        sandbox.read("document", b"%PDF-" + bytes(64), field="file", limits=Limits(file_bytes=32))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLarge, match="more than 2 pages"):
        sandbox.read("document", pdf("a", "b", "c"), field="file", limits=Limits(pages=2))


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge, match="more than 20 characters"):
        sandbox.read("document", b"word " * 40, field="file", limits=Limits(characters=20))


def test_more_memory_than_allowed_ends_in_a_refusal() -> None:
    tight = Limits(memory_bytes=64 * 2**20)
    with pytest.raises(TooLarge, match="memory"):
        sandbox.read("document", b"some words " * 6_000_000, field="file", limits=tight)


def test_time_is_bounded_by_the_kernel_not_by_the_parser() -> None:
    with pytest.raises(Refused) as caught:
        sandbox._understood(b"", f'{{"code": {-int(signal.SIGPROF)}}}'.encode())
    assert caught.value.code == "time"


def test_a_child_that_hangs_is_given_up() -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(Refused) as caught:
            sandbox._all(reading, time.monotonic() + 0.05, 100)
        assert caught.value.code == "time"
    finally:
        os.close(reading)
        os.close(writing)


def test_the_child_has_no_environment_of_the_service() -> None:
    assert text_of(b"starts the server") == "starts the server"
    process = sandbox.SERVER.process
    assert process is not None
    with open(f"/proc/{process.pid}/environ", "rb") as file:
        names = {entry.split(b"=")[0] for entry in file.read().split(b"\0") if entry}
    ours = {b"PYTHONUTF8", b"PYTHONDONTWRITEBYTECODE", b"POLARS_MAX_THREADS"}
    assert names <= {*ours, b"LC_CTYPE"}


def test_descriptors_are_not_leaked() -> None:
    text_of(b"warm up first of all")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        text_of(b"one more of them")
    assert len(os.listdir("/proc/self/fd")) == before


def test_limits_are_those_the_design_names() -> None:
    assert (LIMITS.file_bytes, LIMITS.pages, LIMITS.inflated_bytes, LIMITS.wall_s) == (
        100 * 2**20,
        5_000,
        512 * 2**20,
        60,
    )
    assert LIMITS.table_memory_bytes <= 2**30
