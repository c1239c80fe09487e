"""/openapi.json says what the service does, and the service does what it says."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.app import create_app
from server.settings import Settings
from tests.outside import reaches_outside
from tests.server.process import ServiceProcess
from tools.catalog import CATALOG

DOCUMENT: dict[str, Any] = create_app(Settings()).openapi()
OPERATIONS = [
    (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)


OUTSIDE = {
    f"/api/v1/tools/{name.replace('.', '/')}"
    for name, capability in CATALOG.items()
    if reaches_outside(capability)
}
"""Nothing outside is set up here, and each says so."""


EITHER = {
    "/api/v1/tools/finance/allocate_resources",
    "/api/v1/tools/security/prioritise_vulnerabilities",
}
"""Take one field or another, which the tool that makes requests counts as two that are required."""


def body_examples() -> list[Any]:
    """Every example of a JSON body, of the operation or of its schema."""
    found: list[Any] = []
    for path, method, operation in OPERATIONS:
        media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        schema = media.get("schema", {})
        for name in re.findall(r"#/components/schemas/(\w+)", str(schema)):
            schema = {"examples": DOCUMENT["components"]["schemas"][name].get("examples", [])}
        values = [entry["value"] for entry in media.get("examples", {}).values()]
        for number, value in enumerate([*values, *schema.get("examples", [])]):
            found.append(pytest.param(method, path, value, id=f"{path}-{number}"))
    return found


@pytest.mark.parametrize(("method", "path", "body"), body_examples())
def test_every_example_of_a_request_runs(
    real: ServiceProcess, method: str, path: str, body: dict[str, Any]
):
    """Pasted as it stands it is answered; only a resume needs a run that waits."""
    answer = real.client.request(method, path.format(run_id="run_none"), json=body, timeout=60)
    if path in OUTSIDE:
        assert answer.status_code == 503, answer.text
        return
    assert answer.status_code in ((404,) if "{" in path else (200, 201)), answer.text


def test_every_body_has_an_example():
    """Whoever tries a JSON operation has something to begin with."""
    with_json = {
        path
        for path, _, operation in OPERATIONS
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert {param.values[1] for param in body_examples()} == with_json


def test_every_error_is_documented_as_a_problem():
    """One shape and media type for all of them."""
    for path, method, operation in OPERATIONS:
        errors = {s: r for s, r in operation["responses"].items() if s[0] in "45"}
        assert "422" in errors, (path, method)
        for status, response in errors.items():
            if (path, status) != ("/health/detailed", "503"):
                assert list(response["content"]) == ["application/problem+json"], (path, status)


def test_every_operation_says_what_it_does():
    """A summary, a description and a tag each; ids are unique."""
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(ids) == len(set(ids))
    for path, _, operation in OPERATIONS:
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["tags"], path


def test_the_served_document_describes_every_capability(real: ServiceProcess):
    """Made when it is asked for, it lacks nothing that is left out of the start."""
    document: dict[str, Any] = real.client.get("/openapi.json", timeout=60).json()
    for known in CATALOG.values():
        operation = document["paths"][f"/api/v1/tools/{known.domain}/{known.name}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]
        assert body["schema"]["properties"], known.full_name
        assert body["examples"], known.full_name
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert "summary" in answer["properties"]["result"]["properties"], known.full_name


@pytest.mark.slow
def test_generated_requests_find_nothing_undocumented(real: ServiceProcess, tmp_path: Path):
    """Requests made from the schema, good and bad: no 500, no status, body or type unheard of."""
    command = [
        str(Path(sys.executable).with_name("st")),
        "run",
        f"{real.url}/openapi.json",
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "3", "--seed", "1"),
        *("--checks", ",".join(CHECKS), "--generation-database", "none", "--max-failures", "5"),
        *("--suppress-health-check", "all", "--no-color", "--request-timeout", "60"),
        *(part for path in sorted(OUTSIDE | EITHER) for part in ("--exclude-path", path)),
    ]
    # A list longer than its `maxItems` may already be longer than a body may be.
    refused = [400, 404, 405, 406, 409, 413, 415, 422]
    settings = f"[checks]\nnegative_data_rejection.expected-statuses = {refused}\n"
    (tmp_path / "schemathesis.toml").write_text(settings, "utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=480)
    assert done.returncode == 0, done.stdout[-6000:]
    assert int(re.findall(r"(\d+) generated", done.stdout)[-1]) > 300
