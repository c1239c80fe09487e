"""Which fields are asked for when one of several ways must be given."""

import pytest

from tools.alternatives import missing_fields

GROUPS = [[["rate"], ["threats", "chance"]], [["cost"]]]
ALONE = [["history", "horizon"]]


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (set(), ["rate", "cost"]),
        ({"rate"}, ["cost"]),
        ({"cost"}, ["rate"]),
        ({"chance"}, ["threats", "cost"]),
        ({"threats", "chance", "cost"}, []),
        ({"history", "horizon"}, []),
        ({"history"}, ["horizon"]),
        ({"history", "cost"}, ["rate"]),
    ],
)
def test_the_way_that_is_furthest_along_is_asked_for(given: set[str], missing: list[str]) -> None:
    assert missing_fields(given, GROUPS, ALONE) == missing


def test_without_groups_nothing_is_missing() -> None:
    assert missing_fields({"a"}, []) == []
