"""The short value of a clause: the law it names, the day it states, the time it grants."""

from tools.legal.calendar_dates import plain, written_dates
from tools.legal.durations import Duration, written_durations
from tools.legal.exits import exit_notice
from tools.legal.found import ClauseValue
from tools.legal.governing_law import governing_law
from tools.legal.reading import Passage
from tools.legal.term import notice_length, renewal_length, stated_end, term_length

_DATED = frozenset(("Agreement Date", "Effective Date"))


def clause_value(text: str, clause_type: str, passage: Passage) -> ClauseValue | None:
    """What a passage says in a word or two; None for types and passages without such a value."""
    if clause_type == "Governing Law":
        law = governing_law(text[passage.start : passage.end])
        return ClauseValue(text=str(law)) if law and str(law) else None
    if clause_type in _DATED:
        days = [one.day for one in written_dates(text, passage.start, passage.end) if one.day]
        return ClauseValue(text=plain(days[0]), date=days[0]) if days else None
    if clause_type == "Expiration Date" and (end := stated_end(text, passage)) and end.day:
        return ClauseValue(text=plain(end.day), date=end.day)
    return _period(_length(text, clause_type, passage))


def _length(text: str, clause_type: str, passage: Passage) -> Duration | None:
    match clause_type:
        case "Expiration Date":
            written = term_length(text, passage)
        case "Renewal Term":
            written = renewal_length(text, passage)
        case "Notice Period to Terminate Renewal":
            written = notice_length(text, passage)
        case "Termination for Convenience":
            return exit_notice(text, passage)
        case "Warranty Duration":
            written = next(iter(written_durations(text, passage.start, passage.end)), None)
        case _:
            written = None
    return written.length if written else None


def _period(length: Duration | None) -> ClauseValue | None:
    if length is None:
        return None
    return ClauseValue.model_validate(
        {"text": str(length), "period": {"value": length.count, "unit": f"{length.unit}s"}}
    )
