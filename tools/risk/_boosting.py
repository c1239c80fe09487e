"""Gradient boosting of shallow trees over bin numbers, for the logistic loss.

Second-order boosting on histograms (Friedman 2001; Chen and Guestrin 2016): a leaf adds
-rate x G / (H + lambda); missing values go to the side that gains more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.risk._logistic import sigmoid
from tools.risk._scorecard_model import ScorecardTree

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

RIDGE, LEAST_HESSIAN, LEAST_GAIN = 1.0, 1.0, 1e-9


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees are grown."""

    rounds: int
    depth: int
    rate: float
    least_rows: int


@dataclass(frozen=True, slots=True)
class Boosted:
    """Trees, what each feature gained, and the log odds of other rows after every round."""

    intercept: float
    trees: list[ScorecardTree]
    gains: Floats
    staged: Floats
    """Rows x rounds."""


@dataclass(frozen=True, slots=True)
class _Split:
    gain: float
    feature: int
    at: int
    missing_left: bool


def boosted(
    codes: Codes, outcome: NDArray[np.bool_], growth: Growth, others: Codes, missing: int
) -> Boosted:
    """Fit trees to `codes`, rows x features; `missing` is their code of missing values, above all.

    `others`: rows whose log odds are followed from round to round.
    """
    base = outcome.mean()
    intercept = float(np.log(base / (1 - base)))
    logits, beside = np.full(len(codes), intercept), np.full(len(others), intercept)
    staged = np.empty((len(others), growth.rounds), dtype=np.float64)
    gains = np.zeros(codes.shape[1])
    trees: list[ScorecardTree] = []
    for turn in range(growth.rounds):
        chances = sigmoid(logits)
        tree = _Grower(codes, chances - outcome, chances * (1 - chances), growth, missing)
        trees.append(tree.grown())
        gains += tree.gains
        logits = logits + np.array(trees[-1].value)[tree.node]
        beside = beside + added(trees[-1], others, missing)
        staged[:, turn] = beside
    return Boosted(intercept, trees, gains, staged)


def added(tree: ScorecardTree, codes: Codes, missing: int) -> Floats:
    """What a tree adds to the log odds of each row."""
    node = np.zeros(len(codes), dtype=np.int64)
    feature, at = np.array(tree.feature), np.array(tree.at_most)
    left, right = np.array(tree.left), np.array(tree.right)
    astray = np.array(tree.missing_left)
    rows = np.arange(len(codes))
    while (inner := feature[node] >= 0).any():
        code = codes[rows, np.maximum(feature[node], 0)]
        goes_left = np.where(code == missing, astray[node], code <= at[node])
        node = np.where(inner, np.where(goes_left, left[node], right[node]), node)
    return np.array(tree.value)[node]


