"""Live scans by the nmap program: only of networks that the settings allow, never by a shell."""

import contextlib
import ipaddress
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from server.adapters.scan_servers import read_report
from tools.errors import InvalidInput, NotAllowed, TimedOut, Unavailable, UpstreamFailed
from tools.outside import NO_NETWORK_SCANNER
from tools.ports import FetchedScan

MOST_ADDRESSES = 4_096
SCAN_S = 100.0
"""Under the two minutes that a call in a conversation may take."""
_PORTS = re.compile(r"[0-9,-]{1,200}")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Nmap:
    """Fills `tools.ports.NetworkScanner`."""

    def __init__(
        self, networks: Sequence[str], program: str = "nmap", *, limit_s: float = SCAN_S
    ) -> None:
        self._allowed = [ipaddress.ip_network(one) for one in networks]
        self._program, self._limit_s = program, limit_s

    def scan(self, targets: Sequence[str], ports: str, *, versions: bool) -> FetchedScan:
        """Scan now: connections only, which needs no rights of the system."""
        if not self._allowed:
            return NO_NETWORK_SCANNER.scan(targets, ports, versions=versions)
        addresses = [self._allowed_target(one, place) for place, one in enumerate(targets)]
        if sum(network.num_addresses for network in addresses) > MOST_ADDRESSES:
            raise InvalidInput.of("targets", f"may hold at most {MOST_ADDRESSES:,} addresses")
        program = shutil.which(self._program)
        if program is None:
            raise Unavailable(
                "nmap is not installed here; install it, or set POLYMATH_NMAP to where it is",
                code="not-configured",
            )
        content = self._run(self._command(program, addresses, ports, versions))
        return FetchedScan(", ".join(targets), content, read_report(content))

    def _allowed_target(self, target: str, place: int) -> Network:
        """The addresses of a target. A name is looked up here, once, and scanned by address."""
        network = _network(target, place)
        inside = any(
            network.version == one.version and network.subnet_of(one)  # pyright: ignore[reportArgumentType]
            for one in self._allowed
        )
        if not inside:
            raise NotAllowed(
                f"targets.{place}: lies outside the networks that may be scanned; "
                "POLYMATH_SCAN_NETWORKS lists them",
                code="target-not-allowed",
            )
        return network

    def _command(
        self, program: str, addresses: Sequence[Network], ports: str, versions: bool
    ) -> list[str]:
        if ports and not _PORTS.fullmatch(ports):
            raise InvalidInput.of("ports", "must be ports such as 22,80,443 or 1-1024")
        told = [str(n.network_address) if n.num_addresses == 1 else str(n) for n in addresses]
        six = ["-6"] if addresses[0].version == 6 else []
        if any(network.version != addresses[0].version for network in addresses):
            raise InvalidInput.of("targets", "must be all IPv4 or all IPv6")
        options = [
            *six,
            "-n",
            "-sT",
            *(["-sV"] if versions else []),
            *(["-p", ports] if ports else []),
        ]
        # Everything after -- is a target, whatever it looks like.
        return [program, *options, "-oX", "-", "--", *told]

    def _run(self, command: Sequence[str]) -> bytes:
        """The report that the program writes; its own group, so that its children end with it."""
        with (
            tempfile.TemporaryDirectory() as folder,
            (Path(folder) / "report.xml").open("w+b") as out,
        ):
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                start_new_session=True,
            )
            try:
                code = process.wait(self._limit_s)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise TimedOut(
                    f"the scan took longer than {self._limit_s:g} s; scan fewer hosts or ports"
                ) from None
            if code != 0:
                raise UpstreamFailed(f"nmap ended with the status {code}")
            out.seek(0)
            return out.read()


def _network(target: str, place: int) -> Network:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_network(target, strict=False)
    try:
        found = socket.getaddrinfo(target, None, type=socket.SOCK_STREAM)
    except OSError:
        raise InvalidInput.of(f"targets.{place}", "is a name that cannot be looked up") from None
    return ipaddress.ip_network(found[0][4][0])
