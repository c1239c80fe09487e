"""Say found patterns in plain words, and draw them."""

from collections.abc import Iterator
from typing import Any

from tools.risk._annual_loss_chart import SCHEMA
from tools.risk._annual_loss_words import percent
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._patterns_result import FindPatternsResult, Pattern, Precursor

_BLUE, _GREY = "#4c78a8", "#b0b0b0"
_DRAWN = 12
_CORRECTIONS = {
    "benjamini_hochberg": "Benjamini and Hochberg",
    "benjamini_yekutieli": "Benjamini and Yekutieli",
}


def summary(result: FindPatternsResult) -> str:
    """The answer in at most four sentences."""
    say = {"outcome": _outcome, "together": _together, "before": _before}
    return " ".join(say[result.looked_for](result))


def _outcome(result: FindPatternsResult) -> Iterator[str]:
    base = f"{percent(result.base_rate or 0.0)} of {result.cases:,} cases"
    if not result.patterns:
        yield (
            f"No combination goes with {result.outcome} beyond chance: {result.tested:,} were "
            f"tested, and it holds in {base}."
        )
        return
    first = result.patterns[0]
    yield (
        f"{result.outcome} holds in {base}, but in **{percent(first.rate or 0.0)}** of the "
        f"{first.cases:,} cases with {first.name} ({times(first.lift)} the rate of all)."
    )
    if len(result.patterns) > 1:
        yield f"Next comes {_next(result.patterns[1])}."
    yield _count(result)


def _next(pattern: Pattern) -> str:
    return f"{pattern.name} with {percent(pattern.rate or 0.0)} of {pattern.cases:,}"


def _together(result: FindPatternsResult) -> Iterator[str]:
    if not result.patterns:
        yield (
            f"Nothing occurs together beyond chance in {result.cases:,} cases; {result.tested:,} "
            "combinations were tested."
        )
        return
    first = result.patterns[0]
    yield (
        f"{first.name} occur together in **{first.cases:,}** of {result.cases:,} cases, "
        f"{times(first.lift)} as often as if they had nothing to do with each other."
    )
    yield _count(result)


def _before(result: FindPatternsResult) -> Iterator[str]:
    window = f"within {result.window_days:g} day{'' if result.window_days == 1 else 's'}"
    if not result.precursors:
        yield (
            f"No type of event precedes {result.outcome} {window} beyond chance: {result.tested:,} "
            f"were tested on {result.events:,} losses."
        )
        return
    first = result.precursors[0]
    yield (
        f"**{percent(first.share_of_losses)}** of the {result.events:,} events {result.outcome} "
        f"come {window} after {first.event}, where {percent(first.time_share)} would by chance"
        f"{_ratio(first)}."
    )
    yield _count(result)


def _ratio(first: Precursor) -> str:
    low = f"at least {times(first.rate_ratio_low)} with 97.5 % confidence"
    if first.rate_ratio is None:
        return f"; the rate is then {low}"
    return f"; the rate is then {times(first.rate_ratio)} that of other times ({low})"


def times(ratio: float) -> str:
    """A ratio as people say it."""
    return f"{ratio:.2g} times" if ratio < 100 else f"{ratio:,.0f} times"


def _count(result: FindPatternsResult) -> str:
    noun = "types of events" if result.looked_for == "before" else "combinations"
    one = "stands" if result.found == 1 else "stand"
    return (
        f"Of {result.tested:,} {noun} tested, {result.found:,} {one} out with at most "
        f"{percent(result.false_discovery)} false ones to be expected among them."
    )


def notes(request: FindPatternsRequest, result: FindPatternsResult, found: list[str]) -> list[str]:
    """What was assumed, and what to be careful of."""
    return [*found, *_tests(request, result), *_listed(result), _NO_CAUSE]


_NO_CAUSE = (
    "What goes together need not cause each other; test a pattern on new cases before acting on it."
)


