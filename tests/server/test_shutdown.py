"""SIGTERM: streams are told, runs are put aside, nothing is lost, the process ends in time."""

import concurrent.futures
import signal
import time
from collections.abc import Callable
from typing import Any

import httpx
import httpx_sse

from tests.server.process import ServiceProcess, until

MESSAGE = "calls=5 work=0.25 tag="


def read(service: ServiceProcess, tag: str) -> list[httpx_sse.ServerSentEvent]:
    with (
        httpx.Client(base_url=service.url, timeout=30) as client,
        httpx_sse.connect_sse(client, "POST", "/stream", json={"message": MESSAGE + tag}) as source,
    ):
        return list(source.iter_sse())


def test_sigterm_tells_every_stream_and_the_next_start_goes_on(
    serve: Callable[..., ServiceProcess],
):
    """Whole bodies that end with `run.interrupted`, 503 for who waits, then completion."""
    service = serve(POLYMATH_GRACE_S="5")
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        streams = [pool.submit(read, service, f"s{i}") for i in range(8)]
        posts = [
            pool.submit(
                httpx.post, f"{service.url}/invoke", json={"message": f"{MESSAGE}p{i}"}, timeout=30
            )
            for i in range(2)
        ]
        until(lambda: len(service.notes()) >= 8)
        began = time.monotonic()
        assert service.terminate() == 0
        assert time.monotonic() - began < 9  # the grace, and what a busy machine adds
        seen = [stream.result() for stream in streams]
        answers = [post.result() for post in posts]
    for events in seen:
        assert events[-1].event == "run.interrupted"
        assert events[-1].json()["reason"] == "draining"
        assert events[-1].json()["resumable"] is True
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json()["code"] == "draining"
    notes = service.notes()
    service.start()
    runs = [events[0].json()["run_id"] for events in seen]
    runs += [answer.json()["run_id"] for answer in answers]
    for run_id in runs:
        service.wait_status(run_id, "completed")
        events = service.events(run_id)
        assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
        assert [e["type"] for e in events].count("run.completed") == 1
    assert len(service.notes()) == len(set(service.notes())) == 50
    assert len(notes) < 50
    first = seen[0]
    with service.follow(runs[0], first[-2].id) as source:
        rest = list(source.iter_sse())
    whole = service.events(runs[0])
    assert [e.json()["seq"] for e in [*first[:-1], *rest]] == [e["seq"] for e in whole]


def test_a_run_that_does_not_stop_is_put_aside_after_the_grace(
    serve: Callable[..., ServiceProcess],
):
    """The process ends within the grace and a second; the run goes on at the next start."""
    service = serve(POLYMATH_GRACE_S="1")
    run_id, _ = service.begin("think=8")
    began = time.monotonic()
    assert service.terminate() == 0
    assert time.monotonic() - began < 6  # the run would take eight seconds
    service.start()
    assert service.wait_status(run_id, "completed")["status"] == "completed"


def test_while_draining_new_work_is_refused(serve: Callable[..., ServiceProcess]):
    """/ready and new messages are answered 503 while running work finishes."""
    service = serve(POLYMATH_GRACE_S="4", POLYMATH_DRAIN_DELAY_S="1")
    run_id, _ = service.begin("think=2")
    assert service.process is not None
    service.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    ready: Any = service.client.get("/ready")
    assert (ready.status_code, ready.json()["code"]) == (503, "draining")
    refused = service.invoke("say=1")
    assert (refused.status_code, refused.json()["code"]) == (503, "draining")
    assert service.client.get("/health").status_code == 200
    assert service.process.wait(10) == 0
    service.start()
    service.wait_status(run_id, "completed")


def test_a_taken_port_is_named_with_the_way_out(serve: Callable[..., ServiceProcess]):
    """Exit code 2, the port, and what to do."""
    service = serve()
    second = ServiceProcess(service.zygote, service.folder.parent)
    second.port = service.port
    second.launch()
    assert second.process is not None
    assert second.process.wait(10) == 2
    assert str(service.port) in second.log()
    assert "POLYMATH_PORT" in second.log()


def test_a_data_directory_in_use_is_named_with_the_way_out(serve: Callable[..., ServiceProcess]):
    """Two processes on one SQLite file would spoil it."""
    service = serve()
    second = ServiceProcess(service.zygote, service.folder)
    second.launch()
    assert second.process is not None
    assert second.process.wait(10) == 2
    assert "POLYMATH_DATA_DIR" in second.log()
