"""A second reader: how likely each field is what a figure of a message stands for.

A conditional logistic over the fields of a tool, trained on the examples: from the words around a
figure, hashed, and from how well the figure fits each field by kind, unit, bounds and nearness. It
fills nothing by itself: it speaks for a field where the rules choose, and where it does not agree
with what they filled, the filling is doubted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded.heads import trained
from graphs.models.embedded.logistic import log_softmax
from graphs.models.embedded.message import Message
from graphs.models.embedded.role_features import Figure, figure_paths, figures
from graphs.models.embedded.role_labels import labels
from graphs.models.embedded.role_weights import Roles
from graphs.models.embedded.schema import Tool

Logs = NDArray[np.float64]
SPEAKS = 0.2  # what a unit of log-probability adds to a pair of figure and field
LEAST = -4.0  # log-probability below which a field is simply unlikely
KEPT = 64  # messages whose figures are kept
Told = tuple[Figure, Logs]
_READ: dict[tuple[int, str, str], tuple[Roles, Tool, list[Told]]] = {}


def read_roles(roles: Roles, tool: Tool, said: Message) -> tuple[Sequence[str], list[Told]]:
    """The paths of the tool's fields, and of each figure the log-probabilities of them all.

    The last is of none of them. A tool that lacks some fields of one that was read for the same
    message is not read again.
    """
    key = id(roles), tool.name, said.text
    kept = _READ.get(key)
    if kept is None or kept[0] is not roles or not _has_all(kept[1], tool):
        if len(_READ) >= KEPT:
            _READ.clear()
        rows = [roles.places.get(f"{tool.name}:{path}", -1) for path in figure_paths(tool)]
        found = [(one, _logs(roles, np.array(rows), one)) for one in figures(tool, said)]
        kept = _READ[key] = (roles, tool, found)
    return figure_paths(kept[1]), kept[2]


def _has_all(whole: Tool, part: Tool) -> bool:
    """Whether one tool has every field of another, and not only its name."""
    return whole is part or {*map(id, part.fields)} <= {*map(id, whole.fields)}


def _logs(roles: Roles, rows: NDArray[np.int64], figure: Figure) -> Logs:
    words = roles.words[np.ix_(rows, figure.buckets)].sum(axis=1, dtype=np.int32)
    told = np.where(rows >= 0, words * roles.scales[rows] + roles.biases[rows], 0.0)
    return log_softmax((told + figure.fits @ roles.fits).astype(np.float64))


def with_roles(tool: Tool, said: Message) -> Message:
    """The message with what the reader adds for each figure in each field."""
    heads = trained()
    roles = heads.roles if heads else None
    if roles is None or not roles.knows(tool.name):
        return said
    paths, read = read_roles(roles, tool, said)
    likely: dict[str, dict[tuple[int, int], float]] = {path: {} for path in paths[:-1]}
    for figure, logs in read:
        told = np.maximum(logs, LEAST) - max(float(logs[-1]), LEAST)
        for of_field, worth in zip(likely.values(), told[:-1], strict=True):
            of_field[figure.span.start, figure.span.end] = SPEAKS * float(worth)
    return replace(said, likely=likely)


def agreement(
    roles: Roles | None, tool: Tool, said: Message, arguments: Mapping[str, Any]
) -> list[float]:
    """For each figure of a message, how likely (in logs) it stands for what holds its value."""
    if roles is None or not roles.knows(tool.name):
        return []
    paths, read = read_roles(roles, tool, said)
    place = {path: at for at, path in enumerate(paths)}
    held = labels(tool, (figure.span for figure, _ in read), arguments)
    pairs = zip(read, held, strict=True)
    return [max(float(logs[place[path]]) for path in named) for (_, logs), named in pairs]
