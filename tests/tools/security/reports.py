"""The sample reports, read as the service reads an uploaded file."""

import gzip
from functools import cache
from pathlib import Path

from tools.catalog import CATALOG
from tools.documents.reading import READERS
from tools.ports import StoredFile
from tools.validation import validate

SCANS = Path(__file__).parents[2] / "data" / "security" / "scans"
IMPORT = CATALOG["security.import_scan"]


def content(name):
    path = SCANS / name
    if path.exists():
        return path.read_bytes()
    return gzip.decompress((SCANS / f"{name}.gz").read_bytes())


def read(data, name="report.xml"):
    """In the confined process."""
    return READERS["scan"](StoredFile("f1", name, "text/xml", "0", data))


@cache
def sample(name):
    return read(content(name), name)


def imported(data, **more):
    return IMPORT(validate(IMPORT.request, {"scan": data, **more}))
