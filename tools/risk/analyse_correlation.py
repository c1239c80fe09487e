"""How series move together: correlations with intervals, shrinkage, clusters, change over time."""

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.fields import TableData
from tools.histories import History, of_assets
from tools.risk._correlation_request import (
    MOST_PAIRS,
    MOST_POINTS,
    MOST_ROLLED,
    MOST_SERIES,
    AnalyseCorrelationRequest,
    AnalyseCorrelationResult,
    Cluster,
    Pair,
    Rolled,
)
from tools.risk._correlation_words import chart, notes, summary
from tools.risk._rank_correlations import interval, kendall, pearson, ranks, rolling
from tools.shrinkage import constant_correlation, ledoit_wolf

Floats = NDArray[np.float64]

FEWEST_ROWS = 5
MOST_TAUS = 20_000_000  # rows x pairs up to which Kendall's whole matrix is computed


def analyse_correlation(request: AnalyseCorrelationRequest) -> AnalyseCorrelationResult:
    """Measure how several series correlate, how sure that is, and which belong together.

    Use it for correlation matrices and heat maps of returns, prices or other series: Pearson,
    Spearman, Kendall, confidence intervals, rolling correlation, clusters, Ledoit-Wolf shrinkage.
    """
    history = _history(request)
    values = history.moves
    _refuse_unfit(history)
    linear, ranked = pearson(values), pearson(ranks(values))
    matrix = {"pearson": linear, "spearman": ranked}.get(request.method)
    if matrix is None:
        matrix = _taus(values)
    covariance, weight = constant_correlation(values)
    own = np.sqrt(np.diag(covariance))
    shrunk = covariance / np.outer(own, own)
    pairs, significant = _pairs(request, history, (linear, ranked, shrunk), matrix)
    eigenvalues = np.linalg.eigvalsh(matrix)
    order, clusters = _clusters(history.names, matrix, request.cluster_correlation)
    upper = matrix[np.triu_indices(len(matrix), 1)]
    result = AnalyseCorrelationResult(
        summary="",
        method=Method(
            name=f"{request.method.capitalize()} correlation",
            source="Fisher (1921); Bonett and Wright (2000); Ledoit and Wolf (2004), Honey, I "
            "shrunk the sample covariance matrix; Holm (1979)",
        ),
        names=history.names,
        rows=len(values),
        method_name=request.method,
        matrix=matrix.tolist(),
        pairs=pairs,
        mean_correlation=float(upper.mean()),
        significant_pairs=significant,
        pair_count=upper.size,
        shrunk=shrunk.tolist(),
        shrinkage=weight,
        shrinkage_identity=ledoit_wolf(values)[1],
        least_eigenvalue=float(eigenvalues[0]),
        independent_series=float(eigenvalues.sum() ** 2 / np.sum(eigenvalues**2)),
        clusters=clusters,
        rolling=_rolled(request, history, pairs),
        window=request.window,
        confidence=request.confidence,
    )
    result.summary, result.notes = summary(result), notes(request, result, history.notes)
    result.chart = chart(result, order)
    return result


def _history(request: AnalyseCorrelationRequest) -> History:
    holds = {"values": "profits"}.get(request.history_holds or "", request.history_holds)
    series = request.series or _pair(request.history)
    try:
        return of_assets(request.history, holds, series, "series")
    except InvalidInput as refusal:
        if [problem.field for problem in refusal.errors] != ["history_holds"]:
            raise
    # Neither prices nor returns: series of any kind, taken as they are.
    return of_assets(request.history, "profits", series, "series")


def _pair(table: TableData) -> list[str] | None:
    """Both columns of a table of two, though one may be 1, 2, 3 ... as row numbers are."""
    cells = [cell for column in table.columns.values() for cell in column]
    numbers = all(isinstance(cell, int | float) for cell in cells)
    return list(table.columns) if len(table.columns) == 2 and numbers else None


def _refuse_unfit(history: History) -> None:
    rows, columns = history.moves.shape
    if columns < 2:
        raise InvalidInput.of("history", "needs at least two columns of numbers")
    if columns > MOST_SERIES:
        raise InvalidInput.of("series", f"may be at most {MOST_SERIES}; name the columns to use")
    if rows < FEWEST_ROWS:
        raise InvalidInput.of(
            "history", f"has {rows} rows to compare and needs at least {FEWEST_ROWS}"
        )
    still = np.flatnonzero(np.ptp(history.moves, axis=0) == 0)
    if still.size:
        raise InvalidInput.of(
            "history",
            f"{history.names[int(still[0])]} never changes, so it correlates with nothing; leave "
            "it out",
        )


