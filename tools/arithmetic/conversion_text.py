"""Read a conversion as people ask for it: "42.195 km to miles", "how many feet are 3 m"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tools.arithmetic._unit_text import Factor, is_unit, read_unit
from tools.arithmetic._vocabulary import VOCABULARY
from tools.errors import InvalidInput
from tools.expressions.lexer import tokens

_NUMBER = (
    r"(?:[-−]\s?)?(?:\d+\s+\d+/\d+|\d+/\d+|\d[\d.,'’_\u00a0\u2009\u202f]*(?:[eE][+-]?\d+)?"
    r"(?:\s\d{3}(?!\d))*(?:\s?(?:million|billion|thousand|bn)\b)?"
    r"|\.\d+|½|¼|¾)"
)
_SPELLED = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_WORDS = {word: str(number) for number, word in enumerate(_SPELLED, 1)} | {
    "a": "1",
    "an": "1",
    "half a": "1/2",
    "half an": "1/2",
    "a quarter of a": "1/4",
    "a dozen": "12",
    "half a dozen": "6",
    "fifteen": "15",
    "twenty": "20",
    "fifty": "50",
    "a hundred": "100",
    "a thousand": "1000",
    "a million": "1000000",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
}
_WORD = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_SIGN = (
    r"(?:(?:US|CA|AU|NZ|HK|[CAS])?\$|[€£¥₹₩₪₺₽]|(?-i:[A-Z]{3}(?![A-Za-z]))|\b(?:kr|rs|fr|sfr)\b\.?)"
)
"""How a currency stands before its amount."""
_AMOUNT = re.compile(
    rf"\s*(?:and\s+|,\s*)?(?P<sign>{_SIGN})?\s*(?P<number>{_NUMBER}|(?:{_WORD})\b)\s*"
    rf"(?P<unit>[^\d\s][^\d]*?(?:\^?-?[23]\b(?!\s*[\d.]))?(?:\s?/\s?100\s?(?:km|kilomet(?:re|er)s))?)?"
    rf"(?=\s*(?:and\s+|,\s*)?(?:{_NUMBER})|\s*$)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s+(?:is\s+how\s+(?:many|much)|how\s+(?:many|much)|(?:expressed|given|written|measured)\s+in|"
    r"converted\s+(?:to|into)|to|into|in|as|equals?|are)(?=\s)|\s*(?:->|→|=>|=)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"how\s+(?:many|much)\s+(?P<target>.+?)\s+(?:are\s+there\s+in|there\s+are\s+in|are\s+in|is\s+in|"
    r"make\s+up|makes?|equals?|in|is|are|to|does|do|per|for)\s+(?P<amount>.+)$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"^(?:an?|the|my|our|this|that)\s+(?:[^\W\d]+\s+){1,3}?(?:of|with|at)\s+(?=\d)", re.IGNORECASE
)
"""What the amount is of: "a marathon of 26.2 miles"."""
_LEAD = re.compile(
    r"^\s*(?:(?:please|pls|could you|can you|hi|hey|hello|ok|so|and|what(?:'s|’s| is| are| would)|"
    r"how much (?:is|are)|convert|conversion of|change|turn|express|give me|tell me|from|be)"
    r"[\s,:]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,]*(?:please|pls|thanks|thank you|exactly|roughly|approximately))*[\s?.!=]*$"
)
_FEET = re.compile(
    r"(?P<feet>\d+)\s?(?:ft|foot|feet)\s(?P<inches>\d+(?:\.\d+)?)"
    r"(?=\s+(?:to|into|as)\s|\s+in\s+(?!(?:to|into|in|tall|high|long|wide|deep)\b))",
    re.IGNORECASE,
)
_PRIMES = re.compile(
    r"(?P<feet>\d+)\s?['’′]\s?(?P<inches>\d{1,2}(?:\.\d+)?)(?![\d.])"
    r"(?:\s?(?:[\"”″]|''|in\b(?=\s+(?:in|to|into|as|tall)\b)))?"
)
_SCALED = re.compile(
    r"(?P<scale>k|m|mn|mio|mln|mrd|b|grand)\b\.?\s*(?P<unit>.*)$", re.IGNORECASE | re.DOTALL
)
_PER = re.compile(r"per\b|/|an?\s", re.IGNORECASE)
_SCALES = {"k": 10**3, "grand": 10**3, "mrd": 10**9, "b": 10**9}
"""What a letter behind an amount of money multiplies it by; a million where it is not here."""
_BESIDE = re.compile(
    r"[\s,]+(?:tall|high|long|wide|deep|thick|heavy|old|away|be|is|are|worth|roughly|about"
    r"|(?:of|worth of)\s+(?:the\s+|my\s+|our\s+)?[^\W\d]+(?:\s[^\W\d]+)?)$",
    re.IGNORECASE,
)
"""What stands behind a unit and is none of it: "cups of milk", "5 ft 11 tall"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as it was written."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be converted into what: amounts that add up, and the unit wanted."""

    amounts: tuple[Amount, ...]
    target: str


