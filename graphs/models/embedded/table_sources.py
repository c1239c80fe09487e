"""Tables that came with a message: attached, on the sheets of a workbook, or pasted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.models.embedded.message import Attachment, Message
from graphs.models.embedded.schema import Field
from tools.tables.matching import Sheet

PASTED = "the table in your message"


@dataclass(frozen=True, slots=True)
class Source:
    """A table that was attached or pasted."""

    name: str
    columns: Mapping[str, Sequence[Any]]
    rows: int
    file: str = ""
    """Its id; empty for a pasted one."""
    sheet: str = ""
    """Of a workbook, when it is not the sheet that is read by default."""
    units: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def whole(self) -> Sheet:
        """Its columns, to be matched."""
        return Sheet(self.columns, self.units)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column, or one of several files, that must be asked for."""

    field: Field
    part: str
    """Whose column it is; empty where the file itself is in doubt."""
    options: tuple[str, ...]
    """The columns it may be; all of them when none stands out."""
    source: Source
    worth: float = 0.0
    """How surely this is the table that the field wants."""
    found: bool = True
    """Whether any column speaks for itself."""


def sources(message: Message) -> list[Source]:
    """Every table that came with a message, each sheet of a workbook by itself."""
    found: list[Source] = []
    for file in message.files:
        if isinstance(file.get("columns"), Mapping) and not file.get("problem"):
            found += _attached(file)
    for span in message.spans:
        for reading in span.readings:
            if reading.kind == "table" and isinstance(reading.value, dict):
                columns = {str(n): [_cell(c) for c in cells] for n, cells in reading.value.items()}
                rows = max((len(cells) for cells in columns.values()), default=0)
                found.append(Source(PASTED, columns, rows))
    named = [s for s in found if s.sheet and s.sheet.casefold() in message.text.casefold()]
    return named or found


def _attached(file: Attachment) -> list[Source]:
    name, identity = str(file.get("name") or "the attached file"), str(file["id"])
    columns: Mapping[str, Sequence[Any]] = file["columns"]
    rows = int(file.get("rows") or 0)
    found = [Source(name, columns, rows, identity, "", file.get("units") or {})]
    sheets: Mapping[str, Mapping[str, Any]] = file.get("sheets") or {}
    for sheet, about in sheets.items():
        units = about.get("units") or {}
        found.append(Source(name, about["columns"], int(about["rows"]), identity, sheet, units))
    return found


def _cell(cell: Any) -> Any:
    return None if cell == "" else cell
