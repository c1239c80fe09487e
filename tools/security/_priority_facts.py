"""What is known, and what is not, of each vulnerability on each host."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.scans import ScanData, ScanFinding
from tools.security._cvss_scores import figures, final
from tools.security._cvss_vector import Vector, parse
from tools.security._priority_request import Asset, PrioritiseRequest, Vulnerability
from tools.security._ssvc import Exposure, human_impact, points

_CVE = re.compile(r"CVE-\d{4}-\d{4,19}")
PERIODS = 365 / 30
"""EPSS speaks of 30 days."""
ANY = frozenset[str]()
_NEW_FIRST = ("4.0", "3.1", "3.0", "2.0")


@dataclass(frozen=True, slots=True)
class Facts:
    """One vulnerability on one host. A decision point that may be anything is left out."""

    key: str
    name: str
    host: str
    cves: tuple[str, ...]
    score: float | None
    known: Mapping[str, frozenset[str]]
    listed: bool | None
    """Whether exploitation is known to go on; None where nobody says."""
    epss: tuple[float, float] | None
    """Least and greatest; None for what has no CVE."""
    without_epss: int
    """CVEs whose EPSS is not known."""
    loss: float | None
    solution: str

    @property
    def year(self) -> tuple[float, float]:
        """Chance of exploitation anywhere within a year, at least and at most."""
        if self.listed:
            return 1.0, 1.0
        low, high = self.epss or (0.0, 1.0)
        return yearly(low), yearly(high)


def yearly(chance: float) -> float:
    """A chance in 30 days as one in a year, at a constant rate: 1 - (1 - p)^(365/30)."""
    return 1.0 - (1.0 - chance) ** PERIODS


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, wherever it came from."""

    name: str
    host: str
    key: str
    cves: tuple[str, ...]
    score: float | None
    vector: Vector | None
    epss: float | None
    exploited: bool | None
    exploit: bool | None
    solution: str = ""
    exposure: Exposure | None = None


class Register:
    """What a request says of threats and assets."""

    def __init__(self, request: PrioritiseRequest) -> None:
        self.request = request
        self.epss = {row.cve: row.epss for row in request.epss or ()}
        self.kev = frozenset(request.kev) if request.kev is not None else None
        self.assets = {asset.name.casefold(): asset for asset in request.assets or ()}
        self.used: set[str] = set()
        hosts = request.scan.hosts if request.scan else []
        self._names = {host.address: host.name for host in hosts if host.name}

    def facts(self) -> Iterator[Facts]:
        """Of every vulnerability; what only informs is left out."""
        for told in self._told():
            asset = self._asset(told.host)
            yield self._facts(told, asset)

    def _told(self) -> Iterator[Told]:
        if self.request.scan is not None:
            yield from _of_scan(self.request.scan)
        for place, one in enumerate(self.request.findings or ()):
            yield _of_list(one, f"findings.{place}")

    def _asset(self, host: str) -> Asset:
        for name in (host, self._names.get(host, "")):
            if (found := self.assets.get(name.casefold())) is not None:
                self.used.add(found.name.casefold())
                return found
        return Asset(name=host or "unnamed")

    def _facts(self, told: Told, asset: Asset) -> Facts:
        request = self.request
        loss = asset.loss if asset.loss is not None else request.loss
        listed = self._listed(told)
        missing = [c for c in told.cves if c not in self.epss] if told.epss is None else []
        return Facts(
            key=told.key,
            name=told.name,
            host=told.host,
            cves=told.cves,
            score=told.score,
            known=self._known(told, asset, listed),
            listed=listed,
            epss=self._chance(told),
            without_epss=len(missing),
            loss=loss,
            solution=told.solution,
        )

    def _chance(self, told: Told) -> tuple[float, float] | None:
        """Bounds that hold however the CVEs hang together: the greatest, and the sum."""
        if told.epss is not None and len(told.cves) <= 1:
            return told.epss, told.epss
        if not told.cves and told.epss is None:
            return None
        known = [self.epss[cve] for cve in told.cves if cve in self.epss]
        if len(known) == len(told.cves):
            return max(known), min(1.0, sum(known))
        # A report may state the greatest EPSS among several CVEs and leave the others out.
        top = told.epss
        low = max(0.0, top or 0.0, *known)
        return low, 1.0 if top is None else min(1.0, top * len(told.cves))

    def _known(self, told: Told, asset: Asset, listed: bool | None) -> dict[str, frozenset[str]]:
        request = self.request
        mission = asset.mission_impact or request.mission_impact
        safety = asset.safety_impact or request.safety_impact
        exposure = asset.exposure or told.exposure or request.exposure
        wellbeing = request.wellbeing_impact
        found: dict[str, frozenset[str]] = {
            "exploitation": _exploitation(told, listed),
            "system exposure": frozenset({exposure}) if exposure else ANY,
            "automatable": automatable(told.vector),
            "technical impact": technical(told.vector),
            "human impact": frozenset(human_impact([safety], [mission])) if mission else ANY,
            "mission and well-being impact": frozenset({wellbeing}) if wellbeing else ANY,
            "in kev": ANY if listed is None else frozenset({"yes" if listed else "no"}),
            "publicly exposed": frozenset({"yes" if exposure == "open" else "no"})
            if exposure
            else ANY,
        }
        wanted = points(request.table)
        return {point: values for point, values in found.items() if values and point in wanted}

    def _listed(self, told: Told) -> bool | None:
        """Whether it is known to be exploited; None where nobody says."""
        if told.exploited is not None:
            return told.exploited
        if self.kev is None:
            return None
        return any(cve in self.kev for cve in told.cves)


