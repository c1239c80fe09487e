"""Words for the values of an enumeration, as tables and programs write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BeforeValidator


def spelled(synonyms: Mapping[str, Sequence[str]]) -> BeforeValidator:
    """Turns a synonym into its value, whatever its case, hyphens and underscores.

    Text that is none of them is left for the enumeration to refuse.
    """
    known = {_plain(word): value for value, words in synonyms.items() for word in (value, *words)}

    def read(value: Any) -> Any:
        return known.get(_plain(value), value) if isinstance(value, str) else value

    return BeforeValidator(read)


def labelled(value: Any) -> Any:
    """A bucket's number as its label: 4 and 4.0 are "4"."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int) else value


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
