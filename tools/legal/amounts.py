"""Amounts of money in a contract."""

import re
from dataclasses import dataclass

_SIGNS = {
    "us$": "USD", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "c$": "CAD", "cad": "CAD", "cdn$": "CAD", "a$": "AUD", "aud": "AUD", "chf": "CHF",
    "¥": "JPY", "jpy": "JPY", "rmb": "CNY", "cny": "CNY", "inr": "INR", "₹": "INR",
    "dollars": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6}
_AMOUNT = re.compile(
    rf"(?<![\w])(?P<sign>US\$|CDN\$|C\$|A\$|USD\s?\$?|EUR|GBP|CHF|RMB|CNY|CAD|AUD|JPY|INR|[$€£¥₹])\s?"
    rf"(?P<number>{_NUMBER})(?:\s?(?P<scale>thousand|million|billion|[kKmM])\b)?"
    rf"|(?<![\w$€£.,])(?P<number2>{_NUMBER})\s?(?:(?P<scale2>thousand|million|billion)\s)?(?P<sign2>USD|EUR|GBP|CHF|€|£"
    r"|euros?|dollars|pounds)(?!\w)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:in\s+rent\s+|plus\s+\w+\s+)?(?:/|per|a|an|each|every)\s*"
    r"(?P<per>calendar\s+month|month|year|annum|quarter|week|day|hour|user|seat|unit)\b"
    r"|\s*(?P<adverb>monthly|annually|yearly|quarterly|weekly)\b",
    re.IGNORECASE,
)
_PLAIN = {
    "calendar month": "month", "annum": "year", "monthly": "month", "annually": "year",
    "yearly": "year", "quarterly": "quarter", "weekly": "week",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount of money as it stands in a text."""

    start: int
    end: int
    amount: float
    currency: str
    per: str = ""


def written_amounts(text: str, start: int = 0, end: int | None = None) -> list[WrittenAmount]:
    """Every amount between two offsets, in order."""
    stop = len(text) if end is None else end
    found: list[WrittenAmount] = []
    for match in _AMOUNT.finditer(text, start, stop):
        number = (match["number"] or match["number2"]).replace(",", "")
        if len(number) > 15:
            continue
        scale = _SCALE.get((match["scale"] or match["scale2"] or "").lower(), 1.0)
        sign = " ".join((match["sign"] or match["sign2"]).lower().split()).removesuffix("$") or "$"
        found.append(
            WrittenAmount(
                *match.span(),
                round(float(number) * scale, 2),
                _SIGNS.get(sign.strip(), "USD"),
                _per(text, match.end()),
            )
        )
    return found


def _per(text: str, at: int) -> str:
    match = _PER.match(text, at, at + 70)
    if not match:
        return ""
    said = " ".join((match["per"] or match["adverb"]).lower().split())
    return _PLAIN.get(said, said)
