"""Files stay small and their names say something."""

import statistics
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "benchmarks", "evals", "graphs", "prompts", "server", "tools")
FILES = [
    file
    for package in PACKAGES
    for file in sorted((ROOT / package).rglob("*.py"))
    if ".venv" not in file.parts
]
MOST_LINES = 400
VAGUE = {"utils", "helpers", "common", "misc", "core", "base"}


def test_no_file_is_longer_than_the_limit() -> None:
    """A file that outgrows the limit has two purposes."""
    lengths = {f.relative_to(ROOT).as_posix(): len(f.read_text().splitlines()) for f in FILES}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}
    assert statistics.median(lengths.values()) <= 130


def test_no_file_has_a_vague_name() -> None:
    """A name that fits any content says nothing."""
    assert [f for f in FILES if f.stem.lstrip("_") in VAGUE] == []
