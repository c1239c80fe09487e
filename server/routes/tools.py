"""/api/v1/tools: every capability, without a model in between."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from server.answering import as_json
from server.body_gate import is_json
from server.errors import JSON_WANTED, Malformed, UnsupportedMedia
from server.openapi import problems
from server.schema_inlining import inlined
from server.service import TheCaller, TheService
from tools.capability import Capability
from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.schemas import standard
from tools.tables.accepted import with_files

router = APIRouter(prefix="/api/v1/tools", tags=["tools"])


def listed(capability: Capability) -> dict[str, Any]:
    """A capability as the list shows it."""
    return {
        "name": capability.full_name,
        "tool_name": capability.tool_name,
        "title": capability.title,
        "summary": capability.summary,
        "description": capability.description,
        "version": capability.version,
        "needs_approval": capability.needs_approval,
        "input_schema": with_files(capability.request.model_json_schema()),
        "output_schema": standard(capability.result.model_json_schema(mode="serialization")),
    }


@router.get("", summary="Every capability with its schemas")
async def index() -> Response:
    """Name, summary, request and result schema of each."""
    return Response(await asyncio.to_thread(_catalogue), media_type="application/json")


@cache
def _catalogue() -> bytes:
    """The list, made once: its schemas take a quarter of a second."""
    return orjson.dumps({"tools": [listed(capability) for capability in CATALOG.values()]})


def endpoint(capability: Capability) -> Callable[..., Awaitable[Response]]:
    """The path operation of one capability."""

    async def call(request: Request, service: TheService, who: TheCaller) -> Response:
        if not is_json(request.headers):
            raise UnsupportedMedia("the body must be JSON", hint=JSON_WANTED)
        receipt = await service.executor.run(
            capability,
            _arguments(await request.body()),
            caller=who,
            call_id=f"call_{secrets.token_hex(8)}",
            files=service.files.of(who.tenant),
        )
        return as_json({"result": receipt.result, "receipt_id": receipt.id, "ms": receipt.ms})

    return call


def _arguments(body: bytes) -> dict[str, Any]:
    try:
        arguments = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise Malformed("the body is not JSON") from None
    if not isinstance(arguments, dict):
        raise InvalidInput.of("body", "must be a JSON object")
    return arguments


def request_body(capability: Capability) -> dict[str, Any]:
    """The request in OpenAPI, with its examples ready to run."""
    schema = inlined(with_files(capability.request.model_json_schema()))
    examples: list[Any] = schema.pop("examples", [])
    named = {f"example {number}": {"value": value} for number, value in enumerate(examples, 1)}
    return {
        "required": True,
        "content": {"application/json": {"schema": schema, "examples": named}},
    }


def answer(capability: Capability) -> dict[str, Any]:
    """The successful answer in OpenAPI."""
    schema = {
        "type": "object",
        "required": ["result", "receipt_id", "ms"],
        "properties": {
            "result": inlined(standard(capability.result.model_json_schema(mode="serialization"))),
            "receipt_id": {"type": "string"},
            "ms": {"type": "number", "description": "Milliseconds of computing."},
        },
    }
    return {"description": "Computed.", "content": {"application/json": {"schema": schema}}}


_DESCRIBED: dict[str, dict[str, Any]] = {name: {} for name in CATALOG}
"""What OpenAPI says of each capability's body and answer, once `describe` has written it."""


def describe() -> None:
    """Write the bodies and answers: their schemas would cost a tenth of every start."""
    for name, capability in CATALOG.items():
        _DESCRIBED[name] |= {
            "requestBody": request_body(capability),
            "responses": {"200": answer(capability)},
        }


for known in CATALOG.values():
    router.add_api_route(
        f"/{known.domain}/{known.name}",
        endpoint(known),
        methods=["POST"],
        operation_id=known.tool_name,
        summary=known.summary,
        description=known.description,
        tags=[known.domain],
        response_class=Response,
        responses=problems(400, 404, 413, 415, 422, 503),
        openapi_extra=_DESCRIBED[known.full_name],
    )
