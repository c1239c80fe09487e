"""Weights from a tree of assets that move alike, without inverting the covariances.

HRP: Lopez de Prado (2016), Building diversified portfolios that outperform out of sample: assets
in the order of the tree's leaves, halved again and again, each half weighted against the variance
of the other. HERC: Raffinot (2018), The hierarchical equal risk contribution portfolio: the tree is
cut into clusters, each pair of branches above the cut shares the weight against its risk, and so do
the assets inside a cluster. How many clusters: the two-difference form of the gap statistic (Yue,
Wang and Wei 2008), unless it is said.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

MOST_GUESSED = 8  # clusters, when their number is not said; the square root of the assets if fewer


@dataclass(frozen=True)
class Tree:
    """Who was joined with whom, as `scipy.cluster.hierarchy` writes it."""

    joins: Floats
    order: Places
    """The assets in the order of the leaves."""
    distances: Floats
    """Condensed: sqrt((1 - correlation) / 2) of every pair."""


def tree_of(covariance: Floats, linkage: str) -> Tree:
    """Cluster assets by the distance sqrt((1 - correlation) / 2)."""
    from scipy.cluster.hierarchy import leaves_list
    from scipy.cluster.hierarchy import linkage as join
    from scipy.spatial.distance import squareform

    deviations = np.sqrt(np.diag(covariance))
    correlations = covariance / np.outer(deviations, deviations)
    apart = np.sqrt(np.clip((1 - correlations) / 2, 0.0, 1.0))
    np.fill_diagonal(apart, 0.0)
    distances = squareform(apart, checks=False)
    joins = join(distances, method=linkage)
    return Tree(joins, leaves_list(joins).astype(np.intp), distances)


def hrp(covariance: Floats, tree: Tree) -> Floats:
    """Weights by recursive bisection of the leaves."""
    ordered = covariance[np.ix_(tree.order, tree.order)]
    inverse = 1 / np.diag(ordered)
    weights = np.ones(len(ordered))
    spans = [(0, len(ordered))]
    while spans:
        begin, end = spans.pop()
        if end - begin < 2:
            continue
        middle = begin + (end - begin) // 2
        left = _variance(ordered, inverse, begin, middle)
        right = _variance(ordered, inverse, middle, end)
        share = 1 - left / (left + right)
        weights[begin:middle] *= share
        weights[middle:end] *= 1 - share
        spans += [(begin, middle), (middle, end)]
    found = np.empty_like(weights)
    found[tree.order] = weights
    return found


def _variance(ordered: Floats, inverse: Floats, begin: int, end: int) -> float:
    """Variance of a run of assets held in proportion to the inverse of their variances."""
    if end - begin == 1:
        return float(ordered[begin, begin])
    shares = inverse[begin:end]
    total = float(shares.sum())
    return float(shares @ ordered[begin:end, begin:end] @ shares) / total**2


def herc(covariance: Floats, tree: Tree, clusters: int | None) -> tuple[Floats, Places]:
    """Weights and the cluster of each asset (from 0, in the order of the leaves)."""
    from scipy.cluster.hierarchy import fcluster

    size = len(covariance)
    count = min(clusters or clusters_by_gap(tree), size)
    labels = fcluster(tree.joins, count, criterion="maxclust") - 1
    _, labels = np.unique(labels, return_inverse=True)
    inverse = 1 / np.diag(covariance)
    weights = np.ones(size)
    for cluster in np.unique(labels):
        places = np.flatnonzero(labels == cluster)
        weights[places] = inverse[places] / inverse[places].sum()
    risks = _risks(covariance, labels, weights)
    share = np.ones(size)
    for left, right in _branches(tree, labels):
        ours, theirs = (sum(risks[c] for c in np.unique(labels[side])) for side in (left, right))
        share[left] *= theirs / (ours + theirs)
        share[right] *= ours / (ours + theirs)
    return weights * share, labels.astype(np.intp)


def _risks(covariance: Floats, labels: Places, weights: Floats) -> list[float]:
    """Variance of each cluster by itself."""
    found: list[float] = []
    for cluster in range(int(labels.max()) + 1):
        places = np.flatnonzero(labels == cluster)
        part = weights[places]
        found.append(float(part @ covariance[np.ix_(places, places)] @ part))
    return found


def _branches(tree: Tree, labels: Places) -> list[tuple[Places, Places]]:
    """The two sides of every join above the cut."""
    size = len(labels)
    members: dict[int, Places] = {k: np.array([k], dtype=np.intp) for k in range(size)}
    found: list[tuple[Places, Places]] = []
    for number, (a, b) in enumerate(tree.joins[:, :2].astype(int)):
        left, right = members.pop(a), members.pop(b)
        members[size + number] = np.concatenate([left, right])
        if labels[left[0]] != labels[right[0]]:
            found.append((left, right))
    return found


def clusters_by_gap(tree: Tree) -> int:
    """The number of clusters after which splitting further gains least, by second differences."""
    from scipy.cluster.hierarchy import fcluster
    from scipy.spatial.distance import squareform

    size = len(tree.order)
    most = min(MOST_GUESSED, max(1, int(np.sqrt(size))))
    if most < 3:
        return most
    squares = squareform(tree.distances) ** 2
    within: list[float] = []
    for count in range(1, most + 1):
        labels = fcluster(tree.joins, count, criterion="maxclust")
        inside = 0.0
        for cluster in np.unique(labels):
            places = np.flatnonzero(labels == cluster)
            inside += float(squares[np.ix_(places, places)].sum()) / (2 * places.size)
        within.append(float(np.log(max(inside, 1e-300))))
    gaps = [within[k + 1] + within[k - 1] - 2 * within[k] for k in range(1, most - 1)]
    return int(np.argmax(gaps)) + 2
