"""Bad input of SA-CCR: the field is named, in plain words, and nothing is computed."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance.capital_counterparty import capital_counterparty
from tools.validation import validate

SWAP = {"asset_class": "interest_rate", "notional": 100, "end": 5}
SHARE = {"asset_class": "equity", "notional": 100, "end": 1}
OPTION = {**SHARE, "option": "call", "underlying": 10, "strike": 11}
CDS = {"asset_class": "credit", "notional": 100, "end": 5, "rating": "A"}


def refused(**arguments: Any) -> dict[str, str]:
    """The fields named in a refusal, with their messages."""
    with pytest.raises(InvalidInput) as refusal:
        capital_counterparty(validate(CounterpartyRequest, arguments))
    return {problem.field: problem.message for problem in refusal.value.errors}


@pytest.mark.parametrize(
    ("trade", "field", "words"),
    [
        ({**SWAP, "end": None}, "trades.0.end", "years"),
        ({**SWAP, "end": -1}, "trades.0.end", "at least"),
        ({**SWAP, "start": 6}, "trades.0.start", "before the end"),
        ({**SWAP, "notional": None}, "trades.0.notional", "how large"),
        ({**SWAP, "notional": -5}, "trades.0.notional", "at least 0"),
        ({**SWAP, "asset_class": "weather"}, "trades.0.asset_class", "interest_rate"),
        ({**SWAP, "price": 3, "units": 5}, "trades.0.price", "equity, commodities"),
        ({**SWAP, "second_leg": 5}, "trades.0.second_leg", "foreign exchange"),
        ({**SWAP, "end": 5, "end_date": "2030-01-01"}, "trades.0", "not both"),
        ({**SWAP, "end": None, "end_date": "2030-01-01"}, "as_of", "from which day"),
        ({**SWAP, "colour": "red"}, "trades.0.colour", "not a field"),
        ({**SWAP, "attachment": 0.1, "detachment": 0.2}, "trades.0.attachment", "credit only"),
        ({**CDS, "attachment": 0.2, "detachment": 0.1}, "trades.0", "less than detachment"),
        ({**CDS, "attachment": 0.2}, "trades.0", "go together"),
        ({**CDS, "rating": None}, "trades.0.rating", "AAA to CCC"),
        ({**CDS, "rating": "unrated"}, "trades.0.rating", "no unrated"),
        ({**CDS, "rating": "excellent"}, "trades.0.rating", "rating"),
        ({**CDS, "index": True}, "trades.0.rating", "IG or SG"),
        ({**SHARE, "price": 3}, "trades.0", "go together"),
        ({**SHARE, "price": 3, "units": 4}, "trades.0.notional", "or price and units"),
        ({**OPTION, "strike": None}, "trades.0.strike", "needed for an option"),
        ({**OPTION, "strike": -11}, "trades.0.strike", "larger shift"),
        ({**OPTION, "exercise": 0}, "trades.0.exercise", "more than 0"),
        ({**SWAP, "digital_payoff": 5, "option": "call"}, "trades.0.digital_payoff", "collar"),
        (
            {**SWAP, "option": "call", "underlying": 0.01, "strike": 0.02},
            "trades.0.exercise",
            "exercised last",
        ),
        ({"asset_class": "commodity", "notional": 1, "end": 1}, "trades.0.commodity", "metals"),
        (
            {"asset_class": "foreign_exchange", "notional": 1, "end": 1, "pair": "euro"},
            "trades.0.pair",
            "match",
        ),
    ],
)
def test_a_bad_trade_is_named(trade: dict[str, Any], field: str, words: str) -> None:
    """Its field and what would be right."""
    problems = refused(trades=[{k: v for k, v in trade.items() if v is not None}])
    assert field in problems
    assert words in problems[field]


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({}, "trades", "required"),
        ({"trades": []}, "trades", "at least 1"),
        ({"trades": [SWAP], "addon": 5}, "", "not several"),
        ({"effective_notionals": [1, 2]}, "effective_notionals", "at least 3"),
        ({"addon": 5, "haircut": 1}, "haircut", "less than 1"),
        ({"addon": 5, "alpha": 0.5}, "alpha", "at least 1"),
        ({"addon": 5, "margined": False, "variation_margin": 3}, "variation_margin", "margined"),
        (
            {"addon": 5, "collateral": 9, "variation_margin": 3, "nica": 1},
            "collateral",
            "nica plus variation_margin",
        ),
        ({"trades": [SWAP], "netting_sets": [{"name": "A"}], "nica": 1}, "", "beside netting_sets"),
        (
            {
                "trades": [{**SWAP, "netting_set": "C"}],
                "netting_sets": [{"name": "A"}, {"name": "B"}],
            },
            "trades.0.netting_set",
            "one of A, B",
        ),
        (
            {
                "trades": [{**SWAP, "netting_set": "A"}],
                "netting_sets": [{"name": "A"}, {"name": "B"}],
            },
            "netting_sets.1.name",
            "no trade",
        ),
        (
            {"trades": [SWAP], "netting_sets": [{"name": "A"}, {"name": "A"}]},
            "netting_sets.1.name",
            "twice",
        ),
        (
            {
                "trades": [{**SWAP, "netting_set": "A"}, {**SWAP, "netting_set": "B"}],
                "nica": 5,
            },
            "netting_sets",
            "each",
        ),
        (
            {
                "trades": [
                    {**CDS, "reference": "ACME"},
                    {**CDS, "reference": "ACME", "rating": "B"},
                ]
            },
            "trades",
            "agree",
        ),
        ({"trades": [SWAP] * 20_001}, "trades", "at most 20000"),
    ],
)
def test_a_bad_request_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """Its field and what would be right."""
    problems = refused(**arguments)
    assert field in problems
    assert words in problems[field]


@pytest.mark.parametrize(
    ("rating", "letter"),
    [("AA-", "AA"), ("Baa1", "BBB"), ("BB+", "BB"), ("CC", "CCC"), ("investment grade", "IG")],
)
def test_ratings_fall_to_their_letter(rating: str, letter: str) -> None:
    """Notches and other agencies' letters find their row of Table 2."""
    trade = {**CDS, "rating": rating}
    request = validate(CounterpartyRequest, {"trades": [trade]})
    assert request.trades
    assert request.trades[0].rating == letter


def test_trades_come_from_a_table() -> None:
    """Columns are matched by name; enumerations and percentages as people write them."""
    from tools.resolution import _wants  # pyright: ignore[reportPrivateUsage]
    from tools.tables.filling import take
    from tools.tables.matching import Sheet

    sheet = Sheet(
        {
            "trade": ["swap 1", "forward", "cds"],
            "asset class": ["interest rate", "FX", "credit"],
            "notional": [1_000_000, 500_000, 250_000],
            "direction": ["long", "short", "buy"],
            "end": [7, 1, 5],
            "currency": ["USD", None, None],
            "currency pair": [None, "EUR/USD", None],
            "rating": [None, None, "BBB"],
            "market value": [12_000, -3_000, 0],
        }
    )
    taken = take(_wants(CounterpartyRequest)["trades"], sheet)
    assert taken.value is not None, taken.matched
    result = capital_counterparty(validate(CounterpartyRequest, {"trades": taken.value}))
    assert [row.asset_class for row in result.trades] == [
        *("interest_rate", "foreign_exchange", "credit"),
    ]
    assert result.trades[1].supervisory_delta == -1
    assert result.replacement_cost == 9_000
