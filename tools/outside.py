"""What capabilities are given when nothing outside this process is set up: clear refusals."""
# ruff: noqa: ARG002  # the arguments are the ports', and a refusal needs none of them

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from tools.errors import Unavailable
from tools.ports import FetchedScan


class NoKeeper:
    """For callers without files of their own: nothing is kept."""

    def keep(self, name: str, media_type: str, content: bytes) -> str:
        """No id."""
        return ""


class NoScanServers:
    """No scanner's server is set up."""

    def report(self, server: str, scan: str) -> FetchedScan:
        """Say how to set one up."""
        _refuse(
            "no scanner's server is set up",
            "set POLYMATH_NESSUS_URL with its keys, or POLYMATH_GVM_ADDRESS with user and password",
        )


class NoThreatFeeds:
    """No feed may be asked."""

    def epss(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """Say how to allow it."""
        _feeds()

    def known_exploited(self) -> Mapping[str, Any]:
        """Say how to allow it."""
        _feeds()

    def described(self, cves: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """Say how to allow it."""
        _feeds()


class NoNetworkScanner:
    """No network may be scanned."""

    def scan(self, targets: Sequence[str], ports: str, *, versions: bool) -> FetchedScan:
        """Say how to allow it."""
        _refuse(
            "no network may be scanned",
            'set POLYMATH_SCAN_NETWORKS to those that may, for example ["192.0.2.0/24"]',
        )


def _feeds() -> NoReturn:
    _refuse(
        "the feeds of EPSS, CISA and the NVD are not asked",
        "set POLYMATH_THREAT_FEEDS=true to allow it; CVE identifiers are sent to them",
    )


def _refuse(what: str, how: str) -> NoReturn:
    raise Unavailable(f"{what}; {how}", code="not-configured")


KEEPS_NOTHING = NoKeeper()
NO_SCAN_SERVERS = NoScanServers()
NO_THREAT_FEEDS = NoThreatFeeds()
NO_NETWORK_SCANNER = NoNetworkScanner()
