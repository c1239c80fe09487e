"""Trace one sequence of answers under many sets of parameters at once.

Plain NumPy, an array operation an answer: quick for a learner or a few, without a compiler. Where
there are many answers the compiled loops of `_bkt_kernel` do the same.

Reference: Corbett and Anderson (1995), equations 2 and 3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tools.learning._answer_histories import Marks, Offsets
from tools.learning._bkt_parameters import FORGET, GUESS, LEARN, PRIOR, SLIP, Floats

FEW = 2_000  # answers that are traced sooner than a compiler is loaded


@dataclass(frozen=True, slots=True)
class Traced:
    """Chances along a sequence: a row an answer, a column a set of parameters."""

    before: Floats
    """Known before the answer."""
    given: Floats
    """Known once the answer is seen, before anything is learnt from it."""
    after: Floats
    """Known after the answer, what was learnt or forgotten at it included."""
    log_likelihood: Floats
    """Of the whole sequence, one for each set of parameters."""


def traced(sets: Floats, marks: Sequence[int]) -> Traced:
    """Trace `marks` (0 wrong, 1 right) under each row of `sets`."""
    prior, learn, guess, slip, forget = sets[:, : FORGET + 1].T
    before, given, after = (np.empty((len(marks), len(sets))) for _ in range(3))
    chance, total = prior.copy(), np.zeros(len(sets))
    for t, mark in enumerate(marks):
        known = chance * (1 - slip if mark else slip)
        other = (1 - chance) * (guess if mark else 1 - guess)
        seen = known + other
        before[t] = chance
        given[t] = np.divide(known, seen, out=chance.copy(), where=seen > 0)
        chance = given[t] * (1 - forget) + (1 - given[t]) * learn
        after[t] = chance
        with np.errstate(divide="ignore"):
            total += np.log(seen)
    return Traced(before, given, after, total)


def at_ends(
    sets: Floats, starts: Offsets, marks: Marks, among: int
) -> Iterator[tuple[Floats, Floats]]:
    """For each sequence what is known after it and its log-likelihood, under each set.

    `among`: how many answers the request has altogether.
    """
    sequences = (marks[begin:end] for begin, end in pairwise(starts.tolist()))
    if among <= FEW:
        for own in sequences:
            path = traced(sets, own.tolist())
            yield path.after[-1], path.log_likelihood
        return
    from tools.learning._bkt_kernel import at_the_end

    for own in sequences:
        yield at_the_end(own, sets)


def correct_chance(sets: Floats, known: Floats) -> Floats:
    """The chance of a right answer where the skill is known with the chance `known`."""
    return known * (1 - sets[:, SLIP]) + (1 - known) * sets[:, GUESS]


def known_at_first(sets: Floats) -> Floats:
    """The chance of knowing before any answer."""
    return sets[:, PRIOR]


def rights_needed(one: Floats, known: float, target: float, most: int) -> int | None:
    """How many right answers in a row bring `known` to `target`; None when `most` do not."""
    for count in range(most + 1):
        if known >= target:
            return count
        seen = known * (1 - one[SLIP])
        known = seen / (seen + (1 - known) * one[GUESS]) if seen > 0 else known
        known = known * (1 - one[FORGET]) + (1 - known) * one[LEARN]
    return None
