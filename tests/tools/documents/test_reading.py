"""Readers of uploaded files: documents with pages, tables with typed columns, plain bytes."""

import base64
import datetime
import math
from typing import Any

import pytest

from tests.tools.documents.files import docx, pdf, sample, stored, xlsx, zip_bomb
from tools.documents.limits import Limits
from tools.documents.reading import READERS
from tools.errors import InvalidInput, ServiceError, TooLarge
from tools.fields import DocumentText, FileContent, TableData


def table(content: bytes) -> dict[str, list[Any]]:
    read = READERS["table"](stored(content))
    return TableData.model_validate(read).columns


def test_a_pdf_becomes_text_with_the_offset_of_every_page() -> None:
    read = READERS["document"](stored(pdf("One.", "Two.", "Three."), "lease.pdf"))
    document = DocumentText.model_validate(read)
    assert document.name == "lease.pdf"
    assert [document.page(document.text.index(word)) for word in ("One", "Two", "Three")] == [
        1,
        2,
        3,
    ]


def test_a_word_file_has_no_pages() -> None:
    document = DocumentText.model_validate(READERS["document"](stored(docx("Only text."))))
    assert document.text == "Only text."
    assert document.page(0) is None


def test_any_file_becomes_its_bytes() -> None:
    read = FileContent.model_validate(READERS["file"](stored(b"\x00\x01", "a.bin")))
    assert base64.b64decode(read.base64) == b"\x00\x01"
    assert read.name == "a.bin"


def test_an_empty_file_is_no_file() -> None:
    for kind in ("file", "document", "table"):
        with pytest.raises(InvalidInput, match="empty"):
            READERS[kind](stored(b""))


@pytest.mark.parametrize(
    "name", ["encryption__r6-user-password.pdf", "truncated.pdf", "garbage.pdf"]
)
def test_an_unreadable_document_is_refused_by_field(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        READERS["document"](stored(sample(name)))
    assert caught.value.errors[0].field == "file"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("q1,q2\n1,0\n0,1\n", {"q1": [1, 0], "q2": [0, 1]}),
        ("name\tprice\nA\t1.5\nB\t2\n", {"name": ["A", "B"], "price": [1.5, 2]}),
        (
            "Monat;Umsatz\nJan;1.234,50\nFeb;987,00\n",
            {"Monat": ["Jan", "Feb"], "Umsatz": [1234.5, 987.0]},
        ),
        ('a,b\n"1,234.5",x\n2,y\n', {"a": [1234.5, 2], "b": ["x", "y"]}),
        ("rate,n\n12 %,1\n4.5%,2\n", {"rate": [0.12, 0.045], "n": [1, 2]}),
        ("paid,who\n€1,Ali\n€ 2,Bea\n", {"paid": [1, 2], "who": ["Ali", "Bea"]}),
        ("a,b\n1,\n,2\n", {"a": [1, None], "b": [None, 2]}),
        ("ok,x\ntrue,1\nfalse,2\n", {"ok": [True, False], "x": [1, 2]}),
        ("id,x\n007,1\n012,2\n", {"id": ["007", "012"], "x": [1, 2]}),
        ("a,b\n1,x\n2e3,y\n", {"a": [1, 2000.0], "b": ["x", "y"]}),
        ("a,b\n(12),x\n−3,y\n", {"a": [-12, -3], "b": ["x", "y"]}),
        ("1,0,1\n0,1,1\n", {"column_1": [1, 0], "column_2": [0, 1], "column_3": [1, 1]}),
        (
            "pupil,1,2,3\nAli,1,0,1\nBea,0,0,1\n",
            {"pupil": ["Ali", "Bea"], "1": [1, 0], "2": [0, 0], "3": [1, 1]},
        ),
        ("| a | b |\n|---|---|\n| 1 | x |\n", {"a": [1], "b": ["x"]}),
        (
            'name,note\nA,"two\nlines, one cell"\n',
            {"name": ["A"], "note": ["two\nlines, one cell"]},
        ),
        ("a,a\n1,2\n", {"a": [1], "a_2": [2]}),
        ('[{"a": 1, "b": "x"}, {"a": 2.5}]', {"a": [1, 2.5], "b": ["x", None]}),
        ('{"a": [1, null], "b": [true, "x"]}', {"a": [1, None], "b": [True, "x"]}),
        ('{"columns": ["a", "b"], "data": [[1, 2], [3, 4]]}', {"a": [1, 3], "b": [2, 4]}),
        ('[["a", "b"], [1, 2]]', {"a": [1], "b": [2]}),
        ('{"rows": [{"a": 1}]}', {"a": [1]}),
    ],
)
def test_a_table_is_read_as_a_person_would(text: str, columns: dict[str, list[Any]]) -> None:
    assert table(text.encode()) == columns


def test_a_table_in_a_windows_encoding_keeps_its_umlauts() -> None:
    assert table("Größe;n\ngroß;1\n".encode("cp1252")) == {"Größe": ["groß"], "n": [1]}


def test_a_workbook_gives_its_first_filled_sheet_with_types() -> None:
    content = xlsx(["day", "n", "x"], [datetime.date(2026, 3, 31), 1, "a"], [None, 2.5, "b"])
    assert table(content) == {"day": ["2026-03-31", None], "n": [1, 2.5], "x": ["a", "b"]}


def test_numbers_typed_as_text_in_a_workbook_are_numbers() -> None:
    assert table(xlsx(["n"], ["1"], ["2"])) == {"n": [1, 2]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n", "no rows"),
        (b"a,b\n1,2,3\n", "row 2 has more cells"),
        (b"{broken", "not valid JSON"),
        (b'{"a": [1], "b": [1, 2]}', "same number of rows"),
        (b'[{"a": NaN}]', "NaN or Infinity"),
        (b'[{"a": 1, "a": 2}]', "twice"),
        (b'[{"a": [1, 2]}]', "list or an object"),
        (b'{"a": 1, "b": 2}', "list of records"),
        (b"[" * 100_000, "valid JSON|nested too deeply"),
        (pdf("Not a table."), "document, not a table"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_what_is_no_table_is_said_to_be_so(content: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        table(content)


def test_a_spreadsheet_is_no_document() -> None:
    with pytest.raises(InvalidInput, match="spreadsheet"):
        READERS["document"](stored(xlsx(["a"], [1])))


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(TooLarge, match="unpacks"):
        table(zip_bomb("xl/workbook.xml", 520))


def test_a_table_of_too_many_cells_is_refused() -> None:
    from tools.documents import sandbox

    with pytest.raises(ServiceError, match="more than 10 cells"):
        sandbox.read("table", b"a,b\n" + b"1,2\n" * 8, field="file", limits=Limits(cells=10))


def test_no_cell_is_nan_infinite_or_a_control_character() -> None:
    long = "a cell with so many letters that one control character is no sign of a binary file"
    columns = table(f"a,b\n1e999,{long}\x01\n2,z\n".encode())
    assert columns == {"a": ["1e999", "2"], "b": [long, "z"]}
    numbers = [cell for cells in columns.values() for cell in cells if isinstance(cell, float)]
    assert all(math.isfinite(number) for number in numbers)
