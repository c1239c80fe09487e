"""Correlations against SciPy, the papers' formulas written out, and simulated coverage."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from tools.errors import InvalidInput
from tools.risk._correlation_request import AnalyseCorrelationRequest, AnalyseCorrelationResult
from tools.risk._rank_correlations import interval, kendall, pearson, ranks
from tools.risk.analyse_correlation import analyse_correlation
from tools.shrinkage import constant_correlation, ledoit_wolf
from tools.validation import validate

Floats = NDArray[np.float64]


def series(rows: int = 80, columns: int = 5, seed: int = 0) -> Floats:
    random = np.random.default_rng(seed)
    mixing = random.normal(size=(columns, columns))
    return random.standard_t(5, (rows, columns)) @ mixing * 0.01


def table(values: Floats) -> dict[str, list[float]]:
    return {f"s{k}": values[:, k].tolist() for k in range(values.shape[1])}


def asked(history: Any, **more: Any) -> AnalyseCorrelationResult:
    given = {"history": history, "history_holds": "values", **more}
    return analyse_correlation(validate(AnalyseCorrelationRequest, given))


def refused(history: Any, **more: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        asked(history, **more)
    return {problem.field: problem.message for problem in refusal.value.errors}


def test_coefficients_are_scipys() -> None:
    """Each pair's three coefficients, p-value and Fisher interval."""
    values = np.round(series(), 3)  # with ties
    result = asked(table(values), confidence=0.9)
    assert len(result.pairs) == 10
    for pair in result.pairs:
        x, y = values[:, int(pair.first[1:])], values[:, int(pair.second[1:])]
        known: Any = stats.pearsonr(x, y)
        assert pair.pearson == pytest.approx(known.statistic, abs=1e-12)
        assert pair.p_value == pytest.approx(known.pvalue, rel=1e-9, abs=1e-300)
        bounds = known.confidence_interval(0.9)
        assert (pair.pearson_low, pair.pearson_high) == pytest.approx(tuple(bounds), abs=1e-12)
        assert pair.spearman == pytest.approx(stats.spearmanr(x, y)[0], abs=1e-12)
        assert pair.kendall == pytest.approx(stats.kendalltau(x, y)[0], abs=1e-12)
    assert np.array(result.matrix) == pytest.approx(np.corrcoef(values.T), abs=1e-12)
    strengths = [abs(pair.pearson) for pair in result.pairs]
    assert strengths == sorted(strengths, reverse=True)


def test_intervals_of_ranks_by_their_paper() -> None:
    """Bonett and Wright (2000) written out: rho 0.6 and tau 0.4 of 50 rows."""
    reach = 1.959963984540054 * np.sqrt((1 + 0.6**2 / 2) / 47)
    found = interval(0.6, 50, 0.95, "spearman")
    assert found.low == pytest.approx(np.tanh(np.arctanh(0.6) - reach), rel=1e-12)
    reach = 1.959963984540054 * np.sqrt(0.437 / 46)
    found = interval(0.4, 50, 0.95, "kendall")
    assert found.high == pytest.approx(np.tanh(np.arctanh(0.4) + reach), rel=1e-12)


