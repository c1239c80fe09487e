"""The headers of log lines: when, where from and how severe, taken off before the message is read.

One regular expression a format, in order: the special before the general. The format of the line
before is tried first, so that a file of one format costs one match a line.
"""

import re
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_CLOCK = r"\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?"
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})?"
_SYSLOG_TIME = rf"{_MONTH}\s+\d{{1,2}}\s(?:\d{{4}}\s)?{_CLOCK}"
_ISO_TIME = rf"\d{{4}}[-/]\d{{2}}[-/]\d{{2}}[T ]{_CLOCK}\s?{_ZONE}"
_LEVEL = (
    r"(?:TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|CRITICAL|CRIT|FATAL|"
    r"ALERT|EMERG|EMERGENCY|FAILURE|VERBOSE)"
)
_PROGRAM = r"(?P<program>[^\s:\[]+(?:\([^)\s]*\))?(?:\[[^\]:]*\])?)(?:\[(?P<pid>\d+)\])?"


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of log opens its lines."""

    name: str
    pattern: re.Pattern[str]


def _format(name: str, pattern: str) -> Format:
    return Format(name, re.compile(pattern, re.IGNORECASE if name == "level first" else 0))


FORMATS: tuple[Format, ...] = (
    _format(
        "access log",
        r"(?P<client>\S+) (?P<ident>\S+) (?P<account>\S+) \[(?P<time>\d{2}/\w{3}/\d{4}:[^\]]+)\] "
        r"(?P<message>\"(?P<method>[A-Z]+) (?P<path>\S+)[^\"]*\" (?P<status>\d{3}) .*)",
    ),
    _format(
        "syslog, RFC 5424",
        rf"<\d{{1,3}}>1 (?P<time>{_ISO_TIME}) (?P<host>\S+) (?P<program>\S+) (?P<pid>\S+) \S+ "
        r"(?:-|\[.*?\](?=\s|$))\s?(?P<message>.*)",
    ),
    _format(
        "Thunderbird",
        r"(?P<label>\S+) \d{9,10} \d{4}\.\d{2}\.\d{2} (?P<host>\S+) "
        rf"(?P<time>{_SYSLOG_TIME}) \S+ {_PROGRAM}: ?(?P<message>.*)",
    ),
    _format(
        "BGL",
        r"(?P<label>\S+) (?P<epoch>\d{9,10}) \d{4}\.\d{2}\.\d{2} (?P<host>\S+) "
        r"(?P<time>\d{4}-\d{2}-\d{2}-\d{2}\.\d{2}\.\d{2}\.\d+) \S+ \S+ (?P<program>\S+) "
        r"(?P<level>\S+) ?(?P<message>.*)",
    ),
    _format(
        "HPC",
        r"\d+ (?P<host>\S+) (?P<program>\S+) (?P<state>\S+) (?P<epoch>\d{9,10}) \d "
        r"(?P<message>.*)",
    ),
    _format(
        "syslog",
        rf"(?:<\d{{1,3}}>)?(?P<time>{_SYSLOG_TIME}) (?P<host>\S+) {_PROGRAM}"
        r"(?: \([^)]*\))?: ?(?P<message>.*)",
    ),
    _format(
        "syslog with ISO time",
        rf"(?P<time>{_ISO_TIME}) (?P<host>[\w.-]+) "
        r"(?P<program>[\w./()-]+)\[(?P<pid>\d+)\]: ?(?P<message>.*)",
    ),
    _format(
        "OpenStack",
        rf"\S+ (?P<time>{_ISO_TIME}) (?P<pid>\d+) (?P<level>{_LEVEL}) (?P<program>\S+) "
        r"\[[^\]]*\] ?(?P<message>.*)",
    ),
    _format(
        "ZooKeeper",
        rf"(?P<time>{_ISO_TIME}) - (?P<level>{_LEVEL})\s+"
        r"\[(?P<program>.*?)@\d+\] - ?(?P<message>.*)",
    ),
    _format(
        "Hadoop",
        rf"(?P<time>{_ISO_TIME}) (?P<level>{_LEVEL})\s+\[(?P<thread>.*?)\] "
        r"(?P<program>[\w.$]+): ?(?P<message>.*)",
    ),
    _format(
        "HDFS",
        rf"(?P<time>\d{{6}} \d{{6}}) (?P<pid>\d+) (?P<level>{_LEVEL}) (?P<program>[\w.$]+): ?"
        r"(?P<message>.*)",
    ),
    _format(
        "Spark",
        rf"(?P<time>\d{{2}}/\d{{2}}/\d{{2}} {_CLOCK}) (?P<level>{_LEVEL}) (?P<program>[\w.$]+): ?"
        r"(?P<message>.*)",
    ),
    _format(
        "Windows",
        rf"(?P<time>{_ISO_TIME}), (?P<level>\w+)\s+(?P<program>\S+)\s+(?P<message>.*)",
    ),
    _format(
        "Android",
        rf"(?P<time>\d{{2}}-\d{{2}} {_CLOCK})\s+(?P<pid>\d+)\s+\d+ (?P<level>[VDIWEFS]) "
        r"(?P<program>[^:]{0,200}): ?(?P<message>.*)",
    ),
    _format(
        "HealthApp",
        r"(?P<time>\d{8}-\d{1,2}:\d{1,2}:\d{1,2}:\d{1,3})\|(?P<program>[^|]*)\|(?P<pid>\d+)\|"
        r"(?P<message>.*)",
    ),
    _format(
        "Apache error log",
        rf"\[\w{{3}} (?P<time>{_MONTH} \d{{2}} {_CLOCK} \d{{4}})\] "
        r"\[(?P<level>[\w:]+)\] (?:\[pid [^\]]*\] )?(?:\[client (?P<client>[^\]\s]+)\] )?"
        r"(?P<message>.*)",
    ),
    _format(
        "Proxifier",
        rf"\[(?P<time>\d{{2}}\.\d{{2}} {_CLOCK})\] (?P<program>\S+(?: \*64)?) - (?P<message>.*)",
    ),
    _format(
        "nginx error log",
        rf"(?P<time>{_ISO_TIME}) \[(?P<level>\w+)\] (?P<pid>\d+)#\d+: (?:\*\d+ )?(?P<message>.*)",
    ),
    _format(
        "time and level",
        rf"\[?(?P<time>{_ISO_TIME})\]?\s{{0,8}}[-|]?\s{{0,8}}\[?(?P<level>{_LEVEL})\]?\s{{0,8}}[-|:]?\s{{0,8}}"
        r"(?:(?P<program>[\w.$]+)(?::| - )\s?)?(?P<message>.*)",
    ),
    _format("time", rf"\[?(?P<time>{_ISO_TIME})\]?:?\s+(?P<message>.*)"),
    _format("level first", rf"\[?(?P<level>{_LEVEL})\]?\s{{0,8}}[-:|]\s{{0,8}}(?P<message>.*)"),
)
PLAIN = "no header"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, and what its header said."""

    number: int
    message: str
    time: str = ""
    level: str = ""
    program: str = ""
    pid: str = ""
    client: str = ""
    account: str = ""
    path: str = ""
    status: str = ""
    host: str = ""


class HeaderReader:
    """Takes the headers off lines, and counts which formats were seen."""

    def __init__(self) -> None:
        self._order = list(FORMATS)
        self.seen: dict[str, int] = {}

    def read(self, number: int, text: str) -> Line:
        """The line's parts; all of it is the message where no header is known."""
        for place, form in enumerate(self._order):
            if match := form.pattern.fullmatch(text):
                if place:
                    self._order.insert(0, self._order.pop(place))
                return self._line(number, form.name, match)
        self.seen[PLAIN] = self.seen.get(PLAIN, 0) + 1
        return Line(number, text)

    def _line(self, number: int, name: str, match: re.Match[str]) -> Line:
        self.seen[name] = self.seen.get(name, 0) + 1
        part = match.groupdict("")
        return Line(
            number,
            part["message"],
            time=part.get("epoch") or part.get("time", ""),
            level=part.get("level", ""),
            program=part.get("program", ""),
            pid=part.get("pid", ""),
            client=part.get("client", ""),
            account=part.get("account", ""),
            path=part.get("path", ""),
            status=part.get("status", ""),
            host=part.get("host", ""),
        )
