"""Series in a sentence under their names, and what else is told of pairs and positions."""

import pytest

from tests.graphs.embedded.told import filled

MOVES, COPULA, BOOK = "risk.analyse_correlation", "risk.fit_copula", "risk.value_at_risk"
TIDE, WIND = [3.1, 2.9, 3.4, 2.2, 2.7, 3.0], [11, 9, 14, 6, 8, 10]


@pytest.mark.parametrize(
    "say",
    [
        "tide: 3.1, 2.9, 3.4, 2.2, 2.7, 3.0; wind: 11, 9, 14, 6, 8, 10",
        "tide=[3.1,2.9,3.4,2.2,2.7,3.0] wind=[11,9,14,6,8,10]",
        "tide <- c(3.1,2.9,3.4,2.2,2.7,3.0)\nwind <- c(11,9,14,6,8,10)",
        "measured. tide 3.1 2.9 3.4 2.2 2.7 3.0 wind 11 9 14 6 8 10",
        "of tide and wind: (3.1,11), (2.9,9), (3.4,14), (2.2,6), (2.7,8), (3.0,10)",
    ],
)
def test_series_in_a_sentence_are_the_columns_of_a_table(say: str) -> None:
    given = filled(MOVES, f"How do they correlate? {say}").arguments
    assert given["history"] == {"columns": {"tide": TIDE, "wind": WIND}}


def test_series_of_two_lengths_are_no_table() -> None:
    assert (
        "history" not in filled(MOVES, "tide: 3.1, 2.9, 3.4, 2.2; wind: 11, 9, 14, 6, 8").arguments
    )


def test_two_series_for_a_tool_that_takes_a_pair() -> None:
    a, b = [float(n % 7) for n in range(20)], [float(n % 5) for n in range(20)]
    told = f"tide: {' '.join(map(str, a))} // wind: {' '.join(map(str, b))}"
    given = filled(COPULA, f"Which copula? {told}").arguments
    assert (given["first"], given["second"]) == (a, b)
    assert "history" not in given


@pytest.mark.parametrize(
    ("say", "given"),
    [
        ("compare Gumbel and Clayton", {"families": ["clayton", "gumbel"]}),
        ("fit a Frank copula", {"family": "frank"}),
        ("try only the Gumbel one", {"family": "gumbel"}),
    ],
)
def test_one_family_or_several(say: str, given: dict[str, object]) -> None:
    told = filled(COPULA, f"{say}, the data comes later").arguments
    told = {n: sorted(v) if isinstance(v, list) else v for n, v in told.items()}
    assert told == given


def test_a_setting_of_a_table_that_is_not_there_is_not_kept() -> None:
    assert filled(COPULA, "t copula of two price series; closing prices come later").arguments == {
        "family": "t"
    }


@pytest.mark.parametrize(
    "say",
    [
        "long 9m barley and short 4m oats, daily vol 2% and 3%, rho .9",
        "long barley 9m, short oats 4m, daily vol 2% and 3%, rho .9",
    ],
)
def test_what_is_held_short_is_negative(say: str) -> None:
    rows = filled(BOOK, f"VaR please. {say}").arguments["positions"]
    assert [(row["name"], row["amount"]) for row in rows] == [("barley", 9e6), ("oats", -4e6)]
