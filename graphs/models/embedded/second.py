"""A second group told behind a first: its chance was understood, its amount was not."""

from collections.abc import Sequence
from dataclasses import replace

from graphs.models.embedded.assignment import Pair, Solved
from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.compatibility import Fit, fit
from graphs.models.embedded.schema import Field, Tool


def with_second(tool: Tool, fields: Sequence[Field], solved: Solved) -> Solved:
    """Fill the empty half of fields that are only given together with what is left over.

    Of two amounts of one kind the first told stays the first, the later is the second's.
    """
    given = {".".join(pair.field.path) for pair in solved.pairs}
    for names in tool.together:
        empty = [f for f in fields if ".".join(f.path) in names and ".".join(f.path) not in given]
        if len(empty) == 1 and len(names) > 1 and given & set(names):
            solved = _filled(empty[0], solved)
        elif not empty:
            solved = _in_turn(names, solved)
    return solved


def _in_turn(names: Sequence[str], solved: Solved) -> Solved:
    """Two amounts the wrong way round: the first's stands behind the second's chance."""
    group = [p for p in solved.pairs if ".".join(p.field.path) in names]
    for pair in group:
        same = [p for p in solved.pairs if p not in group and _alike(p.field, pair.field)]
        chances = [p.candidate.start for p in group if p is not pair]
        if len(same) != 1 or not chances:
            continue
        start, end = pair.candidate.start, same[0].candidate.start
        one = _pair(same[0].field, pair.candidate, same[0])
        two = _pair(pair.field, same[0].candidate, pair)
        if one and two and all(start < chance < end for chance in chances):
            others = [p for p in solved.pairs if p is not pair and p is not same[0]]
            return replace(solved, pairs=(*others, one, two))
    return solved


def _alike(one: Field, other: Field) -> bool:
    return (one.kind, one.of) == (other.kind, other.of)


def _filled(empty: Field, solved: Solved) -> Solved:
    rivals = [p for p in solved.pairs if _alike(p.field, empty)]
    spare = [c for c in solved.unused if _best(empty, c) is not None]
    if len(rivals) != 1 or len(spare) != 1:
        return solved
    first, left = rivals[0], spare[0]
    early, late = sorted((first.candidate, left), key=lambda c: c.start)
    one, two = _pair(first.field, early, first), _pair(empty, late, first)
    if one is None or two is None:
        return solved
    others = [pair for pair in solved.pairs if pair is not first]
    unused = tuple(c for c in solved.unused if c is not left)
    return replace(solved, pairs=(*others, one, two), unused=unused)


def _pair(field: Field, candidate: Candidate, like: Pair) -> Pair | None:
    found = _best(field, candidate)
    return None if found is None else Pair(field, candidate, found, like.score, like.near)


def _best(field: Field, candidate: Candidate) -> Fit | None:
    found = [f for f in (fit(field, r) for r in candidate.readings) if f is not None and f.inside]
    return max(found, key=lambda one: one.score, default=None)
