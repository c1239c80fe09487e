"""Numbers written in words: "two and a half million", "a dozen", "zwanzig"."""

import re
from dataclasses import replace

from graphs.spans.numerals import Number
from graphs.spans.units import alternation

_SMALL = (
    "zero/nought/null one two/zwei three/drei four/vier five/fünf six/sechs seven/sieben "
    "eight/acht nine/neun ten/zehn eleven/elf twelve/zwölf thirteen/dreizehn "
    "fourteen/vierzehn fifteen/fünfzehn sixteen/sechzehn seventeen/siebzehn "
    "eighteen/achtzehn nineteen/neunzehn"
)
_BY_TEN = (
    "twenty/zwanzig thirty/dreißig forty/fourty/vierzig fifty/fünfzig sixty/sechzig "
    "seventy/siebzig eighty/achtzig ninety/neunzig"
)
_ONES: dict[str, float] = {
    word: float(value) for value, words in enumerate(_SMALL.split()) for word in words.split("/")
}
_TENS: dict[str, float] = {
    word: 20.0 + 10 * index
    for index, words in enumerate(_BY_TEN.split())
    for word in words.split("/")
}
_SCALES: dict[str, float] = {
    "thousand": 1e3, "thousands": 1e3, "tausend": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6,
    "millions": 1e6, "millionen": 1e6, "mio": 1e6, "billion": 1e9, "milliarde": 1e9,
    "milliarden": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
_PARTS: dict[str, float] = {
    "half": 0.5, "halbe": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3,
}  # fmt: skip
ALL_NUMBER_WORDS = (
    *_ONES, *_TENS, *_SCALES, *_PARTS, "hundred", "hundert", "dozen", "couple", "ein", "eine",
)  # fmt: skip
"""Every word that a number in words may begin with."""
_SPOKEN = 1e6
"""The scale from which tenths are told by a digit behind it: "two million five"."""
_CORE = alternation(ALL_NUMBER_WORDS)
_RUN = re.compile(
    rf"\b(?:an?\s)?(?:{_CORE})\b(?:(?:\s+|\s?-\s?)(?:(?:and|point|of)\s+)?(?:an?\s+)?(?:{_CORE})\b)*"
)
_WORD = re.compile(r"[a-zäöüß]+")
_NOT_ONE = re.compile(
    r"(?:the|this|that|which|any|every|no|each|another|quick|last|next|other|only|first|second"
    r"|good|bad|big|new|old|is|was|(?:a|an|the)\s[a-z]{2,14})\s$"
)

_OF_MANY = re.compile(r"\s(?:[a-z]+\s)?(?:in|out\sof)\s(?:a|every|\d|ten|twenty|fifty|hundred)\b")
_ONE_COSTS = re.compile(
    r"(?:\s[a-z]{3,14}\sone)?\s(?:is|was|costs?|runs?|comes\sto|would\sbe)\s(?:about\s|around\s|roughly\s|maybe\s)?[~€$£]?\s?\d"
)
_PRICED = re.compile(r"\s(?:a|an|per|each|apiece|every)\b|\s?\(\s?\d+[.,]\d\d\)")


def number_words(low: str) -> list[Number]:
    """Every number written in words in a normalised text."""
    found: list[Number] = []
    for run in _RUN.finditer(low):
        words = [(w[0], w.start(), w.end()) for w in _WORD.finditer(low, run.start(), run.end())]
        at = 0
        while at < len(words):
            number, used = _Reader(words, at).read()
            if number is not None and not _pronoun(low, number):
                found.append(number)
            at += max(used, 1)
    return [_negative(low, number) for number in _prices(low, found)]


_MINUS = re.compile(r"(?:^|[a-zäöüß:,(]\s|[:(])(?P<minus>minus\s|negative\s)$")
_NUMERAL = re.compile(rf"(?:{_CORE})\s$")


def _negative(low: str, number: Number) -> Number:
    """The number with a sign told in words, where nothing is there to subtract from."""
    sign = _MINUS.search(low, max(0, number.start - 40), number.start)
    if sign is None or _NUMERAL.search(low, max(0, number.start - 40), sign.start("minus")):
        return number
    return replace(number, start=sign.start("minus"), mantissa=-number.mantissa)


def _prices(low: str, numbers: list[Number]) -> list[Number]:
    """Two numbers side by side that are a price: "twelve ninety-five a month"."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        whole = last is not None and low[last.end : number.start] == " " and last.scale == 1
        if last and whole and 1 <= last.value < 100 and _cents(low, number):
            kept[-1] = Number(
                last.start, number.end, last.value + number.value / 100, in_words=True
            )
        else:
            kept.append(number)
    return kept


def _cents(low: str, number: Number) -> bool:
    plain = 10 <= number.value < 100 and number.value % 1 == 0
    return plain and _PRICED.match(low, number.end) is not None


def _pronoun(low: str, number: Number) -> bool:
    """Whether "one" stands for a thing rather than a number."""
    if low[number.start : number.end] != "one" or _OF_MANY.match(low, number.end):
        return False
    if _ONE_COSTS.match(low, number.end):
        return True
    return bool(_NOT_ONE.search(low, max(0, number.start - 20), number.start))


class _Reader:
    """Reads one number from a run of number words."""

    def __init__(self, words: list[tuple[str, int, int]], at: int) -> None:
        self.words, self.first, self.at = words, at, at
        self.total = 0.0
        self.last = ""
        self.vague = False
        self.current: float | None = None
        self.scale = 1.0
        self.end = at

    def word(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.words[index][0] if index < len(self.words) else ""

    def read(self) -> tuple[Number | None, int]:
        while self.at < len(self.words) and self.step():
            pass
        if self.current is None and not self.total:
            return None, self.at - self.first
        value = self.total + (self.current or 0.0)
        start, end = self.words[self.first][1], self.words[self.end - 1][2]
        score = 0.6 if self.vague else 1.0
        if value == 1 and self.end == self.first + 1:
            score = 0.3  # "winning one": a pronoun more often than a number
        number = Number(
            start, end, value / self.scale, scale=self.scale, in_words=True, score=score
        )
        return number, self.end - self.first

    def take(self, count: int, last: str) -> bool:
        self.at += count
        self.end = self.at
        self.last = last
        return True

    def step(self) -> bool:
        word = self.word()
        if word in _ONES or word in _TENS:
            return self.small(word)
        if word in ("hundred", "hundert"):
            return self.hundred()
        if word in _SCALES:
            return self.scaled(_SCALES[word])
        if word in ("a", "an", "ein", "eine"):
            return self.article()
        if word in ("and", "point", "of"):
            return self.joined(word)
        return self.part(word)

    def small(self, word: str) -> bool:
        value = _ONES.get(word, _TENS.get(word, 0.0))
        if self.current is None and self._tenths(value):
            self.total += value * self.scale / 10
        elif self.current is None:
            self.current = value
        elif (self.last == "tens" and word in _ONES and 0 < value < 10) or self.last == "hundred":
            self.current += value
        else:
            return False
        return self.take(1, "tens" if word in _TENS else "ones")

    def _tenths(self, value: float) -> bool:
        """Whether "six" behind "one billion" is six tenths of it: nobody counts six single ones."""
        last = self.word(1) not in (*_SCALES, *_TENS, *_ONES, "hundred", "hundert", "point")
        return self.last == "scale" and self.scale >= _SPOKEN and 0 < value < 10 and last

    def hundred(self) -> bool:
        if self.current is None or not 0 < self.current < 100:
            return False
        self.current *= 100
        return self.take(1, "hundred")

    def scaled(self, scale: float) -> bool:
        if self.current is None or self.last == "scale":
            return False
        self.total += self.current * scale
        self.current = None
        if self.scale == 1:
            self.scale = scale
        return self.take(1, "scale")

    def article(self) -> bool:
        if self.at != self.first:
            return False
        following = self.word(1)
        if following in ("half", "halbe", "quarter", "third"):
            self.at += 1
            return self.part(following)
        if following == "couple":
            skip = 2
            if self.word(2) == "of":
                skip = 3
            self.current, self.vague = 2.0, True
            if skip == 3 and self.word(3) not in _SCALES and self.word(3) not in ("hundred",):
                skip = 2
            return self.take(skip, "ones")
        if following == "dozen":
            self.current = 12.0
            return self.take(2, "ones")
        if following in ("hundred", "hundert") or following in _SCALES:
            self.current = 1.0
            self.at += 1
            return self.step()
        return False

    def joined(self, word: str) -> bool:
        if word == "point" and self.current is not None and self.word(1) in _ONES:
            return self.decimals()
        if word != "and" or (self.current is None and self.last != "scale"):
            return False
        ahead = 2 if self.word(1) in ("a", "an", "one") else 1
        if (part := self.word(ahead)) in ("half", "quarter", "third") and self.last != "scale":
            self.current = (self.current or 0.0) + _PARTS[part]
            return self.take(ahead + 1, "part")
        small = self.word(1) in _ONES or self.word(1) in _TENS
        if self.last in ("hundred", "scale") and small and not self._another():
            self.at += 1
            return self.small(self.word())
        return False

    def _another(self) -> bool:
        """Whether what follows "and" has a magnitude of its own: "a million and two million"."""
        ahead = 1
        while (word := self.word(ahead)) in _ONES or word in _TENS or word == "hundred":
            ahead += 1
        return self.last == "scale" and _SCALES.get(self.word(ahead), 0.0) >= self.scale

    def decimals(self) -> bool:
        digits = ""
        ahead = 1
        while self.word(ahead) in _ONES and _ONES[self.word(ahead)] < 10:
            digits += str(int(_ONES[self.word(ahead)]))
            ahead += 1
        self.current = float(f"{int(self.current or 0)}.{digits}")
        return self.take(ahead, "part")

    def part(self, word: str) -> bool:
        if word in ("dozen", "couple"):
            if word == "couple" or self.current is None:
                return False
            self.current *= 12
            return self.take(1, "part")
        value = (1.0 if self.current is None else self.current) * _PARTS.get(word, 0.0)
        if self.last not in ("", "ones") or not value:
            return False
        skip = self._to_scale()
        if not skip:
            return False
        if self.word(skip) == "dozen":
            self.current = value * 12
        else:
            self.current = None
            self.scale = _SCALES[self.word(skip)]
            self.total += value * self.scale
        return self.take(skip + 1, "scale")

    def _to_scale(self) -> int:
        """How many words ahead the magnitude of "half a million" stands; 0 when there is none."""
        for ahead in (1, 2, 3):
            if self.word(ahead) in _SCALES or self.word(ahead) == "dozen":
                return ahead
            if self.word(ahead) not in ("a", "an", "of"):
                return 0
        return 0
