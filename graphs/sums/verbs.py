"""Reckoning asked for by a verb or a noun: "add 5 to 7", "the average of 3 and 8"."""

import re

from graphs.sums.board import FIGURE, Board, Build, figure, terms_of
from graphs.sums.shares import FILL
from graphs.sums.terms import PERCENT, Term, call, chained, infix, plain, without_unit

_DET = r"(?:(?:the|a|an|my|our|your|that|this|those|these|all|number|figure|result of) )*"
_A, _B = figure("a"), figure("b")
_M = figure("a", "mnu")
_NOUN = (
    r"(?: (?!(?:and|to|from|by|of|with|at|for|into|between|among|per|each|every|or|then|plus"
    r"|minus|times|over)\b)[a-z][\w'’-]*){0,3}?"
)
_AND = rf"{_NOUN}(?:,? and|,| &) {_DET}"
_MARK = re.compile(FIGURE)
ENTRY = (
    rf"{FIGURE}(?: (?:each|apiece))?(?: (?!(?:and|or|then|times|minus|plus|divided|at|to|from"
    r"|of|by|is|are|was|what|how|per|for|with|a|an|each|in|on|the)\b)[a-z][\w'’-]*){0,2}?"
)
_SEP = (
    r"(?: ?(?:[,;\n]|/|&|\+)+ ?(?:and |plus |or )?| and | or | plus )(?:(?!(?:what|how|is|are"
    r"|then|divide|multiply|subtract|take|times|minus)\b)[a-z][\w'’-]* ){0,3}?[-•* ]*"
)
LIST = rf"(?P<all>{ENTRY}(?:{_SEP}{ENTRY})+)"
_WHAT = r"(?:(?!(?:each|is|and)\b)[a-z'’-]+[,:]? ){0,6}?[\n:;, ]*"


def _pair(sign: str, first: str, second: str) -> Build:
    def build(here: Board, match: re.Match[str]) -> Term | None:
        left, right = terms_of(here, match, (first, second))
        if left.kind == PERCENT and right.kind != PERCENT:
            return None if sign not in "*" else infix("of", left, right)
        if sign == "/" and not left.unit:
            right = without_unit(right)
        return infix(sign, left, right)

    return build


def _apart(here: Board, match: re.Match[str]) -> Term:
    """How far two figures are apart: the larger less the smaller, where both are known."""
    a, b = terms_of(here, match, ("a", "b"))
    turned = a.value is not None and b.value is not None and a.value < b.value
    return infix("-", b, a) if turned else infix("-", a, b)


def _over_all(name: str) -> Build:
    def build(here: Board, match: re.Match[str]) -> Term | None:
        if name == "+" and _ANOTHER.search(here.text):
            return None
        terms = [here.of(m[0]) for m in _MARK.finditer(match["all"])]
        return over_all(name, terms)

    return build


_ANOTHER = re.compile(r"\b(?:mean|average|median|remain|left over|is left)\b")


def over_all(name: str, terms: list[Term]) -> Term | None:
    """One figure out of several; none where shares and amounts are mixed."""
    kinds = {t.kind for t in terms}
    if (
        len(terms) < 2
        or (PERCENT in kinds and len(kinds) > 1)
        or ("m" in kinds and kinds - {"m", "n"})
    ):
        return None
    if name in ("+", "*"):
        return chained(name, terms)
    if name == "range":
        return infix("-", call("max", terms), call("min", terms))
    return call(name, terms)


def _half(here: Board, match: re.Match[str]) -> Term:
    return infix("/", here.of(match["a"]), plain("2"))


def _rounded(here: Board, match: re.Match[str]) -> Term:
    term, places = terms_of(here, match, ("a", "n"))
    said, bare = (f"round({text}, {places.said})" for text in (term.said, term.bare))
    return Term(said, bare, term.kind,
                places=(*term.places, *places.places))  # fmt: skip


