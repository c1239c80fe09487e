"""What stands in an attached file, as far as a planner needs to know."""

from typing import Any

import orjson

from tools.documents.reading import READERS
from tools.errors import InvalidInput
from tools.ports import StoredFile

SHOWN_VALUES = 200
SHOWN_TEXT = 20_000
SMALL_JSON = 20_000

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
JSON = (".json",)


def describe(file: StoredFile) -> dict[str, Any]:
    """Kind, and columns, data or text; `InvalidInput` says why it cannot be read."""
    name, media = file.name.lower(), file.media_type.partition(";")[0].strip().lower()
    if name.endswith(JSON) or media == "application/json":
        return _json(file)
    if name.endswith(TABLES) or media in ("text/csv", "text/tab-separated-values"):
        return _table(file)
    return _document(file)


def _table(file: StoredFile) -> dict[str, Any]:
    columns: dict[str, list[Any]] = READERS["table"](file)["columns"]
    rows = len(next(iter(columns.values()), []))
    shown = {column: values[:SHOWN_VALUES] for column, values in columns.items()}
    return {"kind": "table", "columns": shown, "rows": rows}


def _json(file: StoredFile) -> dict[str, Any]:
    try:
        data = orjson.loads(file.content)
    except orjson.JSONDecodeError:
        raise InvalidInput("the file is not JSON") from None
    about: dict[str, Any] = {"kind": "data"}
    if len(file.content) <= SMALL_JSON:
        about["data"] = data
    try:
        return {**about, **_table(file)}
    except InvalidInput:
        return about


def _document(file: StoredFile) -> dict[str, Any]:
    text: str = READERS["document"](file)["text"]
    return {"kind": "document", "text": text[:SHOWN_TEXT]}
