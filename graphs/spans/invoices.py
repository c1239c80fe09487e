"""What an invoice comes to: "37 hours @ €210, plus 12.5% of 48,300, less 3 vouchers at 20"."""

import re
from collections.abc import Iterator

from graphs.spans.expressions import written
from graphs.spans.quantity import Quantity
from graphs.spans.rates import NUMBER
from graphs.spans.span import Reading, Span

_SIGN = r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf)\s)?\s?"
_EACH = (
    r"(?:\s?(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|[€$£])(?![a-z]))?"
    r"(?:\s(?:each|apiece|a\spiece)\b|\s?(?:/|per\s|an?\s)[a-z]+)?"
)
_TERMS = (
    ("product", re.compile(
        rf"(?P<a>{NUMBER})(?:\s?[a-z][a-z-]*){{0,4}}?\s?(?:@|\bat\b|\bà|×|\bx\b)\s?{_SIGN}(?P<b>{NUMBER}){_EACH}"
    )),
    ("share", re.compile(
        rf"(?P<a>{NUMBER})\s?(?:%|percent|per\scent)\s(?:of|on)\s(?:the\s)?{_SIGN}(?P<b>{NUMBER}){_EACH}"
    )),
    ("amount", re.compile(rf"{_SIGN}(?P<a>{NUMBER}){_EACH}(?!\s?%)")),
)  # fmt: skip
_NEXT = re.compile(
    r"(?:\s[a-z][a-z'-]*){0,4}?\s*(?:[,;]\s*(?:(?P<sign>plus|and|less|minus)\s)?"
    r"|[+&]\s*|\b(?P<word>plus|and|less|minus)\s)(?:another\s|also\s|a\s|the\s)?\s*"
)
_ASKED = re.compile(
    r"\b(?:total|sum|bill|invoice|altogether|all in|comes? to|how much|owe|charge|fee|amount)\b"
)
_OFF = ("less", "minus")
_FEWEST = 2  # terms
_SCORE = 0.9


def invoices(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """Sums whose terms are a number of things at a price each, where a total is asked for."""
    if "@" not in skeleton or not _ASKED.search(skeleton):
        return
    done = 0
    for start in sorted(quantities):
        if start < done:
            continue
        terms, end = _terms(skeleton, _opening(skeleton, start), quantities)
        products = sum("*" in term for _, term in terms)
        if len(terms) >= _FEWEST and products:
            expression = "".join(f"{sign}{term}" for sign, term in terms).removeprefix("+")
            first = _opening(skeleton, start)
            reading = Reading("expression", expression, score=_SCORE)
            yield Span(first, end, text[first:end], (reading,))
            done = end


def _opening(skeleton: str, start: int) -> int:
    """Where the sign of a currency before a number stands, else the number."""
    return start - 1 if skeleton[start - 1 : start] in tuple("€$£¥") else start


def _terms(
    skeleton: str, at: int, quantities: dict[int, Quantity]
) -> tuple[list[tuple[str, str]], int]:
    """The terms of a sum from an offset on, each with its sign, and where they end."""
    found: list[tuple[str, str]] = []
    sign, end = "+", at
    while (term := _term(skeleton, at, quantities)) is not None:
        said, end = term
        found.append((sign, said))
        link = _NEXT.match(skeleton, end)
        if link is None:
            break
        sign = "-" if (link["sign"] or link["word"]) in _OFF else "+"
        at = link.end()
    return found, end


def _term(skeleton: str, at: int, quantities: dict[int, Quantity]) -> tuple[str, int] | None:
    for kind, pattern in _TERMS:
        match = pattern.match(skeleton, at)
        if match is None:
            continue
        one = quantities.get(match.start("a"))
        other = quantities.get(match.start("b")) if kind != "amount" else None
        if one is None or (kind != "amount" and other is None):
            continue
        first = written(one.value if kind == "share" else one.number.value)
        if other is None:
            return first, match.end()
        return f"{first}*{written(other.number.value)}", match.end()
    return None
