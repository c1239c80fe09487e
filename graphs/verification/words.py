"""Words by which a figure is named, so that a standard error is not told as the mean."""

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[a-zäöüß][a-zäöüß0-9]*")
HALF = "level:0.5"
_SYNONYMS = {
    "mean": "mean average averages averaged averaging expected expect expects expectation"
    " expectancy",
    HALF: "median",
    "likely": "likely mode usually typically normally mostly",
    "minimum": "minimum min lowest smallest fewest",
    "maximum": "maximum max highest largest greatest",
    "error": "error errors",
    "deviation": "deviation sd spread stdev",
    "worst": "worst tail shortfall cvar tvar",
    "churn": "churn leave leaves leaving churned",
    "margin": "margin margins",
    "cac": "cac acquisition",
    "ltv": "ltv clv worth",
    "arpa": "arpa arpu",
    "payback": "payback",
    "mrr": "mrr",
    "arr": "arr",
    "recall": "recall recalled retrievability",
    "correct": "correct correctly right rightly",
    "retention": "retention",
    "confidence": "confidence level",
    "difficulty": "difficulty",
    "alpha": "alpha",
    "omega": "omega",
    "trials": "trials trial simulated simulations runs",
    "due": "due",
    "last": "last latest",
    "probability": "probability chance likelihood odds",
    "frequency": "frequency often",
}
_CANONICAL = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_IN_NAMES = {"low": "minimum", "lower": "minimum", "high": "maximum", "upper": "maximum"}
ROLES = frozenset(("likely", "minimum", "maximum"))
"""Words for the ends and the middle of one range."""
SPREADS = frozenset(("error", "deviation"))
"""Statistics that are told apart from any figure beside them, whatever it counts."""
_STATISTICS = frozenset(("mean", "error", "deviation", "worst"))
_TOLD_APART = _STATISTICS | ROLES
_NONE: frozenset[str] = frozenset()
PHRASES = (
    (re.compile(r"\bmost (?=likely|often|probabl)"), ""),
    (re.compile(r"\bat (?:the )?(?:very )?least\b|\bno (?:less|fewer) than\b"), "minimum"),
    (re.compile(r"\bat (?:the )?(?:very )?most\b|\bno more than\b|\bup to\b"), "maximum"),
    (re.compile(r"\blifetime value\b|\bvalue over (?:their|its) life(?:time)?\b"), "ltv"),
    (re.compile(r"\bstandard errors?\b|±"), "error"),
    (re.compile(r"\bstandard deviations?\b"), "deviation"),
    (re.compile(r"\bpa(?:ys?|id) back\b|\bpaying back\b"), "payback"),
    (re.compile(r"\b(?:to|costs? to) win\b|\bcost of winning\b"), "cac"),
    (re.compile(r"\b(?:after|net of|less) (?:the )?(?:acquisition costs?|cac)\b"), "gain"),
    (re.compile(r"\bleaves? you\b"), "gain"),
    (re.compile(r"\bbeyond that(?: point| level| amount)?\b"), "worst"),
    (re.compile(r"\b(?:those|these|such) (?:worst |bad )?years\b"), "worst"),
    (re.compile(r"\bvalue at risk\b"), "var"),
    (re.compile(r"\b(?:years?|months?|days?|cases?) (?:that|this|as) bad\b"), "worst"),
)
PHRASE_BEGINNINGS = frozenset((
    "most", "at", "no", "up", "lifetime", "value", "standard", "pay", "pays", "paid", "paying",
    "to", "cost", "costs", "after", "net", "less", "leave", "leaves", "beyond", "those", "these",
    "such", "year", "years", "month", "months", "day", "days", "case", "cases",
))  # fmt: skip
MAY_BE_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(PHRASE_BEGINNINGS))})\b|±")
"""With what a phrase begins; one look for them costs less than looking for each."""
_SAY_NOTHING = (
    "a an and are as at be been but by for from if in into is it its of on or per so than "
    "that the then they this to under was were what when which while who will with would you "
    "your we our us i he she their them there here have has had do does not no about around "
    "roughly some any each all one two more less over very just also only can could may might "
    "should must value values number numbers figure figures amount total count counts result "
    "results item items list month months monthly year years yearly annual annually day days "
    "week weeks daily given used share rate fraction currency now how many much out up down "
    "between said again interval intervals range ranges"
)
CONCEPTS = frozenset(_SYNONYMS) - ROLES - _STATISTICS - {HALF, "probability", "frequency"}
"""Words that tell one figure from another wherever they stand."""
SUBJECTS = CONCEPTS - {"confidence", "due", "last", "trials", "difficulty"}
"""Those of them that no other figure is told by."""
_REMEMBERED = 300
"""Characters of a text worth remembering; longer ones are sentences, said once."""
_GENERIC = frozenset(_SAY_NOTHING.split())
DIRECT = "~:"
"""Among the words around a figure: it is said to be what they name."""
_TURNING_WORDS = (
    "loss lose loses losing less below negative down minus fall falls fell drop drops dropped "
    "decline shrink shrinks minimum worse cost overdue late"
)
TURNING = frozenset(_TURNING_WORDS.split())
"""Words that carry a minus sign: a gain of −600 "loses 600"."""
QUANTILES = frozenset(("var", "percentile", "quantile", "confidence", "worst"))
"""Words beside which a share may be the level of a quantile."""
TELLING = TURNING | QUANTILES | _TOLD_APART | {DIRECT}
"""Words that tell something of a figure whatever the fields of results are called."""
_SHARED = {
    word: f"~{name}"
    for name, words in {
        "total": "total", "count": "count counts number numbers", "rate": "rate", "share": "share",
        "value": "value values", "amount": "amount", "day": "daily", "month": "monthly",
        "week": "weekly", "year": "annual annually yearly", "range": "range ranges",
        "interval": "interval intervals", "used": "used", "now": "now", "result": "result",
    }.items()
    for word in words.split()
}  # fmt: skip
_LEVEL_NAME = re.compile(r"^(?:p|q|var|es|cvar|tvar|tail|quantile|percentile|pct)_?(\d{2,3})$")


