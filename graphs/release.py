"""Cut an answer into verified pieces, and strike out what cannot be verified."""

from collections.abc import Iterator
from typing import Any

from graphs.verification import Checked


def unverified(checked: Checked) -> list[str]:
    """The sentences with a figure that has no source."""
    return [sentence.text.strip() for sentence in checked.sentences if sentence.unverified]


def struck(text: str, checked: Checked) -> str:
    """The text without its unverified sentences."""
    kept = [
        piece
        for piece, sentence in zip(_pieces(text, checked), checked.sentences, strict=True)
        if not sentence.unverified
    ]
    return "".join(kept).strip()


MOST_PIECES = 20
"""No reader is sent more than twenty deltas a second."""


def pieces(text: str, checked: Checked, *, begin: int = 0) -> list[str]:
    """What follows `begin`, in whole sentences with what stands between them.

    Joined they are the rest of the text; one piece when a beginning was released before.
    """
    if begin:
        return [rest] if (rest := text[begin:]) else []
    found = [piece for piece in _pieces(text, checked) if piece]
    size = -(-len(found) // MOST_PIECES) or 1
    return ["".join(found[at : at + size]) for at in range(0, len(found), size)]


def _pieces(text: str, checked: Checked) -> Iterator[str]:
    starts = [sentence.start for sentence in checked.sentences]
    ends = [*starts[1:], len(text)]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        yield text[0 if index == 0 else start : end]


def citations(checked: Checked) -> list[dict[str, Any]]:
    """Every citation of the text, in order."""
    return [citation for sentence in checked.sentences for citation in sentence.citations]
