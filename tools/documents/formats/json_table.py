"""Tables in JSON: a list of records, or columns by name."""

import json
from typing import Any, NoReturn

from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_SHAPE = 'a table in JSON is a list of records or an object of columns, such as {"a": [1, 2]}'


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Columns by name, with the cells' own types."""
    try:
        data = json.loads(decode(content), parse_constant=_no_number, object_pairs_hook=_unique)
    except RecursionError:
        raise Refused("damaged", "the JSON is nested too deeply to be a table") from None
    except ValueError:
        raise Refused("damaged", "the file is not valid JSON") from None
    columns = _columns(data)
    lengths = {len(cells) for cells in columns.values()}
    if len(lengths) != 1:
        raise Refused("damaged", "every column must have the same number of rows")
    check_size(lengths.pop(), len(columns), limits)
    return {
        "columns": {
            clean(name)[:200] or "column_1": [_cell(c) for c in cells]
            for name, cells in columns.items()
        }
    }


def _columns(data: Any) -> dict[str, list[Any]]:
    if isinstance(data, dict):
        names, rows = data.get("columns"), data.get("data")
        if isinstance(names, list) and isinstance(rows, list):
            return _columns([dict(zip(map(str, names), _list(row), strict=False)) for row in rows])
        if set(data) == {"columns"} and isinstance(names, dict):
            data = names
        only = next(iter(data.values())) if len(data) == 1 else None
        if isinstance(only, dict) or (isinstance(only, list) and _are(only, dict)):
            return _columns(only)  # {"rows": [...]} and the like
        if data and all(isinstance(cells, list) for cells in data.values()):
            return {str(name): cells for name, cells in data.items()}
    if isinstance(data, list) and _are(data, dict):
        names = list(dict.fromkeys(name for row in data for name in row))
        return {name: [row.get(name) for row in data] for name in names}
    if isinstance(data, list) and _are(data, list):
        head, *rest = data
        if rest and all(isinstance(name, str) for name in head):
            return {
                name: [row[i] if i < len(row) else None for row in rest]
                for i, name in enumerate(head)
            }
    raise Refused("damaged", _SHAPE)


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
