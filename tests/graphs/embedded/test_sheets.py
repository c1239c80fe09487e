"""Tables that come with a message: which column fills which field, and what is asked about it."""

from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from pydantic import ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.filling import fill
from graphs.models.embedded.memory import KEY
from graphs.models.embedded.message import message
from graphs.models.embedded.model import EmbeddedPlanner
from graphs.models.embedded.schema import Field
from graphs.models.embedded.several import each_of
from graphs.models.embedded.training import train
from tests.graphs.embedded.tabular import (
    DAYS,
    EXAMPLES,
    MODELS,
    MOVES,
    ChecksRequest,
    Return,
    entry,
    table,
    tool,
)
from tools.capability import RequestModel
from tools.fields import Table, field

Turn = str | tuple[str, list[dict[str, Any]]]
Talk = Callable[..., list[AIMessage]]
RETURNS = table("returns.csv", {"day": DAYS, "ret": MOVES})
TWO = table("returns.csv", {"day": DAYS, "ret": MOVES, "ret_hedged": MOVES})
ASK = "what is the worst drop of the attached returns?"


@pytest.fixture(name="talk", scope="module")
def _talk() -> Talk:
    heads = train(EXAMPLES, [tool(name) for name in MODELS], meaning=False)
    planner = EmbeddedPlanner(heads=heads, embed=False)
    bound = planner.bind_tools([entry(name) for name in MODELS])

    def talk(*turns: Turn) -> list[AIMessage]:
        thread: list[BaseMessage] = [SystemMessage("", additional_kwargs={"x-as-of": "2026-11-21"})]
        replies: list[AIMessage] = []
        for turn in turns:
            say, files = turn if isinstance(turn, tuple) else (turn, [])
            about = {"files": files} if files else {}
            thread.append(HumanMessage(say, additional_kwargs=about))
            reply = bound.invoke(thread)
            thread.append(reply)
            for call in reply.tool_calls:
                done = '{"summary": "Done.", "notes": []}'
                thread.append(ToolMessage(done, tool_call_id=call["id"]))
            if reply.tool_calls:
                answer = bound.invoke(thread)
                thread.append(answer)
                reply = AIMessage(
                    answer.text, tool_calls=reply.tool_calls,
                    additional_kwargs={KEY: {**answer.additional_kwargs[KEY],
                                             "explain": reply.additional_kwargs[KEY]["explain"]}},
                )  # fmt: skip
            replies.append(reply)
        return replies

    return talk


def called(reply: AIMessage) -> dict[str, Any]:
    assert reply.tool_calls, reply.text
    return dict(reply.tool_calls[0]["args"])


def column(name: str, heading: str) -> dict[str, Any]:
    return {"file": f"id-{name}", "column": heading}


def test_the_one_column_is_taken_and_said(talk: Talk) -> None:
    (reply,) = talk((ASK, [RETURNS]))
    assert called(reply) == {"moves": column("returns.csv", "ret")}
    assert reply.text.startswith("Taking column `ret` of returns.csv as the moves, 8 rows:")
    (rows,) = reply.additional_kwargs[KEY]["explain"].values()
    assert rows[0]["words"] == "column `ret` of returns.csv"
    assert rows[0]["score"] > 0.9


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        ("ret", "ret"),
        ("`ret_hedged` please", "ret_hedged"),
        ("the hedged one", "ret_hedged"),
        ("the second", "ret_hedged"),
        ("1", "ret"),
        ("column C", "ret_hedged"),
        ("RET_HEDGED", "ret_hedged"),
    ],
)
def test_two_columns_lead_to_a_question_that_the_next_message_answers(
    talk: Talk, answer: str, heading: str
) -> None:
    asked, answered = talk((ASK, [TWO]), answer)
    assert asked.text == "Which column of returns.csv holds the moves: `ret` or `ret_hedged`?"
    assert asked.additional_kwargs[KEY]["kind"] == "question"
    assert asked.additional_kwargs[KEY]["missing"] == ["moves"]
    assert called(answered) == {"moves": column("returns.csv", heading)}


def test_an_answer_may_say_more(talk: Talk) -> None:
    _, answered = talk((ASK, [TWO]), "ret, at 99 %")
    assert called(answered) == {"moves": column("returns.csv", "ret"), "level": 0.99}


def test_the_message_itself_may_name_the_column(talk: Talk) -> None:
    (reply,) = talk(("worst drop of the hedged returns in the file", [TWO]))
    assert called(reply) == {"moves": column("returns.csv", "ret_hedged")}


def test_a_column_called_something_else_is_asked_about(talk: Talk) -> None:
    prices = table("prices.csv", {"day": DAYS, "close": [100 + move for move in MOVES]})
    asked, refused, answered = talk(("worst drop please", [prices]), "no", "yes, take close")
    assert asked.text == "Is `close` in prices.csv the moves?"
    assert "Which column is it then" in refused.text
    assert called(answered) == {"moves": column("prices.csv", "close")}


