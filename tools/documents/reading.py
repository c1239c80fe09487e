"""Uploaded files as the fields of a request take them."""

import base64
from collections.abc import Mapping
from typing import Any

from tools.documents.extract_text import joined, without_text
from tools.documents.limits import LIMITS
from tools.documents.sandbox import read
from tools.errors import InvalidInput, TooLarge
from tools.ports import FileReader, StoredFile
from tools.scans import KIND

_FIELD = "file"


def as_file(file: StoredFile) -> dict[str, Any]:
    """The bytes of any file."""
    if not file.content:
        raise InvalidInput.of(_FIELD, "the file is empty", code="empty")
    if len(file.content) > LIMITS.file_bytes:
        raise TooLarge(f"{_FIELD}: the file is larger than {LIMITS.file_bytes // 2**20} MB")
    return {
        "name": file.name[:500],
        "media_type": file.media_type[:200],
        "base64": base64.b64encode(file.content).decode(),
    }


def as_document(file: StoredFile) -> dict[str, Any]:
    """The text of a PDF, DOCX, HTML, TXT or EML file, with the pages of a PDF."""
    found = read("document", file.content, field=_FIELD)
    text, starts = joined(found["pages"])
    if not text.strip():
        raise without_text(_FIELD, found["format"], found["pictures"])
    return {
        "text": text,
        "name": file.name[:500],
        "page_starts": starts if found["format"] == "pdf" else [],
    }


def as_table(file: StoredFile) -> dict[str, Any]:
    """The columns of a CSV, TSV, JSON, XLSX or Parquet file; numbers are numbers."""
    return {"columns": look(file)["columns"]}


def look(file: StoredFile) -> dict[str, Any]:
    """A table as its reader saw it: `columns`, their `units`, `notes` on what was skipped.

    Of a workbook also the `sheet` that was taken and the first rows of its other `sheets`.
    """
    return read("table", file.content, field=_FIELD, sheet=file.sheet)


def as_scan(file: StoredFile) -> dict[str, Any]:
    """The findings of a vulnerability scanner's report, in the form of `tools.scans.ScanData`."""
    return read("scan", file.content, field=_FIELD)


READERS: Mapping[str, FileReader] = {
    "file": as_file,
    "document": as_document,
    "table": as_table,
    "sheet": look,
    KIND: as_scan,
}
"""By kind of field, and `sheet` for fields that take some columns of a table; the composition
root hands them to the executor."""
