"""Failed logins of one source as brute force, guessing or spraying, told apart by their accounts.

MITRE ATT&CK T1110.001: many passwords for one account. T1110.003: few passwords for many
accounts. T1110.004 (stolen pairs of name and password) leaves the same failures as spraying,
because logs hold no passwords.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.security._log_events import Login
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_result import Account, Detection

FEW_TRIES = 3
"""Tries per account up to which a source sprays; lockouts commonly begin above."""
SPRAY_MINUTES = 1440.0
MOST_LINES, MOST_ACCOUNTS = 50, 20
_NAMES = {
    "T1110": "Brute Force",
    "T1110.001": "Brute Force: Password Guessing",
    "T1110.003": "Brute Force: Password Spraying",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A detection, and the times that its text needs."""

    detection: Detection
    first: float | None
    last: float | None


def of_one_attempt(logins: Sequence[Login]) -> list[Login]:
    """Failures without the further lines that the same attempts left, source by source."""
    least: dict[str, int] = {}
    for one in logins:
        if not one.passed:
            least[one.source] = min(one.rank, least.get(one.source, one.rank))
    return [one for one in logins if one.passed or one.rank == least[one.source]]


def login_detections(request: AnalyseLogsRequest, logins: Sequence[Login]) -> Iterator[Found]:
    """Every source whose failures reach a threshold, then accounts attacked from many."""
    by_source: dict[str, list[Login]] = defaultdict(list)
    for one in logins:
        by_source[one.source].append(one)
    reported: set[str] = set()
    for source, events in by_source.items():
        if not source:
            continue
        for found in _of_source(request, source, events):
            reported.add(source)
            yield found
    yield from _distributed(request, logins, reported)


def _of_source(request: AnalyseLogsRequest, source: str, events: list[Login]) -> Iterator[Found]:
    failures = [one for one in events if not one.passed]
    tries: Counter[str] = Counter()
    tried: dict[str, list[Login]] = defaultdict(list)
    for one in failures:
        tries[one.account] += one.weight
        tried[one.account].append(one)
    seconds = request.window * 60
    enough = (name for name, count in tries.items() if count >= request.failures)
    forced = {name for name in enough if _peak(tried[name], seconds) >= request.failures}
    passed: dict[str, list[Login]] = defaultdict(list)
    for one in events:
        if one.passed:
            passed[one.account].append(one)
    rest = [one for one in failures if one.account not in forced]
    few = {name for name, n in tries.items() if n <= FEW_TRIES and name and name not in forced}
    sprayed = [one for one in rest if one.account in few]
    for account in sorted(forced, key=lambda name: -tries[name]):
        yield _found(request, "brute force", source, [*tried[account], *passed[account]])
    if _peak_accounts(sprayed) >= request.accounts:
        own = [one for one in events if one.account in few]
        yield _found(request, "password spraying", source, own)
    elif _peak(rest, seconds) >= request.failures:
        names = {one.account for one in rest}
        yield _found(
            request, "password guessing", source, [one for one in events if one.account in names]
        )


def _distributed(
    request: AnalyseLogsRequest, logins: Sequence[Login], reported: set[str]
) -> Iterator[Found]:
    """One account, many sources, none of which was reported by itself."""
    by_account: dict[str, list[Login]] = defaultdict(list)
    for one in logins:
        if one.account and one.source not in reported:
            by_account[one.account].append(one)
    for events in by_account.values():
        failures = [one for one in events if not one.passed]
        sources = {one.source for one in failures if one.source}
        peak = _peak(failures, request.window * 60)
        named = len(sources) >= request.accounts or sources == set()
        if named and peak >= request.failures:
            yield _found(request, "distributed brute force", "", events)


def _peak(events: Sequence[Login], seconds: float) -> int:
    """Most failures within any window; all of them where lines have no time."""
    timed = sorted((one.time, one.weight) for one in events if one.time is not None)
    if len(timed) < len(events):
        return sum(one.weight for one in events)
    best = held = 0
    inside: deque[tuple[float, int]] = deque()
    for time, weight in timed:
        inside.append((time, weight))
        held += weight
        while inside[0][0] < time - seconds:
            held -= inside.popleft()[1]
        best = max(best, held)
    return best


