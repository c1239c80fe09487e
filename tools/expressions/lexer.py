"""Cut an expression into numbers, names and operators, as people and programs write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from tools.expressions.refusal import refuse


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an expression may hold beside numbers, names and arithmetic."""

    symbols: Mapping[str, str] = field(default_factory=dict[str, str])
    """Currency symbols and the codes they stand for."""
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    """Words for units and the unit each stands for."""
    currencies: frozenset[str] = frozenset()
    comparisons: bool = False
    """Whether < > <= >= are understood."""


PLAIN = Vocabulary()
TokenKind = Literal["number", "name", "currency", "operator", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the expression."""

    kind: TokenKind
    text: str
    at: int
    value: Fraction = Fraction(0)


_WORDS = (
    (r"multiplied by|times|mal", "*"),
    (r"divided by|geteilt durch|over|per(?!\s*cent)", "/"),
    (r"to the power of", "^"),
    (r"the square root of|square root of", "√"),
    (r"per\s*cent|pct", "%"),
    (r"squared", "²"),
    (r"cubed", "³"),
    (r"plus", "+"),
    (r"minus|less", "-"),
    (r"of", "of"),
    (r"modulo|mod", "mod"),
)
_WORD = re.compile("|".join(f"(?P<w{i}>(?:{p})\\b)" for i, (p, _) in enumerate(_WORDS)), re.I)
_SYMBOLS = {
    "**": "^",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "÷": "/",
    "∕": "/",
    "−": "-",
    "–": "-",
} | {c: c for c in "+-*/^()%,;!²³√"}
_SYMBOL = re.compile("|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True)))
_COMPARISONS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">="}
_COMPARISON = re.compile(r"[<>]=?|[≤≥]")
_NAME = re.compile(r"[^\W\d²³][^\W²³]*(?:\.[^\W\d²³][^\W²³]*)*")
_CROSS = re.compile(r"[xX](?=\s*[\d.(€$£])")
_LEAD = re.compile(r"\s*(?:(?:what(?:'s|’s| is)|how much is|calculate|compute|work out)\s+)?", re.I)
_TAIL = re.compile(r"[\s=?.]*$")
_SPACES = re.compile(r"\s+")
_EXPONENT = re.compile(r"[eE][+-]?\d{1,4}(?!\w)")

_GROUPED_BY_MARK = re.compile(r"\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?")
_GROUPED_BY_SPACE = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+(?!\d*[.,]))?"
)
_UNDERSCORED = re.compile(r"\d+(?:_\d+)+(?:\.\d+)?")
_WITH_COMMAS = re.compile(r"\d(?:[\d.,]*\d)?|\.\d+")
_WITHOUT_COMMAS = re.compile(r"\d(?:[\d.]*\d)?|\.\d+")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}")
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")

_ONE_ARGUMENT = frozenset(
    {"sqrt", "abs", "exp", "ln", "log10", "log2", "factorial", "cbrt", "sin", "cos", "tan"}
)
_TIGHT = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def tokens(text: str, vocabulary: Vocabulary = PLAIN) -> list[Token]:
    """The tokens of `text`, ending with one of kind `end`."""
    found: list[Token] = []
    calls: list[bool] = []  # for each open parenthesis: do commas part arguments there?
    at = _match_end(_LEAD, text, 0)
    end = _TAIL.search(text).start()  # type: ignore[union-attr]
    while at < end:
        at = _match_end(_SPACES, text, at)
        token, at = _next(text[:end], at, found, any(calls[-1:]), vocabulary)
        if token.text == "(":
            calls.append(_commas_part(text[:end], token.at, found))
        elif token.text == ")" and calls:
            calls.pop()
        found.append(token)
    found.append(Token("end", "", end))
    return found


def _next(
    text: str, at: int, before: list[Token], in_call: bool, vocabulary: Vocabulary
) -> tuple[Token, int]:
    character = text[at]
    if character.isdecimal() or (character == "." and text[at + 1 : at + 2].isdecimal()):
        return _number(text, at, in_call)
    if character in vocabulary.symbols:
        return Token("currency", vocabulary.symbols[character], at), at + 1
    if vocabulary.comparisons and (sign := _COMPARISON.match(text, at)):
        return Token("operator", _COMPARISONS[sign[0]], at), sign.end()
    if symbol := _SYMBOL.match(text, at):
        return Token("operator", _SYMBOLS[symbol[0]], at), symbol.end()
    if before and _CROSS.match(text, at) and _ends_operand(before[-1]):
        return Token("operator", "*", at), at + 1
    if (word := _WORD.match(text, at)) and word.lastgroup:
        return Token("operator", _WORDS[int(word.lastgroup[1:])][1], at), word.end()
    if name := _NAME.match(text, at):
        return Token("name", name[0], at), name.end()
    refuse("this character has no meaning in a calculation", at, "syntax")


def _ends_operand(token: Token) -> bool:
    return token.kind in {"number", "name"} or token.text in {")", "%", "²", "³", "!"}


def _number(text: str, at: int, in_call: bool) -> tuple[Token, int]:
    match = (
        _GROUPED_BY_MARK.match(text, at)
        or _GROUPED_BY_SPACE.match(text, at)
        or _UNDERSCORED.match(text, at)
        or (_WITHOUT_COMMAS if in_call else _WITH_COMMAS).match(text, at)
    )
    if match is None:
        refuse("this is not a number", at, "syntax")
    digits = _plain_digits(re.sub(r"['’_\s]", "", match[0]), at, grouped=len(match[0].split()) > 1)
    end = match.end()
    if exponent := _EXPONENT.match(text, end):
        digits, end = digits + exponent[0], exponent.end()
        if abs(int(exponent[0][1:])) > 300:
            refuse("this number is too large or too small", at, "overflow")
    return Token("number", text[at:end], at, Fraction(digits)), end


def _plain_digits(run: str, at: int, grouped: bool) -> str:
    """Digits with a decimal point at most, whatever the separators meant."""
    if grouped:
        return run.replace(",", ".")
    commas, dots = run.count(","), run.count(".")
    if commas and dots:
        return _two_separators(run, at)
    if commas and _COMMA_GROUPS.fullmatch(run):
        return run.replace(",", "")
    if dots > 1 and _DOT_GROUPS.fullmatch(run):
        return run.replace(".", "")
    if commas + dots > 1:
        refuse("the separators of this number do not fit together", at, "syntax")
    return run.replace(",", ".")


def _two_separators(run: str, at: int) -> str:
    """The one that comes last is the decimal point: 1,234.5 and 1.234,5."""
    decimal = max(",.", key=run.rfind)
    groups, _, digits = run.rpartition(decimal)
    pattern = _COMMA_GROUPS if decimal == "." else _DOT_GROUPS
    if decimal in groups or not pattern.fullmatch(groups):
        refuse("the separators of this number do not fit together", at, "syntax")
    return f"{groups.replace(',', '').replace('.', '')}.{digits}"


def _commas_part(text: str, opening: int, before: list[Token]) -> bool:
    """Whether commas after this opening parenthesis part arguments, not thousands."""
    if not (before and before[-1].kind == "name") or before[-1].text.lower() in _ONE_ARGUMENT:
        return False
    inside = _inside(text, opening)
    if ";" in inside:
        return False
    tight = len(_TIGHT.findall(inside))
    if tight and (inside.count(",") > tight or before[-1].text.lower() in {"log", "round"}):
        refuse(
            "a comma here may part thousands or arguments; write thousands without it, or part "
            "arguments by semicolons",
            opening,
            "ambiguous_comma",
        )
    return True


def _inside(text: str, opening: int) -> str:
    """What stands between this parenthesis and its partner."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return text[opening + 1 : at]
    return text[opening + 1 :]


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
