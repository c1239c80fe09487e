"""Who must do what by when: sentences that bind a party, and the time they name."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.legal.calendar_dates import written_dates
from tools.legal.durations import moved, written_durations
from tools.legal.segmentation import Segments

_ACTORS = (
    *("Tenant", "Landlord", "Lessee", "Lessor", "Licensee", "Licensor", "Supplier", "Customer"),
    *("Client", "Buyer", "Seller", "Vendor", "Distributor", "Company", "Contractor", "Consultant"),
    *("Provider", "Recipient", "Discloser", "Franchisee", "Franchisor", "Manufacturer", "Reseller"),
    *("Agent", "Employee", "Employer", "Executive", "Borrower", "Lender", "Sponsor", "Subscriber"),
    *("Purchaser", "Operator", "Owner", "Carrier", "Shipper", "Affiliate", "Artist", "Promoter"),
    *("Producer", "Bank", "You", "We"),
)
_GENERAL = (
    r"(?:[Ee]ach|[Ee]ither|[Nn]either|[Bb]oth|[Tt]he|[Oo]ne|[Aa])\s+(?:of\s+the\s+)?"
    r"(?:\w+\s+)?[Pp]art(?:y|ies)"
)
_MODAL = (
    r"\s*,?\s+(?:(?:each|also|hereby|further|then|at\s+all\s+times|promptly|jointly)\s+)?"
    r"(?:shall|must|will|may\s+(?:not|only)|cannot|(?:hereby\s+)?(?:agrees?|undertakes?|covenants?)\s+(?:to|that\s+it\s+(?:shall|will))|"
    r"(?:is|are)\s+(?:obliged|required|obligated)\s+to)\s+"
)
_NO_DUTY = re.compile(
    r"(?:be\s+(?:deemed|construed|governed|entitled|the|an?|effective|binding|interpreted|null|void|in\s+effect"
    r"|referred|liable|considered|subject)|have\s+(?:the\s+)?(?:right|no\s+(?:obligation|liability)|option)"
    r"|mean\b|include\b|survive|remain\b|continue\b|commence|terminate\s+auto|not\s+be\s+(?:deemed|liable|required)"
    r"|constitute|apply\b|automatically)",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:within|not\s+(?:more|later)\s+than|no\s+(?:later|more)\s+than|(?:at\s+least|not\s+less\s+than|no\s+less\s+than)"
    r"(?=[^.;,$€£]{0,40}\b(?:days?|weeks?|months?|years?)\b)|on\s+or\s+before|prior\s+to|before|by|until|upon|after|following"
    r"|on\s+(?:the\b|(?=\d|[A-Z][a-z]+\s+\d))|in\s+advance|(?:each|every)\s+(?:calendar\s+|fiscal\s+)?(?:month|quarter|year|week|day)|monthly|quarterly"
    r"|annually|promptly|immediately)\b[^;.]{0,140}",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"\b(?:days?|weeks?|months?|years?|quarters?|annum|monthly|quarterly|annually|immediately|promptly|business\s+day"
    r"|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RECURRING = re.compile(
    r"\b(?:each|every)\s+(?:calendar\s+|fiscal\s+|contract\s+)?(?:month|quarter|year|week|day)|\bmonthly\b|\bquarterly\b"
    r"|\bannually\b|\bper\s+(?:month|annum|year|quarter)\b|\bof\s+each\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:after|of|from|following)\s+(?:the\s+)?(?:effective\s+date|date\s+(?:hereof|of\s+this|of\s+the\s+agreement)"
    r"|execution\s+of\s+this|commencement\s+date|signing\s+of\s+this|date\s+of\s+this)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?P<side>before|prior\s+to|after|following|of)\s+(?:the\s+)?(?:date\s+of\s+)?(?:expiration|expiry|end)\s+(?:of\s+(?:the|this)"
    r"\s+(?:\w+\s+)?(?:term|agreement|lease)|date|hereof)",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\b(?:if|in\s+the\s+event|should|upon|whenever|where)\b", re.IGNORECASE)
_LONGEST = 1_200
"""Characters; a longer run is a list whose parts no single deadline binds."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A sentence that binds someone."""

    who: str
    duty: str
    """With its "shall" or "must not"."""
    prohibition: bool
    due: str
    due_date: datetime.date | None
    recurring: bool
    start: int
    end: int


