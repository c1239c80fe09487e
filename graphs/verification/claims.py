"""Every figure an answer states: digits, number words, shares, amounts, dates."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from graphs.spans.carry import carried
from graphs.spans.dates import Found, calendar_days
from graphs.spans.numerals import Hand, hand
from graphs.spans.quantities import Counted, counted
from graphs.spans.quantity import Quantity
from graphs.spans.ranges import tight_ranges
from graphs.spans.source import hidden, normalised
from graphs.verification.claim import COUNTED, Claim, Stated, moved
from graphs.verification.disguise import exponent, odd_numerals, powers, raised, undisguised
from graphs.verification.exemptions import ORDINAL, QUANTILE_NAME, TIME_OF_DAY, exempt, references
from graphs.verification.figure import Sort
from graphs.verification.fineness import steps
from graphs.verification.plain import plain, usual

_SORTS: dict[str, Sort] = {"money": "money", "fraction": "fraction", "rate": "rate",
                           "duration": "duration", "number": "number"}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_MULTIPLE = re.compile(
    r"\b(twice|doubles?|doubled|thrice|triples?|tripled|halved"
    r"|halves(?= (?:the|it|your|what|that|this)\b))\b"
)
_WORTH = {"tw": 2.0, "do": 2.0, "th": 3.0, "tr": 3.0, "ha": 0.5}
_NTH = re.compile(r"\b(twentieth|tenth|fifth|hundredth|thousandth|quarter|third)\b(?=\s+of\b)")
_PART = {"twentieth": 20, "tenth": 10, "fifth": 5, "hundredth": 100, "thousandth": 1000,
         "quarter": 4, "third": 3}  # fmt: skip
_LEADING_TEXT = re.compile(r"\b(?:the |a |one )?(?:worst|best|top|bottom|highest|lowest)\s$")


_LEAP_YEAR = 2024  # where no year is said, 29 February is a day
_OF = re.compile(r"\s(?:of|out of|from)\s")


def stated(text: str) -> Stated:
    """Everything numeric that a text states.

    Lines are remembered: a sentence is read when it is released, and again with the whole answer.
    """
    seen = undisguised(text)
    if seen is None:
        return _stated(text)
    plain, places = seen
    return _replaced(_stated(plain), places)


def _replaced(found: Stated, places: list[int]) -> Stated:
    """The same, where each figure stands in the text as it was written."""

    def span(start: int, end: int) -> tuple[int, int]:
        return places[start], places[end - 1] + 1 if end > start else places[start]

    for index, claim in enumerate(found.claims):
        start, end = span(claim.start, claim.end)
        found.claims[index] = replace(claim, start=start, end=end, core=span(*claim.core))
    found.references = [(*span(a, b), n) for a, b, n in found.references]
    found.unread = [span(a, b) for a, b in found.unread]
    return found


def _stated(text: str) -> Stated:
    found = Stated()
    low = normalised(text)
    written = hand(low)
    simple = not written.comma_is_decimal and not written.dots_group
    remembered = _PLAIN[written.european]
    parts: list[Part] = []
    all_usual = simple and usual(text, low)
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        known = remembered.get(line) if simple else None
        if known is not None and known[0] == start:
            parts.append(known[1])
        elif (
            simple
            and (all_usual or usual(line, low[start:end]))
            and (claims := plain(low, start, end)) is not None
        ):
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()
            remembered[line] = start, claims
            parts.append(claims)
        else:
            parts.append((start, line))
        start = end
    _read_new([part[1] for part in parts if isinstance(part, tuple)], written)
    for part in parts:
        if isinstance(part, list):
            found.claims += part
        else:
            _add(found, *part, written)
    return found


def _add(found: Stated, start: int, line: str, written: Hand) -> None:
    """Add what a line states that the whole reader reads, where the line begins."""
    read = _REMEMBERED.get((line, written)) or (
        _NOTHING if _says_nothing(line) else read_whole(line, written)
    )
    found.claims += [moved(claim, start) for claim in read.claims]
    found.references += [(a + start, b + start, n) for a, b, n in read.references]
    found.unread += [(a + start, b + start) for a, b in read.unread]


Part = list[Claim] | tuple[int, str]
"""The claims of a plain line, or where another line begins and how it goes."""
_PLAIN: dict[bool, dict[str, tuple[int, list[Claim]]]] = {True: {}, False: {}}
"""Plain lines with where they began, by whether their writer's decimals may begin with a comma."""


