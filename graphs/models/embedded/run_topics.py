"""What a run of outcomes is on: "fractions: right, wrong", "✓ ✗ ✓ on chess forks".

A field marked `{"subject_of": "answers"}` takes it, where `answers` is a list of objects that need
one outcome each. Several runs, each under its own words, are told apart by the same reading.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from graphs.models.embedded.enumerations import Named, outcomes
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.message import Message
from graphs.models.embedded.people import people
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import own_names
from graphs.models.embedded.words import STOPWORDS, stems

LONGEST = 5  # words of what a run is on
BESIDE = 20  # characters between an outcome and the day it belongs to
_ENDS = re.compile(r"[.!?](?=\s|$)|[;\n]")
_APART = re.compile(r"[:,=()]|\s[-–—]\s|^\s*[-*•–—]\s|[-–—]\s*$|\band\s*$")
_NUMBERED = re.compile(r"[\s(#]*\b[Qq]?\d{1,2}[.):]?\s*$")
"""The number of the first of several: "endings: 1. wrong 2. right"."""
_ON = re.compile(
    r"\b(?:on|in|about|over|with|(?:attempts?|tries|goes|go|efforts?|good|better)\s+at"
    r"|(?:log|results?|answers?|history|sequence|marks|record|string|outcomes?|data|scores?)"
    r"\s+(?:for|of))\s+(?=[^\W\d]|[\"'“‘])",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\s+\b(?:she|he|they|i|we|it|you|who|that|which)\b.*$", re.IGNORECASE)
_COUNTED = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|the|all|last"
    r"|first)\s+(?:\w+\s)?(?:questions?|exercises?|tasks?|problems?|items?|attempts?|tries|cards?"
    r"|answers?|times|sums|goes|rounds?|reviews?)"
)
_LEADS = re.compile(
    r"^(?:(?:(?:my|his|her|our|their|the|a)\s+\w+['’]s|and|then|so|also|but|now|for|the|an?|his|her|my|their|our|some|did|got|had|has|have|was"
    r"|tried|tries|does|do|practi[sc]ed|answered|skill|topic|subject|concept|called|named|of|on|in"
    rf"|about|at|with|here|are|is|card|word|trying|learning|studying|studied|new|{_COUNTED}"
    r")(?:\s+|$)|['’]s\s+|[\"'“”‘’*•#–—-]+\s*)+",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    rf"(?:\s+(?:{_COUNTED}|(?:just|only)\s(?:one|once|two|twice)|was|were|is|are|got|had|did|went"
    r"|came|goes|has been|so far|today|lately|yesterday|this (?:week|month|term|morning)"
    r"|last (?:week|month|time)|questions?|exercises?|quiz|tests?|cards?|skill|topic|results?"
    r"|answers?|attempts?|history|log|sequence|drills?|practice|reviews?|reviewed|tasks?|seen|items?"
    r"|now|first|then|again)|[\"'“”‘’*–—-]+)+$",
    re.IGNORECASE,
)
_IDLE = re.compile(
    rf"(?:\W|\b(?:{_COUNTED}|i|we|you|she|he|they|it|got|had|has|was|were|is|are|did|in|order|the|so"
    r"|results?|answers?|attempts?|history|log|sequence|data|marks|outcomes?|then|first|follow\w*"
    r"|below|like|this|my|his|her|their|these|those|here|all|oldest|chronological\w*|row|and|a)\b)*",
    re.IGNORECASE,
)
"""A stretch that says nothing of what a run is on: "she had 6 exercises", "in order"."""
_BEHIND = re.compile(
    r"[\s,]*(?:\(\w+\)\s*)?(?:all\s)?(?:on|in|about|for|at|with)\s+(?P<topic>[^\W\d][^.?!,;:()\n]{1,50}?)"
    r"(?=\s*(?:[.?!,;:()\n]|\s[-–—]|$)|\s(?:so|and\s(?:is|does|what|how)|does|is|what|should|with"
    r"|how|today|yesterday|for|this|last|at|can|will|did)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*(?:[–—-]\s+|\()(?P<topic>[^\W\d][^.?!,;:()\n]{1,50}?)\s*(?:\)|[.?!;\n]|$)")
"""Behind a dash or in brackets: "0110 – long division"."""
_MASTERED = re.compile(
    r"\b(?:master(?:s|ed|y of)?|knows?|learn(?:ed|t|s)?|understands?|understood|grasp(?:s|ed)?"
    r"|got the hang of|good at)\s(?P<topic>[^\W\d][^.?!,;:()\n]{1,40}?)(?=\s*[.?!,;:(\n]|\s*$"
    r"|\s(?:yet|now|after|by now|already|if|given|when|with|well enough|so far)\b)",
    re.IGNORECASE,
)
"""What is asked about: "has she mastered long division?"."""
_ASKED_ON = re.compile(
    r"\b(?:questions?|exercises?|problems?|items|tasks|quiz|test|results?|answers|sums|drills?"
    r"|lesson|practising|practicing|attempts)\s(?:on|about)\s(?P<topic>[^\W\d][^.?!,;:()\n]{1,50}?)"
    r"(?=\s*(?:[.?!,;:()\n]|\s[-–—]|$)|\s(?:so|does|is|what|should|with|how|today|yesterday|for"
    r"|this|last|at|can|will|did|right|wrong|correct|from|went|in)\b)",
    re.IGNORECASE,
)
_INSIDE = frozenset(("of", "and", "in", "the", "to", "with", "first", "two", "one"))
"""Small words that may stand within a name, though at neither end of it."""
_NO_TOPIC = frozenset(
    word
    for line in (
        "hi hello hey dear please thanks sequence data obs results result answers answer true",
        "false right wrong correct incorrect yes yeah ok okay student pupil learner child kid",
        "she he they him her them mastered known learned learnt know knows knew check trace",
        "tracing track question questions exercise exercises attempt attempts try tries time",
        "day week month today yesterday tomorrow monday tuesday wednesday thursday friday",
        "saturday sunday morning evening one ones first second third next last chance",
        "probability odds total whole reviewed seen history log marks score scores outcome",
        "outcomes it's its i'm i've he's she's group class room page set lesson unit chapter",
        "version quiz exam term year grade number no assume suppose given using use start",
        "starting general particular fact mind all each every",
    )
    for word in line.split()
)
_ALONE = frozenset(
    ("order", "row", "end", "beginning", "class", "school", "total", "general", "time", "fact")
)
"""Words that are no topic by themselves: "in order", "at the end"."""


def run_topics(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Fields for what a list of outcomes is on, where the words around it say so."""
    found: dict[str, Origin] = {}
    for field in fields:
        origin = there.get(field.subject_of)
        if origin is None or not isinstance(origin.value, list):
            continue
        if said := _named(field, message):
            found[field.name] = Origin(field, said, said, 0.9)
            continue
        if field.name in there:
            continue
        state = _outcome(origin.field)
        places = _places(state, message) if state else []
        if not places:
            continue
        names = own_names(origin.field, fields)
        if said := _topic(without_people(message), places, names):
            found[field.name] = Origin(field, said, said, 0.7)
    return found


