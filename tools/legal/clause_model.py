"""The trained clause model: hashed words and word pairs of a segment, weighed per clause type."""

import lzma
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.context import surroundings
from tools.legal.hashing import BUCKET_BITS
from tools.legal.segment_features import segment_features
from tools.legal.segmentation import Segments, segments
from tools.legal.short_spans import DATE_TYPES, TITLE_TYPES, Candidates, dates, titles

WEIGHTS = Path(__file__).parent / "weights" / "clauses.npz.xz"
SEGMENT_TYPES = tuple(t for t in CLAUSE_TYPES if t not in (*TITLE_TYPES, *DATE_TYPES))
"""Types whose clauses are whole segments."""

Floats = NDArray[np.float32]
_CERTAIN = 60.0
"""Log-odds beyond which a probability is 0 or 1 to every digit, and exp would overflow."""
LENGTH_POWER = 0.4
"""A span's sum is divided by this power of its features: less than the square root, since a long
sentence that holds a clause's words holds the clause."""


@dataclass(frozen=True, slots=True)
class Hashed:
    """Int8 weights of chosen buckets: `scores = sum of weights / features^0.4 + bias`."""

    rows: NDArray[np.int64]
    """The chosen buckets, ascending."""
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    lookup: NDArray[np.int32]
    """Row of every bucket; the last, all-zero row for buckets not chosen."""

    @classmethod
    def of(
        cls, rows: NDArray[np.int64], weights: NDArray[np.int8], scale: Floats, bias: Floats
    ) -> "Hashed":
        """Add the lookup to what is stored."""
        lookup = np.full(1 << BUCKET_BITS, -1, dtype=np.int32)
        lookup[rows] = np.arange(len(rows), dtype=np.int32)
        return cls(rows, weights, scale, bias, lookup)

    def scores(self, entries: NDArray[np.int64], owner: NDArray[np.int64], count: int) -> Floats:
        """Log-odds of every owner, as the linear model sees them."""
        row = self.lookup[entries]
        known = np.flatnonzero(row >= 0)
        bits = len(self.rows).bit_length()
        # Owner and feature in one number, split by a shift; half the bytes are sorted in half the
        # time.
        small = np.int32 if count << bits < 1 << 31 else np.int64
        key = (owner[known].astype(small) << bits) | row[known]
        key.sort()
        fresh = np.empty(key.size, dtype=np.bool_)
        fresh[:1] = True
        np.not_equal(key[1:], key[:-1], out=fresh[1:])
        key = key[fresh]  # each feature once a span
        owners, features = key >> bits, key & ((1 << bits) - 1)
        out = np.zeros((count, self.weights.shape[1]), dtype=np.float32)
        if key.size:
            begin = np.flatnonzero(np.diff(owners, prepend=-1))
            # Sums of int8 weights stay below 2^15 up to 258 features; longer segments need int32.
            sums = np.add.reduceat(
                self.weights.take(features, axis=0), begin, axis=0, dtype=np.int32
            )
            held = np.diff(np.append(begin, key.size))
            out[owners[begin]] = sums * (held**-LENGTH_POWER).astype(np.float32)[:, None]
        return out * self.scale + self.bias


@dataclass(frozen=True, slots=True)
class Model:
    """Everything `python -m tools.legal.train` learned."""

    segment: Hashed
    title: Hashed
    date: Hashed
    calibration: Floats
    """By feature and type: the weights that turn scores and their surroundings into log-odds."""
    shift: Floats
    """Added to the log-odds of each type."""
    thresholds: Floats
    """Score levels at which `recall` and `precision` were measured on contracts not trained on."""
    recall: Floats
    """Per type and level: of contracts that hold such a clause, the share where one is found."""
    precision: Floats
    """Per type and level: of passages found, the share that are such clauses."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Every candidate of a text with its probability of being a clause of each type."""

    segments: Segments
    spans: Segments
    """The segments, then titles and dates."""
    probability: Floats
    """By span and by type in the order of `CLAUSE_TYPES`."""


@cache
def load(path: Path = WEIGHTS) -> Model:
    """The shipped model."""
    with np.load(BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
        parts = {
            name: Hashed.of(
                np.cumsum(stored[f"{name}_steps"].astype(np.int64)),
                np.ascontiguousarray(stored[f"{name}_weights"].T),
                stored[f"{name}_scale"],
                stored[f"{name}_bias"],
            )
            for name in ("segment", "title", "date")
        }
        return Model(
            **parts,
            **{
                name: stored[name]
                for name in ("calibration", "shift", "thresholds", "recall", "precision")
            },
        )


def score(text: str, model: Model | None = None) -> Scored:
    """Judge every segment, title and date of `text`."""
    model = model or load()
    cut = segments(text)
    raw = segment_scores(text, cut, model.segment)
    odds = surroundings(text, cut, raw).odds(model.calibration, model.shift)
    parts = [(cut, SEGMENT_TYPES, odds)]
    for found, types, part in (
        (titles(text, cut), TITLE_TYPES, model.title),
        (dates(text, cut), DATE_TYPES, model.date),
    ):
        parts.append((found.spans, types, candidate_scores(found, part)))
    spans = np.concatenate([part[0] for part in parts])
    probability = np.zeros((len(spans), len(CLAUSE_TYPES)), dtype=np.float32)
    first = 0
    for places, types, scores in parts:
        columns = [CLAUSE_TYPES.index(name) for name in types]
        probability[first : first + len(places), columns] = 1 / (
            1 + np.exp(-np.clip(scores, -_CERTAIN, _CERTAIN))
        )
        first += len(places)
    return Scored(cut, spans, probability)


def segment_scores(text: str, cut: Segments, part: Hashed) -> Floats:
    """Raw log-odds of every segment."""
    entries, owners = segment_features(text, cut)
    return part.scores(entries, owners, len(cut))


def candidate_scores(found: Candidates, part: Hashed) -> Floats:
    """Log-odds of every short span."""
    return part.scores(found.buckets, found.owner, len(found.spans))
