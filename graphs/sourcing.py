"""Arithmetic is done with figures that somebody gave: a calculation is no way to launder a number.

A derived figure is verified by the receipt of its calculation. A model that may calculate with any
number could so give a receipt to every lie; what it calculates with must therefore stand in the
person's words, in an attached file or in a result, or convert one unit of time or size to another.
"""

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AnyMessage

from graphs.acting import Bench
from graphs.evidence import of_the_thread, said, weighed
from graphs.state import CallRecord
from graphs.verification import Sources

DOMAIN = "arithmetic."
CONVERSIONS = frozenset((2, 4, 7, 10, 12, 24, 30, 52, 60, 100, 365, 1000))
"""Halves and doubles, quarters, days, weeks, months, hours, percent, thousands."""
_NUMERAL = re.compile(r"(?<![\w.])\d[\d,_]*(?:\.\d+)?(?:e[+-]?\d+)?(?:\s?%|\s?[kKmM]\b)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OPERATION = re.compile(r"[-+*/^%(]|\bof\b|[a-z]{2}", re.IGNORECASE)


async def unsourced(bench: Bench, record: CallRecord, shown: Sequence[AnyMessage]) -> list[str]:
    """The numbers of a calculation that nobody gave; empty for every other capability."""
    if not record["tool"].startswith(DOMAIN):
        return []
    numerals, derived = numbers_of(record["arguments"])
    if not numerals:
        return []
    begun = Sources(user_texts=said(shown), as_of=bench.context.as_of)
    sources = await of_the_thread(shown, begun, bench.services, bench.context)
    checked = await weighed("; ".join(numerals), sources)
    wrong = [figure for sentence in checked.sentences for figure in sentence.unverified]
    return [figure for figure in wrong if not (derived and _converts(figure))]


def numbers_of(arguments: dict[str, Any]) -> tuple[list[str], bool]:
    """Every numeral of a calculation, and whether it calculates at all."""
    texts = [v for v in arguments.values() if isinstance(v, str) and not _DAY.fullmatch(v)]
    named = [
        f"{figure:.15g}"
        for value in arguments.values()
        for figure in (value.values() if isinstance(value, dict) else [value])
        if isinstance(figure, int | float) and not isinstance(figure, bool)
    ]
    found = [numeral for text in texts for numeral in _NUMERAL.findall(text)]
    return [*found, *named], any(_OPERATION.search(text) for text in texts)


def _converts(figure: str) -> bool:
    try:
        return float(figure.replace(",", "")) in CONVERSIONS
    except ValueError:
        return False
