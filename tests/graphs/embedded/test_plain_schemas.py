"""Schemas nobody here wrote: no kinds, no units, no aliases, only names and descriptions."""

from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from graphs.models.embedded.model import EmbeddedPlanner


def _tool(name: str, description: str, required: list[str], **properties: Any) -> dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": required}
    declared = {"name": name, "description": description, "parameters": parameters}
    return {"type": "function", "function": declared}


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _number(description: str, kind: str = "number") -> dict[str, Any]:
    return {"type": kind, "description": description}


def _list(description: str, of: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": of}, "description": description}


ROUTE = _tool(
    "plan_route",
    "Find the fastest route between two towns.",
    ["origin", "destination"],
    origin=_text("The town one starts from."),
    destination=_text("The town to reach."),
    avoid=_text("What to avoid on the way, e.g. 'tolls' or 'ferries'."),
)
BODY = _tool(
    "body_mass",
    "Compute the body mass index of a person.",
    ["weight_kg", "height_m"],
    weight_kg=_number("Weight in kilograms."),
    height_m=_number("Height in metres."),
)
SLOPE = _tool(
    "differentiate",
    "Differentiate a function of one variable.",
    ["function"],
    function=_text("The function, as Python writes it."),
    at=_number("Where to evaluate the derivative."),
)
COMPARE = _tool(
    "compare_groups",
    "Compare the means of two groups of measurements.",
    ["group_1", "group_2"],
    group_1=_list("Measurements of the first group.", "number"),
    group_2=_list("Measurements of the second group.", "number"),
)
RECIPE = _tool(
    "find_recipes",
    "Find recipes that use given ingredients.",
    ["ingredients"],
    ingredients=_list("Ingredients that must be used.", "string"),
    minutes=_number("Longest time to prepare, in minutes.", "integer"),
)
FILMS = _tool(
    "films_of_actor",
    "List the films of an actor.",
    ["actor"],
    actor=_text("Full name of the actor."),
    year=_number("Year in which the films were released.", "integer"),
)


@pytest.mark.parametrize(
    ("tool", "said", "arguments"),
    [
        (
            ROUTE,
            "How do I get from Bad Homburg to Garmisch-Partenkirchen?",
            {"origin": "Bad Homburg", "destination": "Garmisch-Partenkirchen"},
        ),
        (
            ROUTE,
            "Best route to Lyon from Saint-Malo, without tolls please",
            {"origin": "Saint-Malo", "destination": "Lyon", "avoid": "tolls"},
        ),
        (BODY, "BMI of somebody of 82kg who is 1.75m tall?", {"weight_kg": 82, "height_m": 1.75}),
        (
            SLOPE,
            "Differentiate the function 4x^3 - 2x at x = 5",
            {"function": "4x**3 - 2x", "at": 5},
        ),
        (
            COMPARE,
            "Do the means differ? Treated [5, 7, 6] against control [3, 4, 4]",
            {"group_1": [5, 7, 6], "group_2": [3, 4, 4]},
        ),
        (
            RECIPE,
            "A recipe with leeks, smoked trout and potatoes, at most 40 minutes",
            {"ingredients": ["leeks", "smoked trout", "potatoes"], "minutes": 40},
        ),
        (
            FILMS,
            "Which films starring Maria Bonnevie came out in the year 2003?",
            {"actor": "Maria Bonnevie", "year": 2003},
        ),
    ],
)
def test_a_call_is_filled_from_names_and_descriptions_alone(
    tool: dict[str, Any], said: str, arguments: dict[str, Any]
) -> None:
    reply = EmbeddedPlanner().bind_tools([tool]).invoke([HumanMessage(said)])
    assert [call["args"] for call in reply.tool_calls] == [arguments]


def test_the_tool_is_chosen_by_what_it_says_of_itself() -> None:
    bound = EmbeddedPlanner().bind_tools([ROUTE, BODY, SLOPE, COMPARE, RECIPE, FILMS])
    reply = bound.invoke([HumanMessage("Give me a recipe that needs only rice and eggs.")])
    assert [call["name"] for call in reply.tool_calls] == ["find_recipes"]


def test_a_required_text_nobody_gave_is_asked_for() -> None:
    reply = EmbeddedPlanner().bind_tools([BODY]).invoke([HumanMessage("What's my BMI at 82 kg?")])
    assert reply.tool_calls == []
    assert reply.additional_kwargs["polymath"]["missing"] == ["height_m"]
