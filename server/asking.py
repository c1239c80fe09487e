"""Turn a validated body into a request to start a run; whatever it names must exist."""

import hashlib

from fastapi import Request

from server.run_record import Ask, Key, new_id
from server.schemas import InvokeRequest
from server.service import Service
from tools.errors import FieldProblem, InvalidInput, NotFound
from tools.execution import Caller


async def ask_of(
    body: InvokeRequest, request: Request, service: Service, who: Caller, key: str | None
) -> Ask:
    """What is asked for, checked before anything is answered or stored."""
    if body.agent is not None and body.agent not in service.agents:
        known = ", ".join(service.agents)
        raise InvalidInput.of("agent", "is not one of the agents", hint=f"agents: {known}")
    model = body.model or service.settings.model
    await service.graphs.of(model)
    for index, file_id in enumerate(body.files):
        await _check_file(service, who.tenant, file_id, index)
    return Ask(
        tenant=who.tenant,
        user=who.user,
        request_id=request.state.request_id,
        input=body.model_dump(mode="json", exclude_none=True),
        model=model,
        new_thread=body.thread_id is None,
        thread_id=body.thread_id or new_id("thr"),
        strategy=body.multitask_strategy,
        patience_s=request.state.patience_s,
        key=await key_of(request, key),
    )


async def key_of(request: Request, key: str | None) -> Key:
    """The key and what makes two requests the same one."""
    head = f"{request.method} {request.url.path}\n".encode()
    return Key(key, hashlib.sha256(head + await request.body()).hexdigest())


async def _check_file(service: Service, tenant: str, file_id: str, index: int) -> None:
    try:
        await service.files.info(tenant, file_id)
    except NotFound:
        field = f"files.{index}"
        raise NotFound(
            f"{field}: there is no such file",
            hint="upload it with POST /files first",
            errors=(FieldProblem(field, "not_found", "there is no such file"),),
        ) from None
