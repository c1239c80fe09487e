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
from tools.legal.term_words import (
    AGAIN,
    AHEAD,
    ANNIVERSARY,
    BEYOND,
    BY_CHOICE,
    BY_ITSELF,
    CONTRACTS_OWN,
    COUNTED_FROM,
    DATED,
    DEFINED_AFTER,
    DEFINED_BEFORE,
    ENDS,
    ENDS_ON,
    ENDS_RENEWAL,
    FOREVER,
    FROM_HERE,
    GOES_ON,
    HEAD,
    LEAST_TIME,
    LONGEST_SENTENCE,
    LONGEST_YEARS,
    NOT_A_TERM,
    OF_TERM,
    RENEWS,
    RUNS,
    SURE,
)


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
    for written in written_dates(text[: HEAD * 3]):
        after = DEFINED_AFTER.match(text, written.end, written.end + 110)
        before = DEFINED_BEFORE.search(text[max(0, written.start - 110) : written.start])
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
    if found := _first_date(reading, "Agreement Date", SURE):
        return found
    text = reading.contract.text
    for written in written_dates(text, 0, min(HEAD, len(text))):
        if DATED.search(text[max(0, written.start - 90) : written.start]):
            return _dated(written)
    return None


def _effective_date(
    reading: Reading, defined: dict[str, WrittenDate], agreement: Stated | None
) -> Stated | None:
    for name in ("effective date", "commencement date", "start date", "contract start"):
        if name in defined:
            return _dated(defined[name])
    text = reading.contract.text
    for written in written_dates(text, 0, min(HEAD, len(text))):
        if FROM_HERE.search(text[max(0, written.start - 40) : written.start]):
            return _dated(written)
    if found := _first_date(reading, "Effective Date", SURE):
        return found
    passages = reading.passages("Effective Date")
    if agreement and passages and passages[0].chance >= SURE:
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
        if passage.chance < SURE:
            break
        if found := stated_end(text, passage):
            return length, found
        if written := term_length(text, passage) or _anniversary(text, passage):
            length = Stated(written.start, written.end, length=written.length)
            return length, _counted_end(text, passage, written, defined, begin)
        if match := FOREVER.search(text, passage.start, passage.end):
            forever = forever or Stated(*match.span(), perpetual=True)
    if known := forever or _worded_end(text):
        return length, known
    return _from_sentences(reading, defined, begin)


def _from_sentences(
    reading: Reading, defined: dict[str, WrittenDate], begin: datetime.date | None
) -> tuple[Stated | None, Stated | None]:
    """Length and end by the sentences that speak of how long the contract runs."""
    text = reading.contract.text
    for start, end in reading.scored.segments.tolist():
        if end - start > LONGEST_SENTENCE or not RUNS.search(text, start, end):
            continue
        passage = Passage(start, end, 1.0)
        if found := stated_end(text, passage):
            return None, found
        if written := term_length(text, passage):
            length = Stated(written.start, written.end, length=written.length)
            return length, _counted_end(text, passage, written, defined, begin)
        if match := FOREVER.search(text, start, end):
            return None, Stated(*match.span(), perpetual=True)
    return None, None


def _worded_end(text: str) -> Stated | None:
    """An end that is stated in so many words, where no passage is likely to be of its kind."""
    for written in written_dates(text):
        if written.day and ENDS_ON.search(text[max(0, written.start - 70) : written.start]):
            return _dated(written)
    return None


def stated_end(text: str, passage: Passage) -> Stated | None:
    """The last date that words of ending introduce."""
    ends: list[WrittenDate] = []
    for written in written_dates(text, passage.start, min(len(text), passage.end + BEYOND)):
        if written.start >= passage.end:
            break
        before = text[max(passage.start, written.start - 60) : written.start]
        cues = list(ENDS.finditer(before))
        if cues and not re.search(
            r"\b(?:from|since|dated)\W+(?:\w+\W+){0,3}$|\b(?:commenc|beg[iu]n|start|launch)",
            before[cues[-1].end() :],
            re.IGNORECASE,
        ):
            ends.append(written)
    return _dated(ends[-1]) if ends else None