class _Grower:
    """One tree, grown level by level from histograms of all its open nodes at once."""

    def __init__(
        self, codes: Codes, slope: Floats, curve: Floats, growth: Growth, missing: int
    ) -> None:
        self.codes, self.slope, self.curve = codes, slope, curve
        self.growth, self.missing = growth, missing
        self.node = np.zeros(len(codes), dtype=np.int64)
        self.gains = np.zeros(codes.shape[1])
        self.parts: list[_Split | None] = [None]
        self.children: list[tuple[int, int]] = [(0, 0)]

    def grown(self) -> ScorecardTree:
        """The tree."""
        level = [0]
        for _ in range(self.growth.depth):
            level = self._deeper(level)
            if not level:
                break
        size = len(self.parts)
        slope = np.bincount(self.node, self.slope, size)
        curve = np.bincount(self.node, self.curve, size)
        cover = np.bincount(self.node, minlength=size).astype(float)
        value = -self.growth.rate * slope / (curve + RIDGE)
        for k in range(size - 1, -1, -1):
            if self.parts[k] is not None:
                cover[k] = sum(cover[child] for child in self.children[k])
                value[k] = 0.0
        return ScorecardTree(
            feature=[-1 if one is None else one.feature for one in self.parts],
            at_most=[0 if one is None else one.at for one in self.parts],
            missing_left=[one is not None and one.missing_left for one in self.parts],
            left=[pair[0] for pair in self.children],
            right=[pair[1] for pair in self.children],
            value=value.tolist(),
            cover=cover.tolist(),
        )

    def _deeper(self, level: list[int]) -> list[int]:
        found: list[int] = []
        for node, split in zip(level, self._splits(level), strict=True):
            if split is None:
                continue
            rows = np.flatnonzero(self.node == node)
            code = self.codes[rows, split.feature]
            goes_left = np.where(code == self.missing, split.missing_left, code <= split.at)
            pair = (len(self.parts), len(self.parts) + 1)
            self.parts[node], self.children[node] = split, pair
            self.parts += [None, None]
            self.children += [(0, 0), (0, 0)]
            self.node[rows] = np.where(goes_left, *pair)
            self.gains[split.feature] += split.gain
            found += pair
        return found

    def _splits(self, level: list[int]) -> list[_Split | None]:
        """The best split of every open node."""
        features, bins = self.codes.shape[1], self.missing + 1
        place = np.full(len(self.parts), -1)
        place[level] = np.arange(len(level))
        open_rows = np.flatnonzero(place[self.node] >= 0)
        key = (place[self.node[open_rows]][:, None] * features + np.arange(features)) * bins
        key = (key + self.codes[open_rows]).ravel()
        shape = (len(level), features, bins)

        size = int(np.prod(shape))
        sums = [
            np.bincount(key, np.repeat(each[open_rows], features), size).reshape(shape)
            for each in (self.slope, self.curve)
        ]
        rows = np.bincount(key, minlength=size).astype(np.float64).reshape(shape)
        return [self._best([one[k] for one in (*sums, rows)]) for k in range(len(level))]

    def _best(self, sums: list[Floats]) -> _Split | None:
        """`sums`: slope, curvature and rows, each features x bins."""
        whole = [one.sum(axis=1, keepdims=True) for one in sums]
        lefts = [np.cumsum(one[:, :-1], axis=1) for one in sums]
        gain = np.full((2, *lefts[0].shape), -np.inf)
        for astray in (0, 1):
            left = [a + astray * one[:, -1:] for a, one in zip(lefts, sums, strict=True)]
            right = [w - a for w, a in zip(whole, left, strict=True)]
            fits = (np.minimum(left[1], right[1]) >= LEAST_HESSIAN) & (
                np.minimum(left[2], right[2]) >= self.growth.least_rows
            )
            scored = _worth(left) + _worth(right) - _worth(whole)
            gain[astray] = np.where(fits, scored, -np.inf)
        astray, feature, at = np.unravel_index(int(np.argmax(gain)), gain.shape)
        best = float(gain[astray, feature, at])
        return _Split(best, int(feature), int(at), bool(astray)) if best > LEAST_GAIN else None


def _worth(sums: list[Floats]) -> Floats:
    return sums[0] ** 2 / (sums[1] + RIDGE) / 2


def shapley(trees: list[ScorecardTree], codes: Codes, missing: int) -> Floats:
    """Exact Shapley values of each feature in the log odds, rows x features.

    Of a feature that is left out, both branches count by their training rows (the path-dependent
    value function of Lundberg and others 2020); trees are shallow, so all subsets are summed.
    """
    found = np.zeros(codes.shape)
    for tree in trees:
        players = sorted({k for k in tree.feature if k >= 0})
        worth = [_expected(tree, codes, missing, _subset(players, s)) for s in _subsets(players)]
        for place, player in enumerate(players):
            for subset in _subsets(players):
                if not subset >> place & 1:
                    share = _share(subset.bit_count(), len(players))
                    found[:, player] += share * (worth[subset | 1 << place] - worth[subset])
    return found


def _subsets(players: list[int]) -> range:
    return range(1 << len(players))


def _subset(players: list[int], bits: int) -> frozenset[int]:
    return frozenset(player for place, player in enumerate(players) if bits >> place & 1)


def _share(size: int, players: int) -> float:
    from math import factorial

    return factorial(size) * factorial(players - size - 1) / factorial(players)


def _expected(tree: ScorecardTree, codes: Codes, missing: int, known: frozenset[int]) -> Floats:
    """The value of a tree when only the features in `known` are looked at."""
    values: dict[int, Floats] = {}
    for node in range(len(tree.feature) - 1, -1, -1):
        feature = tree.feature[node]
        if feature < 0:
            values[node] = np.full(len(codes), tree.value[node])
            continue
        left, right = values[tree.left[node]], values[tree.right[node]]
        if feature in known:
            code = codes[:, feature]
            goes = np.where(code == missing, tree.missing_left[node], code <= tree.at_most[node])
            values[node] = np.where(goes, left, right)
        else:
            one, other = tree.cover[tree.left[node]], tree.cover[tree.right[node]]
            values[node] = (one * left + other * right) / (one + other)
    return values[0]
