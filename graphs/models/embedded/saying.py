"""Say a value back in the words and units people use."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.schema import Field

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "CHF": "CHF "}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHARES = ("share", "probability", "confidence")
_TWICE = re.compile(r"\b(days?|months?|years?|weeks?) \1\b")
SHORT_TEXT = 160  # characters of a pasted text that are said back
LONGEST_LIST = 6  # entries said one by one; longer lists are counted


def spoken(field: Field) -> str:
    """A field's name in front of a person: its first alias, or its name where that is a code."""
    said = field.said
    return field.words if said.isupper() and said.lower() != field.words else said


def say(field: Field, value: Any, currency: str = "") -> str:
    """A field's value as a phrase: "49 a month", "3 to 12 a year, most likely 6"."""
    said = _said(field, value, currency)
    if field.kind == "estimate" and isinstance(value, Mapping):
        return _estimate(field, value, currency)
    if isinstance(value, Mapping) and "file" in value:
        return said
    if isinstance(value, list) and len(value) > LONGEST_LIST and field.kind == "series":
        return f"{said} as the {field.words}"
    if field.kind == "document" and isinstance(value, str) and not _is_short(value):
        return "the text you pasted"
    if field.echo and "{" in field.echo:
        return _TWICE.sub(r"\1", field.echo.replace("{}", said))
    if field.kind in ("table", "document", "file", "scan", "records"):
        return said
    return f"{field.said} {said}" if said else ""


def _is_short(text: str) -> bool:
    """Whether a text can be said back whole: a sentence or two, on one line."""
    return len(text) <= SHORT_TEXT and "\n" not in text.strip()


