"""Train the heads: the two classifiers, the scope threshold, the mined words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded import doubt_training, logistic
from graphs.models.embedded.corpus import Example, Row, digest, rows
from graphs.models.embedded.doubt_training import TODAY, outcomes, shares
from graphs.models.embedded.features import BUCKETS, rarity, weighted
from graphs.models.embedded.heads import NONE, Heads, Scores, scope_features
from graphs.models.embedded.logistic import log_softmax
from graphs.models.embedded.mining import mine
from graphs.models.embedded.role_training import Labelled, labelled, train_roles
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.side_by_side import side_by_side
from tools.embedding import WIDTH, encoder

FOLDS = 3
FOLD_ITERATIONS = 30  # enough for a threshold and for the figure in the model card
FEW = 2000  # texts that are learnt from sooner than processes begin
EMBEDDED = 500  # texts at a time
READ_FOR_DOUBT = 1200  # examples that are read again to learn the doubt; each takes a while
REJECTED = 0.02  # share of in-scope examples the threshold may refuse (PLANNER, "Out of scope")
WORDS_PENALTY, MEANING_PENALTY = 2e-5, 5e-5


def train(
    examples: Sequence[Example],
    tools: Sequence[Tool],
    meaning: bool = True,
    doubt: bool = False,
) -> Heads:
    """Heads for these tools. The same examples give the same weights.

    `meaning`: by sentence embeddings too, where they are installed. `doubt`: learn also when a
    complete plan is likely wrong, which takes a reading of each example.
    """
    meaning = meaning and encoder() is not None
    corpus = rows(examples, tools)
    names = (*sorted({row.label for row in corpus} - {NONE}), NONE)
    vectors = _embedded([row.text for row in corpus]) if meaning else None
    heads = _fit(corpus, names, vectors)
    whole = _whole(corpus)
    ours = [i for i in whole if corpus[i].label != NONE]
    scope, folds = _scope(corpus, names, vectors)
    made = Heads(
        names=names,
        words=heads.words,
        words_scale=heads.words_scale,
        words_bias=heads.words_bias,
        rare=heads.rare,
        meaning=heads.meaning,
        meaning_bias=heads.meaning_bias,
        examples=_stored(vectors, ours),
        scope=scope,
        mined=mine(examples, tools),
        digest=digest(examples),
    )
    figures = labelled(examples, tools, TODAY)
    made = replace(made, roles=train_roles(figures, tools))
    if not doubt or not folds:
        return made
    return replace(made, doubt=_doubt(examples, tools, made, folds, figures, meaning))


def _embedded(texts: Sequence[str]) -> NDArray[np.float32]:
    parts = [texts[at : at + EMBEDDED] for at in range(0, len(texts), EMBEDDED)]
    return np.concatenate(side_by_side(_vectors, parts))


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    known = encoder()
    assert known is not None
    return known.encode(texts)


def _stored(vectors: NDArray[np.float32] | None, ours: Sequence[int]) -> NDArray[np.int8]:
    """Embeddings in eight bits, 127 standing for the largest component."""
    if vectors is None or not ours:
        return np.zeros((0, WIDTH), np.int8)
    kept = vectors[list(ours)]
    scale = np.abs(kept).max(axis=1, keepdims=True) / 127
    return np.round(kept / scale).astype(np.int8)


def _whole(corpus: Sequence[Row]) -> list[int]:
    """Where the whole messages stand: the first row of each source."""
    seen: dict[int, int] = {}
    for index, row in enumerate(corpus):
        if row.source >= 0:
            seen.setdefault(row.source, index)
    return list(seen.values())


def _fit(
    corpus: Sequence[Row],
    names: Sequence[str],
    vectors: NDArray[np.float32] | None,
    iterations: int = 60,
) -> Heads:
    """Both classifiers, without the scope threshold."""
    from scipy.sparse import csr_array  # heavy, and only training comes here

    labels = np.array([names.index(row.label) for row in corpus])
    weights = np.array([row.weight for row in corpus])
    rare = rarity([row.text for row in corpus])
    pieces = [weighted(row.text, rare) for row in corpus]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in pieces)])
    sparse = csr_array(
        (np.concatenate([v for _, v in pieces]), np.concatenate([b for b, _ in pieces]), ends),
        shape=(len(corpus), BUCKETS),
    )
    words, words_bias = logistic.fit(
        sparse, labels, weights, len(names), penalty=WORDS_PENALTY, iterations=iterations
    )
    meaning, meaning_bias = np.zeros((len(names), WIDTH)), np.zeros(len(names))
    if vectors is not None:
        meaning, meaning_bias = logistic.fit(
            vectors.astype(np.float64), labels, weights, len(names), penalty=MEANING_PENALTY
        )
    scale = np.maximum(np.abs(words).max(axis=1), 1e-9) / 127
    return Heads(
        names=tuple(names),
        words=np.round(words / scale[:, None]).astype(np.int8),
        words_scale=scale.astype(np.float32),
        words_bias=words_bias.astype(np.float32),
        rare=rare,
        meaning=meaning.astype(np.float32),
        meaning_bias=meaning_bias.astype(np.float32),
        examples=np.zeros((0, WIDTH), np.int8),
        scope={},
    )


def _scope(
    corpus: Sequence[Row], names: Sequence[str], vectors: NDArray[np.float32] | None
) -> tuple[Mapping[str, list[float]], list[Heads]]:
    """The scope scores' coefficients, from messages their own fold's heads have not seen.

    And the heads of each fold.
    """
    whole = _whole(corpus)
    inside = np.array([corpus[i].label != NONE for i in whole])
    if inside.all() or not inside.any():
        return {"words": [0.0, 0.0, 1.0, 0.0], "both": [0.0, 0.0, 0.0, 1.0, 0.0]}, []
    both, words, right, folds = _unseen(corpus, names, vectors, whole)
    result = {"words": _threshold(words, inside), "held_out": [float(np.mean(right))]}
    result["both"] = _threshold(both, inside) if vectors is not None else [0.0, 0, 0, 1, 0]
    return result, folds


def _unseen(
    corpus: Sequence[Row],
    names: Sequence[str],
    vectors: NDArray[np.float32] | None,
    whole: Sequence[int],
) -> tuple[list[list[float]], list[list[float]], list[bool], list[Heads]]:
    """Scope features of each whole message by heads that were trained without it.

    And for each message in scope whether the right tool came first among the tools; and the heads
    of each fold.
    """
    folds = np.array([row.source % FOLDS if row.source >= 0 else -1 for row in corpus])
    parts = [
        _Fold(corpus, names, vectors, [i for i in whole if folds[i] == fold], folds != fold)
        for fold in range(FOLDS)
    ]
    read = side_by_side(_read_fold, parts, apart=len(corpus) > FEW)
    seen = {index: told for one in read for index, told in one.seen.items()}
    right = [told.right for told in seen.values() if told.right is not None]
    found = [seen[i] for i in whole]
    return [t.both for t in found], [t.words for t in found], right, [one.heads for one in read]


@dataclass(frozen=True, slots=True)
class _Fold:
    """What the heads of one fold learn from, and the messages they are asked about."""

    corpus: Sequence[Row]
    names: Sequence[str]
    vectors: NDArray[np.float32] | None
    asked: Sequence[int]
    learnt: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What heads say of a message that they were not trained on."""

    both: list[float]
    words: list[float]
    right: bool | None
    """Whether the right tool came first; None for a message out of scope."""


