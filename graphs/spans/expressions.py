"""Arithmetic as people write it: "18 % of 12.4k plus 3 times 1,250" is 0.18*12400+3*1250."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.spans.quantity import Quantity
from graphs.spans.rates import NUMBER
from graphs.spans.span import Reading, Span

_OPERATORS = {
    "+": "+", "plus": "+", "-": "-", "minus": "-", "less": "-", "*": "*", "×": "*", "x": "*",
    "·": "*", "times": "*", "multiplied by": "*", "mal": "*", "/": "/", ":": "/", "÷": "/",
    "over": "/", "divided by": "/", "geteilt durch": "/", "^": "**", "**": "**",
    "to the power of": "**", "raised to": "**", "of": "*", "mod": "%",
}  # fmt: skip
_WORDS = sorted(_OPERATORS, key=len, reverse=True)
_OPERATOR = re.compile(
    "|".join((re.escape(w) if not w[0].isalpha() else rf"\b{w}\b") for w in _WORDS)
)
_FUNCTIONS = (
    r"sqrt|square root of|cube root of"
    r"|(?:ln|log10|log2|log|exp|abs|round|min|max|sin|cos|tan)(?=\()"
)
_PART = (
    r"\b(?:half|twice|double|triple|an?\squarter|an?\stenth|an?\sfifth)(?:\s+of)?\b(?=\s+\ue000)"
)
_PARTS = {"half": "0.5", "twice": "2", "double": "2", "triple": "3",
          "quarter": "0.25", "tenth": "0.1", "fifth": "0.2"}  # fmt: skip
_EXP = r"\be\s?(?:\^|\*\*)(?=\s?\()"
_TOKEN = re.compile(
    rf"(?:\s+[a-z]{{2,14}}(?=\s*[*×]\s*{NUMBER}))?\s*(?:[€$£](?={NUMBER}))?(?:(?P<part>{_PART})|(?P<number>{NUMBER})|(?P<function>\b(?:{_FUNCTIONS})\b|{_EXP})"
    r"|(?P<power>\bsquared\b|\bcubed\b)"
    rf"|(?P<operator>{_OPERATOR.pattern})|(?P<open>\()|(?P<close>\))|(?P<comma>,))"
)
_START = re.compile(
    rf"{_PART}|{_EXP}|{NUMBER}|\b(?:{_FUNCTIONS})\b(?=\s*\(|\s+{NUMBER})|\((?=[\s(]{{0,8}}{NUMBER})"
)
_NAMES = {"square root of": "sqrt", "cube root of": "cbrt", "ln": "log"}
_LIMIT = 400
"""Tokens of one expression; more is not an expression a person wrote."""


@dataclass(slots=True)
class Token:
    """A piece of an expression as the calculator reads it."""

    text: str
    start: int
    end: int
    is_value: bool
    explicit: bool = True
    """False for signs that also serve ranges, dates and lists."""
    share: bool = False
    """Whether it was said as a percentage."""
    spaced: bool = False
    """Whether it is a sign with a blank before it: "5 - 10" may be a range."""


def expressions(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """Every stretch of numbers joined by operators, at least one of them."""
    at = 0
    while match := _START.search(skeleton, at):
        tokens = _trimmed(_tokens(skeleton, match.start(), quantities))
        operators = [t for t in tokens if not t.is_value and t.text not in "(),"]
        if not operators:
            at = match.end()
            continue
        start, end = tokens[0].start, tokens[-1].end
        reading = Reading("expression", _joined(tokens), score=_score(operators))
        yield Span(start, end, text[start:end], (reading,))
        at = max(end, match.end())


def _joined(tokens: list[Token]) -> str:
    """The expression; a percentage added last is of what stands before: "250 minus 20 %"."""
    *before, sign, last = tokens if len(tokens) > 2 else [*tokens, *tokens]
    values = [t for t in before if t.is_value]
    whole = "".join(t.text for t in before)
    of_it = last.share and sign.text in ("+", "-") and values and not any(t.share for t in values)
    if len(tokens) > 2 and of_it and whole.count("(") == whole.count(")"):
        base = whole if len(before) == 1 else f"({whole})"
        return f"{base}*(1{sign.text}{last.text})"
    return "".join(t.text for t in tokens)


def _score(operators: list[Token]) -> float:
    if any(t.explicit for t in operators):
        return 0.5 if [t.text for t in operators] == ["-"] and operators[0].spaced else 0.95
    return 0.3 if len(operators) == 1 else 0.5


def _tokens(skeleton: str, at: int, quantities: dict[int, Quantity]) -> list[Token]:
    tokens: list[Token] = []
    depth = 0
    while len(tokens) < _LIMIT and (match := _TOKEN.match(skeleton, at)):
        token = _token(match, quantities, tokens)
        if token is None or not _may_follow(tokens, token, depth):
            break
        depth += 0 if token.is_value else {"(": 1, ")": -1}.get(token.text[-1:], 0)
        tokens.append(token)
        at = token.end
    return tokens


def _token(
    match: re.Match[str], quantities: dict[int, Quantity], before: list[Token]
) -> Token | None:
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    if kind == "part":
        name = match[kind].removesuffix(" of").split()[-1]
        return Token(f"{_PARTS[name]}*", start, end, False)
    if kind == "number":
        found = quantities.get(start)
        if found is None or (found.kind in ("rate", "duration") and found.end > end):
            return None
        stop = max(end, found.end) if found.kind in ("fraction", "money") else end
        return Token(written(found.value), start, stop, True, share=found.kind == "fraction")
    if kind == "function":
        bracket = "" if match.string.startswith("(", end) else "("
        name = "exp" if match[kind][-1] in "^*" else match[kind]
        return Token(_NAMES.get(name, name) + bracket, start, end, False)
    if kind == "power":
        return Token("**2" if match[kind] == "squared" else "**3", start, end, False)
    if kind != "operator":
        return Token(match[kind], start, end, False)
    word = match[kind]
    spaced = match.start() < start
    explicit = word not in ("-", "/", ":", "x", "of") or (word in "-/" and spaced)
    if word == "of":
        quotient = len(before) > 2 and before[-2].text == "/"
        explicit = quotient or (bool(before) and "." in before[-1].text)
    return Token(_OPERATORS[word], start, end, False, explicit, spaced and word == "-")


def _may_follow(tokens: list[Token], token: Token, depth: int) -> bool:
    value_before = bool(tokens) and (tokens[-1].is_value or tokens[-1].text in (")", "**2", "**3"))
    opens = token.is_value or (token.text[-1] in "(*" and token.text != "*") or token.text.isalpha()
    opens = opens and token.text not in ("**", "*")
    if opens:
        return not value_before
    if token.text == ",":
        return value_before and depth > 0
    if token.text == ")":
        return value_before and depth > 0
    return value_before or (token.text == "-" and not tokens)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Drop what is left hanging: operators at the end, an open bracket; close functions."""
    while tokens and not (tokens[-1].is_value or tokens[-1].text in (")", "**2", "**3")):
        tokens.pop()
    depth = sum(t.text.endswith("(") for t in tokens) - sum(t.text == ")" for t in tokens)
    if depth and tokens:
        end = tokens[-1].end
        tokens += [Token(")", end, end, False)] * depth
    return tokens


def written(value: float) -> str:
    """A value as an operand: no exponent, no trailing zeros, brackets round a negative one."""
    if value == int(value) and abs(value) < 1e15:
        text = str(int(value))
    else:
        text = f"{value:.15g}"
    return f"({text})" if value < 0 else text
