"""Say what a log holds in plain words: the summary, and what to be careful of."""

from collections.abc import Iterator

from tools.security._log_logins import FEW_TRIES
from tools.security._log_rate import BEFORE, LEAST_RATIO, LEVEL
from tools.security._log_reading import LogRead
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_result import AnalyseLogsResult, Detection
from tools.security._scan_words import counted

_SAID = 2


def summary(result: AnalyseLogsResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([*_found(result), _counts(result), *_unusual(result)])


def _found(result: AnalyseLogsResult) -> Iterator[str]:
    if not result.detections:
        logins = counted(result.failed_logins, "failed login")
        yield f"**No attack pattern** reached its threshold ({logins})."
        return
    kinds = _kinds(result.detections)
    told = " ".join(_told(one) for one in result.detections[:_SAID])
    yield f"**{_capital(kinds)} found**: {told}"
    if (left := len(result.detections) - _SAID) > 0:
        yield f"{counted(left, 'more detection')} {'is' if left == 1 else 'are'} listed."


def _kinds(detections: list[Detection]) -> str:
    names = list(dict.fromkeys(one.kind for one in detections))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _told(one: Detection) -> str:
    when = f", from {one.first} to {one.last}" if one.first and one.first != one.last else ""
    return f"{one.what.removesuffix('.')}{when} ({one.technique})."


def _counts(result: AnalyseLogsResult) -> str:
    kinds = counted(result.templates_total, "kind")
    return f"The log has {counted(result.lines, 'line')} of {kinds} of message."


def _unusual(result: AnalyseLogsResult) -> Iterator[str]:
    if result.detections or not result.bursts:
        return
    burst = result.bursts[0]
    which = "lines" if burst.template is None else "lines of one kind"
    yield (
        f"The most unusual burst: {burst.count:,} {which} from {burst.start} on, where "
        f"{burst.expected:.2g} were to be expected."
    )


def notes(
    request: AnalyseLogsRequest, result: AnalyseLogsResult, read: LogRead, full: bool
) -> list[str]:
    """What could not be judged, what was assumed, and what looks alike."""
    return [
        *_unread(result, read, full),
        *_times(request, result, read),
        *_attacks(result),
        "Thresholds are settings, not standards: a slower or smaller attack stays below them, and "
        "many people behind one address (a proxy, a VPN) may exceed them.",
        *_tests(result),
    ]


def _unread(result: AnalyseLogsResult, read: LogRead, full: bool) -> Iterator[str]:
    plain = result.formats.get("no header", 0)
    if plain:
        which = "No line has" if plain == result.lines else f"{counted(plain, 'line')} have"
        yield f"{which} a header that is known here; such lines are taken as messages without time."
    if read.shortened:
        yield f"Warning: {counted(read.shortened, 'line')} were cut after 4,000 characters."
    if full:
        yield "Warning: more than 5,000 templates; what came after them is one group."


def _times(request: AnalyseLogsRequest, result: AnalyseLogsResult, read: LogRead) -> Iterator[str]:
    if not result.timed_lines:
        yield "No line has a time: windows and bursts cannot be judged, thresholds count all lines."
    if read.clock.zoned:
        yield "Lines state a time zone; times are shown in UTC."
    if read.clock.yearless and request.year is None:
        yield "The log writes no year; times are shown without one."


def _attacks(result: AnalyseLogsResult) -> Iterator[str]:
    if any(one.success_after for one in result.detections):
        yield (
            "Warning: a login succeeded after failures; treat the account as lost until it is "
            "known who it was."
        )
    if any(one.kind == "password spraying" for one in result.detections):
        yield (
            f"Spraying means at most {FEW_TRIES} tries per account; stolen pairs of name and "
            "password (credential stuffing, T1110.004) look the same, as logs hold no passwords."
        )
    if not result.travel_judged and result.successful_logins:
        yield "Travel cannot be judged: no successful login carries coordinates or a known country."
    elif result.travel_judged:
        yield (
            "Travel is judged by the least distance: between countries, of circles that hold their "
            "mainland (approximate; overseas parts lie outside). A VPN looks like travel."
        )


def _tests(result: AnalyseLogsResult) -> Iterator[str]:
    if result.interval_s is not None:
        yield (
            f"Bursts: intervals of {result.interval_s:g} s against the {BEFORE} before, at least "
            f"{LEAST_RATIO:g} times as many, chance under {LEVEL:g} over all tests (exact test of "
            "two Poisson rates; lines that come in clumps by nature exceed it more often)."
        )
