"""Replace `{"file": id}` in a request by the file's content, as the field's kind wants it.

A field that takes a table, a list, or a list of objects is filled from the columns of a file:
`{"file": id}` where names leave no doubt, else `{"file": id, "column": heading}` or
`{"file": id, "columns": {member: heading}}`; `sheet` names one of a workbook's.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from tools.capability import RequestModel
from tools.errors import FieldProblem, InvalidInput, NotFound, TooLarge
from tools.ports import FileReader, FileSource, StoredFile
from tools.receipts import ResolvedFile
from tools.tables.reference import Columns, as_declared, columns_taken, is_reference
from tools.tables.wanted import Wanted, wanted

Readers = Mapping[str, FileReader]
"""By kind of field (`file`, `document`, `table`): how a stored file becomes its content. `sheet`
reads a table for fields that take some of its columns."""
_WHOLE = ("file", "document", "scan")
"""Kinds that take a file as it is."""


async def resolve(
    request: type[RequestModel],
    arguments: Mapping[str, Any],
    files: FileSource | None,
    readers: Readers,
) -> tuple[dict[str, Any], list[ResolvedFile]]:
    """Arguments with every file read, and what was read. Only top-level fields may hold files."""
    resolved = dict(arguments)
    used: list[ResolvedFile] = []
    for name, value in arguments.items():
        want = _wants(request).get(name)
        if is_reference(value):
            stored, resolved[name], kept = await _resolved(request, name, value, files, readers)
            used.append(
                ResolvedFile(
                    field=name, file=stored.id, name=stored.name, sha256=stored.sha256, **kept
                )
            )
        elif want is not None and want.shape == "table" and want.parts:
            resolved[name] = as_declared(want, value)
    return resolved, used


async def _resolved(
    request: type[RequestModel],
    name: str,
    value: Mapping[str, Any],
    files: FileSource | None,
    readers: Readers,
) -> tuple[StoredFile, Any, dict[str, Any]]:
    kind = kind_of(_properties(request).get(name, {}))
    want = None if kind in _WHOLE else _wants(request).get(name)
    reader = readers.get("sheet") if want is not None else None
    reader = reader or readers.get(kind)
    if files is None or reader is None or (want is None and len(value) > 1):
        raise InvalidInput.of(name, "does not take a file", code="file_not_accepted")
    if want is None or reader is not readers.get("sheet"):
        stored, content = await _read(name, value["file"], files, reader)
        return stored, content, {}
    stored, found = await _read(name, value["file"], files, _from(want, value, reader))
    columns = Columns(**found)
    return stored, columns.value, columns.kept


def _from(want: Wanted, reference: Mapping[str, Any], reader: FileReader) -> FileReader:
    """A reader of the columns that `reference` speaks of."""

    def read(file: StoredFile) -> dict[str, Any]:
        def sheet(name: str) -> dict[str, Any]:
            return reader(replace(file, sheet=name))

        return columns_taken(want, reference, sheet, file.name)

    return read


async def _read(
    field: str, file_id: Any, files: FileSource, reader: FileReader
) -> tuple[StoredFile, Any]:
    """A file and its content; whatever is wrong with it is said of the field, by its name."""
    if not isinstance(file_id, str):
        raise InvalidInput.of(field, "file must be the id of an uploaded file", code="string_type")
    stored: StoredFile | None = None
    try:
        stored = await files.open(file_id)
        return stored, await asyncio.to_thread(reader, stored)
    except (InvalidInput, NotFound, TooLarge) as error:
        name = f"{stored.name}: " if stored is not None else ""
        said = [(e.field, e.code, e.message) for e in error.errors]
        told = said or [("", error.problem_code, error.message.removeprefix("file: "))]
        problems = tuple(_problem(field, name, *one) for one in told)
        raise type(error)(
            f"{field}: {'; '.join(problem.message for problem in problems)}",
            hint=error.hint,
            code=error.problem_code,
            errors=problems,
        ) from None


def _problem(field: str, name: str, at: str, code: str, message: str) -> FieldProblem:
    """`at`: where in the field, when its reader said so."""
    inner = at if at == field or at.startswith(f"{field}.") else field
    return FieldProblem(inner, code, message if message.startswith(name) else name + message)


@cache
def _properties(request: type[RequestModel]) -> Mapping[str, Any]:
    """The schema of each field; making it takes as long as a small computation."""
    return request.model_json_schema().get("properties", {})


@cache
def _wants(request: type[RequestModel]) -> Mapping[str, Wanted]:
    """The fields that a table can fill."""
    schema = request.model_json_schema()
    definitions = schema.get("$defs", {})
    found = {n: wanted(n, part, definitions) for n, part in schema.get("properties", {}).items()}
    return {name: want for name, want in found.items() if want is not None}


def kind_of(schema: Mapping[str, Any]) -> str:
    """The `x-kind` of a property, also when it is optional."""
    if "x-kind" in schema:
        return str(schema["x-kind"])
    return next((str(s["x-kind"]) for s in schema.get("anyOf", []) if "x-kind" in s), "")


def without_content(request: Mapping[str, Any], files: list[ResolvedFile]) -> dict[str, Any]:
    """The request as a receipt keeps it: files by id, digest and columns, not by content."""
    kept = dict(request)
    for file in files:
        kept[file.field] = {"file": file.file, "sha256": file.sha256, **file.reference}
    return kept
