"""Things said to be absent: "no secondary loss", "without revenue", "no churn" is zero."""

import re
from collections.abc import Iterator

from graphs.spans.span import Reading, Span

_NO = re.compile(
    r"\b(?:no|without(?:\sany)?|zero|don'?t\shave(?:\sany)?|haven'?t(?:\sany)?|doesn'?t\shave(?:\sany)?|"
    r"not\sany|never\shad(?:\sany)?|kein(?:e|en)?|ohne)\s"
    r"(?P<what>[a-zäöüß][a-zäöüß-]+(?:\s(?!and\b|or\b|but\b|so\b|yet\b|at\b|in\b|for\b|to\b|with\b"
    r"|on\b|is\b|what\b|how\b|we\b|once\b|twice\b|every\b|each\b)[a-zäöüß-]+)?)"
)
_IDIOM_WORDS = (
    "idea more less one way problem matter longer need worries doubt wonder clue question "
    "questions other than thanks thank further later better earlier fewer sooner limit reason "
    "ranges range frills detail details extras key "
    "paying asking knowing saying notice warning "
    "network hurry rush answer experience sure not rather the a an of in it "
    "rate rates curve curves yields spot"
)
_IDIOM = frozenset(_IDIOM_WORDS.split())


def negations(low: str, text: str) -> Iterator[Span]:
    """Every absent thing, as a zero labelled with its name."""
    for match in _NO.finditer(low):
        what = match["what"]
        if what.split()[0] in _IDIOM:
            continue
        start, end = match.span()
        yield Span(
            start, end, text[start:end],
            (Reading("number", 0.0, unit="none", score=0.6, converted=True),),
            label=what,
        )  # fmt: skip
