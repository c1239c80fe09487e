"""Tables as people export them: titles above, merged headings, sheets, Parquet, odd encodings."""

import datetime
import io
import struct
import zipfile
from dataclasses import replace
from typing import Any

import polars
import pytest
from openpyxl import Workbook

from tests.tools.documents.files import stored, xlsx
from tools.documents.limits import Limits
from tools.documents.reading import look
from tools.documents.sandbox import read
from tools.errors import InvalidInput, ServiceError, TooLarge


def columns(content: bytes | str) -> dict[str, list[Any]]:
    return look(stored(content.encode() if isinstance(content, str) else content))["columns"]


def notes(content: bytes | str) -> str:
    found = look(stored(content.encode() if isinstance(content, str) else content))
    return "; ".join(found["notes"])


def parquet(frame: polars.DataFrame, **options: Any) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, **options)
    return buffer.getvalue()


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


DAYS = {"day": ["2026-01-02", "2026-01-05"], "ret": [0.012, -0.004]}


@pytest.mark.parametrize(
    "text",
    [
        "day,ret\n2026-01-02,0.012\n2026-01-05,-0.004\n",
        "day;ret\n2026-01-02;0,012\n2026-01-05;-0,004\n",
        "day\tret\n2026-01-02\t1.2%\n2026-01-05\t-0.4 %\n",
        "day|ret\n2026-01-02|0.012\n2026-01-05|-0.004\n",
        "sep=;\nday;ret\n2026-01-02;0.012\n2026-01-05;-0.004\n",
        "# exported by the desk\n# on Monday\nday,ret\n2026-01-02,0.012\n2026-01-05,-0.004\n",
        "Fund A\n\nday,ret\n\n2026-01-02,0.012\n\n2026-01-05,(0.004)\n\n",
        'day,ret\n"2026-01-02"," 0.012 "\n"2026-01-05","−0.004"\n',
        '[{"day": "2026-01-02", "ret": 0.012}, {"day": "2026-01-05", "ret": -0.004}]',
        '{"day": "2026-01-02", "ret": 0.012}\n{"day": "2026-01-05", "ret": -0.004}\n',
        '{"day": ["2026-01-02", "2026-01-05"], "ret": [0.012, -0.004]}',
        '{"fund": "A", "data": [{"day": "2026-01-02", "ret": 0.012},'
        ' {"day": "2026-01-05", "ret": -0.004}]}',
        '{"data": {"day": ["2026-01-02", "2026-01-05"], "ret": [0.012, -0.004]}}',
        '{"fund": "A", "day": ["2026-01-02", "2026-01-05"], "ret": [0.012, -0.004]}',
    ],
)
def test_one_table_in_many_clothes(text: str) -> None:
    """Every spelling gives the same columns, bit by bit."""
    assert columns(text) == DAYS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_every_encoding_keeps_its_letters(encoding: str) -> None:
    content = "Größe;Preis\nklein;1,50\ngroß;2,75\n".encode(encoding)
    assert columns(content) == {"Größe": ["klein", "groß"], "Preis": [1.5, 2.75]}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("$1,234.50", "-$2"), [1234.5, -2]),
        (("1 234,5 kr", "2,25 kr"), [1234.5, 2.25]),
        (("R$ 10", "R$ 20"), [10, 20]),
        (("12k", "3.5k"), [12_000, 3_500]),
        (("€1.5M", "€20k"), [1_500_000, 20_000]),
        (("100-", "30"), [-100, 30]),
        (("1.1%", "0.7%"), [0.011, 0.007]),
        (("#N/A", "4"), [None, 4]),
        (("n.a.", "4"), [None, 4]),
        (("1'234", "2'000'000"), [1234, 2_000_000]),
    ],
)
def test_a_cell_is_the_number_a_person_reads(cells: tuple[str, ...], values: list[Any]) -> None:
    text = "who\tpaid\n" + "".join(f"p{i}\t{cell}\n" for i, cell in enumerate(cells))
    assert columns(text)["paid"] == values


def test_what_stands_above_a_table_is_skipped_and_said() -> None:
    text = "Export of 3 March\nCurrency,EUR\nday,item,price,n\n2026-03-01,lamp,3,1\n,sofa,4,2\n"
    assert list(columns(text)) == ["day", "item", "price", "n"]
    assert notes(text) == "skipped 2 lines above the table"


def test_no_heading_is_said() -> None:
    text = "2026-01-02,0.012\n2026-01-05,-0.004\n"
    assert list(columns(text)) == ["column_1", "column_2"]
    assert "found no headings" in notes(text)
    assert columns("B,A,D\nA,A,D\nB,C,D\n")["column_1"] == ["B", "A", "B"]


def test_a_blank_heading_gets_a_name() -> None:
    assert columns(",q1,q2\nAli,1,0\nBea,0,1\n") == {
        "column_1": ["Ali", "Bea"],
        "q1": [1, 0],
        "q2": [0, 1],
    }
    assert list(columns("a,b,\n1,2,\n3,4,\n")) == ["a", "b"]


def test_a_total_at_the_end_is_no_row() -> None:
    text = "item,cost\na,1\nb,2\nc,3\nTotal,6\n"
    assert columns(text)["cost"] == [1, 2, 3]
    assert "a total" in notes(text)


