"""Series that stand in a sentence under their names: "oil: 1 2 3 4, gas: 2 3 1 4", "x=[1,2,3,4]".

Two or more of one length are the columns of a table of series, or the two lists of a tool that
takes a pair of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.filled import Origin, plain
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import stems

FEWEST = 4  # values of a series
_NUMBER = r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+)(?![\w.]\w)"
_BETWEEN = r"(?:\s*[,;]\s*|[ \t]+)"
_RUN = re.compile(rf"(?<![\w.,]){_NUMBER}(?:{_BETWEEN}{_NUMBER}){{{FEWEST - 1},}}(?![\w%])")
_WRITTEN = re.compile(_NUMBER)
_WORD = r"[^\W\d_][\w&'-]*"
_LABEL = re.compile(
    rf"(?:^|[\n;,.:?!&/|()\]=]|\d|\b(?:and|vs\.?|of|versus)\b)\s*(?P<name>{_WORD}(?:\s{_WORD}){{0,3}})\s*"
    r"(?:\((?:%|[a-zA-Z]{1,4})\))?\s*(?:[:=]|<-|\b(?:is|are|was|were)\b)?\s*c?[\[({]?\s*$"
)
_LEADS = re.compile(r"^(?:(?:and|with|the|vs|versus|correlate|compare|between|of|for|my|our)\s)+")
_PAIR = rf"\(\s*{_NUMBER}\s*[,;]\s*{_NUMBER}\s*\)"
_PAIRS = re.compile(rf"{_PAIR}(?:\s*[,;]?\s*{_PAIR}){{{FEWEST - 1},}}")
_TWO = re.compile(
    rf"(?:of|between|:)\s+(?P<a>{_WORD}(?:\s{_WORD})?)\s+(?:and|vs\.?|against|,)\s+"
    rf"(?P<b>{_WORD}(?:\s{_WORD})?)\s*[:=]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A series, its name, and where its figures stand."""

    name: str
    values: list[float]
    start: int
    end: int


def named_series(fields: Sequence[Field], message: Message) -> dict[str, Origin]:
    """The table of series, or the two lists, that the message writes out; else nothing."""
    table = next((f for f in fields if f.kind == "table" and not f.parts and _of_series(f)), None)
    if table is None:
        return {}
    runs = _runs(message.text, fields) or _by_pairs(message.text)
    if not runs or _in_a_table(runs, message):
        return {}
    lists = [f for f in fields if (f.kind, f.of) == ("series", "number") and f.only_named]
    if len(lists) == len(runs) == 2:
        return {
            f.name: Origin(f, run.values, run.name, 1.0, places=((run.start, run.end),))
            for f, run in zip(lists, runs, strict=True)
        }
    columns: Mapping[str, list[float]] = {run.name: run.values for run in runs}
    words = message.text[runs[0].start : runs[-1].end]
    places = tuple((run.start, run.end) for run in runs)
    return {table.name: Origin(table, {"columns": columns}, words, 1.0, places=places)}


def _of_series(field: Field) -> bool:
    return any("series" in alias.split() for alias in field.aliases)


def _runs(text: str, fields: Sequence[Field]) -> list[Run]:
    """The series of one length under names of their own, none of them a field's."""
    found: list[Run] = []
    for match in _RUN.finditer(text):
        label = _LABEL.search(text[max(0, match.start() - 60) : match.start()])
        if label is None:
            return []
        values = [plain(float(n.replace("−", "-"))) for n in _WRITTEN.findall(match[0])]
        found.append(Run(_LEADS.sub("", label["name"]), values, *match.span()))
    names = {run.name.casefold() for run in found}
    taken = {stems(name) for f in fields for name in (f.words, *f.aliases)}
    alike = len({len(run.values) for run in found}) == 1 and len(names) == len(found) > 1
    return found if alike and not any(stems(run.name) in taken for run in found) else []


def _by_pairs(text: str) -> list[Run]:
    """Two series told value by value: "(172, 42), (165, 38)"."""
    match = _PAIRS.search(text)
    if match is None:
        return []
    figures = [plain(float(n.replace("−", "-"))) for n in _WRITTEN.findall(match[0])]
    said = _TWO.search(text[: match.start()])
    names = (said["a"], said["b"]) if said else ("x", "y")
    start, end = match.span()
    return [Run(name, figures[at::2], start, end) for at, name in enumerate(names)]


def _in_a_table(runs: Sequence[Run], message: Message) -> bool:
    """Whether the figures are rows of a table with headings of its own."""
    return any(
        sum(start <= run.start < end for run in runs) > 0
        and message.text[start:end].lstrip()[:1].isalpha()
        and not any(run.name in message.text[start:end] for run in runs)
        for start, end in message.tables
    )
