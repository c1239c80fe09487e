"""What is published of CVEs just now: EPSS, known exploitation, the national database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.capability import Method
from tools.errors import InvalidInput
from tools.outside import KEEPS_NOTHING, NO_THREAT_FEEDS
from tools.ports import FileKeeper, ThreatFeeds
from tools.scans import SEVERITIES, Severity
from tools.security._cvss_metrics import severity
from tools.security._cvss_scores import figures, final
from tools.security._cvss_vector import parse
from tools.security._scan_words import counted
from tools.security._threat_request import MOST_CVES, ThreatDataRequest
from tools.security._threat_result import Threat, ThreatDataResult

_NAMES = {
    "epss": "EPSS (FIRST, api.first.org)",
    "kev": "Known Exploited Vulnerabilities (CISA)",
    "nvd": "National Vulnerability Database (NIST, API 2.0)",
}


def fetch_threat_data(
    request: ThreatDataRequest,
    feeds: ThreatFeeds = NO_THREAT_FEEDS,
    keeper: FileKeeper = KEEPS_NOTHING,
) -> ThreatDataResult:
    """Look up CVEs in the feeds of EPSS, CISA's known exploited vulnerabilities and the NVD.

    What it finds is kept as files too, so that a patch plan can use it.
    """
    cves = request.asked
    if not cves:
        raise InvalidInput.of("scan", "names no CVE that could be looked up")
    if len(cves) > MOST_CVES:
        raise InvalidInput.of("scan", f"names more than {MOST_CVES:,} CVEs; look them up in parts")
    epss = {row["cve"]: row for row in (feeds.epss(cves) if "epss" in request.sources else ())}
    kev = feeds.known_exploited() if "kev" in request.sources else None
    told = {row["cve"]: row for row in (feeds.described(cves) if "nvd" in request.sources else ())}
    listed = None if kev is None else {row["cve"]: row for row in kev["rows"]}
    threats = [_threat(cve, epss.get(cve), listed, told.get(cve, {})) for cve in cves]
    threats.sort(key=lambda t: (not t.known_exploited, -(t.epss or 0.0), -(t.score or 0.0), t.name))
    result = ThreatDataResult(
        summary="",
        method=Method(name="look-up", source="; ".join(_NAMES[s] for s in request.sources)),
        threats=threats,
        asked=len(cves),
        with_epss=len(epss),
        exploited=sum(t.known_exploited is True for t in threats),
        epss_date=next((str(row["date"]) for row in epss.values()), ""),
        kev_version=str(kev["version"]) if kev else "",
        epss_file=_kept(keeper, "epss.csv", "cve,epss", epss.values()) if epss else "",
        kev_file=_kept(keeper, "kev.csv", "cve", kev["rows"]) if kev else "",
    )
    result.summary, result.notes = " ".join(_words(request, result)), list(_notes(request, result))
    return result


def _threat(
    cve: str,
    epss: Mapping[str, Any] | None,
    listed: Mapping[str, Mapping[str, Any]] | None,
    told: Mapping[str, Any],
) -> Threat:
    vectors = [str(vector) for vector in told.get("vectors", ())]
    score = _score(vectors)
    return Threat(
        name=cve,
        epss=epss["epss"] if epss else None,
        percentile=epss["percentile"] if epss else None,
        known_exploited=None if listed is None else cve in listed,
        due=listed[cve]["due"] if listed and cve in listed else None,
        description=str(told.get("description", "")),
        vectors=vectors,
        score=score,
        severity=_named(score),
    )


def _score(vectors: Sequence[str]) -> float | None:
    """The score of the first vector that can be read; the newest versions come first."""
    for text in vectors:
        try:
            vector = parse(text, "vector")
        except InvalidInput:
            continue
        return float(final(vector, figures(vector)))
    return None


def _named(score: float | None) -> Severity:
    name = "none" if score is None else severity(score, "3.1")
    return next(one for one in SEVERITIES if one == name)


def _kept(keeper: FileKeeper, name: str, heading: str, rows: Any) -> str:
    columns = heading.split(",")
    lines = [heading, *(",".join(str(row[column]) for column in columns) for row in rows)]
    return keeper.keep(name, "text/csv", "\n".join([*lines, ""]).encode())


def _words(request: ThreatDataRequest, result: ThreatDataResult) -> Iterator[str]:
    first = result.threats[0]
    if "kev" in request.sources:
        verb = "is" if result.exploited == 1 else "are"
        yield (
            f"Of {counted(result.asked, 'CVE')} **{result.exploited:,} {verb} known to be "
            "exploited**."
        )
    if "epss" in request.sources:
        yield f"EPSS has figures for {result.with_epss:,} of {result.asked:,}."
    if first.epss is not None:
        share = f"{100 * first.epss:.3g} %"
        yield f"The first is {first.name} with a {share} chance of exploitation in 30 days."
    elif first.known_exploited:
        yield f"The first is {first.name}."
    if "nvd" in request.sources:
        known = sum(bool(t.vectors) for t in result.threats)
        yield f"The NVD has CVSS vectors for {known:,} of {result.asked:,}."


def _notes(request: ThreatDataRequest, result: ThreatDataResult) -> Iterator[str]:
    missing = result.asked - result.with_epss
    if "epss" in request.sources and missing:
        yield f"EPSS has no figure for {counted(missing, 'CVE')}: unknown, not 0."
    if result.epss_date:
        yield f"EPSS of {result.epss_date}; it changes daily."
    yield "Looked up outside this service: asking again may give other figures."
