"""What a follow-up changes: twice, half, by 20 %, or a new value in an old one's place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.filled import plain
from graphs.models.embedded.phrasebook import ADDS
from graphs.models.embedded.schema import Field

_WORDS = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0,
    "triple": 3.0, "tripled": 3.0, "triples": 3.0, "thrice": 3.0, "treble": 3.0,
    "quadruple": 4.0, "quadrupled": 4.0,
    "halve": 0.5, "halved": 0.5, "halves": 0.5, "halving": 0.5, "half": 0.5,
}  # fmt: skip
_COUNTS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "ten": 10.0, "a hundred": 100.0
}  # fmt: skip
_WORD = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b(?!\s+(?:an?|per|every|each)\s+(?:year|month|week|quarter|day))",
    re.IGNORECASE,
)
_PARTS = {"third": 1 / 3, "quarter": 0.25, "half": 0.5, "fifth": 0.2, "tenth": 0.1}
_BY_PART = re.compile(
    r"\bby (?:an?|one) (?P<part>third|quarter|half|fifth|tenth)\b"
    r"|\b(?:an?|one) (?P<less>third|quarter|fifth|tenth) (?:less|lower|fewer|cheaper|off|smaller)"
    r"|\b(?:an?|one) (?P<more>third|quarter|fifth|tenth) (?:more|higher|up|dearer|bigger)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\d.,–-])\b(?P<n>\d+(?:[.,]\d+)?|{'|'.join(_COUNTS)})\s*"
    r"(?:times\s+(?:as\b|more\b|the\b|higher\b|what\b|that\b)|(?:x|×)(?!\s?(?:a|per)\b)|-?fold\b)",
    re.IGNORECASE,
)
_PERCENT = r"(?P<{}>\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|pct)"
_DOWN = (
    r"(?:less|lower|fewer|cheaper|down|decrease\w*|reduc\w*|drop\w*|fall\w*|cut\w*|fell|smaller"
    r"|off|shrink\w*|save\w*|rarer)"
)
_UP = (
    r"(?:more|higher|up|increase\w*|rais\w*|ris\w*|grow\w*|grew|dearer|bigger|longer|on top"
    r"|extra|add\w*|worse|expensive)"
)
_BY = re.compile(
    rf"(?:(?P<down1>\b{_DOWN}\b)|(?P<up1>\b{_UP}\b))[^.?!%]{{0,60}}?\bby\s{_PERCENT.format('a')}"
    rf"|\bby\s{_PERCENT.format('b')}\s*(?:(?P<down2>{_DOWN})|(?P<up2>{_UP}))?"
    rf"|{_PERCENT.format('c')}\s+(?:(?P<down3>{_DOWN})|(?P<up3>{_UP}))\b",
    re.IGNORECASE,
)


_A_RISE = re.compile(
    rf"\b(?:an?|another|the) {_PERCENT.format('a')}\s+(?:[a-z]+\s){{0,3}}"
    rf"(?:(?P<down>{_DOWN}|discount\w*)|(?P<up>{_UP}|hike\w*))\b",
    re.IGNORECASE,
)
"""A change as a thing of its own: "a 10 % price rise"."""
CENTS = 100.0  # from which two decimals are enough


@dataclass(frozen=True, slots=True)
class Factor:
    """By what an old value is multiplied, and where the message says so."""

    times: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is added to an old value, and where the message says so."""

    more: float
    start: int
    end: int


def factor(text: str) -> Factor | None:
    """The factor a message speaks of, if it speaks of one."""
    if match := _BY.search(text):
        amount = float((match["a"] or match["b"] or match["c"]).replace(",", ".")) / 100
        down = match["down1"] or match["down2"] or match["down3"]
        return Factor(1 - amount if down else 1 + amount, *match.span())
    if match := _A_RISE.search(text):
        amount = float(match["a"].replace(",", ".")) / 100
        return Factor(1 - amount if match["down"] else 1 + amount, *match.span())
    if match := _BY_PART.search(text):
        part = _PARTS[(match["part"] or match["less"] or match["more"]).lower()]
        up = match["more"] or (match["part"] and re.search(_UP, text, re.IGNORECASE))
        return Factor(1 + part if up else 1 - part, *match.span())
    if match := _TIMES.search(text):
        said = match["n"].lower()
        times = _COUNTS.get(said) or float(said.replace(",", "."))
        return Factor(times, *match.span())
    if match := _WORD.search(text):
        return Factor(_WORDS[match[0].lower()], *match.span())
    return None


