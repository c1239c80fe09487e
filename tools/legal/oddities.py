"""Checks of the playbook that take more than words: lengths of time, rates, rights of one side."""

import re
from collections.abc import Callable, Iterator, Mapping

from tools.legal.analysed import Citation, ContractAnalysis
from tools.legal.durations import Duration, written_durations
from tools.legal.exit_words import general, one_sided
from tools.legal.governing_law import places_named
from tools.legal.key_terms import SURE, cite
from tools.legal.reading import Reading

Check = Callable[[Reading, ContractAnalysis, float], Citation | None]
_DAYS = {"day": 1.0, "business day": 1.4, "week": 7.0, "month": 30.4, "year": 365.0}
_OPENING = 3_500
_FIRST_SECTION = re.compile(r"\n\s*(?:1\.|ARTICLE|Article|Section)\s")
_PAYS = re.compile(r"\b(?:pay|pays|paid|payable|payment|invoiced?|due)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|net|not\s+later\s+than|no\s+later\s+than)\W+(?:\w+\W+)?$", re.IGNORECASE
)
_RATE = re.compile(
    r"(?P<rate>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|per\s?cent)\)?\s*(?:of\s+the\s+\w+\s+\w+\s+)?(?:per|a|each|every|/)\s*(?P<per>month|annum|year)"
    r"|(?P<rate2>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|per\s?cent)\)?\s*(?P<adverb>monthly|annually|p\.a\.)",
    re.IGNORECASE,
)
_LATE = re.compile(r"\b(?:late|overdue|unpaid|arrears|past\s+due|default|delay)\w*", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:anywhere\s+in\s+the\s+world|world-?\s?wide|throughout\s+the\s+world|across\s+the\s+world|globally|any\s+country)\b",
    re.IGNORECASE,
)
_RESTRAINTS = ("Non-Compete", "No-Solicit of Employees", "No-Solicit of Customers")
_BARE_AUDIT = re.compile(
    r"\bwithout\s+(?:any\s+)?(?:prior\s+)?(?:written\s+)?notice|\bunannounced|\bat\s+any\s+time\b(?![^.;]*\bnotice)",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?P<who>(?:[Ee]ither|[Ee]ach|[Nn]either|[Nn]o|[Bb]oth|[Aa])\s+(?:of\s+the\s+)?[Pp]art(?:y|ies)|(?:[Tt]he\s+)?"
    r"[A-Z][\w&.'’-]*,?(?:\s+(?:&\s+)?[A-Z][\w&.'’-]*){0,4})\s+"
)
_BOUND = re.compile(
    _SUBJECT + r"(?:may|shall|will|must)\s+not\s+(?:[\w,]+\s+){0,4}?(?:assign|transfer|novate)\b"
    r"|(?P<nobody>(?:[Nn]either|[Nn]o)\s+[Pp]arty)\b"
)
_INDEMNIFIES = re.compile(
    _SUBJECT + r"(?:shall|will|must|agrees?\s+to|hereby\s+agrees?\s+to|undertakes?\s+to)"
    r"\s+(?:\w+,?\s+){0,4}?indemnify\b"
)
_EXCLUSIVE_COURTS = re.compile(r"\bexclusive\s+(?:jurisdiction|venue|forum)\b", re.IGNORECASE)


def _sentences(reading: Reading, word: str) -> Iterator[tuple[int, int, str]]:
    for start, end in reading.scored.segments.tolist():
        said = reading.words(start, end)
        if word in said.lower():
            yield start, end, said


def _days(length: Duration) -> float:
    return length.count * _DAYS[length.unit]


def _long_notice(_: Reading, found: ContractAnalysis, limit: float) -> Citation | None:
    notice, renewal = found.notice_to_stop_renewal, found.renewal
    if not (notice and renewal and renewal.automatic and notice.value and notice.unit):
        return None
    days = notice.value * _DAYS[notice.unit[:-1]]
    return notice.citation if days > limit + 2 else None


def _long_payment(reading: Reading, _: ContractAnalysis, limit: float) -> Citation | None:
    for start, end, said in _sentences(reading, "pa"):
        if not _PAYS.search(said):
            continue
        for one in written_durations(said):
            near = _WITHIN.search(said[max(0, one.start - 40) : one.start])
            if near and limit < _days(one.length) < 365:
                return cite(reading, start, end)
    return None


