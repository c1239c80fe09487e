"""What a vulnerability scanner found, whichever scanner it was.

A report (Nessus, OpenVAS/GVM, nmap) is read by `tools.documents`, in a confined process; callers
write `{"file": id}` and a capability receives the findings in one form. `KIND` is the kind of field
that takes one.
"""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from tools.fields import Finite, Flag, Kind, Whole

KIND = "scan"
MOST_FINDINGS = 50_000
EVIDENCE = 600
"""Characters of what a scanner saw that are kept."""

Severity = Literal["none", "low", "medium", "high", "critical"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
ScanFormat = Literal["nessus", "openvas", "openvas_csv", "nmap"]
Short = Annotated[str, Field(max_length=500)]
Score = Annotated[Finite, Field(ge=0, le=10)]


class ScanFinding(BaseModel):
    """One finding on one host."""

    model_config = ConfigDict(extra="forbid")

    name: Short = Field(description="What was found, as the scanner calls it.")
    host: Short = Field(description="Address or name of the host.")
    port: Annotated[Whole, Field(ge=0, le=65_535)] | None = Field(
        default=None, description="Port; none for the host as a whole."
    )
    protocol: Short = Field(default="", description="tcp, udp …")
    service: Short = Field(default="", description="What answers at the port.")
    kind: Literal["vulnerability", "information", "open_port"] = Field(
        default="vulnerability", description="What sort of finding it is."
    )
    severity: Severity = Field(default="none", description="As the scanner rates it.")
    score: Score | None = Field(default=None, description="The CVSS score that the report states.")
    vectors: list[Short] = Field(
        default_factory=list, max_length=8, description="CVSS vectors that the report states."
    )
    cves: list[Annotated[str, Field(pattern=r"^CVE-\d{4}-\d{4,19}$")]] = Field(
        default_factory=list, max_length=2_000, description="CVE identifiers."
    )
    plugin: Short = Field(default="", description="The scanner's own number of the check.")
    epss: Annotated[Finite, Field(ge=0, le=1)] | None = Field(
        default=None, description="Highest EPSS among the CVEs, where the report states it."
    )
    known_exploited: Flag = Field(
        default=False, description="Whether the report says that CISA lists it as exploited."
    )
    exploit_available: Flag | None = Field(
        default=None, description="Whether the report knows of an exploit; none if it is silent."
    )
    evidence: str = Field(
        default="", max_length=EVIDENCE + 2, description="What the scanner saw, shortened."
    )
    solution: str = Field(
        default="", max_length=EVIDENCE + 2, description="What the scanner advises, shortened."
    )


class ScanHost(BaseModel):
    """A host that was scanned."""

    model_config = ConfigDict(extra="forbid")

    address: Short = Field(description="Address, or the name where the report gives no other.")
    name: Short = Field(default="", description="Its name, where known.")
    system: Short = Field(default="", description="Operating system, as the scanner guesses it.")
    up: Flag = Field(default=True, description="Whether it answered.")


class ScanData(BaseModel):
    """A report in one form. Callers write `{"file": id}`; it is read before the call."""

    model_config = ConfigDict(extra="forbid")

    format: ScanFormat | None = Field(default=None, description="Which scanner wrote it.")
    scanner: Short = Field(default="", description="Scanner and version, where stated.")
    started: Short = Field(default="", description="When the scan began, as the report writes it.")
    complete: Flag = Field(default=True, description="False where the file is cut off.")
    hosts: list[ScanHost] = Field(
        default_factory=list, max_length=MOST_FINDINGS, description="The hosts that were scanned."
    )
    findings: list[ScanFinding] = Field(
        default_factory=list, max_length=MOST_FINDINGS, description="What was found on them."
    )
    notes: list[Short] = Field(
        default_factory=list, max_length=20, description="What the reader has to say of the file."
    )


Scan = Annotated[ScanData, Kind(KIND)]
"""A scanner's report, by `{"file": id}`, or its findings in one form."""
