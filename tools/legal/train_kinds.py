"""Train the model of contract kinds: `python -m tools.legal.train_kinds CUAD.jsonl.xz`.

Five folds by filer, as for the clause model: features are chosen and weights fitted on four, the
accuracy is taken on the fifth; how sharp the chances are is fitted on all held-out odds together.
The shipped weights are fitted on all contracts.
"""

import argparse
import json
import lzma
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.contract_kind import KIND_WEIGHTS, KINDS, KindModel, kind_features, scaled, softmax
from tools.legal.hashing import BUCKET_BITS
from tools.legal.train import folds_by_filer

Floats = NDArray[np.float32]
Say = Callable[[str], object]

FEATURES = {"title": 1_500, "text": 6_000}
FEWEST = 2
"""Contracts a feature must stand in."""
STRENGTH = 10.0
"""Inverse of the ridge penalty, per contract; the best of 1, 3, 10 and 30 in cross-validation."""
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Examples:
    """Contracts as counts of their features."""

    names: list[str]
    kinds: NDArray[np.int64]
    clauses: dict[str, dict[str, int]]
    """By kind: how many contracts there are, and how many hold each type of clause."""
    buckets: NDArray[np.int64]
    counts: Any
    """Sparse, contracts by buckets."""


def read_kinds(path: Path) -> Examples:
    """Contracts of `.jsonl` or `.jsonl.xz` with `name`, `text`, `contract_type`."""
    import scipy.sparse as sparse  # heavy; only training needs it

    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    records = [json.loads(line) for line in data.decode().split("\n") if line.strip()]
    rows = [kind_features(record["text"]) for record in records]
    owner = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
    every = np.concatenate([row[0] for row in rows])
    buckets, column = np.unique(every, return_inverse=True)
    count = np.concatenate([row[1] for row in rows]).astype(np.float32)
    kinds = [KINDS.index(" ".join(record["contract_type"].split())) for record in records]
    return Examples(
        [record["name"] for record in records],
        np.array(kinds),
        _clauses(records, kinds),
        buckets,
        sparse.csr_array((count, (owner, column)), shape=(len(rows), len(buckets))),
    )


def _clauses(records: Sequence[dict[str, Any]], kinds: Sequence[int]) -> dict[str, dict[str, int]]:
    """How many contracts of each kind hold a clause of each type."""
    counted: dict[str, dict[str, int]] = {}
    for kind, name in enumerate(KINDS):
        held = [r["spans"] for r, k in zip(records, kinds, strict=True) if k == kind]
        counted[name] = {"contracts": len(held)} | {
            clause: sum(bool(spans.get(clause)) for spans in held) for clause in CLAUSE_TYPES
        }
    return counted


def fit_kinds(examples: Examples, rows: NDArray[np.int64]) -> KindModel:
    """Choose features on `rows` and fit a multinomial logistic regression."""
    counts, kinds = examples.counts[rows], examples.kinds[rows]
    held = np.asarray((counts > 0).sum(0)).ravel()
    chosen = _chosen(counts, kinds, examples.buckets, held)
    rarity = (np.log((1 + len(rows)) / (1 + held[chosen])) + 1).astype(np.float32)
    buckets = examples.buckets[chosen]
    weights, bias = _logistic(scaled(counts[:, chosen].toarray(), buckets, rarity), kinds)
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    return KindModel(
        buckets,
        rarity.astype(np.float16).astype(np.float32),
        np.round(weights / scale).astype(np.int8),
        scale.astype(np.float32),
        bias.astype(np.float32),
        1.0,
    )


