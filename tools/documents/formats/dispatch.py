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
_TABLES = {
    "office": "workbook_table",
    "xlsx": "workbook_table",
    "parquet": "columnar_table",
    "text": "delimited_table",
}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a locked Office file keeps its content (MS-OFFCRYPTO 2.3.4.4)."""
_REFUSED = {
    "ole": "this is an old Office file (.doc, .xls, .ppt); save it as DOCX, XLSX or PDF",
    "rtf": "RTF is not read; save it as DOCX or PDF",
    "image": "this is a picture, and text in pictures is not read; send a PDF with a text layer",
    "gzip": "this is a compressed archive; unpack it and send the file itself",
    "zip": "this is an archive; unpack it and send the file itself",
    "audio": "this is a sound or video file, not a document",
    "program": "this is a program, not a document",
    "pptx": "PowerPoint files are not read; save it as PDF",
    "opendocument": "OpenDocument files are not read; save it as DOCX or PDF",
}


def parser_of(task: str, kind: str) -> str:
    """The module of this package that reads such files; empty when none is needed."""
    if task == "table":
        return _TABLES.get(kind, "")
    if task == "scan":
        return "scan_report"
    table = _SECOND_OPINION if task == "second_opinion" else _DOCUMENTS
    return table.get(kind, "")


def preload(task: str, kind: str) -> None:
    """Load what reading such a file needs, so that children forked later have it."""
    if name := parser_of(task, kind):
        importlib.import_module(f"tools.documents.formats.{name}")
        if library := _LIBRARIES.get(name):
            importlib.import_module(library)


def read(task: str, content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    """`task`: document, second_opinion (another library for the same format), table or scan.

    `sheet`: of a workbook's sheets the one to read as a table.
    """
    kind = sniff(content)
    if kind == "office":
        kind = office_kind(content)
    if kind == "ole" and _LOCKED in content:
        raise Refused("encrypted", "the file is protected by a password; save it without one")
    if kind in _REFUSED:
        raise Refused("unknown_format", _REFUSED[kind])
    if task == "table":
        return _table(kind, content, limits, sheet)
    if task == "scan":
        return _scan(content)
    return _document(task, kind, content, limits)


def _document(task: str, kind: str, content: bytes, limits: Limits) -> dict[str, Any]:
    if kind in ("xlsx", "parquet"):
        raise Refused("unknown_format", "this is a spreadsheet, not a text; it fits a table field")
    if name := parser_of(task, kind):
        module = importlib.import_module(f"tools.documents.formats.{name}")
        found: dict[str, Any] = module.read(content, limits)
    else:
        text = clean(decode(content))
        check_length(len(text), limits)
        found = {"pages": [text], "metadata": {}, "pictures": []}
    return {"format": kind, **found}


def _scan(content: bytes) -> dict[str, Any]:
    from tools.documents.formats import scan_report  # preloaded where it is needed

    return scan_report.read(content)


def _table(kind: str, content: bytes, limits: Limits, sheet: str) -> dict[str, Any]:
    name = parser_of("table", kind)
    if not name:
        message = "this is a document, not a table; send CSV, JSON, XLSX or Parquet"
        raise Refused("unknown_format", message)
    if kind == "text" and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        name = "json_table"
    module = importlib.import_module(f"tools.documents.formats.{name}")
    found: dict[str, Any] = module.read(content, limits, sheet)
    return found
