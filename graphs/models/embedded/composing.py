"""Speak for several specialists, or for none."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage

from graphs.models.embedded.lone_files import is_lone, seen
from graphs.models.embedded.memory import KEY, Memory
from graphs.models.embedded.smalltalk import is_smalltalk, smalltalk

_OPENER = re.compile(r"^(?:Taking|Same|Now) (?P<given>.+?):\n\n(?P<body>.+)$", re.DOTALL)


def compose(memory: Memory) -> AIMessage:
    """The joined findings, or the reply when nobody could serve the message."""
    if not memory.findings and is_lone(memory.text, memory.files):
        told = {"kind": "question", "missing": []}
        return AIMessage(seen(memory.files), additional_kwargs={KEY: told})
    if not memory.findings:
        roster: Mapping[str, Any] = memory.system.get("x-roster") or {}
        text = smalltalk(memory.text, roster)
        kind = "answer" if is_smalltalk(memory.text) else "refusal"
        return AIMessage(text, additional_kwargs={KEY: {"kind": kind}})
    parts = [_headed(finding, memory.findings) for finding in memory.findings]
    noted = [finding.additional_kwargs.get(KEY, {}) for finding in memory.findings]
    pending = next((note["pending"] for note in noted if note.get("pending")), None)
    missing = [name for note in noted for name in note.get("missing", ())]
    told: dict[str, Any] = {"kind": "question" if pending else "answer", "missing": missing}
    if pending:
        told["pending"] = pending
    return AIMessage("\n\n".join(parts), additional_kwargs={KEY: told})


def _headed(finding: AIMessage, findings: Sequence[AIMessage]) -> str:
    """One finding under a short italic heading, what was understood in brackets."""
    if len(findings) == 1 or finding.text.startswith("*"):
        return finding.text
    noted = finding.additional_kwargs.get(KEY, {})
    title = noted.get("title") or (finding.name or "").replace("_", " ").capitalize()
    if not title:
        return finding.text
    match = _OPENER.match(finding.text)
    if match is None:
        return f"*{title}*: {finding.text}"
    return f"*{title}* ({match['given']}): {match['body']}"
