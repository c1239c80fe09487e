"""How an expression is refused: what is wrong, where, and what would be right."""

from typing import NoReturn

from tools.errors import InvalidInput


def refuse(message: str, at: int, code: str) -> NoReturn:
    """Name the problem and its position, counted from 1; never repeat the expression."""
    raise InvalidInput.of("expression", f"{message} (at character {at + 1})", code=code)
