"""Turn scored answers into categories, and set aside what no model can be fitted to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.assessment._irt_curves import Floats, Ints
from tools.assessment._irt_patterns import MISSING, Codes
from tools.errors import InvalidInput

MOST_CATEGORIES = 12


@dataclass(frozen=True, slots=True)
class Aside:
    """A question that could not be calibrated, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coded:
    """Answers as categories from 0 up, people by questions."""

    names: tuple[str, ...]
    codes: Codes
    marks: tuple[tuple[float, ...], ...]
    """By question: the points that each category stands for."""
    aside: tuple[Aside, ...]
    empty: int
    """People without a single answer."""

    @property
    def steps(self) -> Ints:
        """Categories of each question less one."""
        return np.array([len(marks) - 1 for marks in self.marks], np.int64)


def coded(names: Sequence[str], points: Floats) -> Coded:
    """Categories of `points` (people by questions, NaN for no answer), in order of points."""
    kept: list[int] = []
    marks: list[tuple[float, ...]] = []
    aside: list[Aside] = []
    columns: list[NDArray[np.int16]] = []
    for number, name in enumerate(names):
        column = points[:, number]
        known = ~np.isnan(column)
        values = np.unique(column[known])
        if len(values) < 2:
            aside.append(Aside(name, _why(values)))
            continue
        if len(values) > MOST_CATEGORIES:
            raise InvalidInput.of(
                f"responses.{name}",
                f"has {len(values)} different marks; join them to {MOST_CATEGORIES} or fewer",
                code="too_many_categories",
            )
        kept.append(number)
        marks.append(tuple(values.tolist()))
        found = np.searchsorted(values, np.where(known, column, values[0]))
        columns.append(np.where(known, found, MISSING).astype(np.int16))
    codes = np.array(columns, np.int16).reshape(len(columns), -1).T
    answered = (codes != MISSING).any(axis=1)
    return Coded(
        names=tuple(names[number] for number in kept),
        codes=codes[answered],
        marks=tuple(marks),
        aside=tuple(aside),
        empty=int(len(points) - answered.sum()) if kept else 0,
    )


def _why(values: Floats) -> str:
    """What is wrong with a question on which nobody differs."""
    if not len(values):
        return "nobody answered it"
    if values[0] == 0:
        return "everyone who answered it got it wrong"
    return "everyone who answered it got it right" if values[0] == 1 else "everyone has equal marks"
