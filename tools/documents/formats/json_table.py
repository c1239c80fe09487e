"""Tables in JSON: a list of records, columns by name, one object a line, or a plain list."""

import json
from typing import Any, NoReturn

from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_SHAPE = 'a table in JSON is a list of records or an object of columns, such as {"a": [1, 2]}'
_ONLY = "value"
"""What the column of a plain list is called."""


def read(content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    """Columns by name, with the cells' own types; JSON has no `sheet`s."""
    del sheet
    notes: list[str] = []
    try:
        data = _loaded(decode(content))
    except RecursionError:
        raise Refused("damaged", "the JSON is nested too deeply to be a table") from None
    columns = _columns(data, notes)
    lengths = {len(cells) for cells in columns.values()}
    if len(lengths) != 1:
        raise Refused("damaged", "every column must have the same number of rows")
    check_size(lengths.pop(), len(columns), limits)
    named = {
        clean(name)[:200] or f"column_{place}": [_cell(c) for c in cells]
        for place, (name, cells) in enumerate(columns.items(), 1)
    }
    return {"columns": named, "notes": notes, "units": {}}


def _loaded(text: str) -> Any:
    """One JSON value, or one to a line."""
    try:
        return _parsed(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [_parsed(line) for line in lines] if len(lines) > 1 else _damaged()
        except ValueError:
            return _damaged()


def _damaged() -> NoReturn:
    raise Refused("damaged", "the file is not valid JSON")


def _parsed(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number, object_pairs_hook=_unique)


def _columns(data: Any, notes: list[str]) -> dict[str, list[Any]]:
    if isinstance(data, dict):
        return _of_object(data, notes)
    if isinstance(data, list) and _are(data, dict):
        rows = [_flat(row) for row in data]
        names = list(dict.fromkeys(name for row in rows for name in row))
        return {name: [row.get(name) for row in rows] for name in names}
    if isinstance(data, list) and _are(data, list):
        return _of_lists(data, notes)
    if isinstance(data, list) and data and not any(isinstance(x, dict | list) for x in data):
        return {_ONLY: data}
    raise Refused("damaged", _SHAPE)


def _of_object(data: dict[str, Any], notes: list[str]) -> dict[str, list[Any]]:
    names, rows = data.get("columns"), data.get("data")
    if isinstance(names, list) and isinstance(rows, list):
        return _columns(
            [dict(zip(map(str, names), _list(row), strict=False)) for row in rows], notes
        )
    if set(data) == {"columns"} and isinstance(names, dict):
        data = names
    inner = {
        key: value
        for key, value in data.items()
        if isinstance(value, dict) or (isinstance(value, list) and _are(value, dict))
    }
    lists = {str(key): value for key, value in data.items() if isinstance(value, list)}
    if len(inner) == 1 and (len(data) == 1 or len(lists) <= 1):
        key, value = next(iter(inner.items()))  # {"rows": [...], "count": 3} and the like
        if len(data) > 1:
            notes.append(f"took the table under {json.dumps(clean(key)[:80])}")
        return _columns(value, notes)
    if data and len(lists) == len(data):
        return lists
    if lists and not inner and not any(isinstance(v, dict) for v in data.values()):
        return lists  # single values beside the columns belong to no row
    raise Refused("damaged", _SHAPE)


def _of_lists(data: list[list[Any]], notes: list[str]) -> dict[str, list[Any]]:
    head, *rest = data
    if rest and all(isinstance(name, str) for name in head):
        names = [str(name) for name in head]
    else:
        names = [f"column_{place}" for place in range(1, max(map(len, data)) + 1)]
        notes.append("found no headings: the columns are called column_1, column_2 and so on")
        rest = data
    return {
        name: [row[i] if i < len(row) else None for row in rest] for i, name in enumerate(names)
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """An object inside a record gives a column for each of its values: `loss.low`."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": cell for inner, cell in value.items()}
        else:
            flat[name] = value
    return flat


def _are(entries: list[Any], kind: type) -> bool:
    return bool(entries) and all(isinstance(entry, kind) for entry in entries)


def _list(row: Any) -> list[Any]:
    if not isinstance(row, list):
        raise Refused("damaged", _SHAPE)
    return row


def _cell(value: Any) -> str | float | int | bool | None:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        # Beyond 2^53 a whole number is exact in no other program that reads the result.
        return value if abs(value) <= 2**53 else float(value)
    raise Refused("damaged", "a cell of the table holds a list or an object; cells are values")


def _no_number(_text: str) -> NoReturn:
    raise Refused("damaged", "the JSON holds NaN or Infinity; leave such cells out or null")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise Refused("damaged", "the JSON names a column twice in one record")
    return data
