"""CUAD v1: its records, and the measure its authors judge predictions by.

Hendrycks, Burns, Chen and Ball, "CUAD: An Expert-Annotated NLP Dataset for Legal Contract Review",
NeurIPS 2021, §5.1: a predicted passage counts when the Jaccard index of its words with a gold
passage is at least 0.5; for Parties also when it contains the gold passage. Precision and recall
are taken over all questions at once, at falling levels of confidence.
"""

import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal.clause_types import CLAUSE_TYPES

_MATCH = 0.5
_LEVELS = (*np.arange(0.99, 0, -0.01).tolist(), 0.001, 0.0)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract and where its clauses stand, by type."""

    name: str
    text: str
    spans: Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision against recall over all questions."""

    precision: NDArray[np.float64]
    recall: NDArray[np.float64]

    @property
    def area(self) -> float:
        """Area under the curve, precision made non-increasing as CUAD's authors do."""
        return float(np.trapezoid(_best_from(self.precision), self.recall))

    def precision_at(self, recall: float) -> float:
        """The best precision at `recall` or more; 0 when it is never reached."""
        reached = np.flatnonzero(self.recall >= recall)
        return float(_best_from(self.precision)[reached[0]]) if reached.size else 0.0


def read(path: Path) -> list[Contract]:
    """Contracts of CUAD's own `.json`, or of `.jsonl`: name, text, spans by type; also as `.xz`."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    if path.name.removesuffix(".xz").endswith(".json"):
        return [_from_questions(entry) for entry in json.loads(data)["data"]]
    records = [json.loads(line) for line in data.decode().split("\n") if line.strip()]
    return [
        Contract(r["name"], r["text"], {k: [(a, b) for a, b in v] for k, v in r["spans"].items()})
        for r in records
    ]


def _from_questions(entry: Mapping[str, Any]) -> Contract:
    """CUAD v1 as published: a question per type, in SQuAD's form, its id ending in the type."""
    (paragraph,) = entry["paragraphs"]
    known = {name.casefold(): name for name in CLAUSE_TYPES}
    spans: dict[str, list[tuple[int, int]]] = {}
    for question in paragraph["qas"]:
        name = known[question["id"].rpartition("__")[2].casefold()]
        spans[name] = [
            (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
            for answer in question["answers"]
        ]
    return Contract(entry["title"], paragraph["context"], spans)


def word_set(text: str) -> frozenset[str]:
    """The words two passages are compared by."""
    for mark in ".,;:":
        text = text.replace(mark, "")
    return frozenset(text.lower().replace("/", " ").split())


def matches(
    gold: str, gold_words: frozenset[str], said: str, said_words: frozenset[str], clause_type: str
) -> bool:
    """Whether a predicted passage counts as the gold one."""
    shared = len(gold_words & said_words)
    if shared >= _MATCH * len(gold_words | said_words):
        return True
    return clause_type == "Parties" and gold in said


Answers = Mapping[tuple[str, str], Sequence[str]]
"""Gold passages by contract and type."""

Predictions = Mapping[tuple[str, str], Sequence[tuple[str, float]]]
"""Predicted passages with their confidence, by contract and type."""


def curve(predictions: Predictions, answers: Answers) -> Curve:
    """The curve over every question in `answers`."""
    return curve_of(counts(predictions, answers))


def counts(predictions: Predictions, answers: Answers) -> NDArray[np.int64]:
    """By level: gold passages found, and false alarms; in the last row gold passages in all."""
    found: list[float] = []
    false: list[float] = []
    for question, golds in answers.items():
        hits, misses = _judged(golds, predictions.get(question, ()), question[1])
        found += hits
        false += misses
    hit, miss = np.sort(found), np.sort(false)
    rows = [
        (len(hit) - np.searchsorted(hit, x, "right"), len(miss) - np.searchsorted(miss, x, "right"))
        for x in _LEVELS
    ]
    return np.array([*rows, (len(hit), 0)], dtype=np.int64)


def curve_of(counted: NDArray[np.int64]) -> Curve:
    """The curve of counts, which may be summed over contracts."""
    precision, recall = [1.0], [0.0]
    for right, wrong in counted[:-1].tolist():
        if right + wrong:
            precision.append(right / (right + wrong))
            recall.append(right / max(1, int(counted[-1, 0])))
    return Curve(np.array(precision), np.array(recall))


def _judged(
    golds: Sequence[str], said: Iterable[tuple[str, float]], clause_type: str
) -> tuple[list[float], list[float]]:
    """Per gold passage the confidence it was found with (-1: not), and of each false alarm."""
    confidence = {text: score for text, score in said if text}
    gold_words = [word_set(gold) for gold in golds]
    best = [-1.0] * len(golds)
    false: list[float] = []
    for text, score in confidence.items():
        text_words = word_set(text)
        hit = False
        for index, gold in enumerate(golds):
            if matches(gold, gold_words[index], text, text_words, clause_type):
                best[index] = max(best[index], score)
                hit = True
        if not hit:
            false.append(score)
    return best, false


def _best_from(precision: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum.accumulate(precision[::-1])[::-1]
