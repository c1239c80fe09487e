"""A scorecard against independent computations and simulated truth."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from tests.tools.risk.lenders import loans
from tools.risk._boosting import added, shapley
from tools.risk._discrimination import auc, groups, holding, kolmogorov_smirnov, log_loss
from tools.risk._logistic import fitted
from tools.risk._probability_calibration import calibrated, calibration_of
from tools.risk._scorecard_apply import codes_of, missing_code
from tools.risk._scorecard_bins import Cut, feature_of, information_value, places, weights
from tools.risk._scorecard_columns import Column
from tools.risk._scorecard_model import ScorecardTree
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk.train_scorecard import train_scorecard


def _trained(rows: int = 1_500, seed: int = 3, **options: Any) -> Any:
    table, _ = loans(rows, seed)
    given = {"records": table, "target": "bad", **options}
    return train_scorecard(TrainScorecardRequest.model_validate(given))


@pytest.mark.parametrize("penalty", [0.0, 2.5])
def test_the_logistic_fit_is_the_maximum_a_general_optimiser_finds(penalty: float) -> None:
    """Coefficients agree with BFGS on the same objective to six digits."""
    random = np.random.default_rng(0)
    inputs = random.normal(size=(200, 3))
    outcome = random.random(200) < 1 / (1 + np.exp(-(inputs @ [1.0, -0.5, 0.0] - 0.4)))

    def negative(at: Any) -> float:
        logits = at[0] + inputs @ at[1:]
        return float(
            np.sum(np.logaddexp(0, logits) - outcome * logits) + penalty / 2 * at[1:] @ at[1:]
        )

    other = minimize(negative, np.zeros(4), method="BFGS", options={"gtol": 1e-9})
    mine = fitted(inputs, outcome, penalty)
    assert [mine.intercept, *mine.coefficients] == pytest.approx(other.x, abs=1e-6)


def test_a_fit_of_one_flag_is_the_logarithm_of_the_odds_ratio() -> None:
    """In closed form: log(ad/bc) with the error sqrt(1/a + 1/b + 1/c + 1/d)."""
    a, b, c, d = 30, 20, 10, 40
    flag = np.repeat([1.0, 1.0, 0.0, 0.0], [a, b, c, d])
    outcome = np.repeat([True, False, True, False], [a, b, c, d])
    mine = fitted(flag[:, None], outcome)
    assert mine.coefficients[0] == pytest.approx(np.log(a * d / (b * c)), rel=1e-9)
    assert mine.errors[0] == pytest.approx(np.sqrt(1 / a + 1 / b + 1 / c + 1 / d), rel=1e-9)


def test_the_auc_counts_pairs_and_its_error_is_delongs() -> None:
    """Against every pair counted, and the structural components written out (ties half)."""
    scores = np.array([0.9, 0.8, 0.7, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2])
    outcome = np.array([1, 1, 0, 1, 1, 0, 0, 1, 0, 0], dtype=bool)
    yes, no = scores[outcome], scores[~outcome]
    wins = np.array([[1.0 if x > y else 0.5 if x == y else 0.0 for y in no] for x in yes])
    variance = wins.mean(axis=1).var(ddof=1) / len(yes) + wins.mean(axis=0).var(ddof=1) / len(no)
    mine = auc(scores, outcome)
    assert mine.value == pytest.approx(wins.mean(), abs=1e-15)
    assert mine.value == pytest.approx(20.5 / 25)
    assert mine.error == pytest.approx(np.sqrt(variance), abs=1e-15)
    assert mine.low < mine.value < mine.high


def test_delongs_interval_covers() -> None:
    """Of 300 simulated samples about 95 % of intervals hold the true AUC."""
    from scipy.special import ndtr

    truth, held = float(ndtr(1 / np.sqrt(2))), 0
    for seed in range(300):
        random = np.random.default_rng(seed)
        scores = np.concatenate([random.normal(1, 1, 60), random.normal(0, 1, 80)])
        area = auc(scores, np.arange(140) < 60)
        held += area.low <= truth <= area.high
    assert 0.91 <= held / 300 <= 0.98


def test_other_measures_by_hand() -> None:
    """KS, log loss, and the weight of evidence of two bins."""
    scores = np.array([3.0, 2.0, 2.0, 1.0])
    outcome = np.array([True, True, False, False])
    assert kolmogorov_smirnov(scores, outcome) == 0.5
    assert log_loss(np.array([0.8, 0.5]), np.array([True, False])) == pytest.approx(
        -(np.log(0.8) + np.log(0.5)) / 2
    )
    flags = np.repeat([True, False, True, False], [30, 20, 10, 40])
    one = feature_of(
        Column("c", np.array(["a"] * 50 + ["b"] * 50, dtype=object), numeric=False),
        flags,
        Cut(6, 0.05),
    )
    found = {each.name: each for each in one.bins}
    expected = np.log((30.5 / 41) / (20.5 / 61))
    assert found["a"].weight_of_evidence == pytest.approx(expected)
    b = np.log((10.5 / 41) / (40.5 / 61))
    iv = (30 / 40 - 20 / 60) * expected + (10 / 40 - 40 / 60) * b
    assert information_value(one) == pytest.approx(iv)


def test_right_probabilities_pass_and_wrong_ones_fail() -> None:
    """The tests of calibration keep their level when chances are true, and see a wrong scale."""
    fails = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        chance = random.beta(2, 4, 500)
        fails += holding(chance, random.random(500) < chance).hosmer_lemeshow_p < 0.05
    assert 2 <= fails <= 20
    random = np.random.default_rng(1)
    chance = random.beta(2, 4, 2_000)
    happened = random.random(2_000) < chance
    logits = 2 * np.log(chance / (1 - chance))
    wrong = holding(1 / (1 + np.exp(-logits)), happened)
    assert wrong.hosmer_lemeshow_p < 1e-4
    assert wrong.slope == pytest.approx(0.5, abs=0.06)
    line = calibration_of("platt", logits, happened)
    assert line.slope == pytest.approx(0.5, abs=0.06)
    steps = calibrated(calibration_of("isotonic", logits, happened), logits)
    assert np.abs(steps - chance).mean() < 0.04
    assert sum(len(rows) for rows in groups(chance)) == 2_000


def test_isotonic_steps_are_the_least_squares_monotone_fit() -> None:
    """Before the drawing to the average: pooled blocks against SciPy's isotonic regression."""
    from scipy.optimize import isotonic_regression

    random = np.random.default_rng(5)
    logits = np.sort(random.normal(size=80))
    happened = random.random(80) < 1 / (1 + np.exp(-logits))
    free = isotonic_regression(happened.astype(float))
    rows = np.diff(free.blocks)
    level = free.x[free.blocks[:-1]]
    drawn = np.maximum.accumulate((level * rows + happened.mean()) / (rows + 1))
    mine = calibrated(calibration_of("isotonic", logits, happened), logits)
    assert mine == pytest.approx(np.repeat(drawn, rows.astype(int)), abs=1e-12)


