"""One capability beside one peer, as a row of the table that covers all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

COLLECTED = ("portfolios", "finance", "options", "simulation", "scorecards", "security", "logs")
"""Modules that `risk` runs and whose times its last table takes up; alone only where named."""


@dataclass(frozen=True)
class Row:
    """Medians of one run, in CPU milliseconds of the same work."""

    capability: str
    task: str
    ours: float
    peer: str
    theirs: float


def table(rows: Sequence[Row]) -> None:
    """Print Markdown."""
    print("| capability | task | ours, CPU ms | peer | its CPU ms | times ours |")
    print("|---|---|---:|---|---:|---:|")
    for row in rows:
        print(
            f"| `{row.capability}` | {row.task} | {_said(row.ours)} | {row.peer} | "
            f"{_said(row.theirs)} | {_said(row.theirs / row.ours)} |"
        )


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
