"""Replace `{"file": id}` in a request by the file's content, as the field's kind wants it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tools.capability import RequestModel
from tools.errors import InvalidInput
from tools.ports import FileReader, FileSource
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
    schema = request.model_json_schema()["properties"]
    for name, value in arguments.items():
        if not (isinstance(value, dict) and set(value) == {"file"}):
            continue
        kind = kind_of(schema.get(name, {}))
        if files is None or kind not in readers:
            raise InvalidInput.of(name, "does not take a file", code="file_not_accepted")
        stored = await files.open(str(value["file"]))
        resolved[name] = await asyncio.to_thread(readers[kind], stored)
        used.append(
            ResolvedFile(field=name, file=stored.id, name=stored.name, sha256=stored.sha256)
        )
    return resolved, used


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
