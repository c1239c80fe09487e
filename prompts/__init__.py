"""The words the models read, and the only way to read them."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

HERE = files("prompts")


@cache
def load(name: str) -> str:
    """The text of `prompts/<name>.md`."""
    return HERE.joinpath(f"{name}.md").read_text(encoding="utf-8").strip()


def agents() -> list[str]:
    """Whom there is a prompt for: every Markdown file directly in this folder."""
    return sorted(file.name[:-3] for file in HERE.iterdir() if file.name.endswith(".md"))


def examples() -> Iterator[Mapping[str, Any]]:
    """What people say and what it means: every row of `prompts/examples/*.jsonl`."""
    folder = HERE.joinpath("examples")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)
