"""Templates of log messages by a parse tree of fixed depth.

He, Zhu, Zheng and Lyu (2017), Drain: an online log parsing approach with fixed depth tree, ICWS,
section III: messages are led by their number of words and their first words to a leaf, and there
to the template they are most like. Beyond the paper: masks of one kind count as alike (the paper
counts no parameter), a value where the other has a word counts against (the messages are built
differently), and messages of different HTTP methods, or with
and without an empty bracket, never meet.
"""

import re
from dataclasses import dataclass, field

from tools.security._log_masks import WILD

_METHOD = re.compile(r"\b(?:GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS) <path>")
_MOST_CHILDREN = 100
_MOST_VALUES = 6
"""Different words at one place that are told apart; more are surely values."""


@dataclass(slots=True)
class Cluster:
    """Messages of one wording."""

    tokens: list[str]
    count: int = 0
    values: dict[int, dict[str, int] | None] = field(
        default_factory=dict[int, dict[str, int] | None]
    )
    """At each place that became a parameter: the words seen there; None when there were many."""

    @property
    def template(self) -> str:
        """The wording, with `<*>` where it varies."""
        return " ".join(self.tokens)


@dataclass(slots=True)
class Node:
    """A node of the tree; leaves hold clusters."""

    children: dict[str, "Node"] = field(default_factory=dict[str, "Node"])
    clusters: list[Cluster] = field(default_factory=list[Cluster])


class Drain:
    """Groups masked messages, one at a time."""

    def __init__(self, similarity: float, depth: int, most: int) -> None:
        self.similarity, self.depth, self.most = similarity, depth, most
        self.root = Node()
        self.clusters: list[Cluster] = []
        self.full = False
        """Whether the limit of templates was reached: what is new after it is one group."""
        self._rest: Cluster | None = None

    def add(self, message: str, count: int) -> Cluster:
        """The cluster of a message that was seen `count` times."""
        tokens = message.split()
        leaf = self._leaf(message, tokens)
        best = self._best(leaf, tokens)
        if best is None:
            best = self._new(leaf, tokens)
        elif best is not self._rest:
            self._generalise(best, tokens, count)
        best.count += count
        return best

    def _leaf(self, message: str, tokens: list[str]) -> Node:
        method = _METHOD.search(message)
        empty = tokens.count("()")
        node = _child(self.root, f"{len(tokens)} {empty} {method[0] if method else ''}")
        for token in tokens[: self.depth - 3]:
            node = self._step(node, token)
        return node

    def _step(self, node: Node, token: str) -> Node:
        """One word further down; words with a digit, and words too many, share the wild branch."""
        if token in node.children:
            return node.children[token]
        known_value = token[0] == "<" and token[-1] == ">"
        varies = any(c.isdigit() for c in token)
        if not known_value and (varies or len(node.children) >= _MOST_CHILDREN):
            token = WILD
        return _child(node, token)

    def _best(self, leaf: Node, tokens: list[str]) -> Cluster | None:
        best, score, wilds = None, self.similarity, -1
        for cluster in leaf.clusters:
            likeness, wild = _likeness(cluster.tokens, tokens)
            if likeness > score or (likeness == score and wild > wilds):
                best, score, wilds = cluster, likeness, wild
        return best

    def _new(self, leaf: Node, tokens: list[str]) -> Cluster:
        if len(self.clusters) >= self.most:
            self.full = True
            if self._rest is None:
                self._rest = Cluster([WILD])
                self.clusters.append(self._rest)
            return self._rest
        cluster = Cluster(tokens)
        leaf.clusters.append(cluster)
        self.clusters.append(cluster)
        return cluster

    def _generalise(self, cluster: Cluster, tokens: list[str], count: int) -> None:
        for place, token in enumerate(tokens):
            known = cluster.tokens[place]
            if known == token:
                continue
            if known != WILD:
                cluster.tokens[place] = WILD
                cluster.values[place] = {known: cluster.count}
            seen = cluster.values.get(place)
            if seen is not None:
                seen[token] = seen.get(token, 0) + count
                if len(seen) > _MOST_VALUES:
                    cluster.values[place] = None


def _child(node: Node, key: str) -> Node:
    if key not in node.children:
        node.children[key] = Node()
    return node.children[key]


def _likeness(template: list[str], tokens: list[str]) -> tuple[float, int]:
    """Share of equal words, less those where one has a value and the other a word; and wilds."""
    if not tokens:
        return 1.0, 0
    same = against = wild = 0
    for one, other in zip(template, tokens, strict=True):
        if one == other:
            same += 1
        elif one == WILD:
            wild += 1
        elif ("<" in one) != ("<" in other):
            against += 1
    return (same - against) / len(tokens), wild
