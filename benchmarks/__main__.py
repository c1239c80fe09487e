"""`make benchmarks`: every comparison with peers, one after another, as Markdown tables.

Peers are installed into `benchmarks/.venv` the first time; they never touch the service's own
environment. Name modules to run only those: `python -m benchmarks risk overhead`.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.rows import COLLECTED

HERE = Path(__file__).parent
ROOT = HERE.parent
VENV = HERE / ".venv"
OWN = ("overhead", "planning", "start", "verifier")
"""Measure the service itself, in its own environment."""
SUPPORT = {"__init__", "__main__", "bare", "provider", "rows"}


def main(names: list[str]) -> int:
    """Run what is named, or all."""
    known = sorted(
        file.stem
        for file in HERE.glob("*.py")
        if file.stem not in SUPPORT and not file.stem.endswith("_oracle")
    )
    if unknown := set(names) - set(known):
        print(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    failed = 0
    for name in names or (name for name in known if name not in COLLECTED):
        python = Path(sys.executable) if name in OWN else peers()
        print(f"\n## {name}\n", flush=True)
        failed |= subprocess.run(
            [str(python), "-m", f"benchmarks.{name}"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ).returncode
    return int(bool(failed))


def peers() -> Path:
    """The interpreter of the peers' environment, made when it is missing."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    stamp = VENV / ".installed"
    wanted = (HERE / "requirements.txt").read_text() + (ROOT / "requirements.txt").read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
        stamp.write_text(wanted)
    return python


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