@pytest.mark.parametrize("kind", ["pearson", "spearman", "kendall"])
def test_intervals_cover(kind: str) -> None:
    """Of 400 samples from a normal law about 95 % of the intervals hold the true value."""
    random, rho, rows = np.random.default_rng(1), 0.5, 40
    angle = np.arcsin(rho / 2)
    truth = {"pearson": rho, "spearman": 6 / np.pi * angle, "kendall": 2 / np.pi * np.arcsin(rho)}
    root = np.linalg.cholesky([[1, rho], [rho, 1]])
    held = 0
    for _ in range(400):
        values = random.normal(size=(rows, 2)) @ root.T
        if kind == "kendall":
            value = kendall(values[:, 0], values[:, 1])
        else:
            value = pearson(ranks(values) if kind == "spearman" else values)[0, 1]
        found = interval(float(value), rows, 0.95, kind)
        held += found.low <= truth[kind] <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_shrinkage_to_the_identity_by_its_paper() -> None:
    """Ledoit and Wolf (2004, Journal of Multivariate Analysis), lemma 3.2 to 3.5, row by row."""
    values = series(30, 8, 3)
    off = values - values.mean(axis=0)
    rows, columns = values.shape
    sample = off.T @ off / rows
    mean = np.trace(sample) / columns
    spread = np.sum((sample - mean * np.eye(columns)) ** 2) / columns
    noise = sum(np.sum((np.outer(x, x) - sample) ** 2) / columns for x in off) / rows**2
    weight = min(noise, spread) / spread
    shrunk, found = ledoit_wolf(values)
    assert found == pytest.approx(weight, rel=1e-10)
    expected = weight * mean * np.eye(columns) + (1 - weight) * sample
    assert shrunk == pytest.approx(expected, rel=1e-10)


def test_shrinkage_to_one_correlation_by_its_paper() -> None:
    """Ledoit and Wolf (2004, Honey), appendices A and B, sum by sum."""
    values = series(40, 5, 7)
    off = values - values.mean(axis=0)
    rows, n = values.shape
    s = off.T @ off / rows
    pairs = [(i, j) for i in range(n) for j in range(n)]
    mean = np.mean([s[i, j] / np.sqrt(s[i, i] * s[j, j]) for i, j in pairs if i < j])
    target = np.array([[mean * np.sqrt(s[i, i] * s[j, j]) for j in range(n)] for i in range(n)])
    np.fill_diagonal(target, np.diag(s))
    pi = {(i, j): np.mean([(row[i] * row[j] - s[i, j]) ** 2 for row in off]) for i, j in pairs}
    rho = sum(pi[i, i] for i in range(n))
    for i, j in pairs:
        if i != j:
            first = np.mean([(x[i] ** 2 - s[i, i]) * (x[i] * x[j] - s[i, j]) for x in off])
            second = np.mean([(x[j] ** 2 - s[j, j]) * (x[i] * x[j] - s[i, j]) for x in off])
            rho += (
                mean
                / 2
                * (np.sqrt(s[j, j] / s[i, i]) * first + np.sqrt(s[i, i] / s[j, j]) * second)
            )
    weight = max(0.0, min(1.0, (sum(pi.values()) - rho) / np.sum((target - s) ** 2) / rows))
    shrunk, found = constant_correlation(values)
    assert 0.01 < weight < 1
    assert found == pytest.approx(weight, rel=1e-10)
    assert shrunk == pytest.approx(weight * target + (1 - weight) * s, rel=1e-10)
    result = asked(table(values))
    assert result.shrinkage == pytest.approx(weight, rel=1e-10)


def test_rolling_is_each_windows_own() -> None:
    """Every window by NumPy."""
    values = series(60, 2, 2) + 1000  # a level far from zero costs no digits
    result = asked(table(values), window=12)
    expected = [np.corrcoef(values[k : k + 12].T)[0, 1] for k in range(49)]
    assert result.rolling[0].values == pytest.approx(expected, abs=1e-9)
    assert result.rolling[0].latest == pytest.approx(expected[-1], abs=1e-9)


