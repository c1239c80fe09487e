"""Everyday reckoning: a discount, what share one amount is of another, by how much it changed."""

import re
from collections.abc import Iterator

from graphs.spans.expressions import written
from graphs.spans.quantity import Quantity
from graphs.spans.rates import NUMBER
from graphs.spans.span import Reading, Span

_UNIT = r"(?:\s?(?:[€$£]|(?:eur|usd|chf|gbp|euros?|dollars?|pounds?|francs?)\b))?"
_A = rf"[€$£]?(?P<a>{NUMBER}){_UNIT}"
_B = rf"[€$£]?(?P<b>{NUMBER}){_UNIT}"
_PERCENT = r"\s?(?:%|percent|per\scent|pct)"
_HOW_MANY = (
    rf"(?:what|how\smany|which|how\smuch)(?:\s(?:is|are|a))?{_PERCENT}(?:age)?(?:\spoints?)?"
)
_NOUN = r"(?:\s(?!of\b|and\b|to\b|from\b)[a-z]+){0,2}?"
_THING = r"(?:(?!\b(?:with|at|and|for|by|if)\b|[,;:(])[^.?!\d]){0,30}"
"""What stands between "more than" and its amount: "the 400", "last year's 400"."""
_FORMS = (
    # a tip of 15 % on 84
    (rf"\b(?:tip|vat|tax|fee|commission|interest|deposit|bonus|surcharge)\sof\s(?P<a>{NUMBER}){_PERCENT}"
     rf"\s(?:on|of|for)\s{_B}", "{a}*{b}"),
    # 15 % off 349, and what that saves
    (rf"\b(?:save|saving|saved|discount|reduction)\b[^.?!\d]{{0,30}}(?P<a>{NUMBER}){_PERCENT}"
     rf"(?:\s(?:off|discount|rebate|reduction))?(?:\s(?:on|of|from))?\s{_B}", "{a}*{b}"),
    (rf"(?P<a>{NUMBER}){_PERCENT}\s(?:off|discount|rebate|reduction)(?:\s(?:on|of|from))?\s{_B}",
     "{b}*(1-{a})"),
    (rf"\b{_B}(?:\s(?:with|at|less|minus|after))\s(?:an?\s)?(?P<a>{NUMBER}){_PERCENT}"
     r"\s(?:off|discount|rebate|reduction)\b", "{b}*(1-{a})"),
    # 12 % more than 1,840
    (rf"(?P<a>{NUMBER}){_PERCENT}\s(?:more|higher|above|over|dearer)\s(?:than\s)?{_THING}{_B}",
     "{b}*(1+{a})"),
    (rf"(?P<a>{NUMBER}){_PERCENT}\s(?:less|lower|below|under|cheaper|fewer)\s(?:than\s)?"
     rf"[^.?!\d]{{0,30}}{_B}", "{b}*(1-{a})"),
    # what percentage is 17 of 68
    (rf"\b{_HOW_MANY}\s(?:is|are|would|of)\s{_A}{_NOUN}\s(?:of|out\sof|from)\s{_B}", "{a}/{b}*100"),
    (rf"\b{_HOW_MANY}\sof\s{_B}{_NOUN}\s(?:is|are|would)\s{_A}", "{a}/{b}*100"),
    (rf"{_A}\s(?:is|are|as)\s(?:what|which|how\smany){_PERCENT}(?:age)?\sof\s{_B}", "{a}/{b}*100"),
    (rf"\b{_A}\s(?:of|out\sof)\s{_B}\s(?:in|as\sa|as){_PERCENT}(?:age)?\b", "{a}/{b}*100"),
    # from 80 to 92: by how many percent
    (rf"\bfrom\s{_A}\sto\s{_B}(?=[^.!]{{0,60}}?{_PERCENT})", "({b}-{a})/{a}*100"),
    (rf"\b{_HOW_MANY}[^.?!\d]{{0,40}}?[\s,:]{_A}\s?(?:->|→|=>|;|\bto\b|,?\sthen\b|,?\snow\b)\s?{_B}",
     "({b}-{a})/{a}*100"),
    (rf"{_PERCENT}(?:age)?\s(?:change|increase|growth|rise|decrease|drop|difference)\s"
     rf"(?:from|between)\s{_A}\s(?:to|and)\s{_B}", "({b}-{a})/{a}*100"),
    # 7 at 12.50 each
    (rf"^\W*(?:[a-z']+\s){{0,4}}(?P<a>{NUMBER}){_NOUN}\s(?:at|for|times|@)\s{_B}\s(?:each|apiece|a\spiece)"
     r"\W*$", "{b}*{a}"),
)  # fmt: skip
_OF_A_SHARE = ("{a}*{b}", "{b}*(1-{a})", "{b}*(1+{a})")
_PATTERNS = tuple((re.compile(pattern), form) for pattern, form in _FORMS)
_CUE = re.compile(r"%|percent|per\scent|pct|\beach\b|apiece|a\spiece")
_OVER_ALL = re.compile(
    r"(?:(?:the|their|its|a)\s)?(?P<mean>mean|average)|(?P<median>median)"
    r"|(?P<sum>sum|total|altogether|in\sall|all\stogether|add(?:ed)?\s(?:them\s|it\s|these\s)?up)"
)
_ASKED = re.compile(
    r"(?:^|[.;:,?!]\s*|\b(?:the|their|a|what|what's|whats|is|are|that|makes?|how\smany|how\smuch)\s)"
    rf"(?:{_OVER_ALL.pattern})\s*(?:\s(?:is|of\sthat|of\sthese|of\sthem|please|pls))?\s*(?=[?.!]|$)"
)
_SCORE, _LIKELY = 0.9, 0.6
FEWEST = 2  # numbers that have a mean


