"""Tokens and cost of a run, by agent."""

from collections.abc import Iterable, Mapping
from typing import Any

from langchain_core.messages import AIMessage

from graphs.state import NO_USAGE, Finding, Usage

MILLION = 1_000_000


def usage_of(message: AIMessage) -> Usage:
    """What one model call spent, as far as the provider says."""
    if (told := message.usage_metadata) is None:
        return NO_USAGE
    return Usage(
        input=told["input_tokens"],
        output=told["output_tokens"],
        cached=told.get("input_token_details", {}).get("cache_read", 0),
        reasoning=told.get("output_token_details", {}).get("reasoning", 0),
    )


def added(parts: Iterable[Usage]) -> Usage:
    """The sum."""
    total = Usage(**NO_USAGE)
    for part in parts:
        total = Usage(
            input=total["input"] + part["input"],
            output=total["output"] + part["output"],
            cached=total["cached"] + part["cached"],
            reasoning=total["reasoning"] + part["reasoning"],
        )
    return total


def run_usage(
    findings: Iterable[Finding], spent: Mapping[str, Usage], prices: Mapping[str, float] | None
) -> dict[str, Any]:
    """The `usage` event: each agent, the total, and the cost where prices are known."""
    agents: dict[str, Usage] = {name: usage for name, usage in spent.items() if any(usage.values())}
    for finding in findings:
        agents[finding["agent"]] = added((agents.get(finding["agent"], NO_USAGE), finding["usage"]))
    total = added(agents.values())
    return {"agents": agents, "total": total, "cost": cost(total, prices)}


def cost(usage: Usage, prices: Mapping[str, float] | None) -> float | None:
    """US dollars; nothing was spent when no token was, None when prices are unknown."""
    if not any(usage.values()):
        return 0.0
    if prices is None:
        return None
    fresh = usage["input"] - usage["cached"]
    return (
        fresh * prices["input"]
        + usage["cached"] * prices.get("cached", prices["input"])
        + usage["output"] * prices["output"]
    ) / MILLION
