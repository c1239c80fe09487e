"""A text with a mark for each figure, on which rules join marks into larger ones."""

import datetime
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graphs.spans.dates import dates
from graphs.spans.distractors import distractors
from graphs.spans.number_words import number_words
from graphs.spans.numerals import Number, numerals
from graphs.spans.source import hidden, normalised
from graphs.spans.units import CURRENCIES, alternation
from graphs.sums.terms import ATOM, MONEY, NUMBER, PART, PERCENT, PRODUCT, SIGN, UNIT, Term
from tools.arithmetic._units import CURRENCIES as CODES
from tools.arithmetic._units import CURRENCY_SYMBOLS, NAMES

FIGURE = r"⟦[mnpuf]\d+⟧"
MOST_FIGURES = 60
_OPEN, _CLOSE = "⟦", "⟧"
_FAINT = 0.2
_BEFORE = re.compile(
    rf"(?:(?<![\w])(?P<word>{alternation(w for w in CURRENCIES if w.isalpha())})"
    r"|(?P<sign>[a-z]{0,2}\$|[€£¥₹]))\s?$"
)
_AFTER = re.compile(
    rf"\s?(?:(?P<percent>%|percent\b(?!age)|per\scent\b|pct\b)|(?P<bps>bps\b|basis\spoints\b)"
    r"|(?P<cents>cents?\b|ct\b|pence\b|(?<=\d)p\b)"
    rf"|(?P<money>(?:{alternation(CURRENCIES)})(?![a-z])))"
)
_UNIT = re.compile(
    r"\s?-?(?P<unit>"
    rf"{alternation(w for w, s in NAMES.items() if s not in CODES and len(w) > 1)}"
    r"|[hlgms])(?![\w'])"
)
_NAMED = re.compile(
    r"\b(?:ward|bed|stall|counter|desk|locker|lane|site|plot|flat|bay|booth|seat|station|lab|court"
    r"|track|pitch|zone|district|week|day|lesson|job|project|store|shop|branch|till|cabin|kiosk"
    r"|van|truck|machine|shed|hut|year|aged?|deck|mark|hall|aisle|shelf|stand)"
    r"\s(?:no\.?\s|number\s)?(?P<n>\d{1,4})(?![\w%]|[.,]\d|\s(?:times|x|at|each|by)\b"
    r"|\s?[-+*/@€$£])"
    r"|(?P<age>\d{1,3})[\s-](?:years?|months?|yrs?)[\s-]olds?\b"
)
_MONTH = re.compile(r"(?<![\d/-])(?:19|20)\d\d-(?:0\d|1[0-2])(?![\d-])")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "hundredth": 100, "halve": 2}  # fmt: skip
_PART = re.compile(
    r"(?P<a>\ban?\s|\bone[\s-])?\b(?P<part>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?"
    r"|eighths?|ninths?|tenths?|hundredths?)\b"
    r"(?=\s(?:of\b|an?\s(?=\d)|the\s)|\s?⟦|\s(?=[€$£]?\d))"
)
_QUOTIENT = re.compile(r"(?<![\d/.,])(?P<a>\d{1,3})/(?P<b>\d{1,4})(?=\s(?:of|the)\s)")
_PI = re.compile(
    r"(?<![\w])(?:pi|π)(?=\s?(?:[-+*/×^)]|times|plus|minus|r\b|$)|\s\d)"
    r"|(?<=[*/×+(-])\s?(?:pi|π)(?!\w)|(?<=times\s)pi\b"
)
_SPELT = re.compile(r"(?P<n>\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-])$")
_COUNTS = {
    w: n
    for n, w in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1
    )
}
_EXEMPT = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)(?=\s(?:root|power)\b)|(?<=\bto\sthe\s)\d{1,3}(?:st|nd|rd|th)"
)
_SAID_MINUS = re.compile(r"(?:minus|negative)\s")
_EXP = re.compile(r"(?<!\w)e ?(?:\^|\*\*) ?\(")
_SPACES = re.compile(r"[ \t]+")


