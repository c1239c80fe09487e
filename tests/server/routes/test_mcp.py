"""/mcp, spoken to by the protocol's own client over HTTP."""

from typing import Any

import httpx
import jsonschema
import pytest
from mcp.client import Client

from server.adapters.files import Files
from server.mcp import McpFace
from server.settings import Settings
from tests.outside import reaches_outside
from tests.server.process import ServiceProcess
from tools.catalog import CATALOG
from tools.execution import Executor, MemoryReceipts

CALLS = [
    pytest.param(capability.tool_name, example, id=f"{capability.full_name}-{number}")
    for capability in CATALOG.values()
    if not reaches_outside(capability)
    for number, example in enumerate(capability.request.model_json_schema()["examples"])
]
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


MODES = pytest.mark.parametrize("mode", ["auto", "legacy"])
"""Today's negotiation, and the handshake of earlier clients."""


def connect(real: ServiceProcess, mode: str = "auto") -> Client:
    return Client(f"{real.url}/mcp", mode=mode, read_timeout_seconds=60)


@MODES
async def test_every_capability_is_listed_with_its_schemas(real: ServiceProcess, mode: str):
    """Names, both schemas and the hint that nothing is changed."""
    async with connect(real, mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert tools.keys() == {capability.tool_name for capability in CATALOG.values()}
    for capability in CATALOG.values():
        tool = tools[capability.tool_name]
        assert tool.input_schema["properties"].keys() == set(capability.request.model_fields)
        assert tool.output_schema is not None
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is not capability.needs_approval


@pytest.mark.parametrize(("name", "example"), CALLS)
async def test_every_example_runs(real: ServiceProcess, name: str, example: dict[str, Any]):
    """The structured answer fits the output schema, and its receipt can be fetched."""
    async with connect(real) as client:
        schema = next(t for t in (await client.list_tools()).tools if t.name == name).output_schema
        answer = await client.call_tool(name, example)
    assert not answer.is_error, answer.content
    assert answer.structured_content is not None
    assert schema is not None
    jsonschema.validate(answer.structured_content, schema)
    assert answer.meta is not None
    receipt = real.client.get(f"/receipts/{answer.meta['receipt_id']}").json()
    assert receipt["result"] == answer.structured_content


@MODES
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "expression"),
        ({"expression": 3}, "expression"),
        ({"expression": "1", "surprise": 2}, "surprise"),
        ({"expression": "1 / 0"}, "expression"),
    ],
)
async def test_bad_input_is_an_error_that_names_the_field(
    real: ServiceProcess, mode: str, arguments: dict[str, Any], said: str
):
    """is_error with words a model can act on."""
    async with connect(real, mode) as client:
        answer = await client.call_tool("arithmetic_calculate", arguments)
    assert answer.is_error
    assert said in answer.content[0].text  # type: ignore[union-attr]


@MODES
async def test_an_unknown_tool_is_an_error(real: ServiceProcess, mode: str):
    """Not a crash, and the name is not repeated."""
    async with connect(real, mode) as client:
        answer = await client.call_tool("no_such_tool", {})
    assert answer.is_error
    assert "no_such_tool" not in answer.content[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8000"},
        {"Origin": "http://evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ],
)
def test_a_rebound_name_is_refused(real: ServiceProcess, headers: dict[str, str]):
    """A web page that points its own name at this machine reaches no tool."""
    answer = real.client.post("/mcp", json=INITIALIZE, headers={**ACCEPT, **headers})
    assert answer.status_code in (403, 421)


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_both_spellings_of_the_address_answer(real: ServiceProcess, path: str):
    """No redirect, which clients would follow without the body."""
    answer = real.client.post(path, json=INITIALIZE, headers=ACCEPT)
    assert answer.status_code == 200
    assert '"serverInfo"' in answer.text


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_without_sessions_there_is_nothing_to_hold_open(real: ServiceProcess, method: str):
    """405, as the protocol has it for servers that send nothing by themselves."""
    answer = httpx.request(method, f"{real.url}/mcp", headers=ACCEPT)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_bug_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Any):
    """The text of an unexpected exception stays here."""

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret nobody may read")

    monkeypatch.setattr(Executor, "run", broken)
    files = Files(None, tmp_path, 1)  # type: ignore[arg-type]  # no file is asked for
    face = McpFace(Executor(MemoryReceipts(), readers={}), files, "1", Settings())
    async with Client(face.server()) as client:
        answer = await client.call_tool("arithmetic_calculate", {"expression": "1"})
    assert answer.is_error
    assert "secret" not in str(answer)
