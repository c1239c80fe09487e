"""Ctrl-C stops a run; a lost connection does not."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.process import ServiceProcess
from tests.server.standalone import Standalone
from tests.server.terminal.command import ROOT, environment


@pytest.fixture(scope="module")
def obedient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service with a model that does what it is told."""
    running = Standalone(tmp_path_factory.mktemp("obedient"), "tests.server.serving")
    yield running.start()
    running.close()


def ask(service: ServiceProcess, *arguments: str) -> subprocess.Popen[str]:
    """Begin to ask, in a process group of its own as a terminal would have it."""
    return subprocess.Popen(
        [ROOT / "polymath", "ask", *arguments],
        env=environment(service.folder),
        cwd=service.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background has them ignore Ctrl-C; a terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_for_notes(service: ServiceProcess, tag: str, count: int = 1) -> None:
    """Until the run has done so much."""
    deadline = time.monotonic() + 90
    while sum(name == tag for name, _ in service.notes()) < count:
        assert time.monotonic() < deadline, service.log()[-2000:]
        time.sleep(0.05)


def last_run(service: ServiceProcess) -> str:
    """The run of the latest conversation."""
    memory = service.folder / "data" / "last-conversation.json"
    thread = json.loads(memory.read_text())["thread_id"]
    runs = service.client.get(f"/threads/{thread}/runs").json()["runs"]
    return runs[-1]["run_id"]


def test_ctrl_c_cancels_the_run(obedient: ServiceProcess):
    """Exit 130; the run is cancelled on the service and does nothing more."""
    asked = ask(obedient, "calls=5 work=1 tag=stopped")
    wait_for_notes(obedient, "stopped")
    asked.send_signal(signal.SIGINT)
    _, errors = asked.communicate(timeout=60)
    assert asked.returncode == 130
    assert "cancelled" in errors
    assert "Traceback" not in errors
    run = obedient.wait_status(last_run(obedient), "cancelled", "completed")
    assert run["status"] == "cancelled"
    time.sleep(1.5)
    assert len([name for name, _ in obedient.notes() if name == "stopped"]) < 5


def test_a_run_cancelled_elsewhere_is_told(obedient: ServiceProcess):
    """Exit 130 here too, with what had been said."""
    asked = ask(obedient, "calls=5 work=1 tag=elsewhere")
    wait_for_notes(obedient, "elsewhere")
    obedient.client.post(f"/runs/{last_run(obedient)}/cancel")
    _, errors = asked.communicate(timeout=60)
    assert asked.returncode == 130
    assert "cancelled" in errors


def test_a_failed_run_exits_1_and_keeps_json_clean(obedient: ServiceProcess):
    """The problem is on standard error; the object says failed."""
    asked = ask(obedient, "--json", "upstream")
    out, errors = asked.communicate(timeout=60)
    assert asked.returncode == 1
    assert json.loads(out)["status"] == "failed"
    assert "the provider failed" in errors


@pytest.mark.slow
@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_a_service_that_restarts_is_followed_on(tmp_path: Path, end: str):
    """Killed or drained in the middle: the answer comes when it is back, each effect once."""
    service = Standalone(tmp_path, "tests.server.serving", POLYMATH_GRACE_S="0").start()
    try:
        asked = ask(service, "calls=5 work=0.6 say=3 tag=again")
        wait_for_notes(service, "again", 2)
        getattr(service, end)()
        service.start()
        out, errors = asked.communicate(timeout=90)
        assert asked.returncode == 0, errors
        assert "Sentence a is said." in out
        assert out.count("turn i.") == 1
        assert {n for name, n in service.notes() if name == "again"} == set(range(5))
    finally:
        service.close()
