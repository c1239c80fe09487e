"""The bare app Polymath's overhead is measured against: FastAPI + LangGraph and nothing else.

As many nodes and model calls as a Polymath run with one specialist (guard, route, model, tools,
model, verify), the same model over the same wire, the same saver and the same durability. No log,
no receipts, no verifier, no problem documents: what a careful developer writes in an afternoon.
"""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypedDict

import aiosqlite
from fastapi import FastAPI, Request
from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from pydantic import BaseModel

import prompts
from tools.catalog import CATALOG
from tools.validation import validate

CAPABILITY = CATALOG["risk.simulate_annual_loss"]


class State(TypedDict):
    """The conversation and who has the floor."""

    messages: Annotated[list[AnyMessage], add_messages]
    agent: str


class Assignment(BaseModel):
    """One question and who answers it."""

    agent: str
    task: str
    reason: str
    score: float


class Routing(BaseModel):
    """The model's choice."""

    assignments: list[Assignment]
    refusal: str | None = None


class Ask(BaseModel):
    """The body of POST /invoke."""

    message: str
    thread_id: str | None = None


def build(base_url: str, saver: AsyncSqliteSaver) -> Any:
    """The graph."""
    model = ChatOpenAI(model="bench", base_url=base_url, api_key="x", stream_usage=True)  # type: ignore[arg-type]
    router = model.with_structured_output(Routing)
    schema = CAPABILITY.request.model_json_schema()
    acting = model.bind_tools(
        [
            {
                "type": "function",
                "function": {
                    "name": CAPABILITY.tool_name,
                    "description": CAPABILITY.description,
                    "parameters": schema,
                },
            }
        ]
    )

    async def guard(state: State) -> dict[str, Any]:
        return {"agent": ""} if state["messages"][-1].text else {}

    async def route(state: State) -> dict[str, Any]:
        chosen: Any = await router.ainvoke(
            [SystemMessage(prompts.load("shared/route")), *state["messages"]]
        )
        return {"agent": chosen.assignments[0].agent}

    async def think(state: State) -> dict[str, Any]:
        shown = [SystemMessage(prompts.load(state["agent"])), *state["messages"]]
        reply = None
        async for chunk in acting.astream(shown):
            reply = chunk if reply is None else reply + chunk
        return {"messages": [reply]}

    async def act(state: State) -> dict[str, Any]:
        import asyncio

        call: Any = state["messages"][-1]
        done: list[AnyMessage] = []
        for wanted in call.tool_calls:
            request = validate(CAPABILITY.request, wanted["args"])
            result = await asyncio.to_thread(CAPABILITY, request)
            done.append(ToolMessage(result.model_dump_json(), tool_call_id=wanted["id"]))
        return {"messages": done}

    async def verify(state: State) -> dict[str, Any]:
        return {"agent": state["agent"]}

    graph = StateGraph(State)
    for name, node in (("guard", guard), ("route", route), ("think", think), ("act", act)):
        graph.add_node(name, node)
    graph.add_node("verify", verify)
    graph.add_edge(START, "guard")
    graph.add_edge("guard", "route")
    graph.add_edge("route", "think")
    graph.add_conditional_edges(
        "think", lambda state: "act" if state["messages"][-1].tool_calls else "verify"
    )
    graph.add_edge("act", "think")
    graph.add_edge("verify", END)
    return graph.compile(checkpointer=saver)


def create(base_url: str, database: str) -> FastAPI:
    """The app, with its own SQLite file."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with aiosqlite.connect(database) as connection:
            await connection.execute("PRAGMA journal_mode=WAL")
            await connection.execute("PRAGMA synchronous=NORMAL")
            saver = AsyncSqliteSaver(connection)
            await saver.setup()
            app.state.graph = build(base_url, saver)
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/ready")
    async def ready() -> dict[str, bool]:
        return {"ready": True}

    @app.post("/invoke")
    async def invoke(body: Ask, request: Request) -> dict[str, Any]:
        thread = body.thread_id or uuid.uuid4().hex
        state = await request.app.state.graph.ainvoke(
            {"messages": [HumanMessage(body.message)]},
            config={"configurable": {"thread_id": thread}},
            durability="sync",
        )
        return {"thread_id": thread, "content": state["messages"][-1].text}

    return app


if __name__ == "__main__":
    import sys

    import uvicorn

    uvicorn.run(create(sys.argv[1], sys.argv[2]), port=int(sys.argv[3]), log_level="warning")
