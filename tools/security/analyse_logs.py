"""What stands in a log: its kinds of message, what is unusual, and attacks."""

from collections.abc import Iterator

from tools.capability import Method
from tools.security._log_chart import chart
from tools.security._log_logins import Found, login_detections, of_one_attempt
from tools.security._log_rate import interval_of, rises
from tools.security._log_reading import LogRead, read_log
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_result import AnalyseLogsResult, Burst, Detection, TemplateCount
from tools.security._log_scans import abuse_detections, scan_detections
from tools.security._log_templates import Grouped, group
from tools.security._log_travel import place_of, travel_detections
from tools.security._log_words import notes, summary

MOST_TEMPLATES = 5_000
_LISTED, _LISTED_RARE, _LISTED_BURSTS = 500, 50, 50
_EXAMPLE = 300
_GRAVE = (
    "impossible travel",
    "brute force",
    "distributed brute force",
    "password spraying",
    "password guessing",
    "privilege escalation",
    "scan",
)
_ERRORS = frozenset(
    [
        *("error", "err", "e", "severe", "critical", "crit", "fatal", "f", "alert", "emerg"),
        *("emergency", "failure"),
    ]
)


def analyse_logs(request: AnalyseLogsRequest) -> AnalyseLogsResult:
    """Find attacks and anomalies in log lines: brute force, spraying, scans, impossible travel.

    Groups the lines into templates, counts them, tests for bursts and rare messages, and maps what
    it finds to MITRE ATT&CK. Use it for auth.log, sshd, syslog, web and firewall logs.
    """
    read = read_log(request)
    messages = [line.message for line in read.lines]
    grouped = group(messages, request.similarity, request.depth, MOST_TEMPLATES)
    templates = _templates(read, grouped)
    once = [one for one in templates if one.count == 1]
    logins = of_one_attempt(read.logins)
    timed = [time for time in read.times if time is not None]
    first, last = (min(timed), max(timed)) if timed else (None, None)
    step = interval_of(first, last) if first is not None and last is not None else None
    result = AnalyseLogsResult(
        summary="",
        method=Method(
            name="templates by Drain; sliding windows of logins and targets; exact test of rates",
            source="He et al. (2017), Drain, section III; MITRE ATT&CK; Good (1953); Przyborowski "
            "and Wilenski (1940)",
        ),
        lines=len(messages),
        formats=read.formats,
        first=None if first is None else read.clock.text(first),
        last=None if last is None else read.clock.text(last),
        timed_lines=len(timed),
        templates_total=len(templates),
        templates=sorted(templates, key=lambda one: (-one.count, one.id))[:_LISTED],
        line_templates=grouped.of_line,
        rare=once[:_LISTED_RARE],
        rare_total=len(once),
        unseen_share=len(once) / len(messages),
        error_lines=sum(line.level.lower() in _ERRORS for line in read.lines),
        failed_logins=sum(one.weight for one in logins if not one.passed),
        successful_logins=sum(one.weight for one in logins if one.passed),
        bursts=_bursts(read, grouped, step) if step else [],
        interval_s=step,
        detections=_detections(request, read),
        travel_judged=any(place_of(one.place) for one in logins if one.passed),
    )
    result.summary, result.notes = summary(result), notes(request, result, read, grouped.full)
    result.chart = chart(read, result)
    return result


def _templates(read: LogRead, grouped: Grouped) -> list[TemplateCount]:
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, number in enumerate(grouped.of_line):
        first.setdefault(number, place)
        last[number] = place
    return [
        TemplateCount(
            id=number,
            template=text[:_EXAMPLE],
            count=grouped.counts[number],
            first_line=read.lines[first[number]].number,
            last_line=read.lines[last[number]].number,
            level=read.lines[first[number]].level,
            example=read.lines[first[number]].message[:_EXAMPLE],
        )
        for number, text in enumerate(grouped.templates)
    ]


def _bursts(read: LogRead, grouped: Grouped, step: float) -> list[Burst]:
    found = rises(read.times, grouped.of_line, grouped.counts, step)[:_LISTED_BURSTS]
    wanted = {(one.series, one.start): 0 for one in found}
    for place, time in enumerate(read.times):
        if time is None:
            continue
        for series in (-1, grouped.of_line[place]):
            if wanted.get((series, time // step * step)) == 0:
                wanted[series, time // step * step] = read.lines[place].number
    return [
        Burst(
            template=None if one.series < 0 else one.series,
            start=read.clock.text(one.start),
            end=read.clock.text(one.end),
            count=one.count,
            expected=one.expected,
            p_value=one.p_value,
            first_line=wanted[one.series, one.start],
        )
        for one in found
    ]


def _detections(request: AnalyseLogsRequest, read: LogRead) -> list[Detection]:
    found: list[Detection] = []
    for one in _all(request, read):
        detection = one.detection
        detection.first = None if one.first is None else read.clock.text(one.first)
        detection.last = None if one.last is None else read.clock.text(one.last)
        found.append(detection)
    return sorted(
        found, key=lambda one: (not one.success_after, _GRAVE.index(one.kind), -one.count)
    )


def _all(request: AnalyseLogsRequest, read: LogRead) -> Iterator[Found]:
    logins = of_one_attempt(read.logins)
    yield from login_detections(request, logins)
    yield from scan_detections(request, read.probes)
    yield from travel_detections(request, logins)
    yield from abuse_detections(read.abuses)
