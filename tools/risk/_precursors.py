"""What precedes losses: event types after which losses are more frequent than at other times.

For each entity the time after an event of a type (up to the window) is set against the rest of
the time. Given how many losses an entity had, the number that fell into that time is binomial if
losses come evenly; over entities their sum is exact by convolution, so an entity that has more of
everything is no evidence (a self-controlled comparison). The rate ratio is the conditional maximum
likelihood estimate, its interval from inverting the test.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import TableData
from tools.risk._exact_counts import adjusted
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._patterns_result import Precursor
from tools.risk._scorecard_columns import heading, said
from tools.tables.profiles import Profile

Floats = NDArray[np.float64]

FEWEST, FEWEST_LOSSES = 3, 3
_MOST_ROWS, _MOST_LOSSES, _MOST_TYPES = 100_000, 5_000, 500
_DAY, _SHOWN = 86_400.0, 6
_RATIOS = (-18.0, 18.0)  # natural logarithms between which rate ratios are sought


@dataclass(frozen=True, slots=True)
class Log:
    """Events in time: days since the start, type and entity of each."""

    days: Floats
    types: list[str]
    entities: list[str]
    loss: str
    length: float
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Precursors, the surest first, and how many types were tested."""

    precursors: list[Precursor]
    tested: int
    losses: int


def log_of(request: FindPatternsRequest, table: TableData) -> Log:
    """Read the log; `InvalidInput` names the column that is missing or unreadable."""
    if table.rows > _MOST_ROWS:
        raise InvalidInput.of("events", f"at most {_MOST_ROWS:,} rows are taken", code="too_many")
    kinds, loss = _types(request, table)
    days, whole = _days(request, table)
    entities = [""] * table.rows
    if request.entity_column is not None:
        name = heading(table, request.entity_column, "entity_column")
        entities = [said(cell) for cell in table.columns[name]]
    kept = np.array([bool(kind) for kind in kinds]) & ~np.isnan(days)
    if request.entity_column is not None:
        kept &= np.array([bool(one) for one in entities])
    notes: list[str] = []
    if not kept.all():
        notes.append(f"{int((~kept).sum()):,} events without a day, type or owner were left out.")
    rows = np.flatnonzero(kept)
    # A day is the time up to its end: what happens a day later lies one day after it.
    start = float(days[rows].min()) - (1.0 if whole else 0.0)
    length = float(days[rows].max()) - start
    if length <= request.window_days:
        message = f"the log spans {length:g} days, no more than the window; take a shorter one"
        raise InvalidInput.of("window_days", message, code="too_long")
    return Log(
        days[rows] - start, [kinds[k] for k in rows], [entities[k] for k in rows], loss, length,
        notes,
    )  # fmt: skip


def _types(request: FindPatternsRequest, table: TableData) -> tuple[list[str], str]:
    wanted = (request.loss_event or "").strip().casefold()
    names = list(table.columns)
    if request.type_column is not None:
        names = [heading(table, request.type_column, "type_column")]
    for name in names:
        words = [said(cell) for cell in table.columns[name]]
        if wanted in {word.casefold() for word in words}:
            loss = next(word for word in words if word.casefold() == wanted)
            return [loss if word.casefold() == wanted else word for word in words], loss
    message = "no column of the log holds this type of event"
    if request.type_column is not None:
        held = dict.fromkeys(said(cell) for cell in table.columns[names[0]])
        message += f"; it holds {', '.join(f'`{word[:40]}`' for word in list(held)[:_SHOWN])}"
    raise InvalidInput.of("loss_event", message, code="unknown_value")


def _days(request: FindPatternsRequest, table: TableData) -> tuple[Floats, bool]:
    """Days of the events, NaN where there is none, and whether they are whole days."""
    if request.time_column is not None:
        name = heading(table, request.time_column, "time_column")
    else:
        dated = [n for n, cells in table.columns.items() if Profile(n, cells).kind == "date"]
        if len(dated) != 1:
            which = "none holds dates" if not dated else "several hold dates"
            message = f"say which column holds the days of the events: {which}"
            raise InvalidInput.of("time_column", message, code="missing")
        name = dated[0]
    profile = Profile(name, table.columns[name])
    held = np.array([said(cell) != "" for cell in table.columns[name]])
    days = np.full(table.rows, np.nan)
    if profile.dates is not None:
        days[held] = [_day(text) for text in profile.dates]
        return days, not any("T" in text for text in profile.dates)
    if profile.numbers is None or not np.isfinite(profile.numbers).all():
        message = "holds neither dates nor numbers of days"
        raise InvalidInput.of("time_column", message, code="not_a_date")
    days[held] = profile.numbers
    return days, bool(np.all(days[held] == np.round(days[held])))


def _day(text: str) -> float:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    return (moment - datetime.datetime(1970, 1, 1)).total_seconds() / _DAY


