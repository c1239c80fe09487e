"""Figures that are written so that no reader of plain digits finds them.

Markup and invisible characters within a number are taken out before it is read; the figures keep
the places they have in the text. Numerals of other kinds (Roman, circled, Chinese, French words)
are no reading of ours: they are told as unread, and must stand in the person's words as they are.
"""

import html
import re
from collections.abc import Iterator

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\u20e3\U000e0000-\U000e007f"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_MARKS = r"\*{1,3}|_{2,3}|~~|</?[a-z]{1,6}/?>"
_GAPS = re.compile(
    rf"(?P<gone>[{_INVISIBLE}]+|(?<=\d)(?:{_MARKS}|\\[,;:! ])(?=[\d.,])"
    rf"|(?<=[\d][.,])(?:{_MARKS})(?=\d))"
    r"|(?P<comma>(?<=\d)\{[,.]\}(?=\d))"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});)"
    r"|(?P<escape>\\(?=[$%€£])|\$\$|\\[()\[\]]|\$(?=[^$\n]{1,200}(?:\\[a-z]|[=^])[^$\n]*\$)"
    r"|(?<=[\w}])\$(?=$|[\s.,;:)]))"
)
_SEEN = re.compile(f"[\x00-\x7f]*+(?:[^\x00-\x7f{_INVISIBLE}]++[\x00-\x7f]*+)*+")
"""A text without invisible signs: to step over all others costs less than a look for one."""
_MARKED = re.compile(r"\d[*_~<]")
_FORMULA = re.compile(r"[=^][^$\n]*\$")
_POWER = re.compile(
    r"(?:(?P<times>\d+(?:[.,]\d+)?)\s?[×x*·]\s?)?\b10(?:\s?\^\s?\{?(?P<plain>[+-]?\d{1,2})\}?"
    r"|(?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
)
_POWER_SIGN = re.compile(r"1(?:0\s?\^|0[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])")
_RAISED = re.compile(r"(?<=[\d)])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_COUNTED = (
    r"(?:%|percent|per cent|euros?|dollars?|pounds?|francs?|days?|weeks?|months?|years?|thousand"
    r"|million|k\b|customers?|cases?|times|points?|out of|a (?:year|month))"
)
ROMAN = re.compile(rf"(?<=[€$£])\s?[MDCLXVI]{{1,12}}\b|\b[MDCLXVI]{{2,12}}(?=\s?{_COUNTED})")
ROMAN_SIGN = re.compile(r"[MDCLXVI](?:[MDCLXVI]|(?<=[€$£][MDCLXVI])|(?<=[€$£]\s[MDCLXVI]))")
_OTHER_BASE = re.compile(r"\b0[xX][0-9a-fA-F]+\b|\b0b[01]+\b")
_OTHER_SCRIPT = re.compile(
    r"[Ⅰ-ↈ]+|(?<![\n>])(?<!\A)[①-⓿❶-➓]+"
    r"|[一二三四五六七八九十百千万萬亿億零〇两]{2,}|[一二三四五六七八九十百千万萬亿億两](?=[%元欧天年月个])"
    r"|(?<![\w)])[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[.,][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*|[₀-₉]{2,}|(?<![\w)])[₀-₉]+"
)
_MANY = (
    "mille", "mil", "mila", "millones", "millions", "pour cent", "por ciento", "per cento",
    "euros", "jours", "ans", "mois", "días", "años", "meses",
)  # fmt: skip
_OTHER_LANGUAGE = re.compile(
    r"\b(?:dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent|deux|trois|quatre"
    r"|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|cien(?:to)?|dos|tres|cuatro"
    rf"|dieci|dodici|venti|trenta|quaranta|cinquanta|cento|due|tre)[ -]?(?:{'|'.join(_MANY)})\b"
)
_NO_SCRIPT = re.compile(r"[^\x00-\x7f€£–—’‘“”…×÷−≈·•±°§äöüÄÖÜß]")


def undisguised(text: str) -> tuple[str, list[int]] | None:
    """The text as a person sees it, and where each of its characters stands; None if no other."""
    if not _may_be_disguised(text):
        return None
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in _GAPS.finditer(text):
        shown = _shown(match)
        if shown == match[0]:
            continue
        parts += (text[at : match.start()], shown)
        places += range(at, match.start())
        places += [match.start()] * len(shown)
        at = match.end()
    if not parts:
        return None
    parts.append(text[at:])
    places += range(at, len(text) + 1)
    return "".join(parts), places


def _may_be_disguised(text: str) -> bool:
    """Whether a sign of what is taken out stands in a text: a look for each is cheap."""
    if "&" in text or "\\" in text or "{" in text:
        return True
    if any([sign in text for sign in "*_~<"]) and _MARKED.search(text):
        return True
    if "$" in text and ("$$" in text or _FORMULA.search(text)):
        return True
    return not text.isascii() and _SEEN.fullmatch(text) is None


def _shown(match: re.Match[str]) -> str:
    if match["comma"]:
        return match[0][1]
    if match["entity"]:
        return html.unescape(match[0])
    return ""


def powers(text: str) -> Iterator[tuple[int, int, float]]:
    """Powers of ten, with what they are worth: 10^4, 1.2 × 10⁴."""
    if "10" not in text or not _POWER_SIGN.search(text):
        return
    for match in _POWER.finditer(text):
        power = match["plain"] or (match["raised"] or "").translate(_SUPER)
        times = float((match["times"] or "1").replace(",", "."))
        yield *match.span(), times * 10.0 ** int(power)


def raised(text: str) -> Iterator[tuple[int, int]]:
    """Exponents behind a number, each to be found as a number of its own."""
    if not text.isascii():
        yield from (match.span() for match in _RAISED.finditer(text))


def exponent(text: str) -> float:
    """What raised digits are worth."""
    return float(text.translate(_SUPER))


def odd_numerals(text: str) -> Iterator[tuple[int, int]]:
    """Numbers in a notation that is not read here."""
    for pattern in _odd_patterns(text):
        yield from (match.span() for match in pattern.finditer(text))


def _odd_patterns(text: str) -> Iterator[re.Pattern[str]]:
    """The notations that can occur at all."""
    if ROMAN_SIGN.search(text):
        yield ROMAN
    if "0x" in text or "0X" in text or "0b" in text:
        yield _OTHER_BASE
    if any(word in text for word in _MANY):
        yield _OTHER_LANGUAGE
    if not text.isascii() and _NO_SCRIPT.search(text):
        yield _OTHER_SCRIPT