@dataclass(slots=True)
class Board:
    """The text in lower case with marks, and what each mark stands for."""

    text: str
    terms: list[Term] = field(default_factory=list[Term])
    formula: bool = False
    """Whether a formula was written in signs: what it says, the words may say too."""

    def mark(self, term: Term) -> str:
        """The mark of a new term."""
        self.terms.append(term)
        return f"{_OPEN}{term.kind}{len(self.terms) - 1}{_CLOSE}"

    def of(self, mark: str) -> Term:
        """The term of a mark."""
        return self.terms[int(mark[2:-1])]

    def marks(self) -> list[re.Match[str]]:
        """Every mark that is left."""
        return [*_MARKED.finditer(self.text)]

    def left(self) -> list[Term]:
        """Every term that is left, in order."""
        return [self.of(m[0]) for m in self.marks()]

    def put(self, start: int, end: int, new: str) -> None:
        """Another text between two offsets."""
        self.text = f"{self.text[:start]}{new}{self.text[end:]}"

    def apply(self, pattern: re.Pattern[str], build: "Build") -> bool:
        """Every match replaced by the term that `build` makes of it; whether any was."""
        at, changed = 0, False
        while match := pattern.search(self.text, at):
            term = build(self, match)
            if term is None:
                at = match.start() + 1
                continue
            new = self.mark(term) if isinstance(term, Term) else term
            self.put(match.start(), match.end(), new)
            at, changed = max(0, match.start() - 60), True
            if len(self.terms) > MOST_TERMS:
                break
        return changed


MOST_TERMS = 400
_MARKED = re.compile(FIGURE)
Build = Callable[[Board, re.Match[str]], Term | str | None]


def board(text: str, as_of: datetime.date) -> Board | None:
    """The board of a text; None where it holds no figure, or too many for a sum in words."""
    low = _without_marks(normalised(text))
    numbers = _numbers(low, text, as_of)
    if not 0 < len(numbers) <= MOST_FIGURES:
        return None
    made = Board("")
    parts: list[str] = []
    at = 0
    for number in numbers:
        start, end, term = _term(low, text, number)
        if start < at:
            continue
        parts += (low[at:start], made.mark(term))
        at = end
    parts.append(low[at:])
    made.text = _SPACES.sub(" ", _EXP.sub("exp(", "".join(parts))).strip()
    return made


def _without_marks(low: str) -> str:
    return low.replace(_OPEN, "(").replace(_CLOSE, ")")


def _numbers(low: str, text: str, as_of: datetime.date) -> list[Number]:
    """The figures of a text, without those that name a day, a room, a version."""
    exempt = [(m.start(), m.end()) for m in _EXEMPT.finditer(low)]
    asides = [(s.start, s.end) for s in dates(low, text, as_of) if _is_a_day(s.text)]
    asides += [
        (s.start, s.end)
        for s in distractors(low, text)
        if s.readings[0].score < _FAINT and not any(a <= s.start < b for a, b in exempt)
    ]
    asides += [m.span() for m in _MONTH.finditer(low)]
    asides += [m.span(g) for m in _NAMED.finditer(low) for g in ("n", "age") if m[g]]
    free = hidden(low, asides)
    digits = numerals(free)
    spelt = [n for n in number_words(free) if not any(_meet(n, d) for d in digits)]
    parts = _parts(free)
    plain = [n for n in (*digits, *spelt) if not any(_meet(n, p) for p in parts)]
    ordinals = [Number(a, b, float(re.match(r"\d+", low[a:])[0])) for a, b in exempt]  # type: ignore[index]
    plain = [n for n in plain if not any(_meet(n, o) for o in ordinals)]
    return sorted([*plain, *parts, *ordinals], key=lambda n: n.start)


_NO_DAY = re.compile(
    r"\d+/\d+|(?:in|over|within|after|for) \S+(?: \S+)? (?:hours?|days?|weeks?|months?|years?)"
)
"""A quotient; a length of time, which elsewhere may be a day that far off."""


def _is_a_day(said: str) -> bool:
    return not _NO_DAY.fullmatch(said.lower())