def _exploitation(told: Told, listed: bool | None) -> frozenset[str]:
    """What exploitation may be, from the catalogue and from what is said of exploits."""
    if listed:
        return frozenset({"active"})
    if told.exploit is False:
        return frozenset({"none"})
    if told.exploit:
        return frozenset({"public poc"}) if listed is False else frozenset({"public poc", "active"})
    return frozenset({"none", "public poc"}) if listed is False else ANY


def automatable(vector: Vector | None) -> frozenset[str]:
    """Whether attacks can be automated, read off a vector; both where it does not say.

    Over the network, without special conditions, privileges or a person's help: yes. Where someone
    must be there, be tricked or be let in: no.
    """
    if vector is None:
        return ANY
    values = vector.values
    if values.get("AU", "X") in ("Y", "N") and vector.version == "4.0":
        return frozenset({"yes" if values["AU"] == "Y" else "no"})
    if values["AV"] in ("L", "P") or values.get("UI", "N") != "N" or values.get("PR", "N") == "H":
        return frozenset({"no"})
    easy = values["AV"] == "N" and values["AC"] == "L" and values.get("AT", "N") == "N"
    alone = values.get("PR") == "N" and values.get("UI") == "N"
    return frozenset({"yes"}) if easy and alone else ANY


def technical(vector: Vector | None) -> frozenset[str]:
    """Technical impact: total where everything of the component is lost."""
    if vector is None:
        return ANY
    keys = ("VC", "VI", "VA") if vector.version == "4.0" else ("C", "I", "A")
    worst = "C" if vector.version == "2.0" else "H"
    whole = all(vector.given.get(key) == worst for key in keys)
    return frozenset({"total" if whole else "partial"})


def _of_scan(scan: ScanData) -> Iterator[Told]:
    for one in scan.findings:
        if one.kind != "vulnerability":
            continue
        vector = _vector(one)
        score = one.score
        if score is None and vector is not None:
            score = float(final(vector, figures(vector)))
        yield Told(
            name=one.name,
            host=one.host,
            key=one.plugin + one.name,
            cves=tuple(one.cves),
            score=score,
            vector=vector,
            epss=one.epss,
            exploited=True if one.known_exploited else None,
            exploit=one.exploit_available,
            solution=one.solution,
        )


def _vector(one: ScanFinding) -> Vector | None:
    """The newest vector of a finding that can be read; a scanner's slip is no one's error here."""
    found: list[Vector] = []
    for text in one.vectors:
        try:
            found.append(parse(text, "vector"))
        except InvalidInput:
            continue
    return min(found, key=lambda v: _NEW_FIRST.index(v.version), default=None)


def _of_list(one: Vulnerability, field: str) -> Told:
    vector = parse(one.vector, f"{field}.vector") if one.vector else None
    score = one.score
    if score is None and vector is not None:
        score = float(final(vector, figures(vector)))
    return Told(
        name=one.name,
        host=one.host or "",
        key=one.name,
        cves=tuple(dict.fromkeys(_CVE.findall(one.name))),
        score=score,
        vector=vector,
        epss=one.epss,
        exploited=one.known_exploited,
        exploit=one.exploit_available,
        exposure=one.exposure,
    )
