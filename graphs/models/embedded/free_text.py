"""Fields of free text in schemas that say no more than a name and a description."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.phrases import enumerated
from graphs.models.embedded.pointing import point, told_examples
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.words import stems
from tools.embedding import Encoder

_DATED = re.compile(r"\b(?:date|day|deadline|check[- ]?in|check[- ]?out|birthday|dob)\b", re.I)
_FORMATS: Mapping[str, str] = {
    "yyyy-mm-dd": "{2}-{1}-{0}",
    "mm-dd-yyyy": "{1}-{0}-{2}",
    "dd-mm-yyyy": "{0}-{1}-{2}",
    "mm/dd/yyyy": "{1}/{0}/{2}",
    "dd/mm/yyyy": "{0}/{1}/{2}",
}
_NUMBER = re.compile(
    r"(?:(?<=_)|(?<=[a-z]))(?:\d|[ab](?=$)|first|second|one|two)|^(?:first|second)_"
)
_POWER = re.compile(r"\^")


def free_text(
    tool: Tool,
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
    encoder: Encoder | None,
) -> dict[str, Origin]:
    """Values for the fields of text that no label, quotation or file has filled."""
    open_fields = [
        (field, named)
        for field, named in zip(fields, mentions, strict=True)
        if _is_text(field) and not field.described
        if ".".join(field.path) not in there
    ]
    found = {
        ".".join(field.path): origin
        for field, _ in open_fields
        if (origin := _listed(field, message) or _day(field, message)) is not None
    }
    left = [(f, named) for f, named in open_fields if ".".join(f.path) not in found]
    for name, one in point(tool, left, message, encoder).items():
        field = next(f for f, _ in left if ".".join(f.path) == name)
        value = _as_code(one.phrase.value) if one.phrase.formula else one.phrase.value
        words = message.text[one.phrase.start : one.phrase.end]
        if field.kind == "series":
            value, words = enumerated(one.phrase, message)
        found[name] = Origin(field, value, words, min(1.0, 0.5 + one.score / 10))
    return in_order(found, message.text)


def _is_text(field: Field) -> bool:
    return field.kind in ("name", "text") or (
        field.kind == "series" and field.of in ("name", "text")
    )


def in_order(found: Mapping[str, Origin], text: str) -> dict[str, Origin]:
    """Values of numbered siblings ("team1", "team2") in the order in which they were said."""
    mended = dict(found)
    for names in _siblings(list(found)):
        values = sorted((found[name] for name in names), key=lambda o: text.find(o.words))
        for name, value in zip(names, values, strict=True):
            mended[name] = replace(value, field=found[name].field)
    return mended


def _siblings(names: Sequence[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(_NUMBER.sub("", name), []).append(name)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _listed(field: Field, message: Message) -> Origin | None:
    """One of the values the description gives, where the message says it."""
    said = {word.stem: word for word in message.words if not word.mark}
    for example in told_examples(field):
        parts = stems(example)
        if len(parts) == 1 and len(parts[0]) > 2 and parts[0] in said:
            word = said[parts[0]]
            return Origin(field, example, message.text[word.start : word.end], 0.9)
    return None


def _day(field: Field, message: Message) -> Origin | None:
    """A date, written as the description asks, else as the person wrote it."""
    if not _DATED.search(f"{field.words} {field.description}"):
        return None
    for span in message.spans:
        for reading in span.readings[:1]:
            if reading.kind == "date" and isinstance(reading.value, str):
                return Origin(field, _written(field, reading.value, span.text), span.text, 0.9)
    return None


def _written(field: Field, iso: str, said: str) -> str:
    asked = field.description.lower()
    year, month, day = iso[:10].split("-")
    for name, pattern in _FORMATS.items():
        if name in asked:
            return pattern.format(day, month, year)
    return iso[:10] if re.search(r"\d{4}-\d\d-\d\d|iso", asked) else said


def _as_code(formula: str) -> str:
    """A formula as a program writes it: `x^2` is `x**2`."""
    return _POWER.sub("**", formula)
