"""A message that mixes two subjects is read, however odd."""

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.train import catalogued
from tests.graphs.embedded.told import decision

LOG = """| date | rating |
|---|---|
| 2026-09-01 | good |
| 2026-09-04 | good |
| 2026-09-18 | again |
| 2026-09-19 | good |
when should I see this card next, as of 1 October 2026?"""


@pytest.mark.parametrize(
    ("name", "say"),
    [
        ("learning.schedule_reviews", LOG),
        ("learning.schedule_reviews", f"{LOG} +18,200 new MRR, -1,900 by downgrades."),
    ],
)
def test_a_table_with_no_column_for_an_optional_list(name: str, say: str) -> None:
    assert decision(name, say).kind in ("call", "ask")


def test_a_table_of_a_single_column() -> None:
    """It has no values to be named by the first column."""
    say = "| cve |\n|---|\n| CVE-2020-1472 |\n| CVE-2018-13379 |\nexploit probability of these?"
    assert decision("security.fetch_threat_data", say).kind == "call"


def test_what_all_objects_share_may_stand_behind_the_last() -> None:
    say = (
        "sum of perils, all uncertain: pump seizure 2/3/6 p.a. costing 4k/9k/30k, pipe rupture "
        ".2/.5/1 p.a. costing 30k/70k/260k, chemical spill .05/.1/.3 p.a. costing 100k/350k/2m. "
        "rands"
    )
    for tool in catalogued():
        assert fill(tool, message(say)).tool is tool
