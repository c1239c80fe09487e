"""Which earlier value a change means: by the field's words, the person's own, or the meaning."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphs.models.embedded.changes import Factor, Step, scalable
from graphs.models.embedded.lexicon import Lexicon, nearness
from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field, Tool, slots
from graphs.models.embedded.words import content
from tools.embedding import Encoder

SURE = 0.5  # nearness from which a factor's words name its field
ALIKE = 5  # letters two words must share at their start to be of one family
CLEARER = 0.05  # cosine by which one field must be nearer than the next
_KINDS = (
    (re.compile(r"\bas (?:much|expensive|dear|costly|pricey|cheap)|\b(?:cheap|dear|pric|cost)\w*"
                r"|\bexpensive|\bprices?\b|\bpay\w*", re.I), ("money",)),
    (re.compile(r"\bas (?:many|often|frequent\w*|rare\w*)|\b(?:often|frequent\w*|fewer|rare\w*"
                r"|occur\w*|happen\w*|times a year|counts?)\b", re.I), ("rate", "count")),
    (re.compile(r"\bas long\b|\blonger\b|\bshorter\b", re.I), ("duration",)),
    (re.compile(r"\bas likely|\b(?:likel\w*|chance|probab\w*)\b", re.I),
     ("probability", "share")),
)  # fmt: skip
"""Words that say what kind of value a change speaks of."""


@dataclass(frozen=True, slots=True)
class Before:
    """The call that is changed, and the words in which it was asked."""

    call: Call
    tool: Tool
    words: Mapping[str, Sequence[str]]
    """For each field the stems around its value, in the person's own message."""


def at(arguments: Mapping[str, Any], path: Sequence[str]) -> Any:
    """The value at a path; None where there is none."""
    value: Any = arguments
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def targets(
    message: Message, before: Before, change: Factor | Step, encoder: Encoder | None = None
) -> list[Field]:
    """The fields a factor may mean: the ones its words name best, else all that it could be."""
    named = _named(message, before, change)
    best = max((score for score, _ in named), default=0.0)
    if best >= SURE:
        return [next(field for score, field in named if score == best)]
    fields = [field for _, field in named]
    known = [_known(field, before) for field in fields]
    shared = {stem for stem, count in Counter(s for one in known for s in one).items() if count > 1}
    alike = [(_family(message, k - shared), f) for k, f in zip(known, fields, strict=True)]
    most = max((count for count, _ in alike), default=0)
    if most:
        fields = [field for count, field in alike if count == most]
    if len(fields) > 1 and (kinds := kinds_meant(message.text)):
        fields = [f for f in fields if (f.of or f.kind) in kinds] or fields
    if len(fields) > 1 and encoder is not None:
        fields = _by_meaning(message.text, fields, encoder)
    return fields[:4]


def kinds_meant(text: str) -> set[str]:
    """The kinds of value a text speaks of; empty when it does not say."""
    return {kind for words, kinds in _KINDS if words.search(text) for kind in kinds}


def _named(message: Message, before: Before, change: Factor | Step) -> list[tuple[float, Field]]:
    # Without the words mined from examples: they tell fields apart in questions, not in changes.
    mentions = Lexicon(slots(before.tool.fields)).mentions(message.words)
    place = message.place(change.start, change.end)
    quiet = tuple(False for _ in message.words)
    return [
        (nearness(named, place, message.words, quiet), field)
        for named, field in zip(mentions, slots(before.tool.fields), strict=True)
        if field.kind != "records"  # all of its parts at once would change
        if scalable(at(before.call.arguments, field.path))
    ]


def _known(field: Field, before: Before) -> set[str]:
    """The stems of a field's names and of the person's own words for it."""
    own = before.words.get(".".join(field.path), ())
    return {stem for said in (field.words, *field.aliases) for stem in content(said)} | set(own)


def _family(message: Message, known: Collection[str]) -> int:
    """How many words of the message are of one family with words that name a field."""
    return sum(
        any(word == other or _akin(word, other) for other in known)
        for word in set(content(message.text))
    )


def _akin(one: str, other: str) -> bool:
    return len(one) >= ALIKE and len(other) >= ALIKE and one[:ALIKE] == other[:ALIKE]


def _by_meaning(text: str, fields: Sequence[Field], encoder: Encoder) -> list[Field]:
    """The one field nearest by meaning, if it is clearly nearest."""
    vector = encoder.encode([text])[0]
    scores = np.array(
        [
            float((encoder.remembered([f.words, *f.aliases[:6], f.description]) @ vector).max())
            for f in fields
        ]
    )
    first, second = np.sort(scores)[::-1][:2]
    return [fields[int(scores.argmax())]] if first - second >= CLEARER else list(fields)
