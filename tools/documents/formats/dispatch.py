"""From a file's bytes to a document or a table, whichever format they are in."""

import importlib
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.pdf import check_length
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.formats.sniff import office_kind, sniff
from tools.documents.limits import Limits

_DOCUMENTS = {"pdf": "pdf", "office": "docx", "docx": "docx", "html": "web_page", "eml": "mail"}
_SECOND_OPINION = {"pdf": "pdf_second_opinion"}
_LIBRARIES = {
    "pdf": "pypdfium2",
    "pdf_second_opinion": "pypdf",
    "docx": "lxml.etree",
    "web_page": "lxml.etree",
    "mail": "lxml.etree",
    "workbook_table": "openpyxl",
}
_REFUSED = {
    "ole": "this is an old Office file (.doc, .xls) or a locked one; save it as DOCX or PDF, "
    "without a password",
    "rtf": "RTF is not read; save it as DOCX or PDF",
    "image": "this is a picture, and text in pictures is not read; send a PDF with a text layer",
    "gzip": "this is a compressed archive; unpack it and send the file itself",
    "zip": "this is an archive; unpack it and send the file itself",
    "parquet": "Parquet is not read; send CSV, JSON or XLSX",
    "audio": "this is a sound or video file, not a document",
    "program": "this is a program, not a document",
    "pptx": "PowerPoint files are not read; save it as PDF",
    "opendocument": "OpenDocument files are not read; save it as DOCX or PDF",
}


def parser_of(task: str, kind: str) -> str:
    """The module of this package that reads such files; empty when none is needed."""
    if task == "table":
        return "workbook_table" if kind in ("office", "xlsx") else ""
    table = _SECOND_OPINION if task == "second_opinion" else _DOCUMENTS
    return table.get(kind, "")


def preload(task: str, kind: str) -> None:
    """Load what reading such a file needs, so that children forked later have it."""
    if name := parser_of(task, kind):
        importlib.import_module(f"tools.documents.formats.{name}")
        importlib.import_module(_LIBRARIES[name])


def read(task: str, content: bytes, limits: Limits) -> dict[str, Any]:
    """`task`: document, second_opinion (another library for the same format) or table."""
    kind = sniff(content)
    if kind == "office":
        kind = office_kind(content)
    if kind in _REFUSED:
        raise Refused("unknown_format", _REFUSED[kind])
    return (
        _table(kind, content, limits) if task == "table" else _document(task, kind, content, limits)
    )


def _document(task: str, kind: str, content: bytes, limits: Limits) -> dict[str, Any]:
    if kind == "xlsx":
        raise Refused("unknown_format", "this is a spreadsheet, not a text; it fits a table field")
    if name := parser_of(task, kind):
        module = importlib.import_module(f"tools.documents.formats.{name}")
        found: dict[str, Any] = module.read(content, limits)
    else:
        text = clean(decode(content))
        check_length(len(text), limits)
        found = {"pages": [text], "metadata": {}, "pictures": []}
    return {"format": kind, **found}


def _table(kind: str, content: bytes, limits: Limits) -> dict[str, Any]:
    if kind == "xlsx":
        name = "workbook_table"
    elif kind == "text":
        name = (
            "json_table"
            if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in b"[{"
            else "delimited_table"
        )
    else:
        raise Refused("unknown_format", "this is a document, not a table; send CSV, JSON or XLSX")
    module = importlib.import_module(f"tools.documents.formats.{name}")
    found: dict[str, Any] = module.read(content, limits)
    return found
