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
    yield from _rows("examples")


def practice() -> Iterator[Mapping[str, Any]]:
    """Further messages with their arguments, for learning how people write: `prompts/practice`.

    Their arguments are valid; whether they make sense together (a history long enough, a matrix
    that is one) nobody promises, so nothing is computed from them.
    """
    yield from _rows("practice")


def _rows(folder: str) -> Iterator[Mapping[str, Any]]:
    for file in sorted(HERE.joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)
