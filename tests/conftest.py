"""Doubles every test may use: a chat model that plays its lines."""

from collections.abc import Callable

import pytest

from tests.scripted import ScriptedModel


@pytest.fixture
def script() -> Callable[..., ScriptedModel]:
    """`script("risk", {"call": ...}, "text")` is a model that plays those lines."""
    return lambda *lines, **cues: ScriptedModel(lines=list(lines), cues=cues)
