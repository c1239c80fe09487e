"""What is published of CVEs."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Probability
from tools.scans import Score, Severity


class Threat(BaseModel):
    """One CVE."""

    name: str = Field(description="The CVE identifier.")
    epss: Probability | None = Field(
        description="Chance of exploitation anywhere in 30 days; none where EPSS has no figure."
    )
    percentile: Probability | None = Field(description="Share of CVEs with a lower EPSS.")
    known_exploited: bool | None = Field(
        description="Whether CISA lists it as exploited; none where that was not asked."
    )
    due: str | None = Field(description="Until when US agencies must have mended it.")
    description: str = Field(description="What the NVD says of it; empty where not asked.")
    vectors: list[str] = Field(description="CVSS vectors of the NVD.")
    score: Score | None = Field(description="Score of the newest of these vectors.")
    severity: Severity = Field(description="The name of that score; none where it is unknown.")


class ThreatDataResult(ResultModel):
    """What is published of each CVE, the most threatening first."""

    threats: list[Threat] = Field(description="One entry a CVE.")
    asked: Count = Field(description="CVEs that were looked up.")
    with_epss: Count = Field(description="Those for which EPSS has a figure.")
    exploited: Count = Field(description="Those that CISA lists as exploited.")
    epss_date: str = Field(description="Day of the EPSS figures; empty where not asked.")
    kev_version: str = Field(description="Version of CISA's catalogue; empty where not asked.")
    epss_file: str = Field(description="Id of the EPSS figures as a file; may be empty.")
    kev_file: str = Field(description="Id of the catalogue's CVEs as a file; may be empty.")
