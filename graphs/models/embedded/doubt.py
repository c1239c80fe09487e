"""How likely a complete plan is wrong: what its filling looks like, weighed by a trained logistic.

A plan that runs and is wrong is the worst failure. Its signs are weak one by one (a figure that
found no field, a value that nothing names, a rival tool close behind), so they are weighed
together; the weights come from messages that the heads of their fold had never seen.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graphs.models.embedded.assignment import EVIDENCE
from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.compatibility import numbers
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.heads import NONE, Heads, Scores
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.message import Message
from graphs.models.embedded.requirements import orphans
from graphs.models.embedded.schema import Tool, slots
from graphs.models.embedded.words import STOPWORDS, content

NAMES = (
    "unused figures",
    "unused figures beside words of the tool",
    "unused number words",
    "figures outside any span",
    "share of figures without a place",
    "close calls",
    "log p of the tool",
    "margin over the next tool",
    "margin of scope",
    "nearness to an example",
    "values that nothing names",
    "least nearness",
    "optional values that little names",
    "least fit of kind and unit",
    "values said in other units",
    "half-given groups",
    "ranges without a likely value",
    "words that deny or correct",
    "words the tool does not know",
    "questions beyond the first",
    "sentences",
    "clauses with figures that gave nothing",
    "settings read from words",
    "not the likeliest tool",
    "least agreement of the reader of roles",
    "mean agreement of the reader of roles",
    "figures it takes for something else",
)
MOST = 3.0  # a count beyond it says no more
FLOOR = -6.0  # log p below which a tool is simply unlikely
DISAGREES, UNLIKELY = -5.0, -1.2  # log-probabilities: no less counts, less is another field
NAMED = 0.5  # nearness from which words surely name a field
_FIGURE = re.compile(r"\d[\d.,'’]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CORRECTS = re.compile(
    r"\b(?:no|not|never|without|except|but not|instead|sorry|wait|rather|actually|forget|ignore"
    r"|minus|used to|was|were|had been|i mean|or maybe|correction|versus|vs|than)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;?!\n]\s|,\s|\n")
_FILES = ("table", "document", "file")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic over standardised signs, and the chance from which to ask."""

    means: Sequence[float]
    scales: Sequence[float]
    weights: Sequence[float]
    bias: float
    threshold: float

    def chance(self, signs: Sequence[float]) -> float:
        """How likely a plan with these signs is wrong."""
        return float(1 / (1 + math.exp(-self.bias - sum(self.parts(signs)))))

    def parts(self, signs: Sequence[float]) -> list[float]:
        """What each sign adds."""
        rows = zip(signs, self.means, self.scales, self.weights, strict=True)
        return [weight * (sign - mean) / scale for sign, mean, scale, weight in rows]


def weights_of(heads: Heads | None) -> Weights | None:
    """The weights that were trained with the heads; None for heads without them."""
    told = heads.doubt if heads else {}
    if not told or len(told["weights"]) != len(NAMES):
        return None
    return Weights(
        told["means"], told["scales"], told["weights"], told["bias"][0], told["threshold"][0]
    )


def signs(
    filled: Filled,
    said: Message,
    scores: Scores | None,
    margin: float,
    likeliest: bool,
    agreed: Sequence[float] = (),
) -> list[float]:
    """The signs of `NAMES` for a complete filling. `scores`: of all trained tools.

    `agreed`: for each figure, how likely (in logs) it stands for the field that took it.
    """
    chance, ahead, near = _standing(filled.tool, scores)
    figures = [o for o in filled.origins.values() if is_told_figure(o)]
    needed = [o for o in figures if o.field.required or _in_a_way(filled.tool, o)]
    others = [o for o in figures if o not in needed]
    said = replace(said, may_hold_a_document=any(f.kind == "document" for f in filled.tool.fields))
    loose, every = homeless(filled, said)
    left = spare(filled, said)
    unused = len(left)
    words = len([c for c in filled.unused if not any(x.isdigit() for x in c.text)])
    ranges = [o.value for o in figures if isinstance(o.value, Mapping) and "low" in o.value]
    return [
        min(unused, MOST),
        min(sum(among_own_words(one, filled.tool, said) for one in left), MOST),
        min(words, MOST),
        min(loose, MOST),
        (unused + loose) / max(every, 1),
        min(len(filled.close), MOST),
        chance,
        ahead,
        max(min(margin, 10.0), -2.0),
        near,
        min(sum(o.near < EVIDENCE for o in needed), MOST),
        min((o.near for o in figures), default=1.0),
        min(sum(o.near < NAMED for o in others), MOST),
        min((o.fitted for o in figures), default=1.0),
        min(sum(o.converted for o in figures), MOST),
        min(len(orphans(filled.tool, list(filled.origins))), MOST),
        min(sum("likely" not in value for value in ranges), MOST),
        min(len(_CORRECTS.findall(own_words(said))), MOST),
        strangeness(filled.tool, said),
        min(max(own_words(said).count("?") - 1, 0), MOST),
        math.log(1 + (said.words[-1].sentence if said.words else 0)),
        min(_idle(filled, said), MOST),
        min(sum(_is_set(o) for o in filled.origins.values()), MOST),
        0.0 if likeliest else 1.0,
        max(min(agreed, default=0.0), DISAGREES),
        max(sum(agreed) / max(len(agreed), 1), DISAGREES),
        min(sum(one < UNLIKELY for one in agreed), MOST),
    ]


