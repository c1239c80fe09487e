"""The hashed features of every segment: its words and word pairs, and the words it stands under."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.legal.hashing import BUCKET_BITS, Words, buckets, mixed, words
from tools.legal.segmentation import Segments

_HEADING_CHARACTERS = 90
_HEADING_WORDS = 9
_REACH = 6
"""Segments a heading speaks for; longer sections drift from it."""
_UNDER = np.uint64(0xA0761D6478BD642F)
"""Sets a heading's words apart from the same words in the sentence."""


def segment_features(text: str, cut: Segments) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bucket and segment of every feature, repetitions included."""
    found = words(text)
    owner = np.searchsorted(cut[:, 0], found.starts, side="right") - 1
    if owner.size and owner[0] < 0:  # a lone mark before the first segment
        found = Words(found.starts[owner >= 0], found.hashes[owner >= 0])
        owner = owner[owner >= 0]
    own, owners = buckets(found, owner)
    under, below = _heading_words(found, owner, headings(text, cut))
    return np.concatenate([own, under]), np.concatenate([owners, below])


def headings(text: str, cut: Segments) -> NDArray[np.int64]:
    """The segment that is each segment's heading; -1 where none is near."""
    short = (cut[:, 1] - cut[:, 0]) < _HEADING_CHARACTERS
    governing = np.full(len(cut), -1, dtype=np.int64)
    heads = [
        index
        for index in np.flatnonzero(short).tolist()
        if _is_heading(text[cut[index, 0] : cut[index, 1]])
    ]
    for head, following in pairwise([*heads, len(cut)]):
        governing[head + 1 : min(following, head + 1 + _REACH)] = head
    return governing


def _is_heading(piece: str) -> bool:
    if piece[0].islower():
        return False
    shown = piece.istitle() or piece.isupper() or (piece.endswith(".") and piece.lower() != piece)
    return shown and len(piece.split()) <= _HEADING_WORDS


def _heading_words(
    found: Words, owner: NDArray[np.int64], governing: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The words of each segment's heading, once per segment."""
    below = np.flatnonzero(governing >= 0)
    first = np.searchsorted(owner, governing[below], side="left")
    last = np.searchsorted(owner, governing[below], side="right")
    counts = last - first
    total = int(counts.sum())
    if total == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    hashes = found.hashes[np.repeat(first, counts) + offsets]
    under = mixed(hashes ^ _UNDER) >> np.uint64(64 - BUCKET_BITS)
    return under.astype(np.int64), np.repeat(below, counts)
