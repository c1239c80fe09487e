"""/files: kept whole or not at all, given back as they came, never run as a page."""

import hashlib
import re
import socket
from pathlib import Path

import httpx
import pytest

from tests.server.process import ServiceProcess
from tests.server.routes.problems import refused
from tests.server.standalone import Standalone

TWO_HUNDRED_MB = 200_000_000


def upload(
    real: ServiceProcess, content: bytes, name: str = "a.csv", media: str = "text/csv"
) -> httpx.Response:
    return real.client.post("/files", files={"file": (name, content, media)})


def kept(real: ServiceProcess) -> list[Path]:
    """Everything on the disk, half-written files included."""
    return [path for path in (real.folder / "data" / "files").rglob("*") if path.is_file()]


def test_an_upload_comes_back_bit_by_bit(real: ServiceProcess):
    """201 with what is known of it; the content is the one uploaded, with its digest."""
    content = bytes(range(256)) * 300
    answer = upload(real, content, "blob.bin", "application/octet-stream")
    assert answer.status_code == 201
    told = answer.json()
    assert told == {
        "id": told["id"],
        "name": "blob.bin",
        "media_type": "application/octet-stream",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert real.client.get(f"/files/{told['id']}").json() == told
    assert real.client.get(f"/files/{told['id']}/content").content == content


def test_content_is_a_download_never_a_page(real: ServiceProcess):
    """HTML and SVG come as bytes to save; only harmless types keep theirs."""
    for media, served in [
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("text/csv", "text/csv"),
        ("application/pdf", "application/pdf"),
    ]:
        file_id = upload(real, b"<script>alert(1)</script>", "x.html", media).json()["id"]
        answer = real.client.get(f"/files/{file_id}/content")
        assert answer.headers["content-type"].partition(";")[0] == served
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\losses.csv", "losses.csv"),
        ("a\x1b[31mred.csv", "a[31mred.csv"),
        ("Verträge 2026.pdf", "Verträge 2026.pdf"),
        ("..", "unnamed"),
        ("n" * 400 + ".csv", "n" * 251 + ".csv"),
    ],
)
def test_a_name_is_its_last_part_printable_and_bounded(real: ServiceProcess, name: str, shown: str):
    """No path, no control character and no endless name is kept."""
    told = upload(real, b"a,b\n1,2\n", name).json()
    assert told["name"] == shown
    disposition = real.client.get(f"/files/{told['id']}/content").headers["content-disposition"]
    assert re.fullmatch(r"attachment; filename=\"[\x20-\x7e]+\"(; filename\*=\S+)?", disposition)


def test_a_deleted_file_is_gone(real: ServiceProcess):
    """204, then 404 for it and for its content, and nothing is left on the disk."""
    file_id = upload(real, b"x").json()["id"]
    answer = real.client.delete(f"/files/{file_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    for path in (f"/files/{file_id}", f"/files/{file_id}/content"):
        refused(real.client.get(path), 404)
    refused(real.client.delete(f"/files/{file_id}"), 404)
    assert file_id not in {path.name for path in kept(real)}


@pytest.mark.parametrize("file_id", ["file_none", "..%2F..%2Fpolymath.db", "%00", "x" * 3000])
def test_an_unknown_file_is_not_found(real: ServiceProcess, file_id: str):
    """404 in our shape, whatever is asked for."""
    refused(real.client.get(f"/files/{file_id}"), 404)
    refused(real.client.get(f"/files/{file_id}/content"), 404)


def test_an_empty_file_is_refused(real: ServiceProcess):
    """422 naming the field, and nothing is kept."""
    before = len(kept(real))
    refused(upload(real, b""), 422, "file")
    assert len(kept(real)) == before


def test_a_form_without_the_file_is_refused(real: ServiceProcess):
    """422 naming the field: missing, under another name, or plain text."""
    refused(real.client.post("/files", files={"other": ("a", b"x")}), 422, "file")
    refused(real.client.post("/files", files={"file": (None, "text")}), 422, "file")
    refused(real.client.post("/files", json={"file": "text"}), 422, "file")


def test_a_broken_form_is_refused(real: ServiceProcess):
    """400: a form without boundary or end is no form."""
    for media in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = real.client.post("/files", content=b"--y\r\n", headers={"content-type": media})
        assert refused(answer, answer.status_code)["status"] in (400, 422)


def test_200_mb_are_refused_before_they_are_sent(real: ServiceProcess):
    """The declared length is enough: 413 comes while the body is still to be sent."""
    head = (
        "POST /files HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {TWO_HUNDRED_MB}\r\n\r\n--b\r\n"
    )
    with socket.create_connection(("127.0.0.1", real.port), timeout=10) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"application/problem+json" in answer


def test_200_mb_of_undeclared_length_are_cut_off(real: ServiceProcess):
    """The limit also holds for a body sent in chunks: most of it is never taken."""
    sent = 0
    before = len(kept(real))

    def body():
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="big"\r\n\r\n'
        while sent < TWO_HUNDRED_MB:
            sent += 1 << 20
            yield b"0" * (1 << 20)

    media = {"content-type": "multipart/form-data; boundary=b"}
    try:
        answer = httpx.post(f"{real.url}/files", content=body(), headers=media, timeout=60)
    except httpx.WriteError:
        pass  # the service hung up while we were still sending
    else:
        refused(answer, 413)
    assert sent < 80_000_000
    assert len(kept(real)) == before


def test_a_file_just_over_the_limit_is_refused(real: ServiceProcess):
    """413 naming the field; just under it is kept."""
    before = len(kept(real))
    refused(upload(real, bytes(50_000_001)), 413, "file")
    assert len(kept(real)) == before
    assert upload(real, bytes(50_000_000)).status_code == 201


def test_files_survive_a_restart(tmp_path: Path):
    """What was acknowledged is on the disk."""
    service = Standalone(tmp_path).start()
    try:
        file_id = upload(service, b"a,b\n1,2\n").json()["id"]
        service.kill()
        service.start()
        assert service.client.get(f"/files/{file_id}/content").content == b"a,b\n1,2\n"
    finally:
        service.close()


def test_a_message_may_name_only_files_that_exist(real: ServiceProcess):
    """404 naming the place in the list, before a run is begun."""
    body = {"message": "what is in it?", "files": ["file_none"]}
    refused(real.client.post("/invoke", json=body), 404, "files.0")
