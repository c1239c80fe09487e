"""The services a stateful capability, or whoever runs one, may ask for. Protocols only."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Progress(Protocol):
    """How a long capability tells how far it is."""

    def advance(self, done: int, total: int, note: str = "") -> None:
        """Report progress; raises `tools.errors.Cancelled` when the run was cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file with its content."""

    id: str
    name: str
    media_type: str
    sha256: str
    content: bytes
    sheet: str = ""
    """Of a workbook, the sheet to read; the first with a table unless named."""


class FileSource(Protocol):
    """Where uploaded files come from; already bound to one tenant."""

    async def open(self, file_id: str) -> StoredFile:
        """The file, or `NotFound`."""
        ...


class FileReader(Protocol):
    """Turns a stored file into the JSON a field of one kind takes. Called in a worker."""

    def __call__(self, file: StoredFile) -> dict[str, Any]:
        """The field's content, or `InvalidInput` naming what is wrong with the file."""
        ...


class Compute(Protocol):
    """Room for one large piece of work: threads, processes, or the workers of a cluster."""

    def map(
        self, task: Callable[[Any], Any], parts: Sequence[Any], *, holds_gil: bool = False
    ) -> Iterator[Any]:
        """`task` of every part, in the order of the parts, computed wherever there is room.

        A task is a function of a module (or a `functools.partial` of one) and depends on its part
        alone, so that every adapter gives the same bits; it, its parts and its results can be
        pickled. `holds_gil`: it is plain Python, so threads would take turns. Few parts are in
        work at a time, and what is not asked for is not begun: closing the iterator drops the
        rest. A worker that dies costs time: its parts are computed again.
        """
        ...

    def close(self) -> None:
        """End what was started for the work; later work may start it again."""
        ...
