"""A message that changes one thing about the question before it."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.assignment import GIVEN, PENDING
from graphs.models.embedded.calculations import recalculated
from graphs.models.embedded.changes import Factor, factor, merged, scalable, scaled
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill, lexicon
from graphs.models.embedded.lexicon import nearness
from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import Message
from graphs.models.embedded.phrasebook import FOLLOW_UP, SHORT
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import explain_wrong
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.saying import joined
from graphs.models.embedded.schema import Field, Tool, slots

SURE = 0.3  # nearness from which a factor's words name its field


def may_follow(text: str) -> bool:
    """Whether a message reads like a change to what was asked before."""
    return bool(FOLLOW_UP.search(text)) or len(text.split()) <= SHORT


def follow(message: Message, call: Call, tool: Tool) -> Plan | None:
    """The earlier call with what the message changes; None when it changes nothing."""
    for field in slots(tool.fields):
        old = _at(call.arguments, field.path)
        if field.kind == "expression" and isinstance(old, str):
            new = recalculated(old, message)
            words = {".".join(field.path): message.text}
            arguments = _replaced(call.arguments, field.path, new)
            return _plan(message, tool, call, arguments, words) if new else None
    if (change := factor(message.text)) is not None:
        return _multiplied(message, call, tool, change)
    return _overwritten(message, call, tool)


def _multiplied(message: Message, call: Call, tool: Tool, change: Factor) -> Plan | None:
    targets = _targets(message, call, tool, change)
    if not targets:
        return None
    if len(targets) > 1:
        names = joined([field.said for field in targets], "or")
        return Plan(
            "ask",
            message.text,
            tool,
            call.arguments,
            missing=tuple(field.name for field in targets),
            reply=f"Which one should change: {names}?",
            score=0.5,
        )
    path = targets[0].path
    arguments = _replaced(call.arguments, path, scaled(_at(call.arguments, path), change.times))
    words = message.text[change.start : change.end]
    return _plan(message, tool, call, arguments, {".".join(path): words})


def _targets(message: Message, call: Call, tool: Tool, change: Factor) -> list[Field]:
    """The fields a factor may mean: the ones its words name best, else all that it could be."""
    fields = slots(tool.fields)
    mentions = lexicon(tool).mentions(message.words)
    place = message.place(change.start, change.end)
    quiet = tuple(False for _ in message.words)
    scored = [
        (nearness(named, place, message.words, quiet), field)
        for named, field in zip(mentions, fields, strict=True)
        if scalable(_at(call.arguments, field.path))
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best >= SURE:
        return [next(field for score, field in scored if score == best)]
    money = [field for _, field in scored if "money" in (field.kind, field.of)]
    return money if len(money) == 1 and "much" in message.text else [f for _, f in scored][:4]


def _overwritten(message: Message, call: Call, tool: Tool) -> Plan | None:
    """New values in the place of old ones: only what the message gives changes."""
    names = [".".join(field.path) for field in slots(tool.fields)]
    likely = {name: PENDING + GIVEN * (name in call.arguments) for name in names}
    filled = fill(tool, message, pending=likely, known=list(call.arguments))
    found = {n: o for n, o in filled.origins.items() if o.field.kind != "file" or message.files}
    if not found:
        return None
    if wrong := [origin for origin in found.values() if not origin.inside]:
        text = explain_wrong(wrong[0])
        name = wrong[0].field.name
        return Plan("ask", message.text, tool, call.arguments, missing=(name,), reply=text)
    roles = {span.text: span.role for span in message.spans}
    arguments: Mapping[str, Any] = dict(call.arguments)
    words: dict[str, str] = {}
    for name, origin in found.items():
        old = _at(arguments, origin.field.path)
        new = merged(old, origin.value, roles.get(origin.words, ""), message.text)
        if new != old:
            arguments = _replaced(arguments, origin.field.path, new)
            words[name] = origin.words
    if not words or _contradicts(tool, filled, call):
        return None
    return _plan(message, tool, call, _without_rivals(tool, arguments, words), words)


def _contradicts(tool: Tool, filled: Filled, call: Call) -> bool:
    """Whether the message leaves more numbers over than it changes: then it asks another thing."""
    return len(filled.unused) > len(filled.origins) and bool(tool) and bool(call)


def _without_rivals(
    tool: Tool, arguments: Mapping[str, Any], changed: Mapping[str, str]
) -> Mapping[str, Any]:
    """Without the other ways to say what was just said in a new way."""
    tops = {name.split(".")[0] for name in changed}
    rivals: set[str] = set()
    for group in tool.groups:
        chosen = [names for names in group if tops & set(names)]
        if chosen:
            kept = {name for names in chosen for name in names}
            rivals |= {name for names in group for name in names} - kept
    return {name: value for name, value in arguments.items() if name not in rivals}


def _plan(
    message: Message, tool: Tool, call: Call, arguments: Mapping[str, Any], words: Mapping[str, str]
) -> Plan:
    changed = tuple(dict.fromkeys(name.split(".")[0] for name in words))
    explain = [
        {"field": name, "value": _at(arguments, tuple(name.split("."))), "words": said,
         "score": 0.9}
        for name, said in words.items()
    ]  # fmt: skip
    kept = [
        {"field": name, "value": value, "words": "as before", "score": 1.0}
        for name, value in arguments.items()
        if name not in changed
    ]
    return Plan(
        "call" if not missing(tool, list(arguments)) else "ask",
        message.text,
        tool,
        arguments,
        explain=[*explain, *kept],
        missing=missing(tool, list(arguments)),
        score=0.8,
        reason="changes the question before",
        changed=changed if call.arguments else None,
    )


def _at(arguments: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = arguments
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _replaced(arguments: Mapping[str, Any], path: Sequence[str], value: Any) -> dict[str, Any]:
    """A copy with one value replaced, however deep."""
    first, *rest = path
    inner = arguments.get(first)
    deep = _replaced(inner if isinstance(inner, Mapping) else {}, rest, value) if rest else value
    return {**arguments, first: deep}
