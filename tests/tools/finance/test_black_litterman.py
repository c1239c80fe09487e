"""Black and Litterman against the tables of He and Litterman (1999), and bad input by name."""

from typing import Any

import numpy as np
import pytest

from tools.errors import InvalidInput
from tools.finance._black_litterman_request import BlackLittermanRequest
from tools.finance._black_litterman_result import BlackLittermanResult
from tools.finance.black_litterman import black_litterman
from tools.validation import validate

NAMES = ["Australia", "Canada", "France", "Germany", "Japan", "UK", "USA"]
WEIGHTS = [0.016, 0.022, 0.052, 0.055, 0.116, 0.124, 0.615]
VOLATILITIES = [0.160, 0.203, 0.248, 0.271, 0.210, 0.200, 0.187]
CORRELATIONS = [
    [1.000, 0.488, 0.478, 0.515, 0.439, 0.512, 0.491],
    [0.488, 1.000, 0.664, 0.655, 0.310, 0.608, 0.779],
    [0.478, 0.664, 1.000, 0.861, 0.355, 0.783, 0.668],
    [0.515, 0.655, 0.861, 1.000, 0.354, 0.777, 0.653],
    [0.439, 0.310, 0.355, 0.354, 1.000, 0.405, 0.306],
    [0.512, 0.608, 0.783, 0.777, 0.405, 1.000, 0.652],
    [0.491, 0.779, 0.668, 0.653, 0.306, 0.652, 1.000],
]
GERMANY = {"asset": "Germany", "over": ["France", "UK"], "expected_return": 0.05}
CANADA = {"asset": "Canada", "over": "USA", "expected_return": 0.03}
ASSETS = [
    {"name": name, "weight": weight, "volatility": sigma}
    for name, weight, sigma in zip(NAMES, WEIGHTS, VOLATILITIES, strict=True)
]
THREE = ASSETS[4:]


def asked(**arguments: Any) -> BlackLittermanResult:
    given = {"assets": ASSETS, "correlations": CORRELATIONS, **arguments}
    return black_litterman(validate(BlackLittermanRequest, given))


