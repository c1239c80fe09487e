"""Uploaded files: rows in the database, content on the local disk."""

import asyncio
import errno
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from server.database import Database
from server.errors import StorageFull
from server.tables import StoredFile as FileRow
from tools.errors import FieldProblem, NotFound, TooLarge
from tools.ports import StoredFile

NAME_LIMIT = 255
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What is known of a file without reading it."""

    id: str
    name: str
    media_type: str
    bytes: int
    sha256: str


class Files:
    """The files of every tenant."""

    def __init__(self, database: Database, folder: Path, limit: int) -> None:
        self._database = database
        self._folder = folder
        self.limit = limit

    async def save(
        self, tenant: str, name: str, media_type: str, chunks: AsyncIterator[bytes]
    ) -> FileInfo:
        """Keep a file; written beside its place and moved there whole, so none is ever half."""
        file_id = f"file_{secrets.token_hex(12)}"
        path = self._path(file_id)
        partial = path.with_suffix(".part")
        digest, size = hashlib.sha256(), 0
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        try:
            with partial.open("wb") as out:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > self.limit:
                        raise _too_large(self.limit)
                    digest.update(chunk)
                    await asyncio.to_thread(out.write, chunk)
                out.flush()
                await asyncio.to_thread(os.fsync, out.fileno())
            await asyncio.to_thread(partial.replace, path)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            raise StorageFull("there is no room left to keep the file") from None
        finally:
            partial.unlink(missing_ok=True)
        info = FileInfo(file_id, safe_name(name), media_type, size, digest.hexdigest())
        await self._database.write(lambda connection: _insert(connection, tenant, info))
        return info

    async def info(self, tenant: str, file_id: str) -> FileInfo:
        """What is known of a file, or `NotFound`."""
        query = select(FileRow).where(FileRow.tenant == tenant, FileRow.id == file_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            raise NotFound("there is no such file")
        return FileInfo(row["id"], row["name"], row["media_type"], row["bytes"], row["sha256"])

    async def content(self, tenant: str, file_id: str) -> tuple[FileInfo, bytes]:
        """A file with its bytes, or `NotFound`."""
        info = await self.info(tenant, file_id)
        try:
            return info, await asyncio.to_thread(self._path(file_id).read_bytes)
        except FileNotFoundError:
            raise NotFound("the file's content is gone") from None

    async def remove(self, tenant: str, file_id: str) -> None:
        """Forget a file, or `NotFound`. Receipts keep its digest."""
        await self.info(tenant, file_id)
        query = delete(FileRow).where(FileRow.tenant == tenant, FileRow.id == file_id)
        await self._database.write(lambda connection: connection.execute(query) and None)
        await asyncio.to_thread(self._path(file_id).unlink, missing_ok=True)

    def of(self, tenant: str) -> "TenantFiles":
        """The files of one tenant, as capabilities ask for them."""
        return TenantFiles(self, tenant)

    def _path(self, file_id: str) -> Path:
        # Only ids this class made reach the disk: a row was found for them first.
        return self._folder / file_id[-2:] / file_id


@dataclass(frozen=True, slots=True)
class TenantFiles:
    """Fills `tools.ports.FileSource` for one tenant."""

    files: Files
    tenant: str

    async def open(self, file_id: str) -> StoredFile:
        """The file with its content, or `NotFound`."""
        info, content = await self.files.content(self.tenant, file_id)
        return StoredFile(info.id, info.name, info.media_type, info.sha256, content)

    async def keep(self, name: str, media_type: str, content: bytes) -> str:
        """Keep what a capability fetched or made; the id of the new file."""

        async def whole() -> AsyncIterator[bytes]:
            yield content

        return (await self.files.save(self.tenant, name, media_type, whole())).id


def safe_name(name: str) -> str:
    """The last part of a path, printable, of bounded length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable())
    return shown[-NAME_LIMIT:] if shown.strip(". ") else "unnamed"


def _too_large(limit: int) -> TooLarge:
    message = f"may have at most {limit:,} bytes"
    return TooLarge(f"file: {message}", errors=(FieldProblem("file", "too_large", message),))


def _insert(connection: Connection, tenant: str, info: FileInfo) -> None:
    connection.execute(
        insert(FileRow).values(
            id=info.id,
            tenant=tenant,
            name=info.name,
            media_type=info.media_type,
            bytes=info.bytes,
            sha256=info.sha256,
            created_at=time.time(),
        )
    )
