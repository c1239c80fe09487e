"""How many of how many: two counts, no share."""

import pytest

from tests.graphs.embedded.told import filled

BACKTEST = "risk.backtest_var"


@pytest.mark.parametrize(
    "say",
    [
        "99 % VaR, 7 breaches in 250 days, is that fine?",
        "99 % VaR was exceeded 7 times in 250 days",
        "Traffic light for a 99 % VaR: 7 exceptions out of 250",
        "VaR at 99 %. Exceptions were counted: 7 in the last 250 days",
    ],
)
def test_a_count_in_another_is_both(say: str) -> None:
    given = filled(BACKTEST, say)
    assert given.arguments == {"observations": 250, "exceptions": 7, "confidence": 0.99}
    assert not given.unused


def test_more_than_there_are_is_no_such_pair() -> None:
    given = filled(BACKTEST, "99 % VaR, 300 exceptions in 250 days").arguments
    assert (given.get("exceptions"), given.get("observations")) != (300, 250)
