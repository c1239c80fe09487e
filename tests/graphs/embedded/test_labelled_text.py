"""Free text behind the words for its field, without quotation marks."""

from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from graphs.models.embedded.model import EmbeddedPlanner

FIELDS: dict[str, Any] = {
    "original": {
        "type": "string",
        "x-kind": "text",
        "description": "The sentence that was to be translated.",
        "x-aliases": ["original", "source sentence", "German was"],
    },
    "translation": {
        "type": "string",
        "x-kind": "text",
        "description": "What the learner made of it.",
        "x-aliases": ["translation", "translated it as", "made of it"],
    },
    "leeway": {
        "type": "number",
        "x-kind": "number",
        "x-unit": "words",
        "minimum": 0,
        "description": "How many words may differ.",
        "x-aliases": ["leeway", "may differ"],
    },
}
TOOL: dict[str, Any] = {
    "name": "check_translation",
    "description": "Check a learner's translation of a sentence against the original.",
    "parameters": {
        "type": "object",
        "properties": FIELDS,
        "required": ["original", "translation"],
    },
}


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        (
            "Original: Der Hund schläft. Translation: the dog sleeps. Is it right?",
            {"original": "Der Hund schläft", "translation": "the dog sleeps"},
        ),
        (
            "check the translation the cat eats 3 mice, original die Katze frisst 3 Mäuse",
            {"original": "die Katze frisst 3 Mäuse", "translation": "the cat eats 3 mice"},
        ),
        (
            "The source sentence is es regnet with a leeway of 2 words; he translated it as "
            "it is raining",
            {"original": "es regnet", "translation": "it is raining", "leeway": 2},
        ),
        (
            'German was "Er kommt, wenn er kann." and she translated it as he comes if he can',
            {"original": "Er kommt, wenn er kann.", "translation": "he comes if he can"},
        ),
    ],
)
def test_a_text_reaches_from_its_label_to_the_next(said: str, arguments: dict[str, Any]) -> None:
    reply = EmbeddedPlanner().bind_tools([TOOL]).invoke([HumanMessage(said)])
    assert [call["args"] for call in reply.tool_calls] == [arguments]


def test_a_label_without_a_text_leaves_its_field_open() -> None:
    bound = EmbeddedPlanner().bind_tools([TOOL])
    reply = bound.invoke([HumanMessage("Could you check a translation against the original?")])
    assert reply.tool_calls == []
    assert set(reply.additional_kwargs["polymath"]["missing"]) == {"original", "translation"}
