"""Files through the running service: one table in five formats gives one result."""

import datetime
import io
import json
import math
from typing import Any

import polars
import pytest
from openpyxl import Workbook

from tests.server.process import ServiceProcess
from tests.server.standalone import Standalone

MARKS = [[1, 1, 0, 1], [1, 0, 0, 1], [1, 1, 1, 1], [0, 0, 0, 1], [1, 1, 0, 0], [0, 1, 0, 0]]
HEADINGS = ["pupil", "q1", "q2", "q3", "q4"]
ROWS: list[list[Any]] = [[f"P{place}", *row] for place, row in enumerate(MARKS)]


def as_csv() -> bytes:
    lines = [";".join(map(str, row)) for row in [HEADINGS, *ROWS]]
    return "\r\n".join(["Class 7b", *lines]).encode("utf-8-sig")


def as_xlsx() -> bytes:
    book = Workbook()
    cover = book.worksheets[0]
    cover.append(["Results of class 7b"])
    sheet = book.create_sheet("Marks")
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_parquet() -> bytes:
    buffer = io.BytesIO()
    columns = dict(zip(HEADINGS, zip(*ROWS, strict=True), strict=True))
    polars.DataFrame({name: list(cells) for name, cells in columns.items()}).write_parquet(buffer)
    return buffer.getvalue()


def records() -> list[dict[str, Any]]:
    return [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]


FILES = {
    "marks.csv": as_csv(),
    "marks.xlsx": as_xlsx(),
    "marks.parquet": as_parquet(),
    "marks.json": json.dumps({"class": "7b", "data": records()}).encode(),
    "marks.jsonl": "\n".join(json.dumps(row) for row in records()).encode(),
}


@pytest.fixture(name="real", scope="module")
def _real(tmp_path_factory: pytest.TempPathFactory) -> Any:
    running = Standalone(tmp_path_factory.mktemp("tables"))
    yield running.start()
    running.close()


