"""Say and draw how series move together."""

from collections.abc import Iterator
from typing import Any

from tools.risk._correlation_request import (
    AnalyseCorrelationRequest,
    AnalyseCorrelationResult,
    Pair,
)
from tools.wording import percent, plain

MOST_DRAWN = 40
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_STRENGTHS = ((0.9, "very strongly"), (0.7, "strongly"), (0.4, "moderately"), (0.2, "weakly"))


def two(value: float) -> str:
    """Two decimals: `0.84`, `−0.30`."""
    return f"{value:.2f}".replace("-", "−")


def summary(result: AnalyseCorrelationResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_strongest(result), *_count(result), *_groups(result), *_change(result)])


def _measured(pair: Pair, kind: str) -> tuple[float, float, float]:
    return (
        getattr(pair, kind),
        getattr(pair, f"{kind}_low"),
        getattr(pair, f"{kind}_high"),
    )


def _strongest(result: AnalyseCorrelationResult) -> str:
    pair = result.pairs[0]
    value, low, high = _measured(pair, result.method_name)
    how = next((word for least, word in _STRENGTHS if abs(value) >= least), "hardly")
    way = "together" if value >= 0 else "in opposite directions"
    lead = f"{pair.first} and {pair.second} move {how} {way}"
    if result.pair_count > 1:
        lead = f"The strongest link: {lead}"
    return (
        f"{lead}, a correlation of **{two(value)}** ({percent(result.confidence)} interval "
        f"{two(low)} to {two(high)}, {result.rows:,} rows)."
    )


def _count(result: AnalyseCorrelationResult) -> Iterator[str]:
    if result.pair_count > 1:
        yield (
            f"Of {result.pair_count:,} pairs {result.significant_pairs:,} go beyond chance, all "
            f"looked at together; the mean correlation is {two(result.mean_correlation)}."
        )
    elif result.significant_pairs == 0:
        yield "That could be chance."


def _groups(result: AnalyseCorrelationResult) -> Iterator[str]:
    several = [one for one in result.clusters if len(one.members) > 1]
    if len(result.names) > 2 and several:
        first = several[0]
        shown = ", ".join(first.members[:5])
        more = " and others" if len(first.members) > 5 else ""
        yield (
            f"{shown}{more} belong together (mean correlation "
            f"{two(first.mean_correlation or 0.0)})."
        )


def _change(result: AnalyseCorrelationResult) -> Iterator[str]:
    if result.rolling:
        one = result.rolling[0]
        yield (
            f"Over windows of {result.window} rows {one.first} and {one.second} ranged from "
            f"{two(one.least)} to {two(one.greatest)}, lately {two(one.latest)}."
        )


def notes(
    request: AnalyseCorrelationRequest, result: AnalyseCorrelationResult, found: list[str]
) -> list[str]:
    """What was assumed and what to be careful of."""
    said = [
        *found,
        f"Shrinking the correlations towards their mean takes {percent(result.shrinkage)} of it "
        "(Ledoit and Wolf); the shrunk matrix is the better one to invert.",
        "Intervals take the rows as independent; series that trend or lag are surer of less.",
    ]
    if result.rows < 30:
        said.insert(0, f"Warning: {result.rows} rows are few; the intervals are wide.")
    if result.rows <= len(result.names):
        said.append("There are fewer rows than series, so the matrix cannot be inverted.")
    if request.method == "pearson":
        off = max(result.pairs, key=lambda one: abs(one.pearson - one.spearman))
        if abs(off.pearson - off.spearman) > 0.2:
            said.append(
                f"{off.first} and {off.second} differ by measure (Pearson {two(off.pearson)}, "
                f"Spearman {two(off.spearman)}): a few extreme rows or a bend may be why."
            )
    if result.least_eigenvalue < -1e-8 * len(result.names):
        said.append(
            f"The matrix is not positive semidefinite (least eigenvalue "
            f"{plain(result.least_eigenvalue, 6)}); nearest_correlation mends it."
        )
    said.append("Correlation says nothing of cause.")
    return said


def chart(result: AnalyseCorrelationResult, order: list[int]) -> dict[str, Any] | None:
    """A heat map in the order of the clusters, and rolling lines."""
    views: list[dict[str, Any]] = []
    if len(order) <= MOST_DRAWN:
        views.append(_heat_map(result, order))
    if result.rolling:
        views.append(_lines(result))
    if not views:
        return None
    return {
        "$schema": SCHEMA,
        "description": "Correlations of every pair, and how the strongest changed.",
        "vconcat": views,
        "resolve": {"scale": {"color": "independent"}},
    }


def _heat_map(result: AnalyseCorrelationResult, order: list[int]) -> dict[str, Any]:
    names = [result.names[k] for k in order]
    rows = [
        {"row": result.names[i], "column": result.names[j], "correlation": result.matrix[i][j]}
        for i in order
        for j in order
    ]
    axis = {"type": "nominal", "sort": names, "title": None}
    return {
        "title": "Correlations, series that move together side by side",
        "width": {"step": 24},
        "height": {"step": 24},
        "data": {"values": rows},
        "mark": "rect",
        "encoding": {
            "x": {"field": "column", **axis},
            "y": {"field": "row", **axis},
            "color": {
                "field": "correlation",
                "type": "quantitative",
                "scale": {"domain": [-1, 1], "scheme": "redblue"},
            },
            "tooltip": {"field": "correlation", "format": ".2f"},
        },
    }


def _lines(result: AnalyseCorrelationResult) -> dict[str, Any]:
    rows = [
        {"pair": f"{one.first} / {one.second}", "window": k + 1, "correlation": value}
        for one in result.rolling
        for k, value in enumerate(one.values)
        if value is not None
    ]
    return {
        "title": f"Rolling over {result.window} rows, oldest to newest",
        "width": 460,
        "height": 200,
        "data": {"values": rows},
        "mark": "line",
        "encoding": {
            "x": {"field": "window", "type": "quantitative", "title": "Window"},
            "y": {
                "field": "correlation",
                "type": "quantitative",
                "title": "Correlation",
                "scale": {"domain": [-1, 1]},
            },
            "color": {"field": "pair", "type": "nominal", "title": None},
        },
    }
