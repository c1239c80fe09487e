"""Every capability over the Model Context Protocol (streamable HTTP), at `/mcp`.

The package costs half a second and 20 MB, so it is loaded when the first MCP client comes. Sessions
are stateless: each call stands for itself, and any process can answer it. On a loopback address a
request must name it as its host, so that no web page reaches the tools by rebinding a name.
"""

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

import orjson
from starlette.types import Receive, Scope, Send

from server.adapters.files import Files
from server.errors import report
from server.settings import Settings
from tools.capability import Capability
from tools.catalog import BY_TOOL_NAME
from tools.errors import InvalidInput, ServiceError
from tools.execution import Caller, Executor
from tools.schemas import standard
from tools.tables.accepted import with_files

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

INSTRUCTIONS = (
    "Every tool computes with a local kernel and leaves a receipt: the result's _meta carries "
    "receipt_id, which can be fetched at /receipts/{id} and replayed. Values are in the units the "
    "schema names: fractions for percentages, yearly rates, ISO 8601 dates."
)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
CALLER = Caller(user="mcp")


class McpFace:
    """The ASGI application behind `/mcp`."""

    def __init__(self, executor: Executor, files: Files, version: str, settings: Settings) -> None:
        self._executor = executor
        self._files = files
        self._version = version
        self._settings = settings
        self._manager: StreamableHTTPSessionManager | None = None
        self._starting = asyncio.Lock()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, loading the protocol before the first."""
        async with self._starting:
            if self._manager is None:
                self._manager = await self._start()
        await self._manager.handle_request(scope, receive, send)

    async def close(self) -> None:
        """End what is open."""
        self._stop.set()
        if self._task is not None:
            await self._task

    async def _start(self) -> "StreamableHTTPSessionManager":
        manager = await asyncio.to_thread(self._make)
        ready = asyncio.Event()

        async def hold() -> None:
            # The manager's task group must be left by the task that entered it.
            async with manager.run():
                ready.set()
                await self._stop.wait()

        self._task = asyncio.create_task(hold(), name="mcp")
        await ready.wait()
        return manager

    def _make(self) -> "StreamableHTTPSessionManager":
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        return StreamableHTTPSessionManager(
            self.server(), stateless=True, security_settings=protection(self._settings)
        )

    def server(self) -> "Server[Any]":
        """The protocol server, also for tests that speak to it in memory."""
        import mcp_types as types
        from mcp.server.lowlevel import Server

        listed = types.ListToolsResult(tools=[describe(c) for c in BY_TOOL_NAME.values()])

        async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
            return listed

        async def call_tool(
            _context: Any, params: types.CallToolRequestParams
        ) -> types.CallToolResult:
            return await self._call(params.name, params.arguments or {})

        return Server(
            "polymath",
            version=self._version,
            instructions=INSTRUCTIONS,
            on_list_tools=list_tools,
            on_call_tool=call_tool,
        )

    async def _call(self, name: str, arguments: dict[str, Any]) -> "types.CallToolResult":
        import mcp_types as types

        try:
            if (capability := BY_TOOL_NAME.get(name)) is None:
                raise InvalidInput("no tool has this name; ask tools/list")
            receipt = await self._executor.run(
                capability,
                arguments,
                caller=CALLER,
                call_id=f"call_{secrets.token_hex(8)}",
                files=self._files.of(CALLER.tenant),
            )
        except ServiceError as error:
            return _failed(" ".join(part for part in (error.message, error.hint) if part))
        except Exception as error:  # noqa: BLE001  # the protocol would send its text to the client
            report(error, "tool failed", tool=name)
            return _failed("something went wrong on our side")
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=orjson.dumps(receipt.result).decode())],
            structured_content=receipt.result,
            _meta={"receipt_id": receipt.id},
        )


def _failed(text: str) -> "types.CallToolResult":
    import mcp_types as types

    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def protection(settings: Settings) -> "TransportSecuritySettings":
    """Which Host and Origin headers are taken."""
    from mcp.server.transport_security import TransportSecuritySettings

    local = settings.host in ("127.0.0.1", "localhost", "::1")
    hosts = [name + port for name in LOOPBACK for port in ("", ":*")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=local and "*" not in settings.cors_origins,
        allowed_hosts=hosts,
        allowed_origins=[f"http://{host}" for host in hosts] + settings.cors_origins,
    )


class McpEntry:
    """The route's endpoint: finds the running service's face."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.service.mcp(scope, receive, send)


def describe(capability: Capability) -> "types.Tool":
    """A capability as MCP lists it."""
    import mcp_types as types

    return types.Tool(
        name=capability.tool_name,
        title=capability.title,
        description=capability.description,
        input_schema=_plain(with_files(capability.request.model_json_schema())),
        output_schema=standard(capability.result.model_json_schema(mode="serialization")),
        annotations=types.ToolAnnotations(
            read_only_hint=not capability.needs_approval,
            destructive_hint=capability.needs_approval,
            open_world_hint=capability.needs_approval,
        ),
    )


def _plain(schema: Any) -> Any:
    """A schema without the planner's own words (`x-...`): a listing must fit one event of 1 MiB."""
    if isinstance(schema, dict):
        return {key: _plain(value) for key, value in schema.items() if not key.startswith("x-")}
    return [_plain(one) for one in schema] if isinstance(schema, list) else schema
