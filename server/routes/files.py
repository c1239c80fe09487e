"""/files: upload once, use in any turn and by any capability."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Response, UploadFile
from fastapi import File as Part
from pydantic import BaseModel

from server.adapters.files import FileInfo
from server.openapi import problems
from server.service import TheCaller, TheService
from tools.errors import InvalidInput

router = APIRouter(prefix="/files", tags=["files"])

CHUNK = 1 << 20
SAFE_TYPES = frozenset({"application/pdf", "text/plain", "text/csv", "application/json"})
"""Served as what they are; anything else as bytes, so that no upload runs as a page."""

CONTENT: dict[str, Any] = {
    "description": "The file.",
    "content": {media: {} for media in (*sorted(SAFE_TYPES), "application/octet-stream")},
}


class Stored(BaseModel):
    """An uploaded file."""

    id: str
    name: str
    media_type: str
    bytes: int
    sha256: str


@router.post("", status_code=201, responses=problems(400, 413, 422, 507), summary="Upload a file")
async def upload(
    file: Annotated[UploadFile, Part(description="The file.")],
    service: TheService,
    who: TheCaller,
) -> Stored:
    """Keep a file of up to 50 MB; refer to it as `{"file": id}` or in `files` of a message."""
    if not file.size:
        raise InvalidInput.of("file", "must not be empty", code="empty")
    media_type = (file.content_type or "application/octet-stream")[:200]
    info = await service.files.save(who.tenant, file.filename or "", media_type, _chunks(file))
    return _stored(info)


@router.get("/{file_id}", responses=problems(404), summary="What is known of a file")
async def show(file_id: str, service: TheService, who: TheCaller) -> Stored:
    """Name, type, size and digest."""
    return _stored(await service.files.info(who.tenant, file_id))


@router.get(
    "/{file_id}/content",
    response_class=Response,
    responses={200: CONTENT, **problems(404)},
    summary="A file's content",
)
async def content(file_id: str, service: TheService, who: TheCaller) -> Response:
    """The bytes as they were uploaded, offered for download."""
    info, data = await service.files.content(who.tenant, file_id)
    base = info.media_type.partition(";")[0].strip().lower()
    media_type = base if base in SAFE_TYPES else "application/octet-stream"
    name = "".join(c if (c.isascii() and c.isalnum()) or c in "._-" else "_" for c in info.name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "ETag": f'"{info.sha256}"'}
    return Response(data, media_type=media_type, headers=headers)


@router.delete("/{file_id}", status_code=204, responses=problems(404), summary="Forget a file")
async def remove(file_id: str, service: TheService, who: TheCaller) -> None:
    """Delete a file; receipts that used it keep its digest."""
    await service.files.remove(who.tenant, file_id)


def _stored(info: FileInfo) -> Stored:
    return Stored(
        id=info.id,
        name=info.name,
        media_type=info.media_type,
        bytes=info.bytes,
        sha256=info.sha256,
    )


async def _chunks(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(CHUNK):
        yield chunk
