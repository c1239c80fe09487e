"""What a specialist's turn comes to: an answer, a question back, or a refusal."""

from graphs.model_calls import spoken_by
from graphs.models.prices import IN_PROCESS
from graphs.spending import Usage
from graphs.state import Finding, Kind
from graphs.turn import Turn

NOTHING_FOUND = "I could not work this out in the steps allowed. Please ask for one part of it."


async def conclude(turn: Turn, usage: Usage) -> Finding:
    """The finding of one specialist; when its model said nothing, the results speak themselves."""
    receipts = [call["receipt_id"] for call in turn.calls if "receipt_id" in call]
    closing = turn.closing
    memory = dict(closing.additional_kwargs.get("polymath", {})) if closing else {}
    memory.pop("explain", None)
    memory.pop("by", None)  # nobody says this of himself
    if closing and spoken_by(closing) == IN_PROCESS:
        memory["by"] = IN_PROCESS
    text = closing.text.strip() if closing else ""
    if not text and not turn.handover:
        text = await _summaries(turn, receipts) or NOTHING_FOUND
    return Finding(
        key=turn.work["key"],
        agent=turn.work["agent"],
        task=turn.work["task"],
        kind=_kind(memory.get("kind"), text, computed=bool(receipts)),
        text=text,
        missing=[str(name) for name in memory.get("missing", [])],
        calls=turn.calls,
        usage=usage,
        memory=memory,
        handover=turn.handover,
    )


async def _summaries(turn: Turn, receipts: list[str]) -> str:
    services, tenant = turn.bench.services, turn.bench.context.tenant
    kept = [await services.receipt(tenant, receipt) for receipt in receipts]
    return " ".join(receipt.result["summary"] for receipt in kept)


def _kind(said: object, text: str, *, computed: bool) -> Kind:
    if said in ("answer", "question", "refusal"):
        return said
    if not computed and text.endswith("?"):
        return "question"
    return "refusal" if text == NOTHING_FOUND else "answer"
