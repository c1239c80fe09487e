"""Several questions in one message: where it may be cut."""

import re
from collections.abc import Iterator

MOST_CUTS = 8
_CUT = re.compile(
    r"(?<=[.?!;])\s+(?=\S)"
    r"|\n+\s*(?=\S)"
    r"|(?:^|(?<=\s))(?=(?:\(?[1-9a-c]\)|[1-9]\.)\s)"
    r"|,?\s+(?=(?:and|also|plus|then|oh and|as well as|separately|second(?:ly)?|another thing)\b"
    r"[,:]?\s+"
    r"(?:also\s+|then\s+)?(?:what|how|when|which|who|where|why|is|are|do|does|did|can|could|should|"
    r"would|will|please|tell|give|show|work|compute|calculate|check|estimate|plan|find|analy[sz]e|"
    r"schedule|forecast|simulate|grade|look|read|review|say|if|our|my|we|the|i\b|another|in)\b)"
    r"|,?\s+(?=(?:also|besides|by the way|btw|additionally|furthermore|separately|on top)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\(?[1-9a-c]\)|[1-9]\.)\s*")
SHORTEST = 3  # words; shorter pieces are not questions of their own


def cuts(text: str) -> list[int]:
    """Offsets at which one question may end and the next begin."""
    found = [match.end() for match in _CUT.finditer(text) if 0 < match.end() < len(text)]
    kept = [at for at in dict.fromkeys(found) if _long(text[:at]) and _long(text[at:])]
    return kept[:MOST_CUTS]


def _long(text: str) -> bool:
    return len(text.split()) >= SHORTEST


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a text in two."""
    for at in cuts(text):
        yield clean(text[:at]), clean(text[at:])


def clean(piece: str) -> str:
    """A piece without its number or its opening "and"."""
    piece = _NUMBERED.sub("", piece.strip())
    return re.sub(r"^(?:and|also|plus)[,:]?\s+", "", piece, flags=re.IGNORECASE).strip()


def is_numbered(text: str) -> bool:
    """Whether the person numbered the questions."""
    return len(re.findall(r"(?:^|\s)\(?[1-9a-c]\)\s", text)) >= 2
