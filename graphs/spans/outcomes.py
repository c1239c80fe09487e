"""Outcomes and ratings: right, ✗, pass, "good three times", "first two wrong", "1 0 1"."""

import re
from collections.abc import Iterator, Sequence

from graphs.spans.source import HIDDEN
from graphs.spans.span import Reading, Span
from graphs.spans.units import alternation

_TRUE = (
    "right", "correct", "correctly", "true", "pass", "passed", "yes", "remembered", "recalled",
    "knew it", "knew", "got it", "success", "succeeded", "richtig", "✓", "✔", "✅", "☑",
    "got it right", "had it right", "got that right", "nailed it", "nailed", "aced it", "gewusst",
    "gekonnt", "spot on",
)  # fmt: skip
_FALSE = (
    "wrong", "incorrect", "incorrectly", "false", "fail", "failed", "no", "forgot", "forgotten",
    "missed it", "missed", "blanked", "lapsed", "falsch", "✗", "✘", "❌", "✖", "got it wrong",
    "had it wrong", "got that wrong", "did not know it", "didn't know it",
    "did not know", "no clue", "didn't know", "didn't remember", "didn't remember it",
    "couldn't remember", "no idea",
    "couldn't recall", "drew a blank", "went blank", "blanked out", "messed it up", "vergessen",
    "nicht gewusst", "nicht gekonnt", "vermasselt",
)  # fmt: skip
_RATINGS = ("again", "hard", "good", "easy")
_RATED = {"nochmal": "again", "schwer": "hard", "schwierig": "hard", "struggled": "hard",
          "gut": "good", "leicht": "easy", "einfach": "easy"}  # fmt: skip
