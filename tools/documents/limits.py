"""How much one file may ask of the machine."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file; whatever exceeds one is refused by name."""

    file_bytes: int = 100 * MEGABYTE
    pages: int = 5_000
    characters: int = 5_000_000
    """Of text found; a long novel has under one million."""
    cells: int = 2_000_000
    """Of a table."""
    inflated_bytes: int = 512 * MEGABYTE
    """Of a compressed file once unpacked."""
    memory_bytes: int = 512 * MEGABYTE
    """Address space of the process that reads a document. Below the 1 GB a service may spend, so
    that two hostile files at once do not exceed it; a 100 MB file of text needs under 300 MB."""
    table_memory_bytes: int = 1024 * MEGABYTE
    """Address space of the process that reads a table: cells are Python objects."""
    cpu_s: int = 30
    page_cpu_s: int = 2
    """For one page of a PDF; a dense one takes PDFium a millisecond, pypdf a few."""
    wall_s: int = 60
    output_bytes: int = 128 * MEGABYTE


LIMITS = Limits()
