"""The answer is a pure fold over the log."""

from typing import Any

import pytest

from server.events import Entry, encode
from server.faces.folding import fold
from server.faces.native import array, frame, paused_frame


def log(*events: tuple[str, dict[str, Any]]) -> list[Entry]:
    """Entries half a second apart."""
    return [
        Entry(seq, kind, encode(seq, 1000 + seq / 2, "risk", payload, kind), 1000 + seq / 2)
        for seq, (kind, payload) in enumerate(events, 1)
    ]


STARTED = ("run.started", {"run_id": "r", "thread_id": "t", "attempt": 1, "model": "m"})
ROUTE = ("route", {"assignments": [{"agent": "risk", "task": "x", "reason": "", "score": 1.0}]})
CALL = ("tool.started", {"call_id": "c", "tool": "a.b", "arguments": {"n": 1}, "explain": []})


def test_nothing_said_yet():
    """A run that has only begun has an empty message and the row's status."""
    body = fold("r", "t", "queued", [])
    assert body["status"] == "queued"
    assert body["message"]["content"] == ""
    assert body["timings"]["total_ms"] is None


def test_a_failed_call_keeps_its_problem():
    """It stays in the trajectory and leaves no receipt."""
    failed = ("tool.failed", {"call_id": "c", "tool": "a.b", "problem": {"code": "validation"}})
    body = fold("r", "t", "running", log(STARTED, ROUTE, CALL, failed))
    assert body["trajectory"][1]["problem"] == {"code": "validation"}
    assert "result" not in body["trajectory"][1]
    assert body["receipts"] == []


def test_one_receipt_is_listed_once():
    """Also when two calls share it."""
    done = {"tool": "a.b", "result": {}, "receipt_id": "r_1", "ms": 2.0}
    events = [STARTED]
    for call in ("c", "d"):
        events.append(("tool.started", {**CALL[1], "call_id": call}))
        events.append(("tool.finished", {**done, "call_id": call}))
    body = fold("r", "t", "running", log(*events))
    assert body["receipts"] == ["r_1"]
    assert body["timings"]["tools_ms"] == 4.0


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ([("message.delta", {"text": "a "}), ("message.delta", {"text": "b"})], "a b"),
        ([("message.delta", {"text": "a"}), ("message.reset", {"reason": "recovered"})], ""),
    ],
)
def test_a_message_without_its_end_is_what_was_said(events: list[Any], text: str):
    """Deltas since the last reset."""
    assert fold("r", "t", "cancelled", log(STARTED, *events))["message"]["content"] == text


def test_a_handover_is_a_step_of_its_own():
    """From, to and why."""
    told = {"assignments": [], "handover": {"from": "a", "to": "b", "reason": "c"}}
    body = fold("r", "t", "running", log(STARTED, ("route", told)))
    assert body["trajectory"] == [{"type": "handover", "from": "a", "to": "b", "reason": "c"}]


def test_timings_are_differences_of_the_log():
    """Half a second lies between any two entries of this log."""
    body = fold("r", "t", "running", log(STARTED, ROUTE, CALL, ("run.completed", {})))
    timings = {"first_event_ms": 500, "route_ms": 500, "plan_ms": 500, "total_ms": 1500}
    assert {name: body["timings"][name] for name in timings} == timings
    assert body["status"] == "completed"


def test_what_json_cannot_hold_is_made_to_fit():
    """Foreign types, half characters and numbers beyond 64 bits do not end a run."""
    data = encode(1, 0.0, None, {"a": "x\ud800", "b": 2**80, "c": {1, 2}, "d": float("nan")})
    assert data == (
        b'{"seq":1,"ts":"1970-01-01T00:00:00.000Z","a":"x?","b":1.2089258196146292e+24,'
        b'"c":[1,2],"d":null}'
    )


def test_frames_carry_id_event_and_data():
    """A paused run's last frame has no id, so that a cursor stays where it was."""
    (entry,) = log(STARTED)
    head, event, data, *_ = frame("r", entry).split(b"\n")
    assert (head, event) == (b"id: r:1", b"event: run.started")
    assert data.startswith(b'data: {"seq":1,')
    paused = paused_frame(1, 0.0, {"reason": "draining", "resumable": True})
    assert paused.startswith(b"event: run.interrupted\ndata: {")
    assert b"id:" not in paused
    assert array([entry]).startswith(b'[{"type":"run.started","seq":1,')
