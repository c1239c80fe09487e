"""A message that changes one thing about the question before it."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.assignment import GIVEN, PENDING
from graphs.models.embedded.assignment import NAMES as OUTRIGHT
from graphs.models.embedded.calculations import recalculated
from graphs.models.embedded.changes import (
    Factor,
    Step,
    factor,
    merged,
    one_more,
    scaled,
    shifted,
    step,
)
from graphs.models.embedded.entry_changes import changed_entries
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.filling import fill
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.meant_changes import known_before, meant_to_change, not_in_a_list
from graphs.models.embedded.memory import Call
from graphs.models.embedded.mended import mended
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as reread
from graphs.models.embedded.named_rows import in_named_row
from graphs.models.embedded.phrasebook import ADDS, FOLLOW_UP, REFERS, SHORT
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import explain_wrong
from graphs.models.embedded.reconverting import reconverted
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.saying import joined, spoken
from graphs.models.embedded.schema import Tool, slots
from graphs.models.embedded.sheets import columns_before, other_columns
from graphs.models.embedded.suiting import takes_a_formula
from graphs.models.embedded.table_sources import Doubt
from graphs.models.embedded.targets import Before, at, kinds_meant, targets
from graphs.models.embedded.which_column import question, remembered
from graphs.models.embedded.words import content
from tools.embedding import Encoder

SHARES = ("share", "probability", "confidence")
LONE, LEVEL = 1.3, 0.3  # for a value that nothing else is said with
SMALL = 5  # below it a number in words is a count, no percentage
OWN_WORDS = 4  # words behind a value that may name it
FAR = 2.0  # e-folds by which a new value may be further from the old one than from another


def may_follow(text: str) -> bool:
    """Whether a message reads like a change to what was asked before."""
    return bool(FOLLOW_UP.search(text) or REFERS.search(text)) or len(text.split()) <= SHORT


def follow(
    message: Message, call: Call, tool: Tool, earlier: str = "", encoder: Encoder | None = None
) -> Plan | None:
    """The earlier call with what the message changes; None when it changes nothing.

    `earlier`: what the person said before, whose words may name the values now changed.
    """
    if (right := mended(call.arguments, message)) is not None:
        return _plan(message, tool, call, {**call.arguments, right[0]: right[1]},
                     {right[0]: message.text})  # fmt: skip
    if (entry := changed_entries(tool, call.arguments, message)) is not None:
        return _plan(message, tool, call, {**call.arguments, entry[0]: entry[1]},
                     {entry[0]: message.text})  # fmt: skip
    elsewhere = factor(message.text) or ADDS.search(message.text)
    if not elsewhere and (row := in_named_row(tool, call.arguments, message)) is not None:
        return _plan(message, tool, call, {**call.arguments, row[0]: row[1]},
                     {row[0]: message.text})  # fmt: skip
    for plan in _worked_out_anew(message, call, tool):
        return plan
    if not message.files and (other := other_columns(message, call.arguments)):
        words = dict.fromkeys(other, message.text)
        return _plan(message, tool, call, {**call.arguments, **other}, words)
    if (change := factor(message.text) or step(message.text)) is not None:
        before = Before(call, tool, _own_words(earlier, tool) if earlier else {})
        return _multiplied(message, before, change, encoder)
    return _overwritten(message, call, tool)


def _worked_out_anew(message: Message, call: Call, tool: Tool) -> Iterator[Plan | None]:
    """A calculation or conversion with another figure; nothing where fields hold its inputs."""
    for field in slots(tool.fields):
        old = at(call.arguments, field.path)
        if field.kind == "expression" and isinstance(old, str):
            if new := recalculated(old, message):
                words = {".".join(field.path): message.text}
                yield _plan(message, tool, call, _replaced(call.arguments, field.path, new), words)
            elif not takes_a_formula(tool):
                yield None
        if field.kind == "conversion" and isinstance(old, str):
            yield _converted_anew(message, tool, call)


def _converted_anew(message: Message, tool: Tool, call: Call) -> Plan | None:
    """Another amount, unit or rate in a conversion; else its day."""
    new = reconverted(tool, call.arguments, message)
    if new is None:
        dated = any(span.readings[0].kind == "date" for span in message.spans)
        return _overwritten(message, call, tool) if dated else None
    before = call.arguments
    words = {name: message.text for name in new if new[name] != before.get(name)}
    return _plan(message, tool, call, new, words) if words or set(before) - set(new) else None


def _own_words(earlier: str, tool: Tool) -> dict[str, Sequence[str]]:
    """For each field the words right behind its value: "6 forklift accidents"."""
    said = reread(earlier)
    found: dict[str, Sequence[str]] = {}
    for name, origin in fill(tool, said).origins.items():
        start = said.text.find(origin.words)
        if start >= 0 and origin.words:
            behind = said.text[start + len(origin.words) :]
            clause = re.split(r"[,;:.?!\n]|\d|\b(?:and|at|each|cost\w*)\b", behind)[0]
            found[name] = content(" ".join(clause.split()[:OWN_WORDS]))
    return found


_UNCHANGED = re.compile(
    r"[,;.]?\s*\b(?:with |at |and )?(?:the )?same (?:\w+ ?){1,3}"
    r"|[,;.]?\s*(?:the )?\w+ (?:stays?|remains?)(?: \w+)? (?:same|unchanged|as it (?:is|was))",
    re.IGNORECASE,
)


def _multiplied(
    message: Message, before: Before, change: Factor | Step, encoder: Encoder | None
) -> Plan | None:
    call, tool = before.call, before.tool
    told = reread(_UNCHANGED.sub(" ", message.text))
    clear = factor(told.text) or step(told.text)
    meant = targets(told, before, clear, encoder) if clear else []
    meant = meant or targets(message, before, change, encoder)
    if not meant:
        return None
    if len(meant) > 1:
        names = joined([spoken(field) for field in meant], "or")
        return Plan(
            "ask",
            message.text,
            tool,
            call.arguments,
            missing=tuple(field.name for field in meant),
            reply=f"Which one should change: {names}?",
            score=0.5,
        )
    path = meant[0].path
    old = at(call.arguments, path)
    more = isinstance(change, Step)
    new = shifted(old, change.more) if more else scaled(old, change.times)
    arguments = _replaced(call.arguments, path, new)
    words = message.text[change.start : change.end]
    return _plan(message, tool, call, arguments, {".".join(path): words})


def _overwritten(message: Message, call: Call, tool: Tool) -> Plan | None:
    """New values in the place of old ones: only what the message gives changes."""
    names = [".".join(field.path) for field in slots(tool.fields) if field.kind != "seed"]
    likely = {name: PENDING + GIVEN * (name in call.arguments) for name in names}
    filled = fill(
        tool, message, likely, known_before(call, message), columns_before(call.arguments)
    )
    if filled.doubts and message.files:
        return _in_doubt(message, call, tool, filled.doubts[0])
    return _changed(message, call, tool, filled, likely)


def _changed(
    message: Message, call: Call, tool: Tool, filled: Filled, likely: Mapping[str, float]
) -> Plan | None:
    """The call with what was filled anew, and nothing else changed."""
    message, filled = _read_anew(message, call, tool, filled, likely)
    filled = _rather(tool, filled, call, message)
    found = {n: o for n, o in filled.origins.items() if o.field.kind != "file" or message.files}
    if not found:
        return None
    if wrong := [origin for origin in found.values() if not origin.inside]:
        text = explain_wrong(wrong[0])
        name = wrong[0].field.name
        return Plan("ask", message.text, tool, call.arguments, missing=(name,), reply=text)
    found = meant_to_change(found, call) or not_in_a_list(message, call, tool, found, likely)
    if not found:
        return None
    if (both := _one_more(message, tool, call, found)) is not None:
        changed = {n: message.text for n in both if both[n] != call.arguments.get(n)}
        return _plan(message, tool, call, both, changed)
    return _with_new(message, call, tool, filled, found)


def _with_new(
    message: Message, call: Call, tool: Tool, filled: Filled, found: Mapping[str, Origin]
) -> Plan | None:
    """The call with new values merged into the old ones."""
    roles = {span.text: span.role for span in message.spans}
    arguments: Mapping[str, Any] = dict(call.arguments)
    words: dict[str, str] = {}
    for name, origin in found.items():
        old = at(arguments, origin.field.path)
        new = merged(old, origin.value, roles.get(origin.words, ""), message.text)
        if new != old:
            arguments = _replaced(arguments, origin.field.path, new)
            words[name] = origin.words
    if not words or _contradicts(tool, filled, call):
        return None
    return _plan(message, tool, call, _without_rivals(tool, arguments, words), words)


def _read_anew(
    message: Message, call: Call, tool: Tool, filled: Filled, likely: Mapping[str, float]
) -> tuple[Message, Filled]:
    """A bare number as the percentage, or as the one value, that it must be."""
    shares = reread(_AS_SHARE.sub(r"\1 %", _in_figures(message)), message.files)
    if shares.text != message.text:
        other = fill(tool, shares, pending=likely, known=list(call.arguments))
        named = any(_names_a_share(tool, name, shares) for name in other.origins)
        if named or not filled.origins:
            message, filled = shares, other
    if not filled.origins and len(message.spans) == 1:
        share = message.spans[0].readings[0].kind == "fraction"
        lifted = _lifted(tool, call, share)
        filled = fill(tool, message, pending=lifted, known=list(call.arguments))
    return message, filled


def _one_more(
    message: Message, tool: Tool, call: Call, found: Mapping[str, Origin]
) -> dict[str, Any] | None:
    """A second object beside the one that the call was about: "add a second card …"."""
    if not ADDS.search(message.text):
        return None
    for several in tool.fields:
        single = several.name.rstrip("s")
        inner = next((p.name for p in several.parts if p.kind == "records"), "")
        rows = found[inner].value if inner in found else None
        if several.kind != "records" or rows is None or not _another(single, message.text):
            continue
        name = str(found[single].value) if single in found else ""
        return one_more(call.arguments, several, rows, name)
    return None


def _another(single: str, text: str) -> bool:
    more = r"(?:second|third|another|other|further|new|next|one more)"
    return bool(re.search(rf"\b{more} {re.escape(single)}\b", text, re.IGNORECASE))


def _in_doubt(message: Message, call: Call, tool: Tool, doubt: Doubt) -> Plan:
    """The same for another file whose columns leave it open which is meant."""
    kept = {name: value for name, value in call.arguments.items() if name != doubt.field.name}
    return Plan("ask", message.text, tool, kept, (), (doubt.field.name,), question(doubt),
                score=0.8, reason="a column in doubt",
                columns=remembered(doubt, message.text, {}))  # fmt: skip


def _lifted(tool: Tool, call: Call, share: bool) -> dict[str, float]:
    """A lone value, "now at 99 %": whatever was given, or is a setting, may be meant by it."""
    others = {name for group in tool.groups for names in group for name in names}
    return {
        ".".join(field.path): LONE + LEVEL * (field.kind == "confidence")
        for field in slots(tool.fields)
        if field.kind != "seed"
        and (field.path[0] in call.arguments or field.path[0] not in others)
        and (not share or (field.of or field.kind) in SHARES)
    }


def _in_figures(message: Message) -> str:
    """The text with its only number, told in words, as a figure: "ninety-five" is 95."""
    if len(message.spans) != 1 or any(c.isdigit() for c in message.text):
        return message.text
    span, value = message.spans[0], message.spans[0].readings[0].value
    if span.readings[0].kind != "number" or not isinstance(value, float) or value < SMALL:
        return message.text
    return f"{message.text[: span.start]}{value:g}{message.text[span.end :]}"


_AS_SHARE = re.compile(r"(?<![\d.,€$£])\b(\d{1,2}(?:\.\d+)?)\b(?![\d.,]*\s?[%\d€$£])")


def _names_a_share(tool: Tool, name: str, message: Message) -> bool:
    """Whether a message names a field of shares outright: its bare number is a percentage."""
    for field, named in zip(
        slots(tool.fields), Lexicon(slots(tool.fields)).mentions(message.words), strict=True
    ):
        if ".".join(field.path) == name and (field.of or field.kind) in SHARES:
            return any(mention.weight >= OUTRIGHT for mention in named)
    return False


def _rather(tool: Tool, filled: Filled, call: Call, message: Message) -> Filled:
    """A lone bare number moved to the field whose old value it is like: 1,800 is no rate of 3."""
    lone = [o for o in filled.origins.values() if _single(o.value) is not None]
    if len(lone) != 1 or len(filled.origins) != 1:
        return filled
    origin = lone[0]
    new = _single(origin.value) or 0.0
    kinds = kinds_meant(message.text)
    mine = _apart(new, at(call.arguments, origin.field.path))
    for field in slots(tool.fields):
        old = at(call.arguments, field.path)
        same = field.kind == origin.field.kind and field.within(new)
        fits = not kinds or (field.of or field.kind) in kinds
        if field is origin.field or old is None or not same or not fits:
            continue
        if _apart(new, old) + FAR < mine:
            moved = replace(origin, field=field)
            return replace(filled, origins={".".join(field.path): moved})
    return filled


def _single(value: Any) -> float | None:
    if isinstance(value, Mapping):
        rest = set(value) - {"distribution"}
        value = value.get("likely") if rest == {"likely"} else None
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _apart(new: float, old: Any) -> float:
    """By how many e-folds a number lies from the nearest number of an old value."""
    inside = old.values() if isinstance(old, Mapping) else [old]
    olds = [float(x) for x in inside if isinstance(x, int | float) and x > 0]
    return min((abs(math.log(new / x)) for x in olds), default=math.inf)


def _contradicts(tool: Tool, filled: Filled, call: Call) -> bool:
    """Whether the message leaves more numbers over than it changes: then it asks another thing."""
    return len(filled.unused) > len(filled.origins) and bool(tool) and bool(call)


def _without_rivals(
    tool: Tool, arguments: Mapping[str, Any], changed: Mapping[str, str]
) -> Mapping[str, Any]:
    """Without the other ways to say what was just said in a new way."""
    rivals, tops = set[str](), {name.split(".")[0] for name in changed}
    for group in tool.groups:
        chosen = [names for names in group if tops & set(names)]
        if chosen:
            rivals |= {name for names in group for name in names}.difference(*chosen)
    rivals -= {field.changes for field in tool.fields if field.name in tops}
    return {name: value for name, value in arguments.items() if name not in rivals}


def _plan(
    message: Message, tool: Tool, call: Call, arguments: Mapping[str, Any], words: Mapping[str, str]
) -> Plan:
    changed = tuple(dict.fromkeys(name.split(".")[0] for name in words))
    explain = [
        {"field": name, "value": at(arguments, tuple(name.split("."))), "words": said,
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


def _replaced(arguments: Mapping[str, Any], path: Sequence[str], value: Any) -> dict[str, Any]:
    """A copy with one value replaced, however deep."""
    first, *rest = path
    inner = arguments.get(first)
    deep = _replaced(inner if isinstance(inner, Mapping) else {}, rest, value) if rest else value
    return {**arguments, first: deep}
