"""Numerals that state nothing: list numbers, proper names, times of day, "today"."""

import re
from collections.abc import Iterator

_EXEMPT = (
    re.compile(r"(?m)^[ \t]*(?:[-*•>][ \t]*)?(?:\*\*)?\(?\d{1,2}[.)](?=[ \t]+\S)"),
    re.compile(r"\b(?:[A-Z][A-Za-z]{1,11}|[A-Z])-\d+(?:\.\d+)?[a-z]?\b(?![.,]\d)(?!\s?%)"),
    re.compile(
        r"\b(?:ISO(?:/IEC)?|IEC|DIN|EN|NIST(?: SP)?|CVSS|RFC|SOC|PCI DSS|HTTP|GPT|CVE|IFRS|IAS|ASC"
        r"|BLEU|KR|SM|PEP|BSI|UTF)[ -]?v?\d+(?:[-.:/]\d+)*\b(?![.,]\d)(?!\s?%)"
    ),
    re.compile(r"\br_[0-9a-f…]{4,}|(?<![\w.-])[\w.-]{1,80}\.(?:pdf|csv|docx?|xlsx?|json|txt)\b"),
    re.compile(r"\b(?!(?:eur|usd|gbp|chf|ca|x)\d)[a-z][a-z_]{0,15}\d{1,4}\b(?![.,]\d|\s?%)"),
    re.compile(r"\b(?:[Bb]ase (?:10|2)|(?:below|above|away from) zero)\b"),
    re.compile(r"\bQ[1-4]\b|\bH[12]\b|https?://\S+"),
)  # fmt: skip
QUANTILE_NAME = re.compile(
    r"\b(?:[Pp]|VaR ?|CVaR ?|ES ?|[Qq])(\d{2}(?:\.\d+)?)\b(?!\s?%)"
    r"|\b(\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th)[ -](?:percentile|quantile)\b"
)
ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b")
REFERENCE = re.compile(
    r"(?:§§?|\b(?:[Ss]ections?|[Ss]ec\.|[Cc]lauses?|[Aa]rticles?|[Aa]rt\.|[Pp]ages?|pp?\.|[Aa]nnex"
    r"|[Pp]aragraphs?|[Cc]hapters?|[Ss]chedule|[Ll]ines?|[Qq]uestions?|[Ii]tems?|[Cc]ards?|[Rr]ows?))"
    r"\s?#?(\d+(?:\.\d+)*)(?:\s?\(\w\))?(?![.,]?\d|\s?(?:%|out of))"
)
TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b")


def exempt(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text that hold no figure."""
    for pattern in _EXEMPT:
        for match in pattern.finditer(text):
            yield match.span()
