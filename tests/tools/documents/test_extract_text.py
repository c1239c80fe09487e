"""documents.extract_text: every format gives its text, every unreadable file its reason."""

import base64
import sys

import pytest

from tests.tools.documents.files import docx, docx_with_body, eml, pdf, sample, zip_bomb
from tools.documents.extract_text import ExtractTextRequest, ExtractTextResult, extract_text
from tools.errors import InvalidInput, ServiceError, TooLarge
from tools.fields import FileContent
from tools.validation import validate


def read(content: bytes, name: str = "file") -> ExtractTextResult:
    encoded = base64.b64encode(content).decode()
    return extract_text(ExtractTextRequest(document=FileContent(name=name, base64=encoded)))


def test_pages_of_a_pdf_are_cut_out_of_the_text_by_their_offsets() -> None:
    result = read(pdf("First page, four words.", "The second page."), "supply.pdf")
    assert result.format == "pdf"
    assert result.page_count == 2
    assert [result.text[p.start : p.end].split() for p in result.pages] == [
        ["First", "page,", "four", "words."],
        ["The", "second", "page."],
    ]
    assert [p.words for p in result.pages] == [4, 3]
    assert result.word_count == 7
    assert result.metadata["title"] == "Supply Agreement"
    assert result.text_layer == "all"
    assert result.summary == (
        "supply.pdf is a PDF of 2 pages and 7 words; every page has text.\n\n"
        "It reads:\nFirst page, four words.\nThe second page."
    )


def test_a_long_text_is_shown_from_its_beginning() -> None:
    result = read(b"The goods arrive on day 7. " * 400, "long.txt")
    assert "It begins:\nThe goods arrive on day 7." in result.summary
    assert result.summary.endswith("…")
    assert len(result.summary) < 1_500


def test_a_page_that_is_only_a_picture_is_named() -> None:
    result = read(pdf("Text here.", "", picture_on=2))
    assert result.text_layer == "some"
    assert result.pages_without_text == [2]
    assert not result.pages[1].has_text
    assert any("page 2" in note and "text recognition" in note for note in result.notes)
    assert "1 of the pages has no text" in result.summary


def test_a_scan_without_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidInput, match="only pictures") as caught:
        read(pdf("", picture_on=1))
    assert caught.value.errors[0].code == "no_text_layer"
    assert caught.value.errors[0].field == "document"


def test_a_word_file_gives_paragraphs_and_table_cells_in_order() -> None:
    result = read(docx("Before.", table=[["a", "b"], ["c", "d"]]), "minutes.docx")
    assert result.format == "docx"
    assert result.text.split() == ["Before.", "a", "b", "c", "d"]
    assert result.metadata["title"] == "Minutes"
    assert result.page_count is None


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{w}"><w:body><w:p>'
        '<w:r><w:t xml:space="preserve">Rent is </w:t></w:r>'
        "<w:del><w:r><w:delText>900</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>950</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    assert read(docx_with_body(body)).text.strip() == "Rent is 950"


def test_an_external_entity_in_a_word_file_is_not_resolved() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>Rent&secret;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    assert "root" not in read(docx_with_body(body)).text


def test_html_keeps_text_and_drops_scripts_and_styles() -> None:
    page = (
        b"<html><head><title>Terms</title><style>p{}</style></head><body><h1>Lease</h1>"
        b"<script>alert(1)</script><p>Rent &amp; costs:<br>900&nbsp;\xe2\x82\xac</p></body></html>"
    )
    result = read(page)
    assert result.format == "html"
    assert result.text == "Lease\n\nRent & costs:\n900 €"
    assert result.metadata == {"title": "Terms"}


@pytest.mark.parametrize(
    ("body", "html", "said"),
    [("Plain body.", "<p>rich</p>", "Plain body."), ("", "<p>Only <b>rich</b></p>", "Only rich")],
)
def test_a_mail_gives_its_plain_body_else_its_rich_one(body: str, html: str, said: str) -> None:
    result = read(eml("Notice", body, html, attachment="lease.pdf"))
    assert result.format == "eml"
    assert result.text.strip() == said
    assert result.metadata["subject"] == "Notice"
    assert result.metadata["attachments"] == "lease.pdf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_encoding_it_has(encoding: str) -> None:
    text = "Miete über 900, fällig am Ersten des Monats."
    assert read(text.encode(encoding)).text == text


def test_control_hidden_and_broken_characters_do_not_come_through() -> None:
    plain = "Rent falls due on the first working day of every month."
    text = f"{plain}\x00a\u200bb\u202ec\U000e0041d\r\n{plain}"
    assert read(text.encode()).text == f"{plain}abcd\n{plain}"


@pytest.mark.parametrize(
    "name",
    [
        "encryption__r3-empty-password",
        "encryption__r5-empty-password",
        "encryption__r6-owner-password",
    ],
)
def test_a_pdf_that_opens_without_a_password_is_read(name: str) -> None:
    assert read(sample(f"{name}.pdf")).word_count > 0


@pytest.mark.parametrize(
    ("name", "error", "code", "words"),
    [
        ("encryption__r2-user-password", InvalidInput, "encrypted", "password"),
        ("encryption__r4-aes-user-password", InvalidInput, "encrypted", "password"),
        ("encryption__r6-user-password", InvalidInput, "encrypted", "password"),
        ("encrypted-file", InvalidInput, "encrypted", "password"),
        ("truncated", InvalidInput, "damaged", "damaged"),
        ("broken-objstream1", InvalidInput, "damaged", "damaged"),
        ("notpdf", InvalidInput, "damaged", "damaged"),
        ("garbage", InvalidInput, "unknown_format", "no format"),
        ("empty-a4", InvalidInput, "no_text", "no text"),
        ("circular-page-tree", InvalidInput, "no_text", "no text"),
        ("bomb2_nested", TooLarge, "body-too-large", "unpacks"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_reason(
    name: str, error: type[ServiceError], code: str, words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        read(sample(f"{name}.pdf"))
    said = caught.value.errors[0].code if caught.value.errors else caught.value.problem_code
    assert said == code


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "at least|empty"),
        (b" \n\t ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "picture"),
        (b"\x1f\x8b" + bytes(64), "unpack"),
        (b"\x7fELF" + bytes(64), "program"),
    ],
)
def test_a_format_that_is_not_read_is_named(content: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read(content)


def test_a_word_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(TooLarge, match="unpacks to more than"):
        read(zip_bomb("word/document.xml", 520))


def test_what_is_no_base64_is_said_to_be_so() -> None:
    with pytest.raises(InvalidInput, match="base64"):
        extract_text(ExtractTextRequest(document=FileContent(base64="not base64!")))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InvalidInput) as caught:
        validate(ExtractTextRequest, {})
    assert caught.value.errors[0].field == "document"


def test_no_parser_is_loaded_in_the_process_that_asks() -> None:
    read(pdf("Text."))
    assert "pypdfium2" not in sys.modules


def test_the_same_file_gives_the_same_result() -> None:
    content = pdf("Same text.", "On two pages.")
    assert read(content) == read(content)
