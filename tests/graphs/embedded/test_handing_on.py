"""What a text gave a tool is handed on once, and only for the same words on the same day."""

from dataclasses import replace

from graphs.models.embedded.bound import read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.handing_on import LONGEST, filled_before
from graphs.models.embedded.message import message
from graphs.models.embedded.routing import catalogued, tools_of
from graphs.toolkit import capability_tool
from tools.catalog import CATALOG

TEXT = "Laptops go missing 3 to 12 times a year, usually 6, at 900 to 4,000 euros each."


def tool():
    """The tool of the catalogue, as a roster that names it has it."""
    found = catalogued("risk_simulate_annual_loss")
    assert found is not None
    return found


def test_the_second_to_ask_gets_what_the_first_worked_out():
    """Once: what leaves in a call is nobody else's."""
    said = message(TEXT)
    first = filled_before(tool(), said)
    assert filled_before(tool(), message(TEXT)) is first
    third = filled_before(tool(), said)
    assert third is not first
    assert third.arguments == first.arguments == fill(tool(), said).arguments


def test_another_day_or_an_earlier_file_is_read_anew():
    """The message is more than its words."""
    said = message(f"{TEXT} From 3 May on.")
    first = filled_before(tool(), said)
    assert filled_before(tool(), replace(said, today="2031-01-01")) is not first
    assert filled_before(tool(), replace(said, earlier=({"id": "file_1"},))) is not first


def test_a_long_text_is_not_kept():
    """Nothing large stays in memory."""
    said = message(TEXT + " Nothing else happened." * (LONGEST // 20))
    first = filled_before(tool(), said)
    assert filled_before(tool(), said) is not first


def test_the_router_and_the_agent_read_one_tool():
    """Else nothing could be handed on."""
    capability = CATALOG["risk.simulate_annual_loss"]
    bound = read(capability_tool(capability, full=True)["function"])
    assert bound is tool()
    roster = {"risk": {"tools": [capability.tool_name]}, "legal": {"tools": [capability.tool_name]}}
    assert tools_of(roster) == [bound]
