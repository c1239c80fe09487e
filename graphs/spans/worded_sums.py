"""Arithmetic asked for in a verb or noun: "add 5 and 7", "average of 3, 4 and 8"."""

import re
from collections.abc import Iterator

from graphs.spans.expressions import written
from graphs.spans.quantity import Quantity
from graphs.spans.rates import NUMBER
from graphs.spans.span import Reading, Span

_UNIT = r"(?:\s?(?:%|percent|per cent|[€$£]|(?:eur|usd|chf|gbp|euros?|dollars?|pounds?)\b))?"
_ONE = rf"[€$£]?{NUMBER}{_UNIT}"
_LIST = rf"{_ONE}(?:(?:\s?[,;]\s?(?:and\s)?|\sand\s|\s\+\s|\s/\s){_ONE}){{1,60}}"
_WHAT = r"(?:(?:my|our|the|these|those|all|following|last|numbers|figures|[a-z]+)[,:]?\s){0,6}?"
"""What is summed up: "of my lap times, seconds: 71.4 / 69.9"."""
_A, _B = rf"(?P<a>{_ONE})", rf"(?P<b>{_ONE})"
_PAIRS = (
    (re.compile(rf"\badd\s{_A}\sto\s{_B}"), "{a}+{b}"),
    (re.compile(rf"\b(?:subtract|take)\s{_A}\sfrom\s{_B}"), "{b}-{a}"),
    (re.compile(rf"\bmultiply\s{_A}\s(?:by|with|and)\s{_B}"), "{a}*{b}"),
    (re.compile(rf"\bdivide\s{_A}\s(?:by|through)\s{_B}"), "{a}/{b}"),
    (
        re.compile(
            rf"\b(?:split|share)\s{_A}\s(?:between|among(?:st)?|by|over|across)\s(?:the\s|us\s)?{_B}"
        ),
        "{a}/{b}",
    ),
    (re.compile(rf"\bratio\s(?:of|between)\s{_A}\s(?:to|and|over)\s{_B}"), "{a}/{b}"),
    (re.compile(rf"\bdifference\s(?:between|of)\s{_A}\s(?:and|to)\s{_B}"), "{a}-{b}"),
    (re.compile(rf"\b(?:increase|raise|grow)\s{_A}\sby\s{_B}"), "{a}+{b}"),
    (re.compile(rf"\b(?:decrease|reduce|lower|cut)\s{_A}\sby\s{_B}"), "{a}-{b}"),
)
_LISTS = (
    (
        re.compile(
            rf"\b(?:sum|total)\sof\s{_WHAT}(?P<all>{_LIST})|\badd(?:\sup)?\s(?P<more>{_LIST})"
        ),
        "+",
    ),
    (re.compile(rf"\bproduct\sof\s{_WHAT}(?P<all>{_LIST})"), "*"),
    (re.compile(rf"\b(?:average|mean)\sof\s{_WHAT}(?P<all>{_LIST})"), "mean"),
    (re.compile(rf"\bmedian\sof\s{_WHAT}(?P<all>{_LIST})"), "median"),
)  # fmt: skip
_NUMBER = re.compile(NUMBER)
_CUE = re.compile(
    r"\b(?:add|subtract|take|multiply|divide|ratio|difference|increase|raise|grow|decrease|reduce"
    r"|lower|cut|sum|total|product|average|mean|median|split|share)\b"
)
_CHAIN = re.compile(
    r"(?:,|\sand|\sthen|,\sthen|\sand\sthen)\s(?P<verb>add|plus|subtract|minus|take\saway|multiply(?:\sit)?\sby|times"
    rf"|divide(?:\sit)?\sby)\s(?P<c>{_ONE})(?!\s(?:to|from|by|with)\b)"
)
_SIGNS = {"add": "+", "plus": "+", "subtract": "-", "minus": "-", "take away": "-", "times": "*"}
_SCORE = 0.9


def worded_sums(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """Sums, products, averages and differences asked for in words."""
    if not _CUE.search(skeleton):
        return
    for pattern, sign in _LISTS:
        for match in pattern.finditer(skeleton):
            group = "all" if match["all"] else "more"
            numbers = [
                quantities[n.start()].value
                for n in _NUMBER.finditer(skeleton, match.start(group), match.end(group))
                if n.start() in quantities
            ]
            terms = [written(n) for n in numbers]
            joined = sign.join(terms) if len(sign) == 1 else f"{sign}({','.join(terms)})"
            yield _span(text, match, joined)
    for pattern, form in _PAIRS:
        for match in pattern.finditer(skeleton):
            a, b = (_quantity(match, name, quantities) for name in "ab")
            if a is not None and b is not None:
                yield _chained(text, match, _pair(form, a, b), quantities)


def _chained(
    text: str, match: re.Match[str], expression: str, quantities: dict[int, Quantity]
) -> Span:
    """What is done to the result in the same breath: "multiply 3 by 4 and add 5"."""
    end = match.end()
    while more := _CHAIN.match(match.string, end):
        number = _quantity(more, "c", quantities)
        if number is None:
            break
        verb = " ".join(more["verb"].replace(" it ", " ").split())
        sign = _SIGNS.get(verb) or ("*" if verb.startswith("multiply") else "/")
        expression = f"({expression}){sign}{written(number.value)}"
        end = more.end()
    start = match.start()
    return Span(start, end, text[start:end], (Reading("expression", expression, score=_SCORE),))


def _quantity(match: re.Match[str], name: str, quantities: dict[int, Quantity]) -> Quantity | None:
    number = _NUMBER.search(match.string, match.start(name), match.end(name))
    return quantities.get(number.start()) if number else None


def _pair(form: str, a: Quantity, b: Quantity) -> str:
    share = b.kind == "fraction" and a.kind != "fraction" and form in ("{a}+{b}", "{a}-{b}")
    if share:  # 200 increased by 10 %
        return f"{written(a.value)}*(1{form[3]}{written(b.value)})"
    return form.format(a=written(a.value), b=written(b.value))


def _span(text: str, match: re.Match[str], expression: str) -> Span:
    start, end = match.span()
    return Span(start, end, text[start:end], (Reading("expression", expression, score=_SCORE),))
