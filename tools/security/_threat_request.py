"""Of which CVEs is asked what is published."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Kind, field
from tools.scans import Scan

MOST_CVES = 5_000
NEEDED = [[["cves"], ["scan"]]]


def _capitals(value: object) -> object:
    """People write cve-2021-44228, too."""
    return value.upper() if isinstance(value, str) else value


AskedCve = Annotated[
    str,
    BeforeValidator(_capitals),
    StringConstraints(pattern=r"^CVE-\d{4}-\d{4,19}$"),
    Kind("name", "CVE", form=r"(?i:CVE)-\d{4}-\d{4,19}"),
]
Source = Literal["epss", "kev", "nvd"]

_EXAMPLES: list[dict[str, Any]] = [{"cves": ["CVE-2021-44228", "CVE-2012-1823"]}]


class ThreatDataRequest(RequestModel):
    """CVEs, or a scan whose CVEs are meant."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    cves: list[AskedCve] | None = field(
        None,
        min_length=1,
        max_length=MOST_CVES,
        description="CVE identifiers, such as CVE-2021-44228.",
        aliases=("cves", "cve", "cve ids", "vulnerabilities"),
        echo="{}",
    )
    scan: Scan | None = field(
        None,
        description="A scanner's report as a file: all its CVEs are looked up.",
        aliases=("scan", "scan report", "nessus file", "scan file"),
    )
    sources: Annotated[list[Source], Field(min_length=1, max_length=3)] = field(
        default_factory=lambda: ["epss", "kev"],
        description="Where to look: EPSS (chance of exploitation), KEV (known exploitation), NVD "
        "(description and CVSS vectors; slow).",
        aliases=("sources", "from", "feeds", "look in"),
        synonyms={
            "epss": ("epss", "chance of exploitation"),
            "kev": ("kev", "known exploited", "cisa"),
            "nvd": ("nvd", "national vulnerability database", "cvss vectors"),
        },
        optional_default_said="EPSS and known exploitation",
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.cves is not None and self.scan is not None:
            raise ValueError("give CVEs or a scan, not both")
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self

    @property
    def asked(self) -> list[str]:
        """The CVEs, once each."""
        found = self.cves or [c for f in (self.scan.findings if self.scan else []) for c in f.cves]
        return list(dict.fromkeys(found))
