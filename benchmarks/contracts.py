"""legal.analyse_contract beside scikit-learn (kind of contract) and plain patterns (governing law).

Run with the peers' environment:
`PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/contracts.py CUAD.jsonl.xz`.

Kind: the peer weighs the 30,000 commonest words. Both learn on four of five folds by filer and are
judged on the fifth, all folds in turn; CPU time is that of telling the kinds. Law: CUAD's lawyers'
answers; ours finds the passage with the shipped clause model, which was trained on these
contracts, so its figure is not one of unseen contracts (`weights/MODEL_CARD.md` has that); the
patterns were not fitted to anything.
Without a file only the speed of whole calls is taken, on the three contracts of the tests.
"""

import argparse
import json
import lzma
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.contract_kind import KINDS
from tools.legal.train import folds_by_filer
from tools.legal.train_kinds import fit_kinds, read_kinds

FOLDS = 5
CALLS = 60
_OURS = Path("tests/data/legal/cuad_three.jsonl")
_PATTERN = re.compile(
    r"laws?\s+of\s+(?:the\s+)?(?:State\s+of\s+|Commonwealth\s+of\s+)?"
    r"((?:[A-Z][\w.]+)(?:\s+(?:and\s+)?[A-Z][\w.]+){0,3})"
)


def records_of(path: Path) -> list[dict[str, Any]]:
    """CUAD, one JSON object a line."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().split("\n") if line.strip()]


def kinds(path: Path, records: Sequence[dict[str, Any]]) -> None:
    """Accuracy of the kind on contracts not learned from, and the time of telling it."""
    examples = read_kinds(path)
    fold = folds_by_filer(examples.names, FOLDS)
    texts = [str(record["text"]) for record in records]
    right = {"ours": 0, "scikit-learn": 0}
    spent = {"ours": 0.0, "scikit-learn": 0.0}
    for held in range(FOLDS):
        learned, judged = np.flatnonzero(fold != held), np.flatnonzero(fold == held).tolist()
        model = fit_kinds(examples, learned)
        vectors = TfidfVectorizer(max_features=30_000, min_df=2, sublinear_tf=True)
        matrix = vectors.fit_transform([texts[i] for i in learned.tolist()])
        peer = LogisticRegression(C=30, max_iter=100).fit(matrix, examples.kinds[learned])
        tellers: dict[str, Callable[[str], int]] = {
            "ours": lambda text, model=model: int(model.chances(text).argmax()),
            "scikit-learn": lambda text, v=vectors, p=peer: int(p.predict(v.transform([text]))[0]),
        }
        for name, tell in tellers.items():
            began = time.process_time()
            said = [tell(texts[i]) for i in judged]
            spent[name] += time.process_time() - began
            right[name] += sum(a == b for a, b in zip(said, examples.kinds[judged], strict=True))
    for name, count in right.items():
        print(
            f"{name:14s} kind right in {count / len(texts):.3f} of {len(texts)} contracts, "
            f"{len(KINDS)} kinds; {1000 * spent[name] / len(texts):.1f} ms each "
            f"({spent[name] / spent['ours']:.1f} of ours)"
        )


def laws(records: Sequence[dict[str, Any]]) -> None:
    """Governing law by CUAD's answers: ours beside the last match of a pattern."""
    ours = patterns = known = 0
    for record in records:
        truth = record["answers"].get("Governing Law", "")
        if not truth or "[" in truth:
            continue
        known += 1
        found = analyse_contract(AnalyseContractRequest(contract=record["text"])).governing_law
        ours += found is not None and _same(found.law, truth)
        matches = _PATTERN.findall(" ".join(record["text"].split()))
        patterns += bool(matches) and _same(matches[-1], truth)
    print(f"ours           law right in {ours / known:.3f} of {known} contracts that name one")
    print(f"plain patterns law right in {patterns / known:.3f}")


def _same(said: str, truth: str) -> bool:
    """The same places, whatever country or form of state stands beside them."""
    return _places(said) == _places(truth)


def _places(text: str) -> set[str]:
    bare = re.sub(
        r"\b(united kingdom|uk|canada|province of|republic of|federal|the|people's|australia"
        r"|usa?|united states|of america|state of)\b",
        "",
        text.lower(),
    )
    return set(re.findall(r"[a-z]+", bare)) - {"and", "of"}


def speed(records: Sequence[dict[str, Any]]) -> None:
    """Whole calls per CPU second."""
    chosen = list(records)[:: max(1, len(records) // CALLS)]
    requests = [AnalyseContractRequest(contract=record["text"]) for record in chosen]
    analyse_contract(requests[0])
    began = time.process_time()
    for request in requests:
        analyse_contract(request)
    rate = len(requests) / (time.process_time() - began)
    characters = sum(len(record["text"]) for record in chosen) / len(chosen)
    print(f"whole calls    {rate:.0f} contracts per CPU second, {characters:,.0f} characters each")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="CUAD as .jsonl.xz, with its answers")
    given = parser.parse_args()
    records = records_of(given.data or _OURS)
    speed(records)
    if given.data:
        laws(records)
        kinds(given.data, records)


if __name__ == "__main__":
    main()