_NOTHING = Stated()
_LONGEST = 2_000
_MOST_REMEMBERED = 4_096
_REMEMBERED: dict[tuple[str, Hand], Stated] = {}
_BETWEEN = "\ue005\n"
"""Between lines that are read together: nothing is read across it."""
_MAY_STATE = re.compile(r"[^\W_]")


def _says_nothing(line: str) -> bool:
    return _MAY_STATE.search(line) is None


def _read_new(lines: list[str], written: Hand) -> None:
    """Read the lines that are new all at once, which costs less than one by one."""
    new = [
        line for line in dict.fromkeys(lines)
        if len(line) <= _LONGEST and (line, written) not in _REMEMBERED and not _says_nothing(line)
    ]  # fmt: skip
    if not new:
        return
    ended = (line if line.endswith("\n") else f"{line}\n" for line in new)
    read = read_whole(_BETWEEN.join(ended), written)
    if len(_REMEMBERED) + len(new) > _MOST_REMEMBERED:
        _REMEMBERED.clear()
    for line, one in zip(new, _parted(read, new), strict=True):
        _REMEMBERED[line, written] = read_whole(line, written) if one is None else one


def _parted(read: Stated, lines: list[str]) -> Iterator[Stated | None]:
    """What each line states; None for lines that a claim reaches over."""
    claims, references, unread = iter(read.claims), sorted(read.references), sorted(read.unread)
    claim = next(claims, None)
    begin = reach = 0
    for line in lines:
        end = begin + len(line) + (not line.endswith("\n"))
        one, whole = Stated(), reach <= begin
        while claim is not None and claim.start < end:
            one.claims.append(moved(claim, -begin))
            reach = max(reach, claim.end, claim.core[1])
            claim = next(claims, None)
        one.references = [(a - begin, b - begin, n) for a, b, n in references if begin <= a < end]
        one.unread = [(a - begin, b - begin) for a, b in unread if begin <= a < end]
        yield one if whole and reach < end else None
        begin = end + len(_BETWEEN)


def read_whole(text: str, written: Hand) -> Stated:
    """What one line states."""
    found = Stated()
    pieces = list(exempt(text))
    low = hidden(normalised(text), pieces)
    found.references = [(m.start(), m.end(), m[1]) for m in references(text)]
    # "§ 10.4.12" is a place in a document, not a day in April.
    low = hidden(low, [(s, e) for s, e, number in found.references if number.count(".") == 2])
    days = [day for day in calendar_days(low) if not _ends_sentence(low, day)]
    low_of_days, low = low, hidden(low, [(d.start, d.end) for d in days])
    # A day the calendar lacks states nothing: the planner repeats it to ask which was meant.
    found.claims += [_date_claim(low_of_days, d) for d in days if _exists(d)]
    found.claims += _quantiles(text)
    low = hidden(low, [m.span() for m in ORDINAL.finditer(low)])
    found.unread = [m.span() for m in TIME_OF_DAY.finditer(low)] if ":" in low else []
    low = hidden(low, [(s, e) for s, e, *_ in (*found.references, *_spans(found.claims))])
    found.unread += odd_numerals(text)
    found.claims += _powers(text)
    found.claims += _odds(low)
    found.claims += _three_quarters(low)
    low = hidden(low, [*found.unread, *_spans(found.claims)])
    found.claims += _quantities(low, written)
    found.claims += _multiples(low)
    found.unread += _uncovered(low, found)
    found.claims.sort(key=lambda c: (c.start, c.end))
    return found


def _spans(claims: list[Claim]) -> list[tuple[int, int]]:
    return [(c.start, c.end) for c in claims]


_SAYS_DAY = re.compile(
    r"(?:\b(?:on|by|until|till|since|from|before|after|due|am|bis|vom|zum|ab|und)|[,&(/–-])"
    r"\s?[*_]{0,2}$"
)
_ENDS_THERE = re.compile(r"[*_)\"'”]*(?:\s|$)")


