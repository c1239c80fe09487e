"""Train the clause model: `python -m tools.legal.train CUAD.jsonl.xz`.

Five folds, split by filer so that two contracts of one company never stand on both sides, give
every contract scores of a model that has not seen it. From these the calibration is learned and
CUAD's measure is taken; the shipped weights are then fitted on all contracts.
"""

import argparse
import json
import lzma
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal import cuad
from tools.legal.clause_model import SEGMENT_TYPES, WEIGHTS, Hashed
from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.context import surroundings
from tools.legal.estimate import Estimate, estimate, reliability
from tools.legal.fitting import fit_hashed, newton, raw_scores
from tools.legal.labelling import Labelled, Prepared, prepare
from tools.legal.short_spans import DATE_TYPES, TITLE_TYPES

Floats = NDArray[np.float32]
Say = Callable[[str], object]

SETTINGS: dict[str, dict[str, Any]] = {
    "segments": {"features": 16_000, "penalty": 0.3, "rounds": 120},
    "titles": {"features": 3_000, "penalty": 0.1, "rounds": 120},
    "dates": {"features": 4_000, "penalty": 0.1, "rounds": 120},
}
CALIBRATION_PENALTY = 10.0
_LEAST_RAW = -7.5
"""Raw log-odds below which a segment is not calibrated on: there are a hundred thousand of them."""


def train(
    data: Path, output: Path = WEIGHTS, *, folds: int = 5, say: Say = sys.stdout.write
) -> Estimate:
    """Estimate on contracts not trained on, fit on all, write the weights; returns the estimate."""
    contracts = [prepare(contract) for contract in cuad.read(data)]
    fold = folds_by_filer([one.contract.name for one in contracts], folds)
    say(f"{len(contracts)} contracts, {folds} folds by filer\n")
    raw = cross_fitted(contracts, fold, say)
    calibrated, context = held_out_odds(contracts, fold, raw)
    found = estimate([one.contract for one in contracts], predictions(contracts, calibrated))
    say(found.told())
    model = {part: _fitted(contracts, part) for part in SETTINGS}
    calibration = calibrate(contracts, context.features, raw["segments"])
    measured = reliability(contracts, calibrated)
    for part in ("titles", "dates"):
        model[part] = _scaled(model[part], _platt(contracts, raw[part], part))
    stored = {
        "calibration": calibration[:-1] / context.spread,
        "shift": calibration[-1] - (calibration[:-1] * context.centre / context.spread).sum(0),
        **measured,
    }
    write(output, model, stored)
    output.with_name("figures.json").write_text(json.dumps(found.figures(), indent=2) + "\n")
    say(f"wrote {output.name}: {output.stat().st_size / 1000:.0f} kB\n")
    return found


def folds_by_filer(names: Sequence[str], folds: int) -> NDArray[np.int64]:
    """A fold for every contract; contracts of one filer share theirs."""
    filers = [re.split(r"[_ ]", name)[0].casefold()[:14] for name in names]
    known = sorted(set(filers))
    order = np.random.default_rng(0).permutation(len(known))
    fold_of = {known[filer]: place % folds for place, filer in enumerate(order.tolist())}
    return np.array([fold_of[filer] for filer in filers])


def cross_fitted(
    contracts: Sequence[Prepared], fold: NDArray[np.int64], say: Say
) -> dict[str, list[Floats]]:
    """Raw log-odds of every span, by models that have not seen its contract."""
    raw: dict[str, list[Floats]] = {
        part: [np.zeros(0, np.float32)] * len(fold) for part in SETTINGS
    }
    for held in range(int(fold.max()) + 1):
        learned = [one for one, f in zip(contracts, fold, strict=True) if f != held]
        for part in SETTINGS:
            fitted = _fitted(learned, part)
            for index in np.flatnonzero(fold == held).tolist():
                raw[part][index] = raw_scores(fitted, labelled(contracts[index], part))
        say(f"fold {held + 1} of {int(fold.max()) + 1} done\n")
    return raw


def labelled(one: Prepared, part: str) -> Labelled:
    """The spans of one kind of a contract."""
    found: Labelled = getattr(one, part)
    return found