def test_merged_headings_are_joined() -> None:
    content = xlsx(
        ["Sales 2026"],
        ["", "North", "", "South", ""],
        ["month", "plan", "actual", "plan", "actual"],
        ["Jan", 1, 2, 3, 4],
        ["Feb", 5, 6, 7, 8],
    )
    assert columns(content) == {
        "month": ["Jan", "Feb"],
        "North plan": [1, 5],
        "North actual": [2, 6],
        "South plan": [3, 7],
        "South actual": [4, 8],
    }


def test_a_workbook_says_which_sheet_was_taken() -> None:
    """A cover page is no table; the other tables are told of; one can be asked for."""
    content = workbook(
        Cover=[["Quarterly report"], ["Do not distribute"]],
        Daily=[
            ["day", "ret"],
            [datetime.date(2026, 1, 2), 0.012],
            [datetime.date(2026, 1, 5), 0.1],
        ],
        Weekly=[["week", "ret"], [1, 0.02]],
    )
    found = look(stored(content))
    assert (found["sheet"], list(found["sheets"])) == ("Daily", ["Weekly"])
    assert found["notes"][0] == "took the sheet 'Daily'"
    assert found["columns"]["day"] == ["2026-01-02", "2026-01-05"]
    assert look(replace(stored(content), sheet="weekly"))["columns"] == {"week": [1], "ret": [0.02]}
    with pytest.raises(InvalidInput, match="it has 'Cover', 'Daily', 'Weekly'"):
        look(replace(stored(content), sheet="Hourly"))


def test_formulas_count_by_their_value_and_are_named_where_they_have_none() -> None:
    """This writer keeps no values, as scripts do."""
    content = workbook(Data=[["a", "twice"], [1, "=A2*2"], [2, "=A3*2"]])
    assert "formulas of twice have no values" in notes(content)


def test_parquet_keeps_types() -> None:
    frame = polars.DataFrame(
        {
            "day": [datetime.date(2026, 1, 2), None],
            "at": [datetime.datetime(2026, 1, 2, 9, 30), datetime.datetime(2026, 1, 5)],
            "ret": [0.012, float("nan")],
            "n": [1, 2**60],
            "ok": [True, None],
            "kind": polars.Series(["a", "b"], dtype=polars.Categorical),
        }
    )
    assert columns(parquet(frame)) == {
        "day": ["2026-01-02", None],
        "at": ["2026-01-02T09:30:00", "2026-01-05"],
        "ret": [0.012, None],
        "n": [1, float(2**60)],
        "ok": [True, None],
        "kind": ["a", "b"],
    }


def test_hostile_parquet_ends_in_a_refusal() -> None:
    """Cut off, garbled, nested, or a few bytes that stand for a billion rows."""
    good = parquet(polars.DataFrame({"a": [1.0, 2.0]}))
    billions = parquet(polars.select(polars.repeat(1.0, 3_000_000).alias("a")), compression="zstd")
    assert len(billions) < 100_000
    with pytest.raises(TooLarge, match="more than"):
        columns(billions)
    with pytest.raises(InvalidInput, match="lists, objects or bytes"):
        columns(parquet(polars.DataFrame({"a": [[1], [2]]})))
    size = struct.unpack("<I", good[-8:-4])[0]
    footer = good[-8 - size : -8]
    garbled = good[: -8 - size] + bytes(b ^ 0x55 for b in footer) + good[-8:]
    for broken in (good[:40], good[:-4], b"PAR1" + bytes(64) + b"PAR1", garbled):
        with pytest.raises(InvalidInput, match="damaged"):
            columns(broken)


def test_parquet_whose_footer_lies_about_its_rows_is_held_to_the_limit() -> None:
    """Whatever the footer claims, no more cells come back than the limit allows."""
    content = parquet(polars.DataFrame({"a": list(range(200))}), row_group_size=200)
    with pytest.raises(ServiceError, match="more than 100 cells"):
        read("table", content, field="file", limits=Limits(cells=100))
    lying = content.replace(b"\x16\x90\x03", b"\x16\x02\x00")  # 200 rows, zigzag: now 1
    try:
        found = read("table", lying, field="file", limits=Limits(cells=100))
    except ServiceError:
        return
    assert len(found["columns"]["a"]) <= 100


def test_a_locked_workbook_is_said_to_be_locked() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    locked = content + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    with pytest.raises(InvalidInput, match="protected by a password"):
        columns(locked)
    with pytest.raises(InvalidInput, match="old Office file"):
        columns(content)


def test_a_workbook_that_claims_a_million_empty_rows_is_read_fast() -> None:
    """Formatting below the table makes sheets long without making them full."""
    content = xlsx(["a"], [1], [2])
    source = zipfile.ZipFile(io.BytesIO(content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>'
                )
            target.writestr(name, data)
    assert columns(buffer.getvalue()) == {"a": [1, 2]}


def test_a_column_of_percentages_is_told_to_be_fractions() -> None:
    """Whoever matches columns must not divide by a hundred again, whatever the heading says."""
    assert look(stored(b"day,ret (%)\n1,1.2%\n2,-0.4%\n"))["units"] == {"ret (%)": "fraction"}
    assert look(stored(b"day,ret (%)\n1,1.2\n2,-0.4\n"))["units"] == {}
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["day", "ret (%)"], [1, 0.012], [2, -0.004]):
        sheet.append(row)
    sheet["B2"].number_format = "0.00%"
    buffer = io.BytesIO()
    book.save(buffer)
    assert look(stored(buffer.getvalue()))["units"] == {"ret (%)": "fraction"}