def term_length(text: str, passage: Passage) -> WrittenDuration | None:
    """The first length of time that is no notice and no renewal."""
    for written in written_durations(text, passage.start, passage.end):
        after = text[written.end : min(passage.end, written.end + 45)]
        before = text[max(passage.start, written.start - 70) : written.start]
        if NOT_A_TERM.match(after.lstrip("'’ ")) or RENEWS.search(GOES_ON.sub(" ", before)):
            continue
        if written.length.unit == "year" and written.length.count > LONGEST_YEARS:
            continue
        if written.length.unit in ("day", "business day") and written.length.count < 60:
            continue
        if re.search(r"\b(?:least|than|within|upon|every|such)\s+$", before):
            continue
        return written
    return None


def _anniversary(text: str, passage: Passage) -> WrittenDuration | None:
    """The twentieth (20th) anniversary of the Effective Date is twenty years on."""
    match = ANNIVERSARY.search(text, passage.start, passage.end)
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
    elif match := COUNTED_FROM.search(text, written.end, passage.end) or COUNTED_FROM.search(
        text, passage.start, written.start
    ):
        what = " ".join(match["what"].split())
        named = next((day for name, day in defined.items() if name in what.casefold()), None)
        if named and named.day:
            start = named.day
        elif not CONTRACTS_OWN.search(what) and re.search(
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
    sure = [one for one in reading.passages("Renewal Term") if one.chance >= SURE]
    by_words = [
        one
        for one in reading.stated("Automatic renewal")
        if OF_TERM.search(text, one.start, one.end)
    ]
    for passage in [*sure, *by_words, *reading.denials("Automatic renewal")]:
        words = text[passage.start : passage.end]
        told = statements()["Automatic renewal"]
        left, excluded = told.blanked(words), bool(told.denied(words))
        chosen, alone = BY_CHOICE.search(left), BY_ITSELF.search(left)
        automatic = bool(alone) and not excluded
        automatic = automatic and not (chosen and alone and alone.start() > chosen.start())
        written = renewal_length(text, passage)
        if written or automatic or RENEWS.search(words):
            return Stated(
                written.start if written else passage.start,
                written.end if written else passage.end,
                length=written.length if written else None,
                automatic=automatic,
                successive=bool(AGAIN.search(words)) and not excluded,
                excluded=excluded,
            )
    return None


def renewal_length(text: str, passage: Passage) -> WrittenDuration | None:
    """The length of time nearest after a word of renewing, notices left out."""
    cues = [match.end() for match in RENEWS.finditer(text, passage.start, passage.end)]
    if not cues:
        return None
    after: list[WrittenDuration] = []
    for written in written_durations(text, passage.start, passage.end):
        following = text[written.end : min(passage.end, written.end + 30)]
        if (
            written.end > cues[0] - 3
            and not AHEAD.match(following)
            and (written.length.unit not in ("day", "business day") or written.length.count >= 30)
        ):
            after.append(written)
    return after[0] if after else None


def _notice(reading: Reading) -> Stated | None:
    text = reading.contract.text
    for clause_type in ("Notice Period to Terminate Renewal", "Renewal Term"):
        for passage in reading.passages(clause_type):
            if passage.chance < SURE:
                break
            if written := notice_length(text, passage):
                return Stated(written.start, written.end, length=written.length)
    return None


def notice_length(text: str, passage: Passage) -> WrittenDuration | None:
    """How long before the end a passage wants notice that the contract shall not renew."""
    if not ENDS_RENEWAL.search(text, passage.start, passage.end):
        return None
    for written in written_durations(text, passage.start, passage.end):
        before = text[max(passage.start, written.start - 60) : written.start]
        following = text[written.end : min(passage.end, written.end + 45)]
        if AHEAD.match(following) or LEAST_TIME.search(before):
            return written
    return None
