"""Documents of every format, made in memory."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from docx import Document
from fpdf import FPDF
from openpyxl import Workbook

from tools.ports import StoredFile

DATA = Path(__file__).parents[2] / "data" / "documents"


def stored(
    content: bytes, name: str = "file", media_type: str = "application/octet-stream"
) -> StoredFile:
    return StoredFile(id="f1", name=name, media_type=media_type, sha256="0" * 64, content=content)


def sample(name: str) -> bytes:
    return (DATA / name).read_bytes()


def pdf(*pages: str, picture_on: int | None = None) -> bytes:
    writer = FPDF()
    writer.set_title("Supply Agreement")
    writer.set_font("helvetica", size=11)
    for number, text in enumerate(pages, 1):
        writer.add_page()
        if text:
            writer.multi_cell(0, 6, text)
        if number == picture_on:
            from PIL import Image

            writer.image(Image.new("RGB", (40, 40), "grey"), x=10, y=10)
    return bytes(writer.output())


def docx(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    document = Document()
    document.core_properties.title = "Minutes"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                made.cell(row, column).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_with_body(xml: str) -> bytes:
    """A Word file whose body is the given WordprocessingML."""
    source = zipfile.ZipFile(io.BytesIO(docx("")))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
        target.writestr("word/document.xml", xml)
    return buffer.getvalue()


def xlsx(*rows: list[object]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def eml(subject: str, body: str, html: str = "", attachment: str = "") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Ada <ada@example.org>"
    message["To"] = "Bo <bo@example.org>"
    message["Date"] = "Mon, 16 Nov 2026 10:00:00 +0000"
    if body:
        message.set_content(body)
    if html:
        if body:
            message.add_alternative(html, subtype="html")
        else:
            message.set_content(html, subtype="html")
    if attachment:
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def zip_bomb(name: str, megabytes: int) -> bytes:
    """An archive with one member of zeros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(megabytes * 2**20))
    return buffer.getvalue()
