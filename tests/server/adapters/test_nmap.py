"""Live scans: only of what is allowed, without a shell, bounded; the loopback is scanned."""

import shutil
import socket
import stat

import pytest

from server.adapters.nmap import Nmap
from server.settings import Settings
from tests.tools.security.reports import content
from tools.catalog import CATALOG
from tools.errors import InvalidInput, NotAllowed, TimedOut, Unavailable, UpstreamFailed
from tools.validation import validate

SCAN = CATALOG["security.scan_network"]
HOME = ["127.0.0.0/8"]


def scanned(scanner, **request):
    return SCAN(validate(SCAN.request, request), scanner=scanner)


@pytest.fixture
def stand_in(tmp_path):
    """A program that notes its arguments and prints a report of nmap's."""

    def made(script="", name="nmap_nmap_1port.xml"):
        report = tmp_path / "report.xml"
        report.write_bytes(content(name))
        program = tmp_path / "nmap"
        noted = tmp_path / "arguments"
        program.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$@" > {noted}\nenv > {tmp_path}/env\n'
            f"{script}\ncat {report}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return str(program), noted

    return made


def test_a_report_is_read_and_the_program_gets_plain_arguments(stand_in, tmp_path) -> None:
    """No shell between; targets come last, as addresses, behind `--`; no secrets in its world."""
    program, noted = stand_in()
    result = scanned(Nmap(HOME, program), targets=["127.0.0.1"], ports="22,80", versions=True)
    assert (result.findings_total, result.open_ports) == (1, 1)
    assert result.name == "127.0.0.1"
    assert noted.read_text().split() == [
        *("-n", "-sT", "-sV", "-p", "22,80", "-oX", "-", "--", "127.0.0.1"),
    ]
    names = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert names <= {"PATH", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"}


@pytest.mark.parametrize(
    "target", ["127.0.0.1; id", "$(id)", "-iL/etc/passwd", "--script=x", "127.0.0.1 -oN x", "a b",
               "1.2.3", "999.1.1.1", "x" * 254, ""]
)  # fmt: skip
def test_what_is_no_target_is_refused_before_anything_runs(target) -> None:
    """Options, commands, half addresses."""
    with pytest.raises(InvalidInput) as refusal:
        validate(SCAN.request, {"targets": [target]})
    assert refusal.value.errors[0].field == "targets.0"


@pytest.mark.parametrize("ports", ["0", "70000", "22;id", "-", "22,", "http", "1-"])
def test_what_are_no_ports_is_refused(ports) -> None:
    """Only numbers and ranges."""
    with pytest.raises(InvalidInput) as refusal:
        validate(SCAN.request, {"targets": ["127.0.0.1"], "ports": ports})
    assert refusal.value.errors[0].field == "ports"


@pytest.mark.parametrize(
    "target", ["192.0.2.7", "0.0.0.0/0", "126.255.255.255", "127.0.0.0/7", "::1", "10.0.0.0/8"]
)
def test_nothing_outside_the_allowed_networks_is_scanned(stand_in, target) -> None:
    """Not a network around an allowed one either; and the program is never started."""
    program, noted = stand_in()
    with pytest.raises(NotAllowed, match="POLYMATH_SCAN_NETWORKS") as refusal:
        scanned(Nmap(HOME, program), targets=["127.0.0.1", target])
    assert refusal.value.message.startswith("targets.1")
    assert not noted.exists()


def test_a_name_counts_as_what_it_leads_to(stand_in) -> None:
    """It is looked up once, held against the list, and scanned by address."""
    program, noted = stand_in()
    with pytest.raises(NotAllowed):
        scanned(Nmap(["192.0.2.0/24"], program), targets=["localhost"])
    scanned(Nmap(["127.0.0.0/8", "::1/128"], program), targets=["localhost"])
    assert noted.read_text().split()[-1] in ("127.0.0.1", "::1")
    with pytest.raises(InvalidInput, match="cannot be looked up"):
        scanned(Nmap(HOME, program), targets=["no-such-host.invalid"])


def test_without_settings_or_program_it_says_what_is_missing() -> None:
    """How to enable it."""
    with pytest.raises(Unavailable, match="POLYMATH_SCAN_NETWORKS"):
        scanned(Nmap([]), targets=["127.0.0.1"])
    with pytest.raises(Unavailable, match="nmap is not installed"):
        scanned(Nmap(HOME, "no-such-program-here"), targets=["127.0.0.1"])
    with pytest.raises(Unavailable, match="POLYMATH_SCAN_NETWORKS"):
        SCAN(validate(SCAN.request, {"targets": ["127.0.0.1"]}))


def test_it_is_bounded_in_size_and_time(stand_in) -> None:
    """Too many addresses; a scan that does not end is ended with all its children."""
    program, _ = stand_in("sleep 30")
    with pytest.raises(InvalidInput, match="at most 4,096 addresses"):
        scanned(Nmap(HOME, program), targets=["127.0.0.0/8"])
    with pytest.raises(TimedOut, match="longer than"):
        scanned(Nmap(HOME, program, limit_s=0.3), targets=["127.0.0.1"])


def test_a_program_that_fails(stand_in) -> None:
    """Its status is told, none of its words."""
    program, _ = stand_in("exit 3")
    with pytest.raises(UpstreamFailed, match="status 3"):
        scanned(Nmap(HOME, program), targets=["127.0.0.1"])


def test_the_settings_take_networks_only() -> None:
    """A slip is refused at the start, not at the first scan."""
    assert Settings(_env_file=None, scan_networks=["127.0.0.0/8"]).scan_networks == HOME
    with pytest.raises(ValueError, match="scan_networks"):
        Settings(_env_file=None, scan_networks=["everything"])


def test_it_needs_approval() -> None:
    """A person is asked before it runs."""
    assert SCAN.needs_approval


@pytest.mark.skipif(shutil.which("nmap") is None, reason="nmap is not installed")
def test_nmap_itself_on_the_loopback() -> None:
    """An open port is found open, a closed one is not."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = scanned(Nmap(HOME), targets=["127.0.0.1"], ports=f"{port},9")
    assert result.format == "nmap"
    assert result.complete
    assert [one.port for one in result.findings if one.kind == "open_port"] == [port]