def _said(field: Field, value: Any, currency: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _file(field, value) if "file" in value else _mapping(value)
    if isinstance(value, list):
        return _list(field, value, currency)
    kind = field.of if field.kind in ("estimate", "series") else field.kind
    if isinstance(value, int | float):
        return amount(value, kind, field.unit, currency)
    return day(str(value)) if kind == "date" else str(value).replace("_", " ")


def _mapping(value: Mapping[str, Any]) -> str:
    if isinstance(value.get("columns"), Mapping):
        return "the table"
    return ", ".join(f"{name.replace('_', ' ')} {plain(x)}" for name, x in value.items())


def _file(field: Field, value: Mapping[str, Any]) -> str:
    """What was taken of which file: "column `ret` of returns.csv as the returns, 252 rows"."""
    name = str(value.get("name") or "")
    if not name:
        return "the attached file"
    sheet = f", sheet {value['sheet']}" if value.get("sheet") else ""
    rows = f", {value['rows']:,} rows" if isinstance(value.get("rows"), int) else ""
    columns = value.get("columns")
    if column := value.get("column"):
        return f"column `{column}` of {name}{sheet} as the {field.words}{rows}"
    if isinstance(columns, Mapping):
        other = [f"`{h}` as {p}" for p, h in columns.items() if not _alike(str(h), str(p))]
        taken = f" with {joined([w.replace('_', ' ') for w in other])}" if other else ""
        return f"{name}{sheet}{taken}{rows}"
    if isinstance(columns, list) and columns:
        shown = [f"`{heading}`" for heading in columns]
        many = len(shown) > LONGEST_LIST
        taken = f"{len(shown)} columns" if many else f"columns {joined(shown)}"
        return f"{taken} of {name}{sheet} as the {field.words}{rows}"
    return f"{name}{sheet}{rows}"


def _alike(heading: str, part: str) -> bool:
    return heading.casefold().replace(" ", "_") == part.casefold()


def _list(field: Field, value: Sequence[Any], currency: str) -> str:
    if value and isinstance(value[0], Mapping):
        return _records(field, value, currency)
    if len(value) > LONGEST_LIST:
        return f"{len(value)} values"
    kind = field.of or "number"
    return joined([_entry(field, x, kind, currency) for x in value])


def _entry(field: Field, value: Any, kind: str, currency: str) -> str:
    """One entry of a list; yes and no in the field's own words, such as right and wrong."""
    if isinstance(value, bool):
        words = field.synonyms.get(str(value).lower(), ())
        return next(iter(words), "yes" if value else "no")
    return (
        amount(value, kind, field.unit, currency) if isinstance(value, int | float) else str(value)
    )


def _records(field: Field, rows: Sequence[Mapping[str, Any]], currency: str) -> str:
    """A few objects in a few words each: "good on 2 November"."""
    if len(rows) > LONGEST_LIST:
        return f"{len(rows)} entries"
    return joined([_record(field.parts, row, currency) for row in rows])


def _record(parts: Sequence[Field], row: Mapping[str, Any], currency: str) -> str:
    """One object: its name or rating, then each value with the words that tell what it is."""
    said, ends_in_a_figure = "", False
    for part in sorted(parts, key=lambda p: p.kind not in ("name", "text", "enum")):
        value = row.get(part.name)
        if value is None:
            continue
        worded = isinstance(value, list) or part.kind in ("name", "text", "enum", "date")
        one = _said(part, value, currency) if worded else say(part, value, currency)
        if worded and part.echo:
            one = part.echo.replace("{}", one)
        between = ", " if ends_in_a_figure and not (worded or part.echo) else " "
        said = f"{said}{between}{one}" if said else one
        ends_in_a_figure = not worded and one[-1:].isdigit()
    return said


def _estimate(field: Field, value: Mapping[str, Any], currency: str) -> str:
    """A range and its likeliest value; rare events as "once in 4 to 20 years"."""
    low, likely, high = (value.get(name) for name in ("low", "likely", "high"))
    if field.of == "rate" and (rare := _once_in(low, likely, high)):
        return rare

    def one(x: Any) -> str:
        return amount(float(x), field.of, field.unit, currency)

    if low is None or high is None:
        said, tail = (one(likely), "") if likely is not None else ("observed values", "")
    else:
        said = f"{one(low)} to {one(high)}"
        tail = "" if likely is None else f", most likely {one(likely)}"
    head = field.echo.replace("{}", said) if "{}" in field.echo else f"{field.said} {said}"
    return head + tail


def _once_in(low: Any, likely: Any, high: Any) -> str:
    """Yearly rates of which none is above one, and all are one in whole years."""
    points = [x for x in (high, low) if x is not None] or [likely]
    every = [x for x in (low, likely, high) if x is not None]
    if not every or not all(0 < x < 1 and _whole(1 / x) for x in every):
        return ""
    years = " to ".join(dict.fromkeys(plain(round(1 / x)) for x in points))
    tail = f", most likely once in {round(1 / likely)}" if likely and len(points) > 1 else ""
    return f"once in {years} years{tail}"


def _whole(x: float) -> bool:
    return abs(x - round(x)) < 1e-6 * x


def amount(value: float, kind: str, unit: str, currency: str = "") -> str:
    """A number with its unit: money with its symbol, a share in percent, a length of time."""
    if kind == "money":
        return money(value, currency)
    if kind in _SHARES or unit == "fraction":
        return f"{plain(float(f'{value * 100:.10g}'))} %"
    if kind == "duration":
        return f"{plain(value)} {unit[:-1] if value == 1 and unit.endswith('s') else unit}"
    return plain(value)


def money(value: float, currency: str) -> str:
    """An amount with its currency's symbol; cents only where there are some."""
    digits = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.2f}"
    sign = "-" if value < 0 else ""
    symbol = SYMBOLS.get(currency, f"{currency} " if currency else "")
    return f"{sign}{symbol}{digits}"


def plain(value: Any) -> str:
    """A number with thousands apart and no more digits than it has."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.10f}".rstrip("0").rstrip(".") if abs(value) < 1e6 else f"{value:,.2f}"


def day(text: str) -> str:
    """`2026-11-16` is "16 November 2026"."""
    try:
        when = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
