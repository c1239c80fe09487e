"""What every agent must keep to. A new one is covered the moment its prompt exists."""

from typing import Any

import pytest

import prompts
from agents.roster import ROSTER
from tools.catalog import CATALOG

NAMES = {spec.name for spec in ROSTER}
every_agent = pytest.mark.parametrize("spec", ROSTER, ids=lambda spec: spec.name)


def test_each_prompt_has_its_agent() -> None:
    """An agent is one prompt and one file of the same name."""
    assert prompts.agents() == [spec.name for spec in ROSTER]


def test_every_capability_is_held_by_someone() -> None:
    """Nothing is in the catalogue that no agent can use."""
    assert {c.full_name for spec in ROSTER for c in spec.tools} == set(CATALOG)


@every_agent
def test_it_hands_over_only_to_colleagues(spec: Any) -> None:
    """A hand-over names an agent that exists, and not itself."""
    assert set(spec.hands_over) <= NAMES - {spec.name}


@every_agent
def test_it_has_tools_and_a_prompt(spec: Any) -> None:
    """An agent without capabilities would have to invent."""
    assert spec.capabilities
    assert len(prompts.load(spec.name)) > 100
