"""What a scanner's report comes to in one form."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count
from tools.scans import ScanFinding, ScanFormat, Score, Severity


class SeverityTotal(BaseModel):
    """How many findings have a severity."""

    name: Severity = Field(description="The severity; none is information and open ports.")
    count: Count = Field(description="Findings that have it.")


class HostTotal(BaseModel):
    """One host and what was found on it."""

    name: str = Field(description="Its name, or its address.")
    address: str = Field(description="Its address.")
    system: str = Field(description="Operating system as the scanner guesses it; may be empty.")
    up: bool = Field(description="Whether it answered.")
    findings: Count = Field(description="Findings on it.")
    vulnerabilities: Count = Field(description="Those that are vulnerabilities.")
    open_ports: Count = Field(description="Ports that the report shows open on it.")
    critical: Count = Field(description="Vulnerabilities of critical severity.")
    high: Count = Field(description="Vulnerabilities of high severity.")
    medium: Count = Field(description="Vulnerabilities of medium severity.")
    low: Count = Field(description="Vulnerabilities of low severity.")


class ImportScanResult(ResultModel):
    """Findings of a report, counted and listed from the most severe on."""

    format: ScanFormat | None = Field(description="Which scanner wrote it, where known.")
    scanner: str = Field(description="Scanner and version, where stated.")
    started: str = Field(description="When the scan began, as the report writes it.")
    complete: bool = Field(description="False where the file is cut off.")
    findings_total: Count = Field(description="Findings in the report.")
    vulnerabilities: Count = Field(description="Findings that are vulnerabilities.")
    open_ports: Count = Field(description="Ports found open.")
    information: Count = Field(description="Findings that only inform.")
    hosts_total: Count = Field(description="Hosts in the report.")
    hosts_up: Count = Field(description="Hosts that answered.")
    hosts_affected: Count = Field(description="Hosts with at least one vulnerability.")
    cves_total: Count = Field(description="Different CVE identifiers.")
    exploited_total: Count = Field(
        description="Vulnerabilities that the report itself says CISA lists as exploited."
    )
    severities: list[SeverityTotal] = Field(description="All findings by severity.")
    hosts: list[HostTotal] = Field(description="Hosts with findings, the worst first.")
    worst_score: Score | None = Field(description="The highest score that the report states.")
    findings: list[ScanFinding] = Field(
        description="From the asked severity on, the most severe first."
    )
