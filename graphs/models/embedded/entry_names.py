"""Proper names beside an amount: "8m of Gamma", "400k in ACME", "Westbank (a bank): 4.2m"."""

import re

from graphs.models.embedded.identity import once_for
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, stems
from graphs.spans.calendar_words import MONTHS
from graphs.spans.units import CURRENCIES

LONGEST_CODE = 4  # letters of what is an abbreviation rather than a name
_NAME = r"(?:[A-Z][\w&'’-]*[A-Za-z][\w&'’-]*)(?:\s(?:[A-Z][\w&'’-]*|\d{1,3}\b))*"
_LED = re.compile(
    rf"\b(?:of|in|on|with|to|from|against|by|counterparty|issuer|client|called|named)\s"
    rf"(?:the\s)?(?P<name>{_NAME})"
)
_FIRST = re.compile(rf"^[\W\d]*(?:(?:and|then|plus)\s)?(?P<name>{_NAME})(?=\s*[(,:]|\s+\S)")
_BEFORE_FIGURE = re.compile(rf"(?:^|(?<=[:;,.(]\s))(?P<name>{_NAME})\s*(?:\(|[,:]|\s)(?=[^.;]*\d)")


def proper_name(field: Field, text: str, *, first: bool) -> str:
    """A name in the text of an object that means none of its values; "" for none.

    `first`: whether the text opens the message, where any word begins with a capital.
    """
    patterns = (_LED, _BEFORE_FIGURE) if first else (_LED, _FIRST, _BEFORE_FIGURE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            opens = first and not text[: match.start("name")].strip(" \t\n\"'(")
            name = "" if opens else _without_known(field, match["name"])
            code = pattern is not _LED and name.isupper() and len(name) <= LONGEST_CODE
            if name and not code:  # "CVA charge: …"
                return name
    return ""


def is_name(field: Field, words: str) -> bool:
    """Whether words mean more than the values and parts of an object do."""
    return any(set(stems(word)) - _known(field.parts) for word in words.split())


def _without_known(field: Field, name: str) -> str:
    """The name up to the first word that means a value, a part or a currency."""
    known = _known(field.parts)
    kept: list[str] = []
    for word in name.split():
        said = stems(word)
        inside = bool(kept) and word.istitle()  # the second word of "Northsea Oil"
        if (set(said) & known and not inside) or word.lower() in STOPWORDS:
            break
        if word.lower() in CURRENCIES or _is_shaped(field, word):
            break
        code = word.isupper() and word.lower() in _CODES
        if code or word.lower() in MONTHS or word.lower() in _PEOPLES:
            break
        kept.append(word)
    return " ".join(kept)


def _is_shaped(field: Field, word: str) -> bool:
    """Whether a word has the shape of a part's value: a rating behind a name."""
    forms = (part.form for part in field.parts if part.form)
    return len(word) > 1 and any(re.fullmatch(form, word) for form in forms)


_PEOPLES = frozenset(
    word
    for line in (
        "italian german french spanish british english dutch swiss austrian belgian portuguese",
        "greek irish swedish danish norwegian finnish polish czech hungarian american canadian",
        "mexican brazilian japanese chinese indian korean australian turkish russian european",
        "asian african",
    )
    for word in line.split()
)
"""Whose something is, and no name of it."""
_CODES = frozenset(code.lower() for code in CURRENCIES.values())


@once_for
def _known(parts: tuple[Field, ...]) -> frozenset[str]:
    """The words of the parts and of their values, collected once."""
    said = [
        words
        for part in parts
        for words in (
            *(part.words, *part.aliases),
            *(w for v, ws in part.synonyms.items() for w in (v.replace("_", " "), *ws)),
        )
    ]
    return frozenset(stem for words in said for stem in stems(words) if len(stem) > 1)
