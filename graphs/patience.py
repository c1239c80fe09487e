"""How long a provider asks to be left alone: in a header or in its error's details."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

_SECONDS = re.compile(r"(\d+(?:\.\d+)?)s")


def asked_for(errors: Iterable[BaseException]) -> float | None:
    """Seconds, by the first error that says: `retry-after-ms`, `Retry-After`, or `RetryInfo`."""
    for error in errors:
        response = getattr(error, "response", None)
        headers: Mapping[str, Any] = getattr(response, "headers", None) or {}
        if (told := _by_headers(headers)) is not None:
            return told
        for name in ("details", "body"):
            if (told := _by_details(getattr(error, name, None))) is not None:
                return told
    return None


def _by_headers(headers: Mapping[str, Any]) -> float | None:
    if (ms := _number(headers.get("retry-after-ms"))) is not None:
        return ms / 1000
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _number(value)
    return _until(str(value)) if seconds is None else seconds


def _number(value: Any) -> float | None:
    """A number of seconds or milliseconds that can be waited for."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < float("inf") else None


def _until(text: str) -> float | None:
    """Seconds until an HTTP date."""
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=datetime.UTC)
    return max(0.0, (at - datetime.datetime.now(datetime.UTC)).total_seconds())


def _by_details(details: Any) -> float | None:
    """`retryDelay: "34s"` of a `google.rpc.RetryInfo`, wherever it stands."""
    for entry in _entries(details, 0):
        if found := _SECONDS.fullmatch(str(entry.get("retryDelay", ""))):
            return float(found[1])
    return None


def _entries(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from _entries(entry, depth + 1)