def read_conversion(text: str) -> Asked | None:
    """What a phrase asks to convert; None when it cannot be taken apart so."""
    inches = _PRIMES.sub(r"\g<feet> ft \g<inches> in", text)
    plain = _bare(_FEET.sub(r"\g<feet> ft \g<inches> in", inches))
    match = _HOW_MANY.match(plain)
    if (
        match
        and (amounts := read_amounts(_OF_WHAT.sub("", match["amount"])))
        and is_unit(match["target"])
    ):
        return Asked(amounts, match["target"].strip())
    for link in reversed(list(_LINK.finditer(plain))):
        left, right = plain[: link.start()], plain[link.end() :]
        if right.strip() and (amounts := read_amounts(left)):
            return Asked(amounts, right.strip())
    return None


def amount_of(number: str) -> Fraction:
    """The value of a number as it is written; `InvalidInput` when it is none."""
    said = _WORDS.get(" ".join(number.lower().split()), number.strip())
    sign = -1 if said[0] in "-−" else 1
    said = said.lstrip("-− ")
    whole, _, part = said.rpartition(" ")
    if "/" in part and part.count("/") == 1:
        over, under = part.split("/")
        if int(under) == 0:
            raise InvalidInput.of("conversion", "divides by zero", code="division_by_zero")
        return sign * (Fraction(int(whole or 0)) + Fraction(int(over), int(under)))
    read = [token for token in tokens(said, VOCABULARY) if token.kind == "number"]
    scale = 1
    for word, size in (("thousand", 10**3), ("million", 10**6), ("billion", 10**9), ("bn", 10**9)):
        scale = size if said.lower().endswith(word) and len(read) == 1 else scale
    if len(read) != 1:
        raise InvalidInput.of("conversion", "holds a number that cannot be read", code="number")
    found = read[0].value
    return sign * found * scale


def read_amounts(text: str) -> tuple[Amount, ...]:
    """`5 ft 11 in` as two amounts; empty when something else stands there, or no unit is known."""
    found: list[Amount] = []
    at, end = 0, len(text.rstrip(" ,"))
    while at < end:
        match = _AMOUNT.match(text[:end], at)
        if match is None or match.end() == at:
            return ()
        unit = re.sub(r"\sand$", "", (match["unit"] or "").strip(" ,"), flags=re.IGNORECASE)
        if not is_unit(unit) and (is_unit(bare := _BESIDE.sub("", unit)) or match["sign"]):
            unit = bare
        sign = (match["sign"] or "").strip()
        if sign and _PER.match(unit):
            unit = f"{sign} {unit}"
        unit, scale = _scaled(unit, sign)
        if not unit:
            return ()
        found.append(Amount(amount_of(match["number"]) * scale, unit))
        at = match.end()
    return tuple(found)


def _scaled(unit: str, sign: str) -> tuple[str, int]:
    """The unit of an amount and what its letter multiplies it by: "k quid", "m" behind "£"."""
    match = _SCALED.match(unit)
    rest = match["unit"].strip() if match else unit
    money = rest or sign
    if match and is_currency(money):
        return money, _SCALES.get(match["scale"].lower(), 10**6)
    return unit or sign, 1


def currency_of(unit: str) -> str:
    """The currency that a unit may be by itself; empty when it is none."""
    factors = read_unit(unit) if is_unit(unit) else ()
    codes = [m.name for f in factors for m in f.meanings if m.dimension == "currency"]
    return codes[0] if codes and len(factors) == 1 else ""


def is_currency(unit: str) -> bool:
    """Whether a unit may be a currency, and nothing is divided by or multiplied with it."""
    return bool(currency_of(unit))


_START = re.compile(
    rf"(?<![\w.,/$€£¥₹₩]){_NUMBER}|(?<![\w$€£¥]){_SIGN}\s?\d|\bhow\s+(?:many|much)\b"
    rf"|(?<![\w-])(?:{_WORD})\s(?=[^\W\d])",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[?!;\n]|\.(?:\s|$)|,(?=\s)(?!\s(?:in|into|to|as)\s)"
    r"|\b(?:at|as of|using|with|if|when|for|on)\b",
    re.IGNORECASE,
)
_LONGEST = 90
_WORDS_OF_A_UNIT = 6