def test_a_column_of_the_wrong_type_is_refused_with_its_reason(talk: Talk) -> None:
    file = table("p.csv", {"When": ["x"] * 8, "Cash Flow": MOVES, "Note": ["y"] * 8})
    asked, again = talk(("yield of the payments in the file", [file]), "When")
    assert asked.text == "I found no column of the day in p.csv; which is it: `When` or `Note`?"
    assert again.text.startswith("`When` cannot be the day.")


def test_rows_become_objects_by_their_columns(talk: Talk) -> None:
    file = table("flows.csv", {"Date": DAYS, "Cash Flow": MOVES, "Note": ["x"] * 8})
    (reply,) = talk(("yield of the payments in the file", [file]))
    reference = {"file": "id-flows.csv", "columns": {"day": "Date", "amount": "Cash Flow"}}
    assert called(reply) == {"payments": reference}
    assert "flows.csv with `Date` as day and `Cash Flow` as amount, 8 rows" in reply.text
    (rows,) = reply.additional_kwargs[KEY]["explain"].values()
    assert [row["field"] for row in rows] == ["payments", "payments.day", "payments.amount"]


def test_a_table_with_declared_columns_is_matched(talk: Talk) -> None:
    cells = {"User": ["a"] * 8, "Correct?": ["yes", "no"] * 4, "resp. ms": [900] * 8}
    (reply,) = talk(("summarise the attached log of tries", [table("log.csv", cells)]))
    columns = {"pupil": "User", "hit": "Correct?", "took": "resp. ms"}
    assert called(reply) == {"tries": {"file": "id-log.csv", "columns": columns}}


@pytest.mark.parametrize(
    "say",
    ["How many of these are fine?", "The checklist? Is it bad?", "And if half counts as nothing?"],
)
def test_a_word_for_a_cell_adds_nothing_to_the_reference(say: str) -> None:
    """What a message calls good, or its question mark, is no part of the file's reference."""
    checks = read(described(ChecksRequest))
    file = table("checks.csv", {"point": ["roof", "door"], "result": ["good", "?"]})
    filled = fill(checks, message(say, (file,)))
    assert filled.arguments == {
        "checks": {"file": file["id"], "columns": {"item": "point", "state": "result"}}
    }


@pytest.mark.parametrize(
    ("say", "found"),
    [
        ("Is it open?", {"open"}),
        ("roof: ?, door: fine", {"?", "fine"}),
        ("roof | ? | door | good", {"?", "good"}),
    ],
)
def test_a_question_mark_is_a_value_only_where_it_stands_alone(say: str, found: set[str]) -> None:
    checks = read(described(ChecksRequest))
    state = next(part for part in checks.fields[0].parts if part.kind == "enum")
    said = message(say)
    assert {say[one.start : one.end] for one in occurrences(state, said)} == found


def test_a_conversion_is_said(talk: Talk) -> None:
    file = table("r.csv", {"day": DAYS[::-1], "ret (%)": [100 * move for move in MOVES]})
    (reply,) = talk((ASK, [file]))
    said = "Read `ret (%)` from percent to fractions and the values in the order of their dates."
    assert said in reply.text


def test_several_columns_of_figures_are_holdings(talk: Talk) -> None:
    file = table("pnl.csv", {"day": DAYS, "Bond": MOVES, "Stock": MOVES})
    (reply,) = talk(("worst drop please", [file]))
    reference = {"file": "id-pnl.csv", "columns": ["Bond", "Stock"]}
    assert called(reply) == {"holdings": reference}


def test_a_sheet_of_names_and_values_gives_single_figures(talk: Talk) -> None:
    (reply,) = talk(
        ("how healthy is our shop?", [table("shop.csv", {"item": ["markup", "waste"],
                                                          "value": ["20 %", "3 %"]})])
    )  # fmt: skip
    assert called(reply) == {"markup": 0.2, "waste": 0.03}


def test_a_table_of_one_row_gives_single_figures(talk: Talk) -> None:
    (reply,) = talk(
        ("how healthy is our shop?", [table("s.csv", {"markup": [0.2], "waste": [0.03]})])
    )
    assert called(reply) == {"markup": 0.2, "waste": 0.03}


def test_a_pasted_table_is_matched_like_a_file(talk: Talk) -> None:
    rows = "\n".join(f"{day},{move}" for day, move in zip(DAYS, MOVES, strict=True))
    (reply,) = talk(f"worst drop of these returns at 99 %:\nday,ret\n{rows}")
    assert called(reply) == {"moves": MOVES, "level": 0.99}


def test_a_file_stays_usable_in_later_turns(talk: Talk) -> None:
    berlin = table("berlin.csv", {"Date": DAYS, "ret": MOVES})
    first, again, other, back = talk(
        (ASK, [RETURNS]), "use the returns again at 99 %", ("same for berlin.csv", [berlin]),
        "and with returns.csv?",
    )  # fmt: skip
    assert called(first) == {"moves": column("returns.csv", "ret")}
    assert called(again) == {"moves": column("returns.csv", "ret"), "level": 0.99}
    assert called(other) == {"moves": column("berlin.csv", "ret"), "level": 0.99}
    assert called(back) == {"moves": column("returns.csv", "ret"), "level": 0.99}


