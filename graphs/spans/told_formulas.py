"""A formula told in words, in signs: "22 times customers times margin, minus 3200".

Only where each name stands elsewhere in the text too, as people then tell what it may be: "it
happened three times customers complained" tells no formula.
"""

import re

_SIGNS = {
    "times": "*", "multiplied by": "*", "divided by": "/", "over": "/", "plus": "+", "minus": "-",
    "less": "-",
}  # fmt: skip
_OPERATOR = re.compile(
    r",?\s+(?:and\s+|then\s+|all\s+)*"
    r"(?P<sign>times|multiplied by|divided by|over|plus|minus|less)\s+"
    r"(?:the\s|my\s|our\s|their\s)?",
    re.IGNORECASE,
)
_FIGURE = r"[€$£]?\d+(?:,\d{3})*(?:\.\d+)?%?"
_OPERAND = rf"(?:{_FIGURE}|[^\W\d_][\w-]*)"
_LEFT = re.compile(
    rf"(?P<is>\b(?:is|are|equals|equal|be|=)\s+)?(?:the\s|my\s|our\s)?(?P<one>{_OPERAND})$"
)
_RIGHT = re.compile(
    rf"(?P<one>{_OPERAND})(?=[,.;:?!)\n]|\s*$|\s+(?:as|where|with|and|when|if|for|per|in|each|then"
    r"|all|times|multiplied|divided|over|plus|minus|less)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(r",?\s*(?:by\s+)?[-+]?\d[\d.]*\s?(?:%|percent\b|pct\b|bps?\b)")
"""By how much one stands over another: "A over B, +4 %" divides nothing."""
_PRODUCTS = ("*", "/")


def in_signs(text: str) -> str:
    """The text with the first formula that it tells in words written with signs."""
    for first in _OPERATOR.finditer(text):
        left = _LEFT.search(text, max(0, first.start() - 80), first.start())
        if left is None or _SIGNS[first["sign"].lower()] not in _PRODUCTS:
            continue
        terms, signs, end = _terms(text, left["one"], first)
        if first["sign"].lower() == "over" and _LEAD.match(text, end):
            continue
        names = {term.casefold() for term in terms if not term[-1].isdigit() and term[-1] != "%"}
        others = text[: left.start()] + " " + text[end:]
        told = all(re.search(rf"\b{re.escape(name)}\b", others, re.IGNORECASE) for name in names)
        if len(names) > 1 and told and len(terms) == len(signs) + 1:
            formula = terms[0] + "".join(
                f" {sign} {term}" for sign, term in zip(signs, terms[1:], strict=True)
            )
            lead = "= " if left["is"] else ""
            start = left.start("is") if left["is"] else left.start("one")
            return f"{text[:start]}{lead}{formula}{text[end:]}"
    return text


def _terms(text: str, left: str, first: re.Match[str]) -> tuple[list[str], list[str], int]:
    """What is put together, by which signs, and where that ends."""
    terms, signs, end = [_plain(left)], list[str](), first.start()
    operator: re.Match[str] | None = first
    while operator is not None:
        right = _RIGHT.match(text, operator.end())
        if right is None:
            break
        terms.append(_plain(right["one"]))
        signs.append(_SIGNS[operator["sign"].lower()])
        end = right.end()
        operator = _OPERATOR.match(text, end)
    return terms, signs, end


def _plain(term: str) -> str:
    """An operand as formulas have it: no sign of a currency, no comma between thousands."""
    return term.lstrip("€$£").replace(",", "") if term[-1].isdigit() else term
