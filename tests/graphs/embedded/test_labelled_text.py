"""Free text behind the words for its field, without quotation marks."""

from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from graphs.models.embedded.model import EmbeddedPlanner
from tests.graphs.embedded.told import filled

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


@pytest.mark.parametrize(
    "said",
    [
        'Pupil put "12 kg".',
        "The student came up with “12 kg”.",
        'Answer given: "12 kg"',
        "her response: 12 kg. ±1 % is fine",
        "the pupil answered '12 kg'",
    ],
)
def test_what_was_put_is_the_quotation_without_the_verb(said: str) -> None:
    given = filled("assessment.grade_answer", f"Correct: 12.1 kg. {said}").arguments
    assert given["answer"] == "12 kg"
    assert given["key"] == "12.1 kg"


def test_a_tolerance_in_percent() -> None:
    given = filled("assessment.grade_answer", "Key: 42 km. Answer: 40 km. 5 % tolerance.").arguments
    assert given == {"answer": "40 km", "key": "42 km", "relative_tolerance": 0.05}
