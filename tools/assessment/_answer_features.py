"""What an answer and a reference have in common, measured: the features a grade is read from.

Words that the question already says are left out on both sides (question demoting: Sultan,
Salazar & Sumner, NAACL 2016), so that repeating the question earns nothing. Content words are
aligned by meaning in context, rare words weighing more.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.assessment._answer_words import Word, content_words, stems
from tools.assessment._contradictions import contradictions
from tools.embedding import Encoder, Tokens
from tools.numerals import numerals

Floats = NDArray[np.float64]

MEANING = ("aligned", "covered", "similar", "similar_in_context", "relevant")
WORDS = ("covered", "relevant", "letters")
FLAW = "contradicted"
"""Features with the encoder, without it, and the one that lowers a grade."""

_RESERVED = 990  # places of the vocabulary before its first word; then frequent words come first
_WINDOW = 120  # words of a long answer looked at together; the encoder reads 256 pieces
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """A content word of the reference, and how nearly the answer says it."""

    word: Word
    weight: float
    nearness: float
    """1 for the same stem; else the cosine to the nearest word of the answer, in context."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An answer held against one reference."""

    features: dict[str, float]
    heard: tuple[Heard, ...]
    against: tuple[str, ...]
    """Words of the reference that the answer contradicts."""


@dataclass(frozen=True, slots=True)
class _Read:
    words: tuple[Word, ...]
    vectors: Floats
    weights: Floats


def compare(question: str, reference: str, answer: str, encoder: Encoder | None) -> Comparison:
    """Measure an answer against a reference; every feature lies in [0, 1], higher is nearer."""
    windows = _windows(answer)
    key = encoder.tokens(reference) if encoder else None
    given = [encoder.tokens(window) for window in windows] if encoder else []
    asked = stems(question)
    wanted = _without(_read(reference, key), asked, keep=True)
    parts = [
        _without(_read(window, tokens), asked)
        for window, tokens in zip(windows, given or [None] * len(windows), strict=True)
    ]
    said = _joined(parts)
    near = _nearness(wanted, said)
    against = (*contradictions(reference, answer), *_other_numbers(question, reference, answer))
    exact = np.array([w.stem in {s.stem for s in said.words} for w in wanted.words], float)
    backwards = _nearness(said, wanted)
    features = {
        "aligned": _mean(np.maximum(near, exact), wanted.weights),
        "covered": _mean(exact, wanted.weights),
        "relevant": _mean(backwards, said.weights),
        "letters": _shared_letters(reference, answer),
        FLAW: min(len(against), 2) / 2,
    }
    if encoder and key is not None:
        features["similar"] = max(_cosine(_sentence(key), _sentence(part)) for part in given)
        features["similar_in_context"] = _in_context(question, reference, windows, encoder)
    heard = tuple(
        Heard(word, float(weight), float(value))
        for word, weight, value in zip(
            wanted.words, wanted.weights, np.maximum(near, exact), strict=True
        )
    )
    return Comparison(features, heard, against)


def _windows(answer: str) -> list[str]:
    words = answer.split()
    if len(words) <= _WINDOW * 3 // 2:
        return [answer]
    step = _WINDOW // 2
    return [" ".join(words[at : at + _WINDOW]) for at in range(0, len(words) - step, step)]


def _read(text: str, tokens: Tokens | None) -> _Read:
    words = content_words(text)
    if tokens is None:
        return _Read(words, np.zeros((len(words), 0)), np.ones(len(words)))
    kept: list[Word] = []
    vectors: list[Floats] = []
    weights: list[float] = []
    for word in words:
        end = word.start + len(word.text)
        rows = [i for i, (a, b) in enumerate(tokens.spans) if a < end and b > max(a, word.start)]
        if rows:
            vector = tokens.states[rows].mean(axis=0).astype(float)
            kept.append(word)
            vectors.append(vector / max(float(np.linalg.norm(vector)), 1e-12))
            weights.append(_rarity(tokens.ids[rows]))
    return _Read(
        tuple(kept), np.array(vectors).reshape(len(kept), tokens.states.shape[1]), np.array(weights)
    )


def _rarity(pieces: NDArray[np.int64]) -> float:
    """Zipf's law: a word's information grows with the logarithm of its rank by frequency."""
    ranks = np.maximum(pieces - _RESERVED, 10)
    return float(np.log((1 + ranks) / 10).max())


def _without(read: _Read, asked: frozenset[str], keep: bool = False) -> _Read:
    rows = [i for i, word in enumerate(read.words) if word.stem not in asked]
    if keep and not rows:
        return read
    return _Read(tuple(read.words[i] for i in rows), read.vectors[rows], read.weights[rows])


def _joined(parts: list[_Read]) -> _Read:
    return _Read(
        tuple(word for part in parts for word in part.words),
        np.concatenate([part.vectors for part in parts if part.words] or [parts[0].vectors]),
        np.concatenate([part.weights for part in parts]),
    )


def _nearness(of: _Read, to: _Read) -> Floats:
    """For each word the cosine to the nearest of the others; by stems without vectors."""
    if not of.words or not to.words:
        return np.zeros(len(of.words))
    if of.vectors.shape[1]:
        return np.clip((of.vectors @ to.vectors.T).max(axis=1), 0, 1)
    names = {word.stem for word in to.words}
    return np.array([float(word.stem in names) for word in of.words])


def _mean(values: Floats, weights: Floats) -> float:
    return float(values @ weights / weights.sum()) if values.size else 0.0


def _sentence(tokens: Tokens) -> Floats:
    return tokens.states.mean(axis=0).astype(float)


def _cosine(one: Floats, two: Floats) -> float:
    product = float(np.linalg.norm(one) * np.linalg.norm(two))
    return max(float(one @ two) / max(product, 1e-12), 0.0)


def _in_context(question: str, reference: str, windows: list[str], encoder: Encoder) -> float:
    """The cosine when both follow the question, which tells what short answers mean."""
    vectors = encoder.encode([f"{question} {text}".strip() for text in (reference, *windows)])
    return max(float((vectors[1:] @ vectors[0]).max()), 0.0)


def _shared_letters(reference: str, answer: str) -> float:
    """Cosine of the sets of runs of four letters: forgives inflection and misspelling."""
    one, two = (_grams(text) for text in (reference, answer))
    return len(one & two) / (len(one) * len(two)) ** 0.5 if one and two else 0.0


def _grams(text: str) -> set[str]:
    joined = f" {' '.join(word.stem for word in content_words(text))} "
    return {joined[i : i + _GRAM] for i in range(len(joined) - _GRAM + 1)}


def _other_numbers(question: str, reference: str, answer: str) -> list[str]:
    """Numbers of the reference in whose place the answer has another."""
    if not re.search(r"\d", reference):
        return []
    known = {n.value for n in numerals(question)}
    wanted = [n for n in numerals(reference) if n.value not in known]
    given = {n.value for n in numerals(answer)} - known
    missing = [n for n in wanted if n.value not in given]
    strange = given - {n.value for n in wanted}
    return [reference[n.start : n.end].strip() for n in missing] if strange else []
