"""Several runs of outcomes, each under its own name: "fractions: right, wrong; decimals: wrong"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.models.embedded.enumerations import Named
from graphs.models.embedded.run_topics import topic_before

_GLUE = re.compile(r"[\s,/|]{0,3}(?:(?:and|then|&)[\s,]{1,2})*")
_SAID = r"(?:\s+(?:(?:she|he|they|i|it|we)\s+)?(?:was|were|got|had|answered|is|came))?"
_BEFORE = (
    re.compile(r"(?:^|[;.,\n(])\s*(?:and\s+)?(?P<name>[^\W\d][\w' -]{1,40}?)\s*[:=]\s*$"),
    re.compile(
        rf"\b(?:in|on|for|with)\s+(?P<name>[^\W\d][\w'-]*(?:\s[\w'-]+){{0,3}}?){_SAID}[\s,:]*$",
        re.IGNORECASE,
    ),
)
_BARE = re.compile(
    r"(?:^|[;.,\n(:])\s*(?:and\s+)?(?P<name>[^\W\d][\w'-]*(?:\s[\w'-]+){0,3})\s*[-–—:]?\s*$"
)
"""A name without a mark: "nouns right, wrong; verbs wrong, right"."""
_NO_NAME = re.compile(
    r"\b(?:then|next|first|second|third|last|after|later|again|but|so|on|at|in|of|to|today"
    r"|yesterday|now|finally|i|you|he|she|it|they|we|him|her|that|this|these|those|the|a|an|is|was"
    r"|were|are|got|had|did|not|once|twice|times?|answers?|results?|attempts?|tries|reviewed|rest"
    r"|others?|all|both|one|two|three|four|five|six|seven|eight|nine|ten|history|sequence|order"
    r"|mon|tue|wed|thu|fri|sat|sun|\w+day|week|month|morning|evening|question|item|task|number|q)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|week|day"
    r"|monday|attempt|question|item|round|session)s?$",
    re.IGNORECASE,
)


def labelled(outcomes: Sequence[Named], text: str) -> list[tuple[str, list[Named]]]:
    """Each run with its name; empty unless there are several, all named, all differently."""
    runs: list[list[Named]] = []
    for before, one in pairwise([None, *outcomes]):
        if one is None:
            continue
        if before and (before.start == one.start or _GLUE.fullmatch(text, before.end, one.start)):
            runs[-1].append(one)
        else:
            runs.append([one])
    names: list[str] = []
    for number, run in enumerate(runs):
        since = runs[number - 1][-1].end if number else 0
        names.append(_name(text[since : run[0].start]))
    if len(runs) < 2 or not all(names) or len(set(names)) < len(names):
        return []
    return list(zip(names, runs, strict=True))


def _name(before: str) -> str:
    """What a run is called by what stands before it; days name none."""
    match = next((m for p in _BEFORE if (m := p.search(before))), None)
    if match is not None and not _NO_NAME.sub("", match["name"]).strip():
        match = None  # "six exercises, in order: …"
    if match is None and (match := _BARE.search(before)) and _NO_NAME.search(match["name"]):
        match = None
    said = match["name"].strip() if match else before
    name = topic_before(said) or (said if match else "")
    return "" if _DAY.match(name) else name
