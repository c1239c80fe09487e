"""Two messages at once on one thread: none is lost, none runs beside another."""

import concurrent.futures
from typing import Any

import httpx
import pytest

from tests.server.process import ServiceProcess, until


def start(service: ServiceProcess, thread: str, message: str, strategy: str) -> httpx.Response:
    body = {"message": message, "thread_id": thread, "multitask_strategy": strategy}
    return httpx.post(f"{service.url}/invoke", json=body, timeout=30)


def runs_of(service: ServiceProcess, thread: str) -> list[dict[str, Any]]:
    return service.client.get(f"/threads/{thread}/runs").json()["runs"]


@pytest.fixture
def thread(service: ServiceProcess) -> str:
    return service.client.post("/threads", json={}).json()["thread_id"]


def test_reject_is_the_default(service: ServiceProcess, thread: str):
    """409 with a time to try again; the first goes on."""
    run_id, thread = service.begin("calls=1 work=0.5 tag=first")
    second = service.invoke("say=1", thread_id=thread)
    assert second.status_code == 409
    assert second.json()["code"] == "run-in-progress"
    assert second.json()["retryable"] is True
    assert int(second.headers["Retry-After"]) >= 1
    service.wait_status(run_id, "completed")
    assert len(service.client.get(f"/threads/{thread}/runs").json()["runs"]) == 1


def test_enqueue_keeps_every_message_in_order(service: ServiceProcess, thread: str):
    """Five at once: all answered, each seeing those before it."""
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        answers = list(
            pool.map(lambda i: start(service, thread, f"say=1 no={i}", "enqueue"), range(5))
        )
    assert [a.status_code for a in answers] == [200] * 5
    turns = sorted(a.json()["message"]["content"].rpartition(" ")[2] for a in answers)
    assert turns == ["i.", "ii.", "iii.", "iiii.", "iiiii."]
    said = service.client.get(f"/threads/{thread}/messages").json()["messages"]
    assert [m["role"] for m in said] == ["user", "assistant"] * 5


def test_five_at_once_without_a_strategy_lose_nothing(service: ServiceProcess, thread: str):
    """Whoever was answered 200 is in the thread; the others got 409."""
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        answers = list(
            pool.map(lambda _: start(service, thread, "calls=1 work=0.2", "reject"), range(5))
        )
    codes = sorted(a.status_code for a in answers)
    assert set(codes) == {200, 409}
    said = service.client.get(f"/threads/{thread}/messages").json()["messages"]
    assert len([m for m in said if m["role"] == "user"]) == codes.count(200)


def test_interrupt_stops_the_first_and_answers_the_second(service: ServiceProcess):
    """The first ends as cancelled and stays in the thread."""
    run_id, thread = service.begin("think=20")
    second = start(service, thread, "say=1", "interrupt")
    assert second.json()["message"]["content"].endswith("turn ii.")
    assert service.events(run_id)[-1]["by"] == "interrupt"
    said = service.client.get(f"/threads/{thread}/messages").json()["messages"]
    assert [m["role"] for m in said] == ["user", "user", "assistant"]


def test_rollback_forgets_the_first(service: ServiceProcess):
    """The thread is as if the first had never been said."""
    kept = service.invoke("say=1").json()
    run_id, thread = service.begin("calls=1 think=3", thread_id=kept["thread_id"])
    second = start(service, thread, "say=1", "rollback")
    assert second.json()["message"]["content"].endswith("turn ii.")
    assert service.events(run_id)[-1]["by"] == "rollback"
    said = service.client.get(f"/threads/{thread}/messages").json()["messages"]
    assert [m["run_id"] for m in said] == [kept["run_id"]] * 2 + [second.json()["run_id"]] * 2


def test_a_queued_run_can_be_cancelled(service: ServiceProcess):
    """Its log has a beginning and an end; the run before it goes on."""
    first, thread = service.begin("calls=1 work=1 tag=ahead")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(start, service, thread, "say=1", "enqueue")
        until(lambda: len(runs_of(service, thread)) == 2)
        runs = runs_of(service, thread)
        second = runs[1]["run_id"]
        assert runs[1]["status"] == "queued"
        service.client.post(f"/runs/{second}/cancel")
        assert waiting.result().json()["status"] == "cancelled"
    assert [e["type"] for e in service.events(second)] == ["run.started", "run.cancelled"]
    assert service.wait_status(first, "completed", "cancelled")["status"] == "completed"


def test_a_thread_at_work_cannot_be_deleted(service: ServiceProcess):
    """409 first; afterwards it is gone with its runs."""
    run_id, thread = service.begin("calls=1 work=0.4")
    assert service.client.delete(f"/threads/{thread}").status_code == 409
    service.wait_status(run_id, "completed")
    assert service.client.delete(f"/threads/{thread}").status_code == 204
    assert service.client.get(f"/threads/{thread}").status_code == 404
    assert service.client.get(f"/runs/{run_id}").status_code == 404
    assert service.invoke("say=1", thread_id=thread).status_code == 404
