"""Lines to templates: mask, group, and part what only looks alike.

Equal masked messages are grouped once, so that the time grows with the different ones. After the
tree a template is parted by a word that varies over very few words, each often, at a place where
no value is expected ("VM Started", "VM Stopped": two events, not one with a parameter), and by
names of states in capitals anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tools.security._log_drain import Cluster, Drain
from tools.security._log_masks import WILD, Masker

_EVENTS_AT_MOST = 4
_OFTEN = 2
_SLOTS = frozenset(
    [
        *(
            "for",
            "user",
            "from",
            "by",
            "to",
            "on",
            "in",
            "at",
            "of",
            "with",
            "is",
            "was",
            "account",
        ),
        *("name", "host", "client", "group", "port", "via", "using", "into", "status", "state"),
        *("reason", "cause", "error", "code", "type", "class", "id"),
    ]
)
"""Words after which a value stands."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The template of each message, as an index into `templates`, in order of first sight."""

    templates: list[str]
    of_line: list[int]
    counts: list[int]
    full: bool


def group(messages: Sequence[str], similarity: float, depth: int, most: int) -> Grouped:
    """Group messages by their wording."""
    kinds: dict[str, int] = {}
    of_line: list[int] = []
    known: dict[str, int] = {}
    masked = Masker()
    for message in messages:
        place = known.get(message)
        if place is None:
            place = kinds.setdefault(masked(message), len(kinds))
            known[message] = place
        of_line.append(place)
    counts = Counter(of_line)
    drain = Drain(similarity, depth, most)
    clusters = [drain.add(text, counts[place]) for place, text in enumerate(kinds)]
    names = [_name(cluster, text) for cluster, text in zip(clusters, kinds, strict=True)]
    return _numbered(names, of_line, drain.full)


def _name(cluster: Cluster, text: str) -> tuple[int, str]:
    """Which group a masked message is in, and its wording."""
    parting = [place for place in cluster.values if _parts(cluster, place)]
    if not parting:
        return id(cluster), cluster.template
    tokens, own = list(cluster.tokens), text.split()
    for place in parting:
        tokens[place] = own[place]
    return id(cluster), " ".join(tokens)


def _parts(cluster: Cluster, place: int) -> bool:
    """Whether the words at a place are part of the wording."""
    seen = cluster.values[place]
    if seen is None or len(seen) > _EVENTS_AT_MOST or min(seen.values()) < _OFTEN:
        return False
    words = [word.strip("()[],.;").replace("_", "") for word in seen]
    if all(word.isalpha() and word.isupper() for word in words):
        return True
    return not _expects_value(cluster, place) and all(word.isalpha() for word in words)


def _expects_value(cluster: Cluster, place: int) -> bool:
    """Whether the word before announces a value, as `user`, `state:` and an open bracket do."""
    before = cluster.tokens[place - 1] if place else "^"
    if WILD in before or before.lower() in _SLOTS:
        return True
    return before[-1:] in (":", "=") or (place > 0 and not any(c.isalnum() for c in before))


def _numbered(names: list[tuple[int, str]], of_line: list[int], full: bool) -> Grouped:
    numbers: dict[tuple[int, str], int] = {}
    kind_number = [numbers.setdefault(name, len(numbers)) for name in names]
    lines = [kind_number[place] for place in of_line]
    counted = Counter(lines)
    return Grouped(
        [text for _, text in numbers], lines, [counted[k] for k in range(len(numbers))], full
    )
