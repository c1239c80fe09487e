"""Values by time without a table: rates of a curve."""

from typing import Any

import pytest

from tests.graphs.embedded.told import filled

_BOND = "a 3-year bond with a coupon of 4 %"


@pytest.mark.parametrize(
    ("curve", "points"),
    [
        ("the zero curve runs 1y 3.0 %, 2y 3.15 %, 4y 3.4 %", [(1, 0.03), (2, 0.0315), (4, 0.034)]),
        (
            "zero rates are 2.1 % at 1 year, 2.4 % at 2, 2.65 % at 3 and 2.9 % at 5 years",
            [(1, 0.021), (2, 0.024), (3, 0.0265), (5, 0.029)],
        ),
        ("spot rates: 6 months 1.9 %; 2 years 2.2 %", [(0.5, 0.019), (2, 0.022)]),
    ],
)
def test_rates_by_time_make_a_curve(curve: str, points: list[tuple[float, float]]) -> None:
    """Told with the time first or last; a bare number is a time in the unit of the others."""
    given = filled("finance.price_bond", f"Value {_BOND}; {curve}.")
    assert given.complete
    expected = [{"years": years, "rate": rate} for years, rate in points]
    assert given.arguments["curve"] == expected
    assert given.arguments["years_to_maturity"] == 3


@pytest.mark.parametrize(
    "say",
    [f"Price {_BOND} at a yield of 3 %", f"Where does the curve stand? {_BOND}, yield 3 %"],
)
def test_a_single_rate_is_no_curve(say: str) -> None:
    """Nothing but a yield is told."""
    given: dict[str, Any] = filled("finance.price_bond", say).arguments
    assert "curve" not in given
    assert given["yield_to_maturity"] == 0.03
