"""Things and the state each is in, told clause by clause: "MFA everywhere, no backups tested".

For lists whose objects need a name, which may be any words, and one of a few states. A clause that
holds one state tells of one thing: what is left of it without the state and the words that join.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from graphs.models.embedded.enumerations import Named, occurrences, outcome
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.state_pairs import Pair, around, state_pairs
from graphs.models.embedded.words import stems

FEWEST = 2  # states from which clauses are a list of things
LONGEST = 12  # words of a name; more are a story
_CUT = re.compile(
    r"[.!](?=\s|$)|[;\n]|,(?!\d)|(?<=\?)\s|\b(?:but|while|whereas|although|however)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|plus|&)\s", re.IGNORECASE)
_YES_NO = re.compile(
    r"(?:^|(?<=[\s:=–—-]))(?P<yes>yes|yep|y|ok|✓|✔)(?=$|[\s,.;])"
    r"|(?:^|(?<=[\s:=–—-]))(?P<no>no|nope|n|✗|✘)(?=$|[,.;]|\s*$|\s(?:to|for|on)\s)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\s[-–—]|[:=])\s*(?:(?P<yes>yes|yep|y|ok|✓|✔)|(?P<no>no|nope|n|✗|✘))[\s,;.]*$",
    re.IGNORECASE,
)
"""The answer itself, behind a mark at the end of a clause."""
_DENIED = re.compile(
    r"\b(?:no|not|never|none|nothing|without|lacks?|lacking|cannot|can't|don't|doesn't|do not"
    r"|does not|isn't|aren't|haven't|hasn't|didn't|won't)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\s*(?:they|it|she|he)\s+(?!(?:have|has|hold|see|get|are|is|can|process)\b)"
)
_BEFORE = (
    "our|the|their|its|they|it|we|he|she|also|only|just|that|then|for|to|on|with|of|in|is|are|was|"
    "were|has|have|had|do|does|did|been|being|be|there|a|an|and|as|regarding|about|still"
)
_BEHIND = (
    "is|are|was|were|has|have|been|being|be|only|just|yet|still|so far|there|it|to|for|on|of|the|"
    "as|with|in|and|out|but|while|whereas|although|however"
)
_FILLING = re.compile(
    rf"^(?:\w+\s){{0,3}}(?:says?|said|answers?|answered|replied|reports?|claims?|confirmed)\b"
    rf"|^(?:\s*\b(?:{_BEFORE})\b|\s*[-–—:=|*•\d)(]+)+"
    rf"|(?:(?<![-\w])(?:{_BEHIND})\b\s*|[-–—:=|(\s]+)+$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:is|are|gets?)\s+(?:\w+ly\s+)?\w+ed\b", re.IGNORECASE)
_HEAD = re.compile(r"^[^:?]*:\s+(?=\S+\s+\S)")
"""What leads to the clauses: "our supplier says: …"."""
_ASKS = re.compile(
    r"\b(?:how|what|which|rate|score|assess|tell|give|check|compute|calculate|please|risk tier|"
    r"should|could|can you)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _State:
    """A clause that tells of one thing."""

    name: str
    value: str
    start: int
    end: int
    sure: bool = True
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])


def told_states(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """Lists of named things with a state, where a message tells at least two of them."""
    found: dict[str, Origin] = {}
    for records in fields:
        parts = _needed(records)
        if parts is None or records.name in there:
            continue
        label, state = parts
        others = [f for f in fields if f is not records]
        told = [one for one in _clauses(state, message) if not _of_another(one, others, message)]
        told = _with_pairs(told, state_pairs(records, label, state, message))
        told = [one for one in told if not _names_itself(one, records)]
        if sum(one.sure for one in told) < FEWEST:
            continue
        value = [{label.name: one.name, state.name: one.value, **one.more} for one in told]
        places = tuple((one.start, one.end) for one in told)
        found[records.name] = Origin(records, value, message.text[:80], 0.8, places=places)
    return found


def _with_pairs(told: Sequence[_State], pairs: Sequence[Pair]) -> list[_State]:
    """Names with their state right behind them, and the clauses told otherwise among them."""
    if len(pairs) < FEWEST:
        return [*told]
    own = [_State(p.name, p.value, p.start, p.end, more=p.more) for p in pairs]
    among = [
        one
        for one in told
        if not around(pairs, one.start, one.end)
        if all(one.end <= p.start or p.end <= one.start for p in pairs)
    ]
    return sorted([*own, *among], key=lambda one: one.start)


def _needed(records: Field) -> tuple[Field, Field] | None:
    """The name and the state, where an object needs just these and no shape tells the name."""
    if records.kind != "records" or records.only_named:
        return None
    needed = [part for part in records.parts if part.required]
    if len(needed) != 2 or needed[0].kind != "name" or needed[1].kind != "enum":
        return None
    label, state = needed
    whole = outcome(state, right=True) and outcome(state, right=False)
    return (label, state) if whole and not label.form else None


def _clauses(state: Field, message: Message) -> list[_State]:
    """Each clause with one state, from left to right."""
    text = message.text
    said = {w.lower() for v, words in state.synonyms.items() for w in (v.replace("_", " "), *words)}
    named = [
        one
        for one in occurrences(state, message)
        if not message.aside(one.start) and text[one.start : one.end].lower() in said
    ]
    found: list[_State] = []
    for start, end in _cut(text, named, state):
        if message.aside(start):
            continue
        one = _one(text, start, end, named, state)
        if one is not None:
            found.append(one)
    return found


def _cut(text: str, named: Sequence[Named], state: Field) -> list[tuple[int, int]]:
    """Where clauses stand; "and" parts two only where each has a state of its own."""
    borders = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    places: list[tuple[int, int]] = []
    for start, stop in pairwise(borders):
        at = start
        for joint in _AND.finditer(text, start, stop):
            left, right = (at, joint.start()), (joint.end(), stop)
            if all(_has_state(text, *part, named, state) for part in (left, right)):
                places.append(left)
                at = joint.end()
        places.append((at, stop))
    return _with_questions(text, [place for place in places if text[slice(*place)].strip()])


def _with_questions(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A question and the answer behind it are one: "Is data encrypted? yes"."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        before = text[slice(*found[-1])].rstrip() if found else ""
        answers = len(text[start:end].split()) <= 3
        if before.endswith("?") and answers:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _has_state(text: str, start: int, end: int, named: Sequence[Named], state: Field) -> bool:
    return _one(text, start, end, named, state) is not None


def _one(text: str, start: int, end: int, named: Sequence[Named], state: Field) -> _State | None:
    """The thing a clause tells of, and its state."""
    said = text[start:end]
    if said.rstrip().endswith("?"):
        return None
    head, mark, rest = said.partition("?")
    inside = [n for n in named if start <= n.start and n.end <= end]
    if mark:  # a question with its answer
        inside = [n for n in inside if n.start > start + len(head)]
    if not mark and (closing := _CLOSING.search(said)):  # "MFA enforced - yes"
        value = outcome(state, right=bool(closing["yes"]))
        return _named(said[: closing.start()], value, start, end)
    answer = None if inside else _YES_NO.search(rest if mark else said)
    if inside:
        value = inside[0].value if len({n.value for n in inside}) == 1 else ""
        name = _without(text, start, end, inside)
        denied = _DENIED.search(said[: inside[0].start - start])
        if value == outcome(state, right=True) and denied and not mark:
            value, name = outcome(state, right=False), _without_denial(name)
    elif answer is not None:
        value = outcome(state, right=bool(answer["yes"]))
        at = start + (len(head) + 1 if mark else 0)
        name = _without(text, start, end, [Named("", at + answer.start(), at + answer.end())])
    elif not mark and _DENIED.search(said):
        value, name = outcome(state, right=False), _without_denial(said)
    elif not mark and (_SUBJECT.match(_HEAD.sub("", said)) or _DONE.search(said)):
        return _named(said, outcome(state, right=True), start, end, sure=False)
    else:
        return None
    return _named(name, value, start, end)


def _named(name: str, value: str, start: int, end: int, *, sure: bool = True) -> _State | None:
    """A state with its name made plain, where both are left."""
    name = _HEAD.sub("", name)
    question = "?" in name
    name = name.partition("?")[0].strip(" ,;-–—:.=") if question else _plain(name)
    if (
        not value
        or not name
        or len(name.split()) > LONGEST
        or (_ASKS.search(name) and not question)
    ):
        return None
    return _State(f"{name}?" if question else name, value, start, end, sure)


def _plain(name: str) -> str:
    before = ""
    name = name.strip(" \t\n,;.")
    while before != name:
        before, name = name, _FILLING.sub("", name).strip(" \t\n,;.")
    return name


def _without(text: str, start: int, end: int, named: Sequence[Named]) -> str:
    """A clause without the words for its state."""
    said, at = "", start
    for one in named:
        said += text[at : one.start]
        at = one.end
    return said + text[at:end]


def _without_denial(said: str) -> str:
    return " ".join(_DENIED.sub(" ", said).split())


def _of_another(one: _State, others: Sequence[Field], message: Message) -> bool:
    """Whether a clause names a value of another field: "no access to our systems"."""
    return any(
        one.start <= named.start < one.end and " " in message.text[named.start : named.end].strip()
        for other in others
        if other.kind == "enum"
        for named in occurrences(other, message)
    )


def _names_itself(one: _State, field: Field) -> bool:
    """Whether what is left is only the list's own name."""
    return stems(one.name) in {stems(name) for name in (field.words, *field.aliases)}
