"""Baskets of names in SA-CCR: the nth default among m names is the tranche (n - 1)/m to n/m."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance.capital_counterparty import capital_counterparty
from tools.validation import validate

BASKET: dict[str, Any] = {"asset_class": "credit", "rating": "BBB", "notional": 100, "end": 5}


def delta(**fields: Any) -> float:
    request = validate(CounterpartyRequest, {"trades": [{**BASKET, **fields}]})
    return capital_counterparty(request).trades[0].supervisory_delta


@pytest.mark.parametrize(("nth", "names"), [(1, 5), (2, 5), (5, 5), (1, 125)])
def test_nth_to_default(nth: int, names: int) -> None:
    """CRE52.41: 15 / ((1 + 14 A)(1 + 14 D)), positive for protection bought."""
    low, high = (nth - 1) / names, nth / names
    expected = 15 / ((1 + 14 * low) * (1 + 14 * high))
    assert delta(nth_to_default=nth, pool_names=names) == pytest.approx(expected)
    sold = delta(nth_to_default=nth, pool_names=names, direction="short")
    assert sold == pytest.approx(-expected)
    tranche = delta(attachment=low, detachment=high)
    assert tranche == pytest.approx(expected)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"nth_to_default": 1}, "go together"),
        ({"nth_to_default": 6, "pool_names": 5}, "cannot exceed"),
        ({"nth_to_default": 1, "pool_names": 5, "attachment": 0.1, "detachment": 0.2}, "not both"),
    ],
)
def test_refusals(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        delta(**fields)
    assert words in " ".join(problem.message for problem in refusal.value.errors)
