"""The answer to a question that was asked back: what is known stays, what comes is noted."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.assignment import PENDING
from graphs.models.embedded.calculations import completed
from graphs.models.embedded.clauses import reworded
from graphs.models.embedded.column_answers import Batches, column_answered
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.guessing import NO, no_guess, wants_a_guess
from graphs.models.embedded.kept import beside_what_is_known, holds
from graphs.models.embedded.mended import WRONG, mended
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as reread
from graphs.models.embedded.opener import currency_of
from graphs.models.embedded.phrasebook import CANCEL, UNKNOWN
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import ask, explain_wrong
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.uneven import uneven

FIRST = 0.2  # how much more likely the field asked for first is than one far behind it


def resume(
    message: Message, tool: Tool, pending: Mapping[str, Any], batches: Batches = ()
) -> Plan | None:
    """The open call with what the message adds; None when it adds nothing.

    `batches`: the files of earlier messages, one of which a question may have been about.
    """
    if CANCEL.search(message.text):
        return Plan("say", message.text, reply="All right, I leave that.")
    if pending.get("columns") and (plan := column_answered(message, tool, pending, batches)):
        return plan
    known: dict[str, Any] = dict(pending.get("arguments", {}))
    asked = [str(name) for name in pending.get("asked", ())]
    if (plan := _in_its_clause(message, tool, pending)) is not None:
        return plan
    message, known = _put_right(message, known)
    righted = known != dict(pending.get("arguments", {}))
    filled = _answered(message, tool, known, _expected(asked), righted)
    if not righted and (plan := _read_together(message, tool, pending, filled)) is not None:
        return plan
    given = {n: o for n, o in filled.origins.items() if o.inside}
    if not given and not filled.wrong and not righted:
        return _without(message, tool, pending, known, filled)
    arguments = merged(known, Filled(tool, given).arguments)
    explain = [
        *(e for e in pending.get("explain", ()) if e["field"] not in given),
        *filled.explain(),
    ]
    filled.missing = missing(tool, _names(arguments))
    if filled.wrong:
        reply = explain_wrong(filled.wrong[0], currency_of(tool, arguments))
        gaps = (*(".".join(o.field.path) for o in filled.wrong), *filled.missing)
        return Plan("ask", message.text, tool, arguments, explain, gaps, reply)
    if filled.missing:
        reply = ask(tool, filled, arguments, noted=[n.split(".")[0] for n in given])
        return Plan("ask", message.text, tool, arguments, explain, filled.missing, reply,
                    score=0.9, reason="answers the question asked back")  # fmt: skip
    if pair := uneven(tool, arguments):
        field, reply = pair
        kept = {name: value for name, value in arguments.items() if name != field.name}
        return Plan("ask", message.text, tool, kept, explain, (field.name,), reply)
    return Plan("call", message.text, tool, arguments, explain, score=0.9,
                reason="answers the question asked back")  # fmt: skip


def _answered(
    message: Message,
    tool: Tool,
    known: Mapping[str, Any],
    expected: Mapping[str, float],
    righted: bool,
) -> Filled:
    """What the answer says, of what was asked for first."""
    filled = fill(tool, message, pending=expected, known=list(known))
    return filled if righted else beside_what_is_known(filled, message, tool, known, expected)


def _read_together(
    message: Message, tool: Tool, pending: Mapping[str, Any], filled: Filled
) -> Plan | None:
    """What the answer makes only with the question's own words: objects, or a calculation."""
    plan = None if filled.wrong else _with_question(message, tool, pending, filled)
    return plan if plan or filled.origins else _calculated(message, tool, pending)


def _with_question(
    message: Message, tool: Tool, pending: Mapping[str, Any], filled: Filled
) -> Plan | None:
    """The call that question and answer give together, where neither does alone.

    Days were told first and how each went comes now: they make objects only side by side.
    """
    asked = [str(name) for name in pending.get("asked", ())]
    said = str(pending.get("said") or "").strip()
    if not said or not asked or any(name in filled.origins for name in asked):
        return None
    both = f"{said}{'' if said[-1] in '.?!' else '.'} {message.text}"
    today = datetime.date.fromisoformat(message.today) if message.today else None
    whole = fill(tool, reread(both, message.files, today))
    known: Mapping[str, Any] = pending.get("arguments") or {}
    gained = [name for name in asked if name in whole.origins and name not in known]
    if not gained or not whole.complete or uneven(tool, whole.arguments):
        return None
    arguments = merged(known, whole.arguments)
    if not holds(arguments, known):
        return None
    return Plan("call", message.text, tool, arguments, whole.explain(), score=0.9,
                reason="answers the question asked back")  # fmt: skip


