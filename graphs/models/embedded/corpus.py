"""What the heads learn from: examples, their clauses, what tools and fields say of themselves."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.heads import NONE
from graphs.models.embedded.schema import Tool

# How much a text of each origin counts; measured on strangers' messages.
WHOLE, CLAUSE, DESCRIPTION, FIELD, NEGATIVE = 1.0, 0.5, 1.0, 0.3, 0.3
_CLAUSE = re.compile(r"(?<=[.?!;:])\s+|\n+|,\s+(?=[a-z])")

Example = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One text to learn from."""

    text: str
    label: str
    weight: float
    source: int
    """Which example it was cut from; -1 for descriptions. Folds keep one source together."""


def rows(examples: Sequence[Example], tools: Iterable[Tool]) -> list[Row]:
    """Everything to learn from; `tools` name themselves as the examples do."""
    found: list[Row] = []
    for number, example in enumerate(examples):
        label, text = str(example["tool"] or NONE), str(example["say"])
        found.append(Row(text, label, NEGATIVE if label == NONE else WHOLE, number))
        if label != NONE:
            found += [Row(part, label, CLAUSE, number) for part in clauses(text)]
    for tool in tools:
        found.append(Row(tool.description, tool.name, DESCRIPTION, -1))
        for field in tool.fields:
            said = f"{field.words}: {field.description}. {', '.join(field.aliases)}"
            found.append(Row(said, tool.name, FIELD, -1))
    return found


def clauses(text: str) -> list[str]:
    """Parts of a message that mean something alone."""
    parts = [part.strip() for part in _CLAUSE.split(text)]
    return [part for part in parts if len(part.split()) >= 4] if len(parts) > 1 else []


def digest(examples: Sequence[Example]) -> str:
    """A hash of the examples, kept with the weights that were trained on them."""
    lines = sorted(json.dumps(example, sort_keys=True, ensure_ascii=False) for example in examples)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