def _tests(request: FindPatternsRequest, result: FindPatternsResult) -> Iterator[str]:
    yield (
        f"Exact one-sided tests; false discoveries by {_CORRECTIONS[request.correction]} over all "
        f"{result.tested:,} tests, reported or not"
        + (
            ", which assumes that tests do not work against each other"
            if request.correction == "benjamini_hochberg"
            else ""
        )
        + "."
    )
    if result.looked_for == "before":
        yield (
            "Each owner's own time is compared with itself. Losses are taken to come one by one "
            "and as often late as early: bursts and trends make precursors look surer than they "
            "are. Every owner is taken as watched over the whole log. The same moment does not "
            "count as before."
        )
        return
    yield (
        f"A pattern needed {result.fewest_cases:,} cases; numbers were cut into "
        f"{request.number_bins} ranges; a missing value counts as not having the attribute."
    )
    if result.looked_for == "outcome":
        yield (
            "Combinations whose parts add nothing to each other at the 5 % level are left out: "
            f"{result.significant - result.found:,} of them."
        )
    if request.key is not None:
        yield "Rows with one key are one case, which has every value of its rows."


def _listed(result: FindPatternsResult) -> Iterator[str]:
    listed = len(result.patterns) + len(result.precursors)
    if listed < result.found:
        yield f"The surest {listed:,} of {result.found:,} are listed."


def chart(result: FindPatternsResult) -> dict[str, Any] | None:
    """Rates of patterns with their intervals, or the lift of what goes together."""
    if result.precursors:
        rows = [
            {"name": f"after {one.event}", "value": value, "which": which}
            for one in result.precursors[:_DRAWN]
            for which, value in (("losses", one.losses_after), ("by chance", one.expected))
        ]
        return _bars(rows, "Losses after each type of event", "Losses", ["losses", "by chance"])
    if not result.patterns:
        return None
    if result.looked_for == "together":
        rows = [
            {"name": p.name, "value": p.lift, "which": "lift"} for p in result.patterns[:_DRAWN]
        ]
        return _bars(rows, "How much more often than by chance", "Lift", ["lift"])
    return _rates(result)


def _bars(rows: list[dict[str, Any]], title: str, axis: str, which: list[str]) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "description": title + ".",
        "title": title,
        "width": 420,
        "height": {"step": 14},
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": _names(),
            "yOffset": {"field": "which", "sort": which},
            "x": {"field": "value", "type": "quantitative", "title": axis},
            "color": {
                "field": "which",
                "type": "nominal",
                "title": None,
                "scale": {"domain": which, "range": [_BLUE, _GREY][: len(which)]},
            },
        },
    }


def _names() -> dict[str, Any]:
    return {
        "field": "name", "type": "nominal", "title": None, "sort": None,
        "axis": {"labelLimit": 320},
    }  # fmt: skip


def _rates(result: FindPatternsResult) -> dict[str, Any]:
    rows = [
        {"name": p.name, "rate": p.rate, "low": p.rate_low, "high": p.rate_high}
        for p in result.patterns[:_DRAWN]
    ]
    x = {"type": "quantitative", "title": f"Share with {result.outcome}", "axis": {"format": "%"}}
    return {
        "$schema": SCHEMA,
        "description": "Share with the outcome in each pattern, with its exact 95 % interval.",
        "title": "Where the outcome is more or less frequent",
        "width": 420,
        "height": {"step": 22},
        "layer": [
            {
                "data": {"values": [{"base": result.base_rate}]},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": _GREY},
                "encoding": {"x": {**x, "field": "base"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "rule", "color": _BLUE},
                "encoding": {
                    "y": _names(), "x": {**x, "field": "low"}, "x2": {"field": "high"},
                },
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "size": 60, "color": _BLUE},
                "encoding": {"y": _names(), "x": {**x, "field": "rate"}},
            },
        ],
    }  # fmt: skip
