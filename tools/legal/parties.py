"""Who the parties to a contract are, read from its opening words.

A party is a name that the opening defines (`Acme Inc., a Delaware corporation (the "Company")`),
or one of the names that "between … and …" joins. What is blacked out is said to be so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tools.legal.named_party import REDACTED, NamedParty, is_company, is_name
from tools.legal.signatures import signers

_HEAD = 15_000
"""Cover page and table of contents stand before the opening."""
_OPENING = 3_500
"""Characters in which an opening names its parties, long addresses included."""
_MOST_OPENINGS = 12
_MOST = 60
_BEGINS = re.compile(
    r"\b(?:given\s+(?:on\s+[^,.;\n]{5,30}\s+)?by|[Bb]y\s+and\s+(?:between|among(?:st)?)|[Bb]etween|B\s?E\s?T\s?W\s?E\s?E\s?N|AMONG|[Aa]mong(?:st)?|entered\s+into\s+by|made\s+by"
    r"|entered\s+into\s+with|Party\s+A\s?:|PARTIES|Parties|Gentlemen|Ladies\s+and\s+Gentlemen|Dear\s+[^\n:]{3,40})\b\s*:?"
)
_OVER = re.compile(
    r"\bW\s*I\s*T\s*N\s*E\s*S\s*S\s*E\s*T\s*H|\bR\s?E\s?C\s?I\s?T\s?A\s?L|\bRecitals?\b|\bBACKGROUND|\bBackground\b|\bW[Hh][Ee][Rr][Ee][Aa][Ss]"
    r"|\bNOW,?\s+THEREFORE|\bNow,?\s+therefore|\b(?:collectively|together|jointly)[^.()]{0,40}\W?Parties\b"
    r"|\beach\s+(?:individually\s+)?(?:referred|a\s+\W{0,2}Party)|\bparties\s+(?:hereby\s+)?agree"
    r"|\bPREAMBLE|\bDEFINITIONS|\bhereby\s+agree|\bagrees?\s+as\s+follows|\bTABLE\s+OF\s+CONTENTS|\bIT\s+IS\s+(?:HEREBY\s+)?AGREED"
)
_QUOTED = r"[\"“”'‘]{1,2}\s*([^\"“”()\n]{1,60}?)\s*[\"“”'’]{1,2}"
_PLAIN_ROLE = r"([A-Z][\w@&.'’-]*(?:\s+[A-Z][\w@&.'’-]*){0,3})"
_ROLE = re.compile(
    rf"\(\s*(?:[^()\"“”]{{0,70}}?)?{_QUOTED}(?P<more>[^()]{{0,90}})\)"
    rf"|\(\s*(?:hereinafter\s+)?(?:referred\s+to\s+(?:herein\s+)?as\s+)?(?:the\s+)?{_PLAIN_ROLE}\s*\)"
    r"(?!\s+(?:Inc|Ltd|Limited|Co\b|L\.?L\.?C|Corp|Pty|Pte|GmbH|\(|Holding))"
    rf"|,?\s*(?:(?:to\s+be\s+)?herein(?:after)?|collectively)\s*,?\s+(?:referred\s+to\s+as|called|known\s+as)"
    rf"\s+(?:the\s+)?\(?{_QUOTED}\)?"
)
_NO_ROLE = re.compile(
    r"(?:this\s+|the\s+|an?\s+|each\s+)?(?:(?:\w+\s+){0,4}(?:agreement|contract|lease|amendment|addendum"
    r"|plan|date|act|schedule|exhibit|letter|order|note)s?|part(?:y|ies)|term|territory|products?|services?"
    r"|affiliates?|property|premises|sec|commission|subsidiar(?:y|ies)|jsma|tsa|pty|llc|inc|\w)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r",?\s+(?:an?\s+|having\b|with\s+(?:its|an?|offices?|principal|registered)|whose\b|located\b"
    r"|organi[sz]ed\b|incorporated\s+(?:in|under|and)|established\b|existing\b|duly\b|acting\b"
    r"|as\s+(?:the\s+)?[a-z]\w+\b|residing\b|of\s+\d|company\s+(?:number|set)|registered\b|on\s+behalf\b|for\s+itself"
    r"|on\s+(?:the\s+)?(?:one|other)\s+hand|its\s+(?:affiliates|successors)|operating\b|doing\s+business"
    r"|the\s+(?:above|sole)|through\s+its|[afd]\.?/?[kb]\.?/?a\b|(?:and|or)\s+(?:(?:any|each|all)\s+of\s+)?its\s|and/or\b|f/s/o\b|formerly\b|who\b|which\b|in\s+person|is\b|will\b|shall\b|set\s+forth|with\s+respect|hereinafter\b)"
    r"|,\s*(?=\d|P\.?\s?O\.?\s|Suite|Room|one\b)|\s+(?=\d{2,}\s)|[;:]|\s{3,}|\s*\((?!\w+\)[\s,])|\n\s*\n|,\s+the\s",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:[,;)\n]|\b)\s*\b(?:and|And|AND|&)\s*:?\s+(?=[A-Z0-9\[“\"_a-z])|;\s+|\bAND\b:?|\bParty\s+[A-D]\s?:\s*"
)
_LEADING = re.compile(
    r"(?:\W*(?:\b(?:and|between|among|by|to|the\s+undersigned|the|party\s+[ab12]:?)\b|\(?\b[a-z0-9]\)|\d\.(?!\w)|\(\d\)|PARTIES:?)\W*)+",
    re.IGNORECASE,
)
_JOINTLY = re.compile(r"\b(?:collectively|together|jointly|each)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:LLC|L\.L\.C\.|Inc\.?|INC\.?|L\.P\.|LP|Ltd\.?|LTD\.?|Corp\.?|CORP\.?|Limited|Corporation|CORPORATION|N\.A\.)"
    r"(?P<gap>,\s+)(?=[A-Z])"
)
_SEAT = re.compile(
    r"(.{3,80}\s(?:GmbH|AG|AB|B\.?V\.?|N\.?V\.?|Limited|Ltd\.?|LLC|Inc\.?|plc|S\.p\.A\.|SARL|Oy|AS|A/S|SE|KG)),\s+[A-Z][^.]{2,60}$"
)
"""A name and, after its legal form, the town where it sits."""
_ADDRESS = re.compile(
    r"(.{2,80}?\s(?:GmbH|AG|AB|B\.?V\.?|N\.?V\.?|Limited|Ltd\.?|LLC|Inc\.?|plc|S\.?A\.?|SARL|Oy|A/S|KG))"
    r"\s+(?:of\s+)?(?:(?:[A-ZÀ-Ý][\w.'À-ÿ-]*\s+){1,6}\d|(?:Avenida|Avenue|Rue|Via|Calle|Strasse|Straße)\b).*$",
    re.DOTALL,
)
"""A name and, with nothing between, the street where it sits."""
_EDGES = ' \t\n\xa0,;:(–—-"“”'


def parties(text: str) -> list[NamedParty]:
    """The parties, in the order named; empty where the opening names none."""
    best: list[NamedParty] = []
    for start, end in _openings(text):
        found = _each_once(
            _defined(text, start, end) or (_joined(text, start, end) if start else [])
        )
        if _worth(found) > _worth(best):
            best = found
    if _worth(best)[0]:
        return best[:_MOST]
    signed = signers(text)
    if len(best) == 1 and best[0].roles and is_company(best[0].name):
        signed = [*best, *(one for one in signed if is_company(one.name))]
    return _each_once(signed)[:_MOST] or best[:_MOST]


def _worth(named: Sequence[NamedParty]) -> tuple[bool, int]:
    """An opening that names two or more with their roles is the contract's own."""
    sure = sum(bool(one.roles) + is_company(one.name) for one in named)
    return len(named) > 1 and sure > 1, min(sure, 4)


