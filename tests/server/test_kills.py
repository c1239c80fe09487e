"""`kill -9` at random moments: nothing acknowledged is lost, nothing finished is done again."""

import concurrent.futures
import random
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import httpx
import httpx_sse
import pytest

from tests.server.process import ServiceProcess, frames, until

KILLS = 20
AT_ONCE = 8
TERMINAL = {"run.completed", "run.failed", "run.cancelled", "run.interrupted"}

pytestmark = [pytest.mark.alone, pytest.mark.slow]


def ask(service: ServiceProcess, tag: str, seen: list[tuple[str, bytes]]) -> None:
    """Begin a run and read its stream until the process dies: ids and data."""
    body = {"message": f"calls=4 work=0.05 think=0.02 say=6 tag={tag}"}
    try:
        with (
            httpx.Client(base_url=service.url, timeout=30) as client,
            httpx_sse.connect_sse(client, "POST", "/stream", json=body) as source,
        ):
            for event in source.iter_sse():
                seen.append((event.id, f"{event.event}:{event.data}".encode()))
    except httpx.TransportError:
        pass


def finished_calls(service: ServiceProcess) -> set[tuple[str, int]]:
    """Notes whose receipt is stored: what must not be written again."""
    database = sqlite3.connect(service.folder / "data" / "polymath.db")
    rows = database.execute(
        "SELECT json_extract(data, '$.request.tag'), json_extract(data, '$.request.n') "
        "FROM receipts WHERE capability = 'server.note'"
    ).fetchall()
    database.close()
    return {(str(tag), int(n)) for tag, n in rows}


def check(service: ServiceProcess, tag: str, seen: list[tuple[str, bytes]]) -> None:
    """One acknowledged run: completed, its log whole, its stream resumed without gap or repeat."""
    run_id = seen[0][0].rpartition(":")[0]
    body = service.wait_status(run_id, "completed", "failed", seconds=30)
    assert body["status"] == "completed", body
    steps = [step for step in body["trajectory"] if step["type"] == "tool"]
    assert [step["arguments"]["n"] for step in steps] == [0, 1, 2, 3]
    assert all("result" in step for step in steps)
    events = service.events(run_id)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [e["type"] for e in events if e["type"] in TERMINAL] == ["run.completed"]
    with service.follow(run_id, seen[-1][0]) as source:
        rest = [(e.id, f"{e.event}:{e.data}".encode()) for e in source.iter_sse()]
    with service.follow(run_id) as source:
        whole = [(e.id, f"{e.event}:{e.data}".encode()) for e in source.iter_sse()]
    assert [*seen, *rest] == whole
    text = ""
    for event in events:
        if event["type"] == "message.reset":
            text = ""
        text += event.get("text", "") if event["type"] == "message.delta" else ""
    (message,) = [event for event in events if event["type"] == "message.completed"]
    assert message["content"].endswith("turn i.")
    if not any(event["type"] == "message.reset" for event in events):
        assert message["content"].startswith(text)


def test_twenty_kills_with_eight_runs_in_flight(serve: Callable[..., ServiceProcess]):
    """No acknowledged run is lost, no finished tool runs twice, streams resume by cursor."""
    service = serve()
    chance = random.Random(20261121)
    acknowledged: dict[str, list[tuple[str, bytes]]] = {}
    repeats = 0
    for kill in range(KILLS):
        streams: dict[str, list[tuple[str, bytes]]] = {f"k{kill}r{i}": [] for i in range(AT_ONCE)}
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            for tag, seen in streams.items():
                pool.submit(ask, service, tag, seen)
            wanted = chance.randint(1, AT_ONCE)
            until(lambda all=streams, least=wanted: sum(map(bool, all.values())) >= least)
            time.sleep(chance.uniform(0.0, 0.7))
            service.kill()
        acknowledged |= {tag: seen for tag, seen in streams.items() if seen}
        done, before = finished_calls(service), service.notes()
        service.start()
        again = [note for note in service.notes()[len(before) :] if note in done]
        repeats += len(again)
    assert len(acknowledged) > KILLS * AT_ONCE / 2
    for tag, seen in acknowledged.items():
        check(service, tag, seen)
    notes = service.notes()
    assert repeats == 0
    assert {(tag, n) for tag in acknowledged for n in range(4)} <= set(notes)
    # A tool cut in the middle is done again; one whose receipt was kept never is.
    assert len(notes) - len(set(notes)) <= KILLS * AT_ONCE


def test_a_finished_tool_is_not_repeated_after_many_kills(serve: Callable[..., ServiceProcess]):
    """Every note whose receipt was stored before a kill stands in the ledger exactly as often."""
    service = serve()
    run_id, _ = service.begin("calls=5 work=0.1 tag=long")
    for _ in range(2):
        target = min(len(set(service.notes())) + 2, 5)
        until(lambda target=target: len(set(service.notes())) >= target)
        service.kill()
        done = finished_calls(service)
        counts = {note: service.notes().count(note) for note in done}
        service.start()
        service_counts: dict[Any, int] = {note: service.notes().count(note) for note in done}
        assert service_counts == counts
    assert service.wait_status(run_id, "completed")["status"] == "completed"
    with service.follow(run_id) as source:
        assert [e.event for e in source.iter_sse() if e.event in TERMINAL] == ["run.completed"]
    assert b"".join(frames(service.client.get(f"/runs/{run_id}/events").content))
