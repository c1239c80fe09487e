"""The composition root: settings in, application out."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from fastapi import FastAPI
from langchain_core.language_models import BaseChatModel
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from agents.roster import ROSTER
from graphs.models.registry import model_chain
from graphs.orchestrator import build_graph
from graphs.persistence import open_checkpointer
from graphs.services import Services
from graphs.spending import Budget
from graphs.state import Graph
from server import data_lock, errors, metrics, openapi, providers, telemetry
from server.adapters.attachments import describe
from server.adapters.computing import compute_of
from server.adapters.files import Files
from server.adapters.outside import outside_of
from server.adapters.receipts import SqlReceipts
from server.body_gate import BodyGate
from server.database import Database
from server.draining import DrainingExecutor
from server.execution import Parts
from server.graph_cache import GraphCache
from server.log import LogStore
from server.mcp import McpEntry, McpFace
from server.metrics import Measured
from server.migrating import upgrade
from server.preloading import preload_kernels
from server.recovery import recover, watch
from server.request_scope import RequestScope
from server.routes import files as file_routes
from server.routes import health, info, invoke, receipts, runs, stream, threads
from server.routes import tools as tool_routes
from server.runs import RunManager
from server.service import Service
from server.settings import Settings
from server.version import VERSION
from tools.documents.reading import READERS
from tools.errors import ServiceError

MakeModel: TypeAlias = Callable[[str, Settings], BaseChatModel]
MakeGraph: TypeAlias = Callable[..., Graph]

DESCRIPTION = "Ask in plain words; get a streamed answer whose numbers have receipts."
STOP_GRACE_S = 2.0
"""For runs still at work when the application is closed without a drain before."""


def default_model(name: str, settings: Settings) -> BaseChatModel:
    """What a `provider:model` string, or a list of them, names, with the settings' keys."""
    config = providers.config_of(settings)
    return model_chain(name, config, end_embedded=settings.embedded_fallback)


def create_app(
    settings: Settings | None = None,
    *,
    make_model: MakeModel = default_model,
    make_graph: MakeGraph = build_graph,
) -> FastAPI:
    """Build the service. Tests pass their own settings, model or graph."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        telemetry.configure(settings.log_level)
        async with _running(settings, make_model, make_graph) as service:
            app.state.service = service
            yield

    app = FastAPI(
        title="Polymath",
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        responses=openapi.problems(422),
    )
    errors.install(app)
    openapi.install(app, tool_routes.describe)
    conversation = (invoke, stream, runs, threads)
    for module in (*conversation, file_routes, receipts, tool_routes, info, health):
        app.include_router(module.router)
    for path in ("/mcp", "/mcp/"):  # a redirect would lose the body of a POST in some clients
        entry = Route(path, McpEntry(), methods=["POST"], include_in_schema=False)
        app.router.routes.append(entry)
    _add_middleware(app, settings)
    return app


def _add_middleware(app: FastAPI, settings: Settings) -> None:
    """The last one added is the outermost."""
    app.add_middleware(
        BodyGate, max_json=settings.max_json_bytes, max_upload=settings.max_upload_bytes
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["X-Request-ID", "Content-Location", "Retry-After"],
        )
    app.add_middleware(Measured)
    app.add_middleware(RequestScope)


@asynccontextmanager
async def _running(
    settings: Settings, make_model: MakeModel, make_graph: MakeGraph
) -> AsyncGenerator[Service]:
    """Everything the service is made of, while it runs."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    if database.is_sqlite:
        data_lock.hold(settings.data_dir)
    await database.write(upgrade)
    receipt_store = SqlReceipts(database)
    executor = DrainingExecutor(
        receipt_store,
        readers=READERS,
        workers=settings.kernel_threads,
        compute=compute_of(settings),
        outside=outside_of(settings),
    )
    services = Services(
        executor,
        describe_file=describe,
        limits=providers.limits_of(settings),
        prices=providers.prices_of(settings),
        attempted=metrics.observe_attempt,
    )
    files = Files(database, settings.data_dir / "files", settings.max_upload_bytes)
    logs = LogStore(database)
    async with open_checkpointer(settings.checkpoints) as checkpointer:
        graphs = GraphCache(
            lambda name: make_graph(
                make_model(name, settings), checkpointer=checkpointer, services=services
            )
        )
        budget = Budget(settings.run_budget_usd, settings.run_budget_tokens)
        parts = Parts(graphs, services, executor, receipt_store, files.of, settings.today, budget)
        manager = RunManager(settings, database, logs, parts)
        yielded = Service(
            settings=settings,
            database=database,
            logs=logs,
            graphs=graphs,
            runs=manager,
            files=files,
            executor=executor,
            breakers=services.breakers,
            probes={"providers": lambda: providers.probe(services)},
            mcp=McpFace(executor, files, VERSION, settings),
            checkpointer=checkpointer,
            agents=tuple(spec.name for spec in ROSTER),
            started_at=time.time(),
        )
        background = [asyncio.create_task(_warm(graphs, settings.model))]
        await recover(manager, everything=database.is_sqlite)
        if not database.is_sqlite:
            background.append(asyncio.create_task(watch(manager)))
        loading = preload_kernels(settings.kernel_cache) if settings.preload else None
        try:
            yield yielded
        finally:
            if loading is not None:
                loading.cancel()
            await _stop(yielded, background)


async def _warm(graphs: GraphCache, model: str) -> None:
    """Have the default graph ready for the first message; who needs it sooner waits for this."""
    with contextlib.suppress(ServiceError):
        await graphs.of(model)


async def _stop(service: Service, background: list[asyncio.Task[None]]) -> None:
    if not service.runs.draining:
        await service.runs.drain(STOP_GRACE_S)
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await service.mcp.close()
    service.executor.close()
    await service.database.close()
    if service.database.is_sqlite:
        data_lock.release(service.settings.data_dir)