def test_clusters_are_found() -> None:
    """Two blocks that share nothing."""
    random = np.random.default_rng(6)
    common = random.normal(size=(200, 2))
    values = np.column_stack([common[:, k // 3] + 0.4 * random.normal(size=200) for k in range(6)])
    result = asked(table(values))
    groups = {frozenset(one.members) for one in result.clusters}
    assert groups == {frozenset({"s0", "s1", "s2"}), frozenset({"s3", "s4", "s5"})}
    assert 1.5 < result.independent_series < 3


def test_holm_by_hand() -> None:
    """Noise beside one true link: only that link is beyond chance."""
    values = np.random.default_rng(3).normal(size=(100, 8))
    values[:, 1] = values[:, 0] + 0.5 * values[:, 1]
    result = asked(table(values))
    assert result.significant_pairs == 1
    assert {result.pairs[0].first, result.pairs[0].second} == {"s0", "s1"}
    raw = sorted(one.p_value for one in result.pairs)
    adjusted = sorted(one.p_adjusted for one in result.pairs)
    assert adjusted[0] == pytest.approx(28 * raw[0], rel=1e-12)


def test_prices_become_returns() -> None:
    """Correlations of prices are those of their returns, and that is said."""
    prices = 100 * np.cumprod(1 + series(50, 3, 9), axis=0)
    history = {"date": [f"2026-{1 + k // 28:02d}-{1 + k % 28:02d}" for k in range(50)],
               **table(prices)}  # fmt: skip
    result = asked(history, history_holds="prices")
    expected = np.corrcoef((prices[1:] / prices[:-1] - 1).T)
    assert np.array(result.matrix) == pytest.approx(expected, abs=1e-12)
    assert any("simple returns" in note for note in result.notes)


@pytest.mark.parametrize("method", ["pearson", "spearman", "kendall"])
def test_two_equal_series(method: str) -> None:
    """A correlation of one has no width."""
    values = np.column_stack([np.arange(10.0) ** 1.5, np.arange(10.0) ** 1.5])
    result = asked(table(values), method=method)
    assert result.matrix[0][1] == pytest.approx(1, abs=1e-12)
    assert "**1.00**" in result.summary


@pytest.mark.parametrize(
    ("history", "more", "field", "words"),
    [
        ({"a": [2.0, 1, 3, 4, 5, 6]}, {}, "history", "two columns"),
        ({"a": [2.0, 1, 3], "b": [2.0, 1, 3]}, {}, "history", "at least 5"),
        ({"a": [2.0, 1, 3, 4, 5, 6], "b": [7.0] * 6}, {}, "history", "b never changes"),
        (
            {"a": [2.0, 1, 3, 4, 5, 6], "b": [1.0, 3, 2, 5, 4, 6]},
            {"series": ["a", "c"]},
            "series.1.name",
            "not a column",
        ),
        (
            {"a": [2.0, 1, 3, 4, 5, 6], "b": [1.0, 3, 2, 5, 4, 6]},
            {"window": 9},
            "window",
            "longer than the 6 rows",
        ),
        (
            {"a": [1.0, 2, None, 4, 5, 6], "b": [1.0, 3, 2, 5, 4, 6]},
            {},
            "history",
            "row 3 of the column a is blank",
        ),
        ({"a": ["x"] * 6, "b": ["y"] * 6}, {}, "history", "no column of numbers"),
    ],
)
def test_bad_input_is_named(history: Any, more: dict[str, Any], field: str, words: str) -> None:
    """The field, and what to do."""
    found = refused(history, **more)
    assert field in found, found
    assert words in found[field]


@pytest.mark.parametrize(
    "first", [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 9, 8, 7, 6, 5, 4, 10]]
)
def test_ranks_of_two_judges_are_no_row_numbers(first: list[int]) -> None:
    """A table of ranks, as books on rank correlation print them: one judge may rank 1, 2, 3 ..."""
    second = [3, 1, 4, 2, 6, 5, 9, 8, 10, 7]
    found = asked({"first judge": first, "second judge": second}, method="spearman")
    gaps = sum((a - b) ** 2 for a, b in zip(first, second, strict=True))
    assert found.pairs[0].spearman == pytest.approx(1 - 6 * gaps / (10 * 99), abs=1e-12)


def test_a_column_that_counts_the_rows_beside_two_others_is_none_of_the_series() -> None:
    values = series(12, 2)
    found = asked({"row": list(range(1, 13)), **table(values)})
    assert [(pair.first, pair.second) for pair in found.pairs] == [("s0", "s1")]
    begun = asked({"row": [1, 2, 3, *range(20, 29)], **table(values)})
    assert len(begun.pairs) == 3