def _fitted(contracts: Sequence[Prepared], part: str) -> Hashed:
    return fit_hashed([labelled(one, part) for one in contracts], seed=1, **SETTINGS[part])


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of every segment, by contract, each feature with mean 0 and spread 1."""

    features: list[Floats]
    centre: Floats
    spread: Floats


def context_features(contracts: Sequence[Prepared], raw: Sequence[Floats]) -> Context:
    """Read the surroundings of every segment and bring the features to one scale."""
    features = [
        surroundings(one.contract.text, one.segments.spans, scores).stacked()
        for one, scores in zip(contracts, raw, strict=True)
    ]
    together = np.concatenate(features)
    centre, spread = together.mean(0), together.std(0) + 1e-6
    return Context([(one - centre) / spread for one in features], centre, spread)


def calibrate(
    contracts: Sequence[Prepared], features: Sequence[Floats], raw: Sequence[Floats]
) -> Floats:
    """Per type, the weights that turn raw odds and their surroundings into log-odds."""
    together = np.concatenate(list(features))
    scores = np.concatenate(list(raw))
    truth = np.concatenate([one.segments.truth for one in contracts])
    columns: list[NDArray[np.float64]] = []
    for index in range(len(SEGMENT_TYPES)):
        near = scores[:, index] > _LEAST_RAW
        inputs = together[near, :, index].astype(np.float64)
        inputs = np.concatenate([inputs, np.ones((len(inputs), 1))], axis=1)
        columns.append(newton(inputs, truth[near, index].astype(np.float64), CALIBRATION_PENALTY))
    return np.stack(columns, axis=1).astype(np.float32)


def held_out_odds(
    contracts: Sequence[Prepared], fold: NDArray[np.int64], raw: dict[str, list[Floats]]
) -> tuple[dict[str, list[Floats]], Context]:
    """Calibrated log-odds; each fold's calibration is learned on the other folds."""
    context = context_features(contracts, raw["segments"])
    features = context.features
    odds: dict[str, list[Floats]] = {part: list(raw[part]) for part in SETTINGS}
    for held in range(int(fold.max()) + 1):
        others = np.flatnonzero(fold != held).tolist()
        rest = [contracts[i] for i in others]
        weights = calibrate(
            rest, [features[i] for i in others], [raw["segments"][i] for i in others]
        )
        slopes = {p: _platt(rest, [raw[p][i] for i in others], p) for p in ("titles", "dates")}
        for index in np.flatnonzero(fold == held).tolist():
            odds["segments"][index] = apply(features[index], weights)
            for part, slope in slopes.items():
                odds[part][index] = raw[part][index] * slope[0] + slope[1]
    return odds, context


def apply(features: Floats, calibration: Floats) -> Floats:
    """Calibrated log-odds by span and type."""
    return np.einsum("sft,ft->st", features, calibration[:-1]) + calibration[-1]


def _platt(contracts: Sequence[Prepared], raw: Sequence[Floats], part: str) -> Floats:
    """Slope and shift per type that make raw log-odds honest on contracts not trained on."""
    scores = np.concatenate(list(raw)).astype(np.float64)
    truth = np.concatenate([labelled(one, part).truth for one in contracts]).astype(np.float64)
    fitted = [
        newton(np.stack([scores[:, i], np.ones(len(scores))], axis=1), truth[:, i], 1e-3)
        for i in range(scores.shape[1])
    ]
    return np.stack(fitted, axis=1).astype(np.float32)


def _scaled(part: Hashed, slope: Floats) -> Hashed:
    return Hashed.of(
        part.rows, part.weights, part.scale * slope[0], part.bias * slope[0] + slope[1]
    )


def predictions(
    contracts: Sequence[Prepared], odds: dict[str, list[Floats]], least: float = 0.001
) -> cuad.Predictions:
    """Passages by contract and type with their probability, as CUAD's measure takes them."""
    types = {"segments": SEGMENT_TYPES, "titles": TITLE_TYPES, "dates": DATE_TYPES}
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for index, one in enumerate(contracts):
        text = one.contract.text
        for part, names in types.items():
            chance = 1 / (1 + np.exp(-odds[part][index]))
            spans = labelled(one, part).spans.tolist()
            for column, name in enumerate(names):
                found[one.contract.name, name] = [
                    (text[spans[row][0] : spans[row][1]], float(chance[row, column]))
                    for row in np.flatnonzero(chance[:, column] >= least).tolist()
                ]
    return found


def write(output: Path, model: dict[str, Hashed], stored: dict[str, Floats]) -> None:
    """Weights as one compressed file; the same weights give the same bytes."""
    names = {"segments": "segment", "titles": "title", "dates": "date"}
    arrays: dict[str, NDArray[Any]] = dict(stored)
    for part, name in names.items():
        arrays[f"{name}_steps"] = np.diff(model[part].rows, prepend=0).astype(np.int32)
        arrays[f"{name}_weights"] = np.ascontiguousarray(model[part].weights.T)
        arrays[f"{name}_scale"] = model[part].scale
        arrays[f"{name}_bias"] = model[part].bias
    buffer = BytesIO()
    named: dict[str, Any] = {name: arrays[name] for name in sorted(arrays)}
    np.savez(buffer, **named)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(lzma.compress(buffer.getvalue(), preset=9))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="polymath train legal", description=__doc__)
    parser.add_argument("data", type=Path, help="CUAD v1 as .jsonl or .jsonl.xz")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--folds", type=int, default=5, help="folds of the estimate")
    given = parser.parse_args(arguments)
    assert len(CLAUSE_TYPES) == len(SEGMENT_TYPES) + len(TITLE_TYPES) + len(DATE_TYPES)
    train(given.data, given.output, folds=given.folds)


if __name__ == "__main__":
    main()
