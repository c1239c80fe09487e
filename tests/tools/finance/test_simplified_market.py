"""The simplified standardised approach (MAR40) by the Committee's own examples and by hand."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance.capital_market import capital_market
from tools.validation import validate


def run(*positions: dict[str, Any], **request: Any) -> MarketResult:
    arguments = {"simple_positions": list(positions), **request}
    return capital_market(validate(MarketRequest, arguments))


def steps(result: MarketResult) -> dict[str, float]:
    return {step.name: step.value for step in result.steps}


def rates(amount: float, maturity: float, **more: Any) -> dict[str, Any]:
    return {"risk": "interest_rate", "amount": amount, "maturity": maturity, **more}


def test_the_maturity_method_of_the_market_risk_amendment() -> None:
    """A bond, a Treasury, a swap and a future: 4.58 million of general risk (A.3, 1996)."""
    found = run(
        rates(13.33e6, 8, issuer="qualifying", coupon=0.08),
        rates(75e6, 2 / 12, issuer="government", rating="AAA", coupon=0.07),
        rates(150e6, 9 / 12),
        rates(-150e6, 8),
        rates(-50e6, 6 / 12),
        rates(50e6, 3.5),
        reporting_currency="USD",
    )
    told = steps(found)
    bond = 13.33e6 * 0.0375
    assert told["vertical disallowance, 10 %"] == pytest.approx(0.1 * bond)
    assert told["disallowance within zone 1"] == pytest.approx(0.4 * 0.2e6)
    assert told["disallowance between zones 2 and 3"] == pytest.approx(0.4 * 1.125e6)
    assert told["disallowance between zones 1 and 3"] == pytest.approx(1.0e6)
    assert told["net weighted position"] == pytest.approx(3.0e6, rel=1e-4)
    one = found.simplified[0]
    assert one.general == pytest.approx(4.58e6, abs=5e2)
    assert one.specific == pytest.approx(0.016 * 13.33e6)
    assert found.capital == pytest.approx(1.3 * (one.general + one.specific))
    assert found.rwa == pytest.approx(12.5 * found.capital)


@pytest.mark.parametrize(
    ("positions", "gold", "expected"),
    [
        ({"JPY": 50, "EUR": 100, "GBP": 150, "AUD": -20, "USD": -180}, -35, 26.8),
        ({"EUR": 150, "JPY": -100, "GBP": 75, "AUD": -30, "SGD": -15}, 0, 18.0),
    ],
)
def test_foreign_exchange(positions: dict[str, float], gold: float, expected: float) -> None:
    """The shorthand method with the examples of the Central Bank of the UAE: 26.8 and 18."""
    rows: list[dict[str, Any]] = [
        {"risk": "fx", "currency": code, "amount": amount} for code, amount in positions.items()
    ]
    rows += [{"risk": "gold", "amount": gold}] if gold else []
    found = run(*rows, reporting_currency="AED")
    assert found.simplified[0].before_scaling == pytest.approx(expected)
    assert found.capital == pytest.approx(1.2 * expected)
    before = run(*rows, reporting_currency="AED", simple_scaling=False)
    assert before.capital == pytest.approx(expected)
    assert any("MAR40.2" in note for note in before.notes)


def test_the_maturity_ladder_of_commodities() -> None:
    """800 and -1000 at 3 to 6 months, 600 at 1 to 2 years, -600 beyond 3: 24 + 2.4 + 6 + 4.8 + 12
    for spreads and carrying, 30 outright."""
    wheat = {"risk": "commodity", "name": "wheat"}
    rows = [(800, 0.4), (-1000, 0.5), (600, 1.5), (-600, 4)]
    found = run(
        *({**wheat, "amount": amount, "maturity": years} for amount, years in rows),
        commodity_method="maturity_ladder",
    )
    told = steps(found)
    assert told["spread and carrying of matched positions"] == pytest.approx(49.2)
    assert told["outright, 15 % of what is left"] == pytest.approx(30)
    assert found.capital == pytest.approx(1.9 * 79.2)


def test_a_short_position_may_be_told_by_its_direction() -> None:
    oil = {"risk": "commodity", "name": "oil"}
    told = run({**oil, "amount": 100}, {**oil, "amount": 60, "direction": "short"})
    signed = run({**oil, "amount": 100}, {**oil, "amount": -60, "direction": "short"})
    assert told.capital == signed.capital == pytest.approx(1.9 * (0.15 * 40 + 0.03 * 160))


def test_commodities_without_a_ladder() -> None:
    """15 % of the net and 3 % of the gross position, commodity by commodity."""
    oil = {"risk": "commodity", "name": "oil"}
    found = run({**oil, "amount": 100}, {**oil, "amount": -60}, {**oil, "name": "tin", "amount": 5})
    assert found.simplified[0].general == pytest.approx(0.15 * 45 + 0.03 * 165)


def test_equities() -> None:
    """8 % of each name and 8 % of each market's net; 2 % specific for an index."""
    found = run(
        {"risk": "equity", "name": "A", "amount": 100, "market": "DE"},
        {"risk": "equity", "name": "A", "amount": -30, "market": "DE"},
        {"risk": "equity", "name": "B", "amount": -50, "market": "DE"},
        {"risk": "equity", "name": "FTSE", "amount": 40, "market": "UK", "index": True},
    )
    one = found.simplified[0]
    assert one.specific == pytest.approx(0.08 * 120 + 0.02 * 40)
    assert one.general == pytest.approx(0.08 * (20 + 40))
    assert one.capital == pytest.approx(3.5 * (one.specific + one.general))


