"""What the gold spans of a contract say of its segments, titles and dates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.legal.clause_model import SEGMENT_TYPES
from tools.legal.cuad import Contract, matches, word_set
from tools.legal.hashing import BUCKET_BITS
from tools.legal.segment_features import segment_features
from tools.legal.segmentation import Segments, segments
from tools.legal.short_spans import DATE_TYPES, TITLE_TYPES, Candidates, dates, titles

Entries = NDArray[np.int64]
_MOSTLY = 0.6
"""A segment this much inside a gold span is part of a clause, though not a whole one."""
_FRAGMENT = 40
"""Characters below which a segment inside a gold span says nothing of the clause."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Spans of one contract with their hashed features and what they are."""

    spans: Segments
    entries: Entries
    """Distinct `owner * 2^18 + bucket`, ascending."""
    truth: NDArray[np.float32]
    """By span and type: 1 when CUAD's measure would count it."""
    counted: NDArray[np.float32]
    """0 for parts of longer clauses: neither an example nor a counter-example."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One contract, ready to learn from."""

    contract: Contract
    segments: Labelled
    titles: Labelled
    dates: Labelled


def prepare(contract: Contract) -> Prepared:
    """Cut, hash and label a contract."""
    cut = segments(contract.text)
    entries, owners = segment_features(contract.text, cut)
    whole = _labelled(contract, cut, entries, owners, SEGMENT_TYPES)
    return Prepared(
        contract,
        whole,
        _of_candidates(contract, titles(contract.text, cut), TITLE_TYPES),
        _of_candidates(contract, dates(contract.text, cut), DATE_TYPES),
    )


def _of_candidates(contract: Contract, found: Candidates, types: Sequence[str]) -> Labelled:
    return _labelled(contract, found.spans, found.buckets, found.owner, types)


def _labelled(
    contract: Contract, spans: Segments, entries: Entries, owners: Entries, types: Sequence[str]
) -> Labelled:
    truth = np.zeros((len(spans), len(types)), dtype=np.float32)
    counted = np.ones_like(truth)
    for column, name in enumerate(types):
        for start, end in contract.spans.get(name, ()):
            _mark(contract.text, spans, (start, end), name, truth[:, column], counted[:, column])
    counted[truth > 0] = 1
    keys = np.unique(owners * (1 << BUCKET_BITS) + entries)
    return Labelled(spans, keys, truth, counted)


def _mark(
    text: str,
    spans: Segments,
    gold: tuple[int, int],
    name: str,
    truth: NDArray[np.float32],
    counted: NDArray[np.float32],
) -> None:
    start, end = gold
    gold_text = text[start:end]
    gold_words = word_set(gold_text)
    for index in np.flatnonzero((spans[:, 1] > start) & (spans[:, 0] < end)).tolist():
        first, last = spans[index].tolist()
        said = text[first:last]
        if matches(gold_text, gold_words, said, word_set(said), name):
            truth[index] = 1
        elif min(last, end) - max(first, start) > max(_FRAGMENT, _MOSTLY * (last - first)):
            counted[index] = 0
