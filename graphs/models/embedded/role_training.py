"""Train the reader of roles: from examples, which field each of their figures stands for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded.corpus import Example
from graphs.models.embedded.logistic import log_softmax
from graphs.models.embedded.message import message
from graphs.models.embedded.role_features import (
    BUCKETS,
    FITS,
    Figure,
    figure_fields,
    figure_paths,
    figures,
)
from graphs.models.embedded.role_labels import labels
from graphs.models.embedded.role_weights import Roles
from graphs.models.embedded.schema import Tool

Matrix = NDArray[np.float64]
SEEN, SHARED_SEEN = 2, 8  # figures beside which a word must stand; in one tool, in all tools
OWN_PENALTY, SHARED_PENALTY, FIT_PENALTY = 0.2, 0.1, 0.01
VALUE = 0.3  # of a word that is there: keeps the penalties comparable
ITERATIONS = 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure of an example and the places of its fields among those of its tool."""

    source: int
    figure: Figure
    right: tuple[int, ...]


def labelled(
    examples: Sequence[Example], tools: Iterable[Tool], today: Any
) -> dict[str, list[Labelled]]:
    """The figures of all examples, by tool."""
    by_name = {tool.name: tool for tool in tools}
    found: dict[str, list[Labelled]] = defaultdict(list)
    for source, example in enumerate(examples):
        tool = by_name.get(str(example["tool"]))
        told = example.get("arguments")  # a row that tells none says nothing of its figures
        if tool is None or example.get("files") or not told or not figure_fields(tool):
            continue
        said = message(str(example["say"]), (), today)
        paths = figure_paths(tool)
        read = figures(tool, said)
        held = labels(tool, (one.span for one in read), told)
        for figure, named in zip(read, held, strict=True):
            right = tuple(paths.index(path) for path in sorted(named))
            found[tool.name].append(Labelled(source, figure, right))
    return found


class _Tool:
    """The figures of one tool as matrices, and where its weights stand."""

    def __init__(self, rows: Sequence[Labelled], tool: Tool, first: int) -> None:
        self.name = tool.name
        self.paths = figure_paths(tool)
        seen = Counter(int(b) for row in rows for b in row.figure.buckets)
        self.known = np.array(sorted(b for b, n in seen.items() if n >= SEEN), np.int64)
        self.words = _present(rows, self.known)
        self.fits = np.stack([row.figure.fits for row in rows]).astype(np.float64)
        self.right = np.zeros((len(rows), len(self.paths)), bool)
        for at, row in enumerate(rows):
            self.right[at, list(row.right)] = True
        size = (len(self.known) + 1) * len(self.paths)
        self.place = slice(first, first + size)

    def own(self, packed: Matrix) -> Matrix:
        """The weights of words in this tool, the last row standing for no word at all."""
        return packed[self.place].reshape(len(self.known) + 1, len(self.paths))


def _present(rows: Sequence[Labelled], known: NDArray[np.int64]) -> Any:
    from scipy.sparse import csr_array  # heavy, and only training comes here

    hits = [np.flatnonzero(np.isin(known, row.figure.buckets)) for row in rows]
    ends = np.cumsum([0, *(len(one) for one in hits)])
    columns = np.concatenate(hits) if hits else np.zeros(0, np.int64)
    return csr_array((np.full(len(columns), VALUE), columns, ends), shape=(len(rows), len(known)))


def train_roles(found: Mapping[str, Sequence[Labelled]], tools: Iterable[Tool]) -> Roles | None:
    """The weights that make the right fields likeliest. The same figures give the same weights."""
    parts, size = _parts(found, tools)
    if not parts:
        return None
    words = _shared_words(found)
    shared = _Shared(parts, found, words, size)
    fits = slice(shared.place.stop, shared.place.stop + FITS)
    penalty = np.full(fits.stop, OWN_PENALTY)
    penalty[shared.place], penalty[fits] = SHARED_PENALTY, FIT_PENALTY
    packed = _minimum(_loss(parts, shared, fits, penalty), fits.stop)
    return _packed(parts, shared, packed, packed[fits])