_STEP = re.compile(
    rf"(?:(?P<down>\b{_DOWN}\b)|(?P<up>\b{_UP}\b))[^.?!%\d]{{0,30}}?\bby\s(?:[€$£]\s?)?"
    r"(?P<n>\d+(?:[.,]\d+)*)(?P<k>\s?k\b)?(?!\s?(?:%|percent|per cent|pct|[.,]?\d|x\b|×))",
    re.IGNORECASE,
)


def step(text: str) -> Step | None:
    """What a message adds to an old value: "went up by 40"."""
    if (match := _STEP.search(text)) is None:
        return None
    digits = match["n"]
    plain_form = re.sub(r"[.,](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    if plain_form.count(".") > 1:
        return None
    amount = float(plain_form) * (1000 if match["k"] else 1)
    return Step(-amount if match["down"] else amount, *match.span())


def _rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def has_rows(arguments: Mapping[str, Any]) -> bool:
    """Whether a call was given a list of objects, to which more may come."""
    return any(_rows(value) for value in arguments.values())


def one_more(
    arguments: Mapping[str, Any], several: Field, rows: list[Any], name: str
) -> dict[str, Any] | None:
    """A single object told by fields of their own and one more, as the list that takes several.

    `several`: the list whose objects hold a name and the rows that stood alone before.
    """
    inner = next((p for p in several.parts if p.kind == "records"), None)
    label = next((p for p in several.parts if p.kind in ("name", "text")), None)
    if inner is None or label is None:
        return None
    single = several.name.rstrip("s")
    old: list[Any] = arguments.get(several.name) or []
    if _rows(old):
        new = {label.name: name or f"{single} {len(old) + 1}", inner.name: rows}
        return {**arguments, several.name: _appended(old, [new])}
    if not _rows(arguments.get(inner.name)):
        return None
    first = arguments.get(single) or arguments.get(label.name) or f"{single} 1"
    second = name if name and name != first else f"{single} 2"
    kept = {k: v for k, v in arguments.items() if k not in (inner.name, single, label.name)}
    both = [(first, arguments[inner.name]), (second, rows)]
    return {**kept, several.name: [{label.name: n, inner.name: r} for n, r in both]}


def _appended(old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> list[Any]:
    """More objects behind the old ones; one that shares what tells the old apart replaces it."""
    several = [k for k in old[0] if k in new[0]] if len(new[0]) > 1 else []
    telling = [k for k in several if len({str(row.get(k)) for row in old}) == len(old)]
    if not telling:  # answers and the like: nothing tells one from another
        return [*old, *new]
    key = telling[0]
    replaced = {str(row.get(key)) for row in new}
    return [*(row for row in old if str(row.get(key)) not in replaced), *new]


def scaled(value: Any, times: float) -> Any:
    """Every number of a JSON value multiplied, freed of floating-point dust."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        new = float(f"{value * times:.12g}")
        return plain(new if abs(new) < CENTS else round(new, 2))
    if isinstance(value, list):
        return [scaled(one, times) for one in value]
    if isinstance(value, Mapping):
        return {name: scaled(one, times) for name, one in value.items()}
    return value


def shifted(value: Any, more: float) -> Any:
    """A number, or each point of an estimate, with `more` added."""
    if isinstance(value, Mapping):
        return {name: shifted(one, more) for name, one in value.items()}
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return plain(float(f"{value + more:.12g}"))


def scalable(value: Any) -> bool:
    """Whether a factor means anything to a value."""
    if isinstance(value, Mapping):
        return any(scalable(one) for one in value.values())
    if isinstance(value, list):
        return bool(value) and all(scalable(one) for one in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


_ONLY = re.compile(r"\b(?:only|instead|rather|not|just)\b", re.IGNORECASE)


def merged(old: Any, new: Any, role: str, text: str = "") -> Any:
    """A new value in an old one's place; one point of an estimate leaves the others."""
    if _rows(old) and _rows(new) and (ADDS.search(text) or not _ONLY.search(text)):
        return _appended(old, new)
    if isinstance(old, Mapping) and isinstance(new, Mapping) and "file" not in new:
        single = set(new) <= {"likely"}
        if single and role in ("low", "likely", "high"):
            return {**old, role: new["likely"]}
        if "columns" not in new and not single:
            kept = {k: v for k, v in old.items() if not isinstance(v, int | float)}
            return {**kept, **new}
    return new
