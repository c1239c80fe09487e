"""Figures as a sentence says them."""


def plain(value: float, digits: int = 2) -> str:
    """A rounded figure, without a minus before zero."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def counted(questions: int) -> str:
    """How many questions."""
    return f"{questions:,} question{'' if questions == 1 else 's'}"