def _peak_accounts(events: Sequence[Login]) -> int:
    """Most different accounts within a day; all of them where lines have no time."""
    return most_different(
        [(one.time, one.account) for one in events if one.account], SPRAY_MINUTES * 60
    )


def most_different(events: Sequence[tuple[float | None, str]], seconds: float) -> int:
    """Most different names within any window; all of them where one has no time."""
    timed = sorted((time, name) for time, name in events if time is not None)
    if len(timed) < len(events):
        return len({name for _, name in events})
    held: Counter[str] = Counter()
    best = start = 0
    for time, name in timed:
        held[name] += 1
        while timed[start][0] < time - seconds:
            gone = timed[start][1]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            start += 1
        best = max(best, len(held))
    return best


def _found(request: AnalyseLogsRequest, kind: str, source: str, events: list[Login]) -> Found:
    """`events`: the failures and the successes that may follow them."""
    failures = [one for one in events if not one.passed]
    tries: Counter[str] = Counter()
    for one in failures:
        tries[one.account] += one.weight
    spray = kind == "password spraying"
    technique = {"password guessing": "T1110", "password spraying": "T1110.003"}.get(
        kind, "T1110.001"
    )
    after = _success_after(failures, events)
    peak = _peak_accounts(failures) if spray else _peak(failures, request.window * 60)
    times = [one.time for one in failures if one.time is not None]
    sources = {one.source for one in failures if one.source}
    detection = Detection.model_validate(
        {
            "kind": kind,
            "technique": technique,
            "technique_name": _NAMES[technique],
            "also_fits": ["T1110.004"] if spray else [],
            "source": source,
            "sources": len(sources),
            "account": next(iter(tries)) if len(tries) == 1 else "",
            "accounts": [
                Account(name=name, failures=n) for name, n in tries.most_common(MOST_ACCOUNTS)
            ],
            "accounts_total": len([name for name in tries if name]),
            "count": sum(tries.values()),
            "peak": peak,
            "threshold": request.accounts if spray else request.failures,
            "threshold_on": _threshold(request, spray, len(times) == len(failures)),
            "first": None,
            "last": None,
            "success_after": after is not None,
            "success_line": after.line if after else None,
            "lines": [one.line for one in failures][:MOST_LINES],
            "last_line": max(one.line for one in failures),
            "what": _what(kind, source, tries, len(sources), after),
        }
    )
    return Found(detection, min(times, default=None), max(times, default=None))


def _success_after(failures: list[Login], events: list[Login]) -> Login | None:
    """By the same source on the same account: others may log in as they always do."""
    first_failed: dict[tuple[str, str], int] = {}
    for one in failures:
        first_failed.setdefault((one.source, one.account), one.line)
    for one in events:
        begun = first_failed.get((one.source, one.account), one.line)
        if one.passed and begun < one.line:
            return one
    return None


def _threshold(request: AnalyseLogsRequest, spray: bool, timed: bool) -> str:
    if spray:
        within = "24 hours" if timed else "the whole log (its lines have no time)"
        return f"accounts tried at most {FEW_TRIES} times each by one source within {within}"
    within = f"{request.window:g} minutes" if timed else "the whole log (its lines have no time)"
    return f"failed logins within {within}"


def _what(kind: str, source: str, tries: Counter[str], sources: int, after: Login | None) -> str:
    count, accounts = sum(tries.values()), len(tries)
    name = next(iter(tries)) or "unnamed accounts"
    if kind == "brute force":
        said = f"{source} failed to log in as {name} {count:,} times"
    elif kind == "password spraying":
        said = f"{source} tried {accounts:,} accounts, each at most {FEW_TRIES} times"
    elif kind == "password guessing":
        said = f"{source} failed to log in {count:,} times on {accounts:,} accounts"
    else:
        said = f"{name} was tried {count:,} times" + (
            f" from {sources:,} sources" if sources else ""
        )
    if after is None:
        return f"{said}."
    return f"{said}, and then logged in as {after.account or name} (line {after.line:,})."
