"""Scans: one source that asks for many ports, hosts or missing pages; and refused privileges."""

import ipaddress
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tools.security._log_events import Abuse, Probe
from tools.security._log_logins import MOST_LINES, Found, most_different
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_result import Detection

_FEWEST_ABUSES = 2
_Target = Callable[[Probe], str]


def scan_detections(request: AnalyseLogsRequest, probes: Sequence[Probe]) -> Iterator[Found]:
    """Each source whose different targets within one window reach the threshold."""
    by_source: dict[str, list[Probe]] = defaultdict(list)
    for one in probes:
        if one.source:
            by_source[one.source].append(one)
    looks: tuple[tuple[str, _Target], ...] = (
        ("ports", lambda one: f"{one.host}:{one.port}" if one.port else ""),
        ("hosts", lambda one: one.host),
        ("missing pages", lambda one: one.path if one.missing else ""),
    )
    for source, events in by_source.items():
        for what, target in looks:
            named = [(one, target(one)) for one in events if target(one)]
            peak = most_different([(o.time, name) for o, name in named], request.window * 60)
            if peak >= request.targets:
                yield _scan(request, source, what, named, peak)
                break  # many hosts on many ports are one scan


def _scan(
    request: AnalyseLogsRequest,
    source: str,
    what: str,
    named: list[tuple[Probe, str]],
    peak: int,
) -> Found:
    events = [one for one, _ in named]
    targets = len({name for _, name in named})
    hosts = len({one.host for one in events if one.host})
    times = [one.time for one in events if one.time is not None]
    timed = len(times) == len(events)
    within = f"within {request.window:g} minutes" if timed else "in the whole log (no times)"
    on_hosts = f" on {hosts:,} hosts" if what == "ports" and hosts > 1 else ""
    detection = detection_of(
        kind="scan",
        **_technique(source, what),
        source=source,
        sources=1,
        count=len(events),
        peak=peak,
        threshold=request.targets,
        threshold_on=f"different {what} asked for by one source {within}",
        lines=[one.line for one in events],
        what=f"{source} asked for {targets:,} different {what}{on_hosts}.",
    )
    return Found(detection, min(times, default=None), max(times, default=None))


def _technique(source: str, what: str) -> dict[str, Any]:
    """From inside a scan is discovery, from outside reconnaissance."""
    if what == "missing pages":
        name = "Active Scanning: Wordlist Scanning"
        return {"technique": "T1595.003", "technique_name": name, "also_fits": ["T1595.002"]}
    try:
        inside = ipaddress.ip_address(source).is_private
    except ValueError:
        inside = False
    if inside:
        name = "Network Service Discovery"
        return {"technique": "T1046", "technique_name": name, "also_fits": []}
    if what == "hosts":
        name = "Active Scanning: Scanning IP Blocks"
        return {"technique": "T1595.001", "technique_name": name, "also_fits": ["T1046"]}
    return {"technique": "T1595", "technique_name": "Active Scanning", "also_fits": ["T1046"]}


def abuse_detections(abuses: Sequence[Abuse]) -> Iterator[Found]:
    """Accounts that may not become another user and tried; a first wrong password is none."""
    by_account: dict[str, list[Abuse]] = defaultdict(list)
    for one in abuses:
        by_account[one.account].append(one)
    for account, events in by_account.items():
        barred = any(one.rank == 0 for one in events)
        best = min(one.rank for one in events)
        counted = sum(one.weight for one in events if one.rank == best)
        if not barred and counted < _FEWEST_ABUSES:
            continue
        times = [one.time for one in events if one.time is not None]
        who = account or "an unnamed account"
        why = "without being allowed to" if barred else "and failed"
        detection = detection_of(
            kind="privilege escalation",
            technique="T1548.003",
            technique_name="Abuse Elevation Control Mechanism: Sudo and Sudo Caching",
            also_fits=["T1078"],
            source="",
            sources=0,
            account=account,
            accounts_total=1 if account else 0,
            count=counted,
            peak=counted,
            threshold=1 if barred else _FEWEST_ABUSES,
            threshold_on="refused tries to become another user",
            lines=[one.line for one in events],
            what=f"{who} tried sudo or su {counted:,} times {why}."
            if counted > 1
            else f"{who} tried sudo or su once {why}.",
        )
        yield Found(detection, min(times, default=None), max(times, default=None))


def detection_of(**given: Any) -> Detection:
    """A detection of no login: what it does not speak of is empty."""
    lines: list[int] = given.pop("lines")
    rest = {"account": "", "accounts": [], "accounts_total": 0, "first": None, "last": None}
    return Detection.model_validate(
        {
            **rest,
            "success_after": False,
            "success_line": None,
            **given,
            "lines": lines[:MOST_LINES],
            "last_line": max(lines),
        }
    )
