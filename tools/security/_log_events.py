"""Logins, probes and abuses of privilege that log messages tell of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tools.security._log_headers import Line

_IP = r"(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})"
_HINT = re.compile(
    r"fail|invalid|illegal|denied|reject|wrong|bad |accept|log(?:ged|in|on)|signed|sign-?in|succe|"
    r"462[45]|repeated",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"message repeated (\d+) times: \[ ?(.*?)\]?$")
_FAILED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        0,
        re.compile(
            r"Failed (?:password|keyboard-interactive/pam) for (?:(?:invalid|illegal) user )?"
            r"(?P<account>.{0,200}?) from (?P<source>\S+)"
        ),
    ),
    (0, re.compile(r"Access denied for user '(?P<account>[^']*)'@'(?P<source>[^']*)'")),
    (0, re.compile(r'password authentication failed for user "(?P<account>[^"]*)"')),
    (0, re.compile(r"\[(?P<account>[^\]]*)\] FAIL LOGIN: Client \"(?P<source>[^\"]+)\"")),
    (
        0,
        re.compile(
            r"auth failed.{0,80}?user=<(?P<account>[^>]{0,120})>.{0,120}?rip=(?P<source>[^,\s]+)"
        ),
    ),
    (
        1,
        re.compile(
            r"authentication failure;.{0,200}?rhost=(?P<source>\S*)(?:\s+user=(?P<account>\S+))?"
        ),
    ),
    (2, re.compile(r"(?:Invalid|Illegal) user (?P<account>.{0,200}?) from (?P<source>\S+)")),
)
"""The rank tells apart lines that speak of one attempt: the least is counted."""
_PASSED = (
    re.compile(
        r"Accepted \S{1,60} for (?P<account>.{0,200}?) "
        r"from (?P<source>\S+)"
    ),
    re.compile(r"\[(?P<account>[^\]]*)\] OK LOGIN: Client \"(?P<source>[^\"]+)\""),
    re.compile(r"Login: user=<(?P<account>[^>]{0,120})>.{0,120}?rip=(?P<source>[^,\s]+)"),
)
_FAIL_WORDS = re.compile(
    r"\b(?:fail(?:ed|ure)?|denied|rejected|invalid (?:credentials|password|login)|wrong password|"
    r"bad password|unsuccessful|incorrect password|4625)\b",
    re.IGNORECASE,
)
_PASS_WORDS = re.compile(
    r"\b(?:succe(?:ss|ssful|ssfully|eded)|logged in|signed in|accepted|4624)\b", re.IGNORECASE
)
_LOGIN_WORDS = re.compile(
    r"\b(?:log[ _-]?[io]n|logged in|sign[ _-]?(?:ed )?in|auth\w*|password|credentials|462[45])\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"\b(?:from|ip|src|source|client|addr(?:ess)?|rhost|host|Source Network Address)[ =:]+"
    rf"[\"'\[]?({_IP})",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:(?:user(?:name)?|account(?: name)?|for|by)[ =:]|login[=:])[ =:]*(?:the )?"
    r"(?:user |account )?"
    r"[\"'<\[]?([\w.@\\$+-]+)",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"log-?in|sign-?in|auth|session|xmlrpc", re.IGNORECASE)
_SOURCE_KEYS = (
    *("src_ip", "source_ip", "sourceip", "client_ip", "remote_ip", "remote_addr", "ip"),
    *("ipaddress", "ip_address", "rhost", "src", "source", "client"),
)
_ACCOUNT_KEYS = ("user", "username", "user_name", "account", "login", "email", "principal")
_TOLD_KEYS = ("event", "action", "outcome", "result", "status", "message", "msg", "type")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Login:
    """One attempt, or as many as its line stands for."""

    line: int
    time: float | None
    passed: bool
    source: str
    account: str
    rank: int = 0
    weight: int = 1
    place: Mapping[str, str] | None = None


def login_of(line: Line, time: float | None, fields: Mapping[str, str]) -> Login | None:
    """The login that a line tells of, if it does."""
    if line.status:
        return _web(line, time)
    if not fields and not _HINT.search(line.message):
        return None
    message, weight = line.message, 1
    if again := _REPEATED.search(message):
        message, weight = again[2], int(again[1][:6])
    for rank, pattern in _FAILED:
        if match := pattern.search(message):
            return _login(line, time, False, match.groupdict(), rank, weight)
    for pattern in _PASSED:
        if match := pattern.search(message):
            return _login(line, time, True, match.groupdict(), 0, weight)
    return _told(line, time, message, fields)


def _login(
    line: Line,
    time: float | None,
    passed: bool,
    named: Mapping[str, str | None],
    rank: int,
    weight: int,
) -> Login | None:
    source, account = named.get("source") or "", named.get("account") or ""
    if not source and not account:
        return None
    return Login(line.number, time, passed, source[:_LONGEST], account[:_LONGEST], rank, weight)


def _web(line: Line, time: float | None) -> Login | None:
    account = "" if line.account == "-" else line.account
    tried = bool(_LOGIN_PATH.search(line.path))
    if line.status == "401" or (tried and line.status == "403"):
        return Login(line.number, time, False, line.client, account)
    if account and line.status.startswith("2"):
        return Login(line.number, time, True, line.client, account)
    return None


def _told(line: Line, time: float | None, message: str, fields: Mapping[str, str]) -> Login | None:
    told = " ".join(fields[key] for key in _TOLD_KEYS if key in fields) or message
    if not _LOGIN_WORDS.search(told):
        return None
    failed = bool(_FAIL_WORDS.search(told)) or fields.get("success", "").lower() == "false"
    passed = bool(_PASS_WORDS.search(told)) or fields.get("success", "").lower() == "true"
    if not failed and not passed:
        return None
    source = _first(fields, _SOURCE_KEYS) or _last(_SOURCE, message) or line.client
    account = _first(fields, _ACCOUNT_KEYS) or _last(_ACCOUNT, message)
    if not source and not account:
        return None
    short = source[:_LONGEST], account[:_LONGEST]
    return Login(line.number, time, not failed, *short, place=fields or None)


def _first(fields: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((fields[key] for key in keys if fields.get(key)), "")


def _last(pattern: re.Pattern[str], message: str) -> str:
    """The last: a Windows event names who asked first, and the account that failed after it."""
    found = pattern.findall(message)
    return found[-1] if found else ""


_FIREWALL = re.compile(rf"\bSRC=({_IP}) .{{0,200}}?\bDST=({_IP})(?:.{{0,200}}?\bDPT=(\d+))?")
_ASA = re.compile(rf"src \w+:({_IP})/\d+ dst \w+:({_IP})/(\d+)")
_ATTEMPT = re.compile(rf"to (?:TCP |UDP )?({_IP}):(\d+) from ({_IP})")
_FROM_TO = re.compile(rf"from ({_IP})(?::\d+)? to ({_IP})[: ](?:port )?(\d+)")


@dataclass(frozen=True, slots=True)
class Probe:
    """One source asking one port of one host, or for one page."""

    line: int
    time: float | None
    source: str
    host: str = ""
    port: str = ""
    path: str = ""
    missing: bool = False


def probe_of(line: Line, time: float | None, fields: Mapping[str, str]) -> Probe | None:
    """The connection or page that a line tells of, if it does."""
    if line.path:
        path = line.path.partition("?")[0][:_LONGEST]
        return Probe(line.number, time, line.client, path=path, missing=line.status.startswith("4"))
    port = fields.get("dst_port") or fields.get("dport") or fields.get("dest_port") or ""
    if port and (source := _first(fields, _SOURCE_KEYS)):
        host = fields.get("dst_ip") or fields.get("dst") or fields.get("dest_ip") or ""
        return Probe(line.number, time, source, host, port)
    if (match := _FIREWALL.search(line.message)) or (match := _ASA.search(line.message)):
        return Probe(line.number, time, match[1], match[2], match[3] or "")
    if match := _ATTEMPT.search(line.message):
        return Probe(line.number, time, match[3], match[1], match[2])
    if match := _FROM_TO.search(line.message):
        return Probe(line.number, time, match[1], match[2], match[3])
    return None


_PRIVILEGE = (
    re.compile(r"^\s*(?P<account>[\w.-]+) : user NOT in sudoers"),
    re.compile(r"^\s*(?P<account>[\w.-]+) : (?P<times>\d+) incorrect password attempts?"),
    re.compile(r"FAILED (?:SU|su) (?:\(to \S+\) (?P<account>\S+)|for \S+ by (?P<other>\S+))"),
    re.compile(
        r"pam_unix\(su(?:do)?(?:-l)?:auth\): authentication failure;.{0,200}?ruser=(?P<account>\S+)"
    ),
)


@dataclass(frozen=True, slots=True)
class Abuse:
    """A failed try to become another user."""

    line: int
    time: float | None
    account: str
    rank: int
    weight: int


def abuse_of(line: Line, time: float | None) -> Abuse | None:
    """The refused sudo or su that a line tells of, if it does."""
    if "s" not in line.message or ("su" not in line.program and "su" not in line.message.lower()):
        return None
    for rank, pattern in enumerate(_PRIVILEGE):
        if match := pattern.search(line.message):
            named = match.groupdict("")
            account = named.get("account") or named.get("other") or ""
            return Abuse(line.number, time, account, rank, int(named.get("times") or 1))
    return None
