"""The planner knows schemas, not our catalogue."""

import re
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

import graphs.models.embedded as package
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.model import EmbeddedPlanner
from graphs.models.embedded.train import catalogued
from graphs.models.embedded.training import train
from graphs.models.embedded.understanding import Understanding
from tests.graphs.embedded.catalogue import EXAMPLES, MODELS, entry, tool
from tools.catalog import CATALOG, DOMAINS

SOURCES = sorted(Path(package.__file__).parent.glob("*.py"))
FIELDS = {field.name for one in catalogued() for field in one.fields if "_" in field.name}
NAMES = {c.name for c in CATALOG.values() if "_" in c.name} | {
    c.tool_name for c in CATALOG.values()
}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_name_of_the_catalogue_stands_in_the_code(file: Path) -> None:
    """Neither a tool, nor a field, nor a domain (as a string of its own)."""
    words = set(re.findall(r"[a-z_]+", file.read_text()))
    strings = set(re.findall(r"[\"']([a-z_]+)[\"']", file.read_text()))
    allowed = {"as_of"}  # today's date, everywhere in the service
    assert (words & (FIELDS | NAMES)) - allowed == set()
    assert strings & set(DOMAINS) - {"documents"} == set()


def test_a_plain_json_schema_is_enough(planner: EmbeddedPlanner) -> None:
    """Names and descriptions do where no vocabulary is given."""
    weather = {
        "type": "function",
        "function": {
            "name": "cylinder_volume",
            "description": "Compute the volume of a cylinder.",
            "parameters": {
                "type": "object",
                "properties": {
                    "radius": {"type": "number", "description": "Radius of the cylinder."},
                    "height": {"type": "integer", "description": "Height of the cylinder."},
                    "unit": {"type": "string", "enum": ["litre", "gallon"]},
                },
                "required": ["radius", "height"],
            },
        },
    }
    reply = planner.bind_tools([weather]).invoke(
        [HumanMessage("volume in gallons of a cylinder with radius 2.5 and height 10")]
    )
    assert reply.tool_calls[0]["args"] == {"radius": 2.5, "height": 10, "unit": "gallon"}


def test_an_unknown_tool_is_found_by_its_description(heads: object) -> None:
    """A tool no head was trained for is ranked by what it says of itself."""
    known = [tool(name) for name in MODELS if name != "triangle_area"]
    small = train([e for e in EXAMPLES if e["tool"] != "triangle_area"], known, meaning=False)
    planner = EmbeddedPlanner(heads=small, embed=False)
    bound = planner.bind_tools([entry("spill_cost"), entry("triangle_area")])
    reply = bound.invoke([HumanMessage("area of a triangle, base 5, height 3")])
    assert [call["name"] for call in reply.tool_calls] == ["triangle_area"]


def test_five_examples_make_a_capability_of_a_new_domain_work() -> None:
    """Add a tool and a handful of examples, train, and strangers' words find it."""
    name = "triangle_area"
    fresh = ["how big is a triangle 5 wide at the base with a height of 3?", "triangle surface"]
    heads = train(EXAMPLES, [tool(n) for n in MODELS], meaning=False)
    for say in fresh:
        plans = Understanding([tool(n) for n in MODELS], Memory(say), heads, None).plans()
        assert [plan.tool.name for plan in plans if plan.tool] == [name]
