"""What a log analysis is asked from: the lines, and from when on something is an attack."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from tools.capability import RequestModel
from tools.fields import Document, Finite, Kind, Whole, field

Threshold = Annotated[Whole, Field(ge=2, le=100_000), Kind("count", "items")]
Minutes = Annotated[Finite, Field(gt=0, le=525_600), Kind("duration", "minutes")]
Speed = Annotated[Finite, Field(ge=50, le=100_000), Kind("number", "km/h")]
Similarity = Annotated[Finite, Field(gt=0, le=1), Kind("share", "fraction")]
Depth = Annotated[Whole, Field(ge=3, le=8), Kind("number", "levels")]
Year = Annotated[Whole, Field(ge=1970, le=2200), Kind("number", "year")]

_ATTACK = "\n".join(
    f"Mar  4 02:17:{k:02d} gate sshd[{900 + k}]: Failed password for root from 203.0.113.9 port "
    f"{40000 + k} ssh2"
    for k in range(0, 48, 4)
)
_EXAMPLES: list[dict[str, Any]] = [
    {
        "log": f"{_ATTACK}\nMar  4 02:18:03 gate sshd[951]: Accepted password for root from "
        "203.0.113.9 port 40100 ssh2\nMar  4 02:20:00 gate CRON[960]: (root) CMD (backup.sh)"
    },
    {
        "log": '{"time": "2026-03-04T08:00:00Z", "event": "login success", "user": "ana", '
        '"ip": "198.51.100.4", "country": "DE"}\n'
        '{"time": "2026-03-04T09:00:00Z", "event": "login success", "user": "ana", '
        '"ip": "203.0.113.80", "country": "AU"}',
        "max_speed": 900,
    },
]


class AnalyseLogsRequest(RequestModel):
    """Log lines, and thresholds of the detections."""

    model_config = ConfigDict(json_schema_extra={"examples": _EXAMPLES})  # type: ignore[dict-item]

    log: Document = field(
        description="The log lines, pasted or as a file: syslog, sshd or auth.log, Apache or nginx "
        "access log, firewall, JSON lines, application log.",
        aliases=(
            *("log", "logs", "log file", "log lines", "auth.log", "access log", "syslog"),
            "event log",
        ),
    )
    failures: Threshold = field(
        10,
        description="Failed logins of one source on one account within the window, from which on "
        "they count as brute force.",
        aliases=("failed logins", "failed attempts", "failures", "brute force from", "tries"),
        echo="from {} failed logins on",
        optional_default_said="brute force from 10 failed logins on",
    )
    accounts: Threshold = field(
        5,
        description="Accounts tried by one source with few tries each, from which on they count as "
        "password spraying.",
        aliases=("accounts tried", "different accounts", "sprayed accounts", "usernames tried"),
        echo="from {} accounts on",
        optional_default_said="password spraying from 5 accounts on",
    )
    targets: Threshold = field(
        15,
        description="Different ports, hosts or missing pages asked for by one source within the "
        "window, from which on they count as a scan.",
        aliases=("ports per source", "scan targets", "different ports", "pages per source"),
        echo="from {} targets on",
        optional_default_said="a scan from 15 targets on",
    )
    window: Minutes = field(
        10.0,
        description="Length of the sliding window in which failures and scanned targets are "
        "counted, in minutes.",
        aliases=("window", "within", "time window", "sliding window"),
        echo="within {}",
        optional_default_said="a window of 10 minutes",
    )
    max_speed: Speed = field(
        1000.0,
        description="Speed in km/h above which two logins of one account are impossible travel.",
        aliases=("maximum speed", "travel speed", "km/h", "speed of a plane"),
        echo="{} km/h",
        optional_default_said="1,000 km/h as the fastest possible travel",
    )
    similarity: Similarity = field(
        0.5,
        description="Share of words that must agree for two messages to have one template.",
        aliases=("similarity threshold", "similarity", "st"),
        optional_default_said="templates alike by half of their words",
    )
    depth: Depth = field(
        4,
        description="Depth of the parse tree; 4 leads messages by their length and first word.",
        aliases=("tree depth", "depth"),
        optional_default_said="a parse tree of depth 4",
    )
    year: Year | None = field(
        None,
        description="The year in which the log begins, where its lines write none.",
        aliases=("year", "log is from", "recorded in"),
        echo="the year {}",
    )
