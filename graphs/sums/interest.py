"""Interest told in words: what savings grow to, what a loan's even payments are.

Compound interest by the period it is added in, simple interest and the payment of an annuity: the
standard formulas of the time value of money (Brealey, Myers and Allen, chapter 2).
"""

import re

from graphs.sums.board import FIGURE, Board
from graphs.sums.terms import MONEY, NUMBER, PERCENT, UNIT, Term, infix, plain

_OFTEN = {
    "annually": 1, "annual": 1, "yearly": 1, "every year": 1, "each year": 1, "per year": 1,
    "a year": 1, "semiannually": 2, "semi-annually": 2, "half-yearly": 2, "twice a year": 2,
    "every six months": 2, "quarterly": 4, "every quarter": 4, "each quarter": 4, "monthly": 12,
    "every month": 12, "each month": 12, "per month": 12, "a month": 12, "weekly": 52,
    "every week": 52, "daily": 365, "every day": 365,
}  # fmt: skip
_PERIOD = "|".join(sorted(map(re.escape, _OFTEN), key=len, reverse=True))
_ADDED = re.compile(
    rf"\b(?:compound(?:ed|ing|s)?(?: interest)?,? (?P<behind>{_PERIOD})"
    rf"|(?P<before>{_PERIOD}) compound(?:ed|ing)?"
    rf"|interest (?:is )?(?:added|credited|paid) (?P<added>{_PERIOD}))\b"
)
_COMPOUND = re.compile(r"\bcompound|\binterest (?:is )?(?:added|credited)\b")
_SIMPLE = re.compile(r"\bsimple interest\b")
_INTEREST_ONLY = re.compile(
    r"\b(?:how much|what|the) interest\b|\binterest (?:do|will|would|did) (?:i|we)\b"
)
_PAYMENT = re.compile(
    r"\b(?P<often>monthly|yearly|annual|quarterly|weekly|month's|each month's?)?[- ]?"
    r"(?:re)?(?:payments?|instal?lments?)\b"
    r"|\bpay (?:back )?(?:each|every|per|a) (?P<every>month|year|quarter)\b"
)
_LOAN = re.compile(r"\b(?:loan|mortgage|borrow(?:ed|ing)?|credit|lend|financ(?:e|ed|ing))\b")
_TRADED = re.compile(r"\b(?:bonds?|coupons?|yields?|maturity|par|face|notes?|options?|strike)\b")
"""Words of what is priced by a market, not reckoned so."""
_SPAN = re.compile(r"^(?P<n>[\d.]+) (?P<unit>years?|months?|weeks?|days?|quarters?)$")
_A_YEAR = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
_PER_PERIOD = re.compile(rf"{FIGURE} (?:a|per|each|every) (?P<period>month|quarter|week)\b")
_FIGURES = 3


def interest(here: Board) -> bool:
    """One amount, one rate and one length of time under words of interest, joined into one term."""
    marks = here.marks()
    if len(marks) != _FIGURES or any(term.joined for term in here.left()):
        return False
    by_kind = {term.kind: term for term in here.left()}
    amount = by_kind.get(MONEY) or by_kind.get(NUMBER)
    rate, length = by_kind.get(PERCENT), by_kind.get(UNIT)
    if amount is None or rate is None or length is None or not amount.value:
        return False
    found = _told(here.text, amount, rate, length)
    if found is None:
        return False
    here.text = here.mark(found)  # its words are all understood
    return True


def speaks_of_interest(text: str) -> bool:
    """Whether the words are those of savings or of a loan that is paid back evenly."""
    low = text.lower()
    if _TRADED.search(low):
        return False
    loan = _LOAN.search(low) and _PAYMENT.search(low)
    return bool(loan or _COMPOUND.search(low) or _SIMPLE.search(low))


def _told(text: str, amount: Term, rate: Term, length: Term) -> Term | None:
    if not rate.value or not speaks_of_interest(text):
        return None
    if _PAYMENT.search(text) and _LOAN.search(text):
        return _payment(text, amount, rate, length)
    way = _simple if _SIMPLE.search(text) else _savings
    return way(text, amount, rate, length)


def _payment(text: str, amount: Term, rate: Term, length: Term) -> Term | None:
    """What is paid back each period, the same every time: P i / (1 - (1 + i)^-n)."""
    match = _PAYMENT.search(text)
    said = (match["often"] or match["every"] or "month") if match else "month"
    times = 4 if said.startswith("quarter") else 52 if said.startswith("week") else 12
    times = 1 if said.startswith(("year", "annual")) else times
    parts = _periods(text, rate, length, times)
    if parts is None:
        return None
    each, count = parts
    grown = infix("^", infix("+", plain("1"), each), count)
    left = infix("-", plain("1"), infix("/", plain("1"), grown))
    return infix("/", infix("*", amount, each), left)


def _simple(text: str, amount: Term, rate: Term, length: Term) -> Term | None:
    """Interest that earns none itself: P (1 + i n), or P i n alone."""
    parts = _periods(text, rate, length, 1)
    if parts is None:
        return None
    earned = infix("*", *parts)
    if _INTEREST_ONLY.search(text):
        return infix("*", amount, earned)
    return infix("*", amount, infix("+", plain("1"), earned))


def _savings(text: str, amount: Term, rate: Term, length: Term) -> Term | None:
    """What an amount grows to: P (1 + i)^n; the interest alone where that is asked for."""
    told = _ADDED.search(text)
    often = (
        next((told[name] for name in ("behind", "before", "added") if told[name]), "")
        if told
        else ""
    )
    parts = _periods(text, rate, length, _OFTEN.get(often, 1))
    if parts is None:
        return None
    whole = infix("*", amount, infix("^", infix("+", plain("1"), parts[0]), parts[1]))
    return infix("-", whole, amount) if _INTEREST_ONLY.search(text) else whole


def _periods(text: str, rate: Term, length: Term, times: int) -> tuple[Term, Term] | None:
    """The rate of one period and how many there are, where interest is added `times` a year."""
    span = _SPAN.match(length.said)
    if span is None:
        return None
    per = _PER_PERIOD.search(text)
    if per is not None and per["period"] in _A_YEAR:
        times = _A_YEAR[per["period"]]
        each = rate
    else:
        each = infix("/", rate, plain(str(times))) if times > 1 else rate
    number = Term(span["n"], span["n"], NUMBER, places=length.places, value=float(span["n"]))
    units = _A_YEAR[span["unit"].rstrip("s")]
    if units == times:
        return each, number
    if times % units == 0:
        return each, infix("*", number, plain(str(times // units)))
    return each, infix("/", infix("*", number, plain(str(times))), plain(str(units)))