_RULES: tuple[tuple[str, Build], ...] = (
    (rf"\badd {_DET}{FILL}{_A}{_NOUN} (?:to|onto) {_DET}{FILL}{_B}", _pair("+", "b", "a")),
    (rf"\b(?:subtract|take|deduct|take away|remove|knock) {_DET}{FILL}{_M}{_NOUN}"
        rf" (?:away )?(?:from|off|out of) {_DET}{FILL}{_B}", _pair("-", "b", "a")),
    (rf"\bmultiply {_DET}{FILL}{_A}{_NOUN} (?:by|with|and|times) "
        rf"{_DET}{FILL}{_B}", _pair("*", "a", "b")),
    (rf"\b(?:divide|split|share|spread|distribute|divvy up) {_DET}{FILL}{_M}{_NOUN}(?:"
        r" (?:up|equally|evenly|out|fairly)){0,2} (?:by|between|among(?:st)?|across|over"
        r"|through|into|with)"
     rf"(?: the| us| all| my| our){{0,3}} {figure('b', 'nu')}", _pair("/", "a", "b")),
    (rf"\b(?:ratio|quotient) (?:of|between) {_DET}{FILL}{_M}{_NOUN} (?:to|and|over"
        rf"|by) {_DET}{FILL}{_B}", _pair("/", "a", "b")),
    (rf"\b(?:remainder|rest|left over|modulus)\b[^⟦⟧.?!]{{0,40}}{_M}{_NOUN} (?:is "
        rf"|gets )?(?:divided )?by {_B}", _pair("mod", "a", "b")),
    (rf"\bdifference (?:between|of|from) {_DET}{FILL}{_M}{_NOUN} (?:and"
        rf"|to) {_DET}{FILL}{_B}", _apart),
    (rf"\bhow far apart (?:are|is) {_DET}{FILL}{_M}{_NOUN} (?:and|from) {_DET}{FILL}{_B}", _apart),
    (rf"\bhow much (?:more|bigger|larger|higher|greater) is {_DET}{FILL}{_M}"
        rf"{_NOUN} than {_DET}{FILL}{_B}", _pair("-", "a", "b")),
    (rf"\bhow much (?:less|smaller|lower) is {_DET}{FILL}{_M}"
        rf"{_NOUN} than {_DET}{FILL}{_B}", _pair("-", "b", "a")),
    (rf"\bhow (?:many times|often) (?:does|do|is|will|would|can) {_DET}{FILL}{_M}{_NOUN}"
        rf" (?:go|goes|fit|fits|contained)(?: in| into)+ {_DET}{FILL}{_B}", _pair("/", "b", "a")),
    (rf"\bhow many {_M}{_NOUN} (?:are |fit |go )?(?:there )?(?:in|into|make) "
        rf"{_DET}{FILL}{_B}", _pair("/", "b", "a")),
    (rf"\bproduct of {_WHAT}{LIST}", _over_all("*")),
    (rf"\b(?:sum|total) (?:of|for|is|up|:) ?{_WHAT}{LIST}", _over_all("+")),
    (r"(?<![a-z] add )\b(?:add(?:ing)?(?: up| together)?|sum(?: up)?|total(?: up)?|tot up"
        r"|tally(?: up)?)(?: (?:these|those|them|this|all|for me|please|together"
        rf"|up))*[: ,\n]+{_WHAT}{LIST}(?! to\b)(?: together)?", _over_all("+")),
    (r"\b(?:the )?(?:average|mean|avg\.?)(?: (?:of|for|is|between|out of)|:)? ?"
        rf"{_WHAT}{LIST}", _over_all("mean")),
    (rf"\b(?:the )?median(?: (?:of|for|is)|:)? ?{_WHAT}{LIST}", _over_all("median")),
    (r"\b(?:largest|biggest|greatest|highest|maximum|max|larger|bigger|greater"
        r"|higher)(?: (?:of|among|out of|from|between|number|is)|:"
            rf"|,)+ {_WHAT}{LIST}", _over_all("max")),
    (r"\b(?:smallest|least|lowest|minimum|min|smaller|lesser|lower|cheapest)(?: (?:of"
        rf"|among|out of|from|between|number|is)|:|,)+ {_WHAT}{LIST}", _over_all("min")),
    (rf"\b(?:range|spread) (?:of|for) {_WHAT}{LIST}", _over_all("range")),
    (rf"\b(?:half|halve) {_DET}{_A}", _half),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), build) for pattern, build in _RULES)
_CUE = re.compile(
    r"add|sub|take|deduct|remov|knock|multipl|divi|split|shar|spread|distribut|ratio"
    r"|quotient|remainder|rest|left"
    r"|modulus|differ|apart|how|product|sum|tot|tally|average|mean|avg|median|est\b|max"
    r"|min|er\b|range|hal"
)


def verbs(here: Board) -> bool:
    """What verbs and nouns of reckoning ask for."""
    if not _CUE.search(here.text):
        return False
    changed = False
    for pattern, build in _COMPILED:
        changed |= here.apply(pattern, build)
    return changed


