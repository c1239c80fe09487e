"""Tables told from elsewhere: NaN is a blank, numbers no one can compute with are named."""

import pytest

from tools.cells import CELL_LIMIT
from tools.errors import InvalidInput
from tools.fields import TableData
from tools.validation import validate


def table(cells: list[object]) -> list[object]:
    return list(validate(TableData, {"columns": {"loss": cells}}).columns["loss"])


def test_nan_is_a_blank_as_data_frames_write_it() -> None:
    assert table([1.5, float("nan"), "x", True]) == [1.5, None, "x", True]


@pytest.mark.parametrize("cell", [float("inf"), -float("inf"), 1e101, 10**400, -(10**101)])
def test_a_number_too_large_is_named_by_its_row(cell: object) -> None:
    with pytest.raises(InvalidInput, match="row 2 of the column loss must be a finite number"):
        table([1.0, cell])


def test_a_large_number_stays_as_it_is() -> None:
    assert table([CELL_LIMIT, 10**100]) == [CELL_LIMIT, 10**100]
