"""What a patch order is asked from: findings, EPSS, known exploitation, and what the hosts mean."""

from collections import Counter
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Currency, Flag, Identifier, Kind, Money, Probability, Share, field
from tools.scans import Scan, Score
from tools.security._cvss_request import CvssVector
from tools.security._ssvc import Exposure, Mission, Safety, TableName, Wellbeing

MOST_FINDINGS, MOST_HOSTS, MOST_CVES = 10_000, 10_000, 500_000
Cve = Annotated[
    str,
    StringConstraints(pattern=r"^CVE-\d{4}-\d{4,19}$"),
    Kind("name", "CVE"),
]
Called = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    Kind("name", form=r"(?i:CVE)-\d{4}-\d{4,19}"),
]
CvssScore = Annotated[Score, Kind("number", "CVSS score")]

NEEDED = [[["scan"], ["findings"]]]
EXPOSURES = {
    "open": (
        *("internet-facing", "internet facing", "on the internet", "exposed", "public-facing"),
        *("reachable from outside", "publicly reachable", "from the internet", "externally facing"),
        *("are public", "is public", "public server", "public servers", "publicly accessible"),
        *("facing the internet", "open to the world", "external facing", "publicly exposed"),
    ),
    "controlled": (
        *("behind a firewall", "behind a VPN", "internal network", "intranet", "internal only"),
        *("behind the firewall", "behind the VPN", "only internally", "inside the network"),
        *("internal systems", "from inside", "not on the internet", "LAN only", "vpn only"),
        *("not reachable from outside", "nothing is reachable from outside", "only from inside"),
    ),
    "small": (
        *("isolated", "air-gapped", "not reachable", "local only", "offline", "no network"),
        *("not connected", "standalone", "cut off"),
    ),
}
MISSIONS = {
    "degraded": ("little effect", "minor", "inconvenience", "degraded"),
    "mef support crippled": ("supporting functions fail", "support crippled"),
    "mef failure": (
        "mission impact mef failure",
        "an essential function fails",
        "essential",
        "business-critical",
    ),
    "mission failure": ("the organisation fails", "mission failure", "existential"),
}

_EXAMPLES: list[dict[str, Any]] = [
    {
        "findings": [
            {
                "name": "CVE-2021-44228",
                "host": "shop",
                "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
                "known_exploited": True,
            },
            {"name": "CVE-2099-10002", "host": "intranet", "score": 5.9, "epss": 0.004},
            {"name": "CVE-2099-10003", "host": "shop", "score": 7.5, "exploit_available": True},
        ],
        "assets": [
            {
                "name": "shop",
                "loss": 400000,
                "exposure": "open",
                "mission_impact": "mef failure",
            },
            {"name": "intranet", "loss": 60000, "exposure": "controlled"},
        ],
        "currency": "EUR",
    }
]


class Vulnerability(BaseModel):
    """One vulnerability on one host."""

    model_config = ConfigDict(extra="forbid")

    name: Called = field(
        description="CVE identifier, or what the vulnerability is called.",
        aliases=("cve", "vulnerability", "finding", "plugin", "title", "name", "id"),
    )
    host: Identifier | None = field(
        None,
        description="The host or asset it is on.",
        aliases=("host", "asset", "server", "machine", "system", "ip", "on", "box", "node", "vm"),
    )
    score: CvssScore | None = field(
        None,
        description="CVSS score from 0 to 10.",
        aliases=("cvss", "score", "base score", "cvss score", "severity"),
        echo="CVSS {}",
    )
    vector: CvssVector | None = field(
        None, description="CVSS vector.", aliases=("vector", "cvss vector", "vector string")
    )
    epss: Probability | None = field(
        None,
        description="EPSS: chance that it is exploited anywhere within 30 days, as a fraction.",
        aliases=("epss", "exploit probability", "epss score", "exploitation probability"),
        echo="EPSS {}",
    )
    known_exploited: Flag | None = field(
        None,
        description="Whether it is known to be exploited (CISA's KEV catalogue).",
        aliases=(
            *("kev", "known exploited", "exploited in the wild", "actively exploited"),
            *("known to be exploited", "being exploited", "in the KEV list", "under attack"),
            *(
                "exploited per CISA",
                "exploited according to CISA",
                "CISA lists it",
                "on CISA's list",
            ),
            *("listed by CISA", "is exploited", "exploited already", "already exploited"),
            "exploited",
        ),
    )
    exploit_available: Flag | None = field(
        None,
        description="Whether exploit code is public.",
        aliases=(
            *("exploit available", "public exploit", "proof of concept", "poc", "exploit"),
            *("exploit public", "exploit known", "exploit code", "metasploit module"),
            *("known exploit", "working exploit", "exploit exists", "exploit published"),
        ),
    )
    exposure: Exposure | None = field(
        None,
        description="How far its host can be reached, where the list of assets does not say it.",
        aliases=("exposure", "reachable", "facing"),
        synonyms=EXPOSURES,
    )


class EpssRow(BaseModel):
    """One row of FIRST's EPSS table."""

    model_config = ConfigDict(extra="ignore")

    cve: Cve = field(description="CVE identifier.", aliases=("cve", "cve id"))
    epss: Probability = field(
        description="Chance of exploitation within 30 days.", aliases=("epss", "probability")
    )


