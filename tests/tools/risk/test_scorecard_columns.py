"""The outcome of a labelled table, by the name people give its event."""

import pytest

from tools.errors import InvalidInput
from tools.fields import Cell
from tools.risk._scorecard_columns import outcome_of


@pytest.mark.parametrize(
    ("cells", "event", "expected"),
    [
        (["yes", "no", "yes"], "yes", [True, False, True]),
        ([True, False, True], "yes", [True, False, True]),
        ([True, False, None], "No", [False, True, False]),
        ([True, False], "true", [True, False]),
        ([1, 0, 0], None, [True, False, False]),
    ],
)
def test_yes_means_a_truth_value_that_a_files_reader_made_of_it(
    cells: list[Cell], event: str | None, expected: list[bool]
) -> None:
    assert outcome_of(cells, event)[0].tolist() == expected


@pytest.mark.parametrize("event", ["late", "right on time"])
def test_a_word_that_is_no_truth_value_is_refused(event: str) -> None:
    with pytest.raises(InvalidInput, match="does not stand in that column"):
        outcome_of([True, False], event)
