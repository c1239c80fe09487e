"""Numerals that state nothing: list numbers, proper names, times of day, "today"."""

import re
from collections.abc import Iterator

_LIST_NUMBER = re.compile(r"(?:\A|\n)([ \t]*(?:[-*•>][ \t]*)?(?:\*\*)?\(?\d{1,2}[.)])(?=[ \t]+\S)")
_STANDARDS = (
    "ISO", "IEC", "DIN", "EN", "NIST", "CVSS", "RFC", "SOC", "PCI DSS", "HTTP", "GPT", "CVE",
    "IFRS", "IAS", "ASC", "BLEU", "KR", "SM", "PEP", "BSI", "UTF",
)  # fmt: skip
_FILES = (".pdf", ".csv", ".doc", ".xls", ".json", ".txt")
_HYPHENED = re.compile(r"\b(?:[A-Z][A-Za-z]{1,11}|[A-Z])-\d+(?:\.\d+)?[a-z]?\b(?![.,]\d)(?!\s?%)")
_STANDARD = re.compile(
    r"\b(?:ISO(?:/IEC)?|NIST(?: SP)?|" + "|".join(_STANDARDS) + r")"
    r"[ -]?v?\d+(?:[-.:/]\d+)*\b(?![.,]\d)(?!\s?%)"
)
_NO_SIZE = r"(?![.,]?\d|\s?(?:%|(?:thousand|million|billion|trillion|bn|mn|k|m)\b))"
_BASEL = re.compile(
    r"\b(?:CAP|CRE|LCR|LEV|MAR|NSF|OPE|RBC|SCO|SRP)\d{2}(?:\.\d{1,3})?(?:\(\d\))?"
    + _NO_SIZE
    + r"|\bBasel II \d{2,3}(?=\))|\b(?:Tier [12]|Level (?:1|2[AB]?))\b"
    + _NO_SIZE
)
"""Paragraphs of the Basel Framework, and its tiers of capital and levels of liquid assets."""
_BASEL_SIGNS = (
    *("CAP", "CRE", "LCR", "LEV", "MAR", "NSF", "OPE", "RBC", "SCO", "SRP"),
    *("Basel II ", "Tier ", "Level "),
)
_RECEIPT = re.compile(r"\br_[0-9a-f…]{4,}")
_FILE = re.compile(r"(?<![\w.-])[\w.-]{1,80}\.(?:pdf|csv|docx?|xlsx?|json|txt)\b")
_LETTERED = re.compile(r"\b(?!(?:eur|usd|gbp|chf|ca|x)\d)[a-z][a-z_]{0,15}\d{1,4}\b(?![.,]\d|\s?%)")
_FEW = re.compile(
    r"\b(?:[Ff]irst|[Ll]ast|[Oo]ther|[Ll]atter|[Ff]ormer|[Rr]emaining) (?:two|three|four|five)\b"
    r"(?! (?:per|hundred|thousand|million|billion|hours?|days?|weeks?|months?|quarters?|years?"
    r"|euros?|dollars?|pounds?|francs?|points?|times))|\b(?:middle|central) (?:half|50 ?%)"
    r"|\b[Aa]t least (?:one|once)\b"
)
_ZERO = re.compile(r"\b(?:[Bb]ase (?:10|2)|(?:below|above|away from) zero)\b")
_ONE_OF = re.compile(r"(?<![\w.,])1(?= [^\W\d][\w/²³]{0,11} ?[=≈])")
"""The one of "1 lb = 0.4536 kg"."""
_PERIOD = re.compile(r"\bQ[1-4]\b|\bH[12]\b|https?://\S+")
_PERIOD_SIGNS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "http")
_FEW_SIGNS = (
    "irst ",
    "ast ",
    "ther ",
    "atter ",
    "ormer ",
    "emaining ",
    "iddle ",
    "entral ",
    "t least on",
)
_AFTER_LETTER = re.compile(r"\d(?<=[a-z_]\d)")
_AFTER_HYPHEN = re.compile(r"\d(?<=[A-Za-z]-\d)")
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
_AFTER_WORD = re.compile(r"\d(?:(?<=[A-Za-z.§]\d)|(?<=[A-Za-z.§][\s#]\d)|(?<=\s#\d))")
TIME_OF_DAY = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\b")


def references(text: str) -> list[re.Match[str]]:
    """Places in documents that the text names."""
    if not _AFTER_WORD.search(text):
        return []
    return list(REFERENCE.finditer(text))


def exempt(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text that hold no figure."""
    for match in _LIST_NUMBER.finditer(text):
        yield match.span(1)
    for pattern in (*_patterns(text), *_unit_patterns(text)):
        for match in pattern.finditer(text):
            yield match.span()


def _unit_patterns(text: str) -> Iterator[re.Pattern[str]]:
    if "1 " in text and ("=" in text or "≈" in text):
        yield _ONE_OF


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can occur at all: each is dear, a look for its signs is not."""
    yield from _standards(text)
    if "r_" in text:
        yield _RECEIPT
    if any(ending in text for ending in _FILES):
        yield _FILE
    if _AFTER_LETTER.search(text):
        yield _LETTERED
    if any(word in text for word in _FEW_SIGNS):
        yield _FEW
    if " zero" in text or "ase " in text:
        yield _ZERO
    if any(sign in text for sign in _PERIOD_SIGNS):
        yield _PERIOD


def _standards(text: str) -> Iterator[re.Pattern[str]]:
    """Names of standards, methods and what they number."""
    if "-" in text and _AFTER_HYPHEN.search(text):
        yield _HYPHENED
    if any(name in text for name in _STANDARDS):
        yield _STANDARD
    if any(sign in text for sign in _BASEL_SIGNS):
        yield _BASEL
