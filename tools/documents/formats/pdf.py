"""Text of a PDF by PDFium."""

import ctypes
import signal
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

ENCRYPTED = "the PDF is protected by a password; save it without one and send it again"
DAMAGED = "the PDF is damaged and cannot be opened; export it again from where it was made"
_METADATA = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "creator",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_UNKNOWN_SECURITY = 5  # FPDF_ERR_SECURITY


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Pages, metadata and which pages hold pictures only."""
    # Native library; it must never be loaded by the server itself: a bad file can abort it.
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (_WRONG_PASSWORD, _UNKNOWN_SECURITY):
            raise Refused("encrypted", ENCRYPTED) from None
        raise Refused("damaged", DAMAGED) from None
    check_page_count(len(document), limits)
    pages: list[str] = []
    pictures: list[int] = []
    characters = 0
    for number in range(len(document)):
        # The kernel ends this process when one page takes too long: PDFium cannot be interrupted.
        signal.setitimer(signal.ITIMER_PROF, limits.page_cpu_s)
        page = raw.FPDF_LoadPage(document, number)
        if not page:
            pages.append("")
            continue
        text = clean(_text(raw, page))
        if not text.strip() and _has_picture(raw, page):
            pictures.append(number + 1)
        raw.FPDF_ClosePage(page)
        characters += len(text)
        check_length(characters, limits)
        pages.append(text)
    metadata = {
        ours: clean(value)[:500]
        for theirs, ours in _METADATA.items()
        if (value := document.get_metadata_value(theirs))
    }
    return {"pages": pages, "metadata": metadata, "pictures": pictures}


def check_page_count(count: int, limits: Limits) -> None:
    """Refuse a PDF without pages or with too many."""
    if count == 0:
        raise Refused("damaged", "the PDF is damaged: it has no pages")
    if count > limits.pages:
        raise Refused("too_large", f"the PDF has more than {limits.pages:,} pages; split it")


def check_length(characters: int, limits: Limits) -> None:
    """Refuse more text than is read at once."""
    if characters > limits.characters:
        raise Refused(
            "too_large", f"the file holds more than {limits.characters:,} characters; split it"
        )


def _text(raw: Any, page: Any) -> str:
    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        return ""
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        raw.FPDFText_ClosePage(textpage)
        return ""
    # A character takes up to two UTF-16 units; one more unit ends the string.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    raw.FPDFText_ClosePage(textpage)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")


def _has_picture(raw: Any, page: Any) -> bool:
    picture = raw.FPDF_PAGEOBJ_IMAGE
    form = raw.FPDF_PAGEOBJ_FORM  # scanners wrap the picture in a form object
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) in (picture, form)
        for index in range(min(raw.FPDFPage_CountObjects(page), 1000))
    )
