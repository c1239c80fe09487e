"""Which tool a text asks for: two trained heads, and descriptions for tools without one.

The weights lie in `weights/`, written by `python -m graphs.models.embedded.train`.
"""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded.features import weighted
from graphs.models.embedded.logistic import log_softmax
from graphs.models.embedded.role_weights import Roles
from tools.embedding import Encoder

FOLDER = Path(__file__).parent / "weights"
FILE = FOLDER / "heads.npz"
_OF_ROLES = "roles_"  # before the names of the arrays that the reader of roles needs
NONE = "none"
"""The class of what no tool serves."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How likely each trained class is meant, and how near the text is to any example."""

    names: tuple[str, ...]
    logs: NDArray[np.float64]
    cosine: float

    def of(self, name: str) -> float:
        """The log-probability of a class; minus infinity when it was not trained."""
        return float(self.logs[self.names.index(name)]) if name in self.names else -np.inf


@dataclass(frozen=True, slots=True)
class Heads:
    """Trained weights as plain arrays."""

    names: tuple[str, ...]
    words: NDArray[np.int8]
    words_scale: NDArray[np.float32]
    words_bias: NDArray[np.float32]
    rare: NDArray[np.float32]
    meaning: NDArray[np.float32]
    meaning_bias: NDArray[np.float32]
    examples: NDArray[np.int8]
    """Embeddings of the in-scope examples, 127 standing for the largest component."""
    scope: Mapping[str, Sequence[float]]
    """Coefficients of the scope score, and its threshold, with and without embeddings."""
    mined: Mapping[str, Mapping[str, Sequence[str]]] = field(
        default_factory=dict[str, Mapping[str, Sequence[str]]]
    )
    """Words seen beside a field's values in the examples: tool, field, words."""
    digest: str = ""
    doubt: Mapping[str, Sequence[float]] = field(default_factory=dict[str, Sequence[float]])
    """How likely a complete plan is wrong, by its signs: see `doubt.Weights`."""
    roles: Roles | None = None
    """What figures stand for, by the words around them."""
    directions: NDArray[np.float32] = field(init=False, repr=False)
    """The examples' embeddings made one long each, once."""

    def __post_init__(self) -> None:
        examples = self.examples.astype(np.float32)
        lengths = np.linalg.norm(examples, axis=1, keepdims=True)
        object.__setattr__(self, "directions", examples / lengths)

    def by_words(self, text: str) -> NDArray[np.float64]:
        """Log-probabilities of the head that sees words and letters."""
        buckets, values = weighted(text, self.rare)
        logits = (self.words[:, buckets] @ values) * self.words_scale + self.words_bias
        return log_softmax(logits)

    def by_meaning(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-probabilities of the head that sees the embedding."""
        return log_softmax((self.meaning @ vector + self.meaning_bias).astype(np.float64))

    def score(self, text: str, encoder: Encoder | None) -> Scores:
        """Both heads on one text: the mean of their log-probabilities, made to sum to one."""
        words = self.by_words(text)
        if encoder is None:
            return Scores(self.names, words, float("nan"))
        vector = encoder.encode([text])[0]
        return Scores(
            self.names, log_softmax((words + self.by_meaning(vector)) / 2), self.nearest(vector)
        )

    def nearest(self, vector: NDArray[np.float32]) -> float:
        """The cosine to the nearest in-scope example."""
        if not len(self.examples):
            return 0.0
        return float((self.directions @ vector).max())

    def in_scope(self, scores: Scores) -> float:
        """Positive when the text is one of ours, by as much as the logistic score says."""
        features = scope_features(scores)
        *weights, bias, threshold = self.scope["words" if np.isnan(scores.cosine) else "both"]
        return float(np.dot(features, weights) + bias - threshold)


def scope_features(scores: Scores) -> list[float]:
    """What tells a question of ours from another: nearness, p(none), p(top)."""
    known = [p for n, p in zip(scores.names, scores.logs, strict=True) if n != NONE]
    top = max(known, default=-20.0)
    features = [max(scores.of(NONE), -20.0), max(float(top), -20.0)]
    return features if np.isnan(scores.cosine) else [scores.cosine, *features]


_INSTEAD: ContextVar[Heads | None] = ContextVar("heads", default=None)


def trained() -> Heads | None:
    """The heads of the repository, or those put in their place; None before the first training."""
    return _INSTEAD.get() or _stored()


@cache
def _stored() -> Heads | None:
    return load(FILE) if FILE.is_file() else None


@contextmanager
def instead(heads: Heads) -> Generator[None]:
    """Other heads than the repository's, for as long as the block lasts."""
    token = _INSTEAD.set(heads)
    try:
        yield
    finally:
        _INSTEAD.reset(token)


def save(heads: Heads, file: Path) -> None:
    """Write the arrays small: letters and words as int8, the rest as float16."""
    about = {
        "names": heads.names,
        "scope": heads.scope,
        "mined": heads.mined,
        "digest": heads.digest,
        "doubt": heads.doubt,
        "roles": heads.roles.places if heads.roles else {},
    }
    roles = heads.roles.arrays() if heads.roles else {}
    arrays: dict[str, Any] = {
        "about": np.frombuffer(json.dumps(about).encode(), np.uint8),
        "words": heads.words,
        "words_scale": heads.words_scale,
        "words_bias": heads.words_bias,
        "rare": heads.rare.astype(np.float16),
        "meaning": heads.meaning.astype(np.float16),
        "meaning_bias": heads.meaning_bias,
        "examples": heads.examples,
        **{f"{_OF_ROLES}{name}": one for name, one in roles.items()},
    }
    np.savez_compressed(file, allow_pickle=False, **arrays)


def load(file: Path) -> Heads:
    """Read what `save` wrote."""
    with np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    about: dict[str, Any] = json.loads(arrays.pop("about").tobytes())
    for name in ("rare", "meaning"):
        arrays[name] = arrays[name].astype(np.float32)
    named = [name for name in arrays if name.startswith(_OF_ROLES)]
    told = {name.removeprefix(_OF_ROLES): arrays.pop(name) for name in named}
    places = about.pop("roles", {})
    roles = Roles(places, **told) if told else None
    return Heads(names=tuple(about.pop("names")), **about, **arrays, roles=roles)