def precursors(request: FindPatternsRequest, log: Log) -> Found:
    """Test every type of event but the loss itself."""
    losses, occurred = _by_entity(log)
    count = sum(one.size for one in losses.values())
    if count < FEWEST_LOSSES:
        message = f"only {count} such events are in the log; at least {FEWEST_LOSSES} are needed"
        raise InvalidInput.of("loss_event", message, code="too_few_events")
    if count > _MOST_LOSSES:
        message = f"more than {_MOST_LOSSES:,} such events; take a shorter span or a rarer type"
        raise InvalidInput.of("loss_event", message, code="too_many")
    times = {k: one for k, one in occurred.items() if sum(t.size for t in one.values()) >= FEWEST}
    if len(times) > _MOST_TYPES:
        message = f"more than {_MOST_TYPES} types of events; name another type_column"
        raise InvalidInput.of("type_column", message, code="too_many")
    if not times:
        message = f"no other type of event occurs at least {FEWEST} times"
        raise InvalidInput.of("events", message, code="too_few_events")
    tables = [_exposed(one, losses, log.length, request.window_days) for one in times.values()]
    p = np.array([_tail(law.counts, law.shares, law.hits, 1.0)[0] for law in tables])
    q = adjusted(p, request.correction)
    found = [
        _precursor(kind, law, float(p[k]), float(q[k]))
        for k, (kind, law) in enumerate(zip(times, tables, strict=True))
        if q[k] <= request.false_discovery
    ]
    return Found(sorted(found, key=lambda one: (one.p, one.event)), len(times), count)


@dataclass(frozen=True, slots=True)
class Exposed:
    """For the entities with losses: how many, which share of the time follows an event."""

    counts: NDArray[np.int64]
    shares: Floats
    hits: int
    """Losses within that time."""
    occurrences: int
    losses: int


def _by_entity(log: Log) -> tuple[dict[str, Floats], dict[str, dict[str, Floats]]]:
    losses: dict[str, list[float]] = defaultdict(list)
    others: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for day, kind, entity in zip(log.days.tolist(), log.types, log.entities, strict=True):
        (losses[entity] if kind == log.loss else others[kind][entity]).append(day)
    sorted_losses = {entity: np.sort(days) for entity, days in losses.items()}
    return sorted_losses, {
        kind: {entity: np.sort(days) for entity, days in each.items()}
        for kind, each in others.items()
    }


def _exposed(
    times: dict[str, Floats], losses: dict[str, Floats], length: float, window: float
) -> Exposed:
    counts: list[int] = []
    shares: list[float] = []
    hits = 0
    for entity, fell in losses.items():
        starts = times.get(entity, np.zeros(0))
        ends = np.minimum(starts + window, length)
        # Each window counts up to the next event: together they are the union.
        until = np.minimum(ends, np.append(starts[1:], np.inf))
        counts.append(fell.size)
        shares.append(float(np.sum(until - starts)) / length)
        last = np.searchsorted(starts, fell, side="left") - 1  # strictly before the loss
        known = last >= 0
        hits += int(np.sum(fell[known] - starts[last[known]] <= window + 1e-9))
    occurrences = sum(one.size for one in times.values())
    total = sum(counts)
    return Exposed(np.array(counts), np.array(shares), hits, occurrences, total)


def _law(counts: NDArray[np.int64], shares: Floats, ratio: float) -> Floats:
    """Distribution of the losses in exposed time at a rate ratio."""
    from scipy.stats import binom

    chances = ratio * shares / (ratio * shares + 1 - shares)
    law = np.ones(1)
    # Entities with one share are one binomial.
    for chance in np.unique(chances):
        count = int(counts[chances == chance].sum())
        law = np.convolve(law, binom.pmf(np.arange(count + 1), count, chance))
    return law


def _tail(
    counts: NDArray[np.int64], shares: Floats, hits: int, ratio: float
) -> tuple[float, float]:
    """Chance of as many hits or more, and of as many or fewer."""
    law = _law(counts, shares, ratio)
    return float(min(1.0, law[hits:].sum())), float(min(1.0, law[: hits + 1].sum()))


def _precursor(kind: str, law: Exposed, p: float, q: float) -> Precursor:
    expected = float(law.counts @ law.shares)
    open_ended = law.hits >= int(law.counts[law.shares > 0].sum())
    low = _root(lambda r: _tail(law.counts, law.shares, law.hits, r)[0] - 0.025)
    high, ratio = None, None
    if not open_ended:
        high = _root(lambda r: 0.025 - _tail(law.counts, law.shares, law.hits, r)[1])
        ratio = _root(lambda r: _mean(law, r) - law.hits)
    return Precursor(
        event=kind,
        occurrences=law.occurrences,
        losses_after=law.hits,
        expected=expected,
        share_of_losses=law.hits / law.losses,
        time_share=float(law.counts @ law.shares) / law.losses,
        rate_ratio=ratio,
        rate_ratio_low=low,
        rate_ratio_high=high,
        p=p,
        q=q,
    )


def _mean(law: Exposed, ratio: float) -> float:
    chances = ratio * law.shares / (ratio * law.shares + 1 - law.shares)
    return float(law.counts @ chances)


def _root(rising: Callable[[float], float]) -> float:
    """Where a function of the rate ratio that rises passes zero."""
    from scipy.optimize import brentq

    found = cast("float", brentq(lambda x: rising(float(np.exp(x))), *_RATIOS, xtol=1e-10))
    return float(np.exp(found))
