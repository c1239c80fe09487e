"""What people ask of a contract first, and the words they ask it in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from tools.legal.clause_types import words_of

TopicName = Literal[
    "type",
    "parties",
    "dates",
    "termination",
    "renewal",
    "deadlines",
    "obligations",
    "payment",
    "liability",
    "law",
    "ip",
    "confidentiality",
    "restrictions",
    "missing",
    "unusual",
    "risk",
]

TOPIC_WORDS: Mapping[str, tuple[str, ...]] = words_of(Path(__file__).parent / "topic_words.txt")
"""What people say for each topic."""

Topic = Annotated[
    TopicName,
    Field(json_schema_extra={"x-synonyms": {name: list(w) for name, w in TOPIC_WORDS.items()}}),
]
"""A topic by its name; the planner knows it by any of its words."""

CLAUSES: Mapping[str, tuple[str, ...]] = {
    "ip": ("IP Ownership Assignment", "Joint IP Ownership", "License Grant"),
    "restrictions": (
        "Non-Compete",
        "Exclusivity",
        "No-Solicit of Customers",
        "No-Solicit of Employees",
        "Non-Disparagement",
    ),
}
"""Topics that are answered with whole clauses of these types."""