def _meet(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def _parts(low: str) -> list[Number]:
    """Parts of a whole in words: "half of", "three eighths of", with what they are over."""
    found: list[Number] = []
    for match in _PART.finditer(low):
        over = float(
            _PARTS[match["part"].removesuffix("s") if match["part"] != "halves" else "half"]
        )
        start, many = match.start(), 1.0
        if not match["a"] and (count := _SPELT.search(low, 0, start)):
            start, many = count.start(), float(_COUNTS[count["n"].strip(" -")])
        found.append(Number(start, match.end(), many, alternatives=((over, PART, 1.0),)))
    for match in _QUOTIENT.finditer(low):
        over = float(match["b"])
        if 0 < float(match["a"]) < over:
            found.append(
                Number(*match.span(), float(match["a"]), alternatives=((over, PART, 1.0),))
            )
    for match in _PI.finditer(low):
        start = match.start() + (match[0][0] == " ")
        found.append(Number(start, match.end(), math.pi, alternatives=((math.pi, "pi", 1.0),)))
    return found


def _term(low: str, text: str, number: Number) -> tuple[int, int, Term]:
    """A figure with the sign, the unit or the percent that belongs to it."""
    start, end, place = number.start, number.end, ((number.start, number.end),)
    if number.alternatives[:1] and number.alternatives[0][1] == PART:
        over = int(number.alternatives[0][0])
        said = f"{int(number.mantissa)}/{over}"
        return start, end, Term(said, said, PART, PRODUCT, place, value=number.mantissa / over)
    if number.alternatives[:1] and number.alternatives[0][1] == "pi":
        return start, end, Term("pi", "pi", NUMBER, ATOM, place, value=math.pi)
    value = _metres(low, number)
    if sign := _SAID_MINUS.match(low, start):  # an operator, which the rules read
        start, value, place = sign.end(), -value, ((sign.end(), end),)
    said = _as_written(low, number, value)
    tight = SIGN if value < 0 else ATOM
    base = Term(said, said, NUMBER, tight, place, in_words=number.in_words, value=value)
    before = _BEFORE.search(low, max(0, start - 8), start)
    after = _AFTER.match(low, end)
    if before or (after and after["money"]):
        return _money(base, before, after, start, end)
    if after and after["cents"]:
        coins = written(value / 100)
        return start, after.end(), _as(base, coins, coins, MONEY)
    if after:
        percent = written(value / 100) if after["bps"] else said
        return start, after.end(), _as(base, f"{percent}%", f"{percent}%", PERCENT)
    if unit := _UNIT.match(low, end):
        symbol = _symbol(text[unit.start("unit") : unit.end("unit")])
        joined = f"{said} {symbol}"
        return start, unit.end(), Term(joined, said, UNIT, tight, place, symbol, value=value)
    return start, end, base


_SUFFIX = re.compile(r"\s?(?:k|thousand|m|mn|mio|million|bn|billion)$")
_MAGNITUDES = {1e3: "k", 1e6: "M", 1e9: "bn"}


def _as_written(low: str, number: Number, value: float) -> str:
    """The figure with the magnitude that the writer gave it: 90k."""
    magnitude = _MAGNITUDES.get(number.scale)
    if number.in_words or not magnitude or not _SUFFIX.search(low, number.start, number.end):
        return written(value)
    return f"{written(value / number.scale)}{magnitude}"


def _metres(low: str, number: Number) -> float:
    """5.6m is metres where lengths are spoken of, else millions."""
    metre = any(unit == "m" for _, unit, _ in number.alternatives) and re.search(
        r"\b(?:metres?|meters?|long|wide|tall|high|deep|square|sq|area|m2|length|fence|floor)\b",
        low,
    )
    return number.mantissa if metre else number.value


def _money(
    base: Term, before: re.Match[str] | None, after: re.Match[str] | None, start: int, end: int
) -> tuple[int, int, Term]:
    word = (before["word"] or before["sign"]) if before else after["money"]  # type: ignore[index]
    code = CURRENCIES.get(word, "")
    begin = before.start() if before else start
    stop = after.end() if after and after["money"] else end
    symbol = next((s for s, c in CURRENCY_SYMBOLS.items() if c == code), "")
    said = (
        base.said
        if code not in CODES
        else f"{symbol}{base.said}"
        if symbol
        else f"{base.said} {code}"
    )
    return begin, stop, _as(base, said, said, MONEY)


def _as(base: Term, said: str, bare: str, kind: str) -> Term:
    return Term(said, bare, kind, base.tight, base.places, value=base.value)


def _symbol(written_: str) -> str:
    return NAMES.get(written_) or NAMES[written_.lower()]


def written(value: float) -> str:
    """A figure as an operand: no exponent, no trailing zeros."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def figure(name: str, kinds: str = "mnpu") -> str:
    """A pattern for a mark of some kinds, as a group."""
    return rf"(?P<{name}>⟦[{kinds}]\d+⟧)"


def terms_of(here: Board, match: re.Match[str], names: Sequence[str]) -> list[Term]:
    """The terms of a match's groups."""
    return [here.of(match[name]) for name in names]
