"""An executor that begins nothing new once the process is about to end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.driving import Drained
from tools.capability import Capability
from tools.errors import Unavailable
from tools.execution import Caller, Executor
from tools.ports import FileSource, Progress
from tools.receipts import Receipt


@dataclass(slots=True)
class DrainingExecutor(Executor):
    """Lets calls under way finish and keep their receipts.

    The graph stops only between its nodes, and one specialist's node is many calls: without this a
    run would be cut in the middle of a kernel, which the next start would have to repeat.
    """

    draining: bool = False

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
        """As any executor does, until the drain; then a run stops here, and others are refused."""
        if self.draining and caller.run_id is not None:
            raise Drained
        if self.draining:
            raise Unavailable("the service is shutting down", code="draining", retry_after_s=2)
        return await Executor.run(
            self,
            capability,
            arguments,
            caller=caller,
            call_id=call_id,
            files=files,
            progress=progress,
        )
