"""What cannot be served is refused before any work, as problem+json that names the field."""

import json
from typing import Any

import httpx
import pytest

from tests.server.process import ServiceProcess, until

JSON = {"Content-Type": "application/json"}
NOTHING_STORED = "there must be no thread for a request that was refused"


def post(service: ServiceProcess, body: bytes, path: str = "/invoke", **headers: str) -> Any:
    return service.client.post(path, content=body, headers={**JSON, **headers})


def assert_problem(answer: httpx.Response, status: int, code: str, field: str | None) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"].endswith(code)
    assert body["request_id"] == answer.headers["X-Request-ID"]
    assert body["instance"] == f"/requests/{body['request_id']}"
    assert isinstance(body["retryable"], bool)
    if field is not None:
        assert [error["field"] for error in body["errors"]] == [field]


@pytest.mark.parametrize("path", ["/invoke", "/stream"])
@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b'{"message": ""}', 422, "validation", "message"),
        (b'{"message": "  \\n "}', 422, "validation", "message"),
        (json.dumps({"message": "x" * 100_001}).encode(), 422, "validation", "message"),
        (b'{"message": 5}', 422, "validation", "message"),
        (b"{}", 422, "validation", "message"),
        (b"[]", 422, "validation", "body"),
        (b"", 422, "validation", "body"),
        (b'{"message": "a", "mesage": "b"}', 422, "validation", "mesage"),
        (b'{"message": "a", "agent": "nobody"}', 422, "validation", "agent"),
        (b'{"message": "a", "model": "nobody:x"}', 422, "validation", "model"),
        (b'{"message": "a", "thread_id": "none"}', 404, "not-found", "thread_id"),
        (b'{"message": "a", "files": ["file_none"]}', 404, "not-found", "files.0"),
        (b'{"message": "a", "multitask_strategy": "x"}', 422, "validation", "multitask_strategy"),
        (b'{"message": "a"', 400, "malformed-json", "line 1 column 16"),
        (b'{"message": NaN}', 400, "malformed-json", "message"),
        (b'{"files": [1, Infinity]}', 400, "malformed-json", "files.1"),
        (b'{"response_schema": {"a": 1e400}}', 422, "validation", "response_schema.a"),
        (b'{"response_schema": {"a": -1e400}}', 422, "validation", "response_schema.a"),
        (b'{"a": 99999999999999999999}', 422, "validation", "a"),
        (b'{"message": "a", "message": "b"}', 400, "malformed-json", "message"),
        (b'{"message": "a\\u0000b"}', 422, "validation", "message"),
        (b'{"message": "a\\ud800b"}', 422, "validation", "message"),
        (b'{"message": "\xff"}', 400, "malformed-json", "byte 13"),
        (b"[" * 100_000, 400, "malformed-json", None),
        (b'{"a":' * 80 + b"1" + b"}" * 80, 400, "malformed-json", None),
        (b'{"a": ' + b"9" * 900_000 + b"}", 422, "validation", "a"),
    ],
)
def test_a_body_that_makes_no_sense_is_named(
    service: ServiceProcess, path: str, body: bytes, status: int, code: str, field: str | None
):
    """Before the 200, without the input, and with nothing stored."""
    before = service.client.get("/threads").json()
    answer = post(service, body, path)
    assert_problem(answer, status, code, field)
    assert service.client.get("/threads").json() == before, NOTHING_STORED


def test_a_body_over_the_limit_is_refused_unread(service: ServiceProcess):
    """Declared or not, one megabyte is the most."""
    big = b'{"message": "' + b"x" * 1_100_000 + b'"}'
    assert_problem(post(service, big), 413, "body-too-large", "body")
    chunks = (big[i : i + 65536] for i in range(0, len(big), 65536))
    undeclared = service.client.post("/invoke", content=chunks, headers=JSON)
    assert_problem(undeclared, 413, "body-too-large", "body")


