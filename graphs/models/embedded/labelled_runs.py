"""Several runs of outcomes, each under its own name: "fractions: right, wrong; decimals: wrong"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.models.embedded.enumerations import Named

_GLUE = re.compile(r"[\s,/|]{0,3}(?:(?:and|then|&)[\s,]{1,2})*")
_SAID = r"(?:\s+(?:(?:she|he|they|i|it|we)\s+)?(?:was|were|got|had|answered|is|came))?"
_BEFORE = (
    re.compile(r"(?:^|[;.,\n(])\s*(?:and\s+)?(?P<name>[^\W\d][\w' -]{1,40}?)\s*[:=]\s*$"),
    re.compile(
        rf"\b(?:in|on|for|with)\s+(?P<name>[^\W\d][\w'-]*(?:\s[\w'-]+){{0,3}}?){_SAID}[\s,:]*$",
        re.IGNORECASE,
    ),
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
        match = next((m for p in _BEFORE if (m := p.search(text[since : run[0].start]))), None)
        names.append(match["name"].strip() if match else "")
    if len(runs) < 2 or not all(names) or len(set(names)) < len(names):
        return []
    return list(zip(names, runs, strict=True))
