"""Who signed: the names in the signature block, for contracts whose opening names nobody."""

import re

from tools.legal.named_party import NamedParty, is_company, is_name

_FOOT = 6_000
"""Characters at the end in which signatures stand."""
_LINE = (
    r"(?P<name>[^\n:_]{2,110}?)"
    r"(?=\s{3,}|\s*\n|\s*_|\s*$|\s*:|\s+by\s*:|,?\s+(?:acting\s+)?by\s|,?\s+in\s+the\s+presence)"
)
_SIGNED = re.compile(
    r"\b(?:signed|executed|agreed|accepted)\s+"
    r"(?:(?:as\s+a\s+deed|and\s+delivered|and\s+accepted)\s+)?"
    rf"(?:for\s+and\s+on\s+behalf\s+of|on\s+behalf\s+of|for|by)\s*:?\s*{_LINE}"
    rf"|\bfor\s+and\s+on\s+behalf\s+of\s*:?\s*{_LINE.replace('?P<name>', '?P<behalf>')}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^[ \t]*(?:THE\s+|The\s+)?(?P<role>[A-Z][A-Za-z]{2,24})[ \t]*:[ \t]*\n?[ \t]*"
    r"(?P<name>[A-Z][^\n:_]{2,100}?)(?=\s{3,}|\s*\n|\s*_|\s*$)",
    re.MULTILINE,
)
_ABOVE = re.compile(
    r"^[ \t]*(?P<name>[A-Z][^\n:_]{2,100}?)[ \t]*\n\s*(?:By|Signature|Name|Sign(?:ed)?)\s*:",
    re.MULTILINE,
)
_NO_ROLE = frozenset(
    ("name", "title", "date", "by", "signature", "witness", "place", "position", "address", "its")
)


def signers(text: str) -> list[NamedParty]:
    """The names in the signature block, in order; empty where fewer than two can be read."""
    start = max(0, len(text) - _FOOT)
    found: dict[str, NamedParty] = {}
    for pattern in (_ROLE, _SIGNED, _ABOVE):
        for match in pattern.finditer(text, start):
            groups = match.groupdict()
            key = "behalf" if groups.get("behalf") else "name"
            role = groups.get("role") or ""
            if role.lower() in _NO_ROLE:
                continue
            name = match[key].strip(" ,.;")
            if not is_name(name) or not (role or is_company(name) or pattern is _SIGNED):
                continue
            begin = match.start(key) + len(match[key]) - len(match[key].lstrip())
            roles = (role.title(),) if role else ()
            found.setdefault(
                name.casefold(), NamedParty(" ".join(name.split()), roles, begin, begin + len(name))
            )
    named = sorted(found.values(), key=lambda one: one.start)
    return named if len(named) > 1 else []
