"""Lines whose figures are plain: digits with a currency, a percent sign, a magnitude or a unit.

Most lines of an answer hold nothing else and are read here in one pass. Whatever the whole reader
might read otherwise (number words, ranges, odds, days, sections, letters run into a number) makes a
line not plain, and the whole reader reads it. Both find the same, only this one sooner.
"""

import re

from graphs.spans.context import ADVERB_BEFORE
from graphs.spans.more_rates import ADVERB_RATE
from graphs.spans.units import ADVERBS, alternation
from graphs.verification.claim import Claim
from graphs.verification.disguise import ROMAN, ROMAN_SIGN
from graphs.verification.hazards import (
    APART,
    BESIDE,
    HAZARDS,
    LEADING,
    MEASURING,
    NAMING,
    PERIODICAL,
    SPANS,
)
from graphs.verification.plain_number import NUMBER, number

_WORD = re.compile(r"[a-zäöüß]+")
_USUAL = re.compile(r"""[a-zäöüß0-9 .,;:()|*!?"'’“”%€$£~≈=/_#•→×+\[\]\n-]*+""")
_ALONE = {sign: re.compile(rf"{re.escape(sign)}(?! ?\d)") for sign in "€$£"}
_FILE = re.compile(r"\.(?:pdf|csv|doc|xls|json|txt)")
_SUM = re.compile(
    r"×(?! \d)|\+[^\n]*\+|\b1 [a-z][a-z/]* ?[=≈]|\+(?![\d€$£])|-\d[^\n]*\+|\+[^\n]*-\d"
    r"|\d ?[+×](?! \d)"
)
_LIST_NUMBER = re.compile(r"[ \t]*(?:[-*•>][ \t]*)?(?:\*\*)?\(?\d{1,2}[.)](?=[ \t]+\S)")
_NO_LETTER = re.compile(r"\*{0,2}(?: ?\|[ |*]*|[,;:]\*{0,2} | \(| × )\*{0,2}")
_PERIOD_BEHIND = re.compile(
    rf"(?:\s?\)?\s?,?|(?:\s[a-zäöüß'&-]+)*\s)(?:{alternation(PERIODICAL)})(?![a-z])"
)
_WATCHED = HAZARDS | SPANS | PERIODICAL
_JOINING = NAMING | LEADING | BESIDE | APART


def usual(text: str, low: str) -> bool:
    """Whether no sign in a text, or in a line of it, asks for the whole reader."""
    if not _USUAL.fullmatch(low):
        return False
    if any([sign in low and alone.search(low) for sign, alone in _ALONE.items()]):
        return False
    if any([sign in low for sign in "×+=≈"]) and _SUM.search(low):
        return False
    if _FILE.search(low):
        return False
    may_be_roman = any([letter in text for letter in "MDCLXVI"]) and ROMAN_SIGN.search(text)
    return not (may_be_roman and ROMAN.search(text))


def plain(low: str, begin: int, stop: int) -> list[Claim] | None:
    """What a `usual` line of a text states, which stands there; None where it is not plain."""
    claims: list[Claim] = []
    early = low[begin + 2 : begin + 3].isalpha()  # leaves no room for "1. "
    numbered = None if early else _LIST_NUMBER.match(low, begin, stop)
    at = numbered.end() if numbered else begin
    for match in NUMBER.finditer(low, at, stop):
        claim = number(match, low, begin)
        if claim is None:
            return None
        gap = low[at : claim.start]
        if words := _WORD.findall(gap):
            if (words[-1] in _JOINING and not _apart(gap, words, claim, claims)) or (
                claims and words[0] in MEASURING
            ):
                return None
            if not _WATCHED.isdisjoint(words):
                if not _inert(gap, words, first=not claims):
                    return None
                _take_period(claim, low, begin)
        elif claims and (not _NO_LETTER.fullmatch(gap) or (claim.unit == "level" and "×" in gap)):
            return None
        if claims and _adds(claims[-1], claim, gap):
            return None
        claims.append(claim)
        at = claim.end
    words = _WORD.findall(low, at, stop) if at < stop - 1 else None
    return claims if not words or _inert(low[at:stop], words, first=not claims) else None


def _take_period(claim: Claim, low: str, line: int) -> None:
    """A share or amount whose name says the period: "monthly churn 3 %"."""
    if not claim.per and (claim.currency or claim.unit == "percent"):
        named = ADVERB_BEFORE.search(low, max(line, claim.start - 36), claim.start)
        claim.per = ADVERBS[named[1]] if named else ""


def _inert(gap: str, words: list[str], *, first: bool) -> bool:
    """Whether words before, between or behind numbers say no more of them, and are none."""
    if not HAZARDS.isdisjoint(words) or (not first and words[0] in MEASURING):
        return False
    if not SPANS.isdisjoint(words) and not _names_only(words):
        return False
    if PERIODICAL.isdisjoint(words):
        return True
    return ADVERB_RATE.search(gap) is None and (first or _PERIOD_BEHIND.match(gap) is None)


def _names_only(words: list[str]) -> bool:
    """Whether years and the like are only spoken of: "the median year", "of all years"."""
    if words[-1] in BESIDE:
        return False
    return all(
        at > 0 and LEADING.isdisjoint(words[max(0, at - 2) : at])
        for at, word in enumerate(words) if word in SPANS
    )  # fmt: skip


def _apart(gap: str, words: list[str], claim: Claim, claims: list[Claim]) -> bool:
    """Whether nothing right before a number names it, or joins it to the number before."""
    last = words[-1]
    if not gap.rstrip(" .-~≈*").endswith(last):
        return True  # "percentile (VaR): 5" joins nothing to the number
    if last in NAMING or (claim.sort == "duration" and last in LEADING):
        return False
    return not claims or not (last in BESIDE or (len(words) == 1 and last in APART))


def _adds(last: Claim, claim: Claim, gap: str) -> bool:
    """Whether two lengths of time may be one: "2 years, 3 months"."""
    return last.sort == claim.sort == "duration" and len(gap) < 8