class Asset(BaseModel):
    """What a host means to its owner."""

    model_config = ConfigDict(extra="forbid")

    name: Identifier = field(
        description="The host, as the findings call it.",
        aliases=("asset", "host", "server", "system", "machine", "name", "ip"),
    )
    loss: Money | None = field(
        None,
        description="What one successful attack on it would cost.",
        aliases=("loss", "value", "asset value", "would cost", "worth", "damage"),
    )
    exposure: Exposure | None = field(
        None,
        description="How far it can be reached.",
        aliases=("exposure", "reachable", "attack surface"),
        synonyms=EXPOSURES,
    )
    mission_impact: Mission | None = field(
        None,
        description="What its loss does to the organisation's work (mission essential functions).",
        aliases=("mission impact", "importance", "criticality", "mission"),
        synonyms=MISSIONS,
    )
    safety_impact: Safety | None = field(
        None,
        description="Harm to people, if it fails or is misused.",
        aliases=("safety impact", "safety", "harm to people"),
    )


class PrioritiseRequest(RequestModel):
    """Findings, from a scan or a list, and what is known of threats and assets."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": _EXAMPLES,
            "x-required-any": NEEDED,
        }  # type: ignore[dict-item]
    )

    scan: Scan | None = field(
        None,
        description="The report of a vulnerability scanner (Nessus, OpenVAS, nmap), as a file.",
        aliases=(
            *("scan", "scan report", "nessus file", "scan results", "openvas report"),
            *("vulnerability report", "scan file"),
        ),
    )
    findings: list[Vulnerability] | None = field(
        None,
        min_length=1,
        max_length=MOST_FINDINGS,
        description="The vulnerabilities, where there is no scan file: each with its CVE or name "
        "and what is known of it.",
        aliases=("vulnerabilities", "findings", "cves", "vulns", "backlog", "patch list"),
    )
    epss: list[EpssRow] | None = field(
        None,
        min_length=1,
        max_length=MOST_CVES,
        description="EPSS by CVE: FIRST's table, or some of its rows.",
        aliases=("epss table", "epss scores", "epss file", "epss csv"),
        only_named=True,
    )
    kev: list[Cve] | None = field(
        None,
        min_length=1,
        max_length=MOST_CVES,
        description="CVEs that are known to be exploited: the column cveID of CISA's catalogue.",
        aliases=("kev catalogue", "kev list", "cveID", "known exploited vulnerabilities"),
    )
    assets: list[Asset] | None = field(
        None,
        min_length=1,
        max_length=MOST_HOSTS,
        description="What each host means: loss, exposure, mission; the rest is as below.",
        aliases=("asset register", "asset list", "inventory", "assets"),
        only_named=True,
    )
    loss: Money | None = field(
        None,
        description="What one successful attack would cost, for hosts of which nothing else is "
        "said.",
        aliases=(
            *("a breach costs", "one attack costs", "loss per attack", "asset value"),
            *("costs us", "breach would cost", "incident costs", "each host is worth"),
            *("set us back", "break-in costs", "attack would cost"),
        ),
        echo="{} for one successful attack",
    )
    exposure: Exposure | None = field(
        None,
        description="How far the hosts can be reached, where nothing else is said of one.",
        aliases=("exposure", "exposed", "reachable", "network exposure"),
        synonyms=EXPOSURES,
        echo="{} exposure",
    )
    mission_impact: Mission | None = field(
        None,
        description="What the loss of a host does to the organisation's work (mission essential "
        "functions, MEF), where nothing else is said of one.",
        aliases=("mission impact", "importance", "criticality", "if they fail"),
        synonyms=MISSIONS,
        echo="mission impact {}",
    )
    safety_impact: Safety = field(
        "negligible",
        description="Harm to people, if a host fails or is misused.",
        aliases=("safety impact", "safety", "harm to people", "injury"),
        optional_default_said="no harm to people",
    )
    wellbeing_impact: Wellbeing | None = field(
        None,
        description="For CISA's table: impact on mission and public well-being.",
        aliases=("well-being impact", "mission and well-being", "public well-being"),
    )
    chance_of_hit: Share | None = field(
        None,
        description="Chance that one of your hosts is attacked successfully in a year in which the "
        "vulnerability is exploited somewhere; without it losses are upper bounds.",
        aliases=("chance of a hit", "chance we are hit", "hit rate", "chance of being attacked"),
        echo="a {} chance of being hit",
    )
    table: TableName = field(
        "deployer",
        description="The decision table: SSVC's for those who patch, CISA's, or the deadlines of "
        "CISA's directive BOD 26-04.",
        aliases=("table", "decision tree", "ssvc tree", "decision table"),
        synonyms={
            "cisa": ("cisa tree", "cisa table", "track attend act", "cisa's decision"),
            "bod_26_04": ("bod 26-04", "directive deadlines", "federal deadlines"),
            "deployer": ("deployer tree", "deployer table"),
        },
        optional_default_said="SSVC's table for those who patch",
    )
    listed: Annotated[int, Field(ge=1, le=MOST_FINDINGS, strict=True), Kind("count", "items")] = (
        field(
            100,
            description="How many steps of the plan are listed; all are counted.",
            aliases=("top", "list the first", "how many", "steps"),
            optional_default_said="up to 100 steps listed",
        )
    )
    currency: Currency | None = field(None, description="Currency of the amounts.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.scan is not None and self.findings is not None:
            raise ValueError("give a scan or a list of findings, not both")
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self

    @model_validator(mode="after")
    def _each_asset_once(self) -> Self:
        names = Counter(asset.name.casefold() for asset in self.assets or ())
        if twice := [name for name, count in names.items() if count > 1]:
            raise ValueError(f"{len(twice)} of the assets stand in the list more than once")
        return self