def refused(**arguments: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        asked(**arguments)
    return {problem.field: problem.message for problem in refusal.value.errors}


def column(result: BlackLittermanResult, name: str) -> list[float]:
    return [100 * getattr(one, name) for one in result.assets]


def test_the_markets_own_returns() -> None:
    """He and Litterman, table 1: equilibrium returns in percent, to the digit printed."""
    printed = [3.9, 6.9, 8.4, 9.0, 4.3, 6.8, 7.6]
    assert column(asked(), "equilibrium_return") == pytest.approx(printed, abs=0.051)


def test_one_view() -> None:
    """Table 4: Germany beats the rest of Europe by 5 %."""
    result = asked(views=[GERMANY])
    means = [4.3, 7.6, 9.3, 11.0, 4.5, 7.0, 8.1]
    weights = [1.5, 2.1, -4.0, 35.4, 11.0, -9.5, 58.6]
    assert column(result, "expected_return") == pytest.approx(means, abs=0.051)
    assert column(result, "weight") == pytest.approx(weights, abs=0.06)
    view = result.views[0]
    assert view.uncertainty**2 / result.tau == pytest.approx(0.021, abs=5e-4)
    assert view.loading == pytest.approx(0.317, abs=5e-4)
    assert view.share_of_way == pytest.approx(0.5, abs=1e-12)


def test_two_views() -> None:
    """Table 5: and Canada beats the USA by 3 %."""
    result = asked(views=[GERMANY, CANADA])
    means = [4.4, 8.7, 9.5, 11.2, 4.6, 7.0, 7.5]
    weights = [1.5, 41.9, -3.4, 33.6, 11.0, -8.2, 18.8]
    assert column(result, "expected_return") == pytest.approx(means, abs=0.051)
    assert column(result, "weight") == pytest.approx(weights, abs=0.051)
    assert [v.loading for v in result.views] == pytest.approx([0.298, 0.418], abs=5e-4)
    assert result.views[1].uncertainty ** 2 / result.tau == pytest.approx(0.017, abs=5e-4)


def test_the_form_with_inverses_gives_the_same() -> None:
    """The posterior as the papers write it, by inverses, in exact agreement."""
    result = asked(views=[GERMANY, CANADA])
    sigma = np.array(CORRELATIONS) * np.outer(VOLATILITIES, VOLATILITIES)
    pick = np.zeros((2, 7))
    shares = np.array([0.052, 0.124]) / 0.176
    pick[0, [3, 2, 5]] = [1, *-shares]
    pick[1, [1, 6]] = [1, -1]
    omega = np.diag(np.diag(0.05 * pick @ sigma @ pick.T))
    inverse = np.linalg.inv
    error = inverse(inverse(0.05 * sigma) + pick.T @ inverse(omega) @ pick)
    prior = 2.5 * sigma @ WEIGHTS
    means = error @ (inverse(0.05 * sigma) @ prior + pick.T @ inverse(omega) @ [0.05, 0.03])
    assert [one.expected_return for one in result.assets] == pytest.approx(means, rel=1e-10)
    assert np.array(result.posterior_covariances) == pytest.approx(sigma + error, rel=1e-10)
    weights = inverse(2.5 * (sigma + error)) @ means
    assert [one.weight for one in result.assets] == pytest.approx(weights, rel=1e-9)


@pytest.mark.parametrize("confidence", [0.25, 0.5, 0.9, 1.0])
def test_a_confidence_is_the_share_of_the_way(confidence: float) -> None:
    """Idzorek's meaning: alone, a view of confidence c moves its return c of the way."""
    view = asked(views=[{**GERMANY, "confidence": confidence}]).views[0]
    assert view.share_of_way == pytest.approx(confidence, abs=1e-9)


def test_without_views_the_market_stays() -> None:
    """No view, no change but for the uncertainty of the means."""
    result = asked()
    assert column(result, "weight") == pytest.approx([100 * w / 1.05 for w in WEIGHTS], rel=1e-12)


def test_a_history_gives_the_risk() -> None:
    """Covariances from a table of returns, a year's."""
    moves = np.random.default_rng(4).normal(0, 0.01, (300, 3))
    table = {name: moves[:, k].tolist() for k, name in enumerate(NAMES[4:])}
    assets = [{"name": name, "weight": 1 / 3} for name in NAMES[4:]]
    result = asked(
        assets=assets, correlations=None, history=table, period="day", estimator="sample",
        history_holds="returns",
    )  # fmt: skip
    yearly = np.sqrt(252) * moves.std(axis=0, ddof=1)
    assert [one.volatility for one in result.assets] == pytest.approx(yearly, rel=1e-12)


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ({"views": [{**GERMANY, "asset": "Spain"}]}, "views.0.asset", "none of the assets"),
        ({"views": [{**GERMANY, "over": ["Spain"]}]}, "views.0.over", "none of the assets"),
        ({"views": [{**GERMANY, "over": "Germany"}]}, "views.0.over", "very assets"),
        ({"views": [{"asset": "UK"}]}, "views.0.expected_return", "required"),
        ({"views": [{**GERMANY, "confidence": 0}]}, "views.0", "says nothing"),
        ({"views": [{**GERMANY, "confidence": 0.5, "uncertainty": 0.1}]}, "views.0", "not both"),
        (
            {"views": [{**CANADA, "confidence": 1}, {**CANADA, "confidence": 1}]},
            "views.1",
            "settled by the views before",
        ),
        ({"assets": [{**one, "weight": 0.5} for one in ASSETS]}, "assets", "add up to 3.5"),
        ({"assets": [*ASSETS[:6], {**ASSETS[0]}]}, "assets.6.name", "stands twice"),
        (
            {"assets": [{"name": n, "weight": 1 / 7} for n in NAMES]},
            "assets.0.volatility",
            "needed",
        ),
        ({"correlations": None}, "correlation", "required"),
        ({"correlations": [[1.0]]}, "correlations", "7 rows"),
        (
            {"correlations": [[1.0] * 7] * 7, "views": [{"asset": "UK", "expected_return": 0.1}]},
            "assets",
            "copy each other",
        ),
        ({"correlation": 0.5}, "", "give one of correlation, correlations"),
        ({"covariances": [[1.0]], "correlations": None}, "covariances", "7 rows"),
        ({"tau": 0}, "tau", "more than 0"),
        ({"risk_aversion": -1}, "risk_aversion", "more than 0"),
    ],
)
def test_bad_input_is_named(arguments: dict[str, Any], field: str, words: str) -> None:
    """The field, and what to do."""
    problems = refused(**arguments)
    assert field in problems, problems
    assert words in problems[field]


def test_impossible_correlations_are_named_with_their_eigenvalue() -> None:
    """What no assets can have is refused, and the mend is named."""
    matrix = [[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]
    assets = [{**one, "weight": 1 / 3} for one in THREE]
    problems = refused(assets=assets, correlations=matrix)
    assert "eigenvalue is -0.8" in problems["correlations"]
    assert "nearest_correlation" in problems["correlations"]
