"""Fit the clause model's parts: feature choice, penalised logistic regression, int8 rounding."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal.clause_model import LENGTH_POWER, Hashed
from tools.legal.hashing import BUCKET_BITS
from tools.legal.labelling import Labelled

Floats = NDArray[np.float32]
_KEPT_NEGATIVES = 0.4
"""Of segments that are no clause, the share learned from: the rest adds time, not accuracy."""
_FEWEST = 3
"""Times a word pair must occur to be considered."""


def fit_hashed(
    labelled: Sequence[Labelled], *, features: int, penalty: float, rounds: int, seed: int
) -> Hashed:
    """Choose `features` buckets and fit a linear model over them, one column per type."""
    import scipy.sparse as sparse  # heavy; only training needs it

    matrix, truth, counted = _stacked(labelled, seed)
    chosen = _chosen(matrix, truth, features)
    reduced = matrix[:, chosen]
    held = np.asarray(reduced.sum(1)).ravel()
    scaled = sparse.diags_array((np.maximum(held, 1) ** -LENGTH_POWER).astype(np.float32)) @ reduced
    weights, bias = _logistic(scaled.tocsr(), truth, counted, penalty, rounds)
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    return Hashed.of(
        chosen,
        np.round(weights / scale).astype(np.int8),
        scale.astype(np.float32),
        bias.astype(np.float32),
    )


def raw_scores(part: Hashed, labelled: Labelled) -> Floats:
    """Log-odds of every span, through the code that serves."""
    owner, entries = labelled.entries >> BUCKET_BITS, labelled.entries & ((1 << BUCKET_BITS) - 1)
    return part.scores(entries, owner, len(labelled.spans))


def _stacked(labelled: Sequence[Labelled], seed: int) -> tuple[Any, Floats, Floats]:
    """All spans as a sparse matrix, most spans without any clause left out."""
    import scipy.sparse as sparse

    random = np.random.default_rng(seed)
    rows: list[NDArray[np.int64]] = []
    first = 0
    for one in labelled:
        rows.append((one.entries >> BUCKET_BITS) + first)
        first += len(one.spans)
    row = np.concatenate(rows)
    column = np.concatenate([one.entries & ((1 << BUCKET_BITS) - 1) for one in labelled])
    ones = np.ones(len(row), dtype=np.float32)
    matrix = sparse.csr_array((ones, (row, column)), shape=(first, 1 << BUCKET_BITS))
    truth = np.concatenate([one.truth for one in labelled])
    counted = np.concatenate([one.counted for one in labelled])
    plain = (truth.sum(1) == 0) & (counted.min(1) > 0)
    kept = np.flatnonzero(~plain | (random.random(first) < _KEPT_NEGATIVES))
    return matrix[kept], truth[kept], counted[kept]


def _chosen(matrix: Any, truth: Floats, features: int) -> NDArray[np.int64]:
    """Buckets that occur with some type far more often than chance would have it."""
    frequency = np.asarray(matrix.sum(0)).ravel()
    considered = np.flatnonzero(frequency >= _FEWEST)
    together = np.asarray(matrix[:, considered].T @ truth)
    expected = np.outer(frequency[considered], truth.mean(0))
    surprise = (together - expected) / np.sqrt(expected + 1)
    surprise[together < _FEWEST] = np.minimum(surprise[together < _FEWEST], 0)
    order = np.argsort(-surprise, axis=0, kind="stable")
    each = max(
        1, features // (2 * truth.shape[1])
    )  # half is shared out evenly: rare types learn too
    chosen = set(order[:each].ravel().tolist())
    for index in np.argsort(-surprise.max(1), kind="stable").tolist():
        if len(chosen) >= features:
            break
        chosen.add(index)
    return np.sort(considered[sorted(chosen)])


def _logistic(
    scaled: Any, truth: Floats, counted: Floats, penalty: float, rounds: int
) -> tuple[Floats, Floats]:
    """Independent logistic regressions, fitted together by L-BFGS."""
    from scipy.optimize import minimize

    count, types = scaled.shape[1], truth.shape[1]
    transposed = scaled.T.tocsr()
    share = np.clip(truth.mean(0), 1e-5, 1 - 1e-5)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[: count * types].reshape(count, types).astype(np.float32)
        odds = scaled @ weights + flat[count * types :].astype(np.float32)
        pull = (1 / (1 + np.exp(-odds)) - truth) * counted
        value = float(((np.logaddexp(0, odds) - truth * odds) * counted).sum(dtype=np.float64))
        value += 0.5 * penalty * float((weights.astype(np.float64) ** 2).sum())
        slope = transposed @ pull + penalty * weights
        return value, np.concatenate([slope.ravel(), pull.sum(0)]).astype(np.float64)

    start = np.concatenate([np.zeros(count * types), np.log(share / (1 - share))])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 5}
    ).x.astype(np.float32)
    return found[: count * types].reshape(count, types), found[count * types :]


def newton(
    features: NDArray[np.float64], truth: NDArray[np.float64], penalty: float
) -> NDArray[np.float64]:
    """A small penalised logistic regression; the last column of `features` is the constant one."""
    weights = np.zeros(features.shape[1])
    ridge = np.full(features.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(features @ weights)))
        slope = features.T @ (chance - truth) + ridge * weights
        curvature = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(curvature, slope)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    return weights