def _put_right(message: Message, known: dict[str, Any]) -> tuple[Message, dict[str, Any]]:
    """What is known with the value put right that the message calls wrong, and its other words."""
    if (right := mended(known, message)) is None:
        return message, known
    rest = reread(WRONG.sub(" ", message.text), message.files)
    return rest, {**known, right[0]: right[1]}


def _in_its_clause(message: Message, tool: Tool, pending: Mapping[str, Any]) -> Plan | None:
    """An answer about an object of a list: what was said is read again with it in its place."""
    said, asked = str(pending.get("said", "")), [str(name) for name in pending.get("asked", ())]
    if len(asked) != 1 or not said:
        return None
    explained = (e for e in pending.get("explain", ()) if e["field"] == asked[0])
    words = next((str(e.get("words", "")) for e in explained), "")
    if not any(message.numbers) and not words:
        return None
    text = reworded(tool.fields, said, asked[0], words, message.text)
    today = datetime.date.fromisoformat(message.today) if message.today else None
    filled = fill(tool, reread(text, message.files, today)) if text else None
    if filled is None or not filled.complete:
        return None
    return Plan("call", message.text, tool, filled.arguments, filled.explain(), score=0.9,
                reason="answers the question asked back")  # fmt: skip


def _calculated(message: Message, tool: Tool, pending: Mapping[str, Any]) -> Plan | None:
    """A calculation whose figure comes with the answer: "19 % of my bill?" and then "2,340"."""
    if not message.numbers or not any(message.numbers):
        return None
    if all(field.kind != "expression" or not field.required for field in tool.fields):
        return None
    figure = next(
        (s.text for s in message.spans if s.within is None and s.readings[0].kind != "text"), ""
    )
    for text in completed(str(pending.get("said", "")), figure) if figure else ():
        filled = fill(tool, reread(text, message.files))
        if filled.complete and figure_in(filled.arguments, message):
            return Plan("call", message.text, tool, filled.arguments, filled.explain(),
                        score=0.9, reason="answers the question asked back")  # fmt: skip
    return None


def figure_in(arguments: Mapping[str, Any], message: Message) -> bool:
    """Whether a calculation holds a figure of the message, and another one beside it."""
    numbers = re.findall(r"\d+(?:\.\d+)?", " ".join(str(v) for v in arguments.values()))
    values = [r.value for s in message.spans for r in s.readings[:1]]
    return len(numbers) > 1 and any(float(number) in values for number in numbers)


def _expected(asked: Sequence[str]) -> dict[str, float]:
    """What was asked for is likely answered, what was asked first likeliest."""
    return {name: PENDING + FIRST / (1 + place) for place, name in enumerate(asked)}


def _without(
    message: Message, tool: Tool, pending: Mapping[str, Any], known: dict[str, Any], filled: Filled
) -> Plan | None:
    """Nothing new was given: figures are not guessed; who does not know is helped on."""
    guess = wants_a_guess(message.text)
    if not guess and not UNKNOWN.search(message.text):
        return None
    asked: Sequence[str] = pending.get("asked") or []
    filled.missing = missing(tool, _names(known)) or tuple(asked)
    explain = list(pending.get("explain") or [])
    if guess or (filled.missing == tuple(asked) and not known):
        return no_guess(message.text, tool, filled, known, explain)
    reply = f"{NO} {ask(tool, filled, known)}"
    return Plan("ask", message.text, tool, known, explain, filled.missing, reply,
                score=0.9, reason="does not know")  # fmt: skip


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Nested objects joined, everything else replaced."""
    result = dict(old)
    for name, value in new.items():
        before = result.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            whole = {"low", "likely", "high", "file", "columns"} & {*before, *value}
            result[name] = value if whole else merged(before, value)
        else:
            result[name] = value
    return result


def _names(arguments: Mapping[str, Any], above: str = "") -> list[str]:
    """Dotted names of everything that is given."""
    found: list[str] = []
    for name, value in arguments.items():
        found.append(above + name)
        if isinstance(value, Mapping):
            found += _names(value, f"{above}{name}.")
    return found
