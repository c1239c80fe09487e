"""EPSS (api.first.org/data/v1/epss), CISA's KEV catalogue and the NVD (API 2.0)."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from server.adapters.fetching import Web
from tools.errors import TooLarge, UpstreamFailed

EPSS_AT_ONCE = 100
"""The API returns a hundred rows a page; a question stays under 2,000 characters."""
NVD_MOST = 50
"""The NVD is asked CVE by CVE and allows 5 questions in 30 seconds without a key."""
NVD_WINDOW_S = 30.0
_PAGE = 2_000

Page = TypeVar("Page", bound=BaseModel)
Cve = Annotated[str, Field(pattern=r"^CVE-\d{4}-\d{4,19}$")]
Share = Annotated[float, BeforeValidator(float), Field(ge=0, le=1)]
"""EPSS writes its figures as text."""


class _Epss(BaseModel):
    cve: Cve
    epss: Share
    percentile: Share
    date: str = ""


class _EpssPage(BaseModel):
    status: str = "OK"
    data: list[_Epss]
    total: int = 0


class _Listed(BaseModel):
    cve: Cve = Field(alias="cveID")
    added: str = Field(default="", alias="dateAdded")
    due: str = Field(default="", alias="dueDate")
    ransomware: str = Field(default="", alias="knownRansomwareCampaignUse")


class _Catalogue(BaseModel):
    version: str = Field(default="", alias="catalogVersion")
    released: str = Field(default="", alias="dateReleased")
    vulnerabilities: list[_Listed]


class _Text(BaseModel):
    lang: str
    value: str


class _NvdCve(BaseModel):
    id: Cve
    status: str = Field(default="", alias="vulnStatus")
    descriptions: list[_Text] = []
    metrics: dict[str, list[dict[str, Any]]] = {}


class _NvdItem(BaseModel):
    cve: _NvdCve


class _NvdPage(BaseModel):
    results: int = Field(alias="resultsPerPage")
    start: int = Field(alias="startIndex")
    total: int = Field(alias="totalResults")
    vulnerabilities: list[_NvdItem]


class WebThreatFeeds:
    """Fills `tools.ports.ThreatFeeds` over HTTP."""

    def __init__(
        self,
        *,
        epss_url: str,
        kev_url: str,
        nvd_url: str,
        nvd_key: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._epss = Web(epss_url, "the EPSS service")
        self._kev = Web(kev_url, "CISA's catalogue")
        headers = {"apiKey": nvd_key} if nvd_key else {}
        self._nvd = Web(nvd_url, "the NVD", headers=headers)
        self._pause = NVD_WINDOW_S / (50 if nvd_key else 5)
        self._sleep = sleep

    def epss(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """The figures of each CVE that EPSS knows; several pages are joined."""
        found: list[Mapping[str, Any]] = []
        for at in range(0, len(cves), EPSS_AT_ONCE):
            part = cves[at : at + EPSS_AT_ONCE]
            query = {"cve": ",".join(part), "limit": str(EPSS_AT_ONCE)}
            page = _read(_EpssPage, self._epss.json(query=query), "the EPSS service")
            wanted = set(part)
            found += [row.model_dump() for row in page.data if row.cve in wanted]
        return found

    def known_exploited(self) -> Mapping[str, Any]:
        """The whole catalogue."""
        page = _read(_Catalogue, self._kev.json(), "CISA's catalogue")
        rows = [row.model_dump() for row in page.vulnerabilities]
        return {"version": page.version, "released": page.released, "rows": rows}

    def described(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """What the NVD says of each, at the pace that it allows."""
        if len(cves) > NVD_MOST:
            raise TooLarge(f"the NVD is asked for at most {NVD_MOST} CVEs at once")
        found: list[Mapping[str, Any]] = []
        for place, cve in enumerate(cves):
            if place:
                self._sleep(self._pause)
            found += [row for row in self._pages({"cveId": cve}) if row["cve"] == cve]
        return found

    def _pages(self, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        """Every page of an answer: the NVD says how many there are in all."""
        start = 0
        while True:
            asked = {**query, "startIndex": str(start), "resultsPerPage": str(_PAGE)}
            page = _read(_NvdPage, self._nvd.json(query=asked), "the NVD")
            yield from (_described(item.cve) for item in page.vulnerabilities)
            start = page.start + len(page.vulnerabilities)
            if start >= page.total or not page.vulnerabilities:
                return
            self._sleep(self._pause)


def _described(cve: _NvdCve) -> Mapping[str, Any]:
    english = next((text.value for text in cve.descriptions if text.lang == "en"), "")
    vectors: list[str] = []
    for kind in ("cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2"):
        # The NVD's own rating is marked Primary and comes before those of others.
        rated = sorted(cve.metrics.get(kind, []), key=lambda one: one.get("type") != "Primary")
        for one in rated:
            data: Any = one.get("cvssData")
            vector = data.get("vectorString") if isinstance(data, dict) else None
            if isinstance(vector, str) and len(vector) <= 400:
                vectors.append(vector)
    return {
        "cve": cve.id,
        "description": english[:2_000],
        "vectors": list(dict.fromkeys(vectors))[:8],
        "status": cve.status,
    }


def _read(model: type[Page], data: Any, name: str) -> Page:
    try:
        return model.model_validate(data)
    except ValidationError:
        raise UpstreamFailed(f"{name} answered in another form than it documents") from None
