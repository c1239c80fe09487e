"""documents.extract_text beside pypdfium2, pypdf and pdfminer.six, on contracts printed to PDF.

Run with the peers' environment:
`PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/documents.py [CUAD.jsonl.xz]`.
Ours reads in a confined child process, the peers in their own; CPU time counts every process,
medians of rounds. Word recall is the share of the printed words that come back, in order of pages.
Without a file of contracts, the three of the tests are printed over and over.
"""

import io
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
from fpdf import FPDF
from pdfminer.high_level import extract_text as pdfminer_text

from tools.documents import sandbox
from tools.legal import cuad

ROUNDS = 5
CONTRACTS = 40
_TICK = os.sysconf("SC_CLK_TCK")
_OURS = Path("tests/data/legal/cuad_three.jsonl")

COLD = """
import time
began = time.perf_counter()
from tools.documents import sandbox
sandbox.read("document", open({path!r}, "rb").read(), field="file")
print(time.perf_counter() - began)
"""


def printed(text: str) -> bytes:
    """A contract as a PDF; characters its font lacks are left out."""
    writer = FPDF()
    writer.set_font("helvetica", size=10)
    writer.add_page()
    writer.multi_cell(0, 5, text.encode("latin-1", "ignore").decode("latin-1"))
    return bytes(writer.output())


def ours(content: bytes) -> str:
    """As the service reads it."""
    return "\n".join(sandbox.read("document", content, field="file")["pages"])


def by_pdfium(content: bytes) -> str:
    """PDFium in this process."""
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pypdf(content: bytes) -> str:
    """The reader of pypdf, in this process."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def by_pdfminer(content: bytes) -> str:
    """pdfminer.six in this process."""
    return pdfminer_text(io.BytesIO(content))


def cpu_s() -> float:
    """CPU time of this process, of the fork server and of its ended children."""
    spent = time.process_time()
    process = sandbox.SERVER.process
    if process is not None:
        stat = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        spent += sum(int(ticks) for ticks in stat[11:15]) / _TICK
    return spent


def words(text: str) -> Counter[str]:
    """The words of a text with how often they stand in it."""
    return Counter(re.findall(r"[A-Za-z]{2,}", text))


def recall(read: str, source: str) -> float:
    """Share of the printed words that were read."""
    wanted = words(source.encode("latin-1", "ignore").decode("latin-1"))
    return (wanted & words(read)).total() / wanted.total()


def main() -> None:
    """Print pages per CPU second and word recall of each reader."""
    contracts = cuad.read(Path(sys.argv[1]) if len(sys.argv) > 1 else _OURS)
    chosen = (contracts * CONTRACTS)[:: max(1, len(contracts) // CONTRACTS)][:CONTRACTS]
    files = [printed(contract.text) for contract in chosen]
    pages = sum(len(pypdf.PdfReader(io.BytesIO(content)).pages) for content in files)
    print(f"{len(files)} contracts, {pages} pages")
    readers: dict[str, Callable[[bytes], str]] = {
        "ours, confined": ours,
        "pypdfium2": by_pdfium,
        "pypdf": by_pypdf,
        "pdfminer.six": by_pdfminer,
    }
    ours(files[0])
    base = 0.0
    for name, read in readers.items():
        rounds = ROUNDS if name in ("ours, confined", "pypdfium2") else 1
        times: list[float] = []
        for _ in range(rounds):
            began = cpu_s()
            texts = [read(content) for content in files]
            times.append(cpu_s() - began)
        shares = [recall(text, c.text) for text, c in zip(texts, chosen, strict=True)]
        rate = pages / statistics.median(times)
        base = base or rate
        print(
            f"{name:16s} {rate:8.0f} pages per CPU second ({rate / base:5.2f} of ours), "
            f"word recall {statistics.mean(shares):.4f}"
        )
    path = Path("/tmp/polymath_benchmark.pdf")
    path.write_bytes(files[0])
    cold = [
        float(
            subprocess.run(
                [sys.executable, "-c", COLD.format(path=str(path))],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        for _ in range(3)
    ]
    path.unlink()
    print(f"first file after a cold start: {statistics.median(cold):.2f} s")


if __name__ == "__main__":
    main()
