"""What was computed: inputs, method, seed, versions and a digest of the result; and replay."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, Protocol

from pydantic import BaseModel, Field

from tools.capability import Capability, ResultModel


class ResolvedFile(BaseModel):
    """A file that stood in the request; its content is kept by digest only."""

    field: str
    file: str
    name: str
    sha256: str
    reference: dict[str, Any] = Field(
        default_factory=dict[str, Any], description="Sheet and columns that were taken."
    )
    rows: int | None = Field(default=None, description="Rows that were taken.")
    notes: list[str] = Field(
        default_factory=list[str], description="What was skipped, converted or put in order."
    )


class Use(BaseModel):
    """One call the receipt served."""

    run_id: str | None
    call_id: str
    asked_by: str
    at: datetime.datetime


class Receipt(BaseModel):
    """One successful run of a capability, kept so that anyone can fetch it and run it again."""

    id: str
    tenant: str
    capability: str
    version: str
    request: dict[str, Any] = Field(description="Canonical: every default filled in.")
    arguments: dict[str, Any] = Field(description="What was given, before defaults.")
    files: list[ResolvedFile] = Field(default_factory=list[ResolvedFile])
    seed: int | None = None
    libraries: dict[str, str]
    result: dict[str, Any]
    result_digest: str
    ms: float
    needs_approval: bool = False
    created_at: datetime.datetime
    uses: list[Use] = Field(default_factory=list[Use])


class Replay(BaseModel):
    """Whether computing a receipt again gave the same bits."""

    identical: bool
    result: dict[str, Any]
    differences: list[str] = Field(default_factory=list[str])


class ReceiptStore(Protocol):
    """Where receipts are kept. Every call is bound to a tenant."""

    async def save(self, receipt: Receipt, use: Use) -> None:
        """Keep `receipt` (once, by id) and that it served `use`."""
        ...

    async def get(self, tenant: str, receipt_id: str) -> Receipt:
        """The receipt with its uses, or `NotFound`."""
        ...

    async def find(self, tenant: str, run_id: str, call_id: str) -> Receipt | None:
        """The receipt that served this call of this run, if it had finished."""
        ...


def canonical(data: Any) -> bytes:
    """JSON with sorted keys and shortest round-trip floats: equal bytes mean equal bits."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(data: Any) -> str:
    """SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(data)).hexdigest()


def dump(model: BaseModel) -> dict[str, Any]:
    """A request or result as plain JSON data."""
    return model.model_dump(mode="json")


@cache
def _version(distribution: str) -> str:
    return version(distribution)


def libraries(capability: Capability) -> dict[str, str]:
    """Versions of what can change the bits of this capability's result."""
    return {name: _version(name) for name in sorted({"numpy", *capability.libraries})}


def make_receipt(
    capability: Capability,
    *,
    tenant: str,
    request: Mapping[str, Any],
    arguments: Mapping[str, Any],
    files: list[ResolvedFile],
    result: ResultModel,
    ms: float,
) -> Receipt:
    """The receipt of one finished call."""
    output = dump(result)
    used = libraries(capability)
    seed = request.get("seed")
    identity = [tenant, capability.full_name, capability.version, request, used, digest(output)]
    return Receipt(
        id=f"r_{digest(identity)[:24]}",
        tenant=tenant,
        capability=capability.full_name,
        version=capability.version,
        request=dict(request),
        arguments=dict(arguments),
        files=files,
        seed=seed if isinstance(seed, int) else None,
        libraries=used,
        result=output,
        result_digest=digest(output),
        ms=ms,
        needs_approval=capability.needs_approval,
        created_at=datetime.datetime.now(datetime.UTC),
    )


def compare(receipt: Receipt, capability: Capability, result: ResultModel) -> Replay:
    """Hold a fresh result against the receipt, and the stored result against its digest."""
    fresh = dump(result)
    differences = [
        f"library {name}: was {was}, is {libraries(capability).get(name, 'absent')}"
        for name, was in receipt.libraries.items()
        if libraries(capability).get(name) != was
    ]
    if receipt.version != capability.version:
        differences.append(f"capability version: was {receipt.version}, is {capability.version}")
    if digest(receipt.result) != receipt.result_digest:
        differences.append("the stored result does not match its own digest")
    differences += list(_differing_paths(receipt.result, fresh))
    return Replay(
        identical=digest(fresh) == digest(receipt.result) == receipt.result_digest,
        result=fresh,
        differences=differences,
    )


def _differing_paths(stored: Any, fresh: Any, path: str = "") -> list[str]:
    if isinstance(stored, dict) and isinstance(fresh, dict):
        return [
            difference
            for key in sorted({*stored, *fresh})
            for difference in _differing_paths(stored.get(key), fresh.get(key), f"{path}.{key}")
        ]
    if isinstance(stored, list) and isinstance(fresh, list) and len(stored) == len(fresh):
        return [
            difference
            for index, pair in enumerate(zip(stored, fresh, strict=True))
            for difference in _differing_paths(*pair, f"{path}[{index}]")
        ]
    return [] if canonical(stored) == canonical(fresh) else [f"{path.lstrip('.')} differs"]
