"""An amount in one place and the unit wanted in another: "34 miles to the gallon … in l/100 km"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.spans.implied_units import has_place, implied_unit
from graphs.spans.number_words import number_words
from tools.arithmetic._conversion import parsed, readings
from tools.arithmetic._unit_text import is_unit
from tools.arithmetic.conversion_text import is_currency, read_amounts
from tools.errors import InvalidInput

_MOST_UNIT_WORDS = 5
_MOST_LENGTH = 400  # characters; a longer message asks for more than another unit
_AMOUNT = re.compile(
    r"(?<![\w.,/])(?P<sign>[€$£¥₹]\s?)?(?P<number>\d[\d.,'’]*(?:\s\d{3}(?!\d))*)"
    r"(?P<scale>\s(?:thousand|million|billion))?(?P<tight>[a-zµ°/]+\d?)?"
)
_TARGET = re.compile(
    r"\b(?:(?:is|are|was|makes?|comes?)\s+)?(?:how\s+(?:many|much)(?:\s+in)?|in(?:to)?|think\s+in|"
    r"wants?\b[^.?!\d]{0,30}\bin|(?:only\s+)?(?:wants?|needs?|has|shows?|knows?|takes?)|equivalent\s+in|to)\s+(?:the\s+|us\s+)?(?=[^\W\d]|°|l/100)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s*(?:\((?P<in>[^()\d]{1,12})\)\s*)?(?P<word>[^\s,;:!?().]+(?:/100\s?km)?)")
_PER = re.compile(r"\s?(?:/|per\s|an?\s|the\s)\s?(?=[^\W\d])", re.IGNORECASE)
_LETTERS = frozenset(["k", "m", "mn", "bn"])
_ENDS = frozenset(
    [
        "in",
        "on",
        "for",
        "and",
        "at",
        "by",
        "of",
        "is",
        "are",
        "was",
        "were",
        "into",
        "with",
        "from",
        "that",
    ]
)
"""Words behind which no unit goes on."""
_NO_UNIT = frozenset(
    [
        "in",
        "a",
        "as",
        "at",
        "an",
        "am",
        "are",
        "is",
        "to",
        "me",
        "the",
        "us",
        "and",
        "or",
        "of",
        "for",
        "it",
        "on",
        "by",
        "may",
        "so",
    ]
)
"""Words that are units by themselves only by accident."""


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    said: str


def apart_conversions(text: str) -> Iterator[tuple[int, int, str]]:
    """The one conversion a text asks for where its amount and its unit do not stand together.

    Where both stand, and the words that say it whole.
    """
    if len(text) > _MOST_LENGTH:
        return
    targets = list(_targets(text))
    amounts = list(_amounts(text)) if targets or has_place(text) else []
    found = {
        (amount.said, target.said): (amount, target)
        for amount in amounts
        for target in targets
        if _converts(amount.said, target.said)
    }
    if not found and len(amounts) == 1:
        [amount] = amounts
        if target := implied_unit(text, amount.said.split(" ", 1)[-1]):
            yield amount.start, amount.end, f"{amount.said} to {target}"
        return
    if len({amount for amount, _ in found}) != 1 or len({target for _, target in found}) != 1:
        return
    amount, target = next(iter(found.values()))
    start, end = min(amount.start, target.start), max(amount.end, target.end)
    yield start, end, f"{amount.said} to {target.said}"


def _amounts(text: str) -> Iterator[_Unit]:
    for match in _AMOUNT.finditer(text):
        number = match["number"].rstrip(".,'’")
        sign, scale = (match["sign"] or "").strip(), match["scale"] or ""
        end = match.end("number") - len(match["number"]) + len(number)
        if sign:
            yield _money(text, match, number, end)
            continue
        begin = match.end("scale") if scale else end
        for stop, unit in _units(text, begin):
            if unit.lower() not in _NO_UNIT:
                yield _Unit(match.start(), stop, f"{number}{scale} {unit}")
                break
    for spelled in number_words(text.lower()) if len(text.lower()) == len(text) else ():
        for stop, unit in _units(text, spelled.end):
            if unit.lower() not in _NO_UNIT:
                yield _Unit(spelled.start, stop, f"{spelled.value:.12g} {unit}")
                break


def _money(text: str, match: re.Match[str], number: str, end: int) -> _Unit:
    """An amount behind a sign, with its letter for thousands, and per what it is, where it is."""
    sign, scale, letter = match["sign"].strip(), match["scale"] or "", match["tight"] or ""
    if scale:
        end = match.end("scale")
    elif letter.lower() in _LETTERS:
        scale, end = letter, match.end("tight")
    said = f"{sign}{number}{scale}"
    if not scale and (per := _PER.match(text, end)):
        for stop, unit in _units(text, per.end()):
            return _Unit(match.start(), stop, f"{said} per {unit}")
    return _Unit(match.start(), end, said)


def _targets(text: str) -> Iterator[_Unit]:
    for match in _TARGET.finditer(text):
        for stop, unit in _units(text, match.end()):
            if unit.lower() not in _NO_UNIT:
                yield _Unit(match.start(), stop, unit)
                break


def _units(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The units that begin at an offset, the longest first, without remarks in brackets."""
    words: list[tuple[int, str]] = []
    while len(words) < _MOST_UNIT_WORDS and (match := _WORD.match(text, at)):
        kind = match["in"]
        if match["word"].lower() in _ENDS:
            break
        words.append((match.end(), f"{kind} {match['word']}" if kind else match["word"]))
        at = match.end()
        if text[at : at + 1] in (",", ";", ":", "?", "!", "."):
            break
    for size in range(len(words), 0, -1):
        unit = " ".join(word for _, word in words[:size])
        for said in dict.fromkeys((*_plainer(unit), unit, unit.replace(" to the ", " per "))):
            if is_unit(said):
                yield words[size - 1][0], said
                break


def _plainer(unit: str) -> Iterator[str]:
    """`degrees Celsius` and `Fahrenheit degrees` as one word; `Japanese yen` by its last."""
    yield re.sub(r"\bdegrees?\b\s?|\s?\bdegrees?\b", "", unit, flags=re.IGNORECASE).strip()
    yield re.sub(r"\bpounds? sterling\b", "GBP", unit, flags=re.IGNORECASE)
    of, _, name = unit.rpartition(" ")
    if of[:1].isupper() and " " not in of and is_currency(name):
        yield name


def _converts(amount: str, target: str) -> bool:
    """Whether both measure the same, or one over the other, as fuel economy does."""
    try:
        amounts = read_amounts(amount)
        if len(amounts) != 1 or amounts[0].unit.lower() == target.lower():
            return False
        sources = [parsed(amounts[0].unit, "conversion")]
        return bool(readings(amounts, sources, parsed(target, "conversion"), difference=False))
    except InvalidInput:
        return False
