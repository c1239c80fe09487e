"""Matrices as people write them, with the names told before them."""

import pytest

from graphs.models.embedded.matrices import found_in
from tests.graphs.embedded.told import filled

REPAIR = "risk.nearest_correlation"
ROWS = [[1, 0.7, 0.2], [0.7, 1, 0.95], [0.2, 0.95, 1]]


@pytest.mark.parametrize(
    "say",
    [
        "[[1, 0.7, 0.2], [0.7, 1, 0.95], [0.2, 0.95, 1]]",
        "[1, .7, .2], [.7, 1, .95], [.2, .95, 1]",
        "[1 .7 .2]\n[.7 1 .95]\n[.2 .95 1]",
        "(1, .7, .2) (.7, 1, .95) and (.2, .95, 1)",
        "1 .7 .2 / .7 1 .95 / .2 .95 1",
        "1, .7, .2; .7, 1, .95; .2, .95, 1",
        "\n1 .7 .2\n.7 1 .95\n.2 .95 1\n",
        "1 / .7 1 / .2 .95 1",
        "1 .7 .2, .7 1 .95, .2 .95 1",
        "1, .7, .2, .7, 1, .95, .2, .95, 1",
    ],
)
def test_rows_in_every_notation(say: str) -> None:
    given = filled(REPAIR, f"Is this a valid correlation matrix: {say} If not, the nearest one.")
    assert given.arguments == {"matrix": ROWS}


@pytest.mark.parametrize(
    "say", ["3 apples / 2 pears", "1/2/3", "5/2 3", "4 5 6; 7 8 9", "2024/05/12; 3 4", "1 2"]
)
def test_other_figures_are_no_matrix(say: str) -> None:
    assert found_in(say) == []


@pytest.mark.parametrize("lead", ["Order: Wheat, Corn, Gas:", "for Wheat, Corn and Gas:"])
def test_names_before_the_rows_and_a_pair_that_stays(lead: str) -> None:
    say = f"Repair it, keep Corn/Gas untouched. {lead} [1, .7, .2], [.7, 1, .95], [.2, .95, 1]."
    assert filled(REPAIR, say).arguments == {
        "matrix": ROWS,
        "names": ["Wheat", "Corn", "Gas"],
        "fixed": [{"first": "Corn", "second": "Gas"}],
    }


def test_a_matrix_beside_objects_told_one_by_one() -> None:
    given = filled(
        "finance.optimize_portfolio",
        "A returns 5% at a vol of 10%, B returns 7% at a vol of 18%. Correlations 1 .2 / .2 1.",
    ).arguments
    assert given["correlations"] == [[1, 0.2], [0.2, 1]]
    assert [one["name"] for one in given["assets"]] == ["A", "B"]


@pytest.mark.parametrize(
    "say",
    [
        "Wheat Corn Gas\nWheat 1 .7 .2\nCorn .7 1 .95\nGas .2 .95 1",
        "\tWheat\tCorn\tGas\nWheat\t1\t.7\t.2\nCorn\t.7\t1\t.95\nGas\t.2\t.95\t1",
        "| | Wheat | Corn | Gas |\n|---|---|---|---|\n| Wheat | 1 | .7 | .2 |\n"
        "| Corn | .7 | 1 | .95 |\n| Gas | .2 | .95 | 1 |",
        "Wheat: 1\nCorn: .7 1\nGas: .2 .95 1 please",
        "Wheat Corn Gas\n1 .7 .2\n.7 1 .95\n.2 .95 1",
        "Wheat Corn Gas corr = 1 .7 .2 / .7 1 .95 / .2 .95 1",
        "1 .7 .2 / .7 1 .95 / .2 .95 1 for Wheat Corn Gas please",
        "1 .7 .2 / .7 1 .95 / .2 .95 1 - names Wheat Corn Gas - and thanks",
    ],
)
def test_names_that_stand_beside_the_rows(say: str) -> None:
    given = filled(REPAIR, f"Make this valid:\n{say}").arguments
    assert given == {"matrix": ROWS, "names": ["Wheat", "Corn", "Gas"]}


def test_weights_in_the_line_above_are_no_row() -> None:
    say = "Mend it\nweights 3, 1, 1\n1, .7, .2\n.7, 1, .95\n.2, .95, 1"
    assert filled(REPAIR, say).arguments == {"matrix": ROWS, "weights": [3, 1, 1]}
