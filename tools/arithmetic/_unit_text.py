"""Read a unit as people write it: "km/h", "square feet", "USD per lb", "kg·m/s²"."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from tools.arithmetic._unit_words import CURRENCY_WORDS, LOWER, MEANINGS, Meaning
from tools.arithmetic._units import CURRENCIES

MOST_FACTORS, MOST_POWER = 6, 6
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DIVISION = re.compile(r"\s*/\s*|\s+per\s+(?:an?\s+|one\s+)?|\s+an?\s+(?=[^\W\d])|\bper\s+")
_PRODUCT = re.compile(r"\s*[*·⋅×]\s*|\s+")
_POWER = re.compile(r"(?P<word>.*?[^\d\s^*-])(?:\s*(?:\^|\*\*)\s*)?(?P<power>-?\d)$")
_SQUARED = re.compile(r"^(?:(?P<sq>square|sq\.?)|cubic|cu\.?)\s+(?P<word>.+)$", re.IGNORECASE)
_RAISED = re.compile(r"^(?P<word>.+?)\s+(?:(?P<sq>squared)|cubed)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Factor:
    """One word of a unit, what it may mean, and its power."""

    word: str
    meanings: tuple[Meaning, ...]
    power: int


class UnknownUnit(ValueError):
    """A word that is no unit."""

    def __init__(self, word: str) -> None:
        super().__init__("unknown unit")
        self.word = word

    @property
    def near(self) -> tuple[str, ...]:
        """Words that look like it; looked for only when somebody wants to know."""
        known = [word for word in (*MEANINGS, *CURRENCY_WORDS) if len(word) > 2]
        return tuple(get_close_matches(self.word, known, 3, 0.7)) if self.word else ()


def read_unit(text: str) -> tuple[Factor, ...]:
    """The factors of a unit; `UnknownUnit` when a word is none."""
    plain = " ".join(text.replace("³", "^3").replace("²", "^2").translate(_SUPERSCRIPTS).split())
    plain = plain.strip(" .,;?!")
    if not plain:
        raise UnknownUnit("")
    if whole := meanings(plain):
        return (Factor(plain, whole, 1),)
    over, *under = (part for part in _DIVISION.split(plain))
    factors = [*(_product(over, 1) if over else ())]
    for part in under:
        factors += _product(part, -1)
    if not factors or len(factors) > MOST_FACTORS:
        raise UnknownUnit("")
    return tuple(factors)


def is_unit(text: str) -> bool:
    """Whether every word of `text` is a unit."""
    try:
        return bool(read_unit(text))
    except UnknownUnit:
        return False


def meanings(word: str) -> tuple[Meaning, ...]:
    """What a word may mean, the likeliest first; case counts where it must."""
    found = MEANINGS.get(word) or LOWER.get(word.lower(), ())
    code = word.upper() if word.upper() in CURRENCIES else CURRENCY_WORDS.get(word.lower())
    if code is None:
        return found
    # "pound" is a weight beside a weight, money beside money.
    return (*found, Meaning(code, "currency"))


def _product(text: str, sign: int) -> list[Factor]:
    """Factors side by side; the longest words that are units together count as one."""
    if one := _single(text, sign):
        return [one]
    parts = _PRODUCT.split(text)
    factors: list[Factor] = []
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            if factor := _single(" ".join(parts[at:end]), sign):
                factors.append(factor)
                at = end
                break
        else:
            raise UnknownUnit(parts[at].lower())
    return factors


def _single(text: str, sign: int) -> Factor | None:
    if found := meanings(text):
        return Factor(text, found, sign)
    for pattern in (_SQUARED, _RAISED):
        if (match := pattern.match(text)) and (found := meanings(match["word"])):
            return Factor(match["word"], found, sign * (2 if match["sq"] else 3))
    match = _POWER.match(text)
    if match and (found := meanings(match["word"])) and 0 < abs(int(match["power"])) <= MOST_POWER:
        return Factor(match["word"], found, sign * int(match["power"]))
    return None
