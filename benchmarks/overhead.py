"""What the service costs beyond a bare FastAPI + LangGraph app: CPU per run, as a ratio.

Both answer the same message with the same model over the same wire (`benchmarks.provider`), the
same SQLite saver and `durability="sync"`. CPU is user + system time of the server process alone.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
MESSAGE = "We lose 2 to 6 parcels a year, most likely 3, at 1,000 to 5,000 each, usually 2,000."
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: list[str], ready: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a process and wait until it answers."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    for _ in range(600):
        try:
            if httpx.get(ready, timeout=1).status_code < 500:
                return process
        except httpx.HTTPError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"{command} did not start")


def cpu_s(pid: int) -> float:
    """User and system CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(url: str, pid: int, runs: int, body: dict[str, str]) -> float:
    """CPU milliseconds per run, each on a fresh thread."""
    with httpx.Client(base_url=url, timeout=60) as client:
        before = cpu_s(pid)
        for _ in range(runs):
            reply = client.post("/invoke", json=body)
            reply.raise_for_status()
        return (cpu_s(pid) - before) / runs * 1000


def main() -> None:
    """Interleave batches of both servers and print the medians."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--batches", type=int, default=7)
    arguments.add_argument("--runs", type=int, default=40, help="runs a batch")
    options = arguments.parse_args()
    provider, bare, ours = free_port(), free_port(), free_port()
    wire = f"http://127.0.0.1:{provider}/v1"
    uvicorn = [sys.executable, "-m", "uvicorn", "benchmarks.provider:app", "--log-level", "warning"]
    with tempfile.TemporaryDirectory() as folder:
        processes = [start([*uvicorn, "--port", str(provider)], wire)]
        try:
            bare_app = [sys.executable, "-m", "benchmarks.bare", wire, f"{folder}/bare.db"]
            processes.append(start([*bare_app, str(bare)], f"http://127.0.0.1:{bare}/ready"))
            processes.append(
                start(
                    [sys.executable, "-m", "server"],
                    f"http://127.0.0.1:{ours}/ready",
                    POLYMATH_PORT=str(ours),
                    POLYMATH_DATA_DIR=folder,
                    DATABASE_URL="",
                    OPENAI_BASE_URL=wire,
                    OPENAI_API_KEY="x",
                    POLYMATH_MODEL="openai:bench",
                    LOG_LEVEL="WARNING",
                )
            )
            report(options, processes, f"http://127.0.0.1:{bare}", f"http://127.0.0.1:{ours}")
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait(timeout=20)


def report(
    options: argparse.Namespace, processes: list[subprocess.Popen[bytes]], bare: str, ours: str
) -> None:
    """Warm both up, measure in turns, print."""
    body = {"message": MESSAGE}
    measure(bare, processes[1].pid, 10, body)
    measure(ours, processes[2].pid, 10, body)
    pairs = [
        (
            measure(bare, processes[1].pid, options.runs, body),
            measure(ours, processes[2].pid, options.runs, body),
        )
        for _ in range(options.batches)
    ]
    theirs = statistics.median(pair[0] for pair in pairs)
    own = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print("| | CPU ms a run |\n|---|---|")
    print(f"| bare FastAPI + LangGraph | {theirs:.1f} |")
    print(f"| Polymath | {own:.1f} |")
    print(f"\nratio {ratio:.2f} (median of {options.batches} pairs of {options.runs} runs)")


if __name__ == "__main__":
    main()
