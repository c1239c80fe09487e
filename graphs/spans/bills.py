"""Bills: a share on top or off, split between people: "96.40, 15% tip, split between four"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from graphs.spans.expressions import written
from graphs.spans.quantity import Quantity
from graphs.spans.rates import NUMBER
from graphs.spans.span import Reading, Span

_ADDED = (
    r"tip|gratuity|vat|(?:sales\s)?tax|gst|hst|mwst\.?|mehrwertsteuer|ust\.?|service(?:\scharge)?"
    r"|surcharge|trinkgeld|cover\scharge|on\stop|extra"
)
_SHARE = re.compile(
    rf"(?P<share>{NUMBER})\s?(?:%|percent|per\scent|prozent)\s(?:of\s)?(?:(?P<added>{_ADDED})|(?P<off>off\b))"
    rf"(?![a-z])(?P<of>\s(?:on|of|for|from|to|auf|von)\s(?:top\sof\s)?(?:[a-z]+\s){{0,4}}?[€$£]?(?P<base>{NUMBER}))?"
)
_WHOLE = re.compile(
    r"\b(?:on\stop|plus|add(?:ed|ing)?|incl(?:uding|usive|\.)?|total|gross|altogether|with|extra"
    r"|all\sin|brutto|zzgl|inkl|leave|pay)\b"
)
_SPLIT = re.compile(
    rf"\b(?:split|divid(?:e|ed|ing)|shar(?:e|ed|ing)|geteilt|teilen)\s(?:(?:it|that|this|them|all|up|the"
    rf"|bill|whole|total|evenly|equally|fairly|sum|gleichmäßig)\s){{0,4}}"
    rf"(?:(?:between|among(?:st)?|by|into|across|over|with|durch|unter)\s(?:the\s|us\s|all\s){{0,2}})?"
    rf"(?P<people>{NUMBER})(?:\s?(?:ways|people|persons?|of\sus|friends|guests|personen|leute))?"
)
_EACH = re.compile(
    rf"(?P<people>{NUMBER})\s(?:of\sus|people|persons|friends|guests|heads)\b"
    r"(?=[^\d]{0,60}(?:\b(?:share|each|apiece|per\s(?:head|person|nose)|owe)\b))"
)
"""How many pay, said apart: "five of us. what's my share?"."""
_CUE = re.compile(r"%|perc|per cent|proz|split|divid|shar(?:e|ing)|teil|of us|each|apiece")
_NEAR = 80
_SCORE = 0.9


def bills(skeleton: str, text: str, quantities: dict[int, Quantity]) -> Iterator[Span]:
    """A share added to or taken off an amount, divided between people where that is said."""
    if not _CUE.search(skeleton):
        return
    starts = sorted(quantities)
    splits = [m for m in _SPLIT.finditer(skeleton) if m.start("people") in quantities]
    if not splits:
        splits = [m for m in _EACH.finditer(skeleton) if m.start("people") in quantities]
    places = [m.start() for m in splits]
    used: set[int] = set()
    for match in _SHARE.finditer(skeleton):
        share = quantities.get(match.start("share"))
        base = _base(match, quantities, starts)
        at = bisect_left(places, match.end())
        near = at < len(splits) and places[at] - match.end() <= _NEAR
        split = splits[at] if near else None
        if share is None or base is None or share.value <= 0:
            continue
        start, end = min(base.start, match.start()), max(base.end, match.end())
        around = skeleton[max(0, start - 30) : min(len(skeleton), end + 24)]
        whole = match["off"] is not None or split or _WHOLE.search(around)
        sign = "-" if match["off"] else "+"
        if not (whole or match["of"] or base.kind == "money"):
            continue
        amount, part = written(base.value), written(share.value)
        expression = f"{amount}*(1{sign}{part})" if whole else f"{part}*{amount}"
        if split:
            used.add(split.start())
            expression += f"/{written(quantities[split.start('people')].value)}"
            end = max(end, split.end())
        yield _span(text, start, end, expression)
    for split in splits:
        if split.start() not in used and (bill := _split(split, text, quantities, starts)):
            yield bill


def _base(
    match: re.Match[str], quantities: dict[int, Quantity], starts: list[int]
) -> Quantity | None:
    """The amount a share is of: the one named behind it, else the nearest before."""
    if match["base"] and (direct := quantities.get(match.start("base"))):
        return direct if direct.kind in ("number", "money") else None
    return _before(match.start(), quantities, starts)


def _before(at: int, quantities: dict[int, Quantity], starts: list[int]) -> Quantity | None:
    place = bisect_left(starts, at) - 1
    found = quantities[starts[place]] if place >= 0 else None
    near = found is not None and at - found.end <= _NEAR
    return found if found and near and found.kind in ("number", "money") else None


def _split(
    match: re.Match[str], text: str, quantities: dict[int, Quantity], starts: list[int]
) -> Span | None:
    """The quotient of "240 split between 6"."""
    people, base = quantities[match.start("people")], _before(match.start(), quantities, starts)
    if base is None or people.value <= 1 or people.value % 1:
        return None
    expression = f"{written(base.value)}/{written(people.value)}"
    return _span(text, base.start, match.end(), expression)


def _span(text: str, start: int, end: int, expression: str) -> Span:
    return Span(start, end, text[start:end], (Reading("expression", expression, score=_SCORE),))
