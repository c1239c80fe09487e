"""A capability's result as a model reads it: without the picture, long lists cut."""

import json
from collections.abc import Mapping
from typing import Any

SHOWN = (200, 50, 12, 4)  # entries kept of each list, tried in turn until the text fits

WHOLE = ("summary", "notes")


def briefed(result: Mapping[str, Any], limit: int) -> str:
    """A clean result as JSON of at most about `limit` characters. The receipt keeps all of it."""
    plain = {name: value for name, value in result.items() if name != "chart"}
    text = _json(plain)
    for shown in SHOWN:
        if len(text) <= limit:
            break
        # What is said to the person is never cut short: only the figures behind it are.
        text = _json({**_cut(plain, shown), **{k: plain[k] for k in WHOLE if k in plain}})
    if len(text) > limit:
        text = _json({**{k: plain[k] for k in WHOLE if k in plain}, "cut": "see the receipt"})
    return text


def _cut(value: Any, shown: int) -> Any:
    if isinstance(value, dict):
        return {name: _cut(entry, shown) for name, entry in value.items()}
    if isinstance(value, list):
        kept = [_cut(entry, shown) for entry in value[:shown]]
        return kept if len(value) <= shown else [*kept, f"… {len(value) - shown} more"]
    if isinstance(value, str) and len(value) > 40 * shown:
        return f"{value[: 40 * shown]}…"
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
