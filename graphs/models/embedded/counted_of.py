"""How many of how many: "7 breaches in 250 days", "26 out of 400".

Alone such a pair is a share, and its second figure a stretch of time. Where a tool counts both, one
at most the other (`at_most`), and the sentence names one of them, they are the two counts.
"""

import re
from collections.abc import Mapping, Sequence

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_PAIR = re.compile(
    rf"(?<![\w.,/-])(?P<part>{_COUNT})(?:\s+[^\W\d]+){{0,3}}\s+"
    r"(?:in|of|out of|over|on|during|within|among|from)\s+"
    r"(?:the\s|our\s|my\s|a total of\s|all\s)?(?:last\s|past\s|previous\s)?"
    rf"(?P<whole>{_COUNT})(?![\w%/]|[.,]\d|\s?(?:%|percent|pct))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;](?=\s|$)|\n")


def counted_of(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Both counts of the first such pair, for fields that nothing fills."""
    open_fields = {f.name: f for f in fields if f.integer and ".".join(f.path) not in there}
    for part in open_fields.values():
        whole = open_fields.get(part.at_most)
        if whole is None:
            continue
        for match in _PAIR.finditer(message.text):
            few, many = (int(match[name].replace(",", "")) for name in ("part", "whole"))
            fits = few <= many and part.within(few) and whole.within(many)
            if fits and not message.aside(match.start()) and _named(part, whole, match):
                return {
                    part.name: Origin(part, few, match[0], 1.0, places=(match.span("part"),)),
                    whole.name: Origin(whole, many, match[0], 1.0, places=(match.span(),)),
                }
    return {}


def _named(part: Field, whole: Field, match: re.Match[str]) -> bool:
    """Whether the sentence around a pair, or the one before, says what is counted."""
    text = match.string
    ends = [m.end() for m in _SENTENCE.finditer(text, 0, match.start())]
    stop = _SENTENCE.search(text, match.end())
    around = text[ends[-2] if len(ends) > 1 else 0 : stop.start() if stop else len(text)]
    names = "|".join(
        re.escape(said) for f in (part, whole) for said in (f.words, *f.aliases) if len(said) > 3
    )
    return re.search(rf"\b(?:{names})", around, re.IGNORECASE) is not None
