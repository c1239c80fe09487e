"""The native face: a log as server-sent events or as a JSON array. Pure functions of it."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from server.events import PAUSED, Entry, encode

RETRY = b"retry: 2000\n"
"""Part of the first frame: some clients take it for an event of its own when it stands alone."""

HEARTBEAT = b": hb\n\n"


def frame(run_id: str, entry: Entry) -> bytes:
    """One entry as a server-sent event."""
    head = f"id: {run_id}:{entry.seq}\nevent: {entry.type}\ndata: ".encode()
    return head + entry.data + b"\n\n"


def frames(run_id: str, entries: Iterable[Entry]) -> bytes:
    """Entries as one piece of the stream."""
    return b"".join(frame(run_id, entry) for entry in entries)


def paused_frame(seq: int, ts: float, payload: Mapping[str, Any]) -> bytes:
    """How a stream ends whose run was put aside. It has no id: the run goes on after `seq`."""
    return f"event: {PAUSED}\ndata: ".encode() + encode(seq, ts, None, payload) + b"\n\n"


def array(entries: Iterable[Entry], paused: bytes | None = None) -> bytes:
    """Entries as a JSON array: the data objects, each with its type."""
    items = [_typed(entry.type, entry.data) for entry in entries]
    if paused is not None:
        items.append(_typed(PAUSED, paused))
    return b"[" + b",".join(items) + b"]"


def _typed(kind: str, data: bytes) -> bytes:
    return b'{"type":' + orjson.dumps(kind) + b"," + data[1:]