def _chosen(
    counts: Any, kinds: NDArray[np.int64], buckets: NDArray[np.int64], held: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of title and text, the features that occur with some kind far more than chance has it."""
    known = np.eye(len(KINDS), dtype=np.float32)[kinds]
    together = np.asarray((counts > 0).astype(np.float32).T @ known)
    expected = np.outer(held, known.mean(0))
    surprise = ((together - expected) / np.sqrt(expected + 0.5)).max(1)
    surprise[held < FEWEST] = -np.inf
    title = buckets >= 1 << BUCKET_BITS
    parts: list[NDArray[np.int64]] = []
    for part, most in ((title, FEATURES["title"]), (~title, FEATURES["text"])):
        order = np.argsort(-np.where(part, surprise, -np.inf), kind="stable")[:most]
        parts.append(order[np.isfinite(np.where(part, surprise, -np.inf)[order])])
    return np.sort(np.concatenate(parts))


def _logistic(features: Floats, kinds: NDArray[np.int64]) -> tuple[Floats, Floats]:
    from scipy.optimize import minimize

    count, known = features.shape[1], np.eye(len(KINDS), dtype=np.float64)[kinds]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[: count * len(KINDS)].reshape(count, -1)
        odds = features @ weights + flat[count * len(KINDS) :]
        chance = softmax(odds).astype(np.float64)
        value = -float(np.log(np.maximum((chance * known).sum(1), 1e-12)).sum())
        pull = chance - known
        slope = features.T @ pull + weights / STRENGTH
        value += 0.5 * float((weights**2).sum()) / STRENGTH
        return value, np.concatenate([slope.ravel(), pull.sum(0)])

    start = np.zeros((count + 1) * len(KINDS))
    found: NDArray[np.float64] = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}
    ).x
    return found[: count * len(KINDS)].reshape(count, -1).astype(np.float32), found[
        count * len(KINDS) :
    ].astype(np.float32)


def odds_of(model: KindModel, examples: Examples, rows: NDArray[np.int64]) -> Floats:
    """Log-odds before sharpening, by contract and kind."""
    place = np.searchsorted(examples.buckets, model.buckets)
    features = scaled(examples.counts[rows][:, place].toarray(), model.buckets, model.rarity)
    return features @ model.weights * model.scale + model.bias


def sharpness(odds: Floats, kinds: NDArray[np.int64]) -> float:
    """The factor under which held-out chances are likeliest."""
    factors = np.geomspace(0.3, 6, 120)
    at = np.arange(len(kinds))
    said = [float(np.log(softmax(odds * f)[at, kinds] + 1e-12).sum()) for f in factors]
    return float(factors[int(np.argmax(said))])


def train_kinds(
    data: Path, output: Path = KIND_WEIGHTS, *, folds: int = 5, say: Say = sys.stdout.write
) -> dict[str, Any]:
    """Estimate on contracts not learned from, fit on all, write; returns the figures."""
    examples = read_kinds(data)
    fold = folds_by_filer(examples.names, folds)
    odds = np.zeros((len(fold), len(KINDS)), dtype=np.float32)
    for held in range(folds):
        model = fit_kinds(examples, np.flatnonzero(fold != held))
        odds[fold == held] = odds_of(model, examples, np.flatnonzero(fold == held))
    sharp = sharpness(odds, examples.kinds)
    figures = _figures(softmax(odds * sharp), examples.kinds)
    say(json.dumps(figures, indent=1) + "\n")
    write_kinds(output, fit_kinds(examples, np.arange(len(fold))), sharp)
    clauses = json.dumps(examples.clauses, indent=None, separators=(",", ":")).replace("},", "},\n")
    output.with_name("kind_clauses.json").write_text(clauses + "\n")
    output.with_name("kind_figures.json").write_text(json.dumps(figures, indent=2) + "\n")
    return figures


def _figures(chances: Floats, kinds: NDArray[np.int64]) -> dict[str, Any]:
    right = chances.argmax(1) == kinds
    random = np.random.default_rng(0)
    draws = random.integers(0, len(right), (_RESAMPLES, len(right)))
    low, high = np.quantile(right[draws].mean(1), [0.05, 0.95])
    by_kind = {
        name: [int(right[kinds == place].sum()), int((kinds == place).sum())]
        for place, name in enumerate(KINDS)
    }
    return {
        "contracts": len(kinds),
        "accuracy": round(float(right.mean()), 4),
        "accuracy_90_interval": [round(float(low), 4), round(float(high), 4)],
        "mean_chance_of_the_kind_named": round(float(chances.max(1).mean()), 4),
        "right_of_all_by_kind": by_kind,
    }


def write_kinds(output: Path, model: KindModel, sharp: float) -> None:
    """Weights as one compressed file; the same weights give the same bytes."""
    buffer = BytesIO()
    np.savez(
        buffer,
        bias=model.bias,
        rarity=model.rarity.astype(np.float16),
        scale=model.scale,
        sharpness=np.float64(sharp),
        steps=np.diff(model.buckets, prepend=0).astype(np.int32),
        weights=np.ascontiguousarray(model.weights.T),
    )
    output.write_bytes(lzma.compress(buffer.getvalue(), preset=9))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="CUAD as .jsonl or .jsonl.xz with contract_type")
    parser.add_argument("--output", type=Path, default=KIND_WEIGHTS, help="where the weights go")
    given = parser.parse_args(arguments)
    train_kinds(given.data, given.output)


if __name__ == "__main__":
    main()