def test_another_column_of_the_same_file_is_a_follow_up(talk: Talk) -> None:
    replies = talk((ASK, [TWO]), "ret", "and for ret_hedged?")
    assert called(replies[-1]) == {"moves": column("returns.csv", "ret_hedged")}


def test_two_files_that_fit_alike_are_asked_about(talk: Talk) -> None:
    files = [table("a.csv", {"ret": MOVES}), table("b.csv", {"ret": MOVES})]
    asked, second, first = talk(
        ("what is the worst drop?", files), "the second file", "and for the first file?"
    )
    assert asked.text == "Which file holds the moves: a.csv or b.csv?"
    assert called(second) == {"moves": column("b.csv", "ret")}
    assert called(first) == {"moves": column("a.csv", "ret")}


def test_of_two_files_the_one_with_the_column_is_taken(talk: Talk) -> None:
    files = [table("people.csv", {"who": ["a"] * 8}), RETURNS]
    (reply,) = talk(("what is the worst drop?", files))
    assert called(reply) == {"moves": column("returns.csv", "ret")}


def test_a_file_without_a_question_is_described(talk: Talk) -> None:
    seen, answered = talk(("[csv]", [RETURNS]), "what is the worst drop at 99 %?")
    assert seen.text == (
        "returns.csv is a table of 8 rows with the columns `day` and `ret`. "
        "What would you like to know about it?"
    )
    assert seen.additional_kwargs[KEY]["kind"] == "question"
    assert called(answered) == {"moves": column("returns.csv", "ret"), "level": 0.99}


def test_another_sheet_of_a_workbook_can_be_named(talk: Talk) -> None:
    weekly = {"Weekly": {"columns": {"week": [1, 2], "ret": [0.1, 0.2]}, "rows": 2, "units": {}}}
    book = table("book.xlsx", {"day": DAYS, "ret": MOVES}, sheet="Daily", sheets=weekly)
    (reply,) = talk(("worst drop on the sheet Weekly", [book]))
    assert called(reply) == {"moves": {**column("book.xlsx", "ret"), "sheet": "Weekly"}}


def test_a_file_that_cannot_be_read_is_said_to_be_so(talk: Talk) -> None:
    broken = {"id": "x", "name": "r.xlsx", "kind": "other", "problem": "file: it is locked"}
    (reply,) = talk(("worst drop of the attached returns", [broken]))
    assert reply.text.startswith("I cannot read r.xlsx: it is locked.")


class SlideRequest(RequestModel):
    """A list, or a table that is taken whole."""

    model_config = ConfigDict(
        json_schema_extra={"x-required-any": [[["record"], ["moves"]]]}  # type: ignore[dict-item]
    )

    record: Table | None = field(None, description="A table.", aliases=("record",))
    moves: list[Return] | None = field(None, description="Moves.", aliases=("returns",))


@pytest.mark.parametrize(
    ("columns", "filled"),
    [
        ({"day": DAYS, "ret": MOVES}, {"moves": column("x.csv", "ret")}),
        ({"day": DAYS, "Bond": MOVES, "Stock": MOVES}, {"record": {"file": "id-x.csv"}}),
        ({"fund_ret": MOVES, "bond_ret": MOVES}, {"record": {"file": "id-x.csv"}}),
        ({"ret": MOVES, "ret_hedged": MOVES}, {}),
    ],
)
def test_a_column_called_outright_goes_before_the_whole_table(
    columns: dict[str, Any], filled: dict[str, Any]
) -> None:
    """Two variants of one thing are asked about; columns of equal standing make a table."""
    slide = read({**described(SlideRequest), "name": "slide", "description": "How it slides."})
    found = fill(slide, message("how does it slide?", [table("x.csv", columns)]))
    assert found.arguments == filled
    assert [doubt.options for doubt in found.doubts] == ([] if filled else [("ret", "ret_hedged")])


@pytest.mark.parametrize(
    ("say", "files"),
    [
        ("the yield of both attachments please", ["one.csv", "two.csv"]),
        ("yield of each of the attached files", ["one.csv", "two.csv"]),
        ("the yield of the attachment two.csv", ["two.csv"]),
    ],
)
def test_every_file_is_asked_about_where_all_are_meant(say: str, files: list[str]) -> None:
    """A tool that takes one file is called once for each."""
    held = [{"id": f"id-{n}", "name": n, "kind": "document"} for n in ("one.csv", "two.csv")]
    field = Field(("paper",), "document", required=True)
    filled = Filled(read(described(ChecksRequest)))
    filled.origins = {"paper": Origin(field, {"file": f"id-{files[0]}"}, files[0], 1.0)}
    found = [one.arguments["paper"]["file"] for one in each_of(filled, message(say, held))]
    assert found == ([f"id-{name}" for name in files] if len(files) > 1 else [])
