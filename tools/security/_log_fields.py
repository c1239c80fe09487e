"""Named fields of a log line: JSON lines, and `key=value` pairs."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tools.security._log_headers import Line

_PAIR = re.compile(r"\b([A-Za-z][\w.]{0,40})=(\"[^\"]{0,400}\"|[^\s,;\"]{1,400})")
_TIME_KEYS = ("time", "timestamp", "@timestamp", "ts", "datetime", "date")
_TEXT_KEYS = ("message", "msg", "event", "action")
_LEVEL_KEYS = ("level", "severity", "log_level")
_FEWEST = 2
_MOST = 60
_DEEPEST = 3


def from_json(number: int, text: str) -> tuple[Line, dict[str, str]] | None:
    """A line that is a JSON object, as a line and its fields, nested keys joined by `_`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    fields = _flat(data, "", {})
    said = next((fields[key] for key in _TEXT_KEYS if fields.get(key)), "")
    rest = " ".join(f"{key}=" for key in sorted(fields) if key not in (*_TIME_KEYS, *_TEXT_KEYS))
    line = Line(
        number,
        f"{said} {rest}".strip(),
        time=next((fields[key] for key in _TIME_KEYS if key in fields), ""),
        level=next((fields[key] for key in _LEVEL_KEYS if key in fields), ""),
    )
    return line, fields


def pairs(message: str) -> Mapping[str, str]:
    """`key=value` pairs, at least two; keys in lower case."""
    if message.count("=") < _FEWEST:
        return {}
    found = {key.lower(): value.strip('"') for key, value in _PAIR.findall(message)[:_MOST]}
    return found if len(found) >= _FEWEST else {}


def _flat(data: Mapping[str, Any], above: str, found: dict[str, str]) -> dict[str, str]:
    """Nested keys stand joined, and alone where no other key has their name."""
    for key, value in data.items():
        name = f"{above}{key}".lower()
        if isinstance(value, dict) and above.count("_") < _DEEPEST:
            _flat(value, f"{name}_", found)
        elif isinstance(value, str | int | float) and len(found) < _MOST:
            found.setdefault(name, str(value)[:400])
            found.setdefault(str(key).lower(), str(value)[:400])
    return found
