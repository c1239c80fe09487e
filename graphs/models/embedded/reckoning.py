"""A message that is a calculation and little else is for the tool that computes."""

import datetime
import re
from dataclasses import replace

from graphs.models.embedded.message import message
from graphs.models.embedded.ranking import Ranked
from graphs.models.embedded.words import content
from graphs.spans.conversions import CONVERSION
from graphs.sums.interest import speaks_of_interest
from graphs.sums.told import told

CERTAIN = 0.9  # the chance of a tool that computes, where there is nothing else to do
SURE = 0.85  # score from which a stretch of figures is surely a calculation
MOST_WORDS = 1  # words of any weight beside it
UNCLEAR = 0.35  # chance of the likeliest tool below which more of them may stand there
MOST_UNCLEAR = 14
_ASIDE = re.compile(r"\((?![^()]*[+*/^])[^()]{3,60}\)\s*(?=[.?!]?\s*$)")
_POLITE = frozenset(
    (
        *(
            "pleas",
            "please",
            "pls",
            "thank",
            "hello",
            "hi",
            "hey",
            "calcul",
            "calc",
            "much",
            "work",
        ),
        *("out", "tell", "quick", "quickly", "exactli", "me", "need", "know"),
    )
)
"""Words that ask for nothing of their own."""


def reckoning(text: str, ranked: Ranked) -> Ranked:
    """The ranking, led by the tool that computes where the text asks for nothing else."""
    able = next(
        (tool for tool, _ in ranked.tools
         if any(f.kind == "expression" and f.required for f in tool.fields)), None
    )  # fmt: skip
    most = MOST_UNCLEAR if ranked.chance < UNCLEAR else MOST_WORDS
    if able is None or not (is_calculation(text, most) or _is_interest(text)):
        return ranked
    rest = [(tool, chance * (1 - CERTAIN)) for tool, chance in ranked.tools if tool is not able]
    best = max(CERTAIN, next(chance for tool, chance in ranked.tools if tool is able))
    return replace(ranked, tools=((able, best), *rest), in_scope=True, margin=max(ranked.margin, 0))


def _is_interest(text: str) -> bool:
    """Whether a text tells savings or a loan, and with them all its figures."""
    return speaks_of_interest(text) and told(text, datetime.date.today()) is not None


def is_calculation(text: str, most: int = MOST_WORDS) -> bool:
    """Whether a text holds one calculation, no other figure and hardly another word.

    A remark in brackets does not count.
    """
    text = _ASIDE.sub(" ", text)
    found = [
        span
        for span in message(text).spans
        if span.readings[0].kind == "expression"
        and span.readings[0].unit != CONVERSION
        and span.readings[0].score >= SURE
    ]
    if len(found) != 1:
        return False
    around = f"{text[: found[0].start]} {text[found[0].end :]}"
    words = [word for word in content(around) if word not in _POLITE]
    return not any(map(str.isdigit, around)) and len(words) <= most