def _ends_sentence(low: str, day: Found) -> bool:
    """Whether "4.2." is a decimal at the end of its sentence rather than the fourth of February."""
    if not _may_be_decimal(low, day):
        return False
    return not (_exists(day) and _SAYS_DAY.search(low, max(0, day.start - 8), day.start))


def _may_be_decimal(low: str, day: Found) -> bool:
    """Whether it is two numbers with a point behind each, and its sentence may end there."""
    written = low[day.start : day.end]
    if day.year is not None or not written.endswith(".") or day.whole_month or " " in written:
        return False
    return written.count(".") == 2 and _ENDS_THERE.match(low, day.end) is not None


def _exists(day: Found) -> bool:
    try:
        datetime.date(day.year or _LEAP_YEAR, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True


def _date_claim(low: str, day: Found) -> Claim:
    ordinal, decimal = 0.0, None
    if _may_be_decimal(low, day):  # "rose by 1.7." is no day in July unless one was named
        worth = float(low[day.start : day.end - 1])
        step = 0.1 ** (day.end - 2 - low.index(".", day.start))
        decimal = Claim(day.start, day.end - 1, "number", worth, worth, step=step, coarse=step)
    if day.year and day.month:
        ordinal = float(datetime.date(day.year, day.month, day.day).toordinal())
    return Claim(
        day.start, day.end, "date", ordinal, ordinal, month=day.month, year=day.year, day=day.day,
        unit="month" if day.whole_month else "", core=(day.start, day.end), other=decimal,
    )  # fmt: skip


_SMALL = {word: float(at) for at, word in enumerate(
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2
)} | {"twenty": 20.0, "fifty": 50.0, "a hundred": 100.0, "hundred": 100.0}  # fmt: skip
_N = rf"(?:\d{{1,3}}|{'|'.join(_SMALL)})"
_SPAN = r"(?:years?|months?|weeks?|days?)"
_TIMES_OUT_OF = re.compile(
    rf"(?<![\w.,])(?P<a>{_N}) {_SPAN} (?:in|out of|of every|in every) (?P<b>{_N})\b"
    rf"|(?<![\w.,])(?P<c>{_N}) (?:out of|of|in)(?: every)? (?P<d>{_N}) {_SPAN}\b"
)


def _odds(low: str) -> Iterator[Claim]:
    """Nine years in ten, 9 out of 10 years: a share, not a length of time."""
    spans = "year" in low or "month" in low or "week" in low or "day" in low
    for match in _TIMES_OUT_OF.finditer(low) if spans and (" of " in low or " in " in low) else ():
        part, whole = (_small(match[a] or match[b]) for a, b in (("a", "c"), ("b", "d")))
        if 1 < part < whole:
            share = part / whole
            yield Claim(*match.span(), "fraction", share, share, unit="one in", core=match.span())


_THREE_QUARTERS = re.compile(
    r"\bthree[ -]quarters(?= (?:of (?!an?\b)|stays?|are|remain|lie|end|fall|come|cost|have|will"
    r"|exceed))"
)


def _three_quarters(low: str) -> Iterator[Claim]:
    """Three quarters of cases: no nine months."""
    for match in _THREE_QUARTERS.finditer(low) if "quarters" in low else ():
        yield Claim(*match.span(), "fraction", 0.75, 0.75, unit="part of", in_words=True,
                    core=match.span())  # fmt: skip


def _small(word: str) -> float:
    return _SMALL[word] if word in _SMALL else float(word)


def _powers(text: str) -> Iterator[Claim]:
    """Powers of ten by their worth; any other exponent by itself."""
    taken: list[tuple[int, int]] = []
    for start, end, worth in powers(text):
        taken.append((start, end))
        yield Claim(start, end, "number", worth, worth, core=(start, end))
    for start, end in raised(text):
        if not any(a <= start < b for a, b in taken):
            worth = exponent(text[start:end])
            yield Claim(start, end, "number", worth, worth, core=(start, end))


def _quantiles(text: str) -> Iterator[Claim]:
    for match in QUANTILE_NAME.finditer(text):
        shown = float(match[1] or match[2])
        yield Claim(*match.span(), "fraction", shown / 100, shown, step=1.0, unit="level",
                    core=match.span())  # fmt: skip


def _quantities(low: str, written: Hand) -> Iterator[Claim]:
    seen = counted(low, labelled=False, written=written)
    moved: dict[int, Quantity] = {}
    items: set[int] = {id(q) for q in seen.quantities if q.kind == "rate" and q.reach > q.end}
    for members in tight_ranges(low, seen.quantities):
        if items.intersection(id(m) for m in members):
            items.update(id(m) for m in members)
        for member, carried_one in zip(members, carried(members), strict=True):
            moved[id(member)] = carried_one
    for quantity in _each_number(low, seen):
        if not _stands_for_nothing(quantity):
            claim = _claim(low, quantity, moved.get(id(quantity), quantity))
            if id(quantity) in items and claim.sort == "rate" and not claim.inverse:
                claim.unit = COUNTED
            yield claim


def _each_number(low: str, seen: Counted) -> Iterator[Quantity]:
    """The quantities; "88 of 1,500" is two figures rather than a share."""
    for quantity in seen.quantities:
        if quantity.unit != "one in" or quantity.kind != "fraction":
            yield quantity
            continue
        numbers = [q for at, q in seen.by_number.items() if quantity.start <= at < quantity.end]
        if len(numbers) > 1 and _OF.search(low, quantity.start, quantity.end):
            yield from numbers
        else:
            yield quantity


def _stands_for_nothing(quantity: Quantity) -> bool:
    """`one` as a pronoun, `never`, `each month`: no number is stated."""
    if quantity.unit == "never" or (quantity.kind == "duration" and quantity.score == 0.4):
        return True
    if quantity.kind == "rate" and quantity.score == 0.4:
        return True
    return quantity.number.in_words and quantity.number.value == 1 and quantity.kind == "number"


_A_BAR = re.compile(r"\s(?:ratio|bar|benchmark|rule|threshold|target|hurdle)\b")


def _claim(low: str, written: Quantity, meant: Quantity) -> Claim:
    number = meant.number
    a_bar = meant.unit == "times" and _A_BAR.match(low, written.end)
    step, coarse = steps(low, written)
    scale = number.scale
    start, end = written.start, max(written.end, written.number.end)
    return Claim(
        start,
        end,
        _SORTS[meant.kind],
        meant.value,
        number.value,
        step=step * scale,
        coarse=coarse * scale,
        unit="" if a_bar else meant.unit,
        per=meant.per,
        currency=meant.currency,
        inverse=meant.inverse,
        in_words=written.number.in_words,
        core=(written.number.start, written.number.end),
    )


def _multiples(low: str) -> Iterator[Claim]:
    times = any(word in low for word in ("twice", "doubl", "thrice", "tripl", "halve"))
    for match in _MULTIPLE.finditer(low) if times else ():
        if match[1] == "twice" and re.match(r"\s+(?:a|per|in|every|each)\b", low[match.end() :]):
            continue
        worth = _WORTH[match[1][:2]]
        yield Claim(*match.span(), "number", worth, worth, step=0.1, coarse=0.1, unit="times",
                    core=match.span())  # fmt: skip
    leading = any(word in low for word in ("worst", "best", "top", "bottom", "est "))
    for match in _NTH.finditer(low) if leading else ():
        part = 1 / _PART[match[1]]
        if _LEADING_TEXT.search(low, max(0, match.start() - 20), match.start()):
            yield Claim(*match.span(), "fraction", part, part, step=0.0, coarse=0.0, unit="part of",
                        in_words=True, core=match.span())  # fmt: skip


def _uncovered(low: str, found: Stated) -> Iterator[tuple[int, int]]:
    """Digits that belong to no claim: they must stand in the person's words as they are."""
    covered = hidden(low, [(c.core[0], max(c.core[1], c.end)) for c in found.claims])
    covered = hidden(covered, [(c.start, c.end) for c in found.claims])
    for match in _DIGITS.finditer(covered):
        yield match.span()