def _named(field: Field, message: Message) -> str:
    """What stands behind the field's own name: "topic: balancing equations", "subject tides."."""
    for match in _called(field).finditer(message.text):
        if said := _noun(match["topic"], ()):
            return said
    return ""


@once_for
def _called(field: Field) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in (field.words, *field.aliases))
    return re.compile(
        rf"(?:\b(?:{names})\s*(?::|=|\bis\b|\bcalled\b|\bnamed\b)|(?:^|[.;:,(\n]\s*)(?:{names})\s)"
        r"\s*(?P<topic>[^\W\d][^.?!,;:()\n]{1,50}?)\s*(?=[.?!,;:()\n]|\s[-–—]\s|$)",
        re.IGNORECASE,
    )


def _outcome(records: Field) -> Field | None:
    """The outcome of a list's objects, where they need one."""
    needed = [p for p in records.parts if p.required and p.kind == "enum"]
    return needed[0] if records.kind == "records" and len(needed) == 1 else None


def _places(state: Field, message: Message) -> list[tuple[int, int]]:
    """Where outcomes stand, each with the day it belongs to."""
    told = [one for one in outcomes(state, message) if not message.asks(one.start)]
    told = told or outcomes(state, message)
    return [with_day(one, message) for one in told]


def with_day(one: Named, message: Message) -> tuple[int, int]:
    """From where to where an outcome and its day stand, where they stand side by side."""
    day = message.date_of(one.start, one.end)
    if day is None:
        return one.start, one.end
    between = message.text[min(one.end, day[1]) : max(one.start, day[0])]
    beside = len(between) <= BESIDE and not any(mark in between for mark in "\n;:")
    return (min(one.start, day[0]), max(one.end, day[1])) if beside else (one.start, one.end)


def without_people(message: Message) -> str:
    """The text with spaces for the names of people, everything else at its place."""
    text = message.text
    for one in people(message):
        text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    return text


def _topic(text: str, places: Sequence[tuple[int, int]], names: set[tuple[str, ...]]) -> str:
    start, end = min(places)[0], max(place[1] for place in places)
    if said := topic_before(text[:start], names):
        return said
    ways = (_BEHIND.match(text, end), _ASKED_ON.search(text), _MASTERED.search(text),
            _ASIDE.match(text, end))  # fmt: skip
    for match in ways:
        if match and (said := _noun(match["topic"], names)):
            return said
    return ""


def topic_before(before: str, names: Collection[tuple[str, ...]] = ()) -> str:
    """What a run is on by the words before it; "" where they do not say so."""
    before = _NUMBERED.sub("", before)
    ends = [match.end() for match in _ENDS.finditer(before.rstrip())]
    clause = before[ends[-1] if ends else 0 :]
    at = len(clause)
    for cut in [*reversed([*_APART.finditer(clause)]), None]:
        piece = clause[cut.end() if cut else 0 : at]
        if said := _noun(piece, names):
            return said
        if not _IDLE.fullmatch(piece):
            return ""
        at = cut.start() if cut else 0
    return ""


def _noun(piece: str, names: Collection[tuple[str, ...]]) -> str:
    """The noun of a stretch of words without what leads to it and from it; "" for none."""
    if ons := [*_ON.finditer(piece)]:
        piece = piece[ons[-1].end() :]
    piece = _LEADS.sub("", _WHOSE.sub("", f" {piece}").strip(), count=1)
    piece = _TRAILS.sub("", piece).strip()
    words = piece.split()
    if not words or len(words) > LONGEST or stems(piece) in names:
        return ""
    if any(not word[0].isalpha() for word in words if word not in ("&", "+")):
        return ""
    low = [word.lower().strip("'’\"") for word in words]
    if low[0] in _ALONE and len(low) == 1:
        return ""
    if {low[0], low[-1]} & STOPWORDS or set(low) & _NO_TOPIC:
        return ""
    return piece if all(w not in STOPWORDS or w in _INSIDE for w in low) else ""
