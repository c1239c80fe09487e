"""Cells of tables: what a cell may hold, and how a blank one is told."""

from math import isnan

Cell = str | float | int | bool | None

CELL_LIMIT = 1e100
"""Beyond it squares and products of cells are no finite numbers any more."""


def cleaned(columns: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
    """The columns with NaN told as a blank; ValueError names a number too large to compute with."""
    return {name: _column(name, cells) for name, cells in columns.items()}


def _column(name: str, cells: list[Cell]) -> list[Cell]:
    numbers = (cell for cell in cells if isinstance(cell, int | float))
    if all(-CELL_LIMIT <= number <= CELL_LIMIT for number in numbers):  # NaN compares as false
        return cells
    return [_cell(name, row, cell) for row, cell in enumerate(cells, 1)]


def _cell(name: str, row: int, cell: Cell) -> Cell:
    if not isinstance(cell, int | float):
        return cell
    if isinstance(cell, float) and isnan(cell):
        return None
    if abs(cell) > CELL_LIMIT:
        raise ValueError(
            f"row {row} of the column {name[:200]} must be a finite number of at most "
            f"{CELL_LIMIT:g}; mend it or leave the row out"
        )
    return cell
