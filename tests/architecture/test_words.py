"""Neither code nor documents leave work for later or carry what belongs to one machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file()]


@pytest.mark.parametrize("package", ["agents", "evals", "graphs", "prompts", "server", "tools"])
def test_nothing_is_left_for_later(package: str) -> None:
    """What cannot work is said in the documents, not in a marker."""
    found = [f for f in tracked(f"{package}/*.py") if LATER.search(f.read_text())]
    assert found == []
