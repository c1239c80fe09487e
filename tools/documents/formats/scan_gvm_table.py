"""OpenVAS and Greenbone reports as CSV: a row for each result."""

import csv
from io import StringIO
from typing import Any

from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.formats.scan_words import (
    cves,
    excerpt,
    finding,
    named_severity,
    number,
    severity_of,
    short,
)
from tools.scans import MOST_FINDINGS

_NEEDED = frozenset({"ip", "nvt name", "nvt oid", "severity"})


def is_report(head: str) -> bool:
    """Whether a first line has the headings of such a report."""
    line = head.lstrip("\ufeff").splitlines()[:1]
    names = {name.strip(' "').lower() for name in line[0].split(",")} if line else set()
    return names >= _NEEDED


def read(content: bytes) -> dict[str, Any]:
    """The findings. A last row with too few cells means that the file is cut off."""
    rows = csv.reader(StringIO(decode(content).lstrip("\ufeff"), newline=""))
    findings: list[dict[str, Any]] = []
    hosts: dict[str, dict[str, Any]] = {}
    started, complete = "", True
    try:
        headings = [name.strip().lower() for name in next(rows)]
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            complete = len(row) >= len(headings)
            told = dict(zip(headings, row, strict=False))
            started = started or short(told.get("timestamp", ""))
            findings.append(_finding(told))
            address = findings[-1]["host"]
            hosts.setdefault(address, _host(address, told))
            if len(findings) > MOST_FINDINGS:
                break  # refused by whoever counts
    except csv.Error:
        raise Refused("damaged", f"the CSV is broken near line {rows.line_num}") from None
    about = {"started": started} if started else {}
    return {"findings": findings, "hosts": list(hosts.values()), "complete": complete, **about}


def _host(address: str, told: dict[str, str]) -> dict[str, Any]:
    name = short(told.get("hostname", ""))
    return {"address": address, "name": name} if name else {"address": address}


def _finding(told: dict[str, str]) -> dict[str, Any]:
    score = number(told.get("cvss", ""), 0, 10)
    severity = severity_of(score) if score else named_severity(told.get("severity", ""))
    port = told.get("port", "").strip()
    return finding(
        name=short(told.get("nvt name", "")) or "unnamed",
        host=short(told.get("ip", "")) or short(told.get("hostname", "")) or "unnamed",
        port=int(port) if port.isdigit() and 0 < int(port) <= 65_535 else None,
        protocol=short(told.get("port protocol", "")).lower(),
        kind="vulnerability" if severity != "none" else "information",
        severity=severity,
        score=score,
        cves=cves([told.get("cves", "")]),
        plugin=short(told.get("nvt oid", "")),
        evidence=excerpt(told.get("specific result", "") or told.get("summary", "")),
        solution=excerpt(told.get("solution", "")),
    )
