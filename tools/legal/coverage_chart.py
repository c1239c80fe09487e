"""Where in a contract its clauses stand, as a strip per type."""

from collections.abc import Sequence
from typing import Any

from tools.legal.clause_types import label
from tools.legal.found import FoundClause

_MOST_MARKS = 150


def coverage_chart(clauses: Sequence[FoundClause], characters: int) -> dict[str, Any] | None:
    """Ticks along the contract; None when nothing was found."""
    if not clauses:
        return None
    marks = sorted(clauses, key=lambda clause: -clause.score)[:_MOST_MARKS]
    rows = [
        {
            "clause": label(clause.clause_type),
            "place": round(100 * clause.start / characters, 2),
            "score": round(clause.score, 3),
            "section": clause.section or "",
            "page": clause.page,
        }
        for clause in sorted(marks, key=lambda clause: clause.start)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Where the clauses stand",
        "data": {"values": rows},
        "mark": {"type": "tick", "thickness": 3, "tooltip": True},
        "encoding": {
            "x": {
                "field": "place",
                "type": "quantitative",
                "scale": {"domain": [0, 100]},
                "title": "Place in the contract (% of its text)",
            },
            "y": {"field": "clause", "type": "nominal", "title": None},
            "opacity": {"field": "score", "type": "quantitative", "legend": {"title": "Score"}},
        },
    }
