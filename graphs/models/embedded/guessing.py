"""Asked to guess: a clear no, and what it could be computed from instead."""

from collections.abc import Mapping
from typing import Any

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.phrasebook import GUESS, SELF_GUESSED
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import example_of, needed
from graphs.models.embedded.schema import Tool

NO = "I don't guess figures."


def wants_a_guess(text: str) -> bool:
    """Whether a message asks for figures that nobody gave."""
    return bool(GUESS.search(SELF_GUESSED.sub("", text)))


def no_guess(
    text: str, tool: Tool, filled: Filled, known: Mapping[str, Any], explain: list[Any]
) -> Plan:
    """The refusal; the question stays open, so that the next message can still answer it."""
    example = example_of(tool, filled, known)
    tail = f', for example: "{example}"' if example else ""
    reply = f"{NO} With {needed(tool, filled)} I can compute it; a rough range will do{tail}."
    return Plan("ask", text, tool, known, explain, filled.missing, reply,
                score=0.9, reason="asked for a guess", guessing=True)  # fmt: skip
