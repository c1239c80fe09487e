"""Operators and functions, in signs or in words: "340 times 18", "root of 2209", "(a - b) / c"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphs.sums.board import FIGURE, Board, Build, figure, terms_of
from graphs.sums.terms import ATOM, NUMBER, PART, PERCENT, POWER, SIGN, Term, call, infix, plain

_WORDS = {
    "+": r"plus|and then add", "-": r"minus|less|negative",
    "*": r"times|multiplied (?:by|with)|multiply by|mal|fois|por",
    "/": r"divided by|divide by|over|geteilt durch|divisé par",
    "^": r"to the power of|to the power|raised to", "of": r"of",
    "mod": r"mod|modulo",
}  # fmt: skip
_NAMES = (
    r"sqrt|cbrt|ln|log10|log2|log|exp|abs|round|min|max|sum|mean|average|avg|median|factorial"
    r"|sin|cos|tan"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<mark>{FIGURE})|(?P<call>(?:{_NAMES})(?=\s?\())|(?P<open>\()|(?P<close>\))"
    rf"|(?P<comma>,)|(?P<sign>\*\*|[-+*/^×·]|x(?=\s?(?:[-(]|⟦)))"
    rf"|\b(?P<word>{'|'.join(f'(?:{w})' for w in _WORDS.values())})(?=\s[-(⟦]|\s(?:"
    rf"{_NAMES})\b|\s(?:minus|negative)\s))"
    r"|(?P<post>%(?!\w)|squared\b|cubed\b)"
)
_SIGNS = {"×": "*", "·": "*", "x": "*", "**": "^"}
_POST = {"%": "%", "squared": "^2", "cubed": "^3"}
_STRONG = frozenset(("open", "call"))


@dataclass(slots=True)
class _Run:
    """Tokens that make an expression as they stand: kind, text, where it ends."""

    tokens: list[tuple[str, str, int]]
    written: list[tuple[str, str]]
    """Kinds and texts as they were written, before words became signs."""

    @property
    def open_brackets(self) -> int:
        """Brackets that are not closed."""
        opened = sum(kind == "open" for kind, *_ in self.tokens)
        return opened - sum(kind == "close" for kind, *_ in self.tokens)

    def takes(self, kind: str) -> bool:
        """Whether a token of this kind may follow."""
        last = self.tokens[-1][0] if self.tokens else "sign"
        after_value = last in ("mark", "close", "post")
        if kind in ("mark", "open", "call"):
            return not after_value and (last != "call" or kind == "open")
        if kind in ("close", "comma"):
            return after_value and self.open_brackets > 0
        return after_value

    def trimmed(self) -> None:
        """Without what hangs at the end: operators, brackets that never close."""
        while self.tokens and self.tokens[-1][0] in ("sign", "open", "call", "comma", "unary"):
            self.tokens.pop()
        while self.open_brackets > 0:
            at = max(
                i
                for i, t in enumerate(self.tokens)
                if t[0] == "open" and not _closed(self.tokens, i)
            )
            if at and self.tokens[at - 1][0] == "call":
                at -= 1
            del self.tokens[at:]
            while self.tokens and self.tokens[-1][0] in ("sign", "open", "call", "comma", "unary"):
                self.tokens.pop()


def _closed(tokens: list[tuple[str, str, int]], at: int) -> bool:
    depth = 0
    for kind, *_ in tokens[at:]:
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if depth == 0:
            return True
    return False


_BEGIN = re.compile(
    rf"{FIGURE}|\((?=[\s(]*-?\s?(?:{FIGURE}|(?:{_NAMES})\b))|\b(?:{_NAMES})\s?\("
    rf"|(?<![\w⟧)])(?:(?:minus|negative)\s|-)(?={FIGURE})"
)


def in_brackets(here: Board) -> bool:
    """Joins what stands as a formula with brackets, powers or calls."""
    return _joined(here, _is_formula)


def in_signs(here: Board) -> bool:
    """Joins figures with signs between them."""
    return _joined(here, _is_signed)


def in_a_row(here: Board) -> bool:
    """Joins figures with any operators between them, whatever they count."""
    here.text = _AFTER.sub("", _NOUNS.sub(r"\g<mark>", here.text))
    return _joined(here, _is_any)


_JOINS = r"(?:plus|minus|less|times|divided by|multiplied by|[*×+])"
_NOUNS = re.compile(
    rf"(?P<mark>{FIGURE})(?: (?!(?:and|or|score|at|for|each|squared|cubed|percent|per|an?"
    r"|of|to|from|by|is|are|was|were|costs?|then|plus|minus|times|divided|multiplied|off"
    rf"|on|with|apiece)\b)[a-z][\w'’-]*){{1,3}}(?= {_JOINS} (?:the |a |my "
    rf"|our )?(?:[a-z]+ ){{0,2}}{FIGURE})"
)
_AFTER = re.compile(
    r"(?<=(?:plus|inus|imes|d by) )(?:(?!(?:another|the|and|plus|minus|times|that|what"
    rf"|it)\b)[a-z'’-]+ |the |another )(?:[a-z'’-]+ )?(?={FIGURE})"
    rf"|(?<=⟧ [*×+] )(?:[a-z]+ ){{1,3}}(?={FIGURE})"
)


def _is_any(_run: _Run) -> bool:
    return True


def _is_formula(run: _Run) -> bool:
    kinds = {kind for kind, *_ in run.tokens}
    return bool(_STRONG & kinds) or any(text in ("^", "^2", "^3") for _, text, _ in run.tokens)


def _is_signed(run: _Run) -> bool:
    return not any(kind == "word" for kind, _ in run.written)


def _joined(here: Board, allowed: Callable[[_Run], bool]) -> bool:
    at, changed = 0, False
    while begin := _BEGIN.search(here.text, at):
        run = _run(here, begin.start())
        kinds = [kind for kind, *_ in run.tokens]
        enough = {"sign", "call", "post", "unary"} & {*kinds} and "mark" in kinds
        if not enough or not allowed(run) or _is_a_list(here, run, begin.start()):
            at = begin.end()
            continue
        here.formula |= allowed is _is_formula
        end = run.tokens[-1][2]
        here.put(begin.start(), end, here.mark(_written(here, run)))
        changed, at = True, begin.start() + 1
    return changed


def _run(here: Board, at: int) -> _Run:
    run = _Run([], [])
    while match := _TOKEN.match(here.text, at):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0].strip()
        how = kind
        if kind == "mark" and here.of(text).kind == PART and not _OF.match(here.text, match.end()):
            break  # "a quarter of it": of what, another rule may know
        if kind == "word":
            kind, text = "sign", next(s for s, w in _WORDS.items() if re.fullmatch(w, text))
        if kind == "sign":
            text = _SIGNS.get(text, text)
            kind = kind if run.takes("sign") else "unary"
        if kind == "unary":
            if text != "-" or not _may_be_a_sign(here, run, match):
                break
        elif not run.takes(kind) or (text == "of" and not _part(here, run)):
            break
        run.written.append((how, text))
        run.tokens.append((kind, _POST.get(text, text) if kind == "post" else text, match.end()))
        at = match.end()
    run.trimmed()
    return run


def _may_be_a_sign(here: Board, run: _Run, match: re.Match[str]) -> bool:
    """Whether a minus stands before a figure of its own: no dash, nothing to be taken from."""
    if match["sign"] and here.text[match.end() : match.end() + 1] not in ("⟦", "("):
        return False
    if run.tokens:
        return run.tokens[-1][0] in ("sign", "open", "comma", "unary")
    return "⟦" not in re.split(r"[.?!;\n]", here.text[: match.start()])[-1]


_OF = re.compile(r" of [(⟦]")


def _part(here: Board, run: _Run) -> bool:
    """Whether the last token is a share, which is "of" something."""
    kind, text, _ = run.tokens[-1]
    return kind == "mark" and here.of(text).kind in (PERCENT, PART)


def _is_a_list(here: Board, run: _Run, start: int) -> bool:
    """Whether strokes part entries: "10/14/22"; or a dash leads from one to another."""
    signs = [text for kind, text, _ in run.tokens if kind == "sign"]
    marks = [here.of(text) for kind, text, _ in run.tokens if kind == "mark"]
    if "over" in here.text[start : run.tokens[-1][2]] and signs == ["/"]:
        return marks[0].kind == PERCENT or bool(marks[1].unit)
    return False


def _written(here: Board, run: _Run) -> Term:
    said, bare, kinds = "", "", []
    for place, (kind, text, _) in enumerate(run.tokens):
        if kind == "mark":
            term = here.of(text)
            wrap = "({})" if _needs_brackets(term, run, place) else "{}"
            said += wrap.format(term.said)
            bare += wrap.format(term.bare)
            kinds.append(term)
            continue
        spaced = (
            f" {text} "
            if kind == "sign" and text not in ("^",)
            else f"{text} "
            if text == ","
            else text
        )
        spaced = "mean" if text in ("average", "avg") else spaced
        said, bare = said + spaced, bare + spaced
    tight = _tightness(run)
    kind = next((t.kind for k in ("m", "u") for t in kinds if t.kind == k), NUMBER)
    if all(t.kind == PERCENT for t in kinds):
        kind = PERCENT
    return Term(said, bare, kind, tight, tuple(p for t in kinds for p in t.places))


_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "of": 2, "mod": 2, "^": 4}


def _needs_brackets(term: Term, run: _Run, place: int) -> bool:
    """Whether what stands beside a term would tear it apart."""
    beside = [t for t in (run.tokens[place - 1 : place], run.tokens[place + 1 : place + 2]) if t]
    signs = [
        _BINDS.get(text, SIGN if kind == "unary" else POWER if kind == "post" else 0)
        for [(kind, text, _)] in beside
    ]
    before = run.tokens[place - 1][1] if place else ""
    if term.tight == ATOM or not signs:
        return False
    return term.tight < max(signs) or (before in ("-", "/") and term.tight <= _BINDS[before])


def _tightness(run: _Run) -> int:
    """How loosely the run holds together outside its brackets."""
    depth, least = 0, ATOM
    for kind, text, _ in run.tokens:
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if depth == 0 and kind == "sign":
            least = min(least, _BINDS[text])
        if depth == 0 and kind == "unary":
            least = min(least, SIGN)
        if depth == 0 and kind == "post":
            least = min(least, 4)
    return least


def _calls(name: str) -> Build:
    return lambda here, match: call(name, [here.of(match["t"])])


def _times(factor: str) -> Build:
    def build(here: Board, match: re.Match[str]) -> Term:
        return infix("*", plain(factor), here.of(match["t"]))

    return build


def _power(here: Board, match: re.Match[str]) -> Term:
    return infix("^", *terms_of(here, match, ("t", "p")))


def _nth_root(here: Board, match: re.Match[str]) -> Term:
    if match.groupdict().get("p"):
        degree = here.of(match["p"])
    else:
        degree = plain(
            {"fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "tenth": "10"}[match["w"]]
        )
    return infix("^", here.of(match["t"]), infix("/", plain("1"), degree))


def _log(here: Board, match: re.Match[str]) -> Term:
    term, base = terms_of(here, match, ("t", "b"))
    if base.value in (2, 10):
        return call(f"log{int(base.value or 0)}", [term])
    return call("log", [term, base])


def _raised(exponent: str) -> Build:
    return lambda here, match: infix("^", here.of(match["t"]), plain(exponent))


def _inverse(here: Board, match: re.Match[str]) -> Term:
    return infix("/", plain("1"), here.of(match["t"]))


def _exp(here: Board, match: re.Match[str]) -> Term:
    return call("exp", [here.of(match["t"])])


_DET = r"(?:(?:the|a|an|my|our|that|this|number) )*"
_T = figure("t", "mnu")
_RULES: tuple[tuple[str, Build], ...] = (
    (rf"\b(?:cube|cubic|third) root (?:of )?{_DET}{_T}|\bcbrt (?:of )?(?P<t2>{FIGURE})"
        rf"|∛ ?(?P<t3>{FIGURE})", _calls("cbrt")),
    (rf"{figure('p', 'n')} root of {_DET}{_T}", _nth_root),
    (rf"\b(?P<w>fourth|fifth|sixth|seventh|tenth) root (?:of )?{_DET}{_T}", _nth_root),
    (rf"(?:\b(?:(?:square|sq\.?|principal|positive|second) )?root (?:of )?{_DET}|\bsqrt"
        rf" (?:of )?|√ ?){_T}", _calls("sqrt")),
    (r"\b(?:natural log(?:arithm)?|ln|log base e) ?(?:of |\( ?)?"
        rf"{_DET}{_T} ?(?:(?<=\( )\))?", _calls("ln")),
    (rf"\blog(?:arithm)?(?:,)? (?:to )?(?:the )?base {figure('b', 'n')},? ?(?:of )?"
        rf"{_DET}{_T}", _log),
    (rf"\blog(?:arithm)? (?:of )?{_DET}{_T},? ?(?:to|in|with)? ?(?:the )?base "
        rf"{figure('b', 'n')}", _log),
    (rf"\b(?:common|decimal) log(?:arithm)? (?:of )?{_DET}{_T}", _calls("log10")),
    (rf"\blog{figure('b', 'n')} (?:of )?{_T}", _log),
    (rf"\bfactorial of {_DET}{_T}|(?P<t2>{FIGURE}) factorial\b", _calls("factorial")),
    (rf"\b(?:absolute value|modulus) of {_DET}{_T}", _calls("abs")),
    (rf"\be ?(?:to the (?:power (?:of )?)?|\^ ?|\*\* ?){_T}", _exp),
    (rf"{_T} squared\b|\b(?:the )?square of {_DET}(?P<t2>{FIGURE})", _raised("2")),
    (rf"{_T} cubed\b|\b(?:the )?cube of {_DET}(?P<t2>{FIGURE})", _raised("3")),
    (rf"{_T} (?:(?:raised )?to the (?:power (?:of )?)?|raised to |to the power"
        rf" (?:of )?){figure('p', 'n')}(?: power\b)?", _power),
    (rf"\b(?:reciprocal|inverse) of {_DET}{_T}", _inverse),
    (rf"\b(?:twice|double) {_DET}{_T}", _times("2")),
    (rf"\b(?:triple|thrice|treble) {_DET}{_T}", _times("3")),
    (rf"\b(?:quadruple) {_DET}{_T}", _times("4")),
)  # fmt: skip


def _any_t(build: Build) -> Build:
    """A rule whose term may stand in one of several places."""

    def built(here: Board, match: re.Match[str]) -> Term | str | None:
        found = next((n for n in ("t", "t2", "t3") if match.groupdict().get(n)), "t")
        return build(here, match) if found == "t" else build(here, _Renamed(match, found))  # type: ignore[arg-type]

    return built


class _Renamed:
    """A match whose group `t` is another."""

    def __init__(self, match: re.Match[str], name: str) -> None:
        self._match, self._name = match, name

    def __getitem__(self, name: str) -> str:
        return self._match[self._name if name == "t" else name]

    def groupdict(self) -> dict[str, str]:
        """All groups."""
        return {**self._match.groupdict(), "t": self._match[self._name]}


_FUNCTIONS = tuple((re.compile(pattern), _any_t(build)) for pattern, build in _RULES)
_CUE = re.compile(
    r"root|√|∛|sqrt|cbrt|\bln\b|log|factorial|absolute|modulus|squar|cube|power|raised"
    r"|to the ⟦|\be ?[\^*]|\be to|reciprocal|inverse|twice|double|triple|thrice|treble"
    r"|quadruple"
)


def functions(here: Board) -> bool:
    """Roots, powers, logarithms and multiples told in words."""
    if not _CUE.search(here.text):
        return False
    changed = False
    for pattern, build in _FUNCTIONS:
        changed |= here.apply(pattern, build)
    return changed
