"""How near evaluation messages are to the examples the planner learns from.

`python -m evals.nearness [FILES]` prints the likeness of every message's nearest example as a
distribution, and names the pairs that share a sentence pattern. Likeness is the share of runs of
three words that two messages have in common (Jaccard), with every number written as `#`: one
sentence with other figures is 1, two of one pattern with other nouns are about .5.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import prompts
from evals.cases import CASES, read

SHARED = 0.5
"""Likeness from which two messages share a pattern."""
_WORD = re.compile(r"#+|[^\W\d_]+|[?%€$£]")
_NUMBER = re.compile(r"\d[\d.,'’]*")


@dataclass(frozen=True, slots=True)
class Near:
    """A message, the example most like it, and how like it is."""

    message: str
    example: str
    likeness: float


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of three words, numbers alike."""
    words = _WORD.findall(_NUMBER.sub("#", text.lower()))
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def nearest(messages: Iterable[str], examples: Sequence[str]) -> list[Near]:
    """For each message the example most like it."""
    known = [(example, runs(example)) for example in examples]
    where: dict[tuple[str, ...], list[int]] = {}
    for place, (_, theirs) in enumerate(known):
        for run in theirs:
            where.setdefault(run, []).append(place)
    found: list[Near] = []
    for message in messages:
        ours = runs(message)
        shared: dict[int, int] = {}
        for run in ours:
            for place in where.get(run, ()):
                shared[place] = shared.get(place, 0) + 1
        best = max(
            ((n / len(ours | known[place][1]), known[place][0]) for place, n in shared.items()),
            default=(0.0, ""),
        )
        found.append(Near(message, best[1], best[0]))
    return found


def measured(files: Sequence[Path]) -> list[Near]:
    """The messages of case files against all examples."""
    said = [turn.message for file in files for case in read(file) for turn in case.turns]
    learnt = chain(prompts.examples(), prompts.practice())
    return nearest(said, [str(row["say"]) for row in learnt])


def main(files: Sequence[Path]) -> int:
    """Print the distribution, and the pairs that share a pattern."""
    found = sorted(measured(files or sorted(CASES.glob("*.jsonl"))), key=lambda n: n.likeness)
    size = len(found)
    print(f"{size} messages")
    for name, at in (("median", 0.5), ("90 %", 0.9), ("95 %", 0.95), ("99 %", 0.99), ("most", 1)):
        print(f"{name:>8}  {found[min(size - 1, int(at * size))].likeness:.2f}")
    for near in found:
        if near.likeness >= SHARED:
            print(f"\n{near.likeness:.2f}\n  {near.message[:160]!r}\n  {near.example[:160]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
