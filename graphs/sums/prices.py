"""A number of things at a price each; a rate and how long it runs; how often and how long."""

import re

from graphs.sums.board import FIGURE, Board, Build, figure, terms_of
from graphs.sums.terms import UNIT, Term, infix, plain, without_unit
from tools.arithmetic._units import NAMES, UNITS

_EACH = r"(?:each|apiece|a piece|per piece|a pop|per item|every one|per unit|a unit|ea\b)"
_NOUN = (
    r"(?: (?!(?:and|at|for|plus|minus|less|of|to|from|with|cost|costs|costing|times|per|each"
    r"|by|is|are|was|were|over)\b)[a-z][\w'’-]*){0,4}?"
)
_COUNT = figure("n", "nu")
_PRICE = figure("t", "mn")
_AT = r"(?: ?@ ?|,? at | à )(?:a (?:price|cost|rate) of |just |only |about )?"
_COSTING = (
    r",? (?:costing|priced at|sold at|sold for|that cost|which cost|bought at|bought for"
    r"|going at|worth|selling at) (?:just |only |about )?"
)
_NO_HOLDER = (
    r"(?:hours|days|weeks|months|years|minutes|percents?|parts|kinds|sorts|thirds|quarters"
    r"|halves|fifths|eighths|tenths|lots|gains|points|s)\b"
)
_SOME = (
    r"(?: (?!(?:and|at|for|plus|minus|less|of|to|from|with|cost|costs|costing|times|per|each"
    r"|by|is|are|was|were|over|sold|bought)\b)[a-z][\w'’-]*){1,4}?"
)
_PER_NOUN = (
    rf"(?: ?{_EACH}|(?: ?/ ?| per | an? | for each | for every | every "
    r"| each )(?P<per>[a-z][\w'-]*))"
)
PERSONS = frozenset(
    (
        *("head", "person", "guest", "people", "pax", "child", "kid", "student", "pupil", "adult"),
        *("participant", "attendee", "delegate", "user", "member", "player", "nose", "visitor"),
        *("employee", "worker", "staff", "customer", "passenger", "traveller", "friend", "cover"),
        *("seat", "family", "couple", "man", "woman", "patient", "tenant", "resident", "diner"),
    )
)
_PLURALS = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "staff": "staff",
}
_STOPS = frozenset(
    (
        "time",
        "go",
        "year-old",
        "one",
        "it",
        "that",
        "this",
        "total",
        "piece",
        "pop",
        "each",
        "day's",
        "the",
        "few",
        "lot",
        "bit",
        "third",
        "half",
        "quarter",
        "tenth",
    )
)


