"""Frequent sets of items by FP-growth (Han, Pei and Yin 2000), with their outcomes counted too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tools.errors import InvalidInput

Items = tuple[int, ...]
Counts = tuple[int, int]
Paths = list[tuple[Items, int, int]]
"""Items in the tree's order, how many cases, how many of them with the outcome."""


class _Tree:
    """A prefix tree of cases; each node counts the cases that pass it."""

    def __init__(self) -> None:
        self.item, self.parent, self.cases, self.events = [-1], [-1], [0], [0]
        self.children: list[dict[int, int]] = [{}]
        self.places: dict[int, list[int]] = defaultdict(list)

    def add(self, path: Items, cases: int, events: int) -> None:
        at = 0
        for item in path:
            child = self.children[at].get(item)
            if child is None:
                child = len(self.item)
                self.children[at][item] = child
                self.item.append(item)
                self.parent.append(at)
                self.cases.append(0)
                self.events.append(0)
                self.children.append({})
                self.places[item].append(child)
            at = child
            self.cases[at] += cases
            self.events[at] += events

    def above(self, item: int) -> Paths:
        """The paths that lead to an item, with the counts of the item."""
        return [(self._path(k), self.cases[k], self.events[k]) for k in self.places[item]]

    def _path(self, node: int) -> Items:
        found: list[int] = []
        while (node := self.parent[node]) > 0:
            found.append(self.item[node])
        return tuple(reversed(found))


def frequent(
    cases: Iterable[tuple[Sequence[int], bool]], least: int, longest: int, most: int
) -> Mapping[Items, Counts]:
    """Every set of up to `longest` items that holds in `least` cases: its cases and events.

    Sets are sorted tuples. `InvalidInput` names `min_support` beyond `most` sets.
    """
    found: dict[Items, Counts] = {}
    paths: Paths = [(tuple(items), 1, int(event)) for items, event in cases]
    _grow(paths, (), least, longest, most, found)
    return found


def _grow(
    paths: Paths, suffix: Items, least: int, longest: int, most: int, found: dict[Items, Counts]
) -> None:
    totals: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for items, cases, events in paths:
        for item in items:
            totals[item][0] += cases
            totals[item][1] += events
    kept = {item: total for item, total in totals.items() if total[0] >= least}
    for item, (cases, events) in kept.items():
        found[tuple(sorted((*suffix, item)))] = (cases, events)
    if len(found) > most:
        message = f"more than {most:,} combinations are this frequent; raise it, or name fewer "
        raise InvalidInput.of("min_support", message + "attributes", code="too_many")
    if len(suffix) + 1 >= longest:
        return
    rank = {item: k for k, item in enumerate(sorted(kept, key=lambda i: (-kept[i][0], i)))}
    tree = _Tree()
    for items, cases, events in paths:
        tree.add(
            tuple(sorted((i for i in items if i in rank), key=rank.__getitem__)), cases, events
        )
    for item in rank:
        _grow(tree.above(item), (*suffix, item), least, longest, most, found)