def _openings(text: str) -> list[tuple[int, int]]:
    """Where the parties may be named: after each "between" near the top."""
    spans: list[tuple[int, int]] = []
    for match in _BEGINS.finditer(text, 0, _HEAD):
        over = _OVER.search(text, match.end() + 10, match.end() + _OPENING)
        spans.append((match.end(), over.start() if over else match.end() + _OPENING // 2))
    return [*spans[:_MOST_OPENINGS], (0, min(len(text), _OPENING))]


def _defined(text: str, start: int, end: int) -> list[NamedParty]:
    """Names that are followed by what they are called from then on."""
    found: list[NamedParty] = []
    at = start
    for match in _ROLE.finditer(text, start, min(end + 30, len(text))):
        roles = _roles(match)
        if not roles:
            continue
        several = bool(_JOINTLY.search(match.group()))
        names = list(_names(text, at, match.start(), defined=True, listed=several))
        if not names and start == 0 and (line := text.rfind("\n\n", at, match.start())) > at:
            names = list(_names(text, line, match.start(), defined=True))
        if len(found) > 1:  # further definitions are of things, unless a company is named
            names = [one for one in names if one.redacted or is_company(one.name)]
        if names and (found or len(names) == 1):
            found += [replace(one, roles=roles) for one in (names if several else names[-1:])]
        elif names:
            found += [*names[:-1], replace(names[-1], roles=roles)]
        elif found and not found[-1].roles[1:] and not _AND.search(text, at, match.start()):
            found[-1] = replace(found[-1], roles=(*found[-1].roles, *roles))
        at = match.end()
    if len(found) == 1:
        found += list(_names(text, at, min(end, at + 700)))[:1]
    return found


def _joined(text: str, start: int, end: int) -> list[NamedParty]:
    """Without definitions: the names on both sides of "and"."""
    return list(_names(text, start, min(end, start + 700)))[:4]


def _names(
    text: str, start: int, end: int, *, defined: bool = False, listed: bool = False
) -> Iterator[NamedParty]:
    """The names in a stretch, of which each begins a piece that "and" or a semicolon sets apart.

    Where a definition follows, the last piece is what it defines. In a list of several that one
    definition joins, commas after legal forms set names apart too.
    """
    cuts = [match.span() for match in _AND.finditer(text, start, end)]
    if listed:
        cuts += [match.span("gap") for match in _LISTED.finditer(text, start, end)]
        cuts = _apart(sorted(cuts))
    borders = [start, *(place for cut in cuts for place in cut), end]
    pieces = list(zip(borders[::2], borders[1::2], strict=True))
    index = 0
    while index < len(pieces):
        first, last = pieces[index]
        named = _name(text, first, last)
        # "Smith and Sons Ltd" is one name: what stands before "and" is none by itself.
        if named and index + 1 < len(pieces) and not _whole(named, last):
            longer = _name(text, first, pieces[index + 1][1])
            if longer and is_company(longer.name):
                named, index = longer, index + 1
        last_one = defined and index == len(pieces) - 1 and _all_capital(named)
        if named and _is_party(named, alone=len(pieces) == 1 or last_one):
            yield named
        index += 1


def _apart(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cuts without those that begin inside the one before."""
    kept: list[tuple[int, int]] = []
    for cut in cuts:
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return kept


def _all_capital(named: NamedParty | None) -> bool:
    """Whether every word of two to six begins like a name's."""
    words = named.name.split() if named else []
    return 1 < len(words) < 7 and all(word[0].isupper() or word in ("of", "&") for word in words)


def _whole(named: NamedParty, end: int) -> bool:
    return is_company(named.name) or named.redacted or end - named.end > 3


def _is_party(named: NamedParty, *, alone: bool) -> bool:
    return (
        named.redacted
        or is_company(named.name)
        or (
            (alone or named.name.istitle() or named.name.isupper())
            and 1 < len(named.name.split()) < 7
        )
        or (alone and len(named.name) > 2)
    )


def _roles(match: re.Match[str]) -> tuple[str, ...]:
    """The short names a definition gives."""
    said = match[1] or match[3] or match[4] or ""
    names = [said, *re.findall(_QUOTED, match["more"] or "")]
    names = [" ".join(n.split()).strip(" ,.") for n in names]
    kept = [
        re.sub(r"^the\s+", "", n, flags=re.IGNORECASE)
        for n in names
        if n and not _NO_ROLE.fullmatch(n)
    ]
    return tuple(dict.fromkeys(kept))


def _name(text: str, start: int, end: int) -> NamedParty | None:
    """The name that begins a description; None where there is none."""
    piece = text[start:end]
    lead = _LEADING.match(piece)
    begin = lead.end() if lead else 0
    begin += len(piece[begin:]) - len(piece[begin:].lstrip(_EDGES + ".)"))
    stop = _ENDS.search(piece, begin)
    name = piece[begin : stop.start() if stop else len(piece)].rstrip(_EDGES)
    if cut := _SEAT.match(name) or _ADDRESS.match(name):
        name = cut[1]
    if not is_name(name):
        return None
    flat = " ".join(name.split())
    return NamedParty(
        flat, (), start + begin, start + begin + len(name), bool(REDACTED.match(flat))
    )


def _each_once(found: Sequence[NamedParty]) -> list[NamedParty]:
    kept: dict[str, NamedParty] = {}
    for one in found:
        kept.setdefault(re.sub(r"\W", "", one.name).casefold() or one.name, one)
    return list(kept.values())
