"""The playbook: which clauses a kind of contract is expected to hold, and which are unusual.

The rules stand in `playbook.json`; how often clauses stand in CUAD's contracts of a kind in
`weights/kind_clauses.json`. A rule names a clause type, judged by the clause model, or words of
which one must stand in the text, or both: then either shows that the clause is there.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

_HERE = Path(__file__).parent
PLAYBOOK = _HERE / "playbook.json"
USUAL = _HERE / "weights" / "kind_clauses.json"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check."""

    clause: str
    severity: int
    why: str
    words: tuple[re.Pattern[str], ...] = ()
    """Any of these in the text means that it is there; empty where the model alone judges."""
    unless: re.Pattern[str] | None = None
    """What denies it: left out before `words` are looked for."""
    stated: bool = False
    """Whether a sentence that says the clause is enough where the model is in doubt."""
    check: str = ""
    """The name of a check of `oddities`, which then decides."""
    limit: float = 0
    """What the check measures against: days, or per cent a year."""
    instead_of: tuple[str, ...] = ()
    """Rules that are left out where this one holds, since they say less of the same."""

    def found(self, text: str) -> re.Match[str] | None:
        """The first of its words in a text."""
        if not self.words:
            return None
        left = text
        if self.unless:
            left = self.unless.sub(lambda match: " " * len(match.group()), text)
        return next((one for pattern in self.words if (one := pattern.search(left))), None)


@dataclass(frozen=True, slots=True)
class Checks:
    """What is looked for in one kind of contract."""

    expected: tuple[Rule, ...]
    unusual: tuple[Rule, ...]

    def __len__(self) -> int:
        return len(self.expected) + len(self.unusual)


@cache
def checks(kind: str) -> Checks:
    """The rules for a kind: those for any contract, and those of its family."""
    book = json.loads(PLAYBOOK.read_text(encoding="utf-8"))
    family: dict[str, Any] = next(
        (one for one in book["families"].values() if kind in one["kinds"]), {}
    )
    dropped = set(family.get("drop", ()))
    general = [rule for rule in book["anything"]["expected"] if rule["clause"] not in dropped]
    expected = _rules([*family.get("expected", ()), *general])
    own = {rule.clause for rule in expected}
    unusual = _rules([*family.get("unusual", ()), *book["anything"]["unusual"]])
    return Checks(expected, tuple(rule for rule in unusual if rule.clause not in own))


def _rules(said: list[dict[str, Any]]) -> tuple[Rule, ...]:
    """Rules by clause; a family's own come first and win."""
    found: dict[str, Rule] = {}
    for one in said:
        found.setdefault(one["clause"], _rule(one))
    return tuple(found.values())


def _rule(said: dict[str, Any]) -> Rule:
    unless = "|".join(said.get("unless", ()))
    return Rule(
        said["clause"],
        said["severity"],
        said["why"],
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in said.get("words", ())),
        re.compile(unless, re.IGNORECASE) if unless else None,
        said.get("stated", False),
        said.get("check", ""),
        said.get("limit", 0),
        tuple(said.get("instead_of", ())),
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """How many of CUAD's contracts of a kind hold a clause."""

    holding: int
    of: int


@cache
def _usual() -> dict[str, dict[str, int]]:
    return cast(dict[str, dict[str, int]], json.loads(USUAL.read_text(encoding="utf-8")))


def usual(kind: str, clause: str) -> Usual | None:
    """How usual a clause is; None for kinds and clauses that CUAD lacks."""
    counts = _usual().get(kind)
    if counts is None or clause not in counts:
        return None
    return Usual(counts[clause], counts["contracts"])
