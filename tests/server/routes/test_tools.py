"""/api/v1/tools: every capability without a model in between."""

import csv
import io
import json
from typing import Any

import httpx
import jsonschema
import pytest

from tests.outside import reaches_outside
from tests.server.process import ServiceProcess
from tests.server.routes.problems import refused
from tools.catalog import CATALOG
from tools.tables.accepted import with_files

EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, capability in CATALOG.items()
    for number, example in enumerate(capability.request.model_json_schema()["examples"])
]
ECONOMICS = "/api/v1/tools/venture/unit_economics"
CALCULATE = "/api/v1/tools/arithmetic/calculate"


def post(real: ServiceProcess, path: str, body: str | bytes) -> httpx.Response:
    return real.client.post(path, content=body, headers={"content-type": "application/json"})


def uploaded(real: ServiceProcess, name: str, content: bytes, media: str) -> str:
    return real.client.post("/files", files={"file": (name, content, media)}).json()["id"]


def test_every_capability_is_listed(real: ServiceProcess):
    """By its full name, with what it does and both schemas."""
    tools = {tool["name"]: tool for tool in real.client.get("/api/v1/tools").json()["tools"]}
    assert list(tools) == list(CATALOG)
    for name, capability in CATALOG.items():
        assert tools[name]["tool_name"] == name.replace(".", "_")
        assert tools[name]["summary"] == capability.summary
        assert tools[name]["input_schema"] == with_files(capability.request.model_json_schema())
        jsonschema.Draft202012Validator.check_schema(tools[name]["input_schema"])
        jsonschema.Draft202012Validator.check_schema(tools[name]["output_schema"])


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_runs(real: ServiceProcess, name: str, example: dict[str, Any]):
    """200 with a result that fits its schema, a receipt and a duration."""
    answer = real.client.post(f"/api/v1/tools/{name.replace('.', '/')}", json=example)
    if reaches_outside(CATALOG[name]):
        assert refused(answer, 503)["code"] == "not-configured"
        return
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body.keys() == {"result", "receipt_id", "ms"}
    jsonschema.validate(
        body["result"], CATALOG[name].result.model_json_schema(mode="serialization")
    )
    assert body["result"]["summary"]
    assert body["ms"] >= 0


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ('{"arpa": NaN}', 400, "arpa"),
        ('{"arpa": Infinity}', 400, "arpa"),
        ('{"arpa": -Infinity}', 400, "arpa"),
        ('{"arpa": 1e400}', 422, "arpa"),
        ('{"arpa": 49, "arpa": 50}', 400, "arpa"),
        ('{"arpa": 99999999999999999999999}', 422, "arpa"),
        ('{"arpa": "a lot", "gross_margin": 0.8, "monthly_churn": 0.1, "cac": 1}', 422, "arpa"),
        ('{"arpa": true, "gross_margin": 0.8, "monthly_churn": 0.1, "cac": 1}', 422, "arpa"),
        ('{"arpa": [49], "gross_margin": 0.8, "monthly_churn": 0.1, "cac": 1}', 422, "arpa"),
        ('{"arpa": -1, "gross_margin": 0.8, "monthly_churn": 0.1, "cac": 1}', 422, "arpa"),
        ('{"arpa": 49, "gross_margin": 80, "monthly_churn": 0.1, "cac": 1}', 422, "gross_margin"),
        ('{"arpa": 49, "surprise": 1}', 422, "surprise"),
        ('{"arpa": {"file": "file_none"}}', 422, "arpa"),
        ("[]", 422, "body"),
        ("null", 422, "body"),
        ('"text"', 422, "body"),
        ("{", 400, None),
        ('{"arpa": 49} {"arpa": 50}', 400, None),
        ("\ufeff{}", 400, None),
        ('{"a\\u0000b": 1}', 422, None),
        ('{"arpa": "\\ud800"}', 422, "arpa"),
        ("[" * 5000 + "]" * 5000, 400, None),
    ],
)
def test_bad_input_is_named(real: ServiceProcess, body: str, status: int, field: str | None):
    """A problem that says which field, before any work, without repeating the input."""
    problem = refused(post(real, ECONOMICS, body), status, field)
    assert "a lot" not in json.dumps(problem)


def test_nothing_given_asks_for_what_is_needed(real: ServiceProcess):
    """An empty body and an empty object name required fields."""
    for body in ("", "{}"):
        assert refused(post(real, ECONOMICS, body), 422)["errors"]
        refused(post(real, CALCULATE, body), 422, "expression")


def test_bytes_that_are_no_text_are_refused(real: ServiceProcess):
    """400 saying where."""
    problem = refused(post(real, CALCULATE, b'{"expression": "\xff"}'), 400)
    assert problem["errors"][0]["field"] == "byte 16"


