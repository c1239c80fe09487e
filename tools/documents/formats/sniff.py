"""What a file is, by its first bytes; its name and declared type are not trusted."""

import re
import zipfile
from io import BytesIO

from tools.documents.formats.refusal import Refused

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
    (b"RIFF", "audio"),
    (b"fLaC", "audio"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
_MAIL_HEADER = re.compile(
    rb"^(received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|"
    rb"content-type|x-[\w-]+|cc|reply-to):[ \t]",
    re.IGNORECASE,
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|title|div|p|table)\b", re.IGNORECASE)


def sniff(content: bytes) -> str:
    """`pdf`, `office`, `html`, `eml`, `text` …; `Refused` for an empty file.

    Looks at the first bytes only: the service itself calls it, before any parser.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("empty", "the file is empty")
    head = content[:4096].lstrip(b"\xef\xbb\xbf")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "office"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return _textual(head)


def _textual(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    lines = head.lstrip().splitlines()[:6]
    if lines and sum(1 for line in lines if _MAIL_HEADER.match(line)) >= 2:
        return "eml"
    if _HTML.search(head[:1024]):
        return "html"
    return "text"


def office_kind(content: bytes) -> str:
    """What an archive holds: `docx`, `xlsx`, `pptx`, `opendocument` or just `zip`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise Refused("damaged", "the file is damaged: its archive is cut off or broken") from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    if "content.xml" in names and "mimetype" in names:
        return "opendocument"
    return "zip"
