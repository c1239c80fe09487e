"""Prometheus metrics by task: request, run, first event, tool, queue. No content, no ids."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphs.services import Attempted
from server.events import Entry

REGISTRY = CollectorRegistry()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Others are counted as one: a stranger may not make time series at will."""

REQUESTS = Histogram(
    "polymath_request_seconds",
    "Time to the end of an HTTP answer.",
    ("method", "route", "status"),
    buckets=SECONDS,
    registry=REGISTRY,
)
RUNS = Histogram(
    "polymath_run_seconds",
    "Time from a run's start to its end.",
    ("status", "model"),
    buckets=SECONDS,
    registry=REGISTRY,
)
FIRST_EVENT = Histogram(
    "polymath_first_event_seconds",
    "Time from a run's start to the first words of its answer.",
    ("model",),
    buckets=SECONDS,
    registry=REGISTRY,
)
TOOLS = Histogram(
    "polymath_tool_seconds",
    "Computing time of a capability.",
    ("tool",),
    buckets=SECONDS,
    registry=REGISTRY,
)
TOOL_FAILURES = Counter(
    "polymath_tool_failures",
    "Calls of a capability that ended with a problem.",
    ("tool", "code"),
    registry=REGISTRY,
)
TOKENS = Counter(
    "polymath_provider_tokens",
    "Tokens sent to and received from model providers.",
    ("model", "direction"),
    registry=REGISTRY,
)
ATTEMPTS = Histogram(
    "polymath_provider_seconds",
    "Time of an attempt at a model provider, by how it ended.",
    ("provider", "outcome"),
    buckets=SECONDS,
    registry=REGISTRY,
)
BREAKERS = Gauge(
    "polymath_provider_breaker",
    "0: the model is asked; 1: one probe may pass; 2: it keeps failing and is not asked.",
    ("model",),
    registry=REGISTRY,
)
RUNS_LIVE = Gauge("polymath_runs_live", "Runs in this process.", registry=REGISTRY)
RUNS_QUEUED = Gauge("polymath_runs_queued", "Runs waiting for their thread.", registry=REGISTRY)
KERNELS = Gauge("polymath_kernel_queue", "Capability calls running or waiting.", registry=REGISTRY)


_BREAKER_STATES = {"closed": 0, "half-open": 1, "open": 2}


def observe_attempt(attempt: Attempted) -> None:
    """Count one attempt at a provider."""
    provider = attempt.model.partition(":")[0]
    ATTEMPTS.labels(provider, attempt.outcome).observe(attempt.seconds)


def exposition(*, live: int, queued: int, kernels: int, breakers: Mapping[str, str]) -> bytes:
    """The body of `/metrics`, with what is under way now."""
    BREAKERS.clear()
    for model, state in breakers.items():
        BREAKERS.labels(model).set(_BREAKER_STATES[state])
    RUNS_LIVE.set(live)
    RUNS_QUEUED.set(queued)
    KERNELS.set(kernels)
    return generate_latest(REGISTRY)


def observe_run(model: str, status: str, log: Sequence[Entry]) -> None:
    """Count a run that has ended, by its log."""
    if not log:
        return
    provider = model.partition(":")[0]
    began = log[0].ts
    first = next((entry.ts for entry in log if entry.type == "message.delta"), None)
    if first is not None:
        FIRST_EVENT.labels(provider).observe(max(0.0, first - began))
    for entry in log:
        if entry.type in _COUNTED:
            _count(provider, entry.type, entry.payload())
    RUNS.labels(status, provider).observe(max(0.0, log[-1].ts - began))


_COUNTED = frozenset({"tool.finished", "tool.failed", "usage"})


def _count(provider: str, kind: str, payload: Mapping[str, Any]) -> None:
    if kind == "tool.finished":
        TOOLS.labels(payload["tool"]).observe(payload["ms"] / 1000)
    elif kind == "tool.failed":
        code = str(payload.get("problem", {}).get("code", ""))
        TOOL_FAILURES.labels(payload["tool"], code).inc()
    else:
        total: Mapping[str, int] = payload.get("total", {})
        for direction in ("input", "output"):
            TOKENS.labels(provider, direction).inc(total.get(direction, 0))


class Measured:
    """Plain ASGI middleware that times every answer by its route."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            method = scope["method"] if scope["method"] in METHODS else "other"
            seconds = time.perf_counter() - began
            REQUESTS.labels(method, route, str(status)).observe(seconds)
