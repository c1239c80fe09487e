"""A bill that is shared after something is put on it: "90 between 4 people with a 20 % tip"."""

import re

from graphs.sums.board import Board, figure, terms_of
from graphs.sums.terms import Term, infix

_PEOPLE = r"(?: (?:people|persons|friends|of us|ways|guests|colleagues|mates|adults|flatmates))?"
_PARTED = re.compile(
    rf"{figure('t', 'mn')}(?: [a-z]+){{0,2}},? (?:split |shared |divided )?(?:evenly |equally )?"
    rf"(?:between|among|amongst|by|into) (?:the )?{figure('n', 'n')}{_PEOPLE}"
    rf",? (?:with|plus|and|adding|including) (?:an? )?{figure('p', 'p')}"
    r"(?: (?:tip|tax|vat|service))?(?: (?:charge|added|on top))?"
)


def parted(here: Board) -> bool:
    """The amount with what is put on it, divided by how many share."""
    return here.apply(_PARTED, _each)


def _each(here: Board, match: re.Match[str]) -> Term:
    amount, count, share = terms_of(here, match, ("t", "n", "p"))
    return infix("/", infix("+", amount, share), count)
