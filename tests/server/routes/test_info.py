"""/info and /metrics: what is here, and how it is doing."""

import datetime
import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from agents.roster import ROSTER
from server.adapters.files import Files
from server.errors import StorageFull
from tests.server.process import ServiceProcess
from tests.server.routes.problems import refused
from tests.server.standalone import Standalone
from tools.catalog import CATALOG

QUESTION = "What is 18 % of 12400?"


def counted(real: ServiceProcess) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample of /metrics by name and labels."""
    text = real.client.get("/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def grown(before: Any, after: Any, name: str, **labels: str) -> float:
    key = (name, tuple(sorted(labels.items())))
    return after.get(key, 0.0) - before.get(key, 0.0)


def test_info_names_agents_tools_and_models(real: ServiceProcess):
    """What the roster and the catalogue hold; the model used when none is named."""
    info = real.client.get("/info").json()
    assert info["name"] == "polymath"
    assert [agent["name"] for agent in info["agents"]] == [spec.name for spec in ROSTER]
    assert [tool["name"] for tool in info["tools"]] == list(CATALOG)
    assert info["default_model"] == "embedded"
    assert "embedded" in info["models"]


def test_a_run_moves_the_counters(real: ServiceProcess):
    """Run, first words, tool and request are each counted once."""
    before = counted(real)
    assert real.invoke(QUESTION).status_code == 200
    after = counted(real)
    assert (
        grown(before, after, "polymath_run_seconds_count", status="completed", model="embedded")
        == 1
    )
    assert grown(before, after, "polymath_first_event_seconds_count", model="embedded") == 1
    assert grown(before, after, "polymath_tool_seconds_count", tool="arithmetic.calculate") == 1
    labels = {"method": "POST", "route": "/invoke", "status": "200"}
    assert grown(before, after, "polymath_request_seconds_count", **labels) == 1
    assert after["polymath_runs_live", ()] == 0


def test_what_strangers_type_makes_no_time_series(real: ServiceProcess):
    """Unknown addresses and methods are counted together, without their names."""
    before = counted(real)
    for n in range(5):
        real.client.get(f"/nowhere/{n}")
        real.client.request(f"METHOD{n}", "/invoke")
    new = counted(real).keys() - before.keys()
    assert not [key for key in new if "nowhere" in str(key) or "METHOD" in str(key)]


def test_metrics_hold_no_ids(real: ServiceProcess):
    """Routes as they are declared: no run, thread, file or receipt."""
    run = real.invoke(QUESTION).json()
    real.client.get(f"/runs/{run['run_id']}")
    real.client.get(f"/receipts/{run['receipts'][0]}")
    text = real.client.get("/metrics").text
    assert 'route="/runs/{run_id}"' in text
    for secret in (run["run_id"], run["thread_id"], run["receipts"][0]):
        assert secret not in text


def test_today_can_be_pinned(tmp_path: Path):
    """An evaluation gets the same answer on any day."""
    service = Standalone(tmp_path, POLYMATH_TODAY="2020-02-29").start()
    try:
        run = service.invoke("When are my cards due? Haus: good on 2020-02-01, good on 2020-02-10.")
        steps = [step for step in run.json()["trajectory"] if step["type"] == "tool"]
        assert [step["arguments"]["as_of"] for step in steps] == ["2020-02-29"], run.text
    finally:
        service.close()


def test_the_day_is_today_otherwise(real: ServiceProcess):
    """In UTC."""
    run = real.invoke("When are my cards due? Haus: good on 2026-01-01, good on 2026-01-10.").json()
    days = {s["arguments"].get("as_of") for s in run["trajectory"] if s["type"] == "tool"}
    assert days <= {datetime.datetime.now(datetime.UTC).date().isoformat()}
    assert days


def test_an_unknown_address_is_not_found(real: ServiceProcess):
    """404 and 405 in our shape, also where nothing of ours is."""
    refused(real.client.get("/nowhere"), 404)
    refused(httpx.post(f"{real.url}/info"), 405)


async def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """507 with nothing left behind."""

    async def chunks() -> AsyncIterator[bytes]:
        yield b"x" * 10

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    files = Files(None, tmp_path, 100)  # type: ignore[arg-type]  # it does not get that far
    with pytest.raises(StorageFull):
        await files.save("default", "a.csv", "text/csv", chunks())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