def spare(filled: Filled, said: Message) -> list[Candidate]:
    """Figures that no field took and that somebody may have meant: no years, none of a document."""
    return [
        one
        for one in filled.unused
        if any(x.isdigit() for x in one.text)
        and not _YEAR.fullmatch(one.text.strip())
        and not said.aside(one.start)
    ]


def among_own_words(one: Candidate, tool: Tool, said: Message) -> bool:
    """Whether the words around a figure are the tool's own: "14 people" is of no use to it."""
    first, last = said.place(one.start, one.end)
    beside = [*said.words[max(first - 2, 0) : first], *said.words[last + 1 : last + 3]]
    telling = [w for w in beside if not w.mark and w.text.lower() not in STOPWORDS]
    known = vocabulary(tool)
    return not telling or any(word.stem in known for word in telling)


def is_told_figure(origin: Origin) -> bool:
    """Whether single figures of the message filled a field."""
    return origin.field.kind not in (*_FILES, "enum", "name", "text", "currency", "records")


def _is_set(origin: Origin) -> bool:
    """Whether words of the message set a field to something else than it is anyway."""
    return origin.field.kind == "enum" and origin.value != origin.field.default


def _in_a_way(tool: Tool, origin: Origin) -> bool:
    """Whether a field belongs to any way to give what is required."""
    ways = (*(way for group in tool.groups for way in group), *tool.alone)
    return any(origin.field.path[0] in way for way in ways)


def _standing(tool: Tool, scores: Scores | None) -> tuple[float, float, float]:
    """How likely the tool is, by how much it leads, and how near the text is to an example."""
    if scores is None or tool.name not in scores.names:
        return FLOOR / 2, 0.0, 0.5
    mine = max(scores.of(tool.name), FLOOR)
    rest = (p for n, p in zip(scores.names, scores.logs, strict=True) if n not in (tool.name, NONE))
    near = 0.5 if np.isnan(scores.cosine) else scores.cosine
    return mine, min(mine - max(float(max(rest, default=FLOOR)), FLOOR), -FLOOR), near


def own_words(said: Message) -> str:
    """What the person says, without tables and pasted texts."""
    cut = sorted([*said.tables, *((said.pasted,) if said.pasted else ())])
    kept, at = "", 0
    for start, end in cut:
        kept, at = kept + said.text[at:start] + " ", max(at, end)
    return kept + said.text[at:]


def homeless(filled: Filled, said: Message) -> tuple[int, int]:
    """Figures of the person's own words that are in no value and no span, and all of them."""
    taken = [
        (at, at + len(o.words))
        for o in filled.origins.values()
        if o.words and (at := said.text.find(o.words)) >= 0
    ]
    taken += [(span.start, span.end) for span in said.spans]
    taken += [place for o in filled.origins.values() for place in o.places]
    places = [m.span() for m in _FIGURE.finditer(said.text) if not said.aside(m.start())]
    loose = [p for p in places if not any(a <= p[0] < b for a, b in taken)]
    return len(loose), len(places)


def strangeness(tool: Tool, said: Message) -> float:
    """The share of a message's words that stand nowhere in what the tool says of itself."""
    words = [w for w in content(own_words(said)) if not w[0].isdigit()]
    known = vocabulary(tool)
    return sum(word not in known for word in words) / max(len(words), 1)


@once_for
def vocabulary(tool: Tool) -> frozenset[str]:
    """The words of a tool and its fields, collected once."""
    fields = slots(tool.fields)
    told = [tool.title, tool.description]
    for field in (*fields, *(part for f in fields for part in f.parts)):
        told += [field.words, field.description, *field.aliases]
        told += [word for words in field.synonyms.values() for word in words]
    return frozenset(word for text in told for word in content(text))


def _idle(filled: Filled, said: Message) -> int:
    """Clauses with a figure in them that gave no value."""
    words = [o.words for o in filled.origins.values() if o.words]
    words += [said.text[a:b] for o in filled.origins.values() for a, b in o.places]
    clauses = [c for c in _CLAUSE.split(own_words(said)) if any(x.isdigit() for x in c)]
    return sum(not any(w in c or c in w for w in words) for c in clauses)


def weakest(filled: Filled) -> Origin | None:
    """The figure whose field is named least: the one to ask about."""
    figures = [o for o in filled.origins.values() if is_told_figure(o) and _has_number(o)]
    return min(figures, key=lambda o: (o.near, o.fitted), default=None)


def _has_number(origin: Origin) -> bool:
    value = origin.value
    if isinstance(value, Mapping):
        return any(isinstance(x, int | float) for x in value.values())
    return not isinstance(value, list | str) and numbers(value) != []
