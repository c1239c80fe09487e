"""Names of months and days, and the days they mean."""

import datetime

_MONTH_WORDS = (
    "january jan januar jänner", "february feb februar", "march mar märz mär", "april apr",
    "may mai", "june jun juni", "july jul juli", "august aug", "september sep sept",
    "october oct oktober okt", "november nov", "december dec dezember dez",
)  # fmt: skip
MONTHS: dict[str, int] = {
    word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()
}
_DAY_WORDS = (
    "monday mon montag", "tuesday tue tues dienstag", "wednesday wed mittwoch",
    "thursday thu thurs thur donnerstag", "friday fri freitag", "saturday sat samstag",
    "sunday sun sonntag",
)  # fmt: skip
WEEKDAYS: dict[str, int] = {
    word: number for number, words in enumerate(_DAY_WORDS) for word in words.split()
}


def day(year: int, month: int, day_of_month: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day_of_month)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """`26` is 2026, `87` is 1987."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)