def upload(real: ServiceProcess, name: str, content: bytes) -> str:
    answer = real.client.post("/files", files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_one_table_in_five_formats_gives_one_result(real: ServiceProcess) -> None:
    """In a conversation and by a direct call; the answer says which file was taken."""
    results: list[dict[str, Any]] = []
    for name, content in FILES.items():
        file = upload(real, name, content)
        told = real.invoke("Cronbach's alpha of the attached test results?", files=[file]).json()
        assert told["message"]["kind"] == "answer", told["message"]
        assert f"{name}, 6 rows" in told["message"]["content"].replace(", sheet Marks", "")
        assert not told["message"]["unverified"]
        direct = real.client.post(
            "/api/v1/tools/assessment/analyse_test", json={"responses": {"file": file}}
        )
        assert direct.status_code == 200, direct.text
        results.append(direct.json()["result"])
        (receipt,) = told["receipts"]
        assert real.client.get(f"/receipts/{receipt}").json()["result"] == results[-1]
    assert all(result == results[0] for result in results)


def test_a_file_alone_is_described_and_used_in_the_next_turn(real: ServiceProcess) -> None:
    file = upload(real, "marks.xlsx", FILES["marks.xlsx"])
    seen = real.invoke("[xlsx]", files=[file]).json()
    assert seen["message"]["kind"] == "question"
    assert "marks.xlsx, sheet Marks, is a table of 6 rows" in seen["message"]["content"]
    told = real.invoke("what is Cronbach's alpha?", thread_id=seen["thread_id"]).json()
    assert told["message"]["kind"] == "answer", told["message"]
    assert told["trajectory"][-1]["arguments"] == {"responses": {"file": file}}


def test_a_direct_call_names_the_columns_there_are(real: ServiceProcess) -> None:
    """A file that lacks what a field needs is a 422 with the field and the columns."""
    file = upload(real, "marks.csv", FILES["marks.csv"])
    answer = real.client.post(
        "/api/v1/tools/learning/schedule_reviews", json={"reviews": {"file": file}}
    )
    assert answer.status_code == 422, answer.text
    problems = {error["field"]: error for error in answer.json()["errors"]}
    assert problems["reviews.rating"]["code"] == "missing_column" or "reviews.date" in problems
    assert "`pupil`, `q1`, `q2`, `q3`, `q4`" in answer.text


def test_a_file_that_cannot_be_read_is_named(real: ServiceProcess) -> None:
    file = upload(real, "marks.parquet", FILES["marks.parquet"][:60])
    told = real.invoke("Cronbach's alpha of the attached test results?", files=[file]).json()
    assert told["message"]["kind"] == "question"
    assert "I cannot read marks.parquet: the Parquet file is damaged" in told["message"]["content"]
    direct = real.client.post(
        "/api/v1/tools/assessment/analyse_test", json={"responses": {"file": file}}
    )
    assert direct.status_code == 422
    assert "marks.parquet: the Parquet file is damaged" in direct.text


DAYS = [(datetime.date(2025, 1, 1) + datetime.timedelta(days=n)).isoformat() for n in range(60)]
MOVES = [round(0.011 * math.sin(7 * n * n) + 0.0004, 5) for n in range(60)]


def returns(**columns: list[Any]) -> bytes:
    table = {"date": DAYS, **columns}
    lines = [",".join(map(str, row)) for row in zip(*table.values(), strict=True)]
    return "\n".join([",".join(table), *lines]).encode()


def arguments(told: dict[str, Any]) -> dict[str, Any]:
    assert told["message"]["kind"] == "answer", told["message"]
    return told["trajectory"][-1]["arguments"]


def test_a_doubtful_column_is_asked_about_and_the_answer_is_computed(real: ServiceProcess) -> None:
    """Question, answer, result; then another column, another level and another file."""
    file = upload(real, "fund.csv", returns(ret=MOVES, ret_hedged=[move / 2 for move in MOVES]))
    ask = "what is the 95 % value at risk of the attached returns?"
    asked = real.invoke(ask, files=[file], agent="risk").json()
    assert asked["message"]["kind"] == "question"
    assert asked["message"]["content"] == (
        "Which column of fund.csv holds the returns: `ret` or `ret_hedged`?"
    )
    assert "returns" in asked["message"]["missing"]
    thread = {"thread_id": asked["thread_id"], "agent": "risk"}
    hedged = real.invoke("ret_hedged", **thread).json()
    assert arguments(hedged)["returns"] == {"file": file, "column": "ret_hedged"}
    opener = "Taking column `ret_hedged` of fund.csv as the returns, 60 rows"
    assert hedged["message"]["content"].startswith(opener)
    assert not hedged["message"]["unverified"]
    assert any(row["words"] == "column `ret_hedged` of fund.csv" for row in hedged["explain"])
    plain = real.invoke("and for ret?", **thread).json()
    assert arguments(plain)["returns"] == {"file": file, "column": "ret"}
    again = real.invoke("use the returns again at 90 %", **thread).json()
    assert arguments(again)["returns"] == {"file": file, "column": "ret"}
    assert arguments(again)["confidence"] == 0.9
    berlin = upload(real, "berlin.csv", returns(ret=[2 * move for move in MOVES]))
    other = real.invoke("same for berlin.csv", files=[berlin], **thread).json()
    assert arguments(other)["returns"] == {"file": berlin, "column": "ret"}
    assert arguments(other)["confidence"] == 0.9


def test_a_receipt_of_a_column_computes_again(real: ServiceProcess) -> None:
    """It keeps file, digest and column; replay gives the same bits."""
    file = upload(real, "fund.csv", returns(ret=MOVES))
    path = "/api/v1/tools/risk/value_at_risk"
    told = real.client.post(path, json={"returns": {"file": file}, "confidence": 0.95})
    assert told.status_code == 200, told.text
    receipt = real.client.get(f"/receipts/{told.json()['receipt_id']}").json()
    assert receipt["request"]["returns"]["column"] == "ret"
    assert (receipt["files"][0]["name"], receipt["files"][0]["rows"]) == ("fund.csv", 60)
    replay = real.client.post(f"/receipts/{told.json()['receipt_id']}/replay").json()
    assert replay["identical"] is True
    inline = real.client.post(path, json={"returns": MOVES, "confidence": 0.95}).json()
    assert inline["result"] == told.json()["result"]