def _late_interest(reading: Reading, _: ContractAnalysis, limit: float) -> Citation | None:
    for start, end, said in _sentences(reading, "interest"):
        if not _LATE.search(said):
            continue
        for match in _RATE.finditer(said):
            monthly = (match["per"] or match["adverb"]).lower().startswith("month")
            rate = float(match["rate"] or match["rate2"]) * (12 if monthly else 1)
            if rate >= limit:
                return cite(reading, start, end)
    return None


def _broad_restraint(reading: Reading, _: ContractAnalysis, limit: float) -> Citation | None:
    for clause in _RESTRAINTS:
        sure = [one for one in reading.passages(clause) if one.chance >= SURE]
        for one in [*sure, *reading.stated(clause)]:
            said = reading.words(one.start, one.end)
            if not re.search(r"compet|solicit|hire|employ|poach|recruit|entice", said, re.I):
                continue
            if not re.search(r"employee|staff|personnel|customer|client|compet", said, re.I):
                continue
            days = [_days(length.length) for length in written_durations(said)]
            if max(days, default=0) > limit + 2 or _WORLD.search(said):
                return cite(reading, one.start, one.end)
    return None


def _bare_audit(reading: Reading, _: ContractAnalysis, __: float) -> Citation | None:
    for one in reading.stated("Audit Rights"):
        said = reading.words(one.start, one.end)
        if _BARE_AUDIT.search(said) and re.search(r"\baudit|\brecords|\bbooks", said, re.I):
            return cite(reading, one.start, one.end)
    return None


def _assignment(reading: Reading, _: ContractAnalysis, __: float) -> Citation | None:
    """One named side is bound, and neither the other nor both are."""
    bound: dict[str, Citation] = {}
    for start, end, said in _sentences(reading, "assign"):
        for match in _BOUND.finditer(said):
            who = match["who"] or match["nobody"]
            if general(who) or re.match(r"(?:This|The)\s+(?:Agreement|Lease|Contract)", who):
                return None
            bound.setdefault(re.sub(r"^[Tt]he\s+", "", who), cite(reading, start, end))
    return next(iter(bound.values())) if len(bound) == 1 else None


def _indemnity(reading: Reading, _: ContractAnalysis, __: float) -> Citation | None:
    held: dict[str, Citation] = {}
    for start, end, said in _sentences(reading, "indemnify"):
        for match in _INDEMNIFIES.finditer(said):
            if general(match["who"]):
                return None
            held.setdefault(re.sub(r"^[Tt]he\s+", "", match["who"]), cite(reading, start, end))
    return next(iter(held.values())) if len(held) == 1 else None


def _exit_of_one(_: Reading, found: ContractAnalysis, __: float) -> Citation | None:
    return found.early_exits[0].citation if one_sided(found.early_exits) else None


def _courts_abroad(reading: Reading, _: ContractAnalysis, __: float) -> Citation | None:
    """Courts of a place that the opening, where the parties' seats stand, does not name."""
    first = _FIRST_SECTION.search(reading.contract.text, 0, _OPENING)
    seats = set(places_named(reading.words(0, first.start() if first else _OPENING // 3)))
    for start, end, said in _sentences(reading, "exclusive"):
        if _EXCLUSIVE_COURTS.search(said):
            courts = set(places_named(said[_near(said) :]))
            if courts and seats and not courts & seats:
                return cite(reading, start, end)
    return None


def _near(said: str) -> int:
    """Where the words on courts begin: before them may stand the law that governs."""
    match = re.search(r"\bcourts?\b|\bexclusive\b", said, re.IGNORECASE)
    return match.start() if match else 0


CHECKS: Mapping[str, Check] = {
    "long notice": _long_notice,
    "long payment": _long_payment,
    "late interest": _late_interest,
    "broad restraint": _broad_restraint,
    "audit without notice": _bare_audit,
    "one-sided assignment": _assignment,
    "one-sided indemnity": _indemnity,
    "one-sided end": _exit_of_one,
    "courts abroad": _courts_abroad,
}
"""By the name a rule of the playbook calls them; the number is the rule's `limit`."""
