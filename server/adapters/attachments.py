"""What stands in an attached file, as far as a planner needs to know."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from tools.documents.formats.scan_report import is_report
from tools.documents.reading import READERS, look
from tools.errors import InvalidInput
from tools.ports import StoredFile

SHOWN_VALUES = 200
SHOWN_CELLS = 20_000
"""Of a table in all, its sheets together: what is shown is kept with the conversation."""
FEWEST_VALUES = 5
SHOWN_TEXT = 20_000
SMALL_JSON = 20_000

TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", ".pq")
TABLE_MEDIA = ("text/csv", "text/tab-separated-values", "application/vnd.apache.parquet")
JSON = (".json", ".jsonl", ".ndjson")
JSON_MEDIA = ("application/json", "application/jsonl", "application/x-ndjson")
_SHEETS = "spreadsheetml.sheet"
_MAGIC = {b"PAR1": "table"}
"""Formats known by their first bytes, whatever the file is called."""


def describe(file: StoredFile) -> dict[str, Any]:
    """Kind, and columns, data or text; `InvalidInput` says why it cannot be read."""
    name, media = file.name.lower(), file.media_type.partition(";")[0].strip().lower()
    if name.endswith(JSON) or media in JSON_MEDIA:
        return _json(file)
    if is_report(file.content):
        return {"kind": "scan"}
    tabular = media in TABLE_MEDIA or media.endswith(_SHEETS) or file.content[:4] in _MAGIC
    if name.endswith(TABLES) or tabular:
        return _table(file)
    return _document(file)


def _table(file: StoredFile) -> dict[str, Any]:
    found = look(file)
    about: dict[str, Any] = {"kind": "table", **_shown(found["columns"], SHOWN_CELLS)}
    sheets: Mapping[str, Any] = found.get("sheets") or {}
    if any(note.startswith("took the sheet") for note in found["notes"]):
        about["sheet"] = found["sheet"]
    if sheets:
        share = SHOWN_CELLS // len(sheets)
        about["sheets"] = {
            name: {
                **_shown(sheet["columns"], share),
                "rows": sheet["rows"],
                "units": sheet["units"],
            }
            for name, sheet in sheets.items()
        }
    return {**about, **{key: found[key] for key in ("units", "notes") if found.get(key)}}


def _shown(columns: Mapping[str, Sequence[Any]], cells: int) -> dict[str, Any]:
    most = min(SHOWN_VALUES, max(FEWEST_VALUES, cells // max(1, len(columns))))
    rows = len(next(iter(columns.values()), []))
    return {
        "columns": {name: list(values[:most]) for name, values in columns.items()},
        "rows": rows,
    }


def _json(file: StoredFile) -> dict[str, Any]:
    about: dict[str, Any] = {"kind": "data"}
    broken = False
    try:
        data = orjson.loads(file.content)
    except orjson.JSONDecodeError:
        broken = True  # or an object a line: then it is a table
    else:
        if len(file.content) <= SMALL_JSON:
            about["data"] = data
    try:
        return {**about, **_table(file)}
    except InvalidInput:
        if broken:
            raise
        return about


def _document(file: StoredFile) -> dict[str, Any]:
    text: str = READERS["document"](file)["text"]
    return {"kind": "document", "text": text[:SHOWN_TEXT]}
