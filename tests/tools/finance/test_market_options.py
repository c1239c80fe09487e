"""FX curvature divided by 1.5, curvature of commodities, and the European list of buckets."""

import math
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._market_correlation import across
from tools.finance._market_credit_tables import CRR_TABLES
from tools.finance._market_request import MarketRequest
from tools.finance._market_result import MarketResult
from tools.finance._market_tables import TABLES
from tools.finance.capital_market import capital_market
from tools.validation import validate


def capital(**arguments: Any) -> MarketResult:
    return capital_market(validate(MarketRequest, arguments))


def curved(currency: str, up: float, down: float, **fields: Any) -> dict[str, Any]:
    return {"risk_class": "fx", "currency": currency, "up": up, "down": down, **fields}


def test_pairs_without_the_reporting_currency_count_two_thirds() -> None:
    """MAR21.98, on each currency's curvature before anything is added up."""
    rows = [
        curved("EUR", 90, 30, pair="EUR/GBP"),
        curved("GBP", 60, -15, pair="EUR/GBP"),
        curved("EUR", 10, 5),
    ]
    result = capital(curvatures=rows, reporting_currency="USD")
    eur, gbp = 90 / 1.5 + 10, 60 / 1.5
    expected = math.sqrt(eur**2 + gbp**2 + 2 * 0.36 * eur * gbp)
    assert result.medium == pytest.approx(expected)
    steps = {s.name: (s.value, s.paragraph) for s in result.steps}
    assert steps["CVR+ EUR EUR, EUR/GBP, before division by 1.5"] == (90, "MAR21.98")
    assert steps["CVR+ EUR EUR"][0] == pytest.approx(eur)


def test_all_fx_curvature_divided() -> None:
    rows = [curved("EUR", 90, 30), curved("JPY", -20, 45)]
    plain = capital(curvatures=rows, reporting_currency="USD")
    scaled = capital(curvatures=rows, reporting_currency="USD", fx_curvature="all")
    assert scaled.capital == pytest.approx(plain.capital / 1.5)
    assert any("approval" in note for note in scaled.notes)


def test_prices_are_divided_too() -> None:
    priced = {"value": 100, "value_up": 70, "value_down": 110, "delta": 50}
    row = {"risk_class": "fx", "currency": "EUR", **priced}
    plain = capital(curvatures=[row], reporting_currency="CHF")
    pair = capital(curvatures=[{**row, "pair": "EUR GBP"}], reporting_currency="CHF")
    assert pair.capital == pytest.approx(plain.capital / 1.5)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (curved("EUR", 1, 1, pair="EUR/USD"), "reporting currency"),
        (curved("JPY", 1, 1, pair="EUR/GBP"), "does not hold"),
        ({"risk_class": "girr", "currency": "EUR", "up": 1, "down": 1, "pair": "EUR/GBP"}, "fx"),
    ],
)
def test_pairs_are_checked(row: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        capital(curvatures=[row], reporting_currency="USD")
    assert words in " ".join(problem.message for problem in refusal.value.errors)


def test_curvature_of_a_commodity_knows_no_place() -> None:
    """MAR21.13(3) and 21.100: one curve a commodity, wherever it is delivered."""
    rows = [
        {"risk_class": "commodity", "bucket": "2", "issuer": "Brent", "location": place}
        | {"up": 50, "down": 10}
        for place in ("Le Havre", "Rotterdam")
    ]
    assert capital(curvatures=rows).capital == pytest.approx(100)


def spread(bucket: str, issuer: str, amount: float, **fields: Any) -> dict[str, Any]:
    return {"risk_class": "csr", "bucket": bucket, "issuer": issuer, "tenor": 5, "amount": amount,
            **fields}  # fmt: skip


@pytest.mark.parametrize(
    ("bucket", "weight"),
    [("1", 0.005), ("2", 0.005), ("4", 0.05), ("9", 0.01), ("10", 0.025), ("11", 0.02),
     ("15", 0.085), ("17", 0.05), ("18", 0.12), ("19", 0.015), ("20", 0.05)],
)  # fmt: skip
def test_weights_of_article_325ah(bucket: str, weight: float) -> None:
    result = capital(sensitivities=[spread(bucket, "A", 1e6)], credit_buckets="crr")
    assert result.capital == pytest.approx(weight * 1e6)
    assert result.weighted_sensitivities[0].paragraph == "Article 325ah CRR"


def test_the_list_of_the_union_is_basels_with_two_rows_more() -> None:
    """Each sector and grade correlates as in MAR21.57, whatever its number."""
    basel = ["1", "1", "2", "3", "4", "5", "6", "7", "8", "8"]
    basel += ["9", "10", "11", "12", "13", "14", "15", "16", "17", "18"]
    crr = CRR_TABLES["csr"]
    for i, first in enumerate(basel):
        for j, second in enumerate(basel[:i]):
            mine = across("csr", str(i + 1), str(j + 1), crr)
            same = first == second
            assert mine == (1.0 if same else across("csr", first, second, TABLES["csr"]))
    weights = [TABLES["csr"].weights[b] for b in basel]
    mine = [crr.weights[str(n)] for n in range(1, 21)]
    assert [i for i in range(20) if mine[i] != weights[i]] == [8]


def test_indices_of_the_union_correlate_as_indices() -> None:
    rows = [spread("19", "A", 1e6), spread("19", "B", 1e6)]
    result = capital(sensitivities=rows, credit_buckets="crr")
    assert result.medium == pytest.approx(15_000 * math.sqrt(2 + 2 * 0.8))
    other = [spread("18", "A", 1e6), spread("18", "B", -1e6)]
    assert capital(sensitivities=other, credit_buckets="crr").medium == pytest.approx(240_000)


def test_a_bucket_the_list_does_not_have() -> None:
    with pytest.raises(InvalidInput, match="must be one of"):
        capital(sensitivities=[spread("19", "A", 1)])
