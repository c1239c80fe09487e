"""Several questions in one message: lists, changes of subject, one question asked twice."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.heads import Heads
from graphs.models.embedded.message import Message
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.sheets import is_file
from graphs.models.embedded.splitting import clean, cuts, items

Piece = Callable[[str, bool], Plan | None]
Filler = Callable[[Tool, str], Filled]
CERTAIN = 0.5  # score above which a calculation is surely meant as one
SWITCH = 2.0  # nats a change of subject must be worth
MOST = 6  # questions of one message
LEFT_OVER = 2  # figures without a place from which a message may ask the same thing twice
_LABEL = re.compile(
    r"(?:^|[.?!:;\n]\s*|,\s+|\b(?:and|the|our|for)\s+)(?:the |our |for )?['\"“]?"
    r"(?P<label>[A-Z][\w&-]*(?: [A-Z0-9][\w&-]*){0,2}|(?:plan|option|scenario|site|case) \w+)"
    r"['\"”]?"
    r"(?=\s*(?:[:(–—-]|,|\s(?:plan|tier|sells|costs|charges|has|have|is|pays|brings|gets|loses"
    r"|runs|at|with)\b))"
)


def listed(text: str, piece: Piece) -> list[Plan]:
    """A plan for each item of a list; what stands before the list may hold what all need."""
    found = items(text)
    if not found:
        return []
    before = text[: text.find(found[0])]
    before = before if any(c.isdigit() for c in before.rstrip()[:-2]) else ""
    plans: list[Plan] = []
    for item in found[:MOST]:
        plan = piece(item, True)
        if before and (plan is None or plan.missing):
            plan = piece(f"{clean(before)} {item}", True) or plan
        if plan is not None:
            plans.append(plan)
    return plans if len(plans) > 1 else []


def by_subject(text: str, tools: Sequence[Tool], heads: Heads | None, piece: Piece) -> list[Plan]:
    """A plan for each stretch of sentences about one subject; empty when any is no question."""
    if heads is None or any(tool.name not in heads.names for tool in tools) or len(tools) < 2:
        return []
    ends = [0, *cuts(text), len(text)]
    parts = [text[a:b] for a, b in pairwise(ends)]
    if len(parts) < 2:
        return []
    ours = [heads.names.index(tool.name) for tool in tools]
    logs = np.stack([heads.by_words(clean(part))[ours] for part in parts])
    groups = _stretches(logs)
    if not 1 < len(groups) <= MOST:
        return []
    plans = [piece(clean("".join(parts[a:b])), False) for a, b in groups]
    found = [plan for plan in plans if plan is not None]
    different = len({plan.tool.name for plan in found if plan.tool}) == len(groups)
    return found if len(found) == len(groups) and different else []


def _stretches(logs: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> list[tuple[int, int]]:
    """The likeliest course of subjects through the parts, where each change costs `SWITCH`."""
    best, back = logs[0], np.zeros(logs.shape, dtype=np.int64)
    for row in range(1, len(logs)):
        stay, change = best, best.max() - SWITCH
        back[row] = np.where(stay >= change, np.arange(len(stay)), int(best.argmax()))
        best = np.maximum(stay, change) + logs[row]
    subject = [int(best.argmax())]
    for row in range(len(logs) - 1, 0, -1):
        subject.append(int(back[row][subject[-1]]))
    subject.reverse()
    starts = [i for i in range(len(subject)) if not i or subject[i] != subject[i - 1]]
    return list(zip(starts, [*starts[1:], len(subject)], strict=True))


_JOINT = re.compile(
    r"(?:[\s,;.?!]|\b(?:and|also|or|what|what's|whats|is|are|how|much|many|please|convert|compute"
    r"|calculate|work|out|in|to|into)\b)*",
    re.IGNORECASE,
)
"""What may stand between two calculations that have nothing to do with each other."""


def each_of(filled: Filled, message: Message) -> list[Filled]:
    """One question for each calculation or conversion of a message: "3+4 and what is 5*6?"."""
    name, origin = next(
        ((n, o) for n, o in filled.origins.items() if o.field.kind in ("expression", "conversion")),
        ("", None),
    )
    if origin is None or origin.places or not filled.complete:
        return _each_file(filled, message)
    found: list[tuple[int, int, Filled]] = []
    for span in message.spans:
        if span.within is not None or (found and span.start < found[-1][1]):
            continue
        for reading in span.readings[:1]:
            if reading.score > CERTAIN and (one := fit(origin.field, reading)) is not None:
                new = replace(origin, value=one.value, words=span.text)
                asked = replace(filled, origins={**filled.origins, name: new}, unused=())
                found.append((span.start, span.end, asked))
    apart = all(_JOINT.fullmatch(message.text, a[1], b[0]) for a, b in pairwise(found))
    return [asked for *_, asked in found[:MOST]] if len(found) > 1 and apart else []


_EVERY = re.compile(
    r"\b(?:both|each|all|every|two|three|2|3)\b(?:\s+(?:of\s+)?(?:the|these|those|my|our|enclosed|attached"
    r"|uploaded|\d+))*\s+(?:of\s+them|files?|attachments?|attached|documents?|docs|letters?|reports?|pdfs?"
    r"|scans?|contracts?|agreements?|logs?|papers?)\b|\beach\s+one\b",
    re.IGNORECASE,
)


def _each_file(filled: Filled, message: Message) -> list[Filled]:
    """The same of every attached file, where a tool takes one: "the text of both attachments"."""
    if len(message.files) < 2 or not filled.complete or not _EVERY.search(message.text):
        return []
    taken = [(n, o) for n, o in filled.origins.items() if is_file(o.value) and not o.columns]
    if len(taken) != 1:
        return []
    name, origin = taken[0]
    kinds = {str(f.get("id")): f.get("kind") for f in message.files}
    alike = [f for f in message.files if f.get("kind") == kinds.get(str(origin.value["file"]))]
    found = [
        replace(filled, origins={**filled.origins, name: _of(origin, file)})
        for file in alike[:MOST]
    ]
    return found if len(found) > 1 else []


def _of(origin: Origin, file: Mapping[str, Any]) -> Origin:
    return replace(origin, value={"file": str(file["id"])}, words=str(file.get("name") or ""))


def twice(text: str, tool: Tool, filled: Filled, fill: Filler) -> list[tuple[str, Filled, str]]:
    """The two halves of a message that asks one tool twice, each with its name; else empty."""
    if len(filled.unused) < LEFT_OVER or not filled.complete:
        return []
    for at in cuts(text):
        halves = [text[:at], text[at:]]
        both = [fill(tool, clean(half)) for half in halves]
        if all(one.complete and len(one.origins) > 1 for one in both):
            alike = {*both[0].origins} == {*both[1].origins} or not any(o.unused for o in both)
            if alike:
                return [
                    (clean(half), one, label(half)) for half, one in zip(halves, both, strict=True)
                ]
    return []


def label(text: str) -> str:
    """What a message calls the thing it asks about: "Starter", "plan B"."""
    asked = text.rpartition("?")[2] if text.rpartition("?")[2].strip() else text
    match = _LABEL.search(asked.strip())
    return match["label"] if match else ""
