"""Sentences about any result: every field under its own name, and under another's.

Made from the receipt alone, so that they reach capabilities nobody wrote answers about. A lie puts
one field's value under the full name of another field that counts the same and has another worth.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.spans.units import DAYS
from graphs.verification.figure import Figure
from graphs.verification.receipt_figures import receipt_figures
from tools.receipts import Receipt

FORMS = (
    "The {name} is {value}.",
    "The result: {value} {name}.",
    "- {Name}: {value}",
    "- **{Name}**: {value}",
    "We find a {name} of {value}.",
    "| what | result |\n|---|---|\n| {name} | {value} |",
)
PAIRS = ("The {name} is {value} and the {other} is {beside}.", "{Name}: {value}; {other}: {beside}")
_POSITION = re.compile(r"\[\d+\]")
_UNITS = {1.0: "days", 7.0: "weeks", DAYS["month"]: "months", DAYS["year"]: "years"}


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a result as an answer would tell it."""

    figure: Figure
    name: str
    shown: str
    key: tuple[str, ...]
    """The words of its name: fields of the same name are not told apart."""


def told(receipt: Receipt) -> list[Told]:
    """The fields of a result that have a name and a worth of their own."""
    figures = [
        f
        for f in receipt_figures(receipt)
        if f.source == "result" and not f.exact and f.sort not in ("date", "length")
        and abs(f.value) > 1e-4 and f.path[-1] != "]"
    ]  # fmt: skip
    trails: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        trails[_last(figure)].add(_POSITION.sub("", figure.path))
    found: list[Told] = []
    for figure in figures:
        if (name := _name(figure, receipt, ambiguous=len(trails[_last(figure)]) > 1)) is not None:
            found.append(Told(figure, name, shown(figure), tuple(sorted(set(name.split())))))
    return found


def _last(figure: Figure) -> str:
    return figure.path.rpartition(".")[2]


def _name(figure: Figure, receipt: Receipt, *, ambiguous: bool) -> str | None:
    """The field's name in words, with its object's or its entry's; None where an entry has none."""
    above, _, last = figure.path.rpartition(".")
    name = last.replace("_", " ")
    if "[" in above:
        entry = _entry(receipt, above)
        return f"{name} of {entry}" if entry else None
    if ambiguous and above:
        return f"{above.rpartition('.')[2].replace('_', ' ')} {name}"
    return name


def _entry(receipt: Receipt, above: str) -> str | None:
    """What the entry of a list is called; nothing where names within it are not its own."""
    if not above.endswith("]") or above.count("[") > 1:
        return None
    at: object = receipt.result
    for part in re.findall(r"[^.\[\]]+", above):
        at = at[int(part)] if isinstance(at, list) else at[part]  # type: ignore[index, call-overload]
    named = at.get("name") if isinstance(at, dict) else None
    return named if isinstance(named, str) and re.fullmatch(r"[A-Za-z][A-Za-z ]+", named) else None


def shown(figure: Figure) -> str:
    """A figure as a model would write it."""
    value = figure.value
    match figure.sort:
        case "money":
            small = f"{abs(value):,.2f}" if abs(value) > 0.1 else f"{abs(value):.2g}"
            amount = small if abs(value) < 1_000 else f"{abs(value):,.0f}"
            sign = {"EUR": "€", "USD": "$", "GBP": "£"}.get(figure.currency, "")
            return ("-" if value < 0 else "") + sign + amount
        case "fraction":
            return f"{value:.2%}".replace("%", " %")
        case "count":
            return f"{value:,.0f}"
        case "duration" if figure.days in _UNITS:
            return f"{value:.4g} {_UNITS[figure.days]}"
        case _:
            return f"{value:,.2f}" if abs(value) >= 1_000 else f"{value:.4g}"


def honest(receipt: Receipt, draw: random.Random, most: int = 24) -> Iterator[str]:
    """True sentences."""
    fields = told(receipt)
    for one in draw.sample(fields, min(most, len(fields))):
        yield _said(draw.choice(FORMS), one.name, one.shown)
    for one in draw.sample(fields, min(most // 4, len(fields))):
        other = draw.choice(fields)
        yield _said(draw.choice(PAIRS), one.name, one.shown, other.name, other.shown)
    yield from _tables(receipt, fields)


def lies(receipt: Receipt, draw: random.Random, most: int = 24) -> Iterator[tuple[str, str, str]]:
    """A sentence, the field that it names and the field whose value it gives."""
    fields = told(receipt)
    pairs = [(a, b) for a in fields for b in fields if _may_be_swapped(a, b, fields)]
    for named, given in draw.sample(pairs, min(most, len(pairs))):
        text = _said(draw.choice(FORMS), named.name, given.shown)
        yield text, named.figure.path, given.figure.path


def _may_be_swapped(named: Told, given: Told, fields: list[Told]) -> bool:
    """Whether one's value under the other's name is false, whichever field is meant."""
    if named.figure.sort != given.figure.sort or named.figure.days != given.figure.days:
        return False
    like = [
        one for one in fields if set(named.key) <= set(one.key) or set(one.key) <= set(named.key)
    ]
    if given in like:
        return False
    return all(_differ(one.figure.value, given.figure.value) for one in like if one is not given)


def _differ(a: float, b: float) -> bool:
    """Whether none is a rounding of the other, were it rounded to whole numbers."""
    apart = abs(abs(a) - abs(b))
    return apart > 0.05 * max(abs(a), abs(b)) and (apart > 0.5 or b != int(b))


def _said(form: str, name: str, value: str, other: str = "", beside: str = "") -> str:
    return form.format(
        name=name, Name=name[:1].upper() + name[1:], value=value, other=other, beside=beside
    )


def _tables(receipt: Receipt, fields: list[Told]) -> Iterator[str]:
    """Each list of named objects, its fields as columns."""
    lists: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for one in fields:
        if " of " in one.name and "[" in one.figure.path:
            column, _, entry = one.name.partition(" of ")
            lists[one.figure.path.partition("[")[0]][entry][column] = one.shown
    for rows in lists.values():
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))[:6]
        lines = [f"| name | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
        for entry, row in list(rows.items())[:8]:
            lines.append(f"| {entry} | {' | '.join(row.get(c, '–') for c in columns)} |")
        yield "\n".join(lines)
