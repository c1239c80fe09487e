"""What was told before a question back is still there when it is answered, for every capability."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graphs.models.embedded.heads import trained
from graphs.models.embedded.kept import holds
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.message import message
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.resuming import resume
from graphs.models.embedded.understanding import Understanding
from tests.graphs.embedded.told import TODAY, decision, tool
from tools.catalog import CATALOG
from tools.embedding import encoder

_EXAMPLE = re.compile(r'for example: "([^"]+)"', re.IGNORECASE)


def gaps() -> list[tuple[str, str]]:
    """Every example of a message that lacks something, by its capability."""
    lines = [
        json.loads(line)
        for path in sorted(Path("prompts/examples").glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]
    return [(one["tool"], one["say"]) for one in lines if one.get("missing") and "files" not in one]


def test_an_answer_in_the_words_of_the_question_adds_to_what_was_told() -> None:
    tried: list[str] = []
    lost: list[str] = []
    for name, say in gaps():
        asked = decision(name, say)
        shown = _EXAMPLE.search(asked.reply)
        kinds = {field.kind for field in tool(name).fields if field.name in asked.missing}
        if asked.pending is None or shown is None or kinds & {"table", "records"}:
            continue  # nothing is asked that is answered in words
        plan = resume(message(shown[1], [], TODAY), tool(name), asked.pending)
        more = plan is not None and (
            plan.kind == "call" or {**plan.arguments}.keys() > {**asked.arguments}.keys()
        )
        tried.append(name)
        if plan is None or not more or not holds(plan.arguments, asked.arguments):
            lost.append(f"{name}: {say} | {shown[1]}")
    assert len({*tried}) > 15
    assert not lost


def thread(*turns: str) -> list[Plan]:
    """What each turn of a conversation is taken for, with every capability at hand."""
    tools = [tool(name) for name in CATALOG]
    plans: list[Plan] = []
    for say in turns:
        pending = plans[-1].pending if plans else None
        memory = Memory(say, as_of=TODAY, pending=pending)
        plans.append(Understanding(tools, memory, trained(), encoder()).plans()[0])
    return plans


@pytest.mark.parametrize(
    ("said", "answer", "added"),
    [
        (
            "A put stands at 4. The share is at 90, half a year is left and interest is 2 %. "
            "Which volatility does that imply?",
            "I may sell it for 85",
            {"strike": 85, "price": 4},
        ),
        (
            "What volatility is in a call priced at 2.10, three months left, share at 52, 3 %?",
            "oh right, I could buy it at 55",
            {"strike": 55, "price": 2.1},
        ),
        (
            "vol 22 %, position 1.5m EUR, VaR?",
            "volatility per year",
            {"volatility_period": "year", "volatility": 0.22},
        ),
    ],
)
def test_an_answer_does_not_replace_what_was_told(
    said: str, answer: str, added: dict[str, Any]
) -> None:
    asked, answered = thread(said, answer)
    assert asked.kind == "ask"
    assert answered.kind == "call"
    assert holds(answered.arguments, asked.arguments)
    assert {name: answered.arguments.get(name) for name in added} == added


def test_what_is_taken_back_is_replaced() -> None:
    _, answered = thread(
        "A put stands at 4, the share at 90, half a year left, 2 % interest: implied volatility?",
        "sorry, the price should be 5, and the strike is 85",
    )
    assert answered.arguments["price"] == 5
    assert answered.arguments["strike"] == 85
