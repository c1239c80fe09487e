"""The answer to "which column?": the question that was open is read again with that column."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import Attachment, Message
from graphs.models.embedded.message import message as reread
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import ask
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.saying import joined
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.which_column import SHOWN, picked, question, refuses, remembered, thing

Batches = Sequence[Sequence[Attachment]]
"""The files of each earlier message, oldest first."""


def column_answered(
    message: Message, tool: Tool, pending: Mapping[str, Any], batches: Batches
) -> Plan | None:
    """The open call with the column the message names; None when it names none."""
    asked: Mapping[str, Any] = pending["columns"]
    heading = picked(message.text, asked)
    if not heading:
        return _none_of_them(message, tool, pending) if refuses(message.text) else None
    chosen = {name: dict(columns) for name, columns in asked["chosen"].items()}
    files = _batch(asked, heading, batches)
    if asked["part"]:
        chosen.setdefault(asked["field"], {})[asked["part"]] = heading
    original = reread(asked["said"], [*message.files, *files])
    filled = fill(tool, original, chosen=chosen)
    more = _beside(message, heading, tool, filled)
    arguments = {**pending.get("arguments", {}), **filled.arguments, **more.arguments}
    explain = [*filled.explain(), *more.explain()]
    explain = [*(e for e in pending.get("explain", ()) if e["field"] not in arguments), *explain]
    filled.missing = missing(tool, list(arguments))
    if filled.missing and filled.doubts:
        doubt = filled.doubts[0]
        again = (doubt.field.name, doubt.part) == (asked["field"], asked["part"])
        wrong = f"`{heading}` cannot be the {thing(doubt)}. " if again else ""
        if again:
            chosen[asked["field"]].pop(asked["part"], None)
        kept = remembered(doubt, asked["said"], chosen)
        return Plan("ask", message.text, tool, arguments, explain, filled.missing,
                    wrong + question(doubt), score=0.9, reason="answers the question asked back",
                    columns=kept)  # fmt: skip
    if filled.missing:
        return Plan("ask", message.text, tool, arguments, explain, filled.missing,
                    ask(tool, filled, arguments), score=0.9,
                    reason="answers the question asked back")  # fmt: skip
    return Plan("call", message.text, tool, arguments, explain, score=0.9,
                reason="answers the question asked back")  # fmt: skip


def _batch(asked: Mapping[str, Any], heading: str, batches: Batches) -> Sequence[Attachment]:
    """The files that came with the question; of several the one that was picked."""
    for batch in reversed(batches):
        if any(str(file.get("id")) == asked["file"] for file in batch):
            if not asked["part"]:
                return [file for file in batch if file.get("name") == heading]
            return batch
    return ()


def _beside(message: Message, heading: str, tool: Tool, filled: Filled) -> Filled:
    """What else the answer gives: "ret, at 99 %"."""
    rest = message.text.replace(heading, " ").replace("`", " ")
    if not any(letter.isdigit() for letter in rest):
        return Filled(tool)
    more = fill(tool, reread(rest), known=list(filled.origins))
    return Filled(tool, {name: one for name, one in more.origins.items() if one.inside})


def _none_of_them(message: Message, tool: Tool, pending: Mapping[str, Any]) -> Plan:
    asked: Mapping[str, Any] = pending["columns"]
    rest = [name for name in asked["columns"] if name not in asked["options"]] or asked["columns"]
    shown = joined([f"`{name}`" for name in rest[:SHOWN]], "or")
    reply = f"Which column is it then: {shown}? You can also give the figures in the message."
    return Plan("ask", message.text, tool, pending.get("arguments", {}),
                list(pending.get("explain", ())), tuple(pending.get("asked", ())), reply,
                score=0.9, reason="answers the question asked back",
                columns={**asked, "options": rest})  # fmt: skip
