"""Limits are kept, priced rightly, and named where they conflict; bad input by its field."""

import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from portfolios import asked, holdings, random_covariance, refused, weights

SIX = list("abcdef")
COVARIANCES = random_covariance(6, 4).tolist()
MEANS = [0.05, 0.07, 0.06, 0.08, 0.04, 0.09]
RETURNS = {"a": [0.01, -0.02, 0.03, 0.0], "b": [0.0, 0.01, -0.01, 0.02]}


def six(**more: Any) -> dict[str, Any]:
    return {"assets": holdings("abcdef", MEANS), "covariances": COVARIANCES, **more}


@pytest.mark.parametrize(
    ("goal", "figure", "sign"),
    [
        ({"objective": "min_variance"}, "volatility", 1),
        ({"objective": "target_return", "target_return": 0.06}, "volatility", 1),
        ({"objective": "max_sharpe", "risk_free": 0.01}, "sharpe_ratio", -1),
        ({"objective": "target_volatility", "target_volatility": 0.14}, "expected_return", -1),
        ({"objective": "min_cvar"}, "expected_shortfall", 1),
    ],
)
def test_a_limits_price_is_what_it_costs(goal: dict[str, Any], figure: str, sign: int) -> None:
    """The dual value equals the change of the goal when the limit is moved."""

    def at(least: float) -> Any:
        groups = [{"name": "first", "assets": ["a", "e"], "least": least}]
        return asked(**six(groups=groups, **goal))

    step = 1e-4
    slope = sign * (getattr(at(0.6 + step), figure) - getattr(at(0.6 - step), figure)) / (2 * step)
    price = next(one.price for one in at(0.6).limits if "in first" in one.limit)
    assert price == pytest.approx(slope, rel=2e-3)
    assert price > 0


def test_turnover_and_gross_exposure_are_kept() -> None:
    """Half of what changes hands is bought; long and short together stay within the gross."""
    today = [0.5, 0.5, 0, 0, 0, 0]
    assets = [
        {"name": n, "expected_return": m, "current": c}
        for n, m, c in zip(SIX, MEANS, today, strict=True)
    ]
    result = asked(assets=assets, covariances=COVARIANCES, turnover=0.2)
    found = weights(result, SIX)
    assert np.abs(found - today).sum() / 2 == pytest.approx(0.2, abs=1e-7)
    assert result.turnover == pytest.approx(0.2, abs=1e-7)
    poor = holdings("abcdef", [0.05, 0.07, -0.06, 0.08, 0.04, 0.09])
    long_short = asked(
        **{**six(objective="max_sharpe", allow_short=True, most_gross=1.6), "assets": poor}
    )
    found = weights(long_short, SIX)
    assert np.abs(found).sum() <= 1.6 + 1e-7
    assert found.min() < -0.05
    assert found.sum() == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(("most", "least"), [(2, 0.0), (3, 0.2)])
def test_few_assets_are_the_best_few(most: int, least: float) -> None:
    """Branch and bound against every choice of assets."""
    result = asked(
        **six(most_assets=most, most_weight=0.7, **({"least_holding": least} if least else {}))
    )
    best = np.inf
    for count in range(1, most + 1):
        for chosen in combinations(SIX, count):
            assets = [
                {"name": n, "least": least * (n in chosen), "most": 0.7 * (n in chosen)}
                for n in SIX
            ]
            if count * 0.7 >= 1 and count * least <= 1:
                best = min(best, asked(assets=assets, covariances=COVARIANCES).volatility)
    assert result.volatility == pytest.approx(best, rel=1e-7)
    assert result.held <= most
    assert result.gap <= 1e-6


def test_few_assets_of_least_shortfall() -> None:
    """The mixed-integer program against every choice of assets."""
    moves = np.random.default_rng(2).standard_t(4, (60, 5)) * 0.02
    history = {n: moves[:, k].tolist() for k, n in enumerate("abcde")}
    shared: dict[str, Any] = {
        "history": history, "history_holds": "returns", "period": "day", "objective": "min_cvar",
        "confidence": 0.9,
    }  # fmt: skip
    result = asked(**shared, most_assets=2)
    pairs = [
        asked(**{**shared, "history": {n: history[n] for n in pair}}).expected_shortfall
        for pair in combinations("abcde", 2)
    ]
    assert result.expected_shortfall == pytest.approx(min(pairs), rel=1e-7)