_IT = (
    r"(?: (?:it|that|this|the result|the answer|the total|the sum|each|the lot|everything"
    r"|all of (?:it|that)|the whole (?:thing|lot)|what(?:'s| is) left))?"
)
_IT_TOO = (
    r" (?:it|that|this|the result|the answer|the total|the sum|the lot|everything"
    r"|(?:all of )?(?:it|that)|the rest|what(?:'s| is) left|what remains)"
)
_THEN = r"(?: ?[,;.]| and| then|,? and then|,? then| &)+ ?(?:finally |also |now |please )?"
_BEFORE = rf"{figure('a', 'mnup')}{_NOUN}{_THEN}(?:then )?"
_STEPS: tuple[tuple[str, str], ...] = (
    (rf"{_BEFORE}(?:add|plus)(?: on| in)?(?: another| back)? {_DET}{_B}", "+"),
    (rf"{_BEFORE}(?:subtract|minus|take away|take off|less|deduct|knock(?: off)?|lose|remove"
        rf"|take)(?: another)? {_DET}{_B}(?: (?:off|away|from (?:it|that|this|the result)))*", "-"),
    (rf"{_BEFORE}(?:multiply{_IT} (?:by|with)|times(?: it by)?|multiplied by) {_DET}{_B}", "*"),
    (rf"{_BEFORE}(?:divide{_IT} (?:by|through|into)|divided by|over|split{_IT} (?:by"
        rf"|between|among(?:st)?|across|into)|share{_IT} (?:between|among(?:st)?|by)) "
        rf"{_DET}{_B}", "/"),
    (rf"{_BEFORE}(?:increase|raise|grow){_IT} by {figure('b', 'p')}", "+"),
    (rf"{_BEFORE}(?:lower|reduce|decrease|cut){_IT} by {figure('b', 'p')}", "-"),
    (rf"{_BEFORE}(?:give me |take |find |what(?:'s| is) |get )?{figure('b', 'pf')} of"
        rf"{_IT_TOO}\b(?! ⟦)", "of"),
    (rf"{_BEFORE}(?:raise{_IT} to (?:the power (?:of )?)?) {_DET}{_B}", "^"),
)  # fmt: skip
_CHAINS = tuple((re.compile(pattern), sign) for pattern, sign in _STEPS)
_UNARY = tuple(
    (re.compile(rf"{figure('a', 'mnu')}{_THEN}(?:{words}){_IT}\b(?! ⟦)"), sign, value)
    for words, sign, value in (
        ("doubled|double", "*", "2"),
        ("tripled|triple", "*", "3"),
        ("halved|halve", "/", "2"),
        ("squared|square", "^", "2"),
    )
)
_AFTER = re.compile(rf"{figure('a', 'mnu')}(?:,? (?P<how>doubled|halved|tripled)\b)")
_ROUND = re.compile(
    rf"{_A}[^⟦⟧.?!]{{0,20}}\bround(?:ed)?{_IT}(?: off)? (?:to|at) {figure('n', 'n')}"
    r" (?:decimals?|digits?|d\.?p\.?|places|decimal places)\b"
)
_ROUND_FIRST = re.compile(
    rf"\bround {_DET}{_A}[^⟦⟧.?!]{{0,8}} to {figure('n', 'n')} (?:decimals?|digits?"
    r"|d\.?p\.?|places|decimal places)\b"
)
_TO_WHOLE = re.compile(
    rf"(?:\bround {_DET}{_A}|{figure('a2')}[^⟦⟧.?!]{{0,20}}\brounded(?: off)?) to"
    r" (?:the nearest )?(?:whole (?:number|one)?|integer|unit)\b"
)


def chains(here: Board) -> bool:
    """What is done to a result in the same breath: ", minus 100", "then divide it by 4"."""
    changed = False
    for pattern, sign in _CHAINS:
        changed |= here.apply(pattern, _step(sign))
    for pattern, sign, value in _UNARY:
        changed |= here.apply(pattern, _unary(sign, value))
    changed |= here.apply(_AFTER, _afterwards)
    return changed


def roundings(here: Board) -> bool:
    """What is to be rounded, to how many digits."""
    if "round" not in here.text:
        return False
    changed = here.apply(_ROUND, _rounded) | here.apply(_ROUND_FIRST, _rounded)
    return changed | here.apply(_TO_WHOLE, _to_whole)


def _to_whole(here: Board, match: re.Match[str]) -> Term:
    return call("round", [here.of(match["a"] or match["a2"])])


def _step(sign: str) -> Build:
    def build(here: Board, match: re.Match[str]) -> Term | None:
        left, right = terms_of(here, match, ("a", "b"))
        if not left.joined and match[0].startswith("⟦p"):
            return None
        if sign == "of":
            return infix("of", right, left) if left.joined else None
        return infix(sign, left, right)

    return build


def _unary(sign: str, value: str) -> Build:
    return lambda here, match: (
        infix(sign, here.of(match["a"]), plain(value)) if here.of(match["a"]).joined else None
    )


def _afterwards(here: Board, match: re.Match[str]) -> Term | None:
    term = here.of(match["a"])
    if not term.joined:
        return None
    sign, value = {"doubled": ("*", "2"), "halved": ("/", "2"), "tripled": ("*", "3")}[match["how"]]
    return infix(sign, term, plain(value))
