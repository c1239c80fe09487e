"""Facts of each vulnerability on each host, joined into the steps of a plan and put in order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tools.scans import SEVERITIES, Severity
from tools.security._cvss_metrics import severity
from tools.security._priority_facts import Facts, Register
from tools.security._priority_result import PlanStep
from tools.security._ssvc import decide, order, points

_MOST_HOSTS = 100
_VALUES = {
    "exploitation": ("none", "public poc", "active"),
    "system exposure": ("small", "controlled", "open"),
    "automatable": ("no", "yes"),
    "human impact": ("low", "medium", "high", "very high"),
    "technical impact": ("partial", "total"),
}
_SAID = {
    "exploitation": "whether it is exploited",
    "system exposure": "how far the host can be reached",
    "automatable": "whether attacks can be automated",
    "technical impact": "how much control an attacker gains",
    "human impact": "what the host means for the organisation",
    "mission and well-being impact": "the impact on mission and well-being",
    "in kev": "whether it is exploited",
    "publicly exposed": "how far the host can be reached",
}


def steps(register: Register, facts: Sequence[Facts]) -> list[PlanStep]:
    """The plan. The order is by decision, then by what may be lost, then by what is known."""
    groups: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        groups[one.key].append(one)
    made = [_step(register, group) for group in groups.values()]
    ranks = order(register.request.table)
    made.sort(
        key=lambda s: (
            -ranks.index(s.decision),
            -ranks.index(s.at_least),
            -(s.expected_loss_high or 0.0),
            not s.known_exploited,
            -(s.epss_low or 0.0),
            -(s.score or 0.0),
            s.name,
        )
    )
    return [step.model_copy(update={"place": place}) for place, step in enumerate(made, 1)]


def _step(register: Register, group: Sequence[Facts]) -> PlanStep:
    table = register.request.table
    ranks = order(table)
    decided = [decide(table, one.known) for one in group]
    scores = [one.score for one in group if one.score is not None]
    score = max(scores, default=None)
    hosts = list(dict.fromkeys(one.host for one in group if one.host))
    losses = [expected(register, one) for one in group if one.loss is not None]
    chances = [one.epss for one in group if one.epss is not None]
    first = group[0]
    return PlanStep(
        name=first.name,
        place=0,
        decision=max((most for _, most in decided), key=ranks.index),
        at_least=max((least for least, _ in decided), key=ranks.index),
        hosts=hosts[:_MOST_HOSTS],
        hosts_count=len(hosts),
        cves=list(dict.fromkeys(cve for one in group for cve in one.cves)),
        score=score,
        severity=_named(score),
        exploitation=_open(group, "exploitation" if "exploitation" in points(table) else "in kev"),
        exposure=_open(group, "system exposure"),
        automatable=_open(group, "automatable"),
        impact=_open(group, "human impact" if table == "deployer" else "technical impact"),
        epss_low=max((low for low, _ in chances), default=None),
        epss_high=max((high for _, high in chances), default=None),
        year_low=max(one.year[0] for one in group),
        year_high=max(one.year[1] for one in group),
        known_exploited=any(one.listed for one in group),
        expected_loss_low=sum(low for low, _ in losses) if losses else None,
        expected_loss_high=sum(high for _, high in losses) if losses else None,
        reasons=list(_reasons(group, score)),
        unknown=list(_unknown(register, group)),
        solution=next((one.solution for one in group if one.solution), ""),
    )


def expected(register: Register, one: Facts) -> tuple[float, float]:
    """Loss x chance of exploitation in a year x chance of being hit, at least and at most."""
    loss, (low, high) = one.loss or 0.0, one.year
    chance = register.request.chance_of_hit
    return loss * low * (chance or 0.0), loss * high * (1.0 if chance is None else chance)


def losses(register: Register, facts: Sequence[Facts]) -> tuple[float, float] | None:
    """Expected loss a year of all hosts, each lost at most once a year; None without any loss.

    Bounds that hold however the vulnerabilities hang together: a host is hit at least as often as
    by the likeliest of them and at most as often as by all of them one after another. Findings
    whose host is not named count as one host below and as hosts of their own above.
    """
    low: dict[str, float] = defaultdict(float)
    high: dict[str, float] = defaultdict(float)
    most: dict[str, float] = {}
    for place, one in enumerate(facts):
        if one.loss is None:
            continue
        least, greatest = expected(register, one)
        low[one.host] = max(low[one.host], least)
        host = one.host or f"unnamed {place}"
        high[host] += greatest
        most[host] = one.loss
    if not most:
        return None
    return sum(low.values()), sum(min(high[host], loss) for host, loss in most.items())


def _named(score: float | None) -> Severity:
    name = severity(score, "3.1") if score is not None else "none"
    return next(one for one in SEVERITIES if one == name)


def _open(group: Sequence[Facts], point: str) -> list[str]:
    """The values that a point may still have, on any of the hosts."""
    every = _VALUES.get(point, ("no", "yes"))
    found = {value for one in group for value in one.known.get(point, every)}
    return [value for value in every if value in found]


def _reasons(group: Sequence[Facts], score: float | None) -> Iterator[str]:
    known = group[0].known
    if any(one.listed for one in group):
        yield "known to be exploited"
    elif known.get("exploitation") == frozenset({"public poc"}):
        yield "exploit code is public"
    elif known.get("exploitation") == frozenset({"public poc", "active"}):
        yield "exploit code is public, and whether it is used is not known"
    yield from _chances(group[0])
    if score is not None:
        yield f"CVSS {score:.1f}, {_named(score)}"
    if any("open" in one.known.get("system exposure", ()) for one in group):
        yield "reachable from the internet"
    if known.get("automatable") == frozenset({"yes"}):
        yield "attacks can be automated"
    if len(hosts := {one.host for one in group if one.host}) > 1:
        yield f"on {len(hosts)} hosts"


def _chances(one: Facts) -> Iterator[str]:
    if one.epss is None:
        return
    low, high = one.epss
    if one.without_epss and not low:
        yield "its EPSS is not known"
    elif low == high:
        yield f"EPSS {_percent(low)}"
    else:
        yield f"EPSS between {_percent(low)} and {_percent(high)}"


def _percent(share: float) -> str:
    points_of = 100 * share
    return f"{points_of:.0f} %" if points_of >= 10 or points_of == 0 else f"{points_of:.2g} %"


def _unknown(register: Register, group: Sequence[Facts]) -> Iterator[str]:
    said: dict[str, None] = {}
    for point in points(register.request.table):
        if any(len(one.known.get(point, ())) != 1 for one in group):
            said[_SAID[point]] = None
    if any(one.without_epss for one in group):
        said["EPSS of some of its CVEs" if group[0].epss and group[0].epss[0] else "EPSS"] = None
    yield from said
