"""A party's name: what may be one, and what shows that it is a company's."""

import re
from dataclasses import dataclass

_LONGEST_NAME = 110
_FORM = re.compile(
    r"[\s,.)](?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|L\.?L\.?C|L\.?L\.?P|L\.?P|PLC"
    r"|P\.?C|GmbH|mbH|AG|S\.?A\.?R\.?L|S\.?A\.?S|S\.?A|B\.?V|N\.?V|A/S|ApS|AB|Oy|Pty|Pte|S\.?p\.?A|S\.?r\.?l"
    r"|a\.?\s?s|N\.?A|N\.?V|Trust|Bank|University|Foundation|Partners(?:hip)?|Holdings?|Group|KG|SE|Institute"
    r"|Association|Cent(?:er|re)|Fund|Ministry|Government|College|Hospital)\b\.?",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\b(?:january|february|march|april|june|july|august|september|october"
    r"|november|december)\s+\d|<<|>>|^(?:its|herein|hereof|attention|copyright)\b|^is\s",
    re.IGNORECASE,
)
"""Dates, form fields and sources of filings stand in no name."""
_BRAND = re.compile(r"\w\.(?:com|org|net|biz|io)\b|\b[a-z]{1,2}[-.]?[A-Z]|\b[a-z]-[a-z]")
"""What a company may call itself in small letters: theglobe.com, iMine, e-centives."""
REDACTED = re.compile(
    r"\[\s*(?:\*\s*){1,}\]|\*{3,}|_{4,}|\[\s*[●•]?\s*\]|\[\s*name[^\]]*\]|X{5,}", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"\b(?:agreement|contract|exhibit|whereas|execution|copy|table|articles?|sections?|covenants?"
    r"|relief|officer|board|commission|vat|schedule|attachment|addendum|amendment|effective|recitals?"
    r"|resolution|rights|products?|services?\s*$|territory|consideration|warranties|terms?|date|act|stock"
    r"|address|representative|undertaking|confidentiality|source|page|law|obligations|definitions|the\s+parties|customers?\s*$|this|expenses|conditions|refund|offering|binding|confidential|directors|herein)\b",
    re.IGNORECASE,
)
"""Words of headings, titles and definitions; a company's name holds its legal form beside them."""


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party as the contract names it."""

    name: str
    roles: tuple[str, ...]
    start: int
    end: int
    redacted: bool = False


def is_name(name: str) -> bool:
    """Whether words may be the name of a party: mostly capitals, and no heading."""
    if REDACTED.match(name):
        return True
    if not 1 < len(name) <= _LONGEST_NAME or not name[0].isalnum():
        return False
    words = name.split()
    if _NO_PART.search(name):
        return False
    if len(words) < 6 and _BRAND.search(name) and is_company(name):
        return True
    if _NOT_A_NAME.search(name) and not _FORM.search(f" {name}"):
        return False
    capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return capital >= 0.6 * len(words) and (name[0].isupper() or bool(_FORM.search(f" {name}")))


def is_company(name: str) -> bool:
    """Whether a name ends in a legal form or the like."""
    return bool(_FORM.search(f" {name}"))
