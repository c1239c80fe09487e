"""Expressions over arrays agree with NumPy, and comparisons belong to formulas only."""

import numpy as np
import pytest

from tools.errors import InvalidInput
from tools.expressions.arrays import FORMULAS, evaluate
from tools.expressions.lexer import tokens
from tools.expressions.parser import parse

A, B = np.array([1.0, 2.5, 4.0]), np.array([3.0, -2.0, 0.5])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * 2", A + 2 * B),
        ("-a^2", -(A**2)),
        ("2^3^2 + 0*a", np.full(3, 512.0)),
        ("(a + b)(a - b)", (A + B) * (A - B)),
        ("a + 10 %", 1.1 * A),
        ("25 % of a", 0.25 * A),
        ("a mod 2", A % 2),
        ("max(a; b; 1)", np.maximum(np.maximum(A, B), 1)),
        ("min(a, b)", np.minimum(A, B)),
        ("mean(a, b)", (A + B) / 2),
        ("sum(a, b, a)", 2 * A + B),
        ("median(a, b, 0)", np.median([A, B, 0 * A], axis=0)),
        ("round(a / 3, 2)", np.round(A / 3, 2)),
        ("round(-b + 0.5)", np.array([-3.0, 3.0, 0.0])),
        ("sqrt(a) + √a + a² + a³", 2 * np.sqrt(A) + A**2 + A**3),
        ("log(a, 2) - log2(a) + ln(e)", np.ones(3)),
        ("clip(b, -1, 1)", np.clip(B, -1, 1)),
        ("(a > b) + (a <= 2.5) + (a ≥ 4)", (A > B) * 1.0 + (A <= 2.5) + (A >= 4)),
        ("if(b < 0, a, -a)", np.where(B < 0, A, -A)),
        ("1 < 2 + 0*a", np.ones(3)),
        ("1.2k + a", 1200 + A),
        ("cbrt(b) + abs(b) + floor(b) + ceil(a)", np.cbrt(B) + abs(B) + np.floor(B) + np.ceil(A)),
    ],
)
def test_it_is_what_numpy_says(text: str, expected: np.ndarray) -> None:
    found = np.broadcast_to(evaluate(parse(text, ("a", "b"), FORMULAS), {"a": A, "b": B}), 3)
    assert found == pytest.approx(expected, rel=1e-14, abs=1e-14)


def test_comparisons_are_not_arithmetic() -> None:
    """Without being asked for they have no meaning."""
    with pytest.raises(InvalidInput):
        tokens("1 < 2")
