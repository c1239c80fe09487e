"""Members of a zip archive, unpacked without trusting what it says of their sizes."""

import zipfile
import zlib
from io import BytesIO

from tools.documents.formats.refusal import Refused

_CHUNK = 2**20
_MOST_MEMBERS = 20_000


def open_archive(content: bytes, inflated_limit: int) -> zipfile.ZipFile:
    """The archive, or `Refused` when it is damaged, locked or says it unpacks to too much."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise Refused("damaged", "the file is damaged: its archive is broken") from None
    if any(member.flag_bits & 1 for member in members):
        raise Refused("encrypted", "the file is protected by a password; save it without one")
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > inflated_limit:
        raise too_much(inflated_limit)
    return archive


def member(archive: zipfile.ZipFile, name: str, inflated_limit: int) -> bytes:
    """One member's bytes, counted while they are unpacked."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > inflated_limit:
                    raise too_much(inflated_limit)
                parts.append(chunk)
    except KeyError:
        raise Refused("damaged", "the file is damaged: a part of it is missing") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise Refused("damaged", "the file is damaged: a part cannot be unpacked") from None
    return b"".join(parts)


def too_much(inflated_limit: int) -> Refused:
    """The refusal of a file that unpacks to more than allowed."""
    return Refused(
        "too_large", f"the file unpacks to more than {inflated_limit // 2**20:,} MB; split it"
    )
