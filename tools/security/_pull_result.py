"""What a pulled or a fresh report comes to."""

from pydantic import Field

from tools.security._scan_result import ImportScanResult


class PulledScanResult(ImportScanResult):
    """The findings, and where the report itself is kept."""

    name: str = Field(description="What its server calls the scan, or what was scanned.")
    report_file: str = Field(
        description="Id of the report as a file, for other capabilities as {file: id}; empty where "
        "files cannot be kept."
    )