def test_a_body_that_is_not_json_is_refused(real: ServiceProcess):
    """415, whether it is a form, text or a file."""
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = real.client.post(CALCULATE, content="x=1", headers={"content-type": media})
        refused(answer, 415)
    refused(real.client.post(CALCULATE, files={"expression": ("a", b"1 + 1")}), 415)


def test_a_body_over_the_limit_is_refused(real: ServiceProcess):
    """413: a megabyte of JSON is more than any request needs; files have their own way."""
    refused(post(real, CALCULATE, json.dumps({"expression": "1+" * 600_000})), 413, "body")


@pytest.mark.parametrize("path", ["/api/v1/tools/venture/none", "/api/v1/tools/none/calculate"])
def test_an_unknown_capability_is_not_found(real: ServiceProcess, path: str):
    """404; and a capability is called by POST only."""
    refused(real.client.post(path, json={}), 404)
    refused(real.client.get(CALCULATE), 405)


def csv_file(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


REVIEWS = [
    {"card": "Haus", "date": "2026-11-02", "rating": "good"},
    {"card": "Haus", "date": "2026-11-09", "rating": "easy"},
]
SCHEDULE = "/api/v1/tools/learning/schedule_reviews"


def test_a_table_can_be_an_uploaded_file(real: ServiceProcess):
    """The same result as with the rows in the request."""
    file_id = uploaded(real, "log.csv", csv_file(REVIEWS), "text/csv")
    by_file = {"review_log": {"file": file_id}, "as_of": "2026-11-21"}
    columns = {key: [row[key] for row in REVIEWS] for key in REVIEWS[0]}
    inline = {"review_log": {"columns": columns}, "as_of": "2026-11-21"}
    answers = [real.client.post(SCHEDULE, json=body) for body in (by_file, inline)]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
    assert answers[0].json()["result"] == answers[1].json()["result"]


@pytest.mark.parametrize("missing", ["date", "rating"])
def test_a_table_with_a_missing_column_is_refused(real: ServiceProcess, missing: str):
    """422 naming the field, and the column in words."""
    rows = [{key: value for key, value in row.items() if key != missing} for row in REVIEWS]
    file_id = uploaded(real, "log.csv", csv_file(rows), "text/csv")
    body = {"review_log": {"file": file_id}, "as_of": "2026-11-21"}
    problem = refused(real.client.post(SCHEDULE, json=body), 422, "review_log")
    assert missing in json.dumps(problem)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", b"\x00\x01\x02\x03"),
        ("log.csv", b'card,date,rating\n"never closed'),
        ("log.xlsx", b"PK\x03\x04 no workbook"),
        ("log.json", b'{"card": '),
        ("log.xlsx", b"not even a zip"),
    ],
)
def test_a_file_that_is_no_table_is_refused(real: ServiceProcess, name: str, content: bytes):
    """422 naming the field, whatever the file claims to be."""
    file_id = uploaded(real, name, content, "application/octet-stream")
    body = {"review_log": {"file": file_id}, "as_of": "2026-11-21"}
    refused(real.client.post(SCHEDULE, json=body), 422, "review_log")


def pdf(*, password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pdf(password="secret"), id="encrypted"),
        pytest.param(pdf()[:120], id="cut off"),
        pytest.param(b"%PDF-1.7\n" + b"\xff" * 500, id="damaged"),
        pytest.param(b"\x7fELF" + bytes(range(256)), id="no document"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(real: ServiceProcess, content: bytes):
    """422 naming the field that held the file."""
    file_id = uploaded(real, "contract.pdf", content, "application/pdf")
    body = {"document": {"file": file_id}}
    refused(real.client.post("/api/v1/tools/documents/extract_text", json=body), 422, "document")


@pytest.mark.parametrize(
    "value", [{"file": "file_none"}, {"file": 3}, {"file": None}, {"file": ""}]
)
def test_a_file_that_does_not_exist_is_named(real: ServiceProcess, value: dict[str, Any]):
    """404 or 422 naming the field."""
    answer = real.client.post("/api/v1/tools/documents/extract_text", json={"document": value})
    refused(answer, 404 if value["file"] == "file_none" else answer.status_code, "document")
    assert answer.status_code in (404, 422)


def test_fields_that_take_a_file_say_so(real: ServiceProcess):
    """A table, a series and a document; a plain number does not."""
    tools = {tool["name"]: tool for tool in real.client.get("/api/v1/tools").json()["tools"]}
    returns = tools["risk.value_at_risk"]["input_schema"]["properties"]["returns"]
    assert set(returns["anyOf"][0]["properties"]) == {"file", "column"}
    contract = tools["legal.analyse_contract"]["input_schema"]["properties"]["contract"]
    assert contract["anyOf"][0]["required"] == ["file"]
    arpa = tools["venture.unit_economics"]["input_schema"]["properties"]["arpa"]
    assert "file" not in str(arpa)
