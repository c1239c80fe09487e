"""What the graph is given from outside: the executor, readers of files, limits."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphs.models.breaker import Breakers
from graphs.models.prices import Prices, list_prices
from tools.execution import Executor, MemoryReceipts
from tools.ports import StoredFile
from tools.receipts import Receipt

KEPT_RECEIPTS = 256  # about one busy minute; each is read again by the verifier within a second


class DescribeFile(Protocol):
    """Tells what stands in a file, for the planner: kind, columns, data, text or the problem."""

    def __call__(self, file: StoredFile) -> dict[str, Any]:
        """Plain JSON data; called in a worker thread."""
        ...


def describe_by_name(file: StoredFile) -> dict[str, Any]:
    """A file of which only name, type and size are known."""
    return {"name": file.name, "kind": "other"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one run may go."""

    steps: int = 6
    """Model calls of one specialist."""
    parallel_calls: int = 4
    calls_a_step: int = 16
    assignments: int = 4
    hand_overs: int = 3
    model_timeout_s: float = 120.0
    """One model call with all its attempts."""
    attempt_s: float = 60.0
    """One attempt, from the request to the last word."""
    silence_s: float = 20.0
    """Between two pieces of a stream, once the first has come."""
    attempts: int = 4
    """How often one model call may reach providers, retries and failovers counted."""
    first_pause_s: float = 0.5
    longest_pause_s: float = 10.0
    """A provider that asks for more patience than this is told to be busy."""
    tool_timeout_s: float = 120.0
    turns: int = 6
    """Earlier turns shown to the model."""
    message_characters: int = 200_000
    result_characters: int = 4_000
    """Of one result shown to the model; longer lists in it are cut."""


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt at a provider and how it ended."""

    model: str
    """`provider:model`"""
    outcome: str
    """`ok`, `cancelled`, or the code of its problem."""
    seconds: float


@dataclass(slots=True)
class Services:
    """Everything a node may call that is not the model."""

    executor: Executor = field(default_factory=lambda: Executor(MemoryReceipts(), readers={}))
    describe_file: DescribeFile = describe_by_name
    limits: Limits = field(default_factory=Limits)
    prices: Prices = field(default_factory=list_prices)
    breakers: Breakers = field(default_factory=Breakers)
    attempted: Callable[["Attempted"], None] = lambda _: None
    """Told of every attempt that reached a provider."""
    _recent: OrderedDict[tuple[str, str], Receipt] = field(
        default_factory=OrderedDict[tuple[str, str], Receipt]
    )

    def remember(self, receipt: Receipt) -> None:
        """Keep a fresh receipt at hand: the verifier reads it a moment later."""
        self._recent[receipt.tenant, receipt.id] = receipt
        while len(self._recent) > KEPT_RECEIPTS:
            self._recent.popitem(last=False)

    async def receipt(self, tenant: str, receipt_id: str) -> Receipt:
        """The receipt, from memory or from the store."""
        if (kept := self._recent.get((tenant, receipt_id))) is not None:
            return kept
        return await self.executor.receipts.get(tenant, receipt_id)
