"""Ask whether a complete plan is meant: one question that names what is in doubt.

And understand the answer: yes, no, a correction, or what a figure stands for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.assignment import PENDING
from graphs.models.embedded.doubt import (
    NAMED,
    Weights,
    among_own_words,
    is_told_figure,
    spare,
    weakest,
)
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.followup import follow
from graphs.models.embedded.heads import NONE, Scores
from graphs.models.embedded.lexicons import lexicon
from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as reread
from graphs.models.embedded.opener import joined_briefly, phrases
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import ask, field_of
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.saying import joined, spoken
from graphs.models.embedded.schema import Tool, slots

LONGEST = 300  # characters of what was understood; more is not read
RIVAL = 1.5  # log p by which another tool may stay behind and still be asked about
_SUBJECTS: Mapping[str, tuple[int, ...]] = {
    "figure": (0, 1, 2, 3, 4, 21),
    "close": (5,),
    "tool": (6, 7, 8, 9, 18, 23),
    "field": (10, 11, 12, 13, 14, 15),
}
"""Which signs speak of what; the rest of them of the whole."""
YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|y|correct|right|exactly|that(?:'s| is) (?:right|it|correct|fine)|ok"
    r"|okay|sure|go ahead|go on|fine|confirmed|indeed|absolutely|precisely|do (?:it|that|so)"
    r"|as you (?:say|said)|all (?:right|good|correct)|looks (?:right|good)|ja|oui|s[ií])\b",
    re.IGNORECASE,
)
NO = re.compile(r"^\W*(?:no|nope|nah|wrong|not (?:quite|really|at all)|nein|non)\b", re.IGNORECASE)
FIRST = re.compile(r"\b(?:the )?(?:first|former)\b", re.IGNORECASE)
SECOND = re.compile(r"\b(?:the )?(?:second|latter|other)\b", re.IGNORECASE)
_NEEDLESS = re.compile(
    r"\b(?:ignore|nothing|forget|irrelevant|unimportant|context|background|by the way|aside"
    r"|(?:not|no) (?:needed|relevant|important|matter|use|meaning)|does(?:n't| not) matter"
    r"|leave (?:it|that|them) out|skip|disregard|never ?mind)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Doubted:
    """What is in doubt, and the question about it."""

    confirm: Mapping[str, Any]
    asks: str
    missing: tuple[str, ...] = ()


def doubted(
    plan: Plan, said: Message, tools: Sequence[Tool], scores: Scores, weights: Weights
) -> Plan:
    """The question in the place of a plan that is likely wrong."""
    tool, filled = plan.tool, plan.filled
    if tool is None or filled is None:
        return plan
    about = _subject(plan, filled, said, tools, scores, weights)
    taken = _understood(tool, plan.arguments)
    reply = f"I understood {taken}. {about.asks}" if taken else f"{about.asks}"
    return replace(plan, kind="ask", missing=about.missing, reply=reply, confirm=about.confirm,
                   reason="likely misunderstood", unused=())  # fmt: skip


def _understood(tool: Tool, arguments: Mapping[str, Any]) -> str:
    said = phrases(tool, arguments)
    whole = joined_briefly(said)
    while len(whole) > LONGEST and len(said) > 1:
        said = said[:-1]
        whole = joined_briefly([*said, "more"])
    return whole if len(whole) <= LONGEST else ""


def _subject(
    plan: Plan,
    filled: Filled,
    said: Message,
    tools: Sequence[Tool],
    scores: Scores,
    weights: Weights,
) -> Doubted:
    """What the signs speak of most, of that which there is."""
    parts = weights.parts(plan.signs)
    ways = {
        "figure": _figure(filled, said),
        "close": _close(filled),
        "tool": _tool(filled.tool, tools, scores),
        "field": _field(filled),
    }
    found = [
        (sum(parts[sign] for sign in _SUBJECTS[name]), about)
        for name, about in ways.items()
        if about is not None
    ]
    if found:
        return max(found, key=lambda one: one[0])[1]
    title = filled.tool.title.lower() if filled.tool.title[1:2].islower() else filled.tool.title
    return Doubted({"about": "all"}, f"Is that what the {title} should be computed from?")


def _figure(filled: Filled, said: Message) -> Doubted | None:
    """A figure that no field took, such as the tool has a word for before others."""
    left = spare(filled, said)
    known = [one for one in left if among_own_words(one, filled.tool, said)]
    texts = [one.text.strip() for one in known or left][:3]
    if not texts:
        return None
    quoted = joined([f'"{text}"' for text in texts])
    stand = "do" if len(texts) > 1 else "does"
    return Doubted({"about": "figure", "figures": texts}, f"What {stand} {quoted} stand for?")


def _close(filled: Filled) -> Doubted | None:
    """A figure that two fields could take."""
    if not filled.close:
        return None
    mine, other, candidate = filled.close[0]
    names = [".".join(mine.path), ".".join(other.path)]
    return Doubted(
        {"about": "close", "figures": [candidate.text.strip()], "fields": names},
        f'Is "{candidate.text.strip()}" the {spoken(mine)} or the {spoken(other)}?',
        (names[0],),
    )


def _field(filled: Filled) -> Doubted | None:
    """The figure whose field is named least."""
    origin = weakest(filled)
    if origin is None or not is_told_figure(origin) or not origin.words.strip():
        return None
    name, words = ".".join(origin.field.path), origin.words.strip()
    if origin.near >= NAMED and origin.fitted >= NAMED:
        return None
    asks = f'Is "{words}" the {spoken(origin.field)}?'
    return Doubted({"about": "field", "figures": [words], "fields": [name]}, asks, (name,))


def _tool(tool: Tool, tools: Sequence[Tool], scores: Scores) -> Doubted | None:
    """Another tool close behind."""
    others = [(scores.of(t.name), t) for t in tools if t is not tool and t.name != NONE]
    if not others:
        return None
    log, rival = max(others, key=lambda one: one[0])
    if log < scores.of(tool.name) - RIVAL:
        return None
    mine, other = (t.title.lower() if t.title[1:2].islower() else t.title for t in (tool, rival))
    asks = f"Do you want the {mine} of that, or the {other}?"
    return Doubted({"about": "tool", "rival": rival.name}, asks)


def answered_doubt(
    said: Message, tool: Tool, pending: Mapping[str, Any], tools: Mapping[str, Tool]
) -> Plan | None:
    """The call after the answer to such a question; None when it answers something else."""
    confirm: Mapping[str, Any] = pending["confirm"]
    arguments: Mapping[str, Any] = pending.get("arguments") or {}
    kept = Plan("call", said.text, tool, arguments, list(pending.get("explain") or ()), score=0.9,
                reason="what was understood is meant")  # fmt: skip
    told = any(said.numbers)
    if YES.search(said.text) and not told and len(said.text.split()) <= 6:
        return kept
    plan = _answered(said, kept, pending, confirm, tools)
    if plan is not None:
        return plan
    if _NEEDLESS.search(said.text) and not told:
        return kept
    changed = follow(said, Call(tool.name, arguments), tool, str(pending.get("said") or ""))
    if changed is not None:
        return _explained(changed, kept)
    if NO.search(said.text) and len(said.text.split()) <= 6:
        reply = "What should it be instead?"
        return replace(kept, kind="ask", reply=reply, confirm={"about": "all"})
    told_apart = confirm["about"] == "figure" and "?" not in said.text
    return kept if told_apart and len(said.text.split()) <= 12 else None


def _answered(
    said: Message,
    kept: Plan,
    pending: Mapping[str, Any],
    confirm: Mapping[str, Any],
    tools: Mapping[str, Tool],
) -> Plan | None:
    """What the answer says of the very thing that was asked about."""
    about = confirm["about"]
    if about == "tool":
        rival = tools.get(str(confirm["rival"]))
        meant = rival is not None and (SECOND.search(said.text) or _names(rival, kept.tool, said))
        return _of_rival(rival, pending, said) if rival and meant else _first(said, kept)
    if about not in ("figure", "close", "field") or kept.tool is None or any(said.numbers):
        return None
    names = [str(name) for name in confirm.get("fields", ())]
    if about == "close" and SECOND.search(said.text):
        return _moved(said, kept, str(confirm["figures"][0]), names, field_of(kept.tool, names[1]))
    if about == "close" and FIRST.search(said.text):
        return kept
    named = lexicon(kept.tool).mentions(said.words)
    best = max(
        zip(slots(kept.tool.fields), named, strict=True),
        key=lambda one: max((m.weight for m in one[1]), default=0.0),
    )
    if max((m.weight for m in best[1]), default=0.0) < NAMED:
        return None
    if names and ".".join(best[0].path) == names[0]:
        return None if NO.search(said.text) else kept
    return _moved(said, kept, str(confirm["figures"][0]), names, best[0])


def _first(said: Message, kept: Plan) -> Plan | None:
    named = kept.tool is not None and FIRST.search(said.text) is not None
    return kept if named else None


def _names(rival: Tool, mine: Tool | None, said: Message) -> bool:
    """Whether words of the rival's title stand in the answer that are not in the other's."""
    own = set((mine.title if mine else "").lower().split())
    return bool((set(rival.title.lower().split()) - own) & set(said.text.lower().split()))


def _of_rival(rival: Tool, pending: Mapping[str, Any], said: Message) -> Plan:
    filled = fill(rival, reread(str(pending.get("said") or ""), said.files))
    if filled.complete:
        return Plan("call", said.text, rival, filled.arguments, filled.explain(), score=0.9,
                    reason="the other of two")  # fmt: skip

    return Plan("ask", said.text, rival, filled.arguments, filled.explain(), filled.missing,
                ask(rival, filled, filled.arguments))  # fmt: skip


def _moved(
    said: Message, kept: Plan, figure: str, names: Sequence[str], target: Any
) -> Plan | None:
    """The call with a figure in the field that the answer names, and no longer in the other."""
    if kept.tool is None:
        return None
    name = ".".join(target.path)
    arguments = _without(kept.arguments, names[0]) if names else dict(kept.arguments)
    text = f"{spoken(target)}: {figure}"
    filled = fill(kept.tool, reread(text, said.files), pending={name: PENDING})
    if name not in filled.origins:
        return None
    origin = filled.origins[name]
    own = Filled(kept.tool, {name: origin})
    arguments = {**arguments, **own.arguments}
    explain = [e for e in kept.explain if e["field"] not in (name, *names[:1])]
    explain += [{**row, "words": figure} for row in own.explain()]
    gaps = missing(kept.tool, list(arguments))
    if gaps:
        own.missing = gaps

        return Plan("ask", said.text, kept.tool, arguments, explain, gaps,
                    ask(kept.tool, own, arguments))  # fmt: skip
    return replace(kept, arguments=arguments, explain=explain)


def _without(arguments: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The arguments without a field, however deep."""
    first, _, rest = name.partition(".")
    if not rest or not isinstance(arguments.get(first), Mapping):
        return {key: value for key, value in arguments.items() if key != first}
    return {**arguments, first: _without(arguments[first], rest)}


def _explained(changed: Plan, kept: Plan) -> Plan:
    """A corrected call, each value with the words that gave it."""
    new = {str(row["field"]) for row in changed.explain if row["field"] in (changed.changed or ())}
    rows = [row for row in kept.explain if row["field"] not in new]
    rows += [row for row in changed.explain if row["field"] in new]
    return replace(changed, explain=rows, changed=None, score=0.9)