def everyday_sums(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """Calculations that people name by what they are for."""
    found: list[tuple[int, int]] = []
    for pattern, form in _PATTERNS if _CUE.search(skeleton) else ():
        for match in pattern.finditer(skeleton):
            a, b = quantities.get(match.start("a")), quantities.get(match.start("b"))
            apart = not any(s < match.end() and match.start() < e for s, e in found)
            if a is None or b is None or not apart or not _plain(a, b):
                continue
            if (expression := _expression(form, a, b)) is not None:
                found.append(match.span())
                yield _span(text, *match.span(), expression, _SCORE)
    bought = [*_bought(skeleton, text, quantities)] if not found else []
    yield from bought
    if not (found or bought) and (span := _over_all(skeleton, text, quantities)):
        yield span


_ITEM = re.compile(
    rf"(?P<a>{NUMBER})(?:\s(?:[a-z][\w'-]*\s){{1,4}}?(?:at|for|@|costing|à)|{_PERCENT}\sof)\s"
    rf"[€$£]?(?P<b>{NUMBER}){_UNIT}(?:\s(?:each|apiece|a\spiece|per\s[a-z]+))?"
)
_BETWEEN = re.compile(
    r"(?:\s[a-z]+){0,2}(?:\s*,\s*|\s*,?\s(?:and|plus)\s)(?:plus\s|and\s)?"
    r"(?:also\s|another\s|the\s)?"
)
_COSTS = re.compile(
    r"\b(?:cost|costs|total|altogether|in\sall|come\sto|comes\sto|sum|pay|add\sup|how\smuch|bill|price|total)\b"
)


def _bought(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """What several things cost together: "three coaches at 340 and 20 tickets at 6.50"."""
    run: list[re.Match[str]] = []
    for match in [*_ITEM.finditer(skeleton), None]:
        joins = match and run and _BETWEEN.fullmatch(skeleton, run[-1].end(), match.start())
        if match is not None and (joins or not run):
            run.append(match)
            continue
        if len(run) >= FEWEST and _COSTS.search(skeleton):
            pairs = [[quantities.get(m.start(name)) for name in "ab"] for m in run]
            if all(a and b and a.kind != "money" and _countable(a, b) for a, b in pairs):
                terms = [f"{written(_count(a))}*{written(b.value)}" for a, b in pairs if a and b]
                yield _span(text, run[0].start(), run[-1].end(), "+".join(terms), _SCORE)
        run = [match] if match is not None else []


def _countable(a: Quantity, b: Quantity) -> bool:
    return b.kind in ("number", "money") and a.kind in ("number", "fraction", "duration", "rate")


def _count(a: Quantity) -> float:
    """How many: 12 hours are twelve here, whatever part of a day they are."""
    return a.value if a.kind == "fraction" else a.number.value


def _plain(a: Quantity, b: Quantity) -> bool:
    return a.kind in ("number", "money", "fraction") and b.kind in ("number", "money")


def _expression(form: str, a: Quantity, b: Quantity) -> str | None:
    """The calculation; a share as a fraction, and none that divides by nothing."""
    if ("/{a}" in form and not a.value) or ("/{b}" in form and not b.value):
        return None
    share = form in _OF_A_SHARE
    first = a.value / 100 if share and a.kind != "fraction" else a.value
    return form.format(a=written(first), b=written(b.value))


def _over_all(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Span | None:
    """What is asked of all figures of a message: "417 today and 389 before. Their mean?"."""
    match = _ASKED.search(skeleton)
    figures = [q for _, q in sorted(quantities.items())]
    alike = {q.kind for q in figures}
    if (
        match is None
        or len(figures) < FEWEST
        or not (alike <= {"number", "money"} and len(alike) == 1)
    ):
        return None
    name = next(name for name in ("mean", "median", "sum") if match[name])
    terms = [written(q.value) for q in figures]
    expression = "+".join(terms) if name == "sum" else f"{name}({','.join(terms)})"
    start, end = figures[0].start, figures[-1].end
    return _span(text, start, end, expression, _LIKELY)


def _span(text: str, start: int, end: int, expression: str, score: float) -> Span:
    return Span(start, end, text[start:end], (Reading("expression", expression, score=score),))
