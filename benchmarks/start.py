"""Until the server is ready: seconds and memory; then how long the first answer takes."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.overhead import ROOT, free_port

QUESTION = "We lose 3 to 12 laptops a year, usually 6, and each one costs us 900 to 4,000 euros."
ROUNDS = 5


def resident_mb(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    """What a process has computed so far, all threads together."""
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def once() -> tuple[float, float, float, float, float]:
    """Seconds to ready, of them CPU, MB then, seconds of the first answer and of the second."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "NUMBA_CACHE_DIR": str(ROOT / ".numba_cache"),
            "POLYMATH_PORT": str(port),
            "POLYMATH_DATA_DIR": folder,
            "DATABASE_URL": "",
            "LOG_LEVEL": "WARNING",
        }
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "server"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            ready = _wait(url, began)
            computed = cpu_seconds(server.pid)
            memory = resident_mb(server.pid)
            times: list[float] = []
            for _ in range(2):
                asked = time.perf_counter()
                reply = httpx.post(f"{url}/invoke", json={"message": QUESTION}, timeout=60)
                assert reply.json()["message"]["verified"]
                times.append(time.perf_counter() - asked)
            return ready, computed, memory, times[0], times[1]
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(url: str, began: float) -> float:
    while time.perf_counter() - began < 60:
        try:
            if httpx.get(f"{url}/ready", timeout=1).status_code == 200:
                return time.perf_counter() - began
        except httpx.HTTPError:
            time.sleep(0.01)
    raise RuntimeError("not ready after a minute")


def main() -> None:
    """Print the medians."""
    rounds = [once() for _ in range(ROUNDS)]
    ready, computed, memory, first, second = (
        statistics.median(values) for values in zip(*rounds, strict=True)
    )
    print("| | median |\n|---|---|")
    print(f"| ready after | {ready:.2f} s |")
    print(f"| of it CPU | {computed:.2f} s |")
    print(f"| memory when ready | {memory:.0f} MB |")
    print(f"| first answer (loads the planner and the kernel) | {first:.2f} s |")
    print(f"| second answer | {second * 1000:.0f} ms |")


if __name__ == "__main__":
    main()
