"""Who signed: the names in the signature block, for contracts whose opening names nobody."""

import re
from collections.abc import Iterator

from tools.legal.named_party import NamedParty, is_company, is_name

_FOOT = 6_000
"""Characters at the end in which signatures stand."""
_FEW = 2
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
_RUN_ON = re.compile(r"(?P<before>[^\n]{4,160}?)\s(?:By\s*:|/s/)")
"""Blocks that a filing has run together in one line: a name, "By:", who signs, the next name."""
_SIGNED_BEFORE = re.compile(
    r".*(?:\b(?:Officer|Signatory|President|Directors?|Secretary|Manager|Member|Treasurer|Counsel"
    r"|Attorney-in-fact|Chairman|Trustee|General\s+Partner|Principal|Esq\.|managers?|members?|partner)"
    r"|\d{1,2}/\d{1,2}/\d{4}|\b(?:19|20)\d\d|\]|:|\.\s\s)\s+",
    re.DOTALL | re.IGNORECASE,
)
"""What ends the block before: a title, a date, a page's mark."""
_NO_ROLE = frozenset(
    ("name", "title", "date", "by", "signature", "witness", "place", "position", "address", "its")
)


def _run_on(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Companies that sign in blocks run together, and where their names stand."""
    for match in _RUN_ON.finditer(text, start):
        before = match["before"]
        cut = _SIGNED_BEFORE.match(before)
        name = before[cut.end() if cut else 0 :].strip(" ,;")
        if ":" not in name and is_name(name) and is_company(name):
            yield name, match.start("before") + before.rindex(name)


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
    if len(found) < _FEW:
        for name, begin in _run_on(text, start):
            found.setdefault(name.casefold(), NamedParty(name, (), begin, begin + len(name)))
    named = sorted(found.values(), key=lambda one: one.start)
    return named if len(named) > 1 else []
