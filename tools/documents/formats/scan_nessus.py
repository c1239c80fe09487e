"""Nessus reports (`NessusClientData_v2`): a ReportItem for each finding of each ReportHost."""

from collections.abc import Mapping, Sequence
from typing import Any

from tools.documents.formats.scan_tree import Node
from tools.documents.formats.scan_words import cves, excerpt, finding, number, short

ROOTS = ("NessusClientData_v2",)
_SEVERITIES = {"0": "none", "1": "low", "2": "medium", "3": "high", "4": "critical"}
_SCORES = ("cvss4_base_score", "cvss3_base_score", "cvssv3", "cvss_base_score", "cvss")
_VECTORS = ("cvss4_vector", "cvss3_vector", "cvss_vector")
_TEMPORAL = {"cvss3_vector": "cvss3_temporal_vector", "cvss_vector": "cvss_temporal_vector"}
_KNOWN_EXPLOITED = "CISA-KNOWN-EXPLOITED"


class Nessus:
    """Collects the findings of one report."""

    format = "nessus"

    def __init__(self) -> None:
        self.findings: list[dict[str, Any]] = []
        self.hosts: list[dict[str, Any]] = []
        self.about: dict[str, str] = {}
        self._host = ""

    def opens(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """A host begins: what follows is about it."""
        if path[-1] == "ReportHost":
            self._host = short(attributes.get("name", ""))
            self.hosts.append({"address": self._host})

    def keeps(self, path: Sequence[str]) -> bool:
        """Findings and what is said of a host."""
        return path[-1] in ("ReportItem", "HostProperties") and path[-2:-1] == ["ReportHost"]

    def takes(self, node: Node, _path: Sequence[str]) -> None:
        """One finding, or the properties of the host."""
        if node.tag == "HostProperties":
            self._properties(node)
        else:
            self.findings.append(self._finding(node))

    def _properties(self, node: Node) -> None:
        told = {tag.attributes.get("name", ""): tag.text.strip() for tag in node.all("tag")}
        others = (told.get(key, "") for key in ("host-fqdn", "netbios-name", "host-ip"))
        name = next((one for one in others if one and one != self._host), "")
        host = {"address": self._host, "name": name, "system": told.get("operating-system", "")}
        self.hosts[-1] = {key: short(value) for key, value in host.items() if value}
        if started := told.get("HOST_START"):
            self.about.setdefault("started", short(started))

    def _finding(self, node: Node) -> dict[str, Any]:
        about = node.attributes
        severity = _SEVERITIES.get(about.get("severity", ""), "none")
        exploit = node.told("exploit_available").lower()
        port = int(about["port"]) if about.get("port", "").isdigit() else 0
        return finding(
            name=short(about.get("pluginName", "") or node.told("plugin_name")) or "unnamed",
            host=self._host or "unnamed",
            port=port if 0 < port <= 65_535 else None,
            protocol=short(about.get("protocol", "")).lower(),
            service=short(about.get("svc_name", "")),
            kind="vulnerability" if severity != "none" else "information",
            severity=severity,
            score=_score(node),
            vectors=_vectors(node),
            cves=cves(child.text for child in node.all("cve")),
            plugin=short(about.get("pluginID", "")),
            known_exploited=any(x.text.startswith(_KNOWN_EXPLOITED) for x in node.all("xref")),
            exploit_available={"true": True}.get(exploit),
            evidence=excerpt(node.told("plugin_output") or node.told("synopsis")),
            solution=excerpt(node.told("solution")),
        ) | ({"exploit_available": False} if exploit == "false" else {})


def _score(node: Node) -> float | None:
    scores = (number(node.told(tag), 0, 10) for tag in _SCORES)
    return next((score for score in scores if score is not None), None)


def _vectors(node: Node) -> list[str]:
    """Each version's vector, the temporal metrics behind its base metrics."""
    found: list[str] = []
    for tag in _VECTORS:
        base = node.told(tag)
        temporal = node.told(_TEMPORAL.get(tag, "-"))
        for prefix in ("CVSS2#", "CVSS:3.0/", "CVSS:3.1/"):
            temporal = temporal.removeprefix(prefix)
        if base:
            found.append(short(f"{base}/{temporal}" if temporal else base))
    return found
