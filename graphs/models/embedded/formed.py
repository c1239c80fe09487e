"""Values known by their shape: codes, vectors, addresses, wherever they stand in a message."""

import re
from collections.abc import Iterator, Mapping, Sequence

from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

_WORD = re.compile(r"[^\s,;|=\"'`<>“”‘’]+")
_LIST = re.compile(r"[^\s;|=\"'`<>“”‘’]*[^\s,;|=\"'`<>“”‘’]")
"""The same where a value holds commas itself."""
_PAIR = r"[A-Za-z]{1,4}\s?[:=]\s?[A-Za-z]{1,4}"
_APART = re.compile(rf"(?<![\w/]){_PAIR}(?:[ \t]*[,;/]?[ \t]+{_PAIR}|[,;]{_PAIR}){{2,}}(?![\w/:=])")
"""A code of pairs that is written with blanks or commas: `AV=N AC=L Au:N`."""
_TAIL = re.compile(r"-[a-z]+$")  # "BBB-rated"
_OPENING, _CLOSING = "([{*", ".:!?*)]}"
_MOST = 5_000


def formed(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Fields whose schema tells the shape of a value (`x-form`), and the words that have it.

    A list takes every such word, once each; a single field the first. One that is told only under
    its name takes the words of the clauses that name it.
    """
    found: dict[str, Origin] = {}
    shapes: set[str] = set()
    for field in fields:
        name = ".".join(field.path)
        if not field.form or field.kind == "enum" or name in there:
            continue
        if field.form in shapes and not _is_called(field, message.text):
            continue  # a word of that shape is the first field's unless this one is named
        if field.kind != "series":
            shapes.add(field.form)
        found_at = list(places(field.form, message.text))
        if field.only_named:
            told = list(clauses(field, message))
            found_at = [one for one in found_at if any(a <= one[0] < b for a, b in told)]
        words = [
            joined(message.text[start:end])
            for start, end in found_at
            if field.kind == "series" or not any(a <= start < b for a, b in message.tables)
            if end - start > 1 or _beside_name(field, message.text, start, end)
        ]
        words = list(dict.fromkeys(words))[:_MOST]
        if words and field.kind == "series":
            found[name] = Origin(field, words, ", ".join(words), 1.0)
        elif words and field.kind in ("name", "text"):
            found[name] = Origin(field, words[0], words[0], 1.0)
    return found


def _is_called(field: Field, text: str) -> bool:
    """Whether a field of several that share a shape is called by its own name."""
    names = "|".join(re.escape(name) for name in (field.words, *field.aliases))
    return re.search(rf"\b(?:{names})\b", text, re.IGNORECASE) is not None


def _beside_name(field: Field, text: str, start: int, end: int) -> bool:
    """Whether a single letter stands beside the field's name: "rating A" is one, "a bond" none."""
    names = "|".join(re.escape(name) for name in (field.words, *field.aliases))
    before = re.search(rf"(?:{names})\s*(?:of|is|to|=|:)?\s*[(\"']?$", text[:start], re.IGNORECASE)
    return bool(before or re.match(rf"[\s-](?:{names})\b", text[end:], re.IGNORECASE))


def in_form(origins: Mapping[str, Origin], message: Message) -> list[tuple[int, int]]:
    """Where the words stand that filled fields by their shape."""
    forms = {origin.field.form for origin in origins.values()} - {""}
    return [place for form in forms for place in places(form, message.text)]


def joined(said: str) -> str:
    """A code of pairs in its usual form, with slashes and colons; anything else as it is."""
    if not _APART.fullmatch(said):
        return said
    return re.sub(r"[ \t]*[,;/]?[ \t]+|[,;]", "/", re.sub(r"\s?[:=]\s?", ":", said))


def places(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words of that shape stand."""
    pattern = re.compile(form)
    apart = [m.span() for m in _APART.finditer(text) if pattern.fullmatch(joined(m[0]))]
    yield from apart
    for match in (_LIST if "," in form else _WORD).finditer(text):
        if any(start <= match.start() < end for start, end in apart):
            continue
        # What a sentence puts around a word is no part of it, unless the shape wants it.
        word = match[0]
        start = match.start() + len(word) - len(word.lstrip(_OPENING))
        plain = word.lstrip(_OPENING).rstrip(_CLOSING)
        if plain and pattern.fullmatch(plain):
            yield start, start + len(plain)
        elif (tail := _TAIL.search(plain)) and pattern.fullmatch(plain[: tail.start()]):
            yield start, start + tail.start()
        elif pattern.fullmatch(word):
            yield match.span()
