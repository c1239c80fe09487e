"""When a contract begins and ends, whether it renews, and by when one must speak up.

Dates are read where the contract states them. An end that is only counted ("five years from the
Effective Date") is computed when the day it is counted from is known, else its wording is told.
A term of whole years or months ends on the anniversary of its first day, as CUAD's lawyers count.
"""

import datetime
import re
from dataclasses import dataclass

from tools.legal.calendar_dates import WrittenDate, ordinal, written_dates
from tools.legal.durations import Duration, WrittenDuration, moved, written_durations
from tools.legal.reading import Passage, Reading
from tools.legal.statements import statements

_DEFINED_AFTER = re.compile(
    r"[^.;\n]{0,40}?\(\s*(?:the|this|such\s+date|being)?[^()\"“”]{0,30}"
    r"[\"“]\s*([A-Z][\w ]{2,28}Date)\s*[\"”]"
)
_DEFINED_BEFORE = re.compile(
    r"[\"“]?\b((?:Effective|Commencement|Start|Execution|Launch|Closing|Expiration|Expiry|End|Initial"
    r"|Agreement|Signing|Lease\s+Commencement|Termination)\s+Date|Contract\s+(?:start|end))[\"”]?\s*"
    r"(?:\)|\(\w*\))?\s*(?::|-|–|\bmeans\b|\bshall\s+mean\b|\bshall\s+be\b|\bis\b|\bof\b|\)|,)[^.;]{0,60}?$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:dated|made|given|entered\s+into|executed|effective|as)\b[^.;]{0,60}?\b(?:as\s+of|on|of|this|the|dated)\W*(?:the\s+)?$"
    r"|\bas\s+of\s+(?:the\s+)?$|\bdated?:?\s+(?:the\s+)?$|\beffective\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_HEAD = 8_000
_ENDS = re.compile(
    r"\b(?:expir\w*|terminat\w*|end(?:s|ing|ed)?|until|through|thru|conclud\w*|up\s+to|remain\w*|continu\w*|to)\b",
    re.IGNORECASE,
)
_ENDS_ON = re.compile(
    r"\b(?:agreement|term|undertaking|duties|obligations|contract|licen[cs]e|lease|employment)\s+(?:\w+\s+){0,3}?"
    r"(?:ends?|expires?|terminates?|(?:continues?|runs?)\s+until)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_FOREVER = re.compile(
    r"\b(?:perpetual(?:ly)?|perpetuity|indefinite(?:ly)?|unlimited\s+(?:period|duration|term)|evergreen)\b"
    r"|\b(?:until|unless)\s+(?:it\s+is\s+)?(?:earlier\s+|sooner\s+|otherwise\s+)?terminated\s+(?:by|in|as|pursuant|upon|under|for)\b"
    r"|\buntil\s+(?:it\s+is\s+|the\s+)?(?:earlier\s+|expiration\s+or\s+)?terminat(?:ed|ion)\b",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\b(?:from|following|after|of|commenc\w+\s+(?:on|upon|as\s+of|from)|begin\w*\s+(?:on|upon|as\s+of|with|from)"
    r"|start\w*\s+(?:on|from))\s+(?:and\s+after\s+)?(?:the\s+)?(?P<what>[^,.;()]{3,80})",
    re.IGNORECASE,
)
_CONTRACTS_OWN = re.compile(
    r"^(?:(?:said|such|this|its|date\s+of)\s+)*(?:effective\s*date|date\s+(?:hereof|of\s+(?:this|the|its|execution|signing|last|signature)"
    r"|first|on\s+which\s+it|above|set\s+forth)|agreement|execution|signing|signature|commencement|hereof|date\b)"
    r"|first\s+(?:written|set\s+forth|above)|commencement\s+date|start\s+date|effective\s*date|date\s+hereof",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(
    r"\beffective(?:\s+(?:as\s+of|on|from|date\s*(?:is|of|:)?))?\W{1,4}(?:the\s+)?$", re.IGNORECASE
)
_ANNIVERSARY = re.compile(
    r"(?:\b(?P<words>[a-z-]+))?\s*\(?(?P<digits>\d{1,2})?\s?(?:st|nd|rd|th)?\)?\s+(?:year\s+)?anniversary",
    re.IGNORECASE,
)
_ENDS_RENEWAL = re.compile(
    r"\b(?:unless|until|non-?\s?renew\w*|not\s+(?:to\s+|be\s+)?renew\w*|terminat\w*|cancel\w*|contrary|expire\w*)\b",
    re.IGNORECASE,
)
_NOT_A_TERM = re.compile(
    r"(?:prior\s+)?(?:\w+\s+){0,2}?(?:written\s+)?notice|\bprior\s+to\b|\bbefore\b|\bin\s+advance\b|\badvance\b",
    re.IGNORECASE,
)
_RENEWS = re.compile(
    r"\b(?:renew\w*|extend\w*|extension\w*|additional|successive|further|subsequent|consecutive|thereafter"
    r"|(?:year|month)[\s-]to[\s-](?:year|month)|rolls?\s+over)\b",
    re.IGNORECASE,
)
_BY_ITSELF = re.compile(
    r"\bautomatic(?:ally)?\b|\bshall\s+(?:be\s+)?(?:deemed\s+)?renew|\bwill\s+(?:be\s+)?renew|\brenewed?\s+tacitly"
    r"|\brenew\w*\s+(?:itself|by\s+itself)|\bfrom\s+year\s+to\s+year|\brolls?\s+over|\bevergreen"
    r"|\bmonth[\s-]to[\s-]month|\bunless\s+(?:either|one|a|any)\s+party",
    re.IGNORECASE,
)
_BY_CHOICE = re.compile(
    r"\b(?:may\s+(?:be\s+)?(?:renew|extend)|option|right\s+to\s+(?:renew|extend)|mutual(?:ly)?\s+(?:agree|written|consent)"
    r"|agree\s+in\s+writing|by\s+(?:written\s+)?agreement|request)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:successive|consecutive|each|thereafter|any\s+renew|renewal\s+terms|then[\s-]current"
    r"|year\s+to\s+year|periods|terms|additional\s+one-year|annual\s+renewals)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\s*['’]?\s*(?:(?!unless|if|until|provided|or\b)\w+\s+){0,3}?(?:prior|before|in\s+advance|advance|preceding|notice|written|previous)",
    re.IGNORECASE,
)
_LEAST_TIME = re.compile(r"\b(?:least|less\s+than|later\s+than|upon|within)\s+$", re.IGNORECASE)
_OF_TERM = re.compile(
    r"\b(?:agreement|term|contract|lease|licen[cs]e|subscriptions?|it)\b", re.IGNORECASE
)
_SURE = 0.15
"""Least chance of a passage to be read for a value."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and the words it was read from."""

    start: int
    end: int
    day: datetime.date | None = None
    length: Duration | None = None
    blank: bool = False
    """Left blank or blacked out in the contract."""
    ambiguous: bool = False
    perpetual: bool = False
    automatic: bool = False
    successive: bool = False
    excluded: bool = False
    """Whether it is said that it does not renew by itself."""
    counted_from: str = ""
    """What a counted end runs from, where that day is not known."""
    computed: bool = False
    """Whether the day was counted rather than stated."""


@dataclass(frozen=True, slots=True)
class Term:
    """Everything that says how long a contract runs; None where it is silent."""

    agreement: Stated | None
    effective: Stated | None
    length: Stated | None
    expiry: Stated | None
    renewal: Stated | None
    notice: Stated | None
    """How long before the end one must say that it shall not renew."""


def read_term(reading: Reading) -> Term:
    """Read every part of the term off the passages of its clauses."""
    defined = defined_dates(reading.contract.text)
    agreement = _agreement_date(reading)
    effective = _effective_date(reading, defined, agreement)
    begin = (effective and effective.day) or (agreement and agreement.day) or None
    length, expiry = _end(reading, defined, begin)
    renewal = _renewal(reading)
    notice = _notice(reading)
    return Term(agreement, effective, length, expiry, renewal, notice)


def defined_dates(text: str) -> dict[str, WrittenDate]:
    """Days that the contract gives a name: `May 1, 2020 (the "Commencement Date")`."""
    found: dict[str, WrittenDate] = {}
    for written in written_dates(text[: _HEAD * 3]):
        after = _DEFINED_AFTER.match(text, written.end, written.end + 110)
        before = _DEFINED_BEFORE.search(text[max(0, written.start - 110) : written.start])
        for match in (after, before):
            if match:
                found.setdefault(" ".join(match[1].split()).casefold(), written)
    return found


def _dated(written: WrittenDate) -> Stated:
    return Stated(
        written.start, written.end, day=written.day, blank=written.day is None,
        ambiguous=written.ambiguous,
    )  # fmt: skip


def _first_date(reading: Reading, clause_type: str, least: float) -> Stated | None:
    """The likeliest short passage of a type that holds a date; one with blanks when no other."""
    blank: Stated | None = None
    for passage in reading.passages(clause_type):
        if passage.chance < least:
            break
        for written in written_dates(reading.contract.text, passage.start, passage.end + 1):
            if written.day:
                return _dated(written)
            blank = blank or _dated(written)
    return blank


def _agreement_date(reading: Reading) -> Stated | None:
    if found := _first_date(reading, "Agreement Date", _SURE):
        return found
    text = reading.contract.text
    for written in written_dates(text, 0, min(_HEAD, len(text))):
        if _DATED.search(text[max(0, written.start - 90) : written.start]):
            return _dated(written)
    return None


def _effective_date(
    reading: Reading, defined: dict[str, WrittenDate], agreement: Stated | None
) -> Stated | None:
    for name in ("effective date", "commencement date", "start date", "contract start"):
        if name in defined:
            return _dated(defined[name])
    text = reading.contract.text
    for written in written_dates(text, 0, min(_HEAD, len(text))):
        if _FROM_HERE.search(text[max(0, written.start - 40) : written.start]):
            return _dated(written)
    if found := _first_date(reading, "Effective Date", _SURE):
        return found
    passages = reading.passages("Effective Date")
    if agreement and passages and passages[0].chance >= _SURE:
        return agreement  # "effective upon the date first above written"
    return None


def _end(
    reading: Reading, defined: dict[str, WrittenDate], begin: datetime.date | None
) -> tuple[Stated | None, Stated | None]:
    """Length of the term and its last day."""
    text = reading.contract.text
    length: Stated | None = None
    forever: Stated | None = None
    for name in ("expiration date", "expiry date", "end date", "contract end"):
        if name in defined:
            return None, _dated(defined[name])
    for passage in reading.passages("Expiration Date"):
        if passage.chance < _SURE:
            break
        if found := stated_end(text, passage):
            return length, found
        if written := term_length(text, passage) or _anniversary(text, passage):
            length = Stated(written.start, written.end, length=written.length)
            return length, _counted_end(text, passage, written, defined, begin)
        if match := _FOREVER.search(text, passage.start, passage.end):
            forever = forever or Stated(*match.span(), perpetual=True)
    return length, forever or _worded_end(text)


def _worded_end(text: str) -> Stated | None:
    """An end that is stated in so many words, where no passage is likely to be of its kind."""
    for written in written_dates(text):
        if written.day and _ENDS_ON.search(text[max(0, written.start - 70) : written.start]):
            return _dated(written)
    return None


def stated_end(text: str, passage: Passage) -> Stated | None:
    """The last date that words of ending introduce."""
    ends: list[WrittenDate] = []
    for written in written_dates(text, passage.start, passage.end):
        before = text[max(passage.start, written.start - 60) : written.start]
        cues = list(_ENDS.finditer(before))
        if cues and not re.search(
            r"\b(?:from|since|dated)\W+(?:\w+\W+){0,3}$", before[cues[-1].end() :], re.IGNORECASE
        ):
            ends.append(written)
    return _dated(ends[-1]) if ends else None


def term_length(text: str, passage: Passage) -> WrittenDuration | None:
    """The first length of time that is no notice and no renewal."""
    for written in written_durations(text, passage.start, passage.end):
        after = text[written.end : min(passage.end, written.end + 45)]
        before = text[max(passage.start, written.start - 70) : written.start]
        if _NOT_A_TERM.match(after.lstrip("'’ ")) or _RENEWS.search(before):
            continue
        if written.length.unit in ("day", "business day") and written.length.count < 60:
            continue
        if re.search(r"\b(?:least|than|within|upon|every)\s+$", before):
            continue
        return written
    return None


def _anniversary(text: str, passage: Passage) -> WrittenDuration | None:
    """The twentieth (20th) anniversary of the Effective Date is twenty years on."""
    match = _ANNIVERSARY.search(text, passage.start, passage.end)
    if not match:
        return None
    count = match["digits"] or ordinal(match["words"] or "")
    return (
        WrittenDuration(*match.span(), Duration(float(count), "year")) if count.isdigit() else None
    )


def _counted_end(
    text: str, passage: Passage, written: WrittenDuration,
    defined: dict[str, WrittenDate], begin: datetime.date | None,
) -> Stated:  # fmt: skip
    start, unknown = begin, ""
    own = written_dates(text, passage.start, passage.end)
    if own and own[0].day:
        start = own[0].day
    elif match := _COUNTED_FROM.search(text, written.end, passage.end) or _COUNTED_FROM.search(
        text, passage.start, written.start
    ):
        what = " ".join(match["what"].split())
        named = next((day for name, day in defined.items() if name in what.casefold()), None)
        if named and named.day:
            start = named.day
        elif not _CONTRACTS_OWN.search(what) and re.search(
            r"[A-Z]\w+\s+Date|\bfirst\b|\bdelivery|\bacceptance|\blaunch", what
        ):
            start, unknown = None, what
    day = moved(start, written.length) if start else None
    return Stated(
        written.start, written.end, day=day, length=written.length, counted_from=unknown,
        computed=True, blank=day is None and not unknown and bool(own),
    )  # fmt: skip


def _renewal(reading: Reading) -> Stated | None:
    text = reading.contract.text
    sure = [one for one in reading.passages("Renewal Term") if one.chance >= _SURE]
    by_words = [
        one
        for one in reading.stated("Automatic renewal")
        if _OF_TERM.search(text, one.start, one.end)
    ]
    for passage in [*sure, *by_words, *reading.denials("Automatic renewal")]:
        words = text[passage.start : passage.end]
        told = statements()["Automatic renewal"]
        left, excluded = told.blanked(words), bool(told.denied(words))
        chosen, alone = _BY_CHOICE.search(left), _BY_ITSELF.search(left)
        automatic = bool(alone) and not excluded
        automatic = automatic and not (chosen and alone and alone.start() > chosen.start())
        written = renewal_length(text, passage)
        if written or automatic or _RENEWS.search(words):
            return Stated(
                written.start if written else passage.start,
                written.end if written else passage.end,
                length=written.length if written else None,
                automatic=automatic,
                successive=bool(_AGAIN.search(words)) and not excluded,
                excluded=excluded,
            )
    return None


def renewal_length(text: str, passage: Passage) -> WrittenDuration | None:
    """The length of time nearest after a word of renewing, notices left out."""
    cues = [match.end() for match in _RENEWS.finditer(text, passage.start, passage.end)]
    if not cues:
        return None
    after: list[WrittenDuration] = []
    for written in written_durations(text, passage.start, passage.end):
        following = text[written.end : min(passage.end, written.end + 30)]
        if (
            written.end > cues[0] - 3
            and not _AHEAD.match(following)
            and (written.length.unit not in ("day", "business day") or written.length.count >= 30)
        ):
            after.append(written)
    return after[0] if after else None


def _notice(reading: Reading) -> Stated | None:
    text = reading.contract.text
    for clause_type in ("Notice Period to Terminate Renewal", "Renewal Term"):
        for passage in reading.passages(clause_type):
            if passage.chance < _SURE:
                break
            if written := notice_length(text, passage):
                return Stated(written.start, written.end, length=written.length)
    return None


def notice_length(text: str, passage: Passage) -> WrittenDuration | None:
    """How long before the end a passage wants notice that the contract shall not renew."""
    if not _ENDS_RENEWAL.search(text, passage.start, passage.end):
        return None
    for written in written_durations(text, passage.start, passage.end):
        before = text[max(passage.start, written.start - 60) : written.start]
        following = text[written.end : min(passage.end, written.end + 45)]
        if _AHEAD.match(following) or _LEAST_TIME.search(before):
            return written
    return None
