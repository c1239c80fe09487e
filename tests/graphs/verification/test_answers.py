"""Answers about real results, as remote models write them: honest ones pass, lies do not.

The share of either that goes wrong is reported in docs/verification.md.
"""

import pytest

from graphs.verification import check
from tests.graphs.verification.answers import rows, sources

FALSE_ALARMS = 0.01


def test_fewer_than_one_honest_answer_in_a_hundred_is_touched() -> None:
    answers = rows("honest")
    struck = [
        row["id"]
        for row in answers
        if not check(row["answer"], sources=sources(row["case"])).verified
    ]
    assert len(answers) >= 200
    assert len(struck) <= FALSE_ALARMS * len(answers), struck


@pytest.mark.parametrize("row", rows("lies"), ids=lambda row: row["kind"])
def test_a_lie_is_not_verified(row) -> None:
    assert not check(row["answer"], sources=sources(row["case"])).verified
