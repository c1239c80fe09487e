"""OpenVAS and Greenbone (GVM) reports in XML, also as their server answers `get_reports`."""

from collections.abc import Mapping, Sequence
from typing import Any

from tools.documents.formats.scan_tree import Node
from tools.documents.formats.scan_words import (
    cves,
    excerpt,
    finding,
    named_severity,
    number,
    port_of,
    severity_of,
    short,
)

ROOTS = ("report", "get_reports_response", "openvas-report")


class Gvm:
    """Collects the findings of one report."""

    format = "openvas"

    def __init__(self) -> None:
        self.findings: list[dict[str, Any]] = []
        self.hosts: list[dict[str, Any]] = []
        self.about: dict[str, str] = {}

    def opens(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """Nothing is told by the opening of an element."""

    def keeps(self, path: Sequence[str]) -> bool:
        """Results, hosts, and when the scan began."""
        if path[-2:] == ["results", "result"]:
            return True
        return path[-2:-1] == ["report"] and path[-1] in ("host", "scan_start", "gmp", "omp")

    def takes(self, node: Node, _path: Sequence[str]) -> None:
        """One of them."""
        if node.tag == "result":
            self.findings.append(_finding(node))
        elif node.tag == "host":
            self.hosts.append(_host(node))
        elif node.tag == "scan_start":
            self.about.setdefault("started", short(node.text))
        elif version := node.told("version"):
            self.about["scanner"] = f"Greenbone, protocol {short(version, 40)}"


def _host(node: Node) -> dict[str, Any]:
    details = {d.told("name"): d.told("value") for d in node.all("detail")}
    host = {
        "address": node.told("ip") or node.text.strip(),
        "name": details.get("hostname", ""),
        "system": details.get("best_os_txt", ""),
    }
    return {"address": "unnamed"} | {key: short(value) for key, value in host.items() if value}


def _finding(node: Node) -> dict[str, Any]:
    check = node.one("nvt") or Node("nvt", {})
    tags = _tags(check.told("tags"))
    score = number(node.told("severity"), 0, 10)
    threat = named_severity(node.told("threat"))
    severity = severity_of(score) if score else threat
    port, protocol = port_of(node.told("port"))
    return finding(
        name=short(node.told("name") or check.told("name")) or "unnamed",
        host=short(node.told("host")) or "unnamed",
        port=port,
        protocol=protocol,
        kind="vulnerability" if severity != "none" else "information",
        severity=severity,
        score=score,
        vectors=_vectors(check, tags),
        cves=_cves(check),
        plugin=short(check.attributes.get("oid", "")),
        epss=_epss(check),
        evidence=excerpt(node.told("description") or tags.get("summary", "")),
        solution=excerpt(check.told("solution") or tags.get("solution", "")),
    )


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split("|"))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def _vectors(check: Node, tags: Mapping[str, str]) -> list[str]:
    listed = check.one("severities")
    told = [one.told("value") for one in listed.all("severity")] if listed else []
    told.append(tags.get("cvss_base_vector", ""))
    return [short(one) for one in dict.fromkeys(told) if one][:8]


def _cves(check: Node) -> list[str]:
    refs = check.one("refs")
    listed = refs.all("ref") if refs else []
    told = [ref.attributes.get("id", "") for ref in listed if ref.attributes.get("type") == "cve"]
    return cves([*told, check.told("cve")])


def _epss(check: Node) -> float | None:
    return number(check.told("epss", "max_epss", "score"), 0, 1)