Known = Mapping[str, datetime.date | None]
"""The contract's own days: `start` and `end`."""


def duties(text: str, segments: Segments, roles: Sequence[str], known: Known) -> list[Duty]:
    """Every duty of a party, in order of the text; those with a time first said are kept whole."""
    binding = _binding(roles)
    found: list[Duty] = []
    for start, end in segments.tolist():
        if end - start > _LONGEST or not (match := _first(binding, text, start, end)):
            continue
        rest = text[match.end() : end]
        if _NO_DUTY.match(rest):
            continue
        due = _due(text, match.end(), end) or _due(text, start, match.start())
        who = re.sub(r"^the\s+", "", " ".join(match["who"].split()), flags=re.IGNORECASE)
        said = " ".join(text[match.end("who") : end].split()).strip(" ,")
        who, said, forbidden = _told(who, said)
        day = _day(text, start, end, due, known) if due and not forbidden else None
        again = bool(_RECURRING.search(text, start, end))
        found.append(Duty(who, said, forbidden, due, day, again, start, end))
    return found


def _told(who: str, said: str) -> tuple[str, str, bool]:
    """Who, what, and whether it is forbidden: "may not assign" is told as "must not assign"."""
    nobody = re.match(r"(?:neither|no)\b", who, re.IGNORECASE)
    match = _FORBIDS.match(said) or (nobody and _MODAL_WORD.match(said))
    if not match:
        return who, said, False
    if nobody:
        who = re.sub(r"^(?:neither|no)\b", "each", who, flags=re.IGNORECASE)
    return who, f"must not {said[match.end() :].lstrip()}", True


_FORBIDS = re.compile(
    r"(?:(?:shall|must|will|may)(?:\s+at\s+no\s+time|\s+not|\s+never)|cannot|(?:hereby\s+)?(?:agrees?|undertakes?|covenants?)\s+not\s+to)\b",
    re.IGNORECASE,
)
_MODAL_WORD = re.compile(r"(?:shall|must|will|may)\b", re.IGNORECASE)


def _names(names: Sequence[str]) -> str:
    longest = sorted({name for name in names if name}, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)


_USUAL = re.compile(
    rf"\b(?P<who>(?:[Tt]he\s+)?(?:{_names([*_ACTORS, *(name.upper() for name in _ACTORS)])})"
    rf"|{_GENERAL}){_MODAL}"
)
"""The words contracts usually call their parties by; compiled once, since it is long."""


def _binding(roles: Sequence[str]) -> list[re.Pattern[str]]:
    own = _names([role for role in roles if role not in _ACTORS])
    return [_USUAL, *([re.compile(rf"\b(?P<who>(?:[Tt]he\s+)?(?:{own})){_MODAL}")] if own else [])]


def _first(
    patterns: Sequence[re.Pattern[str]], text: str, start: int, end: int
) -> re.Match[str] | None:
    """The earliest match of any of the patterns."""
    found = [match for pattern in patterns if (match := pattern.search(text, start, end))]
    return min(found, key=lambda match: match.start(), default=None)


def _due(text: str, start: int, end: int) -> str:
    """The words that say by when; of several the first that names a time."""
    for match in _DUE.finditer(text, start, end):
        if _TIMED.search(match.group()):
            return " ".join(match.group().split()).strip(" ,")
    return ""


def _day(text: str, start: int, end: int, due: str, known: Known) -> datetime.date | None:
    """The day it falls on, where only dates of the contract decide it."""
    dates = [one.day for one in written_dates(due) if one.day]
    if dates:
        return dates[0] if not re.search(r"\b(?:after|since|from)\b", due) else None
    if _CONDITIONAL.search(text, start, end) or _RECURRING.search(text, start, end):
        return None
    lengths = written_durations(due)
    if not lengths:
        return None
    begun, ended = known.get("start"), known.get("end")
    if _STARTS.search(due) and begun:
        return moved(begun, lengths[0].length)
    if (match := _ENDS.search(due)) and ended:
        before = match["side"].lower() in ("before", "prior to")
        return moved(ended, lengths[0].length, -1 if before else 1)
    return None
