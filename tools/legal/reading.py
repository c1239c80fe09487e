"""A contract as read: passages by kind of clause, and where in it anything stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.fields import DocumentText
from tools.legal.clause_model import Scored
from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.sections import Sections
from tools.legal.statements import pointed, statements

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOST_NUMBERS = 40
_LONGEST_SENTENCE = 3_000


def numbers(text: str) -> list[float]:
    """The numbers written in a passage, in order."""
    found = (match.group().replace(",", "") for match in _NUMBER.finditer(text))
    return [float(digits) for digits in found if len(digits) <= 15][:_MOST_NUMBERS]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text and its chance of being the clause it was asked for as."""

    start: int
    end: int
    chance: float


class Reading:
    """What the clause model found in a contract, by type."""

    def __init__(self, contract: DocumentText, scored: Scored, least: float) -> None:
        self.contract = contract
        self.scored = scored = pointed(scored, contract.text, least)
        self.sections = Sections(contract.text, scored.segments)
        self._stated: dict[str, list[Passage]] = {}
        self._found: dict[str, list[Passage]] = {name: [] for name in CLAUSE_TYPES}
        types, rows = np.nonzero(least <= scored.probability.T)
        chances = scored.probability[rows, types].tolist()
        places = scored.spans[rows].tolist()
        for column, (start, end), chance in zip(types.tolist(), places, chances, strict=True):
            self._found[CLAUSE_TYPES[column]].append(Passage(start, end, chance))

    def passages(self, clause_type: str) -> Sequence[Passage]:
        """Passages of this type, likeliest first; of equal ones the earlier."""
        return sorted(self._found[clause_type], key=lambda one: -one.chance)

    def best_chance(self, clause_type: str) -> float:
        """The highest chance any passage has of being such a clause."""
        best = self.scored.probability[:, CLAUSE_TYPES.index(clause_type)]
        return float(best.max(initial=0))

    def stated(self, clause: str) -> list[Passage]:
        """Sentences whose words say such a clause and do not deny it, in order of the text."""
        if clause not in self._stated:
            known, text = statements()[clause], self.contract.text
            self._stated[clause] = [
                Passage(start, end, 1.0)
                for start, end in self.scored.segments.tolist()
                if end - start <= _LONGEST_SENTENCE and known.stated(text[start:end])
            ]
        return self._stated[clause]

    def denials(self, clause: str) -> list[Passage]:
        """Sentences whose words say that there is no such clause."""
        known, text = statements()[clause], self.contract.text
        return [
            Passage(start, end, 1.0)
            for start, end in self.scored.segments.tolist()
            if end - start <= _LONGEST_SENTENCE and known.denied(text[start:end])
        ]

    def words(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.contract.text[start:end]
