"""Streams are views: cut anywhere, read slowly, left early, they lose nothing and slow nobody."""

import concurrent.futures
import socket
import time

import httpx
import pytest

from tests.server.process import ServiceProcess, frames, until


def raw(service: ServiceProcess, run_id: str, last: str | None = None, **query: int) -> bytes:
    headers = {"Last-Event-ID": last} if last else {}
    answer = service.client.get(f"/runs/{run_id}/events", headers=headers, params=query)
    assert answer.status_code == 200
    assert answer.content.startswith(b"retry: 2000\n")
    return answer.content.removeprefix(b"retry: 2000\n")


def test_resuming_at_every_cursor_gives_the_rest_byte_for_byte(service: ServiceProcess):
    """By header and by query, from the first event to the last but one."""
    run_id = service.invoke("calls=2 say=20 tag=cursor").json()["run_id"]
    whole = raw(service, run_id)
    pieces = list(frames(whole))
    assert len(pieces) > 20
    for seq in range(1, len(pieces)):
        rest = b"".join(piece + b"\n\n" for piece in pieces[seq:])
        assert raw(service, run_id, f"{run_id}:{seq}") == rest
        assert raw(service, run_id, after=seq) == rest


def test_a_live_stream_equals_its_replay_byte_for_byte(service: ServiceProcess):
    """Cut while it runs, resumed while it runs: together they are the uncut stream."""
    with service.stream("calls=3 work=0.15 say=8 tag=live") as source:
        events = source.iter_sse()
        seen = [next(events) for _ in range(4)]
    run_id, last = seen[0].json()["run_id"], seen[-1].id
    with service.follow(run_id, last) as source:
        rest = list(source.iter_sse())
    with service.follow(run_id) as source:
        replay = list(source.iter_sse())
    assert [(e.id, e.event, e.data) for e in [*seen, *rest]] == [
        (e.id, e.event, e.data) for e in replay
    ]


def test_a_cursor_at_the_end_gives_an_empty_stream(service: ServiceProcess):
    """Nothing is left to say, and the connection is closed."""
    run_id = service.invoke("say=1").json()["run_id"]
    last = service.events(run_id)[-1]["seq"]
    answer = service.client.get(f"/runs/{run_id}/events", params={"after": last})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("cursor", ["run_other:3", "what", "run:x", ":-4"])
def test_a_cursor_of_something_else_is_refused(service: ServiceProcess, cursor: str):
    """422, before any event."""
    run_id = service.invoke("say=1").json()["run_id"]
    headers = {"Last-Event-ID": cursor}
    answer = service.client.get(f"/runs/{run_id}/events", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Last-Event-ID"


def test_disconnect_does_not_stop_a_run(service: ServiceProcess):
    """The client leaves after the first event; the run completes."""
    run_id, _ = service.begin("calls=2 work=0.2 tag=left")
    assert service.wait_status(run_id, "completed", "cancelled")["status"] == "completed"
    assert [n for n in service.notes() if n[0] == "left"] == [("left", 0), ("left", 1)]


def test_disconnect_stops_a_run_that_asked_for_it(service: ServiceProcess):
    """on_disconnect: cancel, on /stream and on /invoke."""
    run_id, _ = service.begin("think=20", on_disconnect="cancel")
    assert service.wait_status(run_id, "completed", "cancelled")["status"] == "cancelled"
    thread = service.client.post("/threads").json()["thread_id"]
    body = {"message": "think=20", "thread_id": thread, "on_disconnect": "cancel"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{service.url}/invoke", json=body, timeout=httpx.Timeout(30, read=0.6))
    (run,) = service.client.get(f"/threads/{thread}/runs").json()["runs"]
    shown = service.wait_status(run["run_id"], "completed", "cancelled")
    assert shown["status"] == "cancelled"


def test_cancel_stops_a_run_and_keeps_what_was_said(service: ServiceProcess):
    """The run ends at once, its effects stop, the thread goes on."""
    run_id, thread_id = service.begin("calls=50 work=0.1 tag=stopped")
    time.sleep(0.5)
    began = time.monotonic()
    body = service.client.post(f"/runs/{run_id}/cancel").json()
    assert time.monotonic() - began < 4  # the run would take five seconds
    assert body["status"] == "cancelled"
    time.sleep(0.3)
    count = len([n for n in service.notes() if n[0] == "stopped"])
    time.sleep(0.5)
    assert len([n for n in service.notes() if n[0] == "stopped"]) == count < 50
    events = service.events(run_id)
    assert events[-1]["type"] == "run.cancelled"
    assert events[-1]["by"] == "user"
    again = service.client.post(f"/runs/{run_id}/cancel")
    assert again.json()["status"] == "cancelled"
    assert len(service.events(run_id)) == len(events)
    after = service.invoke("say=1", thread_id=thread_id)
    assert after.json()["message"]["content"].endswith("turn ii.")


def test_many_followers_see_the_same(service: ServiceProcess):
    """Twenty readers of one live run, some from the middle."""
    run_id, _ = service.begin("calls=4 work=0.1 say=10 tag=crowd")
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        bodies = list(pool.map(lambda _: raw(service, run_id), range(20)))
    assert len({b"".join(frames(body)) for body in bodies}) == 1


def test_a_reader_that_never_reads_slows_nobody(service: ServiceProcess):
    """Ten sockets that ask for a stream and take nothing; the run and others are not held up."""
    sockets = []
    for _ in range(10):
        connection = socket.create_connection(("127.0.0.1", service.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        body = b'{"message":"calls=3 say=200 tag=deaf"}'
        connection.sendall(
            b"POST /stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        sockets.append(connection)
    answer = service.invoke("calls=1 tag=hears")
    assert answer.status_code == 200
    until(lambda: len([n for n in service.notes() if n[0] == "deaf"]) == 30)
    for connection in sockets:
        connection.close()


def test_a_heartbeat_comes_every_five_seconds(service: ServiceProcess):
    """A comment that clients ignore keeps proxies from closing an idle stream."""
    with httpx.stream("POST", f"{service.url}/stream", json={"message": "think=6"}) as answer:
        body = b"".join(answer.iter_raw())
    assert body.count(b": hb\n\n") == 1
