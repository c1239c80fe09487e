"""Words and pairs of words of a text as hashed numbers, all by array operations.

A Python loop over words would take ten times as long as everything else the clause model does.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BUCKET_BITS = 18
"""2^18 buckets: 100,000 frequent word pairs of 400 contracts collide in one of six."""

_ALPHABET = 256  # Latin-1; any other character separates words
_LONGEST = 64
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.cumprod(np.full(_LONGEST, _MULTIPLIER, dtype=np.uint64))
_PAIR = np.uint64(0xD6E8FEB86659FD93)
_SYMBOLS = '$%£"'
"""Marks that stand as words of their own: amounts and defined terms show by them."""


def _letters() -> NDArray[np.uint8]:
    table = np.zeros(_ALPHABET, dtype=np.uint8)
    for code in range(_ALPHABET):
        letter = chr(code)
        if letter.isalpha():
            table[code] = (ord(letter.lower()[0]) & 0xFF) or 1
        elif letter.isdigit():
            table[code] = ord("0")  # every number of one length is the same word
    for symbol in _SYMBOLS:
        table[ord(symbol)] = ord(symbol)
    return table


_LETTERS = _letters()
_IS_SYMBOL = np.isin(np.arange(_ALPHABET), [ord(symbol) for symbol in _SYMBOLS])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts, and its 64-bit hash."""

    starts: NDArray[np.int64]
    hashes: NDArray[np.uint64]


def characters(text: str) -> NDArray[np.uint8]:
    """A byte per character, at the same offset; what Latin-1 lacks is a question mark."""
    return np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8)


def words(text: str) -> Words:
    """Lower-cased words, digits masked; offsets are those of `text`."""
    codes = characters(text)
    letters = _LETTERS[codes]
    inside = letters > 0
    symbol = _IS_SYMBOL[codes]
    first = inside.copy()
    first[1:] &= ~inside[:-1] | symbol[1:] | symbol[:-1]
    at = np.flatnonzero(inside)
    if at.size == 0:
        return Words(np.zeros(0, np.int64), np.zeros(0, np.uint64))
    begin = np.flatnonzero(first[at])
    length = np.diff(np.append(begin, at.size))
    position = np.minimum(np.arange(at.size) - np.repeat(begin, length), _LONGEST - 1)
    sums = np.add.reduceat(letters[at].astype(np.uint64) * _POWERS[position], begin)
    return Words(at[begin], mixed(sums))


def buckets(found: Words, owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bucket and owner of every word and of every pair of neighbours with one owner."""
    shift = np.uint64(64 - BUCKET_BITS)
    pairs = mixed(found.hashes[:-1] * _PAIR + found.hashes[1:])
    together = owner[1:] == owner[:-1]
    all_buckets = np.concatenate([found.hashes >> shift, pairs[together] >> shift])
    return all_buckets.astype(np.int64), np.concatenate([owner, owner[:-1][together]])


def mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every bit of a hash over all others."""
    hashes = hashes ^ (hashes >> np.uint64(31))
    hashes = hashes * np.uint64(0xBF58476D1CE4E5B9)
    return hashes ^ (hashes >> np.uint64(29))
