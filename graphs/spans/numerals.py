"""Numbers written in digits: 1,200,000 1'000 1.000,00 30 000 12.4k 2½ 1.5 million."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from graphs.spans.units import CURRENCIES, SCALED_CURRENCIES, alternation


@dataclass(slots=True)
class Number:
    """A numeral or number word: what it stands for and what else it may stand for."""

    start: int
    end: int
    mantissa: float
    scale: float = 1.0
    alternatives: tuple[tuple[float, str, float], ...] = ()
    """Further readings: mantissa without scale, unit, score."""
    in_words: bool = False
    score: float = 1.0

    @property
    def value(self) -> float:
        """The number with its magnitude."""
        if self.scale == 1:
            return self.mantissa
        return float(f"{self.mantissa * self.scale:.15g}")  # 2.05 billion is 2,050,000,000


SCALES: dict[str, float] = {
    **dict.fromkeys(("k", "thousand", "thousands", "tsd", "tsd.", "grand", "tausend"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mio.", "mil", "mill", "million", "millions"), 1e6),
    **dict.fromkeys(("millionen", "mln"), 1e6),
    **dict.fromkeys(("b", "bn", "bln", "billion", "billions", "mrd", "mrd.", "milliarden"), 1e9),
    **dict.fromkeys(("t", "tn", "trn", "trillion", "trillions"), 1e12),
    **dict.fromkeys(("hundred", "hundert"), 1e2),
    **dict.fromkeys(("dozen", "dozens"), 12.0),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 1e5),
    **dict.fromkeys(("crore", "crores"), 1e7),
}
_LONGEST = 40
"""Characters of a numeral; a longer row of digits is a key or a bar code."""
_LETTERS = ("k", "m", "b", "t")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2}

_DIGITS = re.compile(
    r"""(?<![\d_])(?:
      (?P<under>\d{1,3}(?:_\d{3})+(?:\.\d+)?)(?!_)
    | (?P<apos>\d{1,3}(?:'\d{3})+(?:[.,]\d+)?)
    | (?P<space>[1-9]\d{0,2}(?:\ \d{3})+(?:[.,]\d+)?(?![\d]))
    | (?P<both>\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+)
    | (?P<commas>\d{1,3}(?:,\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3})(?!,?\d)
    | (?P<dots>\d{1,3}(?:\.\d{3}){2,})(?!\.?\d)
    | (?P<comma3>(?<!\d,)[1-9]\d{0,2},\d{3})(?!,?\d)
    | (?P<dot3>(?<!\d\.)[1-9]\d{0,2}\.\d{3})(?!\.?\d)
    | (?P<point>\d+\.\d+)
    | (?P<comma>(?<!\d,)\d+,\d+)(?!,?\d)
    | (?P<bare>(?<![\d.])\.\d+)
    | (?P<plain>\d+)
    )(?P<frac>[½¼¾⅓⅔⅛⅕])?(?P<exp>e[+-]?\d{1,2}(?![\w.]))?
    | (?P<only>[½¼¾⅓⅔⅛⅕])""",
    re.VERBOSE,
)
_MAY_BEGIN = re.compile(r"[\d½¼¾⅓⅔⅛⅕]|\.(?=\d)")
"""Where a number can begin; looked for first, since the whole pattern is dear at every letter."""
_WORD_SCALES = [word for word in SCALES if word not in _LETTERS]
_SCALE = re.compile(
    rf"\s?(?P<word>{alternation(_WORD_SCALES)})(?![\w])|(?P<letter>[kmbt])(?!(?<=m)/[sh]\b)(?![\w²³]|=\s?\d)"
    r"|\ (?P<far>[km])(?![\w'²³]|\s*=\s?\d)"
)
_HALF = re.compile(r" and (?:a|one) (half|quarter)(?: (million|thousand|billion|dozen|hundred))?\b")
_BEFORE_LETTERS = re.compile(r"([a-z]+)$")
_GLUED = {*CURRENCIES, *SCALED_CURRENCIES, "x", "ca"}
_EUROPEAN_WORD = re.compile(
    r"(?:eur(?<!\weur)(?:os?)?|chf(?<!\wchf)|pro(?<!\wpro)|und(?<!\wund))\b"  # sooner than \b
)
_EUROPEAN_COMMA = re.compile(r",(?:(?<=\d,)\d{1,2}(?![\d,])(?!\.\d)|(?<=\d\.\d{3},)\d)")
_ROUND = re.compile(r"\.\d\d0")
_ROUND_DOT = re.compile(
    r"[$£](?:\s?\d{1,3}\.\d\d0(?![\d.]))|\d(?:\.\d\d0\s?(?:\$|£|dollars|usd|gbp|pounds))"
)
_DOTS = re.compile(r"[1-9](?<![\d.,]\d)\d{0,2}\.\d{3}(?![\d,]|\.\d)")
_DOTTED = re.compile(r"[1-9](?<![\d.,]\d)\d{0,2}\.\d00(?![\d,]|\.\d)")
_POINTED = re.compile(r"(?<![\d.,])(?:\d+\.\d{1,2}|0\.\d+|\d+\.\d{4,})(?![\d,]|\.\d)")
_MAY_BE_DECIMAL = re.compile(r",(?:\d{1,2}(?![\d,])|(?<=\d\.\d{3},)\d)")
_DECIMAL_COMMA = re.compile(r"\d(?:(?<![\d,].)\d*,\d{1,2}(?![\d,])|\.\d{3},\d)")


class Hand(NamedTuple):
    """How a writer sets the signs within numbers."""

    european: bool
    """Decimals may begin with a comma."""
    comma_is_decimal: bool
    dots_group: bool
    """1.100 is a thousand and a hundred."""


def hand(low: str) -> Hand:
    """What a normalised text tells of its writer's hand."""
    european = _is_european(low)
    comma_is_decimal = _MAY_BE_DECIMAL.search(low) is not None and bool(_DECIMAL_COMMA.search(low))
    dots = european and "." in low and not _POINTED.search(low) and len(_DOTS.findall(low)) > 1
    return Hand(european, comma_is_decimal, dots)


def numerals(low: str, written: Hand | None = None) -> list[Number]:
    """Every number in digits in a normalised text; `written` when it is part of a larger one."""
    european, comma_is_decimal, dots_group = written or hand(low)
    found: list[Number] = []
    at = 0
    while begun := _MAY_BEGIN.search(low, at):
        match = _DIGITS.match(low, begun.start())
        if match is None:
            at = begun.start() + 1
            continue
        at = match.end()
        if match.end() - match.start() > _LONGEST or not _stands_alone(low, match.start()):
            blank = match[0].find(" ")
            at = match.start() + blank + 1 if blank > 0 else at  # "L1 820m"
            continue
        grouped = dots_group and match["dot3"] is not None
        number = _number(match, european, comma_is_decimal or grouped)
        _scale(low, number)
        glued = low[number.end : number.end + 1]
        if (glued.isalnum() or glued == "_") and not _GOES_ON.match(low, number.end):
            if not _UNIT.match(low, number.end):
                continue
            number.score = 0.4  # a unit nobody told us of: 450sqm
        _sign(low, number)
        found.append(number)
        at = number.end
    return found


def _is_european(low: str) -> bool:
    """Whether signs or words tell a writer whose decimals begin with a comma."""
    if "€" in low or ("," in low and _EUROPEAN_COMMA.search(low)):
        return True
    if any(word in low for word in ("eur", "chf", "pro", "und")) and _EUROPEAN_WORD.search(low):
        return True
    return _ROUND.search(low) is not None and (bool(_ROUND_DOT.search(low)) or _dots_group(low))


def _dots_group(low: str) -> bool:
    """Whether two numbers such as 1.100 and 2.300, and no other decimals, tell their writer."""
    return not _POINTED.search(low) and len(_DOTTED.findall(low)) > 1


_GOES_ON = re.compile(
    r"(?:x|%|€|[a-z]€|ish|h|d|w|y|yrs?|years?|mos?|mths?|months?|days?|weeks?|hrs?|hours?|mins?|min|p|c"
    r"|secs?|s|pct|percent|bps?|pp|p\.?a\.?|"
    + alternation([*CURRENCIES, *SCALED_CURRENCIES])
    + r"|m[²2]?|km|kg|g|cm|mm|gb|mb)(?![a-z])"
)


def _in_a_row(match: re.Match[str]) -> bool:
    """Whether a number of three digits and a blank stand before: `400` of "200 300 400"."""
    start = match.start()
    return bool(_IN_A_ROW.search(match.string, max(0, start - 5), start))


_IN_A_ROW = re.compile(r"(?<!\d)\d{3} $")


_UNIT = re.compile(r"(?!st\b|nd\b|rd\b|th\b)[a-zµ]{1,5}(?![\w-])")


def _stands_alone(low: str, start: int) -> bool:
    """Whether no word runs into the number, save a currency: `CHF12` but not `b2b`."""
    if start == 0 or not (low[start - 1].isalpha() or low[start - 1] == "_"):
        return True
    letters = _BEFORE_LETTERS.search(low, max(0, start - 6), start)
    if letters and letters[1] == "x" and _is_a_name(low, start):
        return False
    return bool(letters and letters[1] in _GLUED)


def _is_a_name(low: str, start: int) -> bool:
    """Whether `x1` stands beside `x2`: then both are names, and no factors."""
    number = _PLAIN.match(low, start)
    others = _NUMBERED.findall(low) if number else ()
    return number is not None and any(other != number.group() for other in others)


_PLAIN = re.compile(r"\d+(?!\w|\.\d)")
_NUMBERED = re.compile(r"(?<![\w.])x(\d+)(?!\w|\.\d)")


def _number(match: re.Match[str], european: bool, comma_is_decimal: bool) -> Number:
    kind = match.lastgroup or ""
    start, end = match.span()
    if only := match["only"]:
        return Number(start, end, _FRACTIONS[only])
    if kind not in _READERS:
        kind = next(k for k in _READERS if match[k])
    value, others, end_shift = _READERS[kind](match[kind], european, comma_is_decimal)
    if kind == "space" and match[kind][:3].isdigit() and _in_a_row(match):
        value, end_shift = float(match[kind][:3]), 3
    if end_shift:
        return Number(start, start + end_shift, value)
    if frac := match["frac"]:
        value += _FRACTIONS[frac]
    if exp := match["exp"]:
        value = float(f"{value!r}{exp}") if "e" not in repr(value) else value
    return Number(start, end, value, alternatives=others)


Alternatives = tuple[tuple[float, str, float], ...]


def _grouped(text: str, *_: bool) -> tuple[float, Alternatives, int]:
    """Groups of three; the last sign, where it differs from the first, begins the decimals."""
    digits = re.sub(r"[ '_]", "", text)
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        whole = re.sub(r"[.,]", "", digits[:decimal])
        return float(f"{whole}.{digits[decimal + 1 :]}"), (), 0
    return float(digits.replace(",", ".")), (), 0


def _separated(text: str, *_: bool) -> tuple[float, Alternatives, int]:
    return float(re.sub(r"[.,]", "", text)), (), 0


def _spaced(text: str, *rest: bool) -> tuple[float, Alternatives, int]:
    """`30 000` is one number, `200 300 400` are three."""
    first, *groups = re.split(r"[ ]", re.split(r"[.,]", text)[0])
    if len(first) == 3 and "000" not in groups and (len(groups) > 1 or groups[0][1:] != "00"):
        return float(first), (), len(first)
    if len(groups) == 1 and not groups[0].endswith("0") and len(first) > 1:
        return _grouped(text)[0], ((float(first), "", 0.2),), 0
    return _grouped(text, *rest)


def _comma3(text: str, european: bool, comma_is_decimal: bool) -> tuple[float, Alternatives, int]:
    thousand, decimal = float(text.replace(",", "")), float(text.replace(",", "."))
    if comma_is_decimal and not text.endswith("00"):
        return decimal, ((thousand, "", 0.6),), 0
    return thousand, (((decimal, "", 0.2),) if european else ()), 0


def _dot3(text: str, european: bool, comma_is_decimal: bool) -> tuple[float, Alternatives, int]:
    thousand, decimal = float(text.replace(".", "")), float(text)
    if comma_is_decimal or text.endswith("000") or (european and text.endswith("0")):
        return thousand, ((decimal, "", 0.3),), 0
    return decimal, ((thousand, "", 0.5 if european else 0.3),), 0


def _decimal(text: str, *_: bool) -> tuple[float, Alternatives, int]:
    return float(text.replace(",", ".")), (), 0


_READERS = {
    "under": _grouped, "apos": _grouped, "space": _spaced, "both": _grouped, "commas": _separated,
    "dots": _separated, "comma3": _comma3, "dot3": _dot3, "point": _decimal, "comma": _decimal,
    "bare": _decimal, "plain": _decimal,
}  # fmt: skip


def _scale(low: str, number: Number) -> None:
    """Take a magnitude behind the number into it."""
    if half := _HALF.match(low, number.end):
        number.mantissa += 0.5 if half[1] == "half" else 0.25
        number.scale = SCALES.get(half[2] or "", 1.0)
        number.end = half.end()
        return
    match = _SCALE.match(low, number.end)
    if not match:
        return
    word = match["word"] or match["letter"] or match["far"]
    if match["far"] == "m" and not _money_before(low, number.start):
        return
    if word == "m" and not _money_before(low, number.start):
        number.alternatives = ((number.mantissa, "m", 0.5),)
    if word in ("b", "t") and not _money_before(low, number.start):
        number.alternatives = ((number.mantissa, word, 0.3),)
    if word == "mm":
        number.alternatives = ((number.mantissa, "mm", 0.5),)
    number.alternatives = tuple(
        (value, unit, score) if unit else (value * SCALES[word], unit, score)
        for value, unit, score in number.alternatives
    )
    number.scale = SCALES[word]
    number.end = match.end()
    if not match["word"] or number.scale > 100:
        return


_MONEY_BEFORE = re.compile(rf"(?:[€$£¥₹]|\b(?:{alternation(CURRENCIES)}))\s?$")


def _money_before(low: str, start: int) -> bool:
    return bool(_MONEY_BEFORE.search(low, max(0, start - 8), start))


_THOUSANDS = re.compile(r"\dk\s*$")


def _sign(low: str, number: Number) -> None:
    start = number.start
    if start and low[start - 1] == "-" and (start == 1 or low[start - 2] in " (=:,[;|\n€$£*_~≈"):
        before = low[: start - 1].rstrip()[-1:]
        in_a_row = (before.isdigit() or before == "%") and _signed_row(low, start)
        thousands = _THOUSANDS.search(low[max(0, start - 5) : start - 1])
        if before and (before.isdigit() or before in "%)" or thousands) and not in_a_row:
            return
        number.mantissa = -number.mantissa
        number.start -= 1
        number.alternatives = tuple((-v, unit, score) for v, unit, score in number.alternatives)


_SIGNED_FIGURE = r"-?\d+(?:[.,]\d+)*"
_ROW = re.compile(
    rf"(?<![\w.,%)-]){_SIGNED_FIGURE}"
    rf"(?:(?: {{1,3}}{_SIGNED_FIGURE}){{2,60}}(?![\w.,]*\d|%| ?[-+*/=])"
    rf"|%(?: {{1,3}}{_SIGNED_FIGURE}%){{2,60}}(?!\w| ?[-+*/=]))"
)
_SIGNED = 4  # figures in a row from which a minus glued to one of them is its sign


def _signed_row(low: str, at: int) -> bool:
    """Whether a figure stands in a row parted by blanks alone, "-0.7 0.1 -0.5", and no sum."""
    for match in _ROW.finditer(low, max(0, at - 200), min(len(low), at + 200)):
        if match.start() < at < match.end():
            row = match[0].split()
            return row[0][0] == "-" or (len(row) >= _SIGNED and any(n[0] != "-" for n in row[1:]))
    return False