def test_the_frontier_rises_and_holds_its_ends() -> None:
    """Each point has the least risk for its return; the ends are least risk and most return."""
    result = asked(**six(frontier_points=8))
    risks = [one.volatility for one in result.frontier]
    returns = [one.expected_return for one in result.frontier]
    assert risks == sorted(risks)
    assert returns == sorted(returns)
    assert risks[0] == pytest.approx(result.volatility, rel=1e-9)
    assert returns[-1] == pytest.approx(max(MEANS), rel=1e-5)
    third = asked(**six(objective="target_return", target_return=returns[3]))
    assert third.volatility == pytest.approx(risks[3], rel=1e-6)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"most_weight": 0.15}, {"most_weight"}),
        (
            {"groups": [{"name": "bonds", "assets": ["a", "b"], "least": 0.9}], "most_weight": 0.4},
            {"groups.0", "most_weight"},
        ),
        (
            {
                "groups": [
                    {"name": "one", "assets": ["a", "b", "c"], "least": 0.7},
                    {"name": "two", "assets": ["d", "e", "f"], "least": 0.5},
                    {"name": "three", "assets": ["a", "f"], "most": 0.9},
                ]
            },
            {"groups.0", "groups.1"},
        ),
        ({"objective": "target_return", "target_return": 0.1}, {"target_return"}),
    ],
)
def test_conflicting_limits_are_named_and_no_others(
    arguments: dict[str, Any], names: set[str]
) -> None:
    """An irreducible set: each named limit is needed for the conflict."""
    found = refused(**six(**arguments))
    assert names <= set(found)
    assert set(found) - names <= {"allow_short", "least_weight"}
    assert "cannot all hold" in next(iter(found.values()))


def test_a_return_out_of_reach_says_what_is_in_reach() -> None:
    """The greatest return within the other limits is told."""
    found = refused(**six(objective="target_return", target_return=0.1))
    assert "9 %" in found["target_return"]
    found = refused(**six(objective="target_volatility", target_volatility=0.01))
    assert "least volatility is" in found["target_volatility"]


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"assets": holdings("ab")}, "correlation", "required"),
        ({"covariances": [[1.0, 0.2], [0.1, 1.0]]}, "covariances", "symmetric"),
        ({"covariances": [[1.0, 2.0], [2.0, 1.0]]}, "covariances", "larger than the two variances"),
        (
            {"covariances": [[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]},
            "covariances",
            "eigenvalue is -0.8 of the correlations in it; mend an entry, or take the nearest",
        ),
        ({"covariances": [[0.0]]}, "covariances", "variances above zero"),
        ({"assets": holdings("ab"), "correlation": 0.1}, "assets.0.volatility", "needed"),
        (six(assets=holdings("aabcde")), "assets.1.name", "twice"),
        (six(assets=holdings("abcde")), "covariances", "5 rows"),
        (six(groups=[{"name": "g", "assets": ["z"], "most": 1}]), "groups.0.assets.0", "none of"),
        (six(groups=[{"name": "g", "assets": ["a"]}]), "groups.0.most", "needed"),
        (six(turnover=0.1), "", "current weights"),
        (six(objective="target_return"), "target_return", "required"),
        ({"covariances": [[1.0]], "objective": "max_sharpe"}, "assets", "expected returns"),
        (six(objective="max_sharpe", risk_free=0.5), "risk_free", "not passed"),
        (six(objective="hrp", most_weight=0.4), "objective", "takes no limits"),
        (six(objective="max_sharpe", most_assets=2), "most_assets", "goes with"),
        (six(least_weight=0.5, most_weight=0.2), "least_weight", "above"),
        (
            {"history": RETURNS, "covariances": [[1.0]]},
            "",
            "give one of history, covariances",
        ),
        ({"history": {"a": [1, 2, "x", 3]}, "history_holds": "prices"}, "history", "not a number"),
        ({"history": {"a": [1.0, 1.0, 1.0, 1.0]}, "history_holds": "prices"}, "history", "moves"),
        ({"history": {"a": [1.0, 2.0]}, "history_holds": "prices"}, "history", "three returns"),
        (
            {"loadings": [[1.0], [1.0, 2.0]], "specific_variances": [1.0, 1.0]},
            "loadings",
            "same length",
        ),
        (
            {"loadings": [[1.0]], "specific_variances": [1.0], "objective": "hrp"},
            "objective",
            "every pair",
        ),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what to do."""
    found = refused(**arguments)
    assert field in found, found
    assert words in found[field]


def test_a_history_with_gaps() -> None:
    """Rows before an asset began are left out and said; a blank between is refused."""
    table = {"a": [None, 10.0, 10.1, 10.0, 10.2, 10.1], "b": [5.0, 5.1, 5.0, 5.2, 5.1, 5.3]}
    result = asked(history=table, history_holds="prices", period="day")
    assert result.observations == 4
    assert any("Only rows 2 to 6" in note for note in result.notes)
    table["b"][3] = None
    assert "row 3 of the column b is blank" in refused(history=table)["history"]
