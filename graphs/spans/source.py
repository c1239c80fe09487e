"""The text as the finders read it: lower case, plain spaces and dashes, same offsets."""

from collections.abc import Iterable

HIDDEN = "\ue002"
"""Stands, letter for letter, for a piece that another finder has claimed."""

_SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\t": " ",
        "’": "'",
        "‘": "'",
        "´": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "‒": "-",
        "…": ".",
        "\ue000": " ",
        "\ue001": " ",
        "\ue002": " ",
        "％": "%",
        "÷": "/",
    }
)


_OTHER = "".join(map(chr, _SAME_LENGTH))
"""A look for each costs less than translating a text that has none."""


def normalised(text: str) -> str:
    """`text` in lower case with plain spaces, apostrophes and dashes, of the same length."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals become two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    other = "\t" in low if low.isascii() else any([sign in low for sign in _OTHER])
    return low.translate(_SAME_LENGTH) if other else low


def hidden(text: str, pieces: Iterable[tuple[int, int]]) -> str:
    """`text` with `pieces` overwritten, of the same length."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(pieces):
        if end <= at:
            continue
        start = max(start, at)
        parts += (text[at:start], HIDDEN * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)
