"""Which phrase of a message is the value of a field of free text.

For schemas that say no more than a name and a description. What speaks for a pair is measured
(meaning, the word before, how near the field is named, shape); the weights were fitted on the even
cases of the Berkeley Function-Calling Leaderboard (Apache 2.0) by `evals/pointing.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphs.models.embedded.cues import CODED, CUES, FORMULAS, NAMED
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.phrases import Phrase, phrases
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.words import content
from tools.embedding import Encoder, Tokens

FEATURES = (
    "meaning", "example", "cue", "named", "beside", "name", "whole", "quoted", "words", "tool",
    "field", "first", "digits", "formula", "code", "listed", "lower_for_name", "formula_unwanted",
    "covered_name", "full", "single_lower",
)  # fmt: skip

_EXAMPLES = re.compile(r"['\"‘“`]([^'\"’”`]{1,60})['\"’”`]")
_SUCH_AS = re.compile(
    r"\b(?:e\.?g\.?,?|for example,?|such as|like|i\.?e\.?,?)\s+([^.;)]{2,80})", re.I
)
_CODE = re.compile(r"\d|[@/\\]|^[A-Z]{2,6}$")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A phrase for a field, and how sure that is."""

    phrase: Phrase
    score: float


def told_examples(field: Field) -> list[str]:
    """The values a description gives as examples."""
    said = [m.strip() for m in _EXAMPLES.findall(field.description)]
    for run in _SUCH_AS.findall(field.description):
        said += [part.strip(" '\"") for part in re.split(r",|\bor\b|\band\b", run)]
    return [one for one in dict.fromkeys(said) if one and len(one) < 60]


def features(
    tool: Tool,
    field: Field,
    mentions: Sequence[Mention],
    message: Message,
    candidates: Sequence[Phrase],
    encoder: Encoder | None,
) -> NDArray[np.float64]:
    """One row for each candidate, one column for each of `FEATURES`."""
    meaning, example = _meanings(field, message, candidates, encoder)
    words = {w.lower() for w in field.words.split()} | set(content(field.words))
    described = words | set(content(field.description))
    of_tool = set(content(f"{tool.title} {tool.description} {tool.name.replace('_', ' ')}"))
    examples = {one.lower() for one in told_examples(field)}
    named_kind = bool((words | described) & NAMED)
    names = [(c.start, c.end) for c in candidates if c.full and "," not in c.value]
    rows: list[list[float]] = []
    for index, one in enumerate(candidates):
        place = message.place(one.start, one.end)
        own = content(one.value)
        near = nearness(mentions, place, message.words, message.numbers)
        cue = CUES.get(one.before, frozenset())
        covered = any(
            a <= one.start and one.end <= b and b - a > one.end - one.start for a, b in names
        )
        rows.append(
            [
                float(meaning[index]),
                float(example[index]),
                1.0 if cue & words else 0.5 if cue & described else 0.0,
                min(near, 1.2),
                _beside(mentions, place),
                float(one.name),
                float(one.whole),
                float(one.quoted),
                one.words / 3.0,
                0.0 if one.full or one.quoted else len(set(own) & of_tool) / max(len(set(own)), 1),
                len(set(own) & words) / max(len(set(own)), 1),
                float(one.start == 0),
                float(one.value[:1].isdigit()),
                float(one.formula and bool(described & FORMULAS)),
                float(bool(words & CODED) and bool(_CODE.search(one.value))),
                float(one.value.lower() in examples),
                float(named_kind and not one.name and not one.quoted),
                float(one.formula and not described & FORMULAS),
                float(covered),
                float(one.full),
                float(one.words == 1 and not one.name and not one.quoted),
            ]
        )
    return np.array(rows, float).reshape(len(candidates), len(FEATURES))


def _meanings(
    field: Field, message: Message, candidates: Sequence[Phrase], encoder: Encoder | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosine of each candidate with what the field says of itself, and with its examples."""
    none = np.zeros(len(candidates))
    if encoder is None or not candidates:
        return none, none
    vectors = _in_context(message, candidates, encoder)
    told = encoder.remembered([f"{field.words}: {field.description}"])
    meaning = (vectors @ told[0]).astype(float)
    if not (examples := told_examples(field)):
        return meaning, none
    return meaning, (vectors @ encoder.remembered(examples).T).max(axis=1).astype(float)


def _in_context(
    message: Message, candidates: Sequence[Phrase], encoder: Encoder
) -> NDArray[np.float32]:
    """Each candidate as the whole message makes it: one forward pass for all of them."""
    read = _read(encoder, message.text)
    rows = np.zeros((len(candidates), read.states.shape[1]), np.float32)
    for index, one in enumerate(candidates):
        inside = [i for i, (a, b) in enumerate(read.spans) if a < one.end and one.start < b]
        if inside:
            mean = read.states[inside].mean(axis=0)
            rows[index] = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return rows


@lru_cache(maxsize=64)
def _read(encoder: Encoder, text: str) -> Tokens:
    """A message is read once, however many tools are tried."""
    return encoder.tokens(text)


def _beside(mentions: Sequence[Mention], place: tuple[int, int]) -> float:
    """Whether the field's own name stands right before or behind."""
    return max(
        (m.weight for m in mentions if m.last + 1 == place[0] or m.first == place[1] + 1),
        default=0.0,
    )


WEIGHTS = np.array(
    [0.9, 1.0, 1.4, 1.5, 1.9, 0.3, 0.55, 1.1, -0.65, -1.75, -0.2, -0.3, -0.2, 0.0, 0.35, 2.0, -1.7,
     0.0, -1.05, 1.25, 0.5]
)  # fmt: skip
NEEDED, OFFERED = 0.4, 3.0
"""What a pair must be worth for a required field, and for one that may stay empty."""


def point(
    tool: Tool,
    fields: Sequence[tuple[Field, Sequence[Mention]]],
    message: Message,
    encoder: Encoder | None,
) -> dict[str, Pointed]:
    """For each field, by its dotted path, the phrase that is worth most, no words used twice."""
    from scipy.optimize import linear_sum_assignment  # heavy: loaded at the first message

    candidates = phrases(message)
    if not candidates or not fields:
        return {}
    worth = np.stack(
        [features(tool, f, named, message, candidates, encoder) @ WEIGHTS for f, named in fields]
    )
    least = np.array([NEEDED if field.required else OFFERED for field, _ in fields])
    scores = np.hstack([worth - least[:, None], np.zeros((len(fields), len(fields)))])
    found: dict[str, Pointed] = {}
    taken: list[Phrase] = []
    while True:
        rows, columns = linear_sum_assignment(scores, maximize=True)
        clash = False
        pairs = sorted(zip(rows, columns, strict=True), key=lambda rc: -float(scores[rc]))
        found, taken = {}, []
        for row, column in pairs:
            if column >= len(candidates):
                continue
            one = candidates[column]
            if any(one.start < other.end and other.start < one.end for other in taken):
                scores[row, column] = -1e3
                clash = True
                continue
            taken.append(one)
            name = ".".join(fields[row][0].path)
            found[name] = Pointed(one, float(scores[row, column]))
        if not clash:
            return found
