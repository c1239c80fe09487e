"""The same service on PostgreSQL, also as two processes on one database."""

import concurrent.futures
import time
from collections.abc import Callable

import psycopg
import pytest

from tests.server.process import ServiceProcess, until

pytestmark = pytest.mark.postgres

TERMINAL = {"run.completed", "run.failed", "run.cancelled", "run.interrupted"}


@pytest.fixture
def env(postgres_url: str) -> dict[str, str]:
    return {"DATABASE_URL": postgres_url, "POLYMATH_LEASE_S": "2"}


def test_a_conversation_on_postgresql(serve: Callable[..., ServiceProcess], env: dict[str, str]):
    """Answers, remembers, streams by cursor, replays a key."""
    service = serve(**env)
    headers = {"Idempotency-Key": "one"}
    first = service.invoke("calls=2 tag=pg", headers=headers).json()
    assert first["status"] == "completed"
    assert service.invoke("calls=2 tag=pg", headers=headers).json() == first
    assert service.notes() == [("pg", 0), ("pg", 1)]
    second = service.invoke("say=2", thread_id=first["thread_id"]).json()
    assert second["message"]["content"].endswith("turn ii.")
    with service.follow(second["run_id"], f"{second['run_id']}:2") as source:
        rest = [event.json()["seq"] for event in source.iter_sse()]
    assert rest == list(range(3, len(service.events(second["run_id"])) + 1))
    assert len(service.client.get("/threads").json()["threads"]) == 1
    assert service.client.delete(f"/threads/{first['thread_id']}").status_code == 204


def test_double_texting_across_two_processes(
    serve: Callable[..., ServiceProcess], env: dict[str, str]
):
    """One thread, two processes: reject says 409, enqueue keeps both in order."""
    one, two = serve(**env), serve(**env)
    run_id, thread = one.begin("calls=2 work=0.4 tag=a")
    assert two.invoke("say=1", thread_id=thread).status_code == 409
    queued = two.invoke("say=1", thread_id=thread, multitask_strategy="enqueue")
    assert queued.json()["message"]["content"].endswith("turn ii.")
    assert one.wait_status(run_id, "completed")["status"] == "completed"


def test_another_process_follows_and_cancels(
    serve: Callable[..., ServiceProcess], env: dict[str, str]
):
    """Whoever is asked, the run's owner stops it."""
    one, two = serve(**env), serve(**env)
    run_id, _ = one.begin("calls=5 think=1 tag=b")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        follower = pool.submit(lambda: two.client.get(f"/runs/{run_id}/events").text)
        assert two.client.post(f"/runs/{run_id}/cancel").status_code == 200
        assert "event: run.cancelled" in follower.result(timeout=20)
    assert one.wait_status(run_id, "cancelled", seconds=10)["status"] == "cancelled"


def test_a_lost_process_is_replaced(serve: Callable[..., ServiceProcess], env: dict[str, str]):
    """Its runs go on in the other process once the lease is over; no finished tool runs twice."""
    one, two = serve(**env), serve(**env)
    two.ledger.touch()
    begun = [one.begin(f"calls=4 work=0.3 tag=c{i}")[0] for i in range(4)]
    until(lambda: len(one.notes()) >= 4)
    one.kill()
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        rows = connection.execute("SELECT data::json -> 'request' FROM receipts").fetchall()
    finished = {(row[0]["tag"], row[0]["n"]) for row in rows}
    for run_id in begun:
        body = two.wait_status(run_id, "completed", seconds=30)
        events = two.events(run_id)
        assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
        assert [e["type"] for e in events if e["type"] in TERMINAL] == ["run.completed"]
        steps = [step for step in body["trajectory"] if step["type"] == "tool"]
        assert [step["arguments"]["n"] for step in steps] == [0, 1, 2, 3]
    assert not finished & set(two.notes())
    assert {(f"c{i}", n) for i in range(4) for n in range(4)} <= set(one.notes()) | set(two.notes())


def test_kills_on_postgresql(serve: Callable[..., ServiceProcess], env: dict[str, str]):
    """Killed and started again, the process takes its own runs up when their lease is over."""
    service = serve(**env)
    run_id, _ = service.begin("calls=5 work=0.2 tag=d")
    for wanted in (2, 4):
        until(lambda wanted=wanted: len(set(service.notes())) >= wanted)
        service.kill()
        service.start()
    assert service.wait_status(run_id, "completed")["status"] == "completed"
    assert len(service.notes()) <= 7


def test_a_database_away_is_503_and_comes_back(
    serve: Callable[..., ServiceProcess], env: dict[str, str], postgres_server: str
):
    """/ready says so within seconds, requests fail with a problem, and all heals by itself."""
    service = serve(**env)
    name = env["DATABASE_URL"].rpartition("/")[2].partition("?")[0]
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        until(lambda: service.client.get("/ready").status_code == 503, seconds=6)
        refused = service.invoke("say=1")
        assert refused.status_code == 503, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
        assert service.client.get("/health").status_code == 200
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    until(lambda: service.client.get("/ready").status_code == 200, seconds=10)
    time.sleep(0.1)
    until(lambda: service.invoke("say=1").status_code == 200, seconds=10)
