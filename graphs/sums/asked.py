"""What is asked of the figures that stand apart: their total, what is left, how far they differ."""

import re
from collections.abc import Callable, Sequence

from graphs.sums.board import Board
from graphs.sums.entries import Entry, alike, entries_of, open_prices
from graphs.sums.prices import PERSONS, in_another_period, stem
from graphs.sums.questions import question, unread
from graphs.sums.ratios import average_by_weight, for_one, in_proportion, weighted
from graphs.sums.shares import lone_share
from graphs.sums.terms import NUMBER, PART, PERCENT, Term, infix
from graphs.sums.verbs import over_all

_TAKEN = re.compile(
    r"\b(?:less|minus|discount|refund(?:ed)?|returned|voucher|coupon|credit(?:ed)?"
    r"|deduct\w*|rebate|off|gave back|took off)\b"
)
_TAKEN_NOUNS = frozenset(("refund", "discount", "rebate", "voucher", "credit", "coupon"))
_ADDED = re.compile(
    r"\b(?:refund(?:ed)?|received|deposit(?:ed|s)?|found|got (?:another|back)|earned"
    r"|top(?:ped)? up|added|gained|paid in|came in|plus|sold me|interest)\b"
)
_STARTED = re.compile(
    r"\b(?:left (?:over )?(?:of|from)|start(?:ed|ing|s)?(?: (?:out|off))?(?: with| at"
    r"| from)?|had|have|has|having|got"
    r"|budget|began|begin|opening|opened|opens|out of|from|raised|paid with"
    r"|hand(?:ed)? over"
    r"|withdrew|earns?|earned|makes?|salary|income|wages|take home|takes home|allowance"
    r"|bought|ordered|total of|stock|there (?:were|are|was|is)|initial\w*|limit|capacity"
    r"|holds|float|gave|balance|kitty|pot|fund|grant|loan|account)\b[^⟦⟧]*$"
)
_AT_FIRST = re.compile(r"\b(?:start\w*|had|budget|began|begin|open(?:ed|ing)?|initial\w*)\b[^⟦⟧]*$")
_SPENT = re.compile(
    r"\b(?:spent|spend|spends|paid|pay|pays|cost|costs|bought|used|gave|goes|went|lost"
    r"|sold|sell|ate|took|donated|rent|owe|withdrew|minus|less|eaten|broke|shipped|sent"
    r"|returned)\b[^⟦⟧]*$"
)
_INCOME = re.compile(
    r"\b(?:sold|sell|sells|revenue|income|takings|took in|earned|turnover|sales|received"
    r"|got|proceeds)\b"
)
_OUTGO = re.compile(
    r"\b(?:bought|buy|cost|costs|costing|spent|paid|expenses?|fees?|overheads?|materials?"
    r"|rent|wages)\b"
)
_SPLIT = re.compile(
    r"\b(?:split(?:ting|s)?|shar(?:e|ed|ing|es)|divid(?:e|ed|ing))(?: (?:it|that|this"
    r"|them|all|up|the|bill|whole|total|cost|lot|evenly|equally|fairly|sum|out"
    r"|amount)){0,4}"
    r"(?: (?:between|among(?:st)?|by|into|across|over|with))?(?: (?:the|us|all|my"
    r"|our)){0,3} (?P<n>⟦n\d+⟧)(?: (?:[a-z]+)){0,2}"
)
_WAYS = re.compile(r"(?P<n>⟦n\d+⟧)[ -]ways?\b")
_SHARE = re.compile(r"(?P<n>⟦n\d+⟧)(?: [a-z]+){1,3} (?:share|split|divide|chip in for)\b")
_PEOPLE = re.compile(
    r"(?:\b(?:between|among(?:st)?|for|of|are|with|by) )?(?:the |us |all )*(?P<n>⟦n\d+⟧)"
    r" (?:of us|ways|equal (?:parts|payments|shares|instal?lments)"
    r"|(?:[a-z]+ )?(?P<who>[a-z]+))\b"
)
_EACH = re.compile(
    r"\b(?:each|apiece|per (?:head|person|nose|share)|a head|my share|(?:one"
    r"|every)(?: [a-z]+)? (?:pay|owe|get)s?|everyone|one share|a share)\b"
)
_PERSON_WORDS = PERSONS | frozenset(
    (
        *("housemate", "flatmate", "colleague", "sibling", "brother", "sister", "heir", "partner"),
        *("team", "roommate", "owner", "cousin", "neighbour", "household", "group"),
    )
)
_YEARS = (1980, 2100)
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_SMALL = 12
_OF_WHICH = re.compile(
    r"\bof (?:which|that|those|these|this|the (?:total|lot|sum))(?: [a-z]+){0,2} ?$"
)
_THE_REST = re.compile(
    r"\b(?:left(?: over)?|remain\w*|the rest|get back|gets? back|did (?:turn|show|come"
    r"|pass|make)|take home|stayed|are still)\b"
)


def conclude(here: Board) -> Term | None:
    """One term that holds every figure; None where that is not sure."""
    divisor = _divisor(here)
    entries = _without_asides(here, entries_of(here))
    if weighted(here):
        return average_by_weight(entries)
    shares = [e for e in entries if e.term.kind == PERCENT and not e.term.joined]
    amounts = [e for e in entries if e not in shares]
    open_parts = any(e.term.kind == PART for e in amounts)
    if not amounts or len(shares) > 1 or open_parts:
        return None
    if unread(here.text, a_share=any(e.term.said.endswith("* 100") for e in amounts)):
        return None
    whole = _with_its_share(here, amounts, shares)
    if whole is not None and divisor is not None:
        return infix("/", whole, divisor)
    if whole is None or whole.joined:
        return whole
    return in_another_period(here, whole)


