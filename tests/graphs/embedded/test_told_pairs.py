"""Correlations told pair by pair: whole matrices, pairs of inputs, pairs that must stay."""

import pytest

from graphs.models.embedded.told_pairs import pair_matrix, told_pairs
from tests.graphs.embedded.told import filled

REPAIR, INPUTS = "risk.nearest_correlation", "risk.monte_carlo"
ROWS = [[1, 0.6, -0.7], [0.6, 1, 0.4], [-0.7, 0.4, 1]]


@pytest.mark.parametrize(
    "say",
    [
        "rain/wind 0.6, rain/snow -.7, wind/snow .4",
        "rain-wind 0.6, rain-snow minus 0.7 and wind-snow 0.4",
        "rain~wind .6 ; rain~snow -.7 ; wind~snow .4",
        "corr(rain, wind)=0.6 corr(rain, snow)=-0.7 corr(wind, snow)=0.4",
        "rain and wind are correlated at 0.6, rain with snow at -0.7, Wind and snow at 0.4",
    ],
)
def test_a_matrix_told_by_its_pairs(say: str) -> None:
    given = filled(REPAIR, f"Our experts typed {say}. Mend it please.").arguments
    assert given == {"matrix": ROWS, "names": ["rain", "wind", "snow"]}


def test_pairs_by_number_have_no_names() -> None:
    given = filled(REPAIR, "3x3, ones on the diagonal, r12=.6 r13=-.7 r23=.4, nearest valid one")
    assert given.arguments == {"matrix": ROWS}


def test_pairs_that_leave_one_out_make_no_matrix() -> None:
    assert pair_matrix("rain/wind 0.6, rain/snow -.7") is None
    assert len(told_pairs("rain/wind 0.6, rain/snow -.7")) == 2
    assert told_pairs("rain/wind 12, and/or 3 %, 5/6 0.4") == []


@pytest.mark.parametrize(
    "say",
    [
        "1; .6; -.7 || .6; 1; .4 || -.7; .4; 1",
        "{1;.6;-.7} {.6;1;.4} {-.7;.4;1}",
        "1 .6 -.7 | .6 1 .4 | -.7 .4 1",
        "\nrow1: 1 .6 -.7\nrow2: .6 1 .4\nrow3: -.7 .4 1\n",
        "\n| 1 | .6 | -.7 |\n| .6 | 1 | .4 |\n| -.7 | .4 | 1 |\n",
    ],
)
def test_rows_in_braces_strokes_and_behind_labels(say: str) -> None:
    assert filled(REPAIR, f"Repair this: {say}").arguments == {"matrix": ROWS}


def test_names_told_behind_the_rows() -> None:
    say = "(1, .6, -.7) (.6, 1, .4) (-.7, .4, 1) for Rain, Wind, Snow. Nearest valid one?"
    assert filled(REPAIR, say).arguments["names"] == ["Rain", "Wind", "Snow"]


@pytest.mark.parametrize(
    ("say", "pairs"),
    [
        ("wind/snow is certain, do not change", [("wind", "snow")]),
        ("rain-wind and wind-snow must stay", [("rain", "wind"), ("wind", "snow")]),
    ],
)
def test_pairs_that_must_stay(say: str, pairs: list[tuple[str, str]]) -> None:
    given = filled(REPAIR, f"rain/wind 0.6, rain/snow -.7, wind/snow .4. And {say}.").arguments
    assert given["matrix"] == ROWS
    assert [(one["first"], one["second"]) for one in given["fixed"]] == pairs


def test_pairs_by_number_that_must_stay() -> None:
    say = "1 .6 -.7\n.6 1 .4\n-.7 .4 1\nPairs (1,2) and (2,3) stay, the rest may move."
    given = filled(REPAIR, say).arguments
    assert given["fixed"] == [{"first": "1", "second": "2"}, {"first": "2", "second": "3"}]
    assert "weights" not in given


@pytest.mark.parametrize(
    "say", ["corr(hours, rate)=-0.3", "hours and rate correlate at -0.3", "hours/rate: -0.3"]
)
def test_inputs_of_a_formula_that_move_together(say: str) -> None:
    told = "bill = hours * rate, hours 20 to 30, rate 80 to 120"
    given = filled(INPUTS, f"{told}. {say}").arguments
    assert given["correlations"] == [{"first": "hours", "second": "rate", "correlation": -0.3}]
    assert [one["name"] for one in given["inputs"]] == ["hours", "rate"]
