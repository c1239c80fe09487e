"""What figures of an answer may rest on: the person's words, attached files, receipts."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage, ToolMessage

from graphs.history import attached
from graphs.services import Services
from graphs.state import CallRecord, RunContext
from graphs.verification import Checked, Sources, check
from tools.errors import NotFound
from tools.receipts import Receipt

EARLIER_RECEIPTS = 24
"""An answer may take up figures of the last turns; older ones are computed again."""
AT_ONCE = 4_000
"""Characters of evidence that are read on the event loop; a thread costs more than they do."""
RECEIPT_CHARACTERS = 1_000
"""A receipt takes as long to read as this much text."""


async def weighed(text: str, sources: Sources, *, begin: int = 0) -> Checked:
    """`check`, in a worker thread when there is much to read: 2 ms for a thousand characters."""
    size = len(text) + sum(map(len, sources.user_texts))
    if size + RECEIPT_CHARACTERS * len(sources.receipts) <= AT_ONCE:
        return check(text, sources=sources, begin=begin)
    return await asyncio.to_thread(check, text, sources=sources, begin=begin)


async def indexed(sources: Sources) -> None:
    """Index the figures before the first sentence asks for them."""
    await asyncio.to_thread(lambda: sources.evidence)


async def of_this_run(
    messages: Sequence[AnyMessage],
    calls: Iterable[CallRecord],
    services: Services,
    context: RunContext,
) -> Sources:
    """The person's words of the whole thread and the receipts of this run's calls."""
    ids = [call["receipt_id"] for call in calls if "receipt_id" in call]
    receipts = await _receipts(ids, services, context.tenant)
    return Sources(user_texts=said(messages), receipts=receipts, as_of=context.as_of)


async def of_the_thread(
    messages: Sequence[AnyMessage], now: Sources, services: Services, context: RunContext
) -> Sources:
    """The same, with attached files and the receipts of earlier turns."""
    known = {receipt.id for receipt in now.receipts}
    earlier = [
        message.artifact["receipt_id"]
        for message in messages
        if isinstance(message, ToolMessage) and isinstance(message.artifact, dict)
    ]
    ids = [i for i in dict.fromkeys(reversed(earlier)) if i not in known][:EARLIER_RECEIPTS]
    files = [text for message in messages for file in attached(message) for text in _texts(file)]
    return Sources(
        user_texts=[*now.user_texts, *files],
        receipts=[*now.receipts, *await _receipts(ids, services, context.tenant)],
        as_of=context.as_of,
    )


def said(messages: Sequence[AnyMessage]) -> list[str]:
    """Everything the person wrote in this thread."""
    return [message.text for message in messages if isinstance(message, HumanMessage)]


async def _receipts(ids: Iterable[str], services: Services, tenant: str) -> list[Receipt]:
    found: list[Receipt] = []
    for receipt_id in dict.fromkeys(ids):
        try:
            found.append(await services.receipt(tenant, receipt_id))
        except NotFound:  # deleted meanwhile: its figures then have no source
            continue
    return found


def _texts(file: dict[str, Any]) -> list[str]:
    parts = [f"{file.get('name', '')}: {file['rows']} rows"] if file.get("rows") else []
    parts += [str(file["text"])] if file.get("text") else []
    if file.get("data") is not None:
        parts.append(json.dumps(file["data"], ensure_ascii=False))
    for name, values in (file.get("columns") or {}).items():
        parts.append(f"{name}: {'; '.join(str(value) for value in values)}")
    return parts
