"""Numbers as people write them: `3,5`, `1'234.50`, `6.02 × 10^23`, `2 1/2`, `50 %`.

A numeral is read exactly, with how precisely it was written and, where a lone separator leaves two
readings (`1,234`), with the other one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

LARGEST_EXPONENT = 300  # beyond it a float could not hold the value
LONGEST = 300  # digits

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_WORDS = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    "thousand": 1000,
}

_GROUPED = r"\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
_NUMERAL = re.compile(
    rf"""
    (?P<sign>(?<![\w)\]])[-+−–]\s?)?
    (?:
        (?P<bare>10)\s?(?:\^|\*\*)\s?[({{]?(?P<ten>[-+−]?\d{{1,4}})[)}}]?
      | (?P<whole>\d+)[ ](?P<top>\d+)/(?P<under>\d+)
      | (?P<above>\d+)\s?[/⁄]\s?(?P<below>\d+)(?![/\d])
      | (?P<body>{_GROUPED}|\d+(?:[.,]\d+)?|[.,]\d+)
        (?:[eE](?P<e>[-+−]?\d{{1,4}})(?![\w])
          |\s?[x×*·]\s?10\s?(?:\^|\*\*)?\s?[({{]?(?P<power>[-+−]?\d{{1,4}}|[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}})[)}}]?
        )?
      | \b(?P<word>{"|".join(_WORDS)})\b
    )
    (?P<percent>\s?(?:%|per\s?cent\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number in a text."""

    value: Fraction
    """What it is worth; 50 % is one half."""
    start: int
    end: int
    place: int | None
    """Power of ten of its last digit, of the value; None for fractions and words: exact."""
    figures: tuple[int, int] | None
    """Fewest and most significant figures it may claim: `1500` claims two to four."""
    percent: bool = False
    other: Fraction | None = None
    """The value when its only separator is read the other way."""


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of a text, in order. Numbers too long for a float are passed over."""
    for match in _NUMERAL.finditer(text):
        if match.end() - match.start() > LONGEST or _joined(text, match):
            continue
        if (read := _read(match)) is not None:
            yield read


def _joined(text: str, match: re.Match[str]) -> bool:
    """Whether it is part of a name such as `H2O` or `x1`."""
    before = text[match.start() - 1 : match.start()]
    return bool(before) and (before.isalpha() or before == "_") and match["word"] is None


def _read(match: re.Match[str]) -> Numeral | None:
    sign = -1 if (match["sign"] or "").strip() in ("-", "−", "–") else 1
    percent = match["percent"] is not None
    scale = Fraction(sign, 100 if percent else 1)
    if match["body"] is None:
        exact = _exact(match)
        if exact is None:
            return None
        return Numeral(exact * scale, match.start(), match.end(), None, None, percent)
    power = int((match["e"] or match["power"] or "0").translate(_SUPERSCRIPT).replace("−", "-"))
    if abs(power) > LARGEST_EXPONENT:
        return None
    (digits, decimals), other = _separated(match["body"])
    worth = scale * Fraction(10) ** power
    place = power - decimals - (2 if percent else 0)
    return Numeral(
        value=int(digits) * worth / 10**decimals,
        start=match.start(),
        end=match.end(),
        place=place,
        figures=_figures(digits, decimals),
        percent=percent,
        other=None if other is None else int(other[0]) * worth / 10 ** other[1],
    )


def _exact(match: re.Match[str]) -> Fraction | None:
    if match["word"]:
        return Fraction(_WORDS[match["word"].lower()])
    if match["bare"]:
        power = int(match["ten"].replace("−", "-"))
        return Fraction(10) ** power if abs(power) <= LARGEST_EXPONENT else None
    top, under = match["top"] or match["above"], match["under"] or match["below"]
    if int(under) == 0:
        return None
    return int(match["whole"] or 0) + Fraction(int(top), int(under))


def _separated(body: str) -> tuple[tuple[str, int], tuple[str, int] | None]:
    """The digits and how many of them are decimals; and the other reading, if there are two."""
    plain = re.sub(r"['’ \u00a0\u2009\u202f]", "", body)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return (plain, 0), None
    last = plain.rindex(marks[-1])
    digits, decimals = re.sub(r"[.,]", "", plain), len(plain) - last - 1
    if len(set(marks)) == 2:
        return (digits, decimals), None
    if len(marks) > 1:
        return (digits, 0), None
    could_group = decimals == 3 and 1 <= last <= 3 and not plain.startswith("0")
    if not could_group:
        return (digits, decimals), None
    grouped, pointed = (digits, 0), (digits, decimals)
    return (grouped, pointed) if marks[0] == "," else (pointed, grouped)


def _figures(digits: str, decimals: int) -> tuple[int, int]:
    significant = digits.lstrip("0") or "0"
    least = len(significant) if decimals else len(significant.rstrip("0") or "0")
    return least, len(significant)
