"""The part of the Greenbone Management Protocol that fetching a report needs.

XML commands over TLS or gvmd's Unix socket, one answer each, without any length in front: an answer
ends where its root element closes (GMP 22.4: authenticate, get_tasks, get_reports).
"""

import contextlib
import socket
import ssl
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Self
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tools.documents.formats.refusal import Refused
from tools.documents.formats.scan_tree import Node, Stream
from tools.errors import NotAllowed, TimedOut, TooLarge, Unavailable, UpstreamFailed

CONNECT_S, READ_S = 5.0, 60.0
_CHUNK = 2**16
_SMALL, MEGABYTE = 4 * 2**20, 2**20
_NAME = "the Greenbone server"


class Gmp:
    """One session; a context manager."""

    def __init__(
        self, address: str, *, ca_file: Path | None = None, read_s: float = READ_S
    ) -> None:
        self._address, self._ca_file, self._read_s = address, ca_file, read_s
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        try:
            self._socket = self._connected()
        except TimeoutError:
            raise TimedOut(f"{_NAME} did not answer in time") from None
        except OSError:
            raise Unavailable(f"{_NAME} cannot be reached", retry_after_s=60) from None
        self._socket.settimeout(self._read_s)
        return self

    def __exit__(self, *_: object) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()

    def _connected(self) -> socket.socket:
        if self._address.startswith("/"):
            plain = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            with _closed_on_failure(plain):
                plain.settimeout(CONNECT_S)
                plain.connect(self._address)
            return plain
        host, _, port = self._address.rpartition(":")
        context = ssl.create_default_context(cafile=self._ca_file)
        plain = socket.create_connection((host, int(port)), timeout=CONNECT_S)
        with _closed_on_failure(plain):
            return context.wrap_socket(plain, server_hostname=host)

    def authenticate(self, user: str, password: str) -> None:
        """Open the session; `NotAllowed` where the server does not know the user."""
        told = (
            f"<authenticate><credentials><username>{_escaped(user)}</username>"
            f"<password>{_escaped(password)}</password></credentials></authenticate>"
        )
        status = _status(self._ask(told, _SMALL))
        if status != "200":
            raise NotAllowed(f"{_NAME} does not accept the user in the settings")

    def tasks(self) -> list[tuple[str, str, str]]:
        """Id, name and the id of the last report of each task that has one."""
        answer = self._ask('<get_tasks filter="rows=1000 sort-reverse=last"/>', 8 * _SMALL)
        found: list[tuple[str, str, str]] = []
        for task in _kept(answer, ("get_tasks_response", "task")):
            report = task.one("last_report", "report")
            if report is not None and (identity := report.attributes.get("id", "")):
                found.append((task.attributes.get("id", ""), task.told("name"), identity))
        return found

    def report(self, identity: str, limit: int) -> bytes:
        """A whole report."""
        command = (
            f'<get_reports report_id={quoteattr(identity)} details="1" ignore_pagination="1" '
            'filter="apply_overrides=0 levels=hmlg rows=-1 min_qod=70"/>'
        )
        answer = self._ask(command, limit)
        if _status(answer) != "200":
            raise UpstreamFailed(f"{_NAME} does not give the report")
        return answer

    def _ask(self, command: str, limit: int) -> bytes:
        if self._socket is None:
            raise Unavailable(f"{_NAME} is not connected")
        try:
            self._socket.sendall(command.encode())
            return self._answer(self._socket, limit)
        except TimeoutError:
            raise TimedOut(f"{_NAME} did not answer in time") from None
        except OSError:
            raise Unavailable(f"{_NAME} broke the connection off", retry_after_s=60) from None

    def _answer(self, source: socket.socket, limit: int) -> bytes:
        """Everything up to the end of the root element."""
        end, parts, size = _End(), list[bytes](), 0
        while not end.reached:
            part = source.recv(_CHUNK)
            if not part:
                raise UpstreamFailed(f"{_NAME} ended its answer early")
            parts.append(part)
            size += len(part)
            if size > limit:
                raise TooLarge(f"{_NAME} sent more than {limit // MEGABYTE} MB")
            end.feed(part)
        return b"".join(parts)


@contextlib.contextmanager
def _closed_on_failure(opened: socket.socket) -> Generator[None]:
    try:
        yield
    except BaseException:
        opened.close()
        raise


class _End:
    """Notices where a root element closes."""

    def __init__(self) -> None:
        self.reached = False
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, part: bytes) -> None:
        """One more piece of the answer."""
        try:
            self._parser.Parse(part, False)
        except (expat.ExpatError, LookupError):  # broken, or of an unknown encoding
            raise UpstreamFailed(f"{_NAME} did not answer in XML") from None

    def _start(self, *_: object) -> None:
        self._depth += 1

    def _close(self, *_: object) -> None:
        self._depth -= 1
        self.reached = self._depth == 0

    def _doctype(self, *_: object) -> None:
        raise UpstreamFailed(f"{_NAME} answered with a document type, which is refused")


def _escaped(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _status(answer: bytes) -> str:
    """The status attribute of the root."""
    found: list[str] = []

    def opens(path: Sequence[str], attributes: dict[str, str]) -> None:
        if len(path) == 1:
            found.append(attributes.get("status", ""))

    _streamed(Stream(opens), answer)
    return found[0] if found else ""


def _kept(answer: bytes, path: tuple[str, ...]) -> list[Node]:
    """The elements at a path."""
    found: list[Node] = []
    stream = Stream(lambda *_: None)
    stream.keeps = lambda here: tuple(here) == path
    stream.takes = lambda node, _: found.append(node)
    _streamed(stream, answer)
    return found


def _streamed(stream: Stream, answer: bytes) -> None:
    try:
        stream.read(answer)
    except Refused as refusal:
        raise UpstreamFailed(f"{_NAME}: {refusal.message}") from None