def tokens(text: str) -> list[str]:
    """Content words of a text, plural and synonym folded into one form."""
    return list(_tokens(text) if len(text) <= _REMEMBERED else _tokens.__wrapped__(text))


@lru_cache(maxsize=4096)  # names and descriptions of fields come again with every receipt
def _tokens(text: str) -> tuple[str, ...]:
    low = _without_phrases(text)
    return tuple(folded(word) for word in _TOKEN.findall(low) if word not in _GENERIC)


def _without_phrases(text: str) -> str:
    """A text in lower case, each phrase replaced by the word that it stands for."""
    low = text.lower().replace("_", " ")
    for pattern, name in PHRASES if MAY_BE_PHRASE.search(low) else ():
        low = pattern.sub(name, low)
    return low


@lru_cache(maxsize=4096)
def name_words(text: str) -> frozenset[str]:
    """The words of a field's name, or of a cell, those included that many fields share."""
    low = _without_phrases(text)
    return frozenset(word for found in _TOKEN.findall(low) if (word := said_as(found)))


def said_as(word: str) -> str:
    """The one form of a content word; nothing for a word that names nothing.

    A word that many fields share is marked: only beside others does it tell them apart.
    """
    if word in _GENERIC or not word[0].isalpha():
        return _SHARED.get(word, "")
    return folded(word)


def name_tokens(text: str) -> list[str]:
    """The same for the name or description of a field, where "low" is the low end."""
    return [_IN_NAMES.get(word, word) for word in tokens(text)]


def statistics(words: Iterable[str]) -> frozenset[str]:
    """Which statistic the words name: the mean, an error, a quantile, an end of a range."""
    found = [w for w in words if w in _TOLD_APART or w[:6] == "level:"]
    return frozenset(found) if found else _NONE


def folded(word: str) -> str:
    """One form for a word and its plural, and for synonyms."""
    if (name := _CANONICAL.get(word)) is not None:
        return name
    if word[-1] == "s" and len(word) > 3 and word[-2] != "s":
        word = word[:-1]
        return _CANONICAL.get(word, word)
    return word


def level_named(key: str) -> float | None:
    """The quantile a field is named after: `p95` is .95, `q975` is .975."""
    match = _LEVEL_NAME.match(key.lower())
    return float(f"0.{match[1]}") if match else None


A_LEVEL = "a level"
"""Beside the tokens of levels among the words around a figure: these are in no vocabulary."""


def level_token(level: float) -> str:
    """A quantile level as a word of a vocabulary; 5 % and 95 % are one level."""
    return f"level:{max(level, 1 - level):.6g}"
