"""A message read into another shape of the same request: lists nobody names, one object."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool
from tests.graphs.embedded.told import filled

_KIND = {
    "enum": ["grain", "oil", "wool"],
    "x-aliases": ["kind"],
    "x-synonyms": {"grain": ["wheat"], "oil": ["crude"], "wool": []},
}
_WORTH = {"type": "number", "x-kind": "money", "x-unit": "currency", "x-aliases": ["worth"]}
_LID = {"enum": ["tin", "cork"], "x-aliases": ["lid"], "x-relations": {"setting_of": "deposit"}}
_SEALED = {
    "type": "boolean",
    "default": False,
    "x-aliases": ["sealed"],
    "x-synonyms": {"false": ["open", "unsealed"]},
}
_DEPOSIT = {"type": "number", "x-kind": "money", "x-unit": "currency", "x-aliases": ["deposit"]}
_LOT = {
    "type": "object",
    "properties": {
        "owner": {"type": "string", "x-kind": "name", "x-aliases": ["owner"]},
        "kind": _KIND,
        "worth": _WORTH,
        "deposit": _DEPOSIT,
        "lid": _LID,
        "sealed": _SEALED,
        "insured": {"type": "boolean", "default": False, "x-aliases": ["insured"]},
    },
    "required": ["kind", "worth"],
}
_DEPENDS = {"x-relations": {"setting_of": "kind | worth"}}
STORE = read_tool(
    "store_lots",
    "Store lots.",
    {
        "type": "object",
        "properties": {
            "kind": _KIND,
            "worth": _WORTH,
            "deposit": {**_DEPOSIT, **_DEPENDS},
            "lots": {
                "type": "array",
                "description": "What is stored.",
                "x-aliases": ["lots"],
                "x-only-named": True,
                "items": _LOT,
            },
        },
        "x-required-any": [[["lots"], ["kind", "worth"]]],
    },
)


def told(say: str) -> dict[str, Any]:
    return fill(STORE, message(say)).arguments


def test_kinds_and_amounts_make_a_list_that_nothing_names() -> None:
    """Two single amounts cannot both be the one worth."""
    assert told("wool 400k, wheat 90k and crude 70k") == {
        "lots": [
            {"kind": "wool", "worth": 400_000},
            {"kind": "grain", "worth": 90_000},
            {"kind": "oil", "worth": 70_000},
        ]
    }


def test_one_amount_stays_in_its_own_field() -> None:
    """Nothing is left out that a list would take."""
    assert told("wool worth 400k, deposit 5k") == {
        "kind": "wool",
        "worth": 400_000,
        "deposit": 5_000,
    }


def test_what_only_an_object_can_tell_makes_one() -> None:
    """The single fields know nothing of insurance."""
    assert told("wool worth 400k, insured") == {
        "lots": [{"kind": "wool", "worth": 400_000, "insured": True}]
    }


def test_a_setting_of_what_an_object_lacks_is_none() -> None:
    """A lid means nothing without a deposit."""
    say = "lots: wool 400k, deposit 2k, cork lid; crude 70k in a tin"
    assert [row.get("lid") for row in told(say)["lots"]] == ["cork", None]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "home loan of €320,000 on a house worth €400,000, standardised approach: capital?",
            {
                "asset_class": "residential_mortgage",
                "amount": 320_000,
                "property_value": 400_000,
                "approach": "standardised",
                "currency": "EUR",
            },
        ),
        (
            "€2m venture capital and €1.5m gold bullion, RWA?",
            {
                "exposures": [
                    {"asset_class": "speculative_equity", "amount": 2_000_000},
                    {"asset_class": "gold", "amount": 1_500_000},
                ],
                "currency": "EUR",
            },
        ),
        (
            "Clearing house that does not qualify: non-qualifying, 100 % weight, trades 8m, "
            "default fund 1m",
            {
                "central_counterparties": [
                    {
                        "qualifying": False,
                        "risk_weight": 1,
                        "trade_exposure": 8_000_000,
                        "default_fund": 1_000_000,
                    }
                ]
            },
        ),
        (
            "unsettled: one delivery-versus-payment trade of 2m positive exposure, 17 business "
            "days late, and a free delivery of 500k, 6 days late",
            {
                "unsettled": [
                    {"amount": 2_000_000, "days": 17},
                    {"kind": "free", "amount": 500_000, "days": 6},
                ]
            },
        ),
    ],
)
def test_credit_exposures_in_everyday_words(say: str, expected: dict[str, Any]) -> None:
    given = filled("finance.capital_credit", say)
    assert given.arguments == expected
    assert given.complete


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "variance swap on the SX5E index 4m long 1y - EAD",
            [
                {
                    "reference": "SX5E",
                    "asset_class": "equity",
                    "kind": "volatility",
                    "index": True,
                    "notional": 4_000_000,
                    "end": 1,
                }
            ],
        ),
        (
            "short 6m of coffee for a year and wheat long 2m for half a year: exposure?",
            [
                {
                    "asset_class": "commodity",
                    "commodity": "agricultural",
                    "reference": "coffee",
                    "direction": "short",
                    "notional": 6_000_000,
                    "end": 1,
                },
                {
                    "asset_class": "commodity",
                    "commodity": "agricultural",
                    "reference": "wheat",
                    "notional": 2_000_000,
                    "end": 0.5,
                },
            ],
        ),
        (
            "ead of CDS: bought on Hedda AG A-rated 5m 3y, sold on Ibex SpA BB 7m 2y",
            [
                {
                    "asset_class": "credit",
                    "reference": "Hedda AG",
                    "rating": "A",
                    "notional": 5_000_000,
                    "end": 3,
                },
                {
                    "asset_class": "credit",
                    "reference": "Ibex SpA",
                    "direction": "short",
                    "rating": "BB",
                    "notional": 7_000_000,
                    "end": 2,
                },
            ],
        ),
    ],
)
def test_trades_in_a_desks_words(say: str, expected: list[dict[str, Any]]) -> None:
    """What a trade is on is its reference, and a side that is said is not the one before's."""
    assert filled("finance.capital_counterparty", say).arguments["trades"] == expected


def test_unmargined_is_not_margined() -> None:
    """One word denies what it is made of."""
    say = "basis swap USD 100m 4y mtm 50k, unmargined, rw 30%"
    assert filled("finance.capital_counterparty", say).arguments["margined"] is False


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (
            "outflows are 210 million and 45 million should come in, level 1 is 260 million",
            {"level_1": 260e6, "outflows": 210e6, "inflows": 45e6},
        ),
        (
            "NSFR: bad loans 110m, leasing over a year 420m, cash 15m; funding: equity 70m, "
            "insured retail 390m",
            {
                "asset_items": [
                    {"category": "non_performing", "amount": 110e6},
                    {"category": "loans_long", "amount": 420e6},
                    {"category": "cash", "amount": 15e6},
                ],
                "funding_items": [
                    {"category": "regulatory_capital", "amount": 70e6},
                    {"category": "stable_retail", "amount": 390e6},
                ],
            },
        ),
    ],
)
def test_liquidity_as_a_whole_or_item_by_item(say: str, expected: dict[str, Any]) -> None:
    """What is told under a name of both, without a category, is told of the whole."""
    given = filled("finance.liquidity_ratios", say)
    assert given.arguments == expected
    assert given.complete
