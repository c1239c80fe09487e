"""What a report is pulled from, and what is scanned now."""

import ipaddress
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from tools.capability import RequestModel
from tools.fields import Flag, Identifier, Kind, field

MOST_TARGETS = 64
_PORTS = re.compile(r"\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*")
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")


def _target(value: str) -> str:
    """An address, a network or a host name, and nothing that a program would take as an option."""
    try:
        return str(ipaddress.ip_network(value, strict=False)) if "/" in value else str(
            ipaddress.ip_address(value)
        )  # fmt: skip
    except ValueError:
        if _HOST.fullmatch(value) and not value.replace(".", "").isdigit():
            return value.lower()
    raise PydanticCustomError(
        "target", "must be an address (192.0.2.7), a network (192.0.2.0/24) or a host name"
    )


def _ports(value: str) -> str:
    whole = _PORTS.fullmatch(value) and all(1 <= int(p) <= 65_535 for p in re.split("[,-]", value))
    if not whole:
        raise PydanticCustomError("ports", "must be ports such as 22,80,443 or 1-1024")
    return value


Target = Annotated[
    str,
    StringConstraints(min_length=1, max_length=253),
    AfterValidator(_target),
    Kind("name", "target", form=r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?|localhost"),
]
Ports = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    AfterValidator(_ports),
    Kind("name", "ports", form=r"\d{1,5}(?:(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)+|-\d{1,5})"),
]

_PULLED: list[dict[str, Any]] = [{"server": "nessus", "scan": "weekly servers"}]
_SCANNED: list[dict[str, Any]] = [{"targets": ["127.0.0.1"], "ports": "22,80,443"}]


class PullScanRequest(RequestModel):
    """Which server, and which of its scans."""

    model_config = ConfigDict(json_schema_extra={"examples": _PULLED})  # type: ignore[dict-item]

    server: Literal["nessus", "gvm"] = field(
        description="The server that keeps the report.",
        aliases=("server", "scanner", "from our", "pull from", "fetch from"),
        synonyms={
            "nessus": ("nessus server", "tenable"),
            "gvm": ("openvas", "greenbone", "gvm server", "openvas server"),
        },
    )
    scan: Identifier | None = field(
        None,
        description="Name or id of the scan on the server; not needed where it has only one.",
        aliases=("scan", "scan called", "scan named", "task", "the scan"),
        echo="the scan {}",
    )


class ScanNetworkRequest(RequestModel):
    """What is scanned, and how far."""

    model_config = ConfigDict(json_schema_extra={"examples": _SCANNED})  # type: ignore[dict-item]

    targets: list[Target] = field(
        min_length=1,
        max_length=MOST_TARGETS,
        description="Addresses, networks or host names to scan; only those that the service's "
        "settings allow.",
        aliases=("targets", "hosts", "addresses", "network", "subnet", "scan", "ip"),
    )
    ports: Ports | None = field(
        None,
        description="Ports to try; nmap's usual thousand unless given.",
        aliases=("ports", "port range", "on ports", "port"),
        echo="ports {}",
    )
    versions: Flag = field(
        False,
        description="Whether to ask each open port which program and version answers.",
        aliases=("versions", "service detection", "detect versions", "version scan"),
    )
