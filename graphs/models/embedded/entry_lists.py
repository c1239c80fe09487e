"""Which lists have objects that are told by their amounts, and need no name."""

from graphs.models.embedded.identity import once_for
from graphs.models.embedded.schema import Field

MOST_PARTS = 6  # of an object; one of more is no mere kind with its amount
_NEEDED = frozenset(("enum", "money", "duration"))


def anchor(field: Field) -> Field | None:
    """The part by whose amounts the objects of a list are told apart."""
    amounts = [part for part in field.parts if part.kind == "money"]
    return next((part for part in amounts if part.required), amounts[0] if amounts else None)


def is_entered(field: Field) -> bool:
    """Whether an object of the list needs a kind or an amount, and no name."""
    needed = [part for part in field.parts if part.required]
    return (
        field.kind == "records"
        and bool(needed)
        and anchor(field) is not None
        and all(part.kind in _NEEDED for part in needed)
        and any(part.kind == "enum" for part in field.parts)
    )


@once_for
def is_by_kind(field: Field) -> bool:
    """Whether the objects of a list are kinds with amounts, and little more."""
    needed = sorted(part.kind for part in field.parts if part.required)
    kinds = sum(part.kind in ("enum", "boolean") for part in field.parts)
    few = kinds == 1 and len(field.parts) < MOST_PARTS
    return field.kind == "records" and needed == ["enum", "money"] and few


def label_of(field: Field) -> Field:
    """The part that a proper name beside an amount fills: what is said to be so, else the first."""
    return next((part for part in field.parts if part.named_with), field.parts[0])
