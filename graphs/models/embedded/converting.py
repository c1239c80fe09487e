"""A message that is a conversion and little else is for the tool that converts."""

import re
from dataclasses import replace

from graphs.models.embedded.ranking import Ranked
from graphs.spans.conversions import conversion_spans
from graphs.spans.exchange import without_rates
from tools.arithmetic.conversion_text import conversions

CERTAIN = 0.9  # the chance of a tool that converts, where there is nothing else to do
MOST_WORDS = 8  # beside the conversion, where they hold no figure
_RATE = re.compile(
    r"\b(?:at|@|using|with|given|if|where|rate|is|=|of)\s*(?:an?\s|the\s)?(?:\w+\s){0,4}?\d[\d.,]*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:no\.?|nr\.?|number|invoice|order|room|track|page|item|version)\s*#?\d[\w/.-]*"
    r"|\b(?:19|20)\d\d\b(?:/\d+)?|l/100\s?km|(?:per|/)\s?100\s?(?:km|kilomet)",
    re.IGNORECASE,
)
"""Numbers that name something."""
_FIGURE = re.compile(r"\d[\d.,'’]*")
_DAY = re.compile(r"\b(?:as of|on|of)\s[^,;?!]{4,24}\d{4}\b|\d{4}-\d\d-\d\d", re.IGNORECASE)


def converting(text: str, ranked: Ranked) -> Ranked:
    """The ranking, led by the tool that converts where the text asks for nothing else."""
    able = next(
        (tool for tool, _ in ranked.tools if any(f.kind == "conversion" for f in tool.fields)), None
    )
    if able is None or not is_conversion(text):
        return ranked
    rest = [(tool, chance * (1 - CERTAIN)) for tool, chance in ranked.tools if tool is not able]
    best = max(CERTAIN, next(chance for tool, chance in ranked.tools if tool is able))
    return replace(ranked, tools=((able, best), *rest), in_scope=True, margin=max(ranked.margin, 0))


def is_conversion(text: str) -> bool:
    """Whether a text asks to convert something, and tells no figure but a rate and its day."""
    spans = list(conversion_spans(text))
    if len(spans) != 1:
        return False
    if any(True for _ in conversions(text)):
        around = f"{text[: spans[0].start]} {text[spans[0].end :]}"
        around = _RATE.sub(" ", _without_rates(around))
        return not any(map(str.isdigit, around)) and len(around.split()) <= MOST_WORDS
    # Amount and unit stand apart: anything may lie between them but another figure.
    around = _ASIDE.sub(" ", _without_rates(text))
    if not (figures := _FIGURE.findall(around)):
        return True  # the amount is in words
    return 1 in (len(figures), len(_FIGURE.findall(_RATE.sub(" ", around))))


def _without_rates(text: str) -> str:
    return _DAY.sub(" ", without_rates(text))