@pytest.mark.parametrize("kind", ["logistic", "gradient_boosted"])
def test_a_known_model_is_recovered(kind: str) -> None:
    """Out of fold it comes near the best AUC there is, chances hold, noise weighs least."""
    table, chance = loans(2_500, 11)
    given = {"records": table, "target": "bad", "kind": kind}
    result = train_scorecard(TrainScorecardRequest.model_validate(given))
    happened = np.array([word == "yes" for word in table["bad"]])
    best = auc(chance, happened).value
    assert best - 0.045 < result.auc < best + 0.005
    assert result.auc_in_training >= result.auc
    assert 0.85 < result.calibration_slope < 1.15
    assert result.spiegelhalter_p > 0.01
    assert result.brier < result.brier_reference
    assert result.features[0].name == "income"
    assert result.features[-1].name == "noise"
    assert result.event_rate == pytest.approx(happened.mean())


def test_points_add_up_and_double_the_odds() -> None:
    """Points of the bins sum to the points of the probability; 20 points halve the odds."""
    result = _trained()
    card = result.model
    table, _ = loans(1_500, 3)
    total = np.zeros(1_500)
    logit = np.full(1_500, card.intercept)
    for one in card.features:
        cells = table[one.name]
        values = (
            np.array([np.nan if c is None else c for c in cells])
            if one.holds == "numbers"
            else np.array(cells, dtype=object)
        )
        found = places(one, Column(one.name, values, one.holds == "numbers"))
        total += np.array([each.points for each in one.bins])[found]
        logit += one.coefficient * weights(one, found)
    assert total == pytest.approx(600 + 20 / np.log(2) * (-logit - np.log(50)), abs=1e-9)
    happened = np.array(table["bad"]) == "yes"
    assert (1 / (1 + np.exp(-logit))).mean() == pytest.approx(happened.mean(), abs=1e-9)


def test_monotone_bins_rise_or_fall() -> None:
    """Also where the data wiggle."""
    result = _trained(monotone=True, max_bins=10)
    income = next(one for one in result.model.features if one.name == "income")
    rates = [one.events / one.rows for one in income.bins if not one.missing]
    assert rates == sorted(rates, reverse=True)
    assert len(rates) > 2


