"""Percentages and parts: of an amount, off it, on top of it, between two amounts."""

import re

from graphs.sums.board import Board, Build, figure, terms_of
from graphs.sums.terms import Term, infix, plain

_P, _F = figure("p", "p"), figure("p", "f")
_T = figure("t", "mnu")
_A, _B = figure("a", "mnu"), figure("b", "mnu")
FILL = (
    r"(?:(?!(?:and|or|but|plus|minus|less|is|are|was|at|for|per|than|which|to|from|if|when"
    r"|off|on|of"
    r"|with|each|every|by|times|goes|gets)\b)[a-z][a-z'’-]* ){0,4}?"
)
_TAX = (
    r"(?:vat|tip|gratuity|tax|sales tax|gst|hst|iva|mwst|service(?: charge)?|fee"
    r"|commission|interest"
    r"|deposit|bonus|surcharge|duty|levy|stamp duty|royalty|royalties|down ?payment|cut"
    r"|margin|markup"
    r"|mark-up|premium|cover charge|import duty|booking fee|handling(?: fee)?|admin(?: fee)?)"
)
_DROP = r"(?:off|discount|rebate|reduction|discounted|price cut|markdown|deduction)"
_DET = r"(?:(?:the|a|an|my|our|your|his|her|their|its|this|that|those|these|all|another|of) )*"
_AMOUNT_OF = (
    r"(?:price|bill|total|cost|invoice|amount|sum|value|fee|fare|rent|salary|net|order|list price)?"
)
WHOLE = re.compile(
    r"\b(?:on top|add(?:ed|ing|s)?|incl(?:uding|usive|\.)?|totals?|gross|altogether|with"
    r"|all in|final"
    r"|in all|pay(?:ing)?|come(?:s)? to|new|after|end up|owe|charge[ds]?|plus|leave"
    r"|overall|bill be|increase[ds]?"
    r"|raise|grow\w*)\b"
)
_ONLY = re.compile(
    r"\bhow much (?:is|would|will|do|does|are|of)? ?(?:the |that |a |an |i |we |be )*(?:the )?"
    r"(?:tip|vat|tax|discount|saving|savings|save|saved|interest|commission|fee|deposit"
    r"|raise|increase|bonus|off)\b"
    r"|\b(?:tip|vat|tax|discount|interest|fee|commission) (?:only|alone|amount|itself)\b"
    r"|\b(?:only|just) the (?:tip|vat|tax|discount|interest|fee)\b|\bdo (?:i|we) save\b"
    r"|\bsaving is\b"
    r"|\bwhat(?:'s| is| would be) the (?:tip|vat|tax|discount|saving|deposit|commission"
    r"|fee|interest|raise|increase)\b"
)


def _of(here: Board, match: re.Match[str]) -> Term:
    return infix("of", *terms_of(here, match, ("p", "t")))


def _off(here: Board, match: re.Match[str]) -> Term:
    share, amount = terms_of(here, match, ("p", "t"))
    if _ONLY.search(here.text):
        return infix("of", share, amount)
    return infix("-", amount, share)


def _on(here: Board, match: re.Match[str]) -> Term:
    share, amount = terms_of(here, match, ("p", "t"))
    return infix("+", amount, share)


def _tax_on(here: Board, match: re.Match[str]) -> Term:
    """A tax on an amount, or the amount with the tax where the whole is asked for."""
    around = here.text[max(0, match.start() - 40) : match.start()] + here.text[match.end() :]
    if WHOLE.search(around) and not _ONLY.search(here.text):
        return _on(here, match)
    return _of(here, match)


def _share_of(here: Board, match: re.Match[str]) -> Term | None:
    a, b = terms_of(here, match, ("a", "b"))
    return infix("*", infix("/", a, b), plain("100")) if b.value != 0 else None


def _change(here: Board, match: re.Match[str]) -> Term | None:
    a, b = terms_of(here, match, ("a", "b"))
    if a.value == 0:
        return None
    return infix("*", infix("/", infix("-", b, a), a), plain("100"))