_WORDS: dict[str, bool | str] = {
    **dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False), **{w: w for w in _RATINGS},
    **_RATED,
}  # fmt: skip
_ANY = alternation(_WORDS)
_COUNTS = {"once": 1, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5,
           "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_COUNT = alternation(w for w in _COUNTS)
_SIGNS = "".join(w for w in _WORDS if not w.isalpha() and len(w) == 1)
_OUTCOME = re.compile(
    rf"(?<![\w])(?P<word>{_ANY})(?![\w])(?!'t)"
    r"(?:(?<=right)|(?<=wrong)|(?<=correct)|(?!\s(?:right|wrong|correct|incorrect)\b))"
    rf"(?:[\s,:]{{1,2}}(?:(?P<times>{_COUNT}|\d{{1,2}})\s?(?:times|x|×|in\sa\srow)|(?P<adverb>once|twice|thrice))"
    r"|\s?[x×*]\s?(?P<by>\d{1,2})\b(?!\s?(?:right|wrong|correct|incorrect)))?"
    rf"|(?<![\w])(?P<first>\d{{1,2}}|{_COUNT})\s?(?:x|×|times)\s(?P<word2>{_ANY})(?![\w])"
    rf"|(?P<sign>[{_SIGNS}])"
)
_FIRST = re.compile(
    rf"\b(?:(?:the\s)?(?:first|last|next|other|then|all)\s(?P<n>{_COUNT}|\d{{1,2}})"
    r"|both(?:\stimes)?)\s"
    rf"(?:were\s|was\s|i\sgot\s|got\s|ones\s|are\s|all\s|reviews?\s|attempts?\s)*(?P<word>{_ANY})\b"
)
_REST = re.compile(
    rf"\b(?:the\s|all\sthe\s)?(?:rest|remaining(?:\s[a-z]+)?|others)\s"
    rf"(?:were\s|was\s|are\s|all\s|he\sgot\s|she\sgot\s|i\sgot\s|got\s)*(?P<word>{_ANY})\b"
)
_TOTAL = re.compile(
    rf"\b(?P<n>{_COUNT}|\d{{1,2}})\s(?:[a-z]+\s)?(?:attempts?|tries|answers?|items?|questions?|tasks?"
    r"|exercises?|problems?|reviews?|goes|trials?|drills?|sums)\b"
)
_GLUE = re.compile(r"[\s,;/|]{0,3}(?:and|then|&)?[\s,;/|]{0,2}")
_QUESTION = re.compile(r"\s?(?:or|/)\s?(?:right|wrong|correct|incorrect|pass|fail|yes|no|false)\b")
_ADJECTIVE = re.compile(
    r"\s(?:[a-z]+\s)?(?:way|thing|now|idea|job|news|time|question|one|enough"
    r"|for(?!\s(?:me|us|him|her)\b)|at|to|the|a|an|any|more|of|is"
    r"|secondary|revenue|customers?|year|years|month|months|case|answer|luck|practice|morning"
    r"|evening|day|mark|marks|rate|score|threshold|grade)\b"
)
_LOOSE = frozenset(
    ("yes", "no", "again", "hard", "good", "easy", "right", "true", "false", "knew", "missed",
     "pass", *_RATED)
)  # fmt: skip
_MODIFIED = re.compile(r"(?:any|very|is it|a|be|all|n't|not|too|so)\s$")
_SHARE = re.compile(
    r"(?:%|\bper\s?cent|(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))"
    r"(?:\sout)?\sof\s(?:the\s)?(?:\d+|[a-z]+))\s$"
)
"""Before an outcome that only says how many: "60 % right", "7 of 10 right"."""
_MEANS = re.compile(r"\([^()=]*=\s?$")
"""Before what a mark stands for: "(x = right)"."""
_OR = re.compile(r"(?:or|/)\s?$")
_KNEW = re.compile(
    r"\s(?:(?:it|this|that)\s)?(?:before(?:hand)?|already|in\sadvance|at\sthe\s(?:start|outset)"
    r"|from\sthe\s(?:start|outset))\b"
)
_THAT_ONE = re.compile(r"\b(?:that|if|whether)\s(?:he|she|they|i|we|one|it)\s(?:already\s)?$")
"""Around a "knew it" that is what is supposed, and no answer: "20 % that she knew it before"."""
_NO_ANSWER = re.compile(rf"\s(?!(?:no|yes)\b)[a-z]|\.\s?[\d{HIDDEN}]")
"""Behind a "no" that denies a thing, or that is short for a number: "no risk", "no. 12"."""
_DATED = frozenset(("no idea", "no clue", "did not know", "didn't know"))
"""Outcomes only beside a day: "no idea" is mostly said of something else."""
_ON_A_DAY = re.compile(rf"\s(?:on|at|am)\s(?:the\s)?{HIDDEN}")
_DAY = re.compile(rf"{HIDDEN}[^.;!?\n]*$")


_BUTTON = rf"(?:{'|'.join(_RATINGS)})"
_LEGEND = re.compile(
    rf"\b[1-4]\s?(?:=|:|-|\(|is|means|for|stands\sfor|being)?\s?{_BUTTON}\b"
    rf"|\b{_BUTTON}\s?(?:=|:|\(|is|as)\s?[1-4]\b"
)
"""What the buttons of an app mean: "1 again … 4 easy". No review went so."""


Single = tuple[int, int, tuple[bool | str, ...], float]
"""Where one outcome or a counted run of it stands, its values, how likely it is meant."""


def outcomes(low: str, text: str) -> Iterator[Span]:
    """Single outcomes and runs of them, each a span."""
    taken = _legend(low)
    for start, end in taken:
        said = text[start:end]
        yield Span(start, end, said, (Reading("word", said, unit="name", score=0.05),))
    singles: list[Single] = []
    for match in _FIRST.finditer(low):
        values = (_WORDS[match["word"]],) * _number(match["n"] or "two")
        singles.append((match.start(), match.end(), values, 1.0))
        taken.append(match.span())
    if rest := _rest(low, singles):
        singles.append(rest)
        taken.append(rest[:2])
        yield from _told_total(low, text)
    for match in _OUTCOME.finditer(low):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        word = match["word"] or match["word2"] or match["sign"]
        times = match["times"] or match["adverb"] or match["first"] or match["by"]
        values = (_WORDS[word],) * (_number(times) if times else 1)
        end = match.end()
        if (score := _score(low, match.start(), end, word, bool(times))) > 0:
            singles.append((match.start(), end, values, score))
    singles.sort()
    yield from _spans(low, text, singles)


def _legend(low: str) -> list[tuple[int, int]]:
    """Where it is told which button means what; at least the first and the last."""
    said = [match.span() for match in _LEGEND.finditer(low)]
    ends = {
        button: [low[a:b] for a, b in said if button in low[a:b]] for button in ("again", "easy")
    }
    whole = any("1" in one for one in ends["again"]) and any("4" in one for one in ends["easy"])
    return said if whole else []


def _rest(low: str, singles: Sequence[Single]) -> Single | None:
    """What is left of the number said: "7 attempts, the first three wrong, the rest right"."""
    total, rest = _TOTAL.search(low), _REST.search(low)
    if rest is None or total is None or not singles:
        return None
    left = _number(total["n"]) - sum(len(values) for _, _, values, _ in singles)
    if not 0 < left <= 99:
        return None
    return rest.start(), rest.end(), (_WORDS[rest["word"]],) * left, 1.0


def _told_total(low: str, text: str) -> Iterator[Span]:
    """How many there are in all, a number that is used up by "the rest"."""
    if total := _TOTAL.search(low):
        start, end = total.span("n")
        said = text[start:end]
        yield Span(start, end, said, (Reading("word", said, unit="name", score=0.05),))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


def _denies(low: str, start: int, end: int, word: str) -> bool:
    """Whether a word is no outcome by what stands around it."""
    if word.startswith("knew"):
        before = low[max(0, start - 24) : start]
        return bool(_KNEW.match(low, end) or _THAT_ONE.search(before))
    if word.startswith("forgot"):
        return low.startswith(" to ", end)
    return word == "no" and _NO_ANSWER.match(low, end) is not None


def _score(low: str, start: int, end: int, word: str, counted: bool) -> float:
    if word in _DATED:
        return 0.8 if _DAY.search(low, max(0, start - 40), start) else 0.0
    if _denies(low, start, end, word):
        return 0.0
    if counted or not word.isalpha():
        return 1.0
    if low.startswith(" or not", end) or _MEANS.search(low, max(0, start - 16), start):
        return 0.1
    if _SHARE.search(low, max(0, start - 24), start):
        return 0.0
    asked = _QUESTION.match(low, end) or _OR.search(low, max(0, start - 4), start)
    if asked and low.count("/", max(0, start - 12), end + 12) < 2:
        return 0.1
    if (_ADJECTIVE.match(low, end) and not _ON_A_DAY.match(low, end)) or _MODIFIED.search(
        low, max(0, start - 8), start
    ):
        return 0.1 if word in _LOOSE else 0.4
    return 0.6 if word in _LOOSE else 0.8


def _spans(low: str, text: str, singles: list[Single]) -> Iterator[Span]:
    at = 0
    while at < len(singles):
        stop = at + 1
        while stop < len(singles) and _GLUE.fullmatch(low, singles[stop - 1][1], singles[stop][0]):
            stop += 1
        run = singles[at:stop]
        values = tuple(v for _, _, some, _ in run for v in some)
        whole: tuple[int, int] | None = None
        if len(run) > 1 and len({type(v) for v in values}) == 1:
            whole = (run[0][0], run[-1][1])
            yield _span(text, *whole, values, max(score for *_, score in run), None)
        for start, end, some, score in run:
            bonus = 0.3 if whole else 0.0
            yield _span(text, start, end, some, min(1.0, score + bonus), whole)
        at = stop


def _span(
    text: str, start: int, end: int, values: tuple[bool | str, ...], score: float,
    within: tuple[int, int] | None,
) -> Span:  # fmt: skip
    first = next(iter(values))
    value = values if len(values) > 1 else first
    kind = "boolean" if isinstance(first, bool) else "word"
    written = text[start:end]
    found = [Reading(kind, value, score=score)]
    if kind == "boolean" and len(values) == 1:
        found.append(Reading("word", written.lower(), score=score * 0.6))
    return Span(start, end, written, tuple(found), within=within)
