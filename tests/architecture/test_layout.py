"""Our top-level names are plain English words; nothing else installed here may claim them."""

from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("agents", "benchmarks", "evals", "graphs", "prompts", "server", "tools")


@pytest.mark.parametrize("name", OURS)
def test_the_name_is_ours(name: str) -> None:
    """The name resolves inside the repository, and no installed distribution claims it."""
    spec = find_spec(name)
    assert spec is not None
    places = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
    assert all(Path(place).is_relative_to(ROOT) for place in places)
    strangers = set(packages_distributions().get(name, ())) - {"polymath"}
    assert not strangers, f"{strangers} also install a top-level {name!r}: it would shadow ours"
