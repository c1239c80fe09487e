"""A text as hashed TF-IDF features: letters 2 to 5 at a time, words 1 and 2 at a time.

Numbers are masked: which figures stand in a question does not tell what is asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 15
_NUMBER = re.compile(r"\d+(?:[.,'’  ]\d+)*")
_WORD = re.compile(r"[^\W_]+|[#%€$£]")


def masked(text: str) -> str:
    """Lower case, each number written `#`."""
    return _NUMBER.sub("#", text.lower())


def pieces(text: str) -> Iterable[str]:
    """Every n-gram of a text; those of letters stay within a word and its edges."""
    words = _WORD.findall(masked(text))
    yield from ("w:" + word for word in words)
    yield from (f"w:{one} {two}" for one, two in pairwise(words))
    for word in words:
        edged = f" {word} "
        for size in range(2, 6):
            yield from (edged[i : i + size] for i in range(len(edged) - size + 1))


@lru_cache(maxsize=512)
def counts(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Buckets and how often each is hit, damped by the logarithm."""
    hits = Counter(crc32(piece.encode()) % BUCKETS for piece in pieces(text))
    buckets = np.fromiter(hits.keys(), np.int64, len(hits))
    return buckets, 1 + np.log(np.fromiter(hits.values(), np.float64, len(hits)))


def rarity(texts: Sequence[str]) -> NDArray[np.float32]:
    """Inverse document frequency of every bucket, smoothed."""
    seen = np.zeros(BUCKETS)
    for text in texts:
        seen[counts(text)[0]] += 1
    return (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)


def weighted(text: str, rare: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Buckets and unit-length TF-IDF values of one text."""
    buckets, values = counts(text)
    values = values * rare[buckets]
    return buckets, values / max(float(np.linalg.norm(values)), 1e-12)
