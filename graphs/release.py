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


def pieces(text: str, checked: Checked) -> list[str]:
    """The text sentence by sentence, with what stands between them; joined they are the text."""
    return [piece for piece in _pieces(text, checked) if piece]


def _pieces(text: str, checked: Checked) -> Iterator[str]:
    starts = [sentence.start for sentence in checked.sentences]
    ends = [*starts[1:], len(text)]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        yield text[0 if index == 0 else start : end]


def citations(checked: Checked) -> list[dict[str, Any]]:
    """Every citation of the text, in order."""
    return [citation for sentence in checked.sentences for citation in sentence.citations]
