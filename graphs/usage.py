"""Tokens and cost of a run, by agent, as providers report them."""

from collections.abc import Iterable, Mapping
from typing import Any

from langchain_core.messages import AIMessage

from graphs import events
from graphs.inquiry import Inquiry
from graphs.model_calls import spoken_by
from graphs.models.prices import Prices
from graphs.spending import NO_USAGE, Spending, Usage, added
from graphs.state import Finding


def recorded(reply: AIMessage, inquiry: Inquiry) -> Usage:
    """What one model call spent; the run's account has it from now on."""
    usage = usage_of(reply, inquiry.services.prices)
    spending, model = inquiry.context.spending, spoken_by(reply)
    spending.add(inquiry.agent, model, usage)
    if usage["cost"] is None and spending.budget.usd is not None:
        text = f"The price of {model} is not known: this run's budget in dollars cannot hold."
        inquiry.tell(events.warning("price-unknown", text, key=model))
    return usage


def usage_of(reply: AIMessage, prices: Prices) -> Usage:
    """What one model call spent, as far as the provider says."""
    price = prices.of(spoken_by(reply))
    if (told := reply.usage_metadata) is None:
        free = price is not None and not price.input and not price.output
        return Usage(input=0, output=0, cached=0, reasoning=0, cost=0.0 if free else None)
    cached = told.get("input_token_details", {}).get("cache_read", 0) or 0
    fresh, output = max(0, told["input_tokens"] - cached), told["output_tokens"]
    return Usage(
        input=told["input_tokens"],
        output=output,
        cached=cached,
        reasoning=told.get("output_token_details", {}).get("reasoning", 0) or 0,
        cost=None if price is None else price.of(fresh=fresh, cached=cached, output=output),
    )


def run_usage(
    findings: Iterable[Finding], spent: Mapping[str, Usage], spending: Spending
) -> dict[str, Any]:
    """The `usage` event: each agent, the total, and the cost where prices are known."""
    agents: dict[str, Usage] = {name: usage for name, usage in spent.items() if any(usage.values())}
    for finding in findings:
        agents[finding["agent"]] = added((agents.get(finding["agent"], NO_USAGE), finding["usage"]))
    return account(agents, spending)


def spent_by(values: Mapping[str, Any]) -> dict[str, Usage]:
    """What a run's saved state says each agent spent."""
    agents: dict[str, Usage] = dict(values.get("spent") or {})
    for finding in values.get("findings") or ():
        agents[finding["agent"]] = added((agents.get(finding["agent"], NO_USAGE), finding["usage"]))
    return agents


def account(agents: Mapping[str, Usage], spending: Spending) -> dict[str, Any]:
    """The same of these agents; models whose price is not known are named."""
    total = added(agents.values())
    told: dict[str, Any] = {"agents": dict(agents), "total": total, "cost": total["cost"]}
    if total["cost"] is None and spending.unpriced:
        told["unpriced"] = sorted(spending.unpriced)
    return told
