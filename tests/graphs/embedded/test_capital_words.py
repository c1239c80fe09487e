"""Bank capital told in the field's own words: years behind a name, tranches, options, equities."""

from typing import Any

import pytest

from tests.graphs.embedded.told import filled


def test_a_year_behind_the_name_of_its_field_is_a_figure() -> None:
    """What dates a message elsewhere is here the year asked for."""
    given = filled(
        "finance.capital_credit",
        "modelled RWA 88bn, standardised RWA 139bn. output floor in 2025 - does it bite?",
    )
    assert given.complete
    assert given.arguments["floor_year"] == 2025
    other = filled("finance.capital_credit", "A loan of 5m to a firm rated A, granted in 2024")
    assert "floor_year" not in other.arguments


@pytest.mark.parametrize(
    ("say", "row"),
    [
        ("RWA under SEC-IAA: ABCP liquidity facility of 20 million, internally assessed as A+, "
         "senior, maturity 1 year",
         {"amount": 2e7, "approach": "sec_iaa", "rating": "A+", "internal_assessment": True}),
        ("Securitisation: tranche of 15 million attaching at 5 % and detaching at 20 %, K_IRB 5 %, "
         "IRB share of the pool 97 %, K_SA 8 %, effective number of loans 100, pool LGD 40 %",
         {"amount": 1.5e7, "k_irb": 0.05, "irb_share": 0.97, "loans": 100, "pool_lgd": 0.4}),
    ],
)  # fmt: skip
def test_tranches(say: str, row: dict[str, Any]) -> None:
    given = filled("finance.capital_credit", say).arguments
    assert "exposures" not in given
    assert {key: given["securitisations"][0].get(key) for key in row} == row


def test_an_equity_on_a_day_of_the_phase_in() -> None:
    given = filled(
        "finance.capital_credit",
        "We hold a private equity stake of 5 million. What is its RWA as at 30 June 2025?",
    )
    assert given.complete
    assert given.arguments == {
        "asset_class": "speculative_equity",
        "amount": 5_000_000,
        "reporting_date": "2025-06-30",
    }


def test_a_written_option_by_its_terms() -> None:
    given = filled(
        "finance.capital_market",
        "MAR40 delta-plus: short call on a commodity, market value of the underlying 500, strike "
        "490, expiry 1 year, risk-free rate 8 %, volatility 20 %. Capital?",
    )
    told = {"risk": "commodity", "amount": 500, "option": "written", "side": "call"}
    told |= {"strike": 490, "expiry": 1, "rate": 0.08, "volatility": 0.2}
    assert given.arguments == {"simple_positions": [told]}


def test_a_loan_to_someone_is_no_loan_to_value() -> None:
    given = filled("finance.capital_credit", "loan of 5m to a firm")
    assert given.complete
    assert given.arguments == {"asset_class": "corporate", "amount": 5_000_000}


def test_a_commitment_that_may_be_cancelled_is_a_cancellable_one() -> None:
    given = filled(
        "finance.capital_credit",
        "a commitment of 10 million undrawn, unconditionally cancellable, to an unrated corporate",
    )
    assert given.arguments["undrawn"] == 10_000_000
    assert given.arguments["commitment"] == "cancellable"
