"""Where a statement stands and how long a time is, in the words of a summary."""

from tools.legal.analysed import Citation, Period


def place(citation: Citation) -> str:
    """Section and page in brackets, with a space before; empty when neither is known."""
    parts = [f"§ {citation.section}"] if citation.section else []
    if citation.page is not None:
        parts.append(f"page {citation.page}")
    return f" ({', '.join(parts)})" if parts else ""


def length(period: Period) -> str:
    """A length of time in words: 90 days, 1 year."""
    if period.value is None or period.unit is None:
        return ""
    unit = period.unit[:-1] if period.value == 1 else period.unit
    return f"{period.value:g} {unit}"