_THAT = re.compile(
    r"(?<![\w.,/])(?P<amount>(?:\d+\s?(?:ft|foot|feet|lbs?|pounds?|st|stone)\s(?=\d))?"
    rf"{_NUMBER}\s*(?:[lL]/100\s?km|[^\d.?!,;\s][^\d.?!,;]{{0,25}}?[23]?))"
    r"(?:\sof\s[a-z]+(?:\s[a-z]+)?)?[.,;:!?]?\s+(?:[^\d.?!]{0,40}?\s)??"
    r"(?P<asks>how\s+(?:many|much)\s+(?P<many>[^?.!\d]{1,30}?)\s+"
    r"(?:is|are|would|does)\s+(?:that|it|this)\b|what(?:'s|’s|\s+is|\s+would)\s+(?:that|it|this)"
    r"(?:\s+be)?\s+in\s+(?P<what>[^?.!,\d]{1,30}?[23]?)(?=\s*(?:[?.!,]|$))"
    r"|(?:in\s)?(?P<bare>[^\W\d][^?.!,\d]{0,30}?[23]?)\s?(?=\?))",
    re.IGNORECASE,
)


def conversions(text: str) -> Iterator[tuple[int, int, str]]:
    """Where `text` asks to convert something, and how `read_conversion` can be told of it."""
    at = 0
    for start in _START.finditer(text):
        if start.start() < at:
            continue
        last = min(len(text), start.start() + _LONGEST)
        stop = _STOP.search(text, start.end(), last)
        end = stop.start() if stop else last
        try:
            found = [*_asked(text, start.start(), end)]
        except InvalidInput:  # a number that cannot be read asks for nothing
            continue
        yield from found
        at = found[-1][1] if found else at


def _asked(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The conversions that begin with one amount."""
    until = _converted(text, start, end)
    if until is None:
        that = _that(text, start)
        yield from [that] if that else []
        return
    yield start, until, _bare(text[start:until])
    while also := _also(text, start, until):
        until = also[1]
        yield also


_AND = re.compile(r"\s*(?:,|,?\s(?:and|or)(?:\s(?:in|to|into))?)\s+(?=[^\W\d])")


def _also(text: str, start: int, until: int) -> tuple[int, int, str] | None:
    """A further unit behind a conversion: "70 kg in stone and pounds"."""
    asked, joint = read_conversion(text[start:until]), _AND.match(text, until)
    if asked is None or joint is None:
        return None
    said = text[start:until]
    for end in reversed(
        [m.end() for m in re.finditer(r"\w+", text[joint.end() : joint.end() + 30])]
    ):
        target = text[joint.end() : joint.end() + end]
        if is_unit(target) and all(_alike(a.unit, target) for a in asked.amounts):
            amount = said[: said.rindex(asked.target)]
            return joint.end(), joint.end() + end, _bare(f"{amount}{target}")
    return None


def _bare(text: str) -> str:
    """A question without the words around it."""
    return _TAIL.sub("", _LEAD.sub("", text))


def _that(text: str, start: int) -> tuple[int, int, str] | None:
    """`42 km. How many miles is that?`: the amount in one sentence, the unit in the next."""
    match = _THAT.match(text, start)
    if match is None:
        return None
    target = (match["many"] or match["what"] or match["bare"]).strip()
    if not is_unit(target):
        return None
    before = text[match.start() : match.start("asks")]
    ends = [m.end() for m in re.finditer(r"[^\s.,;:!?]+(?:[.,]\d+)*", before)]
    for end in reversed(ends):
        amounts = read_amounts(before[:end])
        if amounts and all(is_unit(one.unit) and _alike(one.unit, target) for one in amounts):
            return match.start(), match.end(), f"{_BESIDE.sub('', before[:end])} to {target}"
    return None


def _converted(text: str, start: int, end: int) -> int | None:
    """The end of the conversion that begins at `start`: as many words as still make sense."""
    ends = [m.end() for m in re.finditer(r"\S+", text[start:end])]
    if text[start].isalpha() and not _spells(text, start):
        return None
    for until in reversed(ends[-_WORDS_OF_A_UNIT - 6 :]):
        asked = read_conversion(text[start : start + until])
        if asked is None or not is_unit(asked.target):
            continue
        if all(
            is_unit(amount.unit) and _alike(amount.unit, asked.target) for amount in asked.amounts
        ):
            return start + until
    return None


def _spells(text: str, start: int) -> bool:
    """Whether the words at `start` may begin a conversion: "how many", "CHF 5", "half a mile"."""
    near = text[start : start + _LONGEST]
    if re.match(rf"how\b|{_SIGN}\s?\d", near, re.IGNORECASE):
        return True
    number = re.match(rf"(?:{_WORD})\s", near, re.IGNORECASE)
    said = near[number.end() :].split(maxsplit=3) if number else []
    return any(is_unit(" ".join(said[:size]).strip(",")) for size in (1, 2, 3))


def _alike(unit: str, target: str) -> bool:
    """Whether single units measure the same; compound ones are compared later."""
    one, other = read_unit(unit), read_unit(target)
    if unit.strip().lower() == target.strip().lower():
        return False
    single = [factors[0] for factors in (one, other) if len(factors) == 1]
    if len(single) < 2 or any(factor.power != 1 for factor in single):
        return True
    return bool(_dimensions(single[0]) & _dimensions(single[1]))


def _dimensions(factor: Factor) -> set[str]:
    return {meaning.dimension for meaning in factor.meanings}
