"""Tools of no domain of ours that take tables: a list, objects, a table, several columns."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.schema import Tool
from tools.capability import RequestModel
from tools.fields import Confidence, Date, Finite, Identifier, Kind, Share, Table, field

Return = Annotated[Finite, Kind("number", "fraction")]
Seconds = Annotated[Finite, Kind("duration", "seconds")]


class DropRequest(RequestModel):
    """How far something can fall in a day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"moves": [0.01, -0.02]}],
            "x-required-any": [[["moves"], ["holdings"]]],  # type: ignore[dict-item]
        }
    )

    moves: list[Return] | None = field(
        None, description="The daily moves, oldest first.", aliases=("returns", "daily returns")
    )
    holdings: list[list[Finite]] | None = field(
        None, description="A row a scenario, a column a holding.", aliases=("positions",)
    )
    level: Confidence = field(
        0.95, description="Confidence level.", aliases=("confidence", "level"), echo="at {}"
    )


class Payment(BaseModel):
    """One payment."""

    day: Date = field(description="When it is paid.", aliases=("date",))
    amount: Finite = field(description="How much.", aliases=("payment", "cash flow"))


class YieldRequest(RequestModel):
    """What dated payments yield."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    payments: list[Payment] = field(description="The dated payments.", aliases=("cash flows",))


class Try(BaseModel):
    """One row of a log."""

    pupil: Identifier = field(description="Who.", aliases=("user", "learner"))
    hit: bool = field(description="Right or wrong.", aliases=("correct", "result"))
    took: Seconds | None = field(None, description="How long.", aliases=("response time",))


class TriesRequest(RequestModel):
    """A log of tries."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    tries: Table = field(description="The log of tries.", aliases=("log",), row=Try)


class ShopRequest(RequestModel):
    """A shop's figures."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    markup: Share = field(description="Share added to the price.", aliases=("markup",))
    waste: Share = field(description="Share thrown away.", aliases=("waste", "spoilage"))


class Check(BaseModel):
    """One thing that was looked at."""

    item: Identifier = field(description="What was looked at.", aliases=("point",))
    state: Literal["good", "poor", "not_seen"] = field(
        description="How it is.",
        aliases=("result",),
        synonyms={"good": ("fine",), "poor": ("bad", "half"), "not_seen": ("?", "open")},
    )


class ChecksRequest(RequestModel):
    """What was looked at."""

    model_config = ConfigDict(json_schema_extra={"examples": []})

    checks: list[Check] = field(description="What was looked at.", aliases=("checklist",))


MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    "worst_day": ("How much can be lost in a day: the worst drop of returns.", DropRequest),
    "yield_of_payments": ("The yield of dated payments.", YieldRequest),
    "tries_summary": ("Summary of a log of tries of pupils.", TriesRequest),
    "shop_health": ("How healthy a shop is by its markup and waste.", ShopRequest),
}
_SAID: Mapping[str, Sequence[str]] = {
    "worst_day": (
        "what is the worst drop of these returns",
        "worst day at 99 %",
        "how far could we fall, here are our returns",
        "what is the 95 % worst drop of the attached csv",
    ),
    "yield_of_payments": (
        "yield of these payments",
        "what do the payments in the file yield",
        "yield of the cash flows in the attached sheet",
    ),
    "tries_summary": (
        "summarise the log of tries",
        "how did the pupils do",
        "who was right in the attached log",
    ),
    "shop_health": ("how healthy is our shop", "markup 20 %, waste 3 %: is the shop fine",
                    "is the bakery's spoilage too high"),
    "none": ("book a flight", "tell me a joke", "who won the cup 4-2", "translate good morning"),
}  # fmt: skip
EXAMPLES: list[dict[str, Any]] = [
    {"say": say, "tool": name, "arguments": {}} for name, said in _SAID.items() for say in said
]


def entry(name: str) -> dict[str, Any]:
    """The declaration of a tool, as a graph binds it."""
    description, model = MODELS[name]
    return {**described(model), "name": name, "description": description}


def tool(name: str) -> Tool:
    """The tool as the planner reads it."""
    return read(entry(name))


DAYS = [f"2026-01-{day:02d}" for day in range(1, 9)]
MOVES = [0.01, -0.02, 0.003, 0.004, -0.005, 0.006, 0.01, -0.03]


def table(name: str, columns: Mapping[str, Sequence[Any]], **more: Any) -> dict[str, Any]:
    """A file as it stands beside a message."""
    rows = len(next(iter(columns.values())))
    about = {"id": f"id-{name}", "name": name, "kind": "table", "columns": columns, "rows": rows}
    return {**about, **more}
