"""The nearest correlation matrix: published matrices, optimality, another method, bad input."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.risk.nearest_correlation import (
    NearestCorrelationRequest,
    NearestCorrelationResult,
    nearest_correlation,
)
from tools.validation import validate

Floats = NDArray[np.float64]
BAND = [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]]
HIGHAM = [[1, 1, 0], [1, 1, 1], [0, 1, 1]]


def asked(matrix: Any, **more: Any) -> NearestCorrelationResult:
    rows = matrix.tolist() if isinstance(matrix, np.ndarray) else matrix
    return nearest_correlation(validate(NearestCorrelationRequest, {"matrix": rows, **more}))


def noisy(size: int, seed: int = 0) -> Floats:
    """Correlations with noise that no data could have."""
    random = np.random.default_rng(seed)
    noise = random.uniform(-0.6, 0.6, (size, size))
    matrix = np.corrcoef(random.normal(size=(size, 3 * size))) + (noise + noise.T) / 2
    matrix = np.clip(matrix, -1, 1)
    np.fill_diagonal(matrix, 1)
    return matrix


def projected(matrix: Floats, weights: Floats | None = None, rounds: int = 20_000) -> Floats:
    """Higham's (2002) alternating projections with Dykstra's correction: slow and simple."""
    root = np.sqrt(np.ones(len(matrix)) if weights is None else weights)
    scale = np.outer(root, root)
    y, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(rounds):
        shifted = (y - correction) * scale
        values, vectors = np.linalg.eigh(shifted)
        x = (vectors * np.clip(values, 0, None)) @ vectors.T / scale
        correction = x - (y - correction)
        y = x.copy()
        np.fill_diagonal(y, 1)
    return y


def test_nag_example() -> None:
    """The 4 x 4 example of NAG's g02aa."""
    expected = [
        [1, -0.8084, 0.1916, 0.1068],
        [-0.8084, 1, -0.6562, 0.1916],
        [0.1916, -0.6562, 1, -0.8084],
        [0.1068, 0.1916, -0.8084, 1],
    ]
    result = asked(BAND)
    assert np.array(result.matrix) == pytest.approx(np.array(expected), abs=5.1e-5)
    assert any("diagonal was not one" in note for note in result.notes)


def test_higham_example() -> None:
    """Higham (2002), section 4: the 3 x 3 matrix of ones and zeros, at distance 0.5278."""
    result = asked(HIGHAM)
    expected = [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]
    assert np.array(result.matrix) == pytest.approx(np.array(expected), abs=5.1e-5)
    assert result.distance == pytest.approx(0.5278, abs=5e-5)


@pytest.mark.parametrize("size", [3, 8, 25])
def test_newton_agrees_with_alternating_projections(size: int) -> None:
    """Another method that converges to the same matrix."""
    matrix = noisy(size, size)
    assert np.array(asked(matrix).matrix) == pytest.approx(projected(matrix), abs=2e-6)


def test_weights_as_alternating_projections_have_them() -> None:
    """The weighted norm of Higham (2002), section 3."""
    matrix, weights = noisy(6, 3), np.array([1.0, 5.0, 2.0, 1.0, 0.5, 3.0])
    found = np.array(asked(matrix, weights=weights.tolist()).matrix)
    assert found == pytest.approx(projected(matrix, weights), abs=2e-6)


@pytest.mark.parametrize("size", [2, 10, 120])
def test_the_answer_is_optimal(size: int) -> None:
    """X is a correlation matrix, and X - G = diag(y) + Z with Z >= 0 and Z X = 0."""
    matrix = noisy(size, size)
    found = np.array(asked(matrix).matrix)
    assert np.diag(found) == pytest.approx(1, abs=1e-15)
    assert np.linalg.eigvalsh(found)[0] > -1e-9
    off = found - matrix
    # the multiplier of the diagonal is read off Z X = 0
    y = np.einsum("ij,ij->i", off, found)
    rest = off - np.diag(y)
    assert np.abs(rest @ found).max() < 1e-6
    assert np.linalg.eigvalsh(rest)[0] > -1e-6


def test_a_valid_matrix_stays() -> None:
    """Nothing to mend, nothing changed."""
    matrix = np.corrcoef(np.random.default_rng(0).normal(size=(12, 100)))
    result = asked(matrix)
    assert result.distance < 1e-7
    assert "fit together" in result.summary


def test_fixed_entries_stay_and_the_rest_is_nearest() -> None:
    """The fixed pairs are untouched; no small feasible move comes closer."""
    matrix = noisy(7, 5)
    fixed = [{"first": "1", "second": "2"}, {"first": "3", "second": "6"}]
    found = np.array(asked(matrix, fixed=fixed).matrix)
    assert found[0, 1] == matrix[0, 1]
    assert found[2, 5] == matrix[2, 5]
    assert np.linalg.eigvalsh(found)[0] > -1e-8
    free = np.array(asked(matrix).matrix)
    assert np.linalg.norm(found - matrix) > np.linalg.norm(free - matrix)
    random = np.random.default_rng(0)
    for _ in range(200):
        other = np.corrcoef(random.normal(size=(7, 9)))
        other[0, 1] = other[1, 0] = matrix[0, 1]
        other[2, 5] = other[5, 2] = matrix[2, 5]
        if np.linalg.eigvalsh(other)[0] >= 0:
            # the set is convex, so the distance cannot fall towards any of its members
            assert np.sum((found - matrix) * (other - found)) > -1e-6


def test_a_least_eigenvalue_is_reached() -> None:
    """The answer can be inverted."""
    result = asked(noisy(10, 2), least_eigenvalue=0.05)
    assert result.least_eigenvalue_after == pytest.approx(0.05, abs=1e-8)


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"matrix": [[1, 0.5], [0.4, 1]]}, "matrix", "symmetric"),
        ({"matrix": [[1, 0.5, 0.1], [0.5, 1, 0.2]]}, "matrix", "square"),
        ({"matrix": [[1]]}, "matrix", "at least 2"),
        ({"matrix": HIGHAM, "names": ["a"]}, "", "as many as"),
        ({"matrix": HIGHAM, "weights": [1, 0, 1]}, "weights.1", "more than 0"),
        ({"matrix": HIGHAM, "least_eigenvalue": 1}, "least_eigenvalue", "less than 1"),
        (
            {"matrix": HIGHAM, "fixed": [{"first": "9", "second": "1"}]},
            "fixed.0.first",
            "none of the names",
        ),
        ({"matrix": HIGHAM, "fixed": [{"first": "1", "second": "1"}]}, "fixed.0", "twice"),
        (
            {
                "matrix": [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]],
                "fixed": [
                    {"first": "1", "second": "2"},
                    {"first": "2", "second": "3"},
                    {"first": "1", "second": "3"},
                ],
            },
            "fixed",
            "cannot all stay",
        ),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what to do."""
    with pytest.raises(InvalidInput) as refusal:
        nearest_correlation(validate(NearestCorrelationRequest, arguments))
    found = {problem.field: problem.message for problem in refusal.value.errors}
    assert field in found, found
    assert words in found[field]
