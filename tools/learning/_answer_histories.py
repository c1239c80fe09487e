"""Answers as arrays: one sequence a learner and skill, in the order they were given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Marks = NDArray[np.int8]
Floats = NDArray[np.float64]
PACKED = 60  # answers that fit into one whole number with their length


@dataclass(frozen=True, slots=True)
class Histories:
    """Sequences of answers: sequence `i` is `marks[starts[i]:starts[i + 1]]`, 1 being right."""

    starts: Offsets
    marks: Marks
    learners: tuple[str | None, ...]
    skills: tuple[str | None, ...]
    """Whose sequence each is, and of which skill."""

    rows: NDArray[np.int64]
    """Which answer of the request each mark was."""

    among: int
    """How many answers the request has altogether: what work is worth is told by all of them."""

    def __len__(self) -> int:
        return self.starts.size - 1

    def own(self, sequence: int) -> Marks:
        """The answers of one sequence."""
        return self.marks[self.starts[sequence] : self.starts[sequence + 1]]

    def chosen(self, sequences: Sequence[int]) -> "Histories":
        """Some of the sequences, in the order named."""
        parts = [np.arange(self.starts[i], self.starts[i + 1]) for i in sequences]
        places = np.concatenate(parts) if parts else np.empty(0, np.int64)
        sizes = [part.size for part in parts]
        return Histories(
            np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))),
            self.marks[places],
            tuple(self.learners[i] for i in sequences),
            tuple(self.skills[i] for i in sequences),
            self.rows[places],
            self.among,
        )

    def by_skill(self) -> dict[str | None, "Histories"]:
        """The sequences of each skill, in the order in which the skills first came up."""
        places: dict[str | None, list[int]] = {}
        for sequence, skill in enumerate(self.skills):
            places.setdefault(skill, []).append(sequence)
        if len(places) == 1:
            return {self.skills[0]: self}
        return {skill: self.chosen(sequences) for skill, sequences in places.items()}


def grouped(
    learners: Sequence[str | None], skills: Sequence[str | None], marks: Sequence[int]
) -> Histories:
    """Put answers that stand in order of time together by learner and skill."""
    keys: dict[tuple[str | None, str | None], int] = {}
    of = np.fromiter(
        (keys.setdefault(key, len(keys)) for key in zip(learners, skills, strict=True)),
        np.int64,
        len(marks),
    )
    order = np.argsort(of, kind="stable")
    sizes = np.bincount(of, minlength=len(keys))
    return Histories(
        np.concatenate(([0], np.cumsum(sizes))),
        np.asarray(marks, np.int8)[order],
        tuple(learner for learner, _ in keys),
        tuple(skill for _, skill in keys),
        order,
        len(marks),
    )


def collapsed(histories: Histories) -> tuple[Offsets, Marks, Floats]:
    """Starts, marks and weights with equal sequences counted instead of repeated."""
    starts, sizes = histories.starts, np.diff(histories.starts)
    short = sizes <= PACKED
    place = np.arange(histories.marks.size) - np.repeat(starts[:-1], sizes)
    bits = np.where(np.repeat(short, sizes), histories.marks.astype(np.int64) << (place % 62), 0)
    keys = np.add.reduceat(bits, starts[:-1]) | (np.int64(1) << np.minimum(sizes, PACKED + 1))
    keys[~short] = -1 - np.flatnonzero(~short)  # each long sequence for itself
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    order = np.argsort(sizes[first], kind="stable")
    chosen = first[order]
    lengths = sizes[chosen]
    begins = np.concatenate(([0], np.cumsum(lengths)))
    places = np.arange(begins[-1]) + np.repeat(starts[chosen] - begins[:-1], lengths)
    return begins, histories.marks[places], counts[order].astype(np.float64)
