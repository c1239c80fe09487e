"""How long the embedded planner takes to plan a message: whom to ask, and with which arguments.

Run: `python -m benchmarks planning`. Every first message of `evals/cases` that has no file:
CPU time of the thread, each message new to a warm process, for the router that sees every
capability and then for the agent it chose.
"""

import statistics
import time
from typing import Any

from langchain_core.messages import HumanMessage

from agents.roster import ROSTER
from evals.cases import CASES, read
from graphs.models.embedded.memory import KEY
from graphs.models.embedded.model import EmbeddedPlanner
from graphs.routing_form import routing_schema
from graphs.toolkit import tools_of

WARM = 10  # messages until weights and schemas are read
BAR_MS = 50


def main() -> None:
    """Print median, 95 % point and the share above the bar."""
    planner = EmbeddedPlanner()
    router = planner.with_structured_output(routing_schema(ROSTER), include_raw=True)
    agents = {spec.name: planner.bind_tools(tools_of(spec, [], full=True)) for spec in ROSTER}
    cases = [case for path in sorted(CASES.glob("*.jsonl")) for case in read(path)]
    texts = [case.turns[0].message for case in cases if not case.turns[0].files]
    both: list[float] = []
    routing: list[float] = []
    for text in [*texts[:: len(texts) // WARM], *texts]:
        began = time.thread_time()
        routed: Any = router.invoke([HumanMessage(text)])
        chosen = time.thread_time()
        for one in routed["raw"].additional_kwargs[KEY]["data"]["assignments"]:
            agents[one["agent"]].invoke([HumanMessage(one["task"])])
        routing.append(1e3 * (chosen - began))
        both.append(1e3 * (time.thread_time() - began))
    print("| CPU ms a message | median | 95 % under | above 50 ms |\n|---|---:|---:|---:|")
    for name, times in (("choosing agents", routing), ("and filling their tools", both)):
        spent = sorted(times[-len(texts) :])
        above = sum(ms > BAR_MS for ms in spent) / len(spent)
        tail = spent[int(0.95 * len(spent))]
        print(f"| {name} | {statistics.median(spent):.1f} | {tail:.0f} | {above:.0%} |")
    print(f"\n{len(texts)} messages")


if __name__ == "__main__":
    main()