def _taus(values: Floats) -> Floats:
    rows, columns = values.shape
    if rows * columns * (columns - 1) // 2 > MOST_TAUS:
        raise InvalidInput.of(
            "method", "kendall takes too long for so many pairs; use spearman, or fewer series"
        )
    found = np.eye(columns)
    for i in range(columns):
        for j in range(i):
            found[i, j] = found[j, i] = kendall(values[:, i], values[:, j])
    return found


def _pairs(
    request: AnalyseCorrelationRequest,
    history: History,
    matrices: tuple[Floats, Floats, Floats],
    ordered_by: Floats,
) -> tuple[list[Pair], int]:
    """The strongest pairs, and how many of all are beyond chance."""
    linear, ranked, shrunk = matrices
    rows, level = len(history.moves), request.confidence
    first, second = np.triu_indices(len(linear), 1)
    chances = _chances(linear[first, second], rows)
    adjusted = _holm(chances)
    strongest = np.argsort(-np.abs(ordered_by[first, second]), kind="stable")[:MOST_PAIRS]
    found: list[Pair] = []
    for k in strongest:
        i, j = int(first[k]), int(second[k])
        r = interval(float(linear[i, j]), rows, level, "pearson")
        rho = interval(float(ranked[i, j]), rows, level, "spearman")
        tau = interval(kendall(history.moves[:, i], history.moves[:, j]), rows, level, "kendall")
        found.append(
            Pair(
                first=history.names[i],
                second=history.names[j],
                pearson=r.value,
                pearson_low=r.low,
                pearson_high=r.high,
                spearman=rho.value,
                spearman_low=rho.low,
                spearman_high=rho.high,
                kendall=tau.value,
                kendall_low=tau.low,
                kendall_high=tau.high,
                shrunk=float(shrunk[i, j]),
                p_value=float(chances[k]),
                p_adjusted=float(adjusted[k]),
            )
        )
    return found, int(np.count_nonzero(adjusted < 1 - level))


def _chances(correlations: Floats, rows: int) -> Floats:
    """Two-sided p-values of no correlation, by Student's t."""
    from scipy.stats import t

    left = np.maximum(1 - correlations**2, 1e-300)
    sizes = np.abs(correlations) * np.sqrt((rows - 2) / left)
    return np.asarray(2 * t.sf(sizes, rows - 2), dtype=np.float64)


def _holm(chances: Floats) -> Floats:
    """Adjusted for all of them by Holm's step-down method."""
    order = np.argsort(chances, kind="stable")
    steps = (chances.size - np.arange(chances.size)) * chances[order]
    found = np.empty_like(chances)
    found[order] = np.minimum(1.0, np.maximum.accumulate(steps))
    return found


def _clusters(
    names: list[str], matrix: Floats, threshold: float
) -> tuple[list[int], list[Cluster]]:
    """The order of the leaves, and the clusters whose mean correlation passes the threshold."""
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
    from scipy.spatial.distance import squareform

    apart = np.clip(1 - matrix, 0, 2)
    np.fill_diagonal(apart, 0)
    joins = linkage(squareform(apart, checks=False), "average")
    labels = fcluster(joins, 1 - threshold, criterion="distance")
    order = [int(k) for k in leaves_list(joins)]
    found: list[Cluster] = []
    for label in dict.fromkeys(int(labels[k]) for k in order):
        members = [k for k in order if labels[k] == label]
        inner = matrix[np.ix_(members, members)][np.triu_indices(len(members), 1)]
        found.append(
            Cluster(
                members=[names[k] for k in members],
                mean_correlation=float(inner.mean()) if inner.size else None,
            )
        )
    return order, sorted(found, key=lambda one: -len(one.members))


def _rolled(
    request: AnalyseCorrelationRequest, history: History, pairs: list[Pair]
) -> list[Rolled]:
    if request.window is None:
        return []
    rows = len(history.moves)
    if request.window > rows:
        raise InvalidInput.of("window", f"is longer than the {rows} rows there are")
    values = history.moves if request.method != "spearman" else ranks(history.moves)
    at = {name: k for k, name in enumerate(history.names)}
    found: list[Rolled] = []
    for pair in pairs[:MOST_ROLLED]:
        series = rolling(values[:, at[pair.first]], values[:, at[pair.second]], request.window)
        known = series[~np.isnan(series)]
        if not known.size:
            continue
        step = max(1, int(np.ceil(series.size / MOST_POINTS)))
        thinned = series[::-1][::step][::-1]
        found.append(
            Rolled(
                first=pair.first,
                second=pair.second,
                least=float(known.min()),
                greatest=float(known.max()),
                latest=float(known[-1]),
                values=[None if np.isnan(value) else float(value) for value in thinned],
            )
        )
    return found
