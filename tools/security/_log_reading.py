"""A log read line by line: messages, times, and the events they tell of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.errors import InvalidInput
from tools.security._log_events import Abuse, Login, Probe, abuse_of, login_of, probe_of
from tools.security._log_fields import from_json, pairs
from tools.security._log_headers import HeaderReader, Line
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_times import Clock

MOST_CHARACTERS = 4_000
"""Of one line that are read; what follows is left out."""
MOST_LINES = 500_000


@dataclass(slots=True)
class LogRead:
    """What stands in a log."""

    clock: Clock
    formats: dict[str, int] = field(default_factory=dict[str, int])
    lines: list[Line] = field(default_factory=list[Line])
    times: list[float | None] = field(default_factory=list["float | None"])
    logins: list[Login] = field(default_factory=list[Login])
    probes: list[Probe] = field(default_factory=list[Probe])
    abuses: list[Abuse] = field(default_factory=list[Abuse])
    shortened: int = 0


def read_log(request: AnalyseLogsRequest) -> LogRead:
    """Every line that is not empty; `InvalidInput` where there is none, or far too many."""
    if request.log.text.count("\n") > MOST_LINES:
        message = f"holds more than {MOST_LINES:,} lines; send a part of it"
        raise InvalidInput.of("log", message, code="too_long")
    read, headers = LogRead(Clock(request.year)), HeaderReader()
    as_json = 0
    for number, raw in enumerate(request.log.text.split("\n"), 1):
        text = raw.rstrip()
        if not text:
            continue
        if len(text) > MOST_CHARACTERS:
            text, read.shortened = text[:MOST_CHARACTERS], read.shortened + 1
        found = from_json(number, text) if text[0] == "{" else None
        line, fields = found or (headers.read(number, text), None)
        as_json += found is not None
        _keep(read, line, pairs(line.message) if fields is None else fields)
    if not read.lines:
        message = "holds no lines; paste the log or attach it as a file"
        raise InvalidInput.of("log", message, code="empty")
    if len(read.lines) == 1 and not any(c.isdigit() for c in request.log.text):
        message = "is a single line without a time or a number; paste the log or attach it"
        raise InvalidInput.of("log", message, code="too_short")
    read.formats = {**headers.seen, **({"JSON lines": as_json} if as_json else {})}
    return read


def _keep(read: LogRead, line: Line, named: Mapping[str, str]) -> None:
    time = read.clock.seconds(line.time) if line.time else None
    read.lines.append(line)
    read.times.append(time)
    if (abuse := abuse_of(line, time)) is not None:
        read.abuses.append(abuse)
    elif (login := login_of(line, time, named)) is not None:
        read.logins.append(login)
    if (probe := probe_of(line, time, named)) is not None:
        read.probes.append(probe)
