"""Deadlines as an iCalendar file that calendar programs open (RFC 5545).

All-day events with a reminder each. Nothing in it depends on the clock: the time stamp is the day
of asking and the identifiers are digests, so that the same contract gives the same file.
"""

import datetime
import hashlib
from collections.abc import Sequence

from tools.legal.analysed import Deadline

_LONGEST_LINE = 75
"""Octets before the line break (section 3.1)."""
_REMIND = {"stop the renewal": 30, "renewal": 7, "end": 30, "duty": 7}
"""Days of warning: a notice must still be written and served."""


def calendar_file(deadlines: Sequence[Deadline], as_of: datetime.date, contract: str) -> str:
    """An iCalendar object with the deadlines from `as_of` on; empty when there is none."""
    coming = [one for one in deadlines if one.date >= as_of]
    if not coming:
        return ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Polymath//Contract deadlines//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in coming:
        lines += _event(one, as_of, contract)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(one: Deadline, as_of: datetime.date, contract: str) -> list[str]:
    title = f"{contract}: {one.what}" if contract else one.what
    place = ", ".join(
        [f"section {one.citation.section}"] * bool(one.citation.section)
        + [f"page {one.citation.page}"] * bool(one.citation.page)
    )
    quote = " ".join(one.citation.text.split())
    about = f"{one.rule}.\n{place}: “{quote}”" if place else f"{one.rule}.\n“{quote}”"
    digest = hashlib.sha256(f"{contract}|{one.kind}|{one.date}|{one.citation.start}".encode())
    return [
        "BEGIN:VEVENT",
        f"UID:{digest.hexdigest()[:32]}@polymath",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{one.date:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.date + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(about)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(title)}",
        f"TRIGGER:-P{_REMIND[one.kind]}D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """TEXT values (section 3.3.11); control characters are not allowed in them."""
    plain = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, a character never cut in two (section 3.1)."""
    parts: list[str] = []
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST_LINE:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part])
