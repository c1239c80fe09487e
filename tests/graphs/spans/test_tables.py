"""Tables whose columns single blanks or commas with blanks part."""

import pytest

from tests.graphs.spans.reading import values


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "oats rye\n0.4 -0.2\n-0.1 0.3\n0.2 0.2",
            {"oats": [0.4, -0.1, 0.2], "rye": [-0.2, 0.3, 0.2]},
        ),
        ("oats , rye\n4 , 2\n1 , 3\n2 , 2", {"oats": [4, 1, 2], "rye": [2, 3, 2]}),
        (
            "day oats\nMon 4\nTue 5\nWed 6\nthree days in all",
            {"day": ["Mon", "Tue", "Wed"], "oats": [4, 5, 6]},
        ),
    ],
)
def test_words_over_lines_of_as_many_figures_are_headings(
    text: str, columns: dict[str, list[object]]
) -> None:
    assert values(f"the prices\n{text}", "table") == [columns]


@pytest.mark.parametrize(
    "text",
    [
        "oats rye\n1 0.3\n0.3 1\nmend it",
        "oats rye maize\n1 .3 .2\n.3 1 .4\n.2 .4 1",
        "we sold\n4 oats\n5 rye\n6 maize",
        "oats rye\n4 5\n5 6",
    ],
)
def test_a_matrix_and_a_list_of_things_are_no_table(text: str) -> None:
    assert not values(text, "table")


def test_commas_that_part_thousands_of_scaled_amounts_make_no_table() -> None:
    assert not values("we lent\n- homes 1,200m\n- farms up to 35 %: 5,200m", "table")


def test_commas_part_cells_that_hold_blanks() -> None:
    text = "name,c,v\noak,8m,11m\nelm,14m,19m\nash,6m,7m\nold pear,1.5m,3.2m\nthe limit is 16m"
    [columns] = values(text, "table")
    assert isinstance(columns, dict)
    assert columns["name"] == ["oak", "elm", "ash", "old pear"]


@pytest.mark.parametrize("text", ["long one at 100, short one at 110", "from 110 to 101, to 100"])
def test_numbers_of_ones_and_noughts_are_no_marks(text: str) -> None:
    assert values(text, "table") == []
