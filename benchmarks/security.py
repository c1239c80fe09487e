"""CVSS scoring beside the package cvss, and reading a Nessus report beside defusedxml's whole tree.

Run: `PYTHONPATH=. python benchmarks/security.py`. CPU time of the process, medians of rounds that
take turns. Both score the same random vectors of every version; where they differ is counted.
"""

import gzip
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from cvss import CVSS2, CVSS3, CVSS4
from defusedxml import ElementTree

from benchmarks.rows import Row
from tools.documents.formats.scan_report import read
from tools.security._cvss_metrics import METRICS, VERSIONS
from tools.security._cvss_scores import figures
from tools.security._cvss_vector import parse

ROUNDS, VECTORS = 5, 1_000
PEERS = {"2.0": CVSS2, "3.0": CVSS3, "3.1": CVSS3, "4.0": CVSS4}
REPORT = Path(__file__).parents[1] / "tests" / "data" / "security" / "scans"
NESSUS = gzip.decompress((REPORT / "tenable_nessus_nessus_with_cvssv3.nessus.gz").read_bytes())


def drawn(version: str) -> list[str]:
    """Random vectors, half of the optional metrics given."""
    generator = random.Random(20261121)
    prefix = "" if version == "2.0" else f"CVSS:{version}/"
    return [
        prefix
        + "/".join(
            f"{metric.key}:{generator.choice(list(metric.values))}"
            for metric in METRICS[version].values()
            if metric.mandatory or generator.random() < 0.5
        )
        for _ in range(VECTORS)
    ]


def timed(contenders: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median CPU milliseconds of each."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            began = time.process_time()
            call()
            spent[name].append((time.process_time() - began) * 1000)
    return {name: statistics.median(times) for name, times in spent.items()}


def peak(call: Callable[[], object]) -> float:
    """Megabytes that Python held at most."""
    tracemalloc.start()
    call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def differing(version: str, vectors: list[str]) -> int:
    """Vectors whose scores are not the same in both."""
    count = 0
    for vector in vectors:
        found = figures(parse(vector, "vector"))
        ours = [float(found.base), float(found.threat), float(found.environmental)]
        peer = PEERS[version](vector)
        told = [peer.base_score] if version == "4.0" else peer.scores()
        mine = ours[2:] if version == "4.0" else ours
        count += any(t is not None and float(t) != m for m, t in zip(mine, told, strict=True))
    return count


def main() -> list[Row]:
    """Print both tables, and hand on their times."""
    rows: list[Row] = []
    print("| version | cvss 3.6, CPU µs a vector | Polymath | ratio | of 1,000 differ |")
    print("|---|---:|---:|---:|---:|")
    for version in VERSIONS:
        vectors = drawn(version)
        spent = timed(
            {
                "cvss": lambda v=version, x=vectors: [PEERS[v](one) for one in x],
                "ours": lambda x=vectors: [figures(parse(one, "vector")) for one in x],
            }
        )
        theirs, ours = (spent[name] / VECTORS * 1000 for name in ("cvss", "ours"))
        wrong = differing(version, vectors)
        task = f"1,000 vectors of {version}, core"
        rows.append(Row("security.score_cvss", task, ours, "cvss", theirs))
        print(f"| {version} | {theirs:.0f} | {ours:.0f} | {theirs / ours:.1f} | {wrong} |")
    readers = {
        "defusedxml": lambda: ElementTree.fromstring(NESSUS),
        "Polymath": lambda: read(NESSUS),
    }
    spent = timed(readers)
    print("\n| a Nessus report of 1.5 MB | CPU ms | peak MB |\n|---|---:|---:|")
    for name, call in readers.items():
        print(f"| {name} | {spent[name]:.1f} | {peak(call):.1f} |")
    ours, theirs = spent["Polymath"], spent["defusedxml"]
    rows.append(
        Row("security.import_scan", "Nessus report of 1.5 MB, core", ours, "defusedxml", theirs)
    )
    return rows


if __name__ == "__main__":
    main()
