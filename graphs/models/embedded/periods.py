"""The period that a figure is said with, for the field that asks for just that.

"A volatility of 20 % a year" gives the volatility and the period of volatilities at once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from graphs.models.embedded.compatibility import PER_YEAR
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

_BEHIND = re.compile(
    r"\s*(?:\(|,)?\s*(?:(?:per|a|an|each|every|/)\s?(?P<period>day|week|month|quarter|year|yr|annum)\b"
    r"|(?P<pa>p\.?\s?a\b\.?)|(?P<ly>daily|weekly|monthly|quarterly|yearly|annually|annualised"
    r"|annualized)\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?P<ly>daily|weekly|monthly|quarterly|yearly|annual|annualised|annualized)\s"
    r"(?P<period>)(?P<pa>)$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_FIGURE = re.compile(r".*?\d[\d.,]*\s?(?:%|percent|per cent)?", re.IGNORECASE | re.DOTALL)
_ONE = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
        "annum": "year", "yr": "year"}  # fmt: skip


def periods(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The open fields of periods whose figure, or whose objects' figures, are said with one."""
    found: dict[str, Origin] = {}
    for field in fields:
        about = _about(field)
        if not about or ".".join(field.path) in there:
            continue
        places = [p for o in there.values() for p in _places(o, about, message)]
        said = [match for at in places if (match := _BEHIND.match(message.text, at))]
        said = said or ([*_beside_names(about, there, message.text)] if places else [])
        names = {_name(match) for match in said}
        if len(names) == 1 and (name := names.pop()) in field.synonyms:
            found[".".join(field.path)] = Origin(field, name, said[0][0].strip(" ,("), 0.9)
    return found


def _beside_names(
    about: set[str], there: Mapping[str, Origin], text: str
) -> Iterator[re.Match[str]]:
    """A period right beside the name of such a figure: "vols a year: A 24 %", "annual sd"."""
    fields = [f for o in there.values() for f in (o.field, *o.field.parts)]
    named = [f for f in fields if about & {*f.words.split()} and f.kind != "enum"]
    names = {n for f in named for n in (f.words, *f.aliases) if len(n) > 1}
    if not names:
        return
    said = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for name in re.finditer(rf"(?<!\w)(?:{said})(?!\w)", text, re.IGNORECASE):
        match = _BEHIND.match(text, name.end()) or _AHEAD.search(text[: name.start()])
        if match is not None:
            yield match


def _about(field: Field) -> set[str]:
    """What the period of a field is of: "volatility" for the volatility period."""
    timed = field.kind == "enum" and bool(field.synonyms) and set(field.synonyms) <= set(PER_YEAR)
    return (
        {*field.words.split()} - {"period"} if timed and "period" in field.words.split() else set()
    )


def _places(origin: Origin, about: set[str], message: Message) -> list[int]:
    """Where the figures end that an origin took for such a field."""
    field = origin.field
    if about & {*field.words.split()} and field.kind != "enum" and origin.words:
        at = message.text.find(origin.words)
        figure = _FIGURE.match(origin.words)
        return [at + (figure.end() if figure else len(origin.words))] if at >= 0 else []
    if field.kind == "records" and any(about & {*part.words.split()} for part in field.parts):
        return [match.end() for match in _SHARE.finditer(message.text)]
    return []


def _name(match: re.Match[str]) -> str:
    word = (match["period"] or match["ly"] or "year").lower()
    return _ONE.get(word, word if word in PER_YEAR else "year")
