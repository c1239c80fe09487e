"""What every refusal must look like."""

from typing import Any

import httpx

FIELDS = {"type", "title", "status", "detail", "hint", "code", "retryable", "request_id"}


def refused(answer: httpx.Response, status: int, field: str | None = None) -> dict[str, Any]:
    """The problem object of an answer, after checking its shape and the field it names."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body.keys() >= FIELDS
    assert body["status"] == status
    if field is not None:
        named = [error["field"] for error in body.get("errors", ())]
        assert any(name == field or name.startswith(f"{field}.") for name in named), body
        assert all(error["message"] and error["code"] for error in body["errors"])
    return body
