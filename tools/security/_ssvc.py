"""Decision tables of SSVC, and what they decide where some of a vulnerability is not known.

CERT/CC, Stakeholder-Specific Vulnerability Categorization, as published in its data folder. A table
has a row for every combination; an unknown decision point stands for all its values, so a decision
is a range from the least to the most urgent row that remains.
"""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_FOLDER = Path(__file__).with_name("standards")
TableName = Literal["deployer", "cisa", "bod_26_04"]
Exploitation = Literal["none", "public poc", "active"]
Exposure = Literal["small", "controlled", "open"]
Mission = Literal["degraded", "mef support crippled", "mef failure", "mission failure"]
Safety = Literal["negligible", "marginal", "critical", "catastrophic"]
Wellbeing = Literal["low", "medium", "high"]
_FILES: Mapping[TableName, str] = {
    "deployer": "deployer_patch_application_priority_1_0_0.csv",
    "cisa": "cisa_coordinator_2_0_3.csv",
    "bod_26_04": "cisa_bod_26_04_1_0_0.csv",
}
_ORDERS: Mapping[TableName, tuple[str, ...]] = {
    "deployer": ("defer", "scheduled", "out-of-cycle", "immediate"),
    "cisa": ("track", "track*", "attend", "act"),
    "bod_26_04": (
        *("fix on system upgrade", "60 days", "14 days", "3 days"),
        "3 days & forensic investigation",
    ),
}
_HUMAN = "human_impact_1_0_0.csv"
Known = Mapping[str, Collection[str]]
"""By decision point, the values it may have; one that is missing may have any."""


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    points: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The values of the points, then the outcome."""

    def outcomes(self, known: Known) -> set[str]:
        """What the rows that remain decide."""
        return {
            row[-1]
            for row in self.rows
            if all(
                point not in known or value in known[point]
                for point, value in zip(self.points, row, strict=False)
            )
        }


@cache
def _read(name: str) -> Table:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        headings, *rows = list(csv.reader(file))
    # "Exploitation v1.1.0" is the point `exploitation`; its version is in the file's name.
    points = tuple(heading.rpartition(" v")[0].lower() for heading in headings[1:-1])
    return Table(points, tuple(tuple(row[1:]) for row in rows))


def order(table: TableName) -> Sequence[str]:
    """The outcomes, the least urgent first."""
    return _ORDERS[table]


def points(table: TableName) -> Sequence[str]:
    """The decision points of a table."""
    return _read(_FILES[table]).points


def decide(table: TableName, known: Known) -> tuple[str, str]:
    """The least and the most urgent decision that what is known leaves open."""
    ranks = _ORDERS[table]
    found = sorted(_read(_FILES[table]).outcomes(known), key=ranks.index)
    return found[0], found[-1]


def human_impact(safety: Collection[Safety], mission: Collection[Mission]) -> set[str]:
    """What harm to people and mission comes to, for each combination that may be."""
    return _read(_HUMAN).outcomes({"safety impact": safety, "mission impact": mission})
