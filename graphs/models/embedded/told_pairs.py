"""Pairs of names with a figure between -1 and 1: "wheat/corn 0.85", "corr(rev, opex) = 0.5".

A list of pairs that holds each pair of its names once is a matrix. A row of pairs also stands for a
list of objects that have two names and a figure, where both names are known ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

FEWEST = 3  # names that make a matrix
_FIGURE = r"(?P<figure>(?:minus\s|[-+−–](?=[.\d]))?(?:[01](?:\.\d+)?|\.\d+))(?![\d%]|[.,]\d|\s?%)"
_WORD = r"[^\W\d_][\w.]*?"
_LEAD = (
    r"(?:\s*(?:at|to|of|is|are|=|:|by|was|with|and|which|a|rank|linear|correlat\w+|corr?\.?|rho"
    r"|moves?|together)(?![\w/])|(?:\s[^\W\d_]+){1,4}\s?(?=\()|\s*[=:≈~(]|\s*-(?=correl))*\s*"
)
_JOINED = re.compile(
    rf"(?<![\w/.&])(?P<a>{_WORD})\s?(?:/|-|–|—|~|&|×|<->|↔)\s?(?P<b>{_WORD})(?![\w/]){_LEAD}{_FIGURE}",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<![\w/.])(?P<a>{_WORD})\s(?:and|with|vs\.?|versus|&)\s(?P<b>{_WORD})(?![\w/])"
    rf"(?:\s*(?:are|is|have|move|go)\b)?{_LEAD}{_FIGURE}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\(\s*(?P<a>\w[\w. ]{{0,30}}?)\s?[,;/]\s?(?P<b>\w[\w. ]{{0,30}}?)\s*\){_LEAD}{_FIGURE}",
    re.IGNORECASE,
)
_INDEXED = re.compile(
    rf"(?<![\w.])(?:r|rho|ρ|c|corr?)_?\{{?(?P<a>\d),?(?P<b>\d)\}}?\s?[=:]\s?{_FIGURE}",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    rf"(?<![\w.])(?:r|rho|ρ|corr?)?_?(?P<a>[A-Za-z])(?P<b>[A-Za-z])\s?[=:]\s?{_FIGURE}"
)
_COUNTED = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_NUMBERED = re.compile(r"(\D+)\d+")
_ROMAN = re.compile(r"(?:iv|v?i{1,3}|v)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Two names, the figure told of them, and where."""

    first: str
    second: str
    figure: float
    start: int
    end: int


def told_pairs(text: str) -> list[Told]:
    """Every pair with its figure, from left to right; no two share a word."""
    found: list[Told] = []
    for pattern in (_JOINED, _CALLED, _INDEXED, _WORDED, _LETTERS):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < one.end and one.start < end for one in found):
                continue
            written = re.sub(r"minus\s|[−–]", "-", match["figure"], flags=re.IGNORECASE)
            if abs(figure := float(written)) <= 1:
                found.append(Told(match["a"].strip(), match["b"].strip(), figure, start, end))
    return _alike(sorted(found, key=lambda one: one.start))


def _alike(told: Sequence[Told]) -> list[Told]:
    """The pairs with each name spelt as it is spelt first: GDP and gdp are one."""
    spelt: dict[str, str] = {}
    for name in (name for one in told for name in (one.first, one.second)):
        spelt.setdefault(name.lower(), name)
    return [
        replace(one, first=spelt[one.first.lower()], second=spelt[one.second.lower()])
        for one in told
    ]


def whole(told: Sequence[Told]) -> list[str]:
    """The names of pairs that make a matrix, each pair of them once; else none."""
    names = list(dict.fromkeys(n for one in told for n in (one.first, one.second)))
    said = {frozenset((one.first, one.second)) for one in told}
    wanted = {frozenset(two) for two in combinations(names, 2)}
    return names if len(names) >= FEWEST and said == wanted and len(said) == len(told) else []


def in_text_order(names: Sequence[str], text: str) -> list[str]:
    """Names in the order in which the text first says them; P1, P3 and P2 by their numbers."""
    numbered = [_NUMBERED.fullmatch(name) for name in names]
    if None not in numbered and len({one[1].lower() for one in numbered if one}) == 1:
        return sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))

    def place(name: str) -> int:
        found = re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE)
        return found.start() if found else len(text)

    return sorted(names, key=place)


def pair_matrix(text: str) -> tuple[list[list[float]], list[str], list[Told]] | None:
    """The matrix that the pairs of a text make, its names in their order, and where it is told.

    Names that are only numbers or roman numerals count the rows.
    """
    told = told_pairs(text)
    names = whole(told)
    if not names:
        return None
    counted = all(name.isdigit() or _ROMAN.fullmatch(name) for name in names)
    order = sorted(names, key=_rank) if counted else in_text_order(names, text)
    return square(told, order), [] if counted else order, told


def _rank(name: str) -> int:
    return int(name) if name.isdigit() else _COUNTED.index(name.lower())


def square(told: Sequence[Told], names: Sequence[str]) -> list[list[float]]:
    """The matrix of pairs."""
    known = {frozenset((one.first, one.second)): one.figure for one in told}
    return [[1 if a == b else known[frozenset((a, b))] for b in names] for a in names]
