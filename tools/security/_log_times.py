"""The time in a log line's header as seconds, and back as text."""

import re
from datetime import UTC, datetime, timedelta, timezone

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_ISO = re.compile(
    r"(\d{4})[-/](\d{2})[-/](\d{2})[T \-](\d{2})[:.](\d{2})[:.](\d{2})(?:[.,](\d+))?\s?"
    r"(Z|[+-]\d{2}:?\d{2})?"
)
_SYSLOG = re.compile(
    r"([A-Za-z]{3})\s+(\d{1,2})\s(?:(\d{4})\s)?(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?"
    r"(?:\s(\d{4}))?"
)
_ACCESS = re.compile(r"(\d{2})/([A-Za-z]{3})/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\s([+-]\d{4}))?")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{2}) (\d{2})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{2})/(\d{2})/(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?")
_DAY_MONTH = re.compile(r"(\d{2})[-.](\d{2}) (\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?")
_HEALTH = re.compile(r"(\d{4})(\d{2})(\d{2})-(\d{1,2}):(\d{1,2}):(\d{1,2}):(\d{1,3})")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{13}")
_MILLISECOND_DIGITS = 13
_HALF_YEAR = 183 * 86_400.0
NO_YEAR = 1904
"""A leap year that stands for "no year was written"; 29 February exists in it."""


class Clock:
    """Reads times, and follows logs that write no year across New Year."""

    def __init__(self, year: int | None) -> None:
        self._given = year
        self._year = year or NO_YEAR
        self._last: float | None = None
        self.yearless = False
        """Whether a time without a year was read."""
        self.zoned = False
        """Whether a time with a zone other than UTC was read."""
        self._cached: tuple[str, float | None] = ("", None)

    def seconds(self, text: str) -> float | None:
        """Seconds since 1970 in UTC where a zone is written, else in the log's own time."""
        if text == self._cached[0]:
            return self._cached[1]
        try:
            found = self._read(text)
        except (ValueError, OverflowError):
            found = None
        self._cached = (text, found)
        return found

    def text(self, seconds: float) -> str:
        """As ISO 8601, without a year where the log wrote none."""
        moment = datetime(1970, 1, 1) + timedelta(seconds=round(seconds, 3))
        iso = moment.isoformat(sep=" ", timespec="seconds")
        if not self.yearless or self._given is not None:
            return iso
        return f"{_NAMES[moment.month - 1].title()} {moment.day} {iso[11:]}"

    def _read(self, text: str) -> float | None:
        if _EPOCH.fullmatch(text):
            return float(text) / (
                1000 if len(text) == _MILLISECOND_DIGITS and text.isdigit() else 1
            )
        if m := _ISO.fullmatch(text):
            return self._zoned([int(m[k]) for k in range(1, 7)], m[7], m[8])
        if m := _ACCESS.fullmatch(text):
            day = [int(m[3]), _MONTHS[m[2].lower()], int(m[1])]
            return self._zoned([*day, int(m[4]), int(m[5]), int(m[6])], None, m[7])
        if m := _COMPACT.fullmatch(text) or _SLASHED.fullmatch(text):
            parts = [int(x) for x in m.groups()[:6]]
            return _at([2000 + parts[0], *parts[1:]], m[7] if m.re is _SLASHED else None, None)
        if m := _HEALTH.fullmatch(text):
            return _at([int(m[k]) for k in range(1, 7)], m[7].zfill(3), None)
        return self._without_year(text)

    def _zoned(self, parts: list[int], fraction: str | None, zone: str | None) -> float:
        self.zoned |= bool(zone) and zone != "Z" and zone[1:].strip("0:") != ""
        return _at(parts, fraction, zone)

    def _without_year(self, text: str) -> float | None:
        if m := _SYSLOG.fullmatch(text):
            month, day = _MONTHS[m[1].lower()], int(m[2])
            clock, part, year = [int(m[k]) for k in (4, 5, 6)], m[7], m[3] or m[8]
        elif m := _DAY_MONTH.fullmatch(text):
            month, day, year = int(m[1]), int(m[2]), None
            clock, part = [int(m[k]) for k in (3, 4, 5)], m[6]
        else:
            return None
        if year:
            return _at([int(year), month, day, *clock], part, None)
        self.yearless = True
        found = _at([self._year, month, day, *clock], part, None)
        if self._last is not None and found < self._last - _HALF_YEAR:
            self._year += 1
            found = _at([self._year, month, day, *clock], part, None)
        self._last = found
        return found


def _at(parts: list[int], fraction: str | None, zone: str | None) -> float:
    year, month, day, hour, minute, second = parts
    moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(zone))
    return moment.timestamp() + (second - min(second, 59)) + float(f"0.{fraction or 0}")


def _zone(text: str | None) -> timezone:
    if not text or text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
