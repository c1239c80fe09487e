"""Exchange rates with both currencies named: "1.27 dollars per pound", "€1 = CHF 0.94"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.arithmetic.conversion_text import is_currency

_MONEY = r"(?:[^\W\d_]{1,3}\$|[€$£¥₹₩₪₺₽]|[^\W\d_]+(?:\s[^\W\d_]+)?)"
_NUMBER = r"[-−]?\d+(?:[.,]\d+)?"
_PRICED = rf"(?:(?P<over>{_MONEY})\s?(?P<n>{_NUMBER})|(?P<n2>{_NUMBER})\s?(?P<over2>{_MONEY}))"
_PER = re.compile(
    rf"(?<![\w.,]){_PRICED}\s*(?:\bper\b|/|\bto the\b|\bfor\b|\ban?\b|\b(?:to|for) (?:one|an?)\b)"
    rf"\s*(?:1\s|one\s|an?\s)?(?P<under>{_MONEY})",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?<![\w.,])(?:(?:1|one|an?|the)\s?(?P<under>{_MONEY})|(?P<under2>[€$£¥₹₩])\s?1)\s*"
    rf"(?:=|\bis\b|\bwas\b|\bare\b|\bbuys\b|\bgets?(?: you| me)?\b|\bcosts\b|\bequals\b"
    rf"|\bfetche[sd]\b|\bfor\b|\bat\b|\bstands at\b)\s*(?:about\s)?{_PRICED}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedRate:
    """`value` of the currency `over` is one of the currency `under`."""

    value: float
    over: str
    under: str
    words: str


def stated_rates(text: str) -> Iterator[StatedRate]:
    """Each rate that names both its currencies."""
    for pattern in (_ONE, _PER):
        for match in pattern.finditer(text):
            said = match.groupdict()
            over = _currency(said["over"] or said["over2"])
            under = _currency(said["under"] or said.get("under2") or "")
            number = (said["n"] or said["n2"]).replace(",", ".").replace("−", "-")
            if over and under and over != under:
                yield StatedRate(float(number), over, under, match[0])


def without_rates(text: str) -> str:
    """The text with blanks in the place of its stated rates: what they say is no amount."""
    for rate in stated_rates(text):
        text = text.replace(rate.words, " " * len(rate.words))
    return text


def _currency(words: str) -> str:
    """The currency that words begin with; empty when they begin with none."""
    said = words.split()
    for size in range(len(said), 0, -1):
        if is_currency(" ".join(said[:size])):
            return " ".join(said[:size])
    return ""