def _fall(here: Board, match: re.Match[str]) -> Term | None:
    a, b = terms_of(here, match, ("a", "b"))
    return infix("*", infix("/", infix("-", a, b), a), plain("100")) if a.value != 0 else None


def _grown(here: Board, match: re.Match[str]) -> Term:
    """An amount that grows by a share in each of some years."""
    amount, share, years = terms_of(here, match, ("t", "p", "n"))
    sign = (
        "-" if re.search(r"\b(?:shrink|fall|los|declin|depreciat|drop|deflat)", match[0]) else "+"
    )
    return infix("*", amount, infix("^", infix(sign, plain("1"), share), _bare(years)))


def _compounded(here: Board, match: re.Match[str]) -> Term | None:
    told = re.search(r"\bcompound|\badded (?:to|every|each|back)|reinvest", here.text)
    return _grown(here, match) if told else None


def _bare(term: Term) -> Term:
    return Term(term.bare, term.bare, "n", term.tight, term.places, value=term.value)


_PERCENT = r"(?:%|per ?cents?|percentages?|pct)(?: points?)?"
_HOW_MANY = (
    r"\b(?:by )?(?:what|how many|which|how much)(?:'s| is| are| was)?(?: the| a"
    rf"| in)? ?{_PERCENT}(?: share| change| growth| increase| decrease| rise| drop| fall)?"
)
_GAP = r"[^.?!⟦⟧]{0,60}?"
_NOUN = r"(?: (?!(?:of|out|from|to|and)\b)[a-z][\w'’-]*){0,3}?"
_UP = r"(?:more|higher|greater|bigger|above|larger|dearer|up|longer)"
_DOWN = r"(?:less|lower|fewer|cheaper|smaller|below|down|shorter)"
_SUM_OF = (
    r"(?:(?:(?!sum|total|average|mean|product|difference|median|ratio"
    r"|root)[a-z'’-]+ ){1,2}(?:of|worth) (?:the |a |my )?)?"
)
_RULES: tuple[tuple[str, Build], ...] = (
    (rf"{_F} (?:of )?{_DET}{_SUM_OF}{FILL}{figure('t', 'mnup')}", _of),
    (rf"{_T}{_NOUN},? (?:growing|grows|grow|increasing|rising|compounded|compounding"
        r"|compounds|shrinking|falling|declining|depreciating|losing)"
     rf" (?:at |by |with )?{_P} (?:a|per|each|every) (?:year|month|week|day"
         rf"|quarter)(?: compounded)?,? (?:for|over|after) {figure('n', 'nu')}(?: (?:years?"
         r"|months?|weeks?|days?|quarters?))?", _grown),
    (rf"{_T}{_NOUN},? (?:at|earning|earns|invested at|with|gets?|growing at|yielding) "
        rf"{_P}(?:,? (?:interest|compound(?:ed)?|an?|per|each|every|year|annum|p\.?a\.?"
        r"|annually|yearly|annual|monthly|month))*,? (?:for|over"
        rf"|after) {figure('n', 'nu')}(?: (?:years?|months?))?", _compounded),
    # a share of one in another, and by how much one is another
    (rf"{_HOW_MANY}{_GAP}\b(?:from )?{_A}{_NOUN}(?: ?(?:->|→|;)| (?:up |down |back )?to"
        rf"|,? then|,? now) {_B}", _change),
    (rf"{_A}{_NOUN} (?:out )?of {_DET}{FILL}{_B}{_GAP}(?:[.,?!;] ?){_GAP}{_HOW_MANY}", _share_of),
    (rf"{_HOW_MANY}{_GAP} {_UP}{_GAP} (?:is |are |was )?{_B}{_NOUN} than {_DET}{_A}", _change),
    (rf"{_HOW_MANY}{_GAP} {_DOWN}{_GAP} (?:is |are |was )?{_B}{_NOUN} than {_DET}{_A}", _fall),
    (rf"{_HOW_MANY} {_UP} than {_DET}{_A}{_NOUN} (?:is|are|was) {_DET}{_B}", _change),
    (rf"{_HOW_MANY} (?:is|are|was) {_DET}{_B}{_NOUN} {_UP} than {_DET}{_A}", _change),
    (rf"{_HOW_MANY} (?:is|are|was) {_DET}{_B}{_NOUN} {_DOWN} than {_DET}{_A}", _fall),
    (rf"{_HOW_MANY} of {_DET}{FILL}{_B}{_NOUN} (?:is|are|was|were|would"
        rf"|makes?) {_DET}{_A}", _share_of),
    (rf"{_HOW_MANY}(?: is| are| was| were| would be| would)? {_DET}{_A}{_NOUN}"
        rf" (?:out )?(?:of|from) {_DET}{FILL}{_B}", _share_of),
    (rf"{_A}{_NOUN} (?:is|are|as|was|makes?) (?:what|which|how many|a|the) ?{_PERCENT}"
        rf" (?:out )?of {_DET}{FILL}{_B}", _share_of),
    (rf"{_PERCENT}:? {_A}{_NOUN} (?:out )?of {_DET}{FILL}{_B}", _share_of),
    (rf"{_A}{_NOUN} (?:out )?(?:of|over) {_DET}{FILL}{_B}{_GAP} (?:as|in) (?:a "
        rf"|an )?{_PERCENT}", _share_of),
    (rf"{_PERCENT} (?:change|increase|growth|rise|raise|decrease|drop|difference|gain"
        rf"|loss)[a-z ]{{0,12}}? (?:from|between) {_A}{_NOUN} (?:to|and) {_B}", _change),
    (rf"\bfrom {_A}(?: (?!to\b)[a-z]+){{0,4}} to {_B}(?=[^⟦⟧]{{0,80}}(?:{_PERCENT}"
        r"|growth rate))", _change),
    # of, off, on
    (rf"{_P} (?:of|on) (?:top of )?{_DET}{FILL}{_T} (?:{_DROP})\b", _off),
    (rf"{_P} of {_DET}{_SUM_OF}{FILL}{_T}", _of),
    (rf"{_P} on (?:top of )?{_DET}{_SUM_OF}{FILL}{_T}", _tax_on),
    (rf"{_T}{_NOUN},? with (?:an? |the )?{_P} {_TAX}", _on),
    (rf"{_P},? {_DROP}(?: (?:on|of|from|for|the|a|an|my)\b)* ?{FILL}{_T}", _off),
    (rf"\b(?:take|takes|taking|knock|knocks|cut|deduct|subtract|shave|drop) {_P} (?:off"
        rf"|from|of) (?:of )?{_DET}{FILL}{_T}", _off),
    (rf"\b(?:discount|reduction|rebate) of {_P} (?:on|off|from|of|to|for) {_DET}{FILL}{_T}", _off),
    (r"\b(?:discount|reduce|decrease|lower|cut|shrink|drop) "
        rf"{_DET}{FILL}{_T}{_NOUN} by {_P}", _off),
    (rf"{_T}{_NOUN},? (?:with|at|after)(?: an?| the)? {_P} (?:{_DROP})", _off),
    (rf"{_T}{_NOUN},? (?:less|minus|discounted by|reduced by|decreased by|cut by|lowered by"
        rf"|falls? by|fell by|drops? by|dropped by)(?: an?| the)? {_P}(?: (?:{_DROP}))?", _off),
    (rf"\badd(?:ing)? {_P}(?: {_TAX})?(?: on)? to {_DET}{FILL}{_T}", _on),
    (rf"\b(?:increase|raise|grow|bump|mark up|up|inflate|uplift) {_DET}{FILL}{_T}"
        rf"{_NOUN} by {_P}", _on),
    (rf"{_T}{_NOUN},? (?:plus|and add|increased by|raised by|marked up by|grows? by|grew by"
        rf"|rises? by|rose by|goes up by|went up by|up by)(?: an?| the)? {_P}(?: "
        rf"{_TAX})?(?: on top)?", _on),
    (rf"{_P} (?:more|higher|above|over|dearer|up) (?:than |on )?{_DET}{FILL}{_T}", _on),
    (rf"{_P} (?:less|lower|below|under|cheaper|fewer) (?:than )?{_DET}{FILL}{_T}", _off),
    (rf"{_P} {_TAX} (?:on|of|for|to) (?:top of )?{_DET}{FILL}{_T}", _tax_on),
    (rf"\b{_TAX} (?:of|at) {_P} (?:on|of|for|to) {_DET}{FILL}{_T}", _tax_on),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), build) for pattern, build in _RULES)