def test_a_form_is_not_json(service: ServiceProcess):
    """What curl sends without a header: 415 with the way out."""
    answer = service.client.post(
        "/invoke",
        content=b'{"message": "a"}',
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert_problem(answer, 415, "unsupported-media", None)
    assert "application/json" in answer.json()["hint"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/invoke", 405, "method-not-allowed"),
        ("PUT", "/threads", 405, "method-not-allowed"),
        ("POST", "/runs/run_none/cancel", 404, "not-found"),
        ("DELETE", "/threads/none", 404, "not-found"),
        ("GET", "/threads?limit=0", 422, "validation"),
        ("GET", "/threads?cursor=x", 422, "validation"),
        ("GET", "/runs/x/events?after=-1", 422, "validation"),
    ],
)
def test_the_frameworks_own_errors_have_our_shape(
    service: ServiceProcess, method: str, path: str, status: int, code: str
):
    """404, 405 and 422 too."""
    assert_problem(service.client.request(method, path), status, code, None)


def test_a_405_names_every_method_of_the_address(service: ServiceProcess):
    """Allow: not only the first route's."""
    assert service.client.put("/threads").headers["Allow"] == "POST, GET"
    assert service.client.put("/threads/x").headers["Allow"] == "GET, DELETE"


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "soon", "99999999999", "١"])
def test_a_patience_that_is_no_number_is_named(service: ServiceProcess, value: str):
    """X-Request-Timeout-Ms is a whole number of milliseconds."""
    headers = {"X-Request-Timeout-Ms": value.encode()}
    answer = service.client.post("/invoke", json={"message": "a"}, headers=headers)
    assert_problem(answer, 422, "validation", "X-Request-Timeout-Ms")


@pytest.mark.parametrize("key", ["", "a b", "x" * 256])
def test_an_idempotency_key_is_short_and_printable(service: ServiceProcess, key: str):
    """Named, before anything starts."""
    answer = service.client.post("/invoke", json={"message": "a"}, headers={"Idempotency-Key": key})
    assert_problem(answer, 422, "validation", "Idempotency-Key")


@pytest.mark.parametrize("given", ["", "x" * 10_000, "a b", "\x1b[31m", "a,b"])
def test_a_request_id_that_is_not_sane_is_replaced(service: ServiceProcess, given: str):
    """And never reaches the log."""
    answer = service.client.get("/health", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"].startswith("req_")


def test_a_sane_request_id_is_kept(service: ServiceProcess):
    """In the answer, in the problem, in the log line."""
    answer = service.client.get("/nowhere", headers={"X-Request-ID": "trace-7.a:b_c"})
    assert answer.headers["X-Request-ID"] == "trace-7.a:b_c"
    assert answer.json()["request_id"] == "trace-7.a:b_c"
    until(lambda: '"request_id":"trace-7.a:b_c"' in service.log())


def test_two_request_ids_are_replaced(service: ServiceProcess):
    """Which of the two was meant cannot be known."""
    answer = service.client.get("/health", headers=[("X-Request-ID", "a"), ("X-Request-ID", "b")])
    assert answer.headers["X-Request-ID"].startswith("req_")


def test_no_answer_repeats_the_input(service: ServiceProcess):
    """A canary in every wrong place comes back from none of them, nor from the log."""
    canary = "canary-5f2b8c1d"
    bodies: list[dict[str, Any]] = [
        {"message": 5, "agent": canary},
        {"message": "a", "agent": canary},
        {"message": "a", "model": canary},
        {"message": "a", "thread_id": canary},
        {"message": "a", "files": [canary]},
        {"message": "a", "durable": canary},
        {"message": "a", "multitask_strategy": canary},
    ]
    for body in bodies:
        answer = service.client.post("/invoke", json=body)
        assert answer.status_code in (404, 422)
        assert canary not in answer.text
    service.invoke(f"say=1 {canary}")
    service.client.get(f"/runs/{canary}")
    assert canary not in service.log()


def test_answers_carry_security_headers(service: ServiceProcess):
    """Also when they are errors."""
    for path in ("/health", "/nowhere"):
        headers = service.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "server" not in headers
