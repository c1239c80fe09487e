"""The files that come with a message, described so that a planner can use them."""

import asyncio
from typing import Any

from graphs.sanitising import clean
from graphs.services import Services
from graphs.state import RunContext
from tools.errors import InvalidInput, ServiceError


async def describe(context: RunContext, services: Services) -> list[dict[str, Any]]:
    """Each attached file: id, name, type, size, and what its reader found in it."""
    if not context.attachments:
        return []
    if context.files is None:
        raise InvalidInput.of("files", "no files can be attached here")
    return list(
        await asyncio.gather(*(_one(context, services, file) for file in context.attachments))
    )


async def _one(context: RunContext, services: Services, file_id: str) -> dict[str, Any]:
    assert context.files is not None
    file = await context.files.open(file_id)
    about: dict[str, Any] = {
        "id": file.id,
        "name": file.name,
        "media_type": file.media_type,
        "bytes": len(file.content),
        "kind": "other",
    }
    try:
        about |= await asyncio.to_thread(services.describe_file, file)
    except ServiceError as error:
        about["problem"] = error.message
    return clean(about)