def test_what_was_assumed_is_said() -> None:
    metal = {"risk": "commodity", "amount": 10}
    notes = run(metal, {**metal, "amount": -10}, {"risk": "equity", "amount": 1}).notes
    assert any("different ones" in note for note in notes)
    assert any("one market" in note for note in notes)
    named = run({**metal, "name": "tin"}, {**metal, "name": "tin"}).notes
    assert not any("different ones" in note for note in named)


@pytest.mark.parametrize(
    ("bond", "weight"),
    [
        ({"issuer": "government", "rating": "AA-"}, 0.0),
        ({"issuer": "government", "rating": "A+", "maturity": 0.5}, 0.0025),
        ({"issuer": "government", "rating": "BBB-", "maturity": 2}, 0.01),
        ({"issuer": "government", "rating": "BBB", "maturity": 2.1}, 0.016),
        ({"issuer": "government", "rating": "B-"}, 0.08),
        ({"issuer": "government", "rating": "CCC"}, 0.12),
        ({"issuer": "government"}, 0.08),
        ({"issuer": "qualifying", "maturity": 1}, 0.01),
        ({"issuer": "other", "rating": "BB-"}, 0.08),
        ({"issuer": "other", "rating": "B+"}, 0.12),
        ({"issuer": "other"}, 0.08),
        ({}, 0.0),
    ],
)
def test_specific_risk_of_bonds(bond: dict[str, Any], weight: float) -> None:
    found = run({**rates(1000, 5), **bond})
    assert found.simplified[0].specific == pytest.approx(1000 * weight)


@pytest.mark.parametrize(
    ("years", "coupon", "weight"),
    [(1 / 12, 0.05, 0.0), (4, 0.05, 0.0225), (25, 0.05, 0.06), (25, 0.0, 0.125), (11, 0.0, 0.06),
     (3.7, 0.02, 0.0275), (0.25, None, 0.002)],
)  # fmt: skip
def test_bands_by_coupon(years: float, coupon: float | None, weight: float) -> None:
    found = run({**rates(1000, years), "coupon": coupon})
    assert found.simplified[0].general == pytest.approx(1000 * weight)


def test_bought_options() -> None:
    """100 shares at 10 with a put struck at 11: 1,000 x 16 % less 100 in the money is 60."""
    share = {"risk": "equity", "name": "ACME", "amount": 1000}
    held = run({**share, "option": "hedging", "in_the_money": 100})
    assert held.simplified[0].options == pytest.approx(60)
    alone = run({**share, "option": "bought", "option_value": 45})
    assert alone.simplified[0].options == pytest.approx(45)
    dear = run({**share, "option": "bought", "option_value": 450})
    assert dear.simplified[0].options == pytest.approx(160)


@pytest.mark.parametrize(
    ("row", "request_", "words"),
    [
        ({"risk": "interest_rate", "amount": 1}, {}, "maturity"),
        ({"risk": "fx", "amount": 1}, {}, "currency"),
        ({"risk": "fx", "amount": 1, "currency": "USD"}, {"reporting_currency": "USD"}, "no FX"),
        ({"risk": "equity", "amount": 1, "option": "bought"}, {}, "option_value"),
        ({"risk": "equity", "amount": 1, "in_the_money": 1}, {}, "go with option"),
        ({"risk": "commodity", "amount": 1}, {"commodity_method": "maturity_ladder"}, "ladder"),
        ({"risk": "weather", "amount": 1}, {}, "commodity"),
        ({"risk": "equity", "amount": -1, "direction": "long"}, {}, "negative"),
        ({"risk": "equity", "amount": 1},
         {"residual_positions": [{"kind": "other", "notional": 1}]}, "one approach"),
    ],
)  # fmt: skip
def test_refusals(row: dict[str, Any], request_: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run(row, **request_)
    assert any(words in problem.message for problem in refusal.value.errors)
