"""One number of a plain line: its sign, currency, magnitude, unit and period."""

import re

from graphs.spans.quantity import tidy
from graphs.spans.units import DAYS, DURATIONS
from graphs.verification.claim import Claim
from graphs.verification.figure import Sort

_CODES = {"€": "EUR", "$": "USD", "£": "GBP", "eur ": "EUR", "usd ": "USD", "gbp ": "GBP",
          "chf ": "CHF"}  # fmt: skip
_SCALES = {"k": 1e3, " thousand": 1e3, "m": 1e6, " million": 1e6, "bn": 1e9, " billion": 1e9}
NUMBER = re.compile(
    r"""(?P<digits>\d(?:(?<!0)\d{0,2}(?:,\d{3})++(?:\.\d++)?|\d*+(?:\.\d++)?))
    (?:
      (?:(?P<percent>\ ?%)
        |(?P<scale>k|m|bn|\ (?:thousand|million|billion))(?!\w)
        |\ (?P<time>(?:minute|hour|day|week|month|year)s?)(?![\w=]|\s*=))?+
      (?:(?:\ (?:a|per|an)\ |/)(?P<period>day|week|month|quarter|year)(?!\w))?+
      (?![\w%€$£²³½¼¾⅓⅔⅛⅕/'^\\{}<>-]|[.,:+]\w|\ ?[=±])
      |(?P<nth>(?:st|nd|rd|th)[ -](?:percentile|quantile)(?!\w|\s?%|[.,]\d))
      |(?P<odd>)
    )""",
    re.VERBOSE,
)
_LEVEL = re.compile(
    r"(?:p(?P<p>\d\d(?:\.\d+)?)|(?P<nth>\d\d?(?:\.\d+)?)(?:st|nd|rd|th)[ -](?:percentile|quantile))"
    r"(?!\w|\s?%|[.,]\d)"
)
_OPEN = frozenset(' ;()|*!?"“”%~≈•→×[]=\n')
"""Signs that a number may stand behind, and says the same."""
_BEFORE_MINUS = frozenset(" (=[;|*")
_SIGNED = frozenset("€$£")
_MAY_SIGN = frozenset("€$£rdpf")
"""What a currency or its code ends in."""
_SUBTRACTS = re.compile(r"[\d%)k]\s*$")
_POINTED = re.compile(r"\d{1,2}\.\d{1,2}")

Placed = tuple[int, str, bool]
"""Where a number begins with its currency or minus, and which."""
Read = tuple[float, float, float]
"""What digits are worth, and their last, and their last other than zero."""


def number(match: re.Match[str], low: str, line: int) -> Claim | None:
    """The claim of one number of a line; None where more than its form decides."""
    begin, end = match.span()
    last, before = match.lastgroup, low[begin - 1] if begin > line else ""
    if before == "p" or last == "nth":
        return _level(low, begin - (before == "p"), end, line)
    if last == "odd":
        return None
    if before == " " and low[begin - 2] not in _MAY_SIGN:
        placed = begin, "", False
    else:
        placed = _before(low, begin, line)
    digits = match[1]
    if placed is None or (read := _read(digits, low, begin + len(digits))) is None:
        return None
    if last != "digits":
        return _with_unit(match, placed, read)
    raw, step, coarse = read
    start, currency, minus = placed
    if minus:
        raw = -raw
    return Claim(
        start, end, "money" if currency else "number", raw, raw, step, coarse, "", "", currency,
        False, False, None, None, None, (begin - minus, end),
    )  # fmt: skip


def _with_unit(match: re.Match[str], placed: Placed, read: Read) -> Claim | None:
    """The claim of a number with a percent sign, a magnitude, a unit of time or a period."""
    digits, percent, scale, time, period, *_ = match.groups()
    begin, end = match.span()
    raw, step, coarse = read
    start, currency, minus = placed
    stop = begin + len(digits)
    if minus:
        raw = -raw
    if scale:
        if not currency and scale in ("m", "bn"):
            return None
        worth, stop = _SCALES[scale], stop + len(scale)
        raw, step, coarse = tidy(raw * worth), step * worth, coarse * worth
    meant = _meant(raw, currency, percent, time, period)
    if meant is None:
        return None
    sort, value, unit = meant
    if percent and not raw:
        step, coarse = _of_nothing(digits)
    return Claim(
        start, end, sort, value, raw, step, coarse, unit, period or "", currency, False, False,
        None, None, None, (begin - minus, stop),
    )  # fmt: skip


