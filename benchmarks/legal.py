"""legal.extract_clauses beside scikit-learn's TF-IDF and logistic regression, on CUAD.

Run with the peers' environment:
`PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/legal.py [CUAD.jsonl.xz [--quality]]`.

Speed: contracts per CPU second, whole calls, median of rounds, both on one thread; the peer gets
its sentences cut for free. `--quality` (ten minutes) trains both on four of five folds by filer
and takes CUAD's measure on the fifth. Published figures on CUAD's own test contracts, from the
paper (Hendrycks et al. 2021, table 1): RoBERTa-large .482, DeBERTa-xlarge .478 AUPR; precision at
80 % recall .381 and .440.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from tools.legal import cuad
from tools.legal.clause_model import SEGMENT_TYPES, score
from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.estimate import estimate
from tools.legal.extract_clauses import ExtractClausesRequest, extract_clauses
from tools.legal.labelling import Prepared, prepare
from tools.legal.train import cross_fitted, folds_by_filer, held_out_odds, predictions

ROUNDS = 5
CONTRACTS = 100
HELD = 0
_OURS = Path("tests/data/legal/cuad_three.jsonl")
_SHARE_OF_PLAIN = 0.4  # of sentences without any clause, as ours learns from


def pieces(one: Prepared) -> list[str]:
    """The sentences of a contract."""
    return [one.contract.text[start:end] for start, end in one.segments.spans.tolist()]


def peer(learned: Sequence[Prepared]) -> tuple[Any, Any]:
    """TF-IDF over words and pairs of words, one logistic regression per type."""
    truth = np.concatenate([one.segments.truth for one in learned])
    texts = [piece for one in learned for piece in pieces(one)]
    random = np.random.default_rng(1)
    kept = np.flatnonzero((truth.sum(1) > 0) | (random.random(len(truth)) < _SHARE_OF_PLAIN))
    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    matrix = vectors.fit_transform([texts[i] for i in kept])
    model = OneVsRestClassifier(LogisticRegression(C=10, solver="liblinear"))
    model.fit(matrix, truth[kept])
    return vectors, model


def peer_predictions(
    held: Sequence[Prepared], vectors: Any, model: Any, least: float = 0.001
) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """The peer's passages, as CUAD's measure takes them."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for one in held:
        texts = pieces(one)
        chance: NDArray[np.float64] = model.predict_proba(vectors.transform(texts))
        for column, name in enumerate(SEGMENT_TYPES):
            rows = np.flatnonzero(chance[:, column] >= least).tolist()
            found[one.contract.name, name] = [(texts[i], float(chance[i, column])) for i in rows]
    return found


def sentences_only(one: cuad.Contract) -> cuad.Contract:
    """A contract without the titles and dates, of which the peer knows nothing."""
    kept = {name: spans for name, spans in one.spans.items() if name in SEGMENT_TYPES}
    return cuad.Contract(one.name, one.text, kept)


def quality(contracts: Sequence[Prepared]) -> None:
    """CUAD's measure of both on the held fold."""
    fold = folds_by_filer([one.contract.name for one in contracts], 5)
    learned = [one for one, f in zip(contracts, fold, strict=True) if f != HELD]
    held = [one for one, f in zip(contracts, fold, strict=True) if f == HELD]
    raw = cross_fitted(contracts, fold, lambda _: None)
    odds, _ = held_out_odds(contracts, fold, raw)
    places = np.flatnonzero(fold == HELD).tolist()
    mine = predictions(held, {part: [odds[part][i] for i in places] for part in odds})
    whole = [one.contract for one in held]
    only = [sentences_only(one) for one in whole]
    vectors, model = peer(learned)
    theirs = peer_predictions(held, vectors, model)
    kept = {q: said for q, said in mine.items() if q[1] in SEGMENT_TYPES}
    print(f"{len(learned)} contracts learned from, {len(held)} judged")
    for name, found in (
        ("ours, all 41 types", estimate(whole, mine)),
        ("ours, 38 types", estimate(only, kept)),
        ("scikit-learn, 38 types", estimate(only, theirs)),
    ):
        low, high = found.area_interval
        print(
            f"{name:24s} AUPR {found.area:.3f} ({low:.3f} to {high:.3f}), "
            f"precision at 80 % recall {found.precision_at_80:.3f}"
        )


def speed(contracts: Sequence[Prepared]) -> None:
    """Contracts per CPU second."""
    stride = max(1, len(contracts) // CONTRACTS)
    chosen = (list(contracts)[::stride] * CONTRACTS)[:CONTRACTS]
    print(f"{sum(len(c.contract.text) for c in chosen) / len(chosen):,.0f} characters each")
    vectors, model = peer(contracts[: 2 * CONTRACTS])

    def whole() -> None:
        for one in chosen:
            extract_clauses(ExtractClausesRequest.model_validate({"contract": one.contract.text}))

    def model_only() -> None:
        for one in chosen:
            score(one.contract.text)

    def theirs() -> None:
        for one in chosen:
            model.predict_proba(vectors.transform(pieces(one)))

    whole()
    base = 0.0
    for name, run in (("ours", whole), ("its model alone", model_only), ("scikit-learn", theirs)):
        times: list[float] = []
        for _ in range(ROUNDS):
            began = time.process_time()
            run()
            times.append(time.process_time() - began)
        rate = len(chosen) / statistics.median(times)
        base = base or rate
        print(f"{name:16s} {rate:7.0f} contracts per CPU second ({rate / base:.2f} of ours)")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=_OURS)
    parser.add_argument("--quality", action="store_true")
    given = parser.parse_args()
    assert set(SEGMENT_TYPES) <= set(CLAUSE_TYPES)
    contracts = [prepare(contract) for contract in cuad.read(given.data)]
    speed(contracts)
    if given.quality:
        quality(contracts)


if __name__ == "__main__":
    main()
