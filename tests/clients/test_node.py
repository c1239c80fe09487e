"""The Node examples of the README, run by Node against the real service."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.cutting_proxy import CuttingProxy
from tests.server.process import ROOT, ServiceProcess
from tests.server.standalone import Standalone

OLDEST = 20


def _node() -> str:
    """A Node that is new enough; without one the tests are skipped, or fail where required."""
    found = shutil.which("node")
    if found:
        told = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
        if int(told.strip().lstrip("v").partition(".")[0] or 0) >= OLDEST:
            return found
    if os.environ.get("POLYMATH_TEST_REQUIRE") == "all":
        pytest.fail(f"Node {OLDEST} or later is required and was not found")
    pytest.skip(f"Node {OLDEST} or later was not found: the Node examples did not run")


def node(
    script: str, *arguments: str, url: str, timeout: float = 90
) -> subprocess.CompletedProcess[str]:
    """Run an example to its end."""
    command = [_node(), str(ROOT / "clients" / "node" / script), *arguments]
    env = {**os.environ, "POLYMATH_URL": url}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=timeout)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service as people start it."""
    _node()
    running = Standalone(tmp_path_factory.mktemp("node"))
    yield running.start()
    running.close()


@pytest.fixture(scope="module")
def obedient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service with a model that does what it is told."""
    _node()
    running = Standalone(tmp_path_factory.mktemp("obedient"), "tests.server.serving")
    yield running.start()
    running.close()


def test_invoke_prints_answer_thread_and_receipt(real: ServiceProcess):
    """The figure, and an address under which its receipt can be fetched."""
    done = node("invoke.mjs", "What is 18 % of 12400?", url=real.url)
    assert done.returncode == 0, done.stderr
    assert "2,232" in done.stdout
    (receipt,) = re.findall(r"receipt \S+(/receipts/\S+)", done.stdout)
    assert real.client.get(receipt).status_code == 200
    (thread,) = re.findall(r"thread (\S+)", done.stdout)
    again = node("invoke.mjs", "What is 3 % of 200?", thread, url=real.url)
    assert f"thread {thread}" in again.stdout


def test_stream_prints_the_answer_as_it_comes(real: ServiceProcess):
    """The answer on standard output; what ran beside it on standard error."""
    done = node("stream.mjs", "What is 18 % of 12400?", url=real.url)
    assert done.returncode == 0, done.stderr
    assert "2,232" in done.stdout
    assert "· arithmetic.calculate" in done.stderr
    assert "/receipts/r_" in done.stderr


@pytest.mark.parametrize("script", ["invoke.mjs", "stream.mjs"])
def test_a_refusal_is_told_by_field(real: ServiceProcess, script: str):
    """Exit 1 with the status and the field."""
    done = node(script, "hello", "thr_none", url=real.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "404" in done.stderr
    assert "thread_id" in done.stderr


@pytest.mark.parametrize("after", [200, 900, 1500, 2500])
def test_a_stream_that_is_cut_goes_on_where_it_was(obedient: ServiceProcess, after: int):
    """Cut three times, anywhere in an event: every word comes once, each effect happens once."""
    tag = f"cut{after}"
    proxy = CuttingProxy(obedient.port, cuts=3, after=after)
    try:
        done = node("stream.mjs", f"calls=3 work=0.2 say=8 tag={tag}", url=proxy.url)
    finally:
        proxy.close()
    if after == 200:  # not even the first event got through: nothing to go on from
        assert done.returncode != 0
        return
    assert done.returncode == 0, done.stderr
    assert proxy.connections > 1
    assert done.stdout.count("Sentence") == 8
    assert done.stdout.strip().endswith("turn i.")
    assert [n for name, n in obedient.notes() if name == tag] == [0, 1, 2]


def test_a_failed_run_exits_1(obedient: ServiceProcess):
    """With the problem's words."""
    for script in ("invoke.mjs", "stream.mjs"):
        done = node(script, "upstream", url=obedient.url)
        assert done.returncode == 1
        assert "the provider failed" in done.stderr


def test_ctrl_c_stops_the_run(obedient: ServiceProcess):
    """Exit 130, and the run is cancelled on the service."""
    script = ROOT / "clients" / "node" / "stream.mjs"
    env = {**os.environ, "POLYMATH_URL": obedient.url}
    command = [_node(), str(script), "calls=5 work=1 tag=interrupted"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as asked:
        assert asked.stderr is not None
        assert asked.stderr.readline() == "· server.note\n"
        asked.send_signal(signal.SIGINT)
        assert asked.wait(30) == 130
    threads = obedient.client.get("/threads").json()["threads"]
    runs = obedient.client.get(f"/threads/{threads[0]['thread_id']}/runs").json()["runs"]
    assert obedient.wait_status(runs[-1]["run_id"], "cancelled")["status"] == "cancelled"


def test_the_examples_need_nothing_installed():
    """Nothing but their own file and what Node brings is imported."""
    for path in Path(ROOT / "clients" / "node").glob("*.mjs"):
        imported = re.findall(r"from '([^']+)'", path.read_text())
        assert all(name == "./polymath.mjs" for name in imported), path
