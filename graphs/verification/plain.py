"""Lines whose figures are plain: digits with a currency, a percent sign, a magnitude or a unit.

Most lines of an answer hold nothing else and are read here in one pass. Whatever the whole reader
might read otherwise (number words, ranges, odds, days, sections, letters run into a number) makes a
line not plain, and the whole reader reads it. Both find the same, only this one sooner.
"""

import re

from graphs.spans.context import ADVERB_BEFORE
from graphs.spans.more_rates import ADVERB_RATE
from graphs.spans.quantity import tidy
from graphs.spans.units import ADVERBS, DAYS, DURATIONS, alternation
from graphs.verification.claim import Claim
from graphs.verification.disguise import ROMAN
from graphs.verification.figure import Sort
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

_CODES = {"€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "usd": "USD", "gbp": "GBP",
          "chf": "CHF"}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_NUMBER = re.compile(
    r"""(?=[\d€$£eugcp-])(?<![\w.,'/:+\\^_\#§&{}<>€$£-])(?<![€$£]\ )(?<![€$£]\ -)(?:
    (?P<currency>[€$£]\ ?|(?:eur|usd|gbp|chf)\ )?(?P<minus>(?<=[ (=:,\[;|*])-)?
    (?P<digits>[1-9]\d{0,2}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)
    (?:(?P<percent>\ ?%)
      |(?P<scale>k|(?<=\d)m|bn|\ (?:thousand|million|billion))(?!\w)
      |\ (?P<time>(?:minute|hour|day|week|month|year)s?)(?![\w=]|\s*=))?+
    (?P<per>(?:\ (?:a|per|an)\ |/)(?P<period>day|week|month|quarter|year)(?!\w))?+
    (?![\w%€$£²³½¼¾⅓⅔⅛⅕/'^\\{}<>-]|[.,:+]\w|\ ?[=±])
    |(?P<level>p\d\d(?:\.\d+)?|\d\d?(?:\.\d+)?(?:st|nd|rd|th)[ -](?:percentile|quantile))
    (?!\w|\s?%|[.,]\d))""",
    re.VERBOSE,
)
_WORD = re.compile(r"[a-zäöüß]+")
_ODD = re.compile(
    r"[^a-zäöüß0-9 .,;:()|*!?\"'’“”%€$£~≈=/_#•→×+\[\]\n-]|[€$£](?! ?\d)|×(?! \d)|\+[^\n]*\+"
    r"|\b1 [a-z][a-z/]* ?[=≈]|\.(?:pdf|csv|doc|xls|json|txt)|\+(?![\d€$£])|-\d[^\n]*\+"
    r"|\+[^\n]*-\d|\d ?[+×](?! \d)"
)
_ROMAN_SIGN = re.compile(r"[MDCLXVI]{2}|[€$£]\s?[MDCLXVI]")
_LIST_NUMBER = re.compile(r"[ \t]*(?:[-*•>][ \t]*)?(?:\*\*)?\(?\d{1,2}[.)](?=[ \t]+\S)")
_NO_LETTER = re.compile(r"\*{0,2}(?: ?\|[ |*]*|[,;:]\*{0,2} | \(| × )\*{0,2}")
_POINTED = re.compile(r"\d{1,2}\.\d{1,2}")
_DIGIT = re.compile(r"[\d½¼¾⅓⅔⅛⅕]")
_PERIOD_BEHIND = re.compile(
    rf"(?:\s?\)?\s?,?|(?:\s[a-zäöüß'&-]+)*\s)(?:{alternation(PERIODICAL)})(?![a-z])"
)


def usual(text: str, low: str) -> bool:
    """Whether no sign in a text, or in a line of it, asks for the whole reader."""
    return not _ODD.search(low) and not (_ROMAN_SIGN.search(text) and ROMAN.search(text))


def plain(low: str, base: int) -> list[Claim] | None:
    """What a `usual` line states, which begins at `base`; None where it is not plain.

    `low` is the line as finders read it. Its writer's decimals begin with a point.
    """
    claims: list[Claim] = []
    numbered = _LIST_NUMBER.match(low)
    at = end = numbered.end() if numbered else 0
    for match in _NUMBER.finditer(low, end):
        gap = low[at : match.start()]
        words = _WORD.findall(gap)
        if not _inert(gap, words, first=not claims) or not _apart(gap, words, match, claims):
            return None
        claim = _claim(match, base, low)
        if claim is None or (claims and _adds(claims[-1], claim, gap)):
            return None
        claims.append(claim)
        at = match.end()
    rest = low[at:]
    return claims if _inert(rest, _WORD.findall(rest), first=not claims) else None


def _inert(gap: str, words: list[str], *, first: bool) -> bool:
    """Whether words before, between or behind numbers say no more of them, and are none."""
    if _DIGIT.search(gap) or not HAZARDS.isdisjoint(words):
        return False
    if not words:
        return True
    if not first and words[0] in MEASURING:
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


