"""Slips of the keyboard in the words that say what a figure is: "chrun 8 percnt a mnth".

Only a word that no English vocabulary knows is mended, only into a word that some tool's schema or
a unit is called by, and only where one such word is a single slip away: two letters exchanged, one
left out or typed twice, in a long word one changed. Endings are left alone, for they are grammar;
so are names, quotations and pasted texts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graphs.models.embedded.schema import Field, Tool
from tools.embedding import Encoder

SHORTEST = 4  # letters of a word that is mended
LONG = 7  # letters from which one may be another
ENDING = 3  # letters at the end that no change touches
LONGEST_TEXT = 1_200  # characters; more is no message typed in haste
MOST = 12  # words mended; a text with more is in another language
_WORD = re.compile(r"(?<![\w'’/@.#-])[a-z]{4,24}(?![\w'’/@#-]|\.\w)")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_EVERYDAY = frozenset(
    word
    for line in (
        "percent percentage month monthly months year yearly years annual week weekly quarter",
        "dollar dollars euro euros pound pounds franc francs thousand million billion hundred",
        "between usually likely mostly most normally average about roughly least worst cases times",
        "customer customers revenue interest price prices cost costs loss losses share shares bank",
        "question questions answer answers right wrong correct file attached table column please",
        "calculate compute convert estimate simulate forecast schedule review analyse",
    )
    for word in line.split()
)


def spelled(text: str, tools: Sequence[Tool], encoder: Encoder | None) -> str:
    """A text with slips mended, where there is a vocabulary to tell them from words."""
    if encoder is None or len(text) > LONGEST_TEXT or text.count("\n") > SHORTEST:
        return text
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    wanted = _vocabulary(tuple(tool.name for tool in tools), tuple(tools))
    found: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        inside = any(start <= match.start() < end for start, end in quoted)
        if inside or match[0] in wanted or encoder.knows(match[0]):
            continue
        if mended := _mended(match[0], wanted):
            found.append((*match.span(), mended))
    if len(found) > MOST:
        return text
    for start, end, word in reversed(found):
        text = f"{text[:start]}{word}{text[end:]}"
    return text


_KEPT: dict[tuple[str, ...], frozenset[str]] = {}


def _vocabulary(names: tuple[str, ...], tools: tuple[Tool, ...]) -> frozenset[str]:
    """The words by which fields, values and units are called."""
    if names not in _KEPT:
        if len(_KEPT) > 64:
            _KEPT.clear()
        said = (one for tool in tools for one in (tool.title, *_called(tool.fields)))
        words = {word for one in said for word in re.findall(r"[a-z]{4,}", one.lower())}
        _KEPT[names] = frozenset(words | _EVERYDAY)
    return _KEPT[names]


def _called(fields: Sequence[Field]) -> Iterator[str]:
    for field in fields:
        yield from (field.words, *field.aliases)
        yield from (said for words in field.synonyms.values() for said in words)
        yield from _called(field.parts)


def _mended(word: str, wanted: frozenset[str]) -> str:
    """The one word that is meant, or nothing where it is none or in doubt."""
    if any(one.startswith(word) for one in wanted):
        return ""  # cut short, or another word
    near = _near(word, wanted)
    stems = {one.removesuffix("s") for one in near}
    return min(near, key=len) if len(stems) == 1 else ""


@lru_cache(maxsize=4096)
def _near(word: str, wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        one
        for one in sorted(wanted)
        if one[0] == word[0] and len(one) >= SHORTEST and _is_slip(word, one)
    )


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one slip makes the typed word of the other."""
    at = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None or at == 0:
        return False  # one is the beginning of the other: another form of the same word
    rest, wanted = typed[at:], meant[at:]
    if len(typed) == len(meant):
        if rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]:
            return len(typed) > SHORTEST
        return len(typed) >= LONG and at < len(typed) - ENDING and rest[1:] == wanted[1:]
    if len(meant) == len(typed) + 1:
        return rest == wanted[1:]
    return len(typed) == len(meant) + 1 and rest[1:] == wanted and rest[0] == typed[at - 1]
