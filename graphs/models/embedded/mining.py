"""Words that stand beside a field's values in the examples: aliases nobody wrote down.

A word counts when most of its appearances beside a value are beside this field's (PLANNER, step 6).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from graphs.models.embedded.compatibility import numbers
from graphs.models.embedded.corpus import Example
from graphs.models.embedded.message import Message, message
from graphs.models.embedded.schema import Tool, slots
from graphs.models.embedded.words import STOPWORDS, stems
from graphs.spans.span import Span

ONE_FIELD = 0.6  # share of a word's appearances that must go to one field
BESIDE = 3  # words to each side
SEEN = 2  # a word seen once may be chance


def mine(
    examples: Sequence[Example], tools: Sequence[Tool]
) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """For each tool and field, the words to add to its aliases."""
    by_name = {tool.name: tool for tool in tools}
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for example in examples:
        tool = by_name.get(str(example["tool"]))
        if tool is not None:
            _count(message(str(example["say"])), tool, example.get("arguments") or {}, seen)
    return {tool: found for tool, words in seen.items() if (found := _kept(words, by_name[tool]))}


def _count(
    said: Message,
    tool: Tool,
    arguments: Mapping[str, Any],
    seen: dict[str, dict[str, Counter[str]]],
) -> None:
    for field in slots(tool.fields):
        value: Any = arguments
        for part in field.path:
            value = value.get(part) if isinstance(value, Mapping) else None
        wanted = _figures(value)
        span = next((s for s in said.spans if wanted and _holds(s, wanted)), None)
        if span is not None:
            for word in _beside(said, span):
                seen[tool.name][word][field.name] += 1


def _figures(value: Any) -> list[float]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, Mapping):
        return [x for name in ("low", "likely", "high") for x in _figures(value.get(name))]
    return [x for one in value for x in _figures(one)] if isinstance(value, list) else []


def _holds(span: Span, wanted: list[float]) -> bool:
    for reading in span.readings:
        found = numbers(reading.value)
        if len(found) == len(wanted) and all(
            abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a, b in zip(found, wanted, strict=True)
        ):
            return True
    return False


def _beside(said: Message, span: Span) -> set[str]:
    """One and two words to each side of a span, as far as the next number."""
    first, last = said.place(span.start, span.end)
    before = said.words[max(first - BESIDE, 0) : first]
    after = said.words[last + 1 : last + 1 + BESIDE]
    found: set[str] = set()
    for side in (before, after):
        plain = [w.text.lower() for w in side if not w.mark and not w.text[0].isdigit()]
        found |= {w for w in plain if w not in STOPWORDS and len(w) > 2}
        found |= {
            f"{a} {b}" for a, b in pairwise(plain) if a not in STOPWORDS or b not in STOPWORDS
        }
    return found


def _kept(words: Mapping[str, Counter[str]], tool: Tool) -> dict[str, list[str]]:
    by_field: dict[str, list[str]] = defaultdict(list)
    known = {f.name: {stems(w) for w in (f.words, *f.aliases)} for f in slots(tool.fields)}
    for word, fields in words.items():
        name, count = fields.most_common(1)[0]
        new = stems(word) not in known.get(name, set[Any]())
        if count >= SEEN and count / fields.total() >= ONE_FIELD and new:
            by_field[name].append(word)
    return {name: sorted(found) for name, found in sorted(by_field.items())}
