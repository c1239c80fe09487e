"""The graph: a message is checked, its questions are given to specialists, the answer is verified.

    START ─► guard ─► route ─► specialist(s) ─► compose ─► verify ─► END
                               (hand over)  └── one alone ──▲

Several specialists work side by side, each sent its own assignment. A hand-over stays inside its
assignment, so that the composer waits for it. One that works alone is not rewritten: its answer
goes straight to the verifier.
"""

from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.store.base import BaseStore

from agents.roster import ROSTER
from agents.spec import AgentSpec
from graphs.compose import Composer
from graphs.guard import Guard
from graphs.route import Router
from graphs.services import Services
from graphs.specialist import Specialist
from graphs.state import Graph, RunContext, State
from graphs.verify import Verifier


def build_graph(
    model: BaseChatModel,
    *,
    roster: Sequence[AgentSpec] = ROSTER,
    checkpointer: BaseCheckpointSaver[str] | None = None,
    services: Services | None = None,
    store: BaseStore | None = None,
) -> Graph:
    """Join the agents of `roster` into one runnable graph."""
    services = services or Services()
    graph = StateGraph(State, context_schema=RunContext)
    graph.add_node("guard", Guard(services))
    graph.add_node("route", Router(model, roster, services), destinations=("specialist", "compose"))
    graph.add_node(
        "specialist",
        Specialist(model, roster, services),
        destinations=("compose", "verify"),
    )
    graph.add_node("compose", Composer(model, roster, services))
    graph.add_node("verify", Verifier(model, services))
    graph.add_edge(START, "guard")
    graph.add_edge("guard", "route")
    graph.add_edge("compose", "verify")
    graph.add_edge("verify", END)
    return graph.compile(checkpointer=checkpointer, store=store)
