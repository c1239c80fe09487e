"""What a specialist's turn comes to: an answer, a question back, or a refusal."""

from collections.abc import Sequence
from typing import cast

from langchain_core.messages import AIMessage

from graphs.services import Services
from graphs.state import CallRecord, Finding, Handover, Kind, Usage, Work

NOTHING_FOUND = (
    "I could not work this out in the steps I am allowed. Please ask for one part of it."
)


async def conclude(
    work: Work,
    *,
    calls: Sequence[CallRecord],
    closing: AIMessage | None,
    usage: Usage,
    handover: Handover | None,
    services: Services,
    tenant: str,
) -> Finding:
    """The finding of one specialist; when its model said nothing, the results speak themselves."""
    receipts = [call["receipt_id"] for call in calls if "receipt_id" in call]
    memory = dict(closing.additional_kwargs.get("polymath", {})) if closing else {}
    memory.pop("explain", None)
    text = closing.text.strip() if closing else ""
    if not text and not handover:
        summaries = [(await services.receipt(tenant, r)).result["summary"] for r in receipts]
        text = " ".join(summaries) or NOTHING_FOUND
    return Finding(
        key=work["key"],
        agent=work["agent"],
        task=work["task"],
        kind=_kind(memory.get("kind"), text, computed=bool(receipts)),
        text=text,
        missing=[str(name) for name in memory.get("missing", [])],
        calls=list(calls),
        usage=usage,
        memory=memory,
        handover=handover,
    )


def _kind(said: object, text: str, *, computed: bool) -> Kind:
    if said in ("answer", "question", "refusal"):
        return cast(Kind, said)
    if not computed and text.endswith("?"):
        return "question"
    return "refusal" if text == NOTHING_FOUND else "answer"
