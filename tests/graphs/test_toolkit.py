"""Capabilities as tools for models."""

import json

import pytest

from agents.roster import ROSTER as AGENTS
from agents.spec import AgentSpec
from graphs.toolkit import capability_tool, for_strangers, tools_of, without_words
from tests.graphs.roster_of_two import PRICE, ROSTER


def test_a_tool_is_named_without_dots_and_described_by_its_docstring():
    """The name every surface that forbids dots uses."""
    function = capability_tool(PRICE, full=True)["function"]
    assert function["name"] == "shop_price"
    assert function["description"] == "What several things of one price cost together."


def test_the_full_schema_keeps_the_field_vocabulary():
    """The embedded planner reads aliases and kinds."""
    items = capability_tool(PRICE, full=True)["function"]["parameters"]["properties"]["items"]
    assert items["x-aliases"] == ["pieces"]
    assert items["x-kind"] == "count"


def test_the_plain_schema_has_no_keys_of_ours_but_the_unit_in_words():
    """Some providers refuse unknown keywords."""
    parameters = capability_tool(PRICE, full=False)["function"]["parameters"]
    assert '"x-' not in json.dumps(parameters)
    assert "examples" not in parameters
    assert parameters["properties"]["price"]["description"].endswith("Unit: currency.")
    assert parameters["required"] == ["items", "price"]


def test_a_property_may_be_called_like_a_key_of_ours():
    """Names of properties are not keywords."""
    schema = {"properties": {"x-ray": {"type": "number", "x-kind": "number"}, "title": {}}}
    assert without_words(schema) == {"properties": {"x-ray": {"type": "number"}, "title": {}}}


def test_fields_that_take_files_say_so_to_a_remote_model():
    """By id, or as they were."""
    rows = {"type": "object", "x-kind": "table", "description": "Rows."}
    plain = for_strangers({"type": "object", "properties": {"rows": rows}})["properties"]["rows"]
    assert plain["description"] == "Rows."
    assert plain["anyOf"][0]["required"] == ["file"]
    assert plain["anyOf"][1] == {"type": "object"}


def test_neighbours_become_hand_over_tools():
    """Each says when the question is theirs."""
    tools = tools_of(ROSTER[0], ["legal"], full=True)
    names = [tool["function"]["name"] for tool in tools]
    assert "hand_over_to_legal" in names
    assert "it is about time" in tools[-1]["function"]["description"]


@pytest.mark.parametrize("spec", AGENTS, ids=lambda spec: spec.name)
def test_every_agents_tools_are_valid_json_schema(spec: AgentSpec):
    """With and without our keys."""
    from jsonschema import Draft202012Validator

    for full in (True, False):
        for tool in tools_of(spec, spec.hands_over, full=full):
            Draft202012Validator.check_schema(tool["function"]["parameters"])


def test_a_list_of_many_may_be_a_column_of_a_file() -> None:
    """A remote model may pass a file's id, and the heading where names do not say it."""
    schema = {
        "properties": {
            "returns": {"type": "array", "items": {"type": "number"}, "description": "Returns."},
            "steps": {"type": "array", "items": {"type": "number"}, "maxItems": 5},
        }
    }
    plain = for_strangers(schema)["properties"]
    by_id, inline = plain["returns"]["anyOf"]
    assert set(by_id["properties"]) == {"file", "column"}
    assert inline == {"type": "array", "items": {"type": "number"}}
    assert "anyOf" not in plain["steps"]
