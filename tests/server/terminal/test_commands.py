"""call, tools, agents, openapi, doctor, serve: what they print and how they exit."""

import json
import signal
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.server.process import ServiceProcess, free_port
from tests.server.terminal.command import ROOT, environment
from tests.server.terminal.conftest import Run
from tools.catalog import CATALOG

ECONOMICS = json.dumps({"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.025, "cac": 400})


def test_call_prints_result_and_receipt_as_json(run: Run):
    """Exit 0; the output is one JSON object and nothing else."""
    done = run("call", "venture.unit_economics", ECONOMICS)
    assert done.returncode == 0, done.stderr
    body = json.loads(done.stdout)
    assert body["result"]["ltv"] == pytest.approx(1568)
    assert body["receipt_id"].startswith("r_")


def test_call_reads_its_arguments_from_input(run: Run):
    """`-` stands for standard input."""
    done = run("call", "arithmetic.calculate", "-", said='{"expression": "6 * 7"}')
    assert json.loads(done.stdout)["result"]["value"] == 42


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("venture.unit_economics", "{", "JSON"),
        ("venture.unit_economics", '{"arpa": NaN}', "arpa"),
        ("venture.unit_economics", '{"arpa": 1e400}', "arpa"),
        ("venture.unit_economics", '{"arpa": 1, "arpa": 2}', "arpa"),
        ("venture.unit_economics", '{"arpa": "much"}', "arpa"),
        ("venture.unit_economics", "[1]", "body"),
        ("venture.none", "{}", "no capability is called venture.none"),
        ("nonsense", "{}", "no capability is called nonsense"),
        ("documents.extract_text", '{"document": {"file": "file_none"}}', "document"),
    ],
)
def test_bad_calls_exit_2_and_say_why(run: Run, name: str, arguments: str, said: str):
    """What is wrong goes to standard error; standard output stays empty."""
    done = run("call", name, arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_tools_lists_every_capability_and_shows_fields(run: Run):
    """All of them, one with its fields, and a name that is none."""
    listed = run("tools")
    assert listed.returncode == 0
    assert all(name in listed.stdout for name in CATALOG)
    shown = run("tools", "venture.unit_economics")
    assert shown.returncode == 0
    assert all(field in shown.stdout for field in ("arpa", "gross_margin", "monthly_churn"))
    unknown = run("tools", "venture.none")
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_agents_lists_who_is_here(run: Run):
    """Every agent with its capabilities."""
    done = run("agents")
    assert done.returncode == 0
    for name in ("assessment", "learning", "legal", "risk", "venture"):
        assert name in done.stdout


def test_openapi_needs_no_service(alone: Run, tmp_path: Path):
    """The document on standard output or in a file; nothing is started or written beside it."""
    done = alone("openapi")
    assert done.returncode == 0
    assert "/invoke" in json.loads(done.stdout)["paths"]
    assert alone("openapi", "--out", "o.json").returncode == 0
    assert json.loads((tmp_path / "o.json").read_text()) == json.loads(done.stdout)
    assert not (tmp_path / "data" / "polymath.db").exists()


def test_doctor_says_what_is_there_and_what_is_not(run: Run, alone: Run):
    """Exit 0 with a running service and without one; each is told."""
    with_service = run("doctor")
    assert with_service.returncode == 0, with_service.stdout
    assert "model in force: embedded" in with_service.stdout
    assert "is ready" in with_service.stdout
    without = alone("doctor")
    assert without.returncode == 0, without.stdout
    assert "no server is running" in without.stdout


def test_doctor_exits_1_when_something_needed_is_missing(tmp_path: Path, alone: Run):
    """A model without its key, a database that does not answer."""
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    env = environment(tmp_path, POLYMATH_MODEL="openai:gpt-5", DATABASE_URL=url, OPENAI_API_KEY="")
    done = alone("doctor", env=env)
    assert done.returncode == 1
    assert "OPENAI_API_KEY" in done.stdout
    assert "DATABASE_URL" in done.stdout


def test_a_wrong_setting_is_named(tmp_path: Path, alone: Run):
    """Exit 2 without a traceback."""
    done = alone("tools", env=environment(tmp_path, POLYMATH_MAX_RUNS="many"))
    assert done.returncode == 2
    assert "max_runs" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_an_address_where_nothing_answers_exits_3(alone: Run):
    """And says so."""
    for url in (f"http://127.0.0.1:{free_port()}", "http://[broken"):
        done = alone("tools", "--url", url)
        assert done.returncode == 3
        assert "does not answer" in done.stderr


def test_serve_takes_a_port_and_ends_on_a_signal(tmp_path: Path, alone: Run):
    """It says where it listens; other commands find it; a second one is told of the first."""
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [ROOT / "polymath", "serve", "--port", str(port)],
            env=environment(tmp_path),
            cwd=tmp_path,
            stderr=log,
        )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"http://127.0.0.1:{port}/ready").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        assert f"127.0.0.1:{port}" in alone("doctor").stdout
        second = alone("serve", "--port", str(free_port()))
        assert second.returncode == 2
        assert "another Polymath runs on" in second.stderr
        taken = alone("serve", "--port", str(port))
        assert taken.returncode == 2
        assert f"Port {port}" in taken.stderr
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(30)
    assert code == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_help_costs_no_heavy_import(alone: Run):
    """Every command is there."""
    done = alone("--help")
    assert done.returncode == 0
    for command in ("ask", "call", "tools", "agents", "serve", "train", "eval", "doctor"):
        assert command in done.stdout


def test_the_service_is_found_by_its_data_directory(run: Run, real: ServiceProcess):
    """No address has to be named: the running service announces itself there."""
    assert real.url in run("doctor").stdout
