"""What fills the ports that reach outside this process, by what the settings name."""

from collections.abc import Mapping

from pydantic import SecretStr

from server.adapters.nmap import Nmap
from server.adapters.scan_servers import ConfiguredScanServers, GvmServer, NessusServer
from server.adapters.threat_feeds import WebThreatFeeds
from server.settings import Settings
from tools.ports import NetworkScanner, ScanServers, ThreatFeeds


def outside_of(settings: Settings) -> Mapping[type, object]:
    """Adapters by port. Nothing is connected before it is asked."""
    found: dict[type, object] = {
        ScanServers: ConfiguredScanServers(_nessus(settings), _gvm(settings)),
        NetworkScanner: Nmap(settings.scan_networks, settings.nmap),
    }
    if settings.threat_feeds:
        found[ThreatFeeds] = WebThreatFeeds(
            epss_url=settings.epss_url,
            kev_url=settings.kev_url,
            nvd_url=settings.nvd_url,
            nvd_key=_told(settings.nvd_api_key),
        )
    return found


def _told(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _nessus(settings: Settings) -> NessusServer | None:
    if settings.nessus_url is None:
        return None
    return NessusServer(
        settings.nessus_url,
        _told(settings.nessus_access_key),
        _told(settings.nessus_secret_key),
        ca_file=settings.scanner_ca_file,
    )


def _gvm(settings: Settings) -> GvmServer | None:
    if settings.gvm_address is None:
        return None
    return GvmServer(
        settings.gvm_address,
        settings.gvm_user,
        _told(settings.gvm_password),
        ca_file=settings.scanner_ca_file,
    )
