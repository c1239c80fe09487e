"""Messages as strangers word them, each with the arguments that their figures mean."""

import datetime
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.train import catalogued

TODAY = datetime.date(2026, 11, 21)
FILE = Path(__file__).with_name("strangers.jsonl")
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@cache
def _tools() -> Mapping[str, Tool]:
    return {tool.name: tool for tool in catalogued()}


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{place}")
    else:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield path, float(f"{value:.6g}") if number else value


LOST = ("To get each new tenant company", "A machine jams 15x to 50x a year")
"""Read wholly until words mined from practice came in between: mend, then take out."""


def _param(row: dict[str, Any]) -> Any:
    lost = pytest.mark.xfail(reason="mined words outweigh what names these fields", strict=True)
    marks = [lost] if row["say"].startswith(LOST) else []
    return pytest.param(row, id=row["say"][:40], marks=marks)


@pytest.mark.parametrize("row", [_param(row) for row in ROWS])
def test_strangers_words_fill_the_right_fields(row: dict[str, Any]) -> None:
    """Each figure lands in its field, nothing needed is missing, and nothing is made up."""
    filled = fill(_tools()[row["tool"]], message(row["say"], row.get("files", ()), TODAY))
    arguments = {name: value for name, value in filled.arguments.items() if name != "card"}
    wanted = {name: value for name, value in row["arguments"].items() if name != "card"}
    assert filled.missing == ()
    assert dict(_leaves(arguments)) == dict(_leaves(wanted))
