"""The services a stateful capability, or whoever runs one, may ask for. Protocols only."""

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
