"""The expression that a text tells in plain words."""

import datetime
import re
from dataclasses import dataclass

from graphs.sums.asked import conclude
from graphs.sums.board import Board, board
from graphs.sums.interest import interest
from graphs.sums.parted import parted
from graphs.sums.prices import prices, rates
from graphs.sums.shares import shares
from graphs.sums.signs import functions, in_a_row, in_brackets, in_signs
from graphs.sums.terms import MONEY, UNIT, Term, TooLong
from graphs.sums.verbs import chains, roundings, verbs
from tools.arithmetic._evaluation import Evaluation
from tools.arithmetic._quantity import Quantity
from tools.arithmetic._units import CURRENCIES
from tools.arithmetic._vocabulary import VOCABULARY
from tools.errors import InvalidInput
from tools.expressions.parser import parse

_RULES = (
    interest,
    parted,
    in_brackets,
    functions,
    prices,
    shares,
    in_signs,
    rates,
    verbs,
    in_a_row,
    chains,
    roundings,
)
_MOST_STEPS = 60
_LONGEST = 4000
_ASIDE = re.compile(r"[\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Told:
    """An expression and where its figures stand in the text."""

    expression: str
    places: tuple[tuple[int, int], ...]


def told(text: str, as_of: datetime.date) -> Told | None:
    """The expression of a text; None where it tells none, or several may be meant."""
    if len(text) > _LONGEST:
        return None
    here = board(_ASIDE.sub(" ", text), as_of)
    if here is None:
        return None
    try:
        _reduced(here)
        found = conclude(here)
    except TooLong:
        return None
    if found is None:
        return None
    said = _sound(found)
    return Told(said, found.places) if said else None


def _reduced(here: Board) -> None:
    """Rules are tried in order, from the first again after each that joined something."""
    for _ in range(_MOST_STEPS):
        if not any(rule(here) for rule in _RULES):
            return


def _sound(term: Term) -> str | None:
    """The expression as the calculator takes it, with its units where they come out plainly."""
    whole = _worth(term.said)
    if whole is not None and (term.kind == MONEY or _plain(whole)):
        return term.said
    money = term.kind == MONEY
    if whole is None and term.kind == UNIT:
        return None
    return term.bare if not money and _worth(term.bare) is not None else None


def _worth(expression: str) -> Quantity | None:
    try:
        return Evaluation({}).value(parse(expression, {}, VOCABULARY))
    except InvalidInput:
        return None


def _plain(found: Quantity) -> bool:
    """Whether a unit is one that people read: `ml`, `EUR/month`, and not `1/month`."""
    if any(symbol in CURRENCIES for symbol, _ in found.unit):
        return True
    return all(power > 0 for _, power in found.unit) and len(found.unit) < 2