def test_missing_values_have_a_bin_of_their_own() -> None:
    """A gap that says something is heard."""
    table, _ = loans(800, 4)
    table["noise"] = [None if bad == "yes" and k % 3 else 1.0 + k % 7
                      for k, bad in enumerate(table["bad"])]  # fmt: skip
    given = {"records": table, "target": "bad", "features": ["noise"]}
    result = train_scorecard(TrainScorecardRequest.model_validate(given))
    gap = next(one for one in result.model.features[0].bins if one.missing)
    assert gap.events == gap.rows
    assert gap.weight_of_evidence > 3
    assert result.features[0].missing_share > 0.1


def test_a_column_that_gives_the_outcome_away_is_named() -> None:
    """The leak stands in the summary and among the leaks."""
    table, _ = loans(400, 6)
    table["collection_fee"] = [40.0 if bad == "yes" else 0.0 for bad in table["bad"]]
    result = train_scorecard(
        TrainScorecardRequest.model_validate({"records": table, "target": "bad"})
    )
    assert result.leaks == ["collection_fee"]
    assert "gives the outcome away" in result.summary


def test_noise_is_told_as_noise() -> None:
    """On features that mean nothing the interval holds one half."""
    random = np.random.default_rng(2)
    table = {
        "a": random.normal(size=400).tolist(),
        "b": random.choice(["u", "v"], 400).tolist(),
        "y": random.integers(0, 2, 400).tolist(),
    }
    result = train_scorecard(
        TrainScorecardRequest.model_validate({"records": table, "target": "y"})
    )
    assert result.auc_low < 0.5 < result.auc_high + 0.02


def test_a_tree_learns_what_no_sum_can() -> None:
    """Exclusive or: the logistic scorecard guesses, trees of depth two know."""
    random = np.random.default_rng(8)
    a, b = random.integers(0, 2, 600), random.integers(0, 2, 600)
    happened = (a ^ b).astype(bool) ^ (random.random(600) < 0.1)
    table = {"a": a.tolist(), "b": b.tolist(), "y": happened.tolist()}
    found = [
        train_scorecard(
            TrainScorecardRequest.model_validate({"records": table, "target": "y", "kind": kind})
        ).auc
        for kind in ("logistic", "gradient_boosted")
    ]
    assert found[0] < 0.6
    assert found[1] > 0.85


def test_shapley_values_add_up_and_agree_with_their_definition() -> None:
    """They sum to the prediction less its mean over the training rows; one tree by hand."""
    result = _trained(300, 9, kind="gradient_boosted", rounds=20, depth=3)
    card = result.model
    table, _ = loans(300, 9)
    found = [
        places(
            one,
            Column(
                one.name,
                np.array([np.nan if c is None else c for c in table[one.name]])
                if one.holds == "numbers"
                else np.array(table[one.name], dtype=object),
                one.holds == "numbers",
            ),
        )
        for one in card.features
    ]
    codes, missing = codes_of(card.features, found), missing_code(card.features)
    whole = sum(added(tree, codes, missing) for tree in card.trees)
    assert shapley(card.trees, codes, missing).sum(axis=1) == pytest.approx(
        whole - np.mean(whole), abs=1e-9
    )


def test_shapley_values_of_one_tree_by_hand() -> None:
    """Both orders of two features, a left-out one averaged over its training rows."""
    a, b, c = 2.0, -1.0, 0.5
    tree = ScorecardTree(
        feature=[0, 1, -1, -1, -1],
        at_most=[0, 0, 0, 0, 0],
        missing_left=[False] * 5,
        left=[1, 3, 0, 0, 0],
        right=[2, 4, 0, 0, 0],
        value=[0, 0, c, a, b],
        cover=[10, 6, 4, 2, 4],
    )
    none = 0.6 * (2 * a + 4 * b) / 6 + 0.4 * c
    first, second = (2 * a + 4 * b) / 6, 0.6 * a + 0.4 * c
    expected = [((first - none) + (a - second)) / 2, ((second - none) + (a - first)) / 2]
    assert shapley([tree], np.array([[0, 0]]), 5)[0] == pytest.approx(expected, abs=1e-12)


def test_the_same_seed_gives_the_same_bits_and_another_another_split() -> None:
    """Only the split is random."""
    one, same, other = _trained(400), _trained(400), _trained(400, **{"folds": 4})
    assert one == same
    assert one.auc != other.auc
    assert one.model == other.model
