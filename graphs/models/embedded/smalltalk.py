"""Words for a message that no tool serves: small talk, what can be asked, a clear no."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import prompts
from graphs.models.embedded.phrasebook import ABILITIES, DO_FOR_ME, GREETING, THANKS
from graphs.models.embedded.saying import joined

_PRONOUN = re.compile(r"^\s*(?:me|us|my|our)\b\s*", re.IGNORECASE)
TYPICAL = 90  # characters of an example that shows what to say
LONGEST = 160  # characters of an example
SHOWN = 5  # examples in an answer to "what can you do?"


def is_smalltalk(text: str) -> bool:
    """Whether a message greets, thanks or asks what can be asked."""
    return any(phrase.search(text) for phrase in (THANKS, GREETING, ABILITIES))


def smalltalk(text: str, roster: Mapping[str, Any]) -> str:
    """The reply to a message nobody serves. `roster`: agents, their roles and tools."""
    if THANKS.search(text) and not ABILITIES.search(text):
        return "Glad it helped. Ask on, or change one of the figures."
    if ABILITIES.search(text):
        return abilities(roster)
    about = f"I can answer questions of {joined(list(roster))}" if roster else "I compute figures"
    examples = said_examples(roster.values(), shared_tools(roster))
    example = min(examples, key=_rank, default="")
    shown = f', for example: "{example}"' if example else ""
    if GREETING.search(text):
        return f"{about}{shown}."
    return f"{_cannot(text)} {about}{shown}."


def _cannot(text: str) -> str:
    """What cannot be done, in the words it was asked in where they are few."""
    match = DO_FOR_ME.search(text)
    if match is None:
        return "I can't help with that."
    rest = _PRONOUN.sub("", match["rest"].strip())
    wish = f"{match['verb'].lower()} {rest}".strip()
    if (
        len(wish.split()) > 8
        or any(c.isdigit() for c in wish)
        or match["verb"].lower() in "tell show give"
    ):
        return "I can't help with that."
    return f"I can't {wish}."


def abilities(roster: Mapping[str, Any]) -> str:
    """Each agent with its role and one question it answers."""
    lines: list[str] = []
    shared = shared_tools(roster)
    for name, about in roster.items():
        role = str(about.get("role", "")) if isinstance(about, Mapping) else str(about)
        example = next(iter(said_examples([about], shared)), "")
        shown = f' For example: "{example}"' if example else ""
        lines.append(f"- *{name.replace('_', ' ').capitalize()}*: {role}{shown}")
    if not lines:
        return "Ask me to compute something; I say which figures I need."
    return "\n".join(
        ["Ask in your own words; every figure I give is computed and has a receipt.", *lines]
    )


def shared_tools(roster: Mapping[str, Any]) -> set[str]:
    """Tools that more than one agent holds: they tell nothing of any of them."""
    held = Counter(
        str(tool)
        for about in roster.values()
        for tool in (about.get("tools", ()) if isinstance(about, Mapping) else ())
    )
    return {tool for tool, count in held.items() if count > 1}


def said_examples(agents: Iterable[Any], shared: Collection[str] = ()) -> list[str]:
    """For each agent a question people ask it, one without figures where there is one."""
    found: list[str] = []
    for about in agents:
        tools: Sequence[str] = about.get("tools", ()) if isinstance(about, Mapping) else ()
        said = [
            question
            for tool in tools
            if tool not in shared
            for question in questions_of().get(tool, ())
        ]
        if said:
            found.append(min(said, key=_rank))
    return found[:SHOWN]


def _rank(question: str) -> tuple[bool, bool, int]:
    """Whole sentences that ask first, of middling length: what one would show a stranger."""
    well = question[0].isupper() and question.endswith(("?", "."))
    return (not well, not question.endswith("?"), abs(len(question) - TYPICAL))


@cache
def questions_of() -> Mapping[str, Sequence[str]]:
    """Short questions from the examples, by tool; those that need no file where there are any."""
    found: dict[str, list[str]] = {}
    attached: dict[str, list[str]] = {}
    for row in prompts.examples():
        said, tool = str(row["say"]), str(row.get("tool") or "")
        if tool and not row.get("missing") and len(said) < LONGEST and not {*'\n"'} & {*said}:
            kept = attached if "file" in str(row.get("arguments")) else found
            kept.setdefault(tool.replace(".", "_"), []).append(said)
    return {**attached, **found}