def _with_its_share(here: Board, amounts: Sequence[Entry], shares: Sequence[Entry]) -> Term | None:
    """The amounts as one, less or more a share of them where one stands apart."""
    share = shares[0] if shares else None
    if share and len(amounts) > 1 and _OF_WHICH.search(share.before) and alike(amounts):
        return infix("of", share.term, _sum(amounts))
    whole = amounts[0].term if len(amounts) == 1 else _of_several(here, amounts)
    if whole is None:
        return None
    if whole.share_of is not None and _THE_REST.search(here.text):
        whole = infix("-", whole.share_of[1], whole.share_of[0])
    return lone_share(here, whole, share.term, f"{share.before} {share.after}") if share else whole


def _divisor(here: Board) -> Term | None:
    """How many share what the rest comes to, taken from the text."""
    match = _WAYS.search(here.text) or _SPLIT.search(here.text) or _SHARE.search(here.text)
    if match is None and _EACH.search(here.text):
        people = (
            m
            for m in _PEOPLE.finditer(here.text)
            if m["who"] is None or stem(m["who"]) in _PERSON_WORDS
        )
        match = next(people, None)
    term = here.of(match["n"]) if match else None
    if match is None or term is None or term.value is None or term.value <= 1 or term.value % 1:
        return None
    here.put(match.start(), match.end(), " shared " if len(here.marks()) > 1 else match[0])
    return term


def _without_asides(here: Board, entries: Sequence[Entry]) -> list[Entry]:
    """Without figures that only say how many there are, years, and what a formula says again."""
    kept = [e for e in entries if not _is_year(e, entries)]
    if here.formula:
        kept = [e for e in kept if not (e.term.in_words and (e.term.value or 99) <= _SMALL)]
        inside = {float(n) for e in kept if e.term.joined for n in _FIGURES.findall(e.term.bare)}
        kept = [e for e in kept if e.term.joined or e.term.value not in inside]
    return [e for e in kept if not _says_how_many(e, kept)]


def _is_year(entry: Entry, entries: Sequence[Entry]) -> bool:
    value = entry.term.value
    if value is None or entry.term.kind != NUMBER or len(entries) < 2 or value % 1:
        return False
    named = re.search(r"\b(?:the|in|for|since|our|model|of|fy|my|this) $", entry.before)
    return _YEARS[0] < value < _YEARS[1] and len(entry.term.said) == 4 and bool(named)


def _says_how_many(entry: Entry, entries: Sequence[Entry]) -> bool:
    value = entry.term.value
    if value is None or entry.term.kind != NUMBER or value > _SMALL or not entry.term.in_words:
        return False
    others = [e for e in entries if e is not entry and e.term.kind != PERCENT]
    return value == 1 or value == len(others)


def _of_several(here: Board, entries: Sequence[Entry]) -> Term | None:
    if (quotient := for_one(here.text, entries) or in_proportion(entries)) is not None:
        return quotient
    name = question(here.text)
    if name is None or not alike(entries) or open_prices(entries):
        return None
    if way := _WAYS_TO_JOIN.get(name):
        return way(entries)
    return over_all(name, [e.term for e in entries])


def _total(entries: Sequence[Entry]) -> Term:
    first, *others = entries
    whole = first.term
    for one in others:
        taken = _TAKEN.search(one.before) or one.noun in _TAKEN_NOUNS
        whole = infix("-" if taken else "+", whole, one.term)
    return whole


def _left(entries: Sequence[Entry]) -> Term | None:
    """What there was at first, less what went, plus what came."""
    started = [e for e in entries if _STARTED.search(e.before) and not _SPENT.search(e.before)]
    if not started and not _SPENT.search(entries[0].before):
        started = [entries[0]] if _SPENT.search(entries[1].before) else []
    if len(started) > 1:
        started = [e for e in started if _AT_FIRST.search(e.before)]
    if len(started) != 1:
        return None
    first = started[0]
    gone = [e for e in entries if e is not first and not _ADDED.search(e.before)]
    come = [e for e in entries if e is not first and e not in gone]
    whole = first.term
    for one in come:
        whole = infix("+", whole, one.term)
    negative = all(e.term.value is not None and e.term.value < 0 for e in gone)
    if len(gone) > 1 and not negative:
        return infix("-", whole, _sum(gone))
    for one in gone:
        whole = infix("+" if negative else "-", whole, one.term)
    return whole


def _sum(entries: Sequence[Entry]) -> Term:
    whole = entries[0].term
    for one in entries[1:]:
        whole = infix("+", whole, one.term)
    return whole


def _profit(entries: Sequence[Entry]) -> Term | None:
    """What came in less what went out."""
    came = [e for e in entries if _INCOME.search(e.before)]
    went = [e for e in entries if e not in came and _OUTGO.search(e.before)]
    if not came or not went or len(came) + len(went) < len(entries):
        return None
    return infix("-", _sum(came), _sum(went))


def _apart(entries: Sequence[Entry]) -> Term | None:
    """By how much the larger of two exceeds the other."""
    if len(entries) != _PAIR:
        return None
    one, other = (e.term for e in entries)
    turned = one.value is not None and other.value is not None and one.value < other.value
    return infix("-", other, one) if turned else infix("-", one, other)


_PAIR = 2
_WAYS_TO_JOIN: dict[str, Callable[[Sequence[Entry]], Term | None]] = {
    "left": _left,
    "profit": _profit,
    "apart": _apart,
    "+": _total,
}
