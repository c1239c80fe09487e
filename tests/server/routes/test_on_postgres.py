"""Files, receipts and replay on PostgreSQL: the same as on SQLite."""

import json
from pathlib import Path

import psycopg
import pytest

from tests.server.routes.problems import refused
from tests.server.standalone import Standalone


@pytest.mark.postgres
def test_files_and_receipts_are_kept_in_postgres(postgres_url: str, tmp_path: Path):
    """Stored, found again after a restart, replayed; one altered bit is found here too."""
    service = Standalone(tmp_path, DATABASE_URL=postgres_url).start()
    try:
        files = {"file": ("notice.txt", b"The end comes with 90 days' notice.", "text/plain")}
        file_id = service.client.post("/files", files=files).json()["id"]
        path = "/api/v1/tools/documents/extract_text"
        answer = service.client.post(path, json={"document": {"file": file_id}})
        receipt_id = answer.json()["receipt_id"]
        service.kill()
        service.start()
        assert service.client.get(f"/files/{file_id}/content").content == files["file"][1]
        receipt = service.client.get(f"/receipts/{receipt_id}").json()
        assert receipt["result"] == answer.json()["result"]
        assert service.client.post(f"/receipts/{receipt_id}/replay").json()["identical"] is True
        with psycopg.connect(postgres_url) as database:
            row = database.execute("SELECT data FROM receipts WHERE id = %s", [receipt_id])
            stored = json.loads(row.fetchone()[0])  # type: ignore[index]
            stored["result"]["word_count"] ^= 1
            change = "UPDATE receipts SET data = %s WHERE id = %s"
            database.execute(change, [json.dumps(stored), receipt_id])
        assert service.client.post(f"/receipts/{receipt_id}/replay").json()["identical"] is False
        refused(service.client.get("/receipts/r_none"), 404)
        refused(service.client.get("/files/file_none"), 404)
    finally:
        service.close()
