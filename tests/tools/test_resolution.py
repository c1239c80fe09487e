"""`{"file": id}` in a request: whole files, columns of tables, and what is said when they lack."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict

from tests.tools.documents.files import xlsx
from tools.capability import Capability, Method, RequestModel, ResultModel
from tools.documents.reading import READERS
from tools.errors import InvalidInput, NotFound
from tools.execution import Caller, Executor, MemoryReceipts
from tools.fields import Date, Estimate, Finite, Identifier, Kind, Months, Table, field
from tools.ports import StoredFile

Return = Annotated[Finite, Kind("number", "fraction")]


class Flow(BaseModel):
    """One payment."""

    model_config = ConfigDict(extra="forbid")

    day: Date = field(description="When.", aliases=("date", "on"))
    amount: Finite = field(description="How much.", aliases=("payment", "cash flow"))


class Risk(BaseModel):
    """One scenario."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(description="Its name.", aliases=("scenario", "risk"))
    impact: Estimate = field(description="What it costs.", aliases=("loss", "cost"))


class Visit(BaseModel):
    """A row of a log."""

    guest: Identifier = field(description="Who.", aliases=("visitor", "customer"))
    stay: Months = field(description="How long.", aliases=("length of stay",))


class Book(RequestModel):
    """One field of each shape that a table can fill."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    returns: list[Return] | None = field(None, description="Returns.", aliases=("daily returns",))
    flows: list[Flow] | None = field(None, description="Payments.")
    risks: list[Risk] | None = field(None, description="Scenarios.")
    positions: list[list[Finite]] | None = field(None, description="Rows of gains and losses.")
    book: dict[str, list[Finite]] | None = field(None, description="Gains by position.")
    log: Table | None = field(None, description="Visits.", row=Visit)
    table: Table | None = field(None, description="Any table.")
    rate: Finite | None = field(None, description="A number.")


class Seen(ResultModel):
    """What arrived."""

    got: dict[str, Any]


def show(request: Book) -> Seen:
    """Show what arrived."""
    got = request.model_dump(mode="json", exclude_none=True)
    return Seen(got=got, summary="Seen.", method=Method(name="none", source="none"), notes=[])


CAPABILITY = Capability.of(show, title="Show")
CSV = b"day;ret;ret_hedged\n2026-01-06;0,02;0,01\n2026-01-05;-0,01;0\n2026-01-02;0,03;\n"
FILES = {
    "returns": ("returns.csv", CSV),
    "plain": ("a.csv", b"Date,Return (%)\n2026-01-02,1.2\n2026-01-05,-0.4\n"),
    "flows": ("flows.csv", b"Date,Cash Flow,Note\n2.1.2026,-100,start\n2.1.2027,110,end\n"),
    "risks": ("r.csv", b"Risk,Loss min,Loss likely,Loss max\nFire,1,2,5\nTheft,2,3,9\n"),
    "matrix": ("pnl.csv", b"scenario,Bond,Stock\na,1,2\nb,-1,-3\nc,0,4\n"),
    "log": ("log.csv", b"Customer,Stay (years),Room\nAnn,1,7\nBo,0.5,8\n"),
    "sheets": ("book.xlsx", xlsx(["a"], ["only words"])),
    "text": ("a.pdf", b"%PDF-1.4"),
}


class Files:
    """The files above."""

    async def open(self, file_id: str) -> StoredFile:
        if file_id not in FILES:
            raise NotFound("there is no such file")
        name, content = FILES[file_id]
        return StoredFile(file_id, name, "text/csv", "0" * 64, content)


@pytest.fixture(name="executor")
def _executor() -> Any:
    executor = Executor(MemoryReceipts(), readers=READERS)
    yield executor
    executor.close()


async def got(executor: Executor, arguments: dict[str, Any]) -> dict[str, Any]:
    receipt = await executor.run(CAPABILITY, arguments, caller=Caller(), call_id="c", files=Files())
    again = await executor.replay(receipt, CAPABILITY, Files())
    assert again.identical
    return receipt.result["got"]


@pytest.mark.parametrize(
    ("field_name", "reference", "value"),
    [
        ("returns", {"file": "plain"}, [0.012, -0.004]),
        ("returns", {"file": "returns", "column": "ret"}, [0.03, -0.01, 0.02]),
        ("returns", {"file": "returns", "column": "RET_hedged"}, [0.0, 0.01]),
        (
            "flows",
            {"file": "flows"},
            [{"day": "2026-01-02", "amount": -100.0}, {"day": "2027-01-02", "amount": 110.0}],
        ),
        ("positions", {"file": "matrix"}, [[1, 2], [-1, -3], [0, 4]]),
        ("book", {"file": "matrix"}, {"Bond": [1, -1, 0], "Stock": [2, -3, 4]}),
        ("book", {"file": "matrix", "columns": ["Bond", "Stock"]},
         {"Bond": [1, -1, 0], "Stock": [2, -3, 4]}),
        ("log", {"file": "log"},
         {"columns": {"guest": ["Ann", "Bo"], "stay": [12, 6], "Room": [7, 8]}}),
        ("log", {"columns": {"Customer": ["Ann"], "stay": [3]}},
         {"columns": {"guest": ["Ann"], "stay": [3]}}),
        ("table", {"file": "matrix"},
         {"columns": {"scenario": ["a", "b", "c"], "Bond": [1, -1, 0], "Stock": [2, -3, 4]}}),
    ],
)  # fmt: skip
async def test_a_file_fills_a_field_of_any_shape(
    executor: Executor, field_name: str, reference: dict[str, Any], value: Any
) -> None:
    """And the receipt, which names the columns, computes the same again."""
    assert (await got(executor, {field_name: reference}))[field_name] == value


async def test_three_columns_make_an_estimate(executor: Executor) -> None:
    risks = (await got(executor, {"risks": {"file": "risks"}}))["risks"]
    assert [(r["name"], r["impact"]["low"], r["impact"]["high"]) for r in risks] == [
        ("Fire", 1, 5),
        ("Theft", 2, 9),
    ]


async def test_a_receipt_says_which_columns_were_taken(executor: Executor) -> None:
    receipt = await executor.run(
        CAPABILITY,
        {"returns": {"file": "returns", "column": "ret_hedged"}},
        caller=Caller(),
        call_id="c",
        files=Files(),
    )
    assert receipt.request["returns"]["column"] == "ret_hedged"
    (file,) = receipt.files
    assert (file.reference, file.rows) == ({"column": "ret_hedged"}, 2)
    assert file.notes == ["the values in the order of their dates", "without 1 blank cell"]


@pytest.mark.parametrize(
    ("arguments", "field_name", "code", "words"),
    [
        ({"returns": {"file": "returns"}}, "returns", "ambiguous_column", "`ret` or `ret_hedged`"),
        ({"returns": {"file": "sheets"}}, "returns", "missing_column", "the columns are `a`"),
        ({"flows": {"file": "log"}}, "flows.day", "missing_column", "`Customer`, `Stay (years)`"),
        ({"log": {"file": "flows"}}, "log.stay", "ambiguous_column", "could it be `Cash Flow`?"),
        ({"log": {"columns": {"x": [1]}}}, "log.stay", "missing_column", "the columns are `x`"),
        ({"returns": {"file": "plain", "column": "x"}}, "returns", "missing_column", "`Date`"),
        ({"flows": {"file": "flows", "columns": {"x": "Date"}}}, "flows", "unknown_column", "day"),
        ({"rate": {"file": "plain"}}, "rate", "file_not_accepted", "does not take a file"),
        ({"table": {"file": "text"}}, "table", "unknown_format", "a.pdf: this is a document"),
        ({"returns": {"file": "none"}}, "returns", "not-found", "no such file"),
        ({"returns": {"file": 7}}, "returns", "string_type", "id of an uploaded file"),
    ],
)
async def test_what_cannot_be_taken_is_said_by_field_file_and_column(
    executor: Executor, arguments: dict[str, Any], field_name: str, code: str, words: str
) -> None:
    with pytest.raises((InvalidInput, NotFound)) as caught:
        await got(executor, arguments)
    problems = {(p.field, p.code): p.message for p in caught.value.errors}
    assert words in problems[field_name, code]
