"""What is worked out of a tool, a field or some fields, worked out once.

By who they are: they are never changed, and too large to be compared.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")
MOST = 512


def once_for(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """`make`, its result kept for each thing it was made of."""
    kept: dict[int, tuple[Of, Made]] = {}

    @wraps(make)
    def made(of: Of) -> Made:
        found = kept.get(id(of))
        if found is None or found[0] is not of:  # the thing is kept, so its identity stays its own
            if len(kept) >= MOST:
                kept.clear()
            found = kept[id(of)] = (of, make(of))
        return found[1]

    return made


def once_for_all(make: Callable[[Sequence[Of]], Made]) -> Callable[[Sequence[Of]], Made]:
    """`make`, its result kept for the same things in the same order."""
    kept: dict[tuple[int, ...], tuple[tuple[Of, ...], Made]] = {}

    @wraps(make)
    def made(of: Sequence[Of]) -> Made:
        key = tuple(map(id, of))
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = (tuple(of), make(of))
        return found[1]

    return made
