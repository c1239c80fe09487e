"""Run one capability off the event loop and leave a receipt. Every surface calls this."""

import asyncio
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tools.capability import Capability, RequestModel, ResultModel
from tools.computing import HERE
from tools.errors import Conflict, InvalidInput, NotFound, Unavailable
from tools.outside import KEEPS_NOTHING
from tools.ports import Compute, FileKeeper, FileSource, KeepingFiles, Progress
from tools.progress import SILENT
from tools.receipts import Receipt, ReceiptStore, Replay, Use, compare, dump, make_receipt
from tools.resolution import Readers, resolve, without_content
from tools.validation import validate


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wants a capability to run, and in which run."""

    tenant: str = "default"
    user: str = "anonymous"
    run_id: str | None = None


@dataclass(slots=True)
class Executor:
    """Runs capabilities in a bounded pool of threads.

    Kernels release the GIL in NumPy and Numba. `queue_limit` calls may wait; one more is answered
    `Unavailable` with a time to try again, so that overload is said at once, not after a timeout.
    """

    receipts: ReceiptStore
    readers: Readers
    workers: int = 2
    queue_limit: int = 64
    compute: Compute = HERE
    """Where work too large for one thread goes."""
    outside: Mapping[type, object] = field(default_factory=dict[type, object])
    """Adapters of ports that reach outside this process, by port; what is not here refuses."""
    waiting: int = 0
    _pool: ThreadPoolExecutor | None = None

    async def run(
        self,
        capability: Capability,
        arguments: Mapping[str, Any],
        *,
        caller: Caller,
        call_id: str,
        files: FileSource | None = None,
        progress: Progress | None = None,
    ) -> Receipt:
        """Validate, compute, keep. A call of a run that already finished is not computed again."""
        if caller.run_id and (
            done := await self.receipts.find(caller.tenant, caller.run_id, call_id)
        ):
            return done
        content, used = await resolve(capability.request, arguments, files, self.readers)
        request = validate(capability.request, content)
        began = time.perf_counter()
        result = await self._compute(capability, request, progress, files)
        receipt = make_receipt(
            capability,
            tenant=caller.tenant,
            request=without_content(dump(request), used),
            arguments=arguments,
            files=used,
            result=result,
            ms=(time.perf_counter() - began) * 1000,
        )
        use = Use(
            run_id=caller.run_id, call_id=call_id, asked_by=caller.user, at=receipt.created_at
        )
        await self.receipts.save(receipt, use)
        return receipt

    async def replay(
        self, receipt: Receipt, capability: Capability, files: FileSource | None = None
    ) -> Replay:
        """Compute a receipt again and compare bit by bit."""
        if receipt.needs_approval:
            raise Conflict("an approved action is never replayed", code="not-replayable")
        arguments = {
            **receipt.request,
            **{file.field: {"file": file.file, **file.reference} for file in receipt.files},
        }
        content, used = await resolve(capability.request, arguments, files, self.readers)
        changed = [
            now.field
            for was, now in zip(receipt.files, used, strict=True)
            if was.sha256 != now.sha256
        ]
        if changed:
            raise InvalidInput.of(changed[0], "the file's content has changed since")
        request = validate(capability.request, content)
        fresh = await self._compute(capability, request, None, None)
        return compare(receipt, capability, fresh)

    async def _compute(
        self,
        capability: Capability,
        request: RequestModel,
        progress: Progress | None,
        files: FileSource | None,
    ) -> ResultModel:
        if self.waiting >= self.queue_limit + self.workers:
            raise Unavailable("all workers are busy", code="overloaded", retry_after_s=1)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self.workers, thread_name_prefix="kernel")
        filled: dict[type, object] = {
            Progress: progress or SILENT,
            Compute: self.compute,
            FileKeeper: keeper_of(files),
            **self.outside,
        }
        ports = {name: filled[port] for name, port in capability.ports.items() if port in filled}
        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, lambda: capability(request, **ports))
        finally:
            self.waiting -= 1

    def close(self) -> None:
        """Let running kernels end and take no more."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self.compute.close()


class Keeper:
    """Keeps files from the thread in which a capability runs."""

    def __init__(self, files: KeepingFiles) -> None:
        self._files = files
        self._loop = asyncio.get_running_loop()

    def keep(self, name: str, media_type: str, content: bytes) -> str:
        """The id of the file that was kept."""
        kept = self._files.keep(name, media_type, content)
        return asyncio.run_coroutine_threadsafe(kept, self._loop).result()


def keeper_of(files: FileSource | None) -> FileKeeper:
    """Keeps files where the caller's can be added to, else nothing."""
    return Keeper(files) if isinstance(files, KeepingFiles) else KEEPS_NOTHING


class MemoryReceipts:
    """Receipts in memory: for one process without a database, such as the graph in a notebook."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Receipt] = {}
        self._calls: dict[tuple[str, str, str], str] = {}

    async def save(self, receipt: Receipt, use: Use) -> None:
        """Keep `receipt` and that it served `use`."""
        kept = self._kept.setdefault((receipt.tenant, receipt.id), receipt)
        kept.uses.append(use)
        if use.run_id:
            self._calls[receipt.tenant, use.run_id, use.call_id] = receipt.id

    async def get(self, tenant: str, receipt_id: str) -> Receipt:
        """The receipt, or `NotFound`."""
        if (receipt := self._kept.get((tenant, receipt_id))) is None:
            raise NotFound("no such receipt")
        return receipt

    async def find(self, tenant: str, run_id: str, call_id: str) -> Receipt | None:
        """The receipt of this call, if it had finished."""
        receipt_id = self._calls.get((tenant, run_id, call_id))
        return self._kept[tenant, receipt_id] if receipt_id else None
