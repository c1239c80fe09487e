"""Schemas leave the service in standard keywords."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from graphs.toolkit import capability_tool
from server.mcp import describe
from server.routes.tools import answer, listed, request_body
from tools.capability import Capability
from tools.catalog import CATALOG
from tools.fields import Count, Whole
from tools.schemas import STANDARD, standard

NUMBERS = {"integer", "number"}


class Table(BaseModel):
    """Whole numbers with bounds at every depth, and fields named as the bounds are."""

    count: Count
    perhaps: Whole | None = Field(default=None, gt=2, multiple_of=5)
    many: list[Annotated[Whole, Field(ge=1, lt=9)]] = []
    ge: int = 1
    words: dict[str, int] = Field(default={"le": 3}, examples=[{"le": 3}])


def foreign(node: Any) -> list[str]:
    """Keywords of numbers that JSON Schema does not know."""
    if isinstance(node, list):
        return [found for entry in node for found in foreign(entry)]
    if not isinstance(node, dict):
        return []
    kind = node.get("type")
    own = [key for key in node if key in STANDARD and isinstance(kind, str) and kind in NUMBERS]
    return own + [found for entry in node.values() for found in foreign(entry)]


def test_bounds_stand_under_standard_keywords():
    """At every depth; names of fields and values stay as they are."""
    raw = Table.model_json_schema()
    schema = standard(raw)
    fields = schema["properties"]
    assert foreign(raw)
    assert not foreign(schema)
    assert (fields["count"]["minimum"], fields["count"]["maximum"]) == (0, 10**12)
    perhaps = fields["perhaps"]["anyOf"][0]
    assert (perhaps["exclusiveMinimum"], perhaps["multipleOf"]) == (2, 5)
    assert fields["many"]["items"]["minimum"] == 1
    assert fields["many"]["items"]["exclusiveMaximum"] == 9
    assert "ge" in fields
    assert fields["words"]["default"] == {"le": 3}
    assert fields["words"]["examples"] == [{"le": 3}]


@pytest.mark.parametrize("capability", CATALOG.values(), ids=lambda c: c.full_name)
def test_no_surface_carries_a_foreign_keyword(capability: Capability):
    """A remote model's tool, MCP, the list of tools, OpenAPI."""
    pytest.importorskip("mcp_types")
    tool = describe(capability)
    for schema in (
        capability_tool(capability, full=False),
        tool.input_schema,
        tool.output_schema,
        listed(capability),
        request_body(capability),
        answer(capability),
    ):
        assert not foreign(schema)


def test_a_remote_model_reads_how_many_paths_it_may_ask_for():
    """The bounds of a whole number reach it."""
    tool = capability_tool(CATALOG["venture.forecast_runway"], full=False)
    paths = tool["function"]["parameters"]["properties"]["paths"]
    assert (paths["minimum"], paths["maximum"]) == (100, 100_000)