_CUE = re.compile(r"⟦[pf]\d|%|per ?cent|pct")
_GROSS = re.compile(
    r"\b(?:incl(?:\.|uding|udes?|usive)?(?: of)?|with|has|contains?|after"
    r"|all in)\b[^.?!]{0,30}?⟦p\d+⟧"
)
_BEFORE_TAX = re.compile(
    r"\b(?:before|without|excluding|excl\.?|ex|net of|less)(?: the"
    r"| any)? ⟦p\d+⟧(?=.*\b(?:paid|incl\w*|gross|all in|receipt|after)\b)"
    r"|\b(?:paid|incl\w*|gross|all in|receipt|after)\b.*\b(?:before|without|excluding"
    r"|net of)(?: the| any)? ⟦p\d+⟧"
)
_NET = re.compile(
    r"\b(?:net|before|without|excluding|excl|ex[- ](?:vat|tax)|pre-tax|original(?:ly)?"
    r"|take out the (?:vat|tax))\b"
)


def shares(here: Board) -> bool:
    """What stands beside its percentage or part."""
    if not _CUE.search(here.text):
        return False
    if _is_net_asked(here):
        return False
    changed = False
    for pattern, build in _COMPILED:
        changed |= here.apply(pattern, build)
    return changed


def _is_net_asked(here: Board) -> bool:
    text = here.text
    return bool(_BEFORE_TAX.search(text) or (_GROSS.search(text) and _NET.search(text)))


