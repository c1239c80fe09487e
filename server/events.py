"""What a run's log is made of."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

TERMINAL = frozenset({"run.completed", "run.failed", "run.cancelled"})
"""Exactly one of these ends a run's log."""

PAUSED = "run.interrupted"
"""Ends a stream while the run is put aside. Not in the log: the run goes on after it."""

OF_MESSAGES = frozenset({"message.delta", "message.reset", "message.completed"})

_FORMAT = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a run, as it is kept and as it goes out."""

    seq: int
    type: str
    data: bytes
    """The JSON object of the `data:` line."""
    ts: float
    key: str | None = None
    agent: str | None = None
    ns: str = ""

    def payload(self) -> dict[str, Any]:
        """The data as an object."""
        return orjson.loads(self.data)


def encode(
    seq: int, ts: float, agent: str | None, payload: Mapping[str, Any], kind: str = ""
) -> bytes:
    """The `data:` object: the common fields, then the event's own."""
    common: dict[str, Any] = {"seq": seq, "ts": timestamp(ts)}
    if agent:
        common["agent"] = agent
    own = _flat(payload) if kind == "message.completed" else payload
    try:
        return orjson.dumps({**common, **own}, option=_FORMAT)
    except orjson.JSONEncodeError:
        return orjson.dumps({**common, **_clean(dict(own))}, option=_FORMAT)


def timestamp(ts: float) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    at = datetime.datetime.fromtimestamp(ts, datetime.UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> float:
    """The time a timestamp names."""
    return datetime.datetime.fromisoformat(text).timestamp()


def _flat(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """On the wire a completed message is the data itself, not a member of it."""
    message = payload.get("message")
    if not isinstance(message, Mapping):
        return payload
    return {"message_id": message.get("id"), **message}


def _clean(value: Any) -> Any:
    """JSON without what JSON cannot hold: foreign types, half characters, 65-bit integers."""
    if isinstance(value, Mapping):
        return {_clean(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