def stem(word: str) -> str:
    """A noun in the singular, roughly."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _PLURALS:
        return _PLURALS[word]
    for ending, new in (
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + new
    return word


def _product(here: Board, match: re.Match[str]) -> Term | None:
    count, price = terms_of(here, match, ("n", "t"))
    per = match.groupdict().get("per")
    if count.unit and per and not _same(count.unit, per):
        return None
    if not count.unit and (count.value is None or count.value % 1):
        return None
    if count.unit and per:
        return _over_time(count, price, per)
    return infix("*", without_unit(count), price)


def _price_first(here: Board, match: re.Match[str]) -> Term | None:
    return infix("*", *terms_of(here, match, ("t", "n")))


def _same(unit: str, per: str) -> bool:
    """Whether a price per this word is for that unit, or one of its kind."""
    symbol = NAMES.get(per) or NAMES.get(stem(per))
    return bool(unit) and symbol is not None and UNITS[symbol].dimension == UNITS[unit].dimension


def _over_time(count: Term, price: Term, per: str) -> Term:
    """45 minutes at $96 an hour: with units where they differ."""
    symbol = NAMES.get(per) or NAMES[stem(per)]
    if symbol == count.unit:
        return infix("*", without_unit(count), without_unit(price))
    rate = Term(f"{price.said}/{symbol}", price.bare, price.kind, 2, price.places)
    return infix("*", count, rate)


def _dozens(here: Board, match: re.Match[str]) -> Term:
    return infix("*", *terms_of(here, match, ("n", "t")))


def _doses(here: Board, match: re.Match[str]) -> str:
    """3 times a day is a rate by the day; what is given as often, that many times."""
    term, times = terms_of(here, match, ("t", "n"))
    return f"{here.mark(infix('*', term, times))} a {match['per']}"


def _often(here: Board, match: re.Match[str]) -> str:
    term = here.of(match["t"])
    if match["how"] == "twice":
        term = infix("*", term, plain("2"))
    return f"{here.mark(term)} a {match['per']}"


def _twice(here: Board, match: re.Match[str]) -> Term:
    return infix("*", plain("2" if match["how"] == "twice" else "3"), here.of(match["t"]))


_RULES: tuple[tuple[str, Build], ...] = (
    (rf"{_COUNT}{_NOUN}{_AT}{_PRICE}(?:{_PER_NOUN}(?! times\b))?", _product),
    (rf"{_COUNT}{_SOME}{_COSTING}{_PRICE}(?:{_PER_NOUN}(?! times\b))?", _product),
    (rf"{_COUNT}{_NOUN}(?: of| with| holding| containing|,? with) {figure('t', 'mnu')}(?: [a"
        r"-z][\w'-]*){0,2}? each\b", _product),
    (rf"{figure('n', 'n')}(?: (?!{_NO_HOLDER})[a-z][\w'-]*s){{1}} of {figure('t', 'mnu')}(?!"
        r" (?:of|for|per)\b)", _product),
    (rf"{_COUNT}{_NOUN},? (?:for |costs? |is |are |were |was |at )?{_PRICE} ?{_EACH}", _product),
    (rf"{_PRICE} ?{_EACH},? (?:for|x|times|and) (?:the |all )?"
        rf"{_COUNT}{_NOUN}(?=[\s,.;?!]|$)", _price_first),
    (rf"{figure('t', 'mnu')}(?: (?!(?:and|for|at)\b)[a-z]+){{0,3}}?,? {figure('n', 'n')} tim"
        r"es (?:a|per|each|every) (?P<per>day|week|month|year|hour|shift|night)\b", _doses),
    (rf"{figure('t', 'mnu')}(?: (?!(?:and|for|at)\b)[a-z]+){{0,3}}?,? (?P<how>once|twice)"
        r" (?:a|per|each|every) (?P<per>day|week|month|year|hour|shift|night)\b", _often),
    (rf"{_PRICE} (?P<how>twice|thrice)\b(?! (?:a|per|each)\b)", _twice),
    (rf"{figure('n', 'nu')} (?:metres? |m |feet |cm )?(?:wide |long |deep "
        rf"|high )?by {figure('t', 'nu')}(?: (?:wide|long|deep|high"
            r"|metres?|m|feet|cm)\b)*", _dozens),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), build) for pattern, build in _RULES)
_CUE = re.compile(rf" at |@|à|{_EACH}|times|once|twice|thrice|by|cost|priced|sold|worth")
_BY = re.compile(
    r"\b(?:split|divid|multipl|share|increas|decreas|reduc|rais|rose|fell|up|down|grow|cut"
    r"|lower)\w* "
)


def prices(here: Board) -> bool:
    """Counts with the price that stands beside them."""
    if not _CUE.search(here.text):
        return False
    changed = False
    for pattern, build in _COMPILED:
        if build is _dozens and _BY.search(here.text):
            continue
        changed |= here.apply(pattern, build)
    return changed


_RATE = re.compile(
    rf"{figure('t', 'mnu')}(?: ?/ ?| (?:a|an|per|each|every|for each|for every"
    r"|to the) )(?P<per>[a-z][\w'-]*)(?![\w⟧])"
)
_COUNTED = re.compile(rf"{figure('n', 'nu')}(?P<nouns>(?: [a-z][\w'’-]*){{0,3}})")
_AGAIN_PER = (
    r"(?: [a-z]+)?(?P<per> (?:a|per|each|every) (?:day|week|month|quarter|year|shift|night)\b)"
)
_AGAIN = re.compile(rf"(?P<mark>{FIGURE}){_AGAIN_PER}")
_FOR = re.compile(r"(?:for|of|with|by) (?:all |the |about |our |my )*$")


def rates(here: Board) -> bool:
    """Each rate times what it is for: "22.50 a head" and "64 guests"."""
    used: set[str] = set()
    changed = False
    at = 0
    while match := _RATE.search(here.text, at):
        found = _count_for(here, match) if match["t"] not in used else None
        if found is None or _holds(here.of(match["t"]), found[0]):
            at = match.end()
            continue
        count, said = found
        rate = here.of(match["t"])
        per = match["per"]
        same = count.kind == UNIT and _same(count.unit, per)
        product = _rate_over(rate, count, per) if same else infix("*", rate, without_unit(count))
        again = _AGAIN.search(here.text, here.text.find(said))
        tail = again["per"] if again and again["mark"] == said else ""
        here.put(match.start(), match.end(), f"{here.mark(product)}{tail}")
        used.add(said)
        changed, at = True, 0
    for mark in used:
        _forget(here, mark)
    return changed


def _holds(term: Term, count: Term) -> bool:
    """Whether a term is reckoned from a figure already, and so is no rate of it."""
    return not set(count.places).isdisjoint(term.places)


def _rate_over(rate: Term, count: Term, per: str) -> Term:
    symbol = NAMES.get(per) or NAMES[stem(per)]
    if symbol == count.unit:
        return infix("*", rate, without_unit(count))
    return infix("*", Term(f"{rate.said}/{symbol}", rate.bare, rate.kind, 2, rate.places), count)


def _count_for(here: Board, rate: re.Match[str]) -> tuple[Term, str] | None:
    """The one figure that counts what the rate is for."""
    if rate["per"] in _STOPS:
        return None
    others = [m for m in _COUNTED.finditer(here.text) if m["n"] != rate["t"]]
    symbol = NAMES.get(rate["per"]) or NAMES.get(stem(rate["per"]))
    by_name = [m for m in others if _counts(here, m, rate["per"], symbol)]
    exact = [m for m in by_name if symbol and here.of(m["n"]).unit == symbol]
    likely = [m for m in others if _counts_persons(here, m, rate["per"])]
    for group in (exact, by_name, likely):
        if len({m["n"] for m in group}) == 1:
            return here.of(group[0]["n"]), group[0]["n"]
    return None


def _counts(here: Board, count: re.Match[str], per: str, symbol: str | None) -> bool:
    """Whether a figure counts what a rate is for: "an hour" and "37.5 hours"."""
    term = here.of(count["n"])
    if term.kind != UNIT:
        return stem(per) in {stem(word) for word in count["nouns"].split()}
    known = bool(symbol and term.unit)
    return known and UNITS[symbol or ""].dimension == UNITS[term.unit].dimension


def _counts_persons(here: Board, count: re.Match[str], per: str) -> bool:
    """Whether a figure counts the heads that a rate is for: "a head" and "for 64 delegates"."""
    if stem(per) not in PERSONS or here.of(count["n"]).kind == UNIT:
        return False
    nouns = {stem(word) for word in count["nouns"].split()}
    named = nouns & PERSONS or _FOR.search(here.text[: count.start()])
    return bool(named) and not here.text[count.end("n") :].startswith(("/", " a ", " per "))


def _forget(here: Board, mark: str) -> None:
    """The text without a count that its rate has taken, and what it was a rate of itself."""
    here.text = re.sub(rf"{mark}(?:{_AGAIN_PER})?", "", here.text)


_YEARLY = {("month", "year"): 12, ("week", "year"): 52, ("day", "year"): 365, ("day", "week"): 7,
           ("quarter", "year"): 4, ("month", "quarter"): 3, ("hour", "day"): 24}  # fmt: skip
_ASKED = re.compile(
    r"\b(?:how much|what|total|cost)\b[^⟦⟧]{0,60}?\b(?:a|per|each|every|in a|over a|for a"
    r"|for the|the whole|over the|in the) "
    r"(?:whole |full )?(?P<period>year|quarter|week|day|month|annum)\b|\b(?P<adverb>yearly"
    r"|annually|per annum|annual|monthly|weekly|daily)\b(?=[^⟦⟧]*$)"
)
_ADVERBS = {"yearly": "year", "annually": "year", "per annum": "year", "annual": "year",
            "annum": "year", "monthly": "month", "weekly": "week", "daily": "day"}  # fmt: skip


def in_another_period(here: Board, term: Term) -> Term | None:
    """A lone rate in the period that is asked for: "12.99 a month, what is that a year"."""
    match = re.search(
        r"⟧(?: ?/ ?| (?:a|an|per|each|every) )(?P<per>[a-z]+)|\b(?P<told>month|week|year"
        r"|dai|quarter)ly\b[^⟦]*⟦",
        here.text,
    )
    asked = _ASKED.search(here.text, match.end() if match else 0)
    if match is None or asked is None:
        return None
    wanted = asked["period"] or asked["adverb"]
    wanted = _ADVERBS.get(wanted, wanted)
    per = stem(match["per"] or match["told"].replace("dai", "day"))
    if (per, wanted) in _YEARLY:
        return infix("*", without_unit(term), plain(str(_YEARLY[per, wanted])))
    if (wanted, per) in _YEARLY:
        return infix("/", without_unit(term), plain(str(_YEARLY[wanted, per])))
    return None
