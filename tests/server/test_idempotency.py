"""A request sent again starts nothing twice."""

import concurrent.futures
import uuid
from collections.abc import Callable

import httpx

from tests.server.process import ServiceProcess, until


def post(service: ServiceProcess, key: str, message: str, path: str = "/invoke") -> httpx.Response:
    headers = {"Idempotency-Key": key}
    body = {"message": message}
    return httpx.post(f"{service.url}{path}", json=body, headers=headers, timeout=30)


def test_fifty_at_once_run_once(service: ServiceProcess):
    """One executes; the others learn that it is at work, or get its answer."""
    key, tag = uuid.uuid4().hex, uuid.uuid4().hex
    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: post(service, key, f"calls=1 tag={tag}"), range(50)))
    assert [n for n in service.notes() if n[0] == tag] == [(tag, 0)]
    good = [a for a in answers if a.status_code == 200]
    assert len({a.content for a in good}) == 1
    assert sum("Idempotent-Replayed" not in a.headers for a in good) == 1
    in_flight = [a for a in answers if a.status_code != 200]
    assert {a.json()["code"] for a in in_flight} <= {"idempotency-in-flight"}
    assert all(a.status_code == 409 and "Retry-After" in a.headers for a in in_flight)


def test_the_same_key_with_another_body_is_refused(service: ServiceProcess):
    """422 naming the header; nothing is started."""
    key = uuid.uuid4().hex
    post(service, key, "say=1")
    other = post(service, key, "say=2")
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency-mismatch"
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"


def test_an_answer_is_replayed_after_a_kill(serve: Callable[..., ServiceProcess]):
    """Same bytes, same run, and it says that it is a replay."""
    service = serve()
    key = uuid.uuid4().hex
    first = post(service, key, "calls=1 tag=once")
    service.kill()
    service.start()
    again = post(service, key, "calls=1 tag=once")
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert service.notes() == [("once", 0)]


def test_a_request_in_flight_when_the_process_died_is_the_same_run(
    serve: Callable[..., ServiceProcess],
):
    """The key finds the run that goes on by itself."""
    service = serve()
    key = uuid.uuid4().hex
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        lost = pool.submit(post, service, key, "calls=3 work=0.3 tag=crash")
        until(lambda: len(service.notes()) >= 2)  # the first tool has finished by then
        service.kill()
        assert isinstance(lost.exception(), httpx.TransportError)
    service.start()
    until(lambda: post(service, key, "calls=3 work=0.3 tag=crash").status_code != 409)
    again = post(service, key, "calls=3 work=0.3 tag=crash")
    assert again.json()["status"] == "completed"
    assert service.notes().count(("crash", 0)) == 1


def test_a_stream_is_replayed(service: ServiceProcess):
    """The same events with the same ids."""
    key = uuid.uuid4().hex
    first = post(service, key, "calls=1 tag=twice", "/stream")
    again = post(service, key, "calls=1 tag=twice", "/stream")
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_thread_is_begun_once(service: ServiceProcess):
    """POST /threads with the same key gives the same thread."""
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    first = service.client.post("/threads", json={"metadata": {"a": 1}}, headers=headers)
    again = service.client.post("/threads", json={"metadata": {"a": 1}}, headers=headers)
    assert first.json() == again.json()
    assert "Idempotent-Replayed" in again.headers


def test_a_decision_is_taken_once(service: ServiceProcess):
    """POST /runs/{id}/resume with the same key gives the same answer; without one, 409."""
    paused = service.invoke("calls=1 ask tag=decided").json()
    path = f"/runs/{paused['run_id']}/resume"
    body = {"interrupt_id": paused["interrupt"]["interrupt_id"], "answer": {"approved": True}}
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    first = service.client.post(path, json=body, headers=headers)
    again = service.client.post(path, json=body, headers=headers)
    assert first.json()["status"] == "completed"
    assert again.content == first.content
    assert service.client.post(path, json=body).status_code == 409
    assert service.notes().count(("decided", 0)) == 1