def _apart(gap: str, words: list[str], match: re.Match[str], claims: list[Claim]) -> bool:
    """Whether nothing right before a number names it, or joins it to the number before."""
    if not words:
        follows = _NO_LETTER.fullmatch(gap) is not None
        return not claims or (follows and not (match["level"] and "×" in gap))
    last = words[-1]
    if not gap.rstrip(" .-~≈*").endswith(last):
        return True  # "percentile (VaR): 5" joins nothing to the number
    if last in NAMING or (match["time"] and last in LEADING):
        return False
    return not claims or not (last in BESIDE or (len(words) == 1 and last in APART))


def _adds(last: Claim, claim: Claim, gap: str) -> bool:
    """Whether two lengths of time may be one: "2 years, 3 months"."""
    return last.sort == claim.sort == "duration" and len(gap) < 8


def _claim(match: re.Match[str], base: int, low: str) -> Claim | None:
    """The claim of one number; None where more than its form decides."""
    start, end = match.span()
    if level := match["level"]:
        return _level(level, base + start, base + end)
    currency, percent, time, period = match.group("currency", "percent", "time", "period")
    unit = _MEANT.get((bool(currency), bool(percent), bool(time), bool(period)))
    number = _number(match, low)
    if unit is None or number is None:
        return None
    raw, step, coarse, begin, stop = number
    value = raw
    if percent:
        value = tidy(raw * 0.01)
    elif time:
        name = DURATIONS[time]
        unit, value = f"{name}s", raw if name == "day" else tidy(raw * DAYS[name])
    elif period:
        unit = f"per {period}"
    if not period and (currency or percent):
        named = ADVERB_BEFORE.search(low, max(0, start - 36), start)
        period = ADVERBS[named[1]] if named else ""
    return Claim(
        base + start, base + end, _sort(currency, percent, time), value, raw, step, coarse, unit,
        period or "", _CODES[currency.strip()] if currency else "", False, False, None, None, None,
        (base + begin, base + stop),
    )  # fmt: skip


def _number(match: re.Match[str], low: str) -> tuple[float, float, float, int, int] | None:
    """What a number is worth as written, what its last digits are worth, and where it stands."""
    currency, minus, digits, scale = match.group("currency", "minus", "digits", "scale")
    begin, stop = match.span("digits")
    whole, _, decimals = digits.partition(".")
    mantissa = float(digits.replace(",", ""))
    shown = repr(mantissa)
    if (decimals and _may_be_other(digits, whole, decimals, low, stop)) or "e" in shown:
        return None
    zero = mantissa == 0 and not match["percent"]
    step, coarse = _steps(shown, len(decimals), zero=zero)
    if minus:
        begin -= 1
        if currency or _SUBTRACTS.search(low, max(0, begin - 8), begin):
            return None
        mantissa = -mantissa
    if not scale:
        return mantissa, step, coarse, begin, stop
    worth = _SCALES[scale.strip()]
    if not currency and scale in ("m", "bn"):
        return None
    return mantissa * worth, step * worth, coarse * worth, begin, match.end("scale")


_MEANT = {
    (False, False, False, False): "", (True, False, False, False): "",
    (True, False, False, True): "", (False, True, False, False): "percent",
    (False, True, False, True): "percent", (False, False, True, False): "",
}  # fmt: skip
"""Units by what stands with a number: currency, percent, a unit of time, a period."""
_SUBTRACTS = re.compile(r"[\d%)k]\s*$")
_LETTERS = re.compile(r"[^\d.]")


def _sort(currency: str | None, percent: str | None, time: str | None) -> Sort:
    return "money" if currency else "fraction" if percent else "duration" if time else "number"


def _may_be_other(digits: str, whole: str, decimals: str, low: str, end: int) -> bool:
    """Whether a decimal may be a day ("4.2."), or thousands ("1.230")."""
    if low.startswith(".", end) and _POINTED.fullmatch(digits):
        return True
    return len(decimals) == 3 and decimals[2] == "0" and len(whole) < 4 and whole[0] != "0"


def _level(written: str, start: int, end: int) -> Claim:
    """P95, 95th percentile."""
    shown = float(_LETTERS.sub("", written))
    return Claim(
        start, end, "fraction", shown / 100, shown, 1.0, 0.0, "level", "", "", False, False, None,
        None, None, (start, end),
    )  # fmt: skip


def _steps(shown: str, decimals: int, *, zero: bool) -> tuple[float, float]:
    """What the last digit, and the last digit other than zero, are worth."""
    if zero:
        return 0.0, 0.0
    if decimals:
        step = 10.0**-decimals
        return step, step
    whole = shown[:-2]
    return 1.0, 10.0 ** (len(whole) - len(whole.rstrip("0")))