def _parts(
    found: Mapping[str, Sequence[Labelled]], tools: Iterable[Tool]
) -> tuple[list[_Tool], int]:
    parts: list[_Tool] = []
    size = 0
    for tool in tools:
        if found.get(tool.name):
            parts.append(_Tool(found[tool.name], tool, size))
            size = parts[-1].place.stop
    return parts, size


def _shared_words(found: Mapping[str, Sequence[Labelled]]) -> NDArray[np.int64]:
    seen = Counter(int(b) for rows in found.values() for row in rows for b in row.figure.buckets)
    return np.array(sorted(b for b, n in seen.items() if n >= SHARED_SEEN), np.int64)


class _Shared:
    """What fields of one name have in common in all tools: a `volatility` is one anywhere."""

    def __init__(
        self,
        parts: Sequence[_Tool],
        found: Mapping[str, Sequence[Labelled]],
        words: NDArray[np.int64],
        first: int,
    ) -> None:
        names = Counter(name for part in parts for name in {_last(p) for p in part.paths})
        self.names = sorted(name for name, count in names.items() if count > 1)
        self.words = words
        self.place = slice(first, first + len(words) * len(self.names))
        self.present = {part.name: _present(found[part.name], words) for part in parts}
        self.columns = {
            part.name: [(at, self.names.index(_last(p))) for at, p in enumerate(part.paths)
                        if _last(p) in self.names]
            for part in parts
        }  # fmt: skip

    def of(self, packed: Matrix) -> Matrix:
        """The weights of words for each shared name."""
        return packed[self.place].reshape(len(self.words), len(self.names))


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _loss(
    parts: Sequence[_Tool], shared: _Shared, fits: slice, penalty: Matrix
) -> Callable[[Matrix], tuple[float, Matrix]]:
    def loss(packed: Matrix) -> tuple[float, Matrix]:
        value, gradient = 0.0, np.zeros_like(packed)
        common, change = shared.of(packed), shared.of(gradient)
        for part in parts:
            own, here = part.own(packed), shared.columns[part.name]
            mine, theirs = [m for m, _ in here], [t for _, t in here]
            logits = part.words @ own[:-1] + own[-1] + part.fits @ packed[fits]
            logits[:, mine] += (shared.present[part.name] @ common)[:, theirs]
            logs = log_softmax(logits)
            target = log_softmax(np.where(part.right, logs, -50.0))
            value -= float((np.where(part.right, np.exp(target), 0.0) * (logs - target)).sum())
            error = np.exp(logs) - np.where(part.right, np.exp(target), 0.0)
            part.own(gradient)[:-1] += part.words.T @ error
            part.own(gradient)[-1] += error.sum(axis=0)
            spread = shared.present[part.name].T @ error[:, mine]
            np.add.at(change.T, theirs, spread.T)
            gradient[fits] += np.einsum("rc,rcf->f", error, part.fits)
        value += 0.5 * float((penalty * packed**2).sum())
        return value, gradient + penalty * packed

    return loss


def _minimum(loss: Callable[[Matrix], tuple[float, Matrix]], size: int) -> Matrix:
    from scipy.optimize import minimize  # heavy, and only training comes here

    options = {"maxiter": ITERATIONS}
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=options).x


def _packed(parts: Sequence[_Tool], shared: _Shared, packed: Matrix, fits: Matrix) -> Roles:
    """The weights of each tool and the shared ones as one table of eight bits."""
    rows = sum(len(part.paths) for part in parts)
    words, biases = np.zeros((rows, BUCKETS), np.float32), np.zeros(rows, np.float32)
    places: dict[str, int] = {}
    for part in parts:
        own, first = part.own(packed), len(places)
        places |= {f"{part.name}:{path}": first + at for at, path in enumerate(part.paths)}
        block = words[first : first + len(part.paths)]
        block[:, part.known] += own[:-1].T * VALUE
        biases[first : first + len(part.paths)] = own[-1]
        for mine, theirs in shared.columns[part.name]:
            block[mine, shared.words] += shared.of(packed)[:, theirs] * VALUE
    scales = np.maximum(np.abs(words).max(axis=1), 1e-9) / 127
    small = np.round(words / scales[:, None]).astype(np.int8)
    return Roles(places, small, scales.astype(np.float32), biases, fits.astype(np.float32))