_LOST = re.compile(
    r"\b(?:off|discount(?:ed|s)?|reduc\w+|rebate|cheaper|decreas\w+|drop\w*|fell|falls?"
    r"|los[et]s?|lost|shr[iau]nk\w*|cut"
    r"|down|sale|deduct\w*|knock\w*|markdown|less|haircut|depreciat\w*|withh\w+|keeps?"
    r"|takes?|no-shows?|didn't|did not"
    r"|don't|failed|break\w*|broken|defective|spoil\w*|dropped out|cancel\w*)\b"
)
_GAINED = re.compile(
    rf"\b(?:{_TAX}|on top|rais\w+|increas\w+|rise[sn]?|rose|up|more|gr[eo]w\w*|gain\w*"
    r"|plus|add(?:ed)?|extra)\b"
)


_USED = re.compile(r"\b(?:used|spent|gone|keeps?|takes?|withh\w+|paid)\b")
_REST = re.compile(r"\b(?:left|remain\w*|the rest|get back|unspent)\b")


def lone_share(here: Board, amount: Term, share: Term, near: str) -> Term | None:
    """One amount and one share of it that stands apart, where the words leave no doubt."""
    text = here.text
    if _is_net_asked(here):
        lost = _LOST.search(near) and not _GAINED.search(near)
        return infix("/", amount, infix("-" if lost else "+", plain("1"), share))
    if _USED.search(near) and not _GAINED.search(near):
        return infix("-", amount, share) if _REST.search(text) else None
    gained, lost = bool(_GAINED.search(near)), bool(_LOST.search(near))
    if gained == lost:
        return None
    if _ONLY.search(text):
        return infix("of", share, amount)
    if lost:
        return infix("-", amount, share)
    return infix("+", amount, share) if WHOLE.search(text) else None