def _read(digits: str, low: str, end: int) -> Read | None:
    """What digits are worth, and their last, and their last other than zero."""
    plain = digits.replace(",", "") if "," in digits else digits
    worth = float(plain)
    whole, _, decimals = plain.partition(".")
    if decimals:
        if _may_be_other(plain, whole, decimals, low, end) or (worth < 1e-4 and worth):
            return None
        step = 10.0 ** -len(decimals)
        return (worth, step, step) if worth else (0.0, 0.0, 0.0)
    if not worth:
        return 0.0, 0.0, 0.0
    return (worth, 1.0, 10.0 ** (len(whole) - len(whole.rstrip("0")))) if worth < 1e16 else None


def _of_nothing(digits: str) -> tuple[float, float]:
    """What the last digits of 0 % are worth."""
    decimals = len(digits.partition(".")[2])
    return (10.0**-decimals, 10.0**-decimals) if decimals else (1.0, 10.0)


def _meant(
    raw: float, currency: str, percent: str | None, time: str | None, period: str | None
) -> tuple[Sort, float, str] | None:
    """What a number counts, what it is worth in that and its unit, by what stands with it."""
    if percent:
        return None if currency else ("fraction", tidy(raw * 0.01), "percent")
    if time:
        if currency or period:
            return None
        name = DURATIONS[time]
        return "duration", raw if name == "day" else tidy(raw * DAYS[name]), f"{name}s"
    if currency:
        return "money", raw, f"per {period}" if period else ""
    return None if period else ("number", raw, "")


def _before(low: str, begin: int, line: int) -> Placed | None:
    """Where a number begins with its currency or minus, and which; None where it cannot stand."""
    if begin == line or ((before := low[begin - 1]) in _OPEN and before != " "):
        return begin, "", False
    if before == " " and low[begin - 2] not in _MAY_SIGN:
        return begin, "", False
    if before == " ":
        sign = low[begin - 2] if begin - 1 > line else ""
        if sign in _SIGNED and sign:
            return (begin - 2, _CODES[sign], False) if _stands(low, begin - 2, line) else None
        code = low[begin - 4 : begin] if begin - 4 >= line else ""
        if code in _CODES and _stands(low, begin - 4, line):
            return begin - 4, _CODES[code], False
        return begin, "", False
    if before in _SIGNED:
        return (begin - 1, _CODES[before], False) if _stands(low, begin - 1, line) else None
    subtracts = before != "-" or begin - 1 == line or low[begin - 2] not in _BEFORE_MINUS
    if subtracts or not _stands(low, begin - 1, line):
        return None
    at = begin - 1
    return None if _SUBTRACTS.search(low, max(line, at - 8), at) else (at, "", True)


def _stands(low: str, at: int, line: int) -> bool:
    """Whether nothing right before a place in a line runs into what begins there."""
    if at == line:
        return True
    before = low[at - 1]
    return before in _OPEN and not (before == " " and at - 1 > line and low[at - 2] in _SIGNED)


def _may_be_other(digits: str, whole: str, decimals: str, low: str, end: int) -> bool:
    """Whether a decimal may be a day ("4.2."), or thousands ("1.230")."""
    if low.startswith(".", end) and _POINTED.fullmatch(digits):
        return True
    return len(decimals) == 3 and decimals[2] == "0" and len(whole) < 4 and whole[0] != "0"


def _level(low: str, start: int, end: int, line: int) -> Claim | None:
    """P95, 95th percentile."""
    match = _LEVEL.match(low, start, end + 2)
    if match is None or match.end() != end or not _stands(low, start, line):
        return None
    shown = float(match["p"] or match["nth"])
    return Claim(
        start, end, "fraction", shown / 100, shown, 1.0, 0.0, "level", "", "", False, False, None,
        None, None, (start, end),
    )  # fmt: skip
