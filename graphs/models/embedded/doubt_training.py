"""Train the doubt: run the pipeline on messages its heads have not seen, and learn from its errors.

Each example is read by heads, and with mined words, of the folds it is not in; once as it stands,
and once among figures that mean nothing, or by a tool that lost part of its aliases. So the errors
are those of unseen wording. Whoever reads the signs knows nothing of tools or fields.
"""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded import logistic
from graphs.models.embedded.corpus import Example
from graphs.models.embedded.doubt import NAMES
from graphs.models.embedded.heads import NONE, Heads, instead
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.schema import Field, Tool, slots
from graphs.models.embedded.understanding import Understanding
from tools.embedding import encoder

TODAY = datetime.date(2026, 11, 21)  # "yesterday" in an example depends on it
NEEDLESS = 0.05  # share of right plans that may be asked about
PENALTY = 3e-3
SHARES = 4  # of one fold
KEPT = 0.5  # share of the aliases that a tool keeps in the third reading
ASIDES = (
    "There are {} of us here.", "Sent at 10:{}.", "We moved to floor {} last spring.",
    "I have {} minutes before the meeting.", "My colleague asked {} days ago.",
    "It is the {}th time I ask.", "We have {} offices.", "Slide {} of the deck needs this.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """A complete plan for an example: its signs, and whether it is wrong."""

    source: int
    reading: str
    signs: Sequence[float]
    wrong: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The examples that one process reads: some of a fold, by heads trained on the others."""

    examples: Sequence[tuple[int, Example]]
    """With their numbers, by which what is added to them is drawn."""
    tools: Sequence[Tool]
    heads: Heads
    meaning: bool


def shares(
    examples: Sequence[Example],
    tools: Sequence[Tool],
    heads: Sequence[Heads],
    every: int,
    meaning: bool,
) -> list[Share]:
    """What is to be read, a few shares for each fold; one example stands for `every`."""
    found: list[Share] = []
    for fold, one in enumerate(heads):
        ours = [
            (number, example)
            for number, example in enumerate(examples)
            if number % len(heads) == fold and number // len(heads) % every == 0
            if example["tool"] != NONE and not example.get("files")
        ]
        size = max(1, -(-len(ours) // SHARES))
        found += [
            Share(ours[at : at + size], tools, one, meaning) for at in range(0, len(ours), size)
        ]
    return found


def outcomes(share: Share) -> list[Outcome]:
    """The complete plans for some examples."""
    found: list[Outcome] = []
    poorer = [_poorer(tool, random.Random(place)) for place, tool in enumerate(share.tools)]
    reader = encoder() if share.meaning else None
    with instead(share.heads):
        for number, example in share.examples:
            draw, say = random.Random(number), str(example["say"])
            aside = draw.choice(ASIDES).format(draw.randint(3, 58))
            among = f"{say} {aside}" if draw.random() < 0.5 else f"{aside} {say}"
            harder = ("aside", among, share.tools), ("poorer", say, poorer)
            for reading, text, known in (("plain", say, share.tools), draw.choice(harder)):
                memory = Memory(text, as_of=TODAY)
                plans = Understanding(known, memory, share.heads, reader).plans()
                called = [plan for plan in plans if plan.kind == "call"]
                if called and called[0].signs:
                    right = len(plans) == 1 and is_right(called[0], example)
                    found.append(Outcome(number, reading, called[0].signs, not right))
    return found


def _poorer(tool: Tool, draw: random.Random) -> Tool:
    """The tool with some of its aliases, as if the words of a message were none of them."""

    def cut(field: Field) -> Field:
        kept = tuple(alias for alias in field.aliases if draw.random() < KEPT)
        return replace(field, aliases=kept, parts=tuple(cut(part) for part in field.parts))

    return replace(tool, fields=tuple(cut(field) for field in tool.fields))


def is_right(plan: Plan, example: Example) -> bool:
    """Whether a plan has the example's tool, and its figures, days and settings."""
    if plan.tool is None or plan.tool.name != example["tool"]:
        return False
    fields = slots(plan.tool.fields)
    defaults = {
        ".".join(f.path): f.default for f in (*fields, *(p for f in fields for p in f.parts))
    }
    free = {f.name for f in slots(plan.tool.fields) if f.kind in ("name", "text", "document")}
    mine = _told(plan.arguments, defaults, free)
    return mine == _told(example.get("arguments") or {}, defaults, free)


def _told(
    arguments: Mapping[str, Any], defaults: Mapping[str, Any], free: set[str]
) -> Mapping[str, Any]:
    """Arguments without names, free text and defaults; tables and lists as their cells."""
    found: dict[str, Any] = {}
    for name, value in _leaves(arguments):
        plain = ".".join(part for part in name.split(".") if not part.isdigit())
        if name.split(".")[0] not in free and defaults.get(plain) != value:
            found[name] = value
    return found


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        if set(value) == {"columns"}:
            yield path, sorted(str(cell) for cell in _cells(value["columns"]))
        elif set(value) == {"likely"}:
            yield from _leaves(value["likely"], path)
        else:
            for name, inner in value.items():
                below = f"{path}.{name}" if path else str(name)
                if name not in ("name", "card", "skill", "learner"):
                    yield from _leaves(inner, below)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{place}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, float(f"{value:.6g}")
    else:
        yield path, value


def _cells(columns: Any) -> Iterator[Any]:
    for cells in columns.values() if isinstance(columns, Mapping) else ():
        for cell in cells:
            yield _cell(cell)


_TRUTH = {"true": "right", "yes": "right", "false": "wrong", "no": "wrong"}


def _cell(cell: Any) -> Any:
    """A cell as what it means: 1.0 and 1 are one number, yes and true one mark."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.6g}"
    return _TRUTH.get(str(cell).lower(), cell)


def weights(found: Sequence[Outcome]) -> Mapping[str, list[float]]:
    """The logistic's weights and threshold, and how well it does on sources it has not seen."""
    signs = np.array([one.signs for one in found], dtype=np.float64)
    wrong = np.array([one.wrong for one in found])
    if len(found) < 2 * len(NAMES) or wrong.all() or not wrong.any():
        return {}
    means, scales = signs.mean(axis=0), signs.std(axis=0)
    scales[scales == 0] = 1.0
    table = (signs - means) / scales
    unseen = held_out(table, wrong, np.array([one.source for one in found]))
    plain = np.array([one.reading == "plain" for one in found])
    threshold = float(np.quantile(unseen[plain & ~wrong], 1 - NEEDLESS))
    coefficients, bias = _fit(table, wrong)
    return {
        "means": [*map(float, means)],
        "scales": [*map(float, scales)],
        "weights": [*map(float, coefficients)],
        "bias": [bias],
        "threshold": [threshold],
        "held_out": [
            float(wrong[plain].mean()),
            float((unseen[plain & wrong] > threshold).mean()),
            float((unseen[plain & ~wrong] > threshold).mean()),
        ],
    }


def held_out(
    table: NDArray[np.float64], wrong: NDArray[np.bool_], sources: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The chance of being wrong by weights that did not see the example."""
    unseen = np.zeros(len(wrong))
    for fold in range(5):
        mine = sources // 3 % 5 == fold
        coefficients, bias = _fit(table[~mine], wrong[~mine])
        unseen[mine] = 1 / (1 + np.exp(-(table[mine] @ coefficients + bias)))
    return unseen


def _fit(table: NDArray[np.float64], wrong: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    ones = np.ones(len(wrong))
    matrix, bias = logistic.fit(table, wrong.astype(np.int64), ones, 2, penalty=PENALTY)
    return matrix[1] - matrix[0], float(bias[1] - bias[0])
