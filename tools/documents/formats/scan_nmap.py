"""nmap reports: open ports, and the vulnerabilities that its scripts name (vulners, vulscan …)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.documents.formats.scan_tree import Node
from tools.documents.formats.scan_words import cves, excerpt, finding, number, severity_of, short

ROOTS = ("nmaprun",)
_VULNERABLE = re.compile(r"\bState:\s*(?:LIKELY )?VULNERABLE\b")
_OPEN = ("open", "open|filtered")


class Nmap:
    """Collects the findings of one report."""

    format = "nmap"

    def __init__(self) -> None:
        self.findings: list[dict[str, Any]] = []
        self.hosts: list[dict[str, Any]] = []
        self.about: dict[str, str] = {}

    def opens(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """The run itself, and each host."""
        if len(path) == 1:
            scanner = f"{attributes.get('scanner', 'nmap')} {attributes.get('version', '')}"
            self.about["scanner"] = short(scanner)
            if started := attributes.get("startstr"):
                self.about["started"] = short(started)
        elif list(path) == ["nmaprun", "host"]:
            self.hosts.append({"address": ""})

    def keeps(self, path: Sequence[str]) -> bool:
        """What is told of a host, piece by piece: a host may have 65,535 ports."""
        if list(path[:2]) != ["nmaprun", "host"]:
            return False
        tail = list(path[2:])
        return tail in (["status"], ["address"], ["hostnames"], ["ports", "port"], ["os"]) or (
            tail == ["hostscript", "script"]
        )

    def takes(self, node: Node, _path: Sequence[str]) -> None:
        """One piece."""
        host = self.hosts[-1]
        if node.tag == "port":
            self.findings.extend(_port(node, host["address"] or "unnamed"))
        elif node.tag == "script":
            self.findings.extend(_script(node, {"host": host["address"] or "unnamed"}))
        else:
            _about(node, host)


def _about(node: Node, host: dict[str, Any]) -> None:
    if node.tag == "status":
        host["up"] = node.attributes.get("state") != "down"
    elif node.tag == "address":
        if node.attributes.get("addrtype") != "mac" and not host["address"]:
            host["address"] = short(node.attributes.get("addr", ""))
    elif node.tag == "hostnames":
        if names := node.all("hostname"):
            host["name"] = short(names[0].attributes.get("name", ""))
    elif guesses := node.all("osmatch"):
        host["system"] = short(guesses[0].attributes.get("name", ""))


def _port(node: Node, host: str) -> Iterator[dict[str, Any]]:
    state = node.one("state")
    if state is None or state.attributes.get("state") not in _OPEN:
        return
    number_of = node.attributes.get("portid", "")
    service = node.one("service")
    told = service.attributes if service else {}
    port = int(number_of) if number_of.isdigit() and int(number_of) <= 65_535 else None
    here = {
        "host": host,
        "port": port,
        "protocol": short(node.attributes.get("protocol", "")),
        "service": short(told.get("name", "")),
    }
    seen = " ".join(told[key] for key in ("product", "version", "extrainfo") if told.get(key))
    what = f"port {number_of}/{here['protocol']} is {state.attributes['state']}"
    yield finding(**here, name=short(f"{what}: {here['service']}" if here["service"] else what),
                  kind="open_port", severity="none", evidence=excerpt(seen))  # fmt: skip
    for script in node.all("script"):
        yield from _script(script, here)


def _script(node: Node, here: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The CVEs that a script lists with scores; else the script, if it says VULNERABLE."""
    name, output = short(node.attributes.get("id", "")), node.attributes.get("output", "")
    rows = list(_listed(node))
    for row in rows:
        score = number(row.get("cvss", ""), 0, 10)
        yield finding(
            **here,
            name=f"{row['id']} ({name})",
            kind="vulnerability",
            severity=severity_of(score),
            score=score,
            cves=[row["id"]],
            plugin=name,
            exploit_available=row.get("is_exploit") == "true" or None,
            evidence=excerpt(output),
        )
    if not rows and _VULNERABLE.search(output):
        yield finding(**here, name=name, kind="vulnerability", severity="none",
                      cves=cves([output]), plugin=name, evidence=excerpt(output))  # fmt: skip


def _listed(node: Node) -> Iterator[dict[str, str]]:
    """Rows of a script's tables that give a CVE."""
    for table in node.all("table"):
        row = {e.attributes.get("key", ""): e.text.strip() for e in table.all("elem")}
        if named := cves([row.get("id", "")]):
            yield {**row, "id": named[0]}
        yield from _listed(table)
