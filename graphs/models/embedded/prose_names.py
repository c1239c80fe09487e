"""Objects called by words where others have a code: "weak ciphers on web-2 (5.3)".

A list whose names may have a shape (`x-form`) takes plain words for a name as well, where a bare
figure that fits the objects' first part for one stands behind them.
"""

import re
from collections.abc import Sequence

from graphs.models.embedded.identity import once_for_all
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, stems

Named = tuple[str, int, int]
"""A name and where it stands."""
LONGEST = 6  # words of a name
FEWEST = 2  # objects of a list in which one may be called by words
_WORD = r"[^\W_](?:[\w'/+-]|\.(?=\w))*"
_PLACE = r"(?:\s+(?:on|at)\s+(?:(?:the|our|host|server|machine)\s+)*['\"]?[\w.-]*\w['\"]?)?"
_BEGINS = (
    r"(?:^(?:[-*•]\s+)?|[;:•!?'\"“‘]\s*|\n\s*(?:[-*•]\s+)?|,\s+|\.\s+|\s[-–—]\s+"
    r"|\b(?:and|plus|versus|vs\.?|or|but)\s+)"
)
_SAME = re.compile(r"[^\d;.\n!?]*")
"""Between a code and what is said of it, before any figure of its own."""
_LEAD = r"(?:(?P<lead>[^\W\d_][\w-]*[\d.][\w.-]*)(?:\s*:\s*|\s+(?!on\b|at\b)))?"


def prose_names(
    records: Field, figure: Field, coded: Sequence[tuple[int, int]], message: Message
) -> list[Named]:
    """The names in words, from left to right; none where there are not several objects in all."""
    found: list[tuple[re.Match[str], str, int]] = []
    for match in _named((records, figure)).finditer(message.text):
        name = match["name"]
        start = match.start("name")
        value = match["figure"]
        if any(a < match.end() and start < b for a, b in coded) or message.aside(start):
            continue
        if not (match["called"] or "." in value) or _tells_of_code(coded, start, message.text):
            continue  # "top 2 only" is no score
        if figure.within(float(value)) and _is_plain(match, message) and _is_name(name, records):
            found.append((match, name, start))
    leads = sum(match["lead"] is not None for match, *_ in found)
    led = leads and leads * 2 >= len(found)
    names = [
        (name, start, start + len(name))
        if led or match["lead"] is None
        else (text := message.text[match.start("lead") : match.end("name")],
              match.start("lead"), match.start("lead") + len(text))
        for match, name, start in found
    ]  # fmt: skip
    return names if len(names) + len(coded) >= FEWEST else []


@once_for_all
def _named(fields: Sequence[Field]) -> re.Pattern[str]:
    _, figure = fields
    return re.compile(
        rf"{_BEGINS}{_LEAD}(?P<name>{_WORD}(?:[ ]{_WORD}){{0,{LONGEST - 1}}}?){_PLACE}"
        rf"[\s,:(=–—-]*(?:(?:is|was|has|with|a|an|at|rated|scored|scoring|scores)\s+)*"
        rf"(?P<called>{_names(figure)}s?(?:\s+(?:of|is|at))?[\s:=]*)?"
        r"(?<![\w.])(?P<figure>\d{1,3}(?:\.\d{1,2})?)(?=[\s,;:)/'\"’”.!?]|$)(?!\.\d|\s?(?:%|per\b))",
        re.IGNORECASE,
    )


def _tells_of_code(coded: Sequence[tuple[int, int]], start: int, text: str) -> bool:
    """Whether words only say what the code right before them is: "A-1: php on web, 9.8"."""
    before = [end for _, end in coded if end <= start]
    return bool(before) and _SAME.fullmatch(text, max(before), start) is not None


def figures_ahead(
    figure: Field, rows: Sequence[tuple[int, int]], text: str
) -> list[tuple[float, int, int]]:
    """The figure right before each object, and where it stands; none unless every one has its own.

    "CVSS 9.8 A-1 on web; CVSS 5.9 A-2 on mail".
    """
    found: list[tuple[float, int, int]] = []
    for (start, _), since in zip(rows, [0, *(end for _, end in rows)], strict=False):
        match = _ahead((figure,)).search(text[:start], since)
        if match is None or not figure.within(float(match["figure"])):
            return []
        found.append((float(match["figure"]), *match.span("figure")))
    return found if len(found) >= FEWEST else []


@once_for_all
def _ahead(fields: Sequence[Field]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[;,.:\n•(]|\band\b|\bvs\b)\s*(?:{_names(fields[0])}\s*(?:of\s*)?[:=]?\s*)?"
        r"(?P<figure>\d{1,3}(?:\.\d{1,2})?)\s*(?:for|[:–-])?\s*$",
        re.IGNORECASE,
    )


def _names(field: Field) -> str:
    """What a field is called, as one of several."""
    every = sorted((field.words, *field.aliases), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, every))})"


def _is_plain(match: re.Match[str], message: Message) -> bool:
    """Whether the figure is a bare number by every reading: no amount, no share, no time."""
    start, end = match.span("figure")
    over = [s for s in message.spans if s.start <= start and end <= s.end and s.within is None]
    kinds = [{reading.kind for reading in s.readings} for s in over]
    return bool(over) and all("number" in some or s.readings[0].kind == "text"
                              for s, some in zip(over, kinds, strict=True)
                              if not some & {"money", "duration", "rate"})  # fmt: skip


def _is_name(name: str, records: Field) -> bool:
    """Whether words can be a name: they begin and end with one that means nothing else."""
    words = name.split()
    low = [word.lower() for word in words]
    if low[0] in STOPWORDS or low[-1] in STOPWORDS or not any(c.isalpha() for c in name):
        return False
    known = {stem for part in records.parts for said in (part.words, *part.aliases)
             for stem in stems(said)}  # fmt: skip
    return not set(stems(name)) <= known
