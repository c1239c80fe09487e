"""Words and pairs of words of a text as hashed numbers, all by array operations.

A Python loop over words would take ten times as long as everything else the clause model does.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BUCKET_BITS = 18
"""2^18 buckets: 100,000 frequent word pairs of 400 contracts collide in one of six."""

_ALPHABET = 256  # Latin-1; any other character separates words
_LONGEST = 64
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(int(_MULTIPLIER), -1, 1 << 64))
"""An odd number has an inverse modulo 2^64: powers of the multiplier can be divided out again."""
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


_LETTERS = _letters().tobytes()
_IS_SYMBOL = bytes(chr(code) in _SYMBOLS for code in range(_ALPHABET))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts, and its 64-bit hash."""

    starts: NDArray[np.int64]
    hashes: NDArray[np.uint64]


def characters(text: str) -> NDArray[np.uint8]:
    """A byte per character, at the same offset; what Latin-1 lacks is a question mark."""
    return np.frombuffer(_encoded(text), dtype=np.uint8)


def _encoded(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def words(text: str) -> Words:
    """Lower-cased words, digits masked; offsets are those of `text`."""
    encoded = _encoded(text)
    letters = np.frombuffer(encoded.translate(_LETTERS), dtype=np.uint8)
    symbol = np.frombuffer(encoded.translate(_IS_SYMBOL), dtype=np.bool_)
    inside = letters > 0
    first = inside.copy()
    first[1:] &= ~inside[:-1] | symbol[1:] | symbol[:-1]
    starts = np.flatnonzero(first)
    return Words(starts, mixed(_sums(letters, starts)))


def _sums(letters: NDArray[np.uint8], begin: NDArray[np.int64]) -> NDArray[np.uint64]:
    """For each word the sum of its letters times rising powers of the multiplier, modulo 2^64.

    Powers rise through the whole text, so that running sums give every word's at once (what stands
    between words is zero); a power of the inverse takes each word back to its own beginning. The
    letters of a word beyond the longest all count with the last power.
    """
    running = np.zeros(letters.size + 1, dtype=np.uint64)
    np.cumsum(letters * _powers(_MULTIPLIER, letters.size), out=running[1:])
    end = np.append(begin[1:], letters.size)[: begin.size]
    back = _powers(_INVERSE, letters.size)[begin] * _MULTIPLIER
    sums = (running[end] - running[begin]) * back
    over = np.flatnonzero(end - begin > _LONGEST)  # or many blanks stand behind it
    for word in over[letters[begin[over] + _LONGEST] > 0].tolist():
        own = letters[begin[word] : end[word]]
        own = own[own > 0]
        place = np.minimum(np.arange(own.size), _LONGEST - 1)
        sums[word] = (own * _powers(_MULTIPLIER, _LONGEST)[place]).sum()
    return sums


def _powers(base: np.uint64, count: int) -> NDArray[np.uint64]:
    """The first `count` powers, from the base itself on."""
    size = 1 << max(count - 1, 1).bit_length()
    return (_kept_powers if size <= _KEPT else _new_powers)(int(base), size)[:count]


def _new_powers(base: int, size: int) -> NDArray[np.uint64]:
    return np.cumprod(np.full(size, base, dtype=np.uint64))


_KEPT = 1 << 18
_kept_powers = lru_cache(maxsize=64)(_new_powers)


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
