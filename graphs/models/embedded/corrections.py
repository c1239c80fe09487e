"""Values taken back in the same breath: "margin 60? no wait, 65" means 65."""

import datetime
import re

from graphs.spans import find_spans

_TAKEN_BACK = re.compile(
    r"[\s?!.,;:…–—-]*(?:\b(?:oh )?no,? wait(?: a \w+)?|\bwait,? no|\bno,? (?:sorry|make that)"
    r"|\bscratch that|\bi meant?|\bor rather|\bcorrection|\bsorry,? (?:make (?:that|it)|i meant?)"
    r"|(?<=[?,.;…–—-] )(?:wait|no(?!, (?:which|but|they|we|it|no|yes)\b)|sorry|actually|pardon)"
    r"(?=, )"
    r"|\b(?:hmm?|uh|er|erm|ah|oh),? no\b(?!, (?:no|yes)\b)(?=,? )"
    r"|\bmake that|\bno,? make it|\bsorry,? no|\bthat was wrong,? it(?:'s| is)"
    r"|\bwait,? i (?:dropped|forgot|missed) a zero)\b[\s,.:;!–—-]*",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r",?\s(?:so|i\.e\.|that is|that's|which is|meaning|or)\s+(?=\w)", re.IGNORECASE
)
_FIGURES = frozenset({"number", "money", "fraction", "rate", "duration", "date"})
_LENGTH = re.compile(
    r"\w+ (?:(?:trading|business|working|calendar) )?(?:day|week|month|year)s?\b", re.IGNORECASE
)
ANY_DAY = datetime.date(2000, 1, 1)  # only where values stand matters here
FURTHEST = 40  # characters between a value and the words that take it back


def uncorrected(text: str) -> str:
    """The text without the values that it takes back itself; the last value stands."""
    for match in reversed(list(_TAKEN_BACK.finditer(text))):
        text = _without(text, match.start(), match.end())
    for match in reversed(list(_THAT_IS.finditer(text))):
        text = _in_other_words(text, match.start(), match.end())
    return text


def _in_other_words(text: str, start: int, end: int) -> str:
    """One length of time said twice, "over two weeks, so ten trading days": the latter stands."""
    spans = [
        s for s in find_spans(text[: end + FURTHEST], as_of=ANY_DAY) if s.readings and not s.within
    ]
    old = next((s for s in spans if s.end == start and s.readings[0].kind == "duration"), None)
    new = next((s for s in spans if s.start == end), None)
    if old is None or new is None or not _LENGTH.match(text, end):
        return text
    return f"{text[: old.start]}{text[end:]}"


def _without(text: str, start: int, end: int) -> str:
    """Without the last value before the words that take it back, if another comes behind them."""
    spans = [
        (span.start, span.end, span.readings[0].kind)
        for span in find_spans(text, as_of=ANY_DAY)
        if span.within is None and span.readings and span.readings[0].kind in _FIGURES
    ]
    behind = next((s for s in spans if end <= s[0] <= end + FURTHEST), None)
    if behind is None:
        return text
    before = [s for s in spans if s[1] <= start]
    if not before:
        return text if text[:start].strip() else text[end:]
    old = before[-1]
    dated = "date" in (old[2], behind[2])
    if start - old[1] > FURTHEST or (dated and old[2] != behind[2]):
        return text
    return f"{text[: old[0]]}{text[end:]}"
