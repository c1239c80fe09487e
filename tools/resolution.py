"""Replace `{"file": id}` in a request by the file's content, as the field's kind wants it."""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any

from tools.capability import RequestModel
from tools.errors import FieldProblem, InvalidInput, NotFound, TooLarge
from tools.ports import FileReader, FileSource, StoredFile
from tools.receipts import ResolvedFile

Readers = Mapping[str, FileReader]
"""By kind of field (`file`, `document`, `table`): how a stored file becomes its content."""


async def resolve(
    request: type[RequestModel],
    arguments: Mapping[str, Any],
    files: FileSource | None,
    readers: Readers,
) -> tuple[dict[str, Any], list[ResolvedFile]]:
    """Arguments with every file read, and what was read. Only top-level fields may hold files."""
    resolved = dict(arguments)
    used: list[ResolvedFile] = []
    schema = _properties(request)
    for name, value in arguments.items():
        if not (isinstance(value, dict) and set(value) == {"file"}):
            continue
        kind = kind_of(schema.get(name, {}))
        if files is None or kind not in readers:
            raise InvalidInput.of(name, "does not take a file", code="file_not_accepted")
        stored, resolved[name] = await _read(name, value["file"], files, readers[kind])
        used.append(
            ResolvedFile(field=name, file=stored.id, name=stored.name, sha256=stored.sha256)
        )
    return resolved, used


async def _read(
    field: str, file_id: Any, files: FileSource, reader: FileReader
) -> tuple[StoredFile, Any]:
    """A file and its content; whatever is wrong with it is said of the field."""
    if not isinstance(file_id, str):
        raise InvalidInput.of(field, "file must be the id of an uploaded file", code="string_type")
    try:
        stored = await files.open(file_id)
        return stored, await asyncio.to_thread(reader, stored)
    except (InvalidInput, NotFound, TooLarge) as error:
        said = [(e.code, e.message) for e in error.errors]
        problems = said or [(error.problem_code, error.message.removeprefix("file: "))]
        raise type(error)(
            f"{field}: {'; '.join(message for _, message in problems)}",
            hint=error.hint,
            code=error.problem_code,
            errors=tuple(FieldProblem(field, code, message) for code, message in problems),
        ) from None


@cache
def _properties(request: type[RequestModel]) -> Mapping[str, Any]:
    """The schema of each field; making it takes as long as a small computation."""
    return request.model_json_schema().get("properties", {})


def kind_of(schema: Mapping[str, Any]) -> str:
    """The `x-kind` of a property, also when it is optional."""
    if "x-kind" in schema:
        return str(schema["x-kind"])
    return next((str(s["x-kind"]) for s in schema.get("anyOf", []) if "x-kind" in s), "")


def without_content(request: Mapping[str, Any], files: list[ResolvedFile]) -> dict[str, Any]:
    """The request as a receipt keeps it: files by id and digest, not by content."""
    kept = dict(request)
    for file in files:
        kept[file.field] = {"file": file.file, "sha256": file.sha256}
    return kept
