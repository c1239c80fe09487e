"""Read a document: its text page by page, what it says of itself, and what cannot be read."""

import base64
import binascii
import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.capability import Method, RequestModel, ResultModel
from tools.documents.sandbox import read
from tools.errors import InvalidInput
from tools.fields import Count, File, FileContent, field

_SAMPLE = base64.b64encode(b"Either party may end this agreement with 90 days' notice.").decode()
_FORMATS = {
    "pdf": "PDF",
    "docx": "Word document",
    "html": "web page",
    "eml": "e-mail",
    "text": "text file",
}
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_QUOTED_WHOLE, _QUOTED_START = 3_000, 1_200
"""Characters of a text shown whole, and of the beginning of a longer one."""
_SHOWN_PAGES = 12
"""Page numbers named one by one in a note before it says how many more there are."""


class ExtractTextRequest(RequestModel):
    """Which file to read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"document": {"name": "notice.txt", "base64": _SAMPLE}}],
        }
    )

    document: File = field(
        description="The file to read: PDF, DOCX, HTML, TXT or EML, up to 100 MB.",
        aliases=("file", "attachment", "attached file", "PDF", "Word file", "scan", "e-mail"),
        echo="{}",
    )


class Page(BaseModel):
    """One page and where its text stands in the whole."""

    number: Count = Field(description="From 1.")
    start: Count = Field(description="Offset of its first character in `text`.")
    end: Count = Field(description="Offset after its last character in `text`.")
    words: Count
    has_text: bool = Field(description="False for a page that is blank or only a picture.")


class ExtractTextResult(ResultModel):
    """A document's text and what is known of it."""

    name: str = Field(description="The file's name.")
    format: Literal["pdf", "docx", "html", "eml", "text"]
    text: str = Field(description="All pages, joined by line ends.")
    pages: list[Page] = Field(description="One entry for formats without fixed pages.")
    page_count: Count | None = Field(description="None for formats without fixed pages.")
    pages_without_text: list[int] = Field(description="Numbers of pages without a text layer.")
    text_layer: Literal["all", "some", "not applicable"] = Field(
        description="Whether every page of a PDF has text that can be read."
    )
    word_count: Count
    character_count: Count
    metadata: dict[str, str] = Field(description="Title, author, dates … as the file states them.")


def extract_text(request: ExtractTextRequest) -> ExtractTextResult:
    """Read the text of an attached file: pages, words, metadata, and pages without text.

    PDF, DOCX, HTML, TXT and EML. Encrypted, damaged, empty and scanned files are said to be so.
    """
    content = _decoded(request.document)
    found = read("document", content, field="document")
    texts: list[str] = found["pages"]
    text, starts = joined(texts)
    words = [len(_WORD.findall(page)) for page in texts]
    kind = found["format"]
    empty = [number for number, count in enumerate(words, 1) if count == 0]
    if not sum(words):
        raise without_text("document", kind, found["pictures"])
    pages = [
        Page(number=number, start=start, end=start + len(page), words=count, has_text=count > 0)
        for number, (start, page, count) in enumerate(zip(starts, texts, words, strict=True), 1)
    ]
    result = ExtractTextResult(
        name=request.document.name,
        format=kind,
        text=text,
        pages=pages,
        page_count=len(pages) if kind == "pdf" else None,
        pages_without_text=empty,
        text_layer=("some" if empty else "all") if kind == "pdf" else "not applicable",
        word_count=sum(words),
        character_count=len(text),
        metadata=found["metadata"],
        summary="",
        method=Method(
            name="text layer, read in a confined process",
            source="PDF 32000-1:2008 §9.10 by PDFium, pypdf as second opinion; "
            "ECMA-376 WordprocessingML; RFC 5322",
        ),
        notes=_notes(kind, empty, found["pictures"]),
    )
    result.summary = f"{_summary(result)}\n\n{_quoted(result.text)}"
    return result


def joined(pages: list[str]) -> tuple[str, list[int]]:
    """All pages as one text, and where each begins in it."""
    starts: list[int] = []
    offset = 0
    for page in pages:
        starts.append(offset)
        offset += len(page) + 1
    return "\n".join(pages), starts


def without_text(name: str, kind: str, pictures: list[int]) -> InvalidInput:
    """The refusal of a document in which nothing can be read."""
    if pictures:
        message = (
            "the PDF holds only pictures of its pages, no text; run text recognition (OCR) on it "
            "and send it again"
        )
        return InvalidInput.of(name, message, code="no_text_layer")
    return InvalidInput.of(name, f"the {_FORMATS[kind]} holds no text", code="no_text")


def _decoded(file: FileContent) -> bytes:
    try:
        return base64.b64decode(file.base64, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput.of(
            "document.base64", "must be base64, as RFC 4648 writes it", code="base64"
        ) from None


def _summary(result: ExtractTextResult) -> str:
    name = f"{result.name} is" if result.name else "The file is"
    kind = _FORMATS[result.format]
    article = "an" if kind[0] in "aeio" else "a"
    words = _counted(result.word_count, "word")
    if result.page_count is None:
        return f"{name} {article} {kind} of {words}."
    missing = len(result.pages_without_text)
    layer = "every page has text"
    if missing:
        layer = f"{missing} of the pages {'has' if missing == 1 else 'have'} no text to read"
    return f"{name} {article} {kind} of {_counted(result.page_count, 'page')} and {words}; {layer}."


def _quoted(text: str) -> str:
    """The text word for word, or its beginning where it is long: what people ask for."""
    shown = re.sub(r"\s*\n\s*\n\s*", "\n", text.strip()).replace("**", "")
    if len(shown) <= _QUOTED_WHOLE:
        return f"It reads:\n{shown}"
    cut = shown[:_QUOTED_START].rpartition(" ")[0]
    return f"It begins:\n{cut} …"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _notes(kind: str, empty: list[int], pictures: list[int]) -> list[str]:
    notes: list[str] = []
    if kind == "pdf" and empty:
        shown = ", ".join(str(number) for number in empty[:_SHOWN_PAGES])
        more = f" and {len(empty) - _SHOWN_PAGES} more" if len(empty) > _SHOWN_PAGES else ""
        why = "pictures without text recognition" if pictures else "blank or drawn"
        notes.append(f"No text on page {shown}{more}: {why}.")
    if kind != "pdf":
        notes.append("The format has no fixed pages; the whole text counts as one.")
    if kind == "eml":
        notes.append("Attachments are named, not read.")
    return notes
