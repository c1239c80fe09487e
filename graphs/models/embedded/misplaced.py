"""Figures that no field takes unless it is named: what something rises by, what is paid a month."""

import re

from graphs.spans.span import Reading

_CHANGED_BY = re.compile(
    r"\b(?:up|down|rises?|rose|falls?|fell|drops?|dropped|increases?|increased|decreases?|decreased"
    r"|shrinks?|grows?|raised?|cut|lowered|changes?|higher|lower|more|less)(?:\s(?:again|only|just))?"
    r"\sby\s(?:about\s|another\s|some\s)?[€$£]?$",
    re.IGNORECASE,
)
_REACH = 40  # characters before a figure in which a change is told


def is_change(reading: Reading | None, start: int, text: str) -> bool:
    """Whether an amount is only what something else rises or falls by."""
    if reading is None or reading.kind not in ("money", "number"):
        return False
    return _CHANGED_BY.search(text, max(0, start - _REACH), start) is not None


def is_flow(reading: Reading | None, periods: bool) -> bool:
    """Whether an amount is paid each month or so, and the field's words know no period."""
    flows = reading is not None and reading.kind in ("money", "number") and bool(reading.per)
    return flows and not periods