@dataclass(frozen=True, slots=True)
class _ReadFold:
    heads: Heads
    seen: Mapping[int, _Seen]


def _read_fold(part: _Fold) -> _ReadFold:
    corpus, names, vectors = part.corpus, part.names, part.vectors
    kept = [int(i) for i in np.flatnonzero(part.learnt)]
    known = None if vectors is None else vectors[kept]
    heads = _fit([corpus[i] for i in kept], names, known, iterations=FOLD_ITERATIONS)
    ours = [i for i in kept if corpus[i].label != NONE and corpus[i].source >= 0]
    seen: dict[int, _Seen] = {}
    for index in part.asked:
        mean = heads.by_words(corpus[index].text)
        words, both = scope_features(Scores(tuple(names), mean, float("nan"))), list[float]()
        if vectors is not None:
            mean = log_softmax((mean + heads.by_meaning(vectors[index])) / 2)
            near = float((vectors[ours] @ vectors[index]).max()) if ours else 0.0
            both = scope_features(Scores(tuple(names), mean, near))
        label = corpus[index].label
        right = None if label == NONE else names[int(mean[:-1].argmax())] == label
        seen[index] = _Seen(both, words, right)
    return _ReadFold(replace(heads, examples=_stored(vectors, ours)), seen)


def _doubt(
    examples: Sequence[Example],
    tools: Sequence[Tool],
    heads: Heads,
    folds: Sequence[Heads],
    figures: Mapping[str, Sequence[Labelled]],
    meaning: bool,
) -> Mapping[str, list[float]]:
    """What tells a wrong plan from a right one, from messages their fold's heads have not seen."""
    every = -(-len(examples) // READ_FOR_DOUBT)
    others = [
        {t: [row for row in rows if row.source % FOLDS != fold] for t, rows in figures.items()}
        for fold in range(len(folds))
    ]
    roles = side_by_side(partial(train_roles, tools=tools), others)
    blind: list[Heads] = []
    for fold, one in enumerate(folds):
        rest = [example for number, example in enumerate(examples) if number % FOLDS != fold]
        mined = mine(rest, tools)
        blind.append(replace(one, scope=heads.scope, mined=mined, roles=roles[fold]))
    parts = shares(examples, tools, blind, every, meaning)
    return doubt_training.weights([one for found in side_by_side(outcomes, parts) for one in found])


def _threshold(features: list[list[float]], inside: NDArray[np.bool_]) -> list[float]:
    """Coefficients, intercept and threshold of one scope score."""
    table = np.array(features)
    matrix, bias = logistic.fit(
        table, inside.astype(np.int64), np.ones(len(inside)), 2, penalty=1e-3
    )
    weights, offset = matrix[1] - matrix[0], bias[1] - bias[0]
    scores = table @ weights + offset
    return [*map(float, weights), float(offset), float(np.quantile(scores[inside], REJECTED))]
