"""What surrounds a segment, as numbers: its neighbours, its place, its rank in the contract."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.legal.hashing import characters
from tools.legal.segmentation import Segments

Floats = NDArray[np.float32]
_FLOOR = -8.0
"""Log-odds beyond the text's ends: nothing stands there."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around every segment."""

    per_type: list[Floats]
    """By segment and type, one array a feature."""
    shared: Floats
    """By segment and feature, the same for all types."""

    def stacked(self) -> Floats:
        """By segment, feature and type, as training wants it."""
        types = self.per_type[0].shape
        shared = [np.broadcast_to(column[:, None], types) for column in self.shared.T]
        own = [np.broadcast_to(feature, types) for feature in self.per_type]
        return np.stack([*own, *shared], axis=1).astype(np.float32)

    def odds(self, weights: Floats, bias: Floats) -> Floats:
        """Log-odds by segment and type for weights by feature and type; nothing is stacked."""
        own = len(self.per_type)
        odds = self.shared @ weights[own:] + bias
        for feature, weight in zip(self.per_type, weights[:own], strict=True):
            odds += feature * weight
        return odds


def surroundings(text: str, cut: Segments, raw: Floats) -> Surroundings:
    """What stands around every segment, from raw log-odds by segment and type."""
    before, after = _shifted(raw, 1), _shifted(raw, -1)
    shape = _shape(text, cut)
    per_type = [
        raw,
        raw * raw,
        raw.max(0, keepdims=True, initial=_FLOOR),
        _expected(raw),
        np.log1p(_ranks(raw)),
        before,
        after,
        np.maximum(before, after),
        np.maximum(_shifted(raw, 2), _shifted(raw, -2)),
        raw * shape[:, :1],
        raw * shape[:, -1:],
        raw.max(1, keepdims=True, initial=_FLOOR),
    ]
    return Surroundings(per_type, shape)


def _shifted(raw: Floats, by: int) -> Floats:
    moved = np.full_like(raw, _FLOOR)
    if by > 0:
        moved[by:] = raw[:-by]
    else:
        moved[:by] = raw[-by:]
    return moved


def _expected(raw: Floats) -> Floats:
    """Logarithm of how many such clauses the raw odds expect in the whole contract."""
    return np.log((1 / (1 + np.exp(-raw))).sum(0, keepdims=True) + 1e-3)


def _ranks(raw: Floats) -> Floats:
    """Place of every segment by falling odds, type by type; of equal odds the earlier goes first.

    Odds and place are packed into one whole number, since sorting those is four times as fast.
    """
    rising = np.ascontiguousarray(raw.T + np.float32(0)).view(np.uint32)  # no -0.0
    falling = np.where(rising >> 31, rising, ~rising & np.uint32(0x7FFFFFFF))
    packed = (falling.astype(np.uint64) << np.uint64(32)) | np.arange(len(raw), dtype=np.uint64)
    packed.sort(axis=1)
    order = (packed & np.uint64(0xFFFFFFFF)).astype(np.int64)
    ranks = np.empty(raw.shape, dtype=np.float32)
    ranks[order, np.arange(raw.shape[1])[:, None]] = np.arange(len(raw), dtype=np.float32)
    return ranks


def _shape(text: str, cut: Segments) -> Floats:
    """Length, place, capitals and digits of every segment."""
    codes = characters(text)
    length = (cut[:, 1] - cut[:, 0]).astype(np.float64)
    index = np.arange(len(cut), dtype=np.float64)
    place = index / max(1, len(cut))
    log_length = np.log(np.maximum(length, 1))
    capitals = _share(codes - np.uint8(65) < 26, cut, length)
    digits = _share(codes - np.uint8(48) < 10, cut, length)
    return np.stack(
        [
            log_length,
            log_length**2,
            (length < 33).astype(np.float64),
            place,
            place**2,
            np.exp(-index / 3),
            np.exp(-index / 20),
            np.full(len(cut), np.log(max(1, len(cut)))),
            capitals,
            digits,
        ],
        axis=1,
    ).astype(np.float32)


def _share(
    marked: NDArray[np.bool_], cut: Segments, length: NDArray[np.float64]
) -> NDArray[np.float64]:
    places = np.flatnonzero(marked)
    inside = np.searchsorted(places, cut[:, 1]) - np.searchsorted(places, cut[:, 0])
    return inside / np.maximum(length, 1)
