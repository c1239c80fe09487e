"""Cases are scored as training would have, with reasons and drift that can be checked by hand."""

import json
from typing import Any

import numpy as np
import pytest

from tests.tools.risk.lenders import loans
from tools.errors import InvalidInput
from tools.receipts import dump
from tools.risk._score_request import MODEL, Drift, ScoreRequest
from tools.risk._scorecard_request import TrainScorecardRequest
from tools.risk._stability_index import drift, stability_index
from tools.risk.score import score
from tools.risk.train_scorecard import train_scorecard
from tools.validation import validate

ROWS = {"applicant": ["Ada", "Ben"], "income": [1800, 3100], "home": ["rent", "own"]}


def _scored(**given: Any) -> Any:
    return score(validate(ScoreRequest, {"model": MODEL, "rows": ROWS, **given}))


def _refused(**given: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as refusal:
        _scored(**given)
    return refusal.value


def test_chance_and_points_by_hand() -> None:
    """Log odds -1.3863 + 0.7673 + 0.9 x 0.4418, points 600 + 20 / ln 2 x (-log odds - ln 50)."""
    ada = _scored(name_column="applicant").cases[0]
    log_odds = -1.3863 + 0.7673 + 0.9 * 0.4418
    assert ada.name == "Ada"
    assert ada.probability == pytest.approx(1 / (1 + np.exp(-log_odds)), abs=1e-12)
    assert ada.points == pytest.approx(600 + 20 / np.log(2) * (-log_odds - np.log(50)), abs=1e-9)


def test_reasons_are_points_lost_against_the_best_or_the_mean() -> None:
    """The largest first; against the mean only what is worse than average counts."""
    factor = 20 / np.log(2)
    best = _scored().cases[0].reasons
    assert [one.feature for one in best] == ["income", "home"]
    assert best[0].points_lost == pytest.approx(factor * (0.7673 + 0.8109))
    assert best[1].points_lost == pytest.approx(factor * 0.9 * (0.4418 + 0.6061))
    assert best[1].value == "rent"
    mean = _scored(reasons_against="mean").cases[0].reasons
    average = (400 * 0.7673 - 600 * 0.8109) / 1000
    assert mean[0].points_lost == pytest.approx(factor * (0.7673 - average))
    assert _scored(reasons_against="mean").cases[1].reasons == []
    assert _scored(reasons=0).cases[0].reasons == []


@pytest.mark.parametrize("kind", ["logistic", "gradient_boosted"])
def test_the_training_rows_score_as_in_training_and_have_not_drifted(kind: str) -> None:
    """Bands hold the same shares, every index is nearly zero, the mean chance is the rate."""
    table, _ = loans(800, 5)
    trained = train_scorecard(
        TrainScorecardRequest.model_validate({"records": table, "target": "bad", "kind": kind})
    )
    text = trained.model.model_dump_json()
    result = _scored(model=text, rows=table, list_at_most=5)
    assert [one.now for one in result.bands] == pytest.approx(
        [one.training for one in result.bands]
    )
    assert {one.verdict for one in (*result.drift, result.score_drift)} == {"stable"}
    assert max(one.stability_index for one in result.drift) < 1e-9
    assert result.mean_probability == pytest.approx(result.training_rate, abs=0.02)
    assert len(result.cases) == 5
    assert len(result.probabilities) == 800
    assert result.chart is not None


def test_the_model_may_be_an_object_text_a_document_or_a_whole_result() -> None:
    """Whatever form it was kept in, the scores are the same bits."""
    table, _ = loans(300, 5)
    request = TrainScorecardRequest.model_validate({"records": table, "target": "bad"})
    result = dump(train_scorecard(request))
    forms = [
        result["model"],
        json.dumps(result["model"]),
        {"text": json.dumps(result)},
        result,
        {"result": result},
    ]
    assert len({tuple(_scored(model=form, rows=table).points) for form in forms}) == 1


def test_shapley_reasons_of_trees_add_up() -> None:
    """All reasons of a case, costs and gains, bridge its points and the average's."""
    table, _ = loans(600, 7)
    given = {"records": table, "target": "bad", "kind": "gradient_boosted"}
    trained = train_scorecard(TrainScorecardRequest.model_validate(given))
    result = _scored(model=trained.model, rows=table, reasons=20, list_at_most=50)
    assert all(one.points_lost > 0 for case in result.cases for one in case.reasons)
    assert result.cases[0].reasons[0].feature == "income"
    assert result.reasons_against == "mean"
    assert _refused(model=trained.model, rows=table, reasons_against="best").errors[0].field == (
        "reasons_against"
    )


def test_the_stability_index_by_hand() -> None:
    """Shares .5/.5 against .7/.3: .2 ln 1.4 - .2 ln .6."""
    before, now = np.array([5e6, 5e6]), np.array([7e6, 3e6])
    expected = 0.2 * np.log(1.4) - 0.2 * np.log(0.6)
    assert stability_index(before, now) == pytest.approx(expected, abs=1e-6)
    assert drift("x", before, now).verdict == "watch"
    assert drift("x", before, np.array([9e6, 1e6])).verdict == "shifted"
    assert drift("x", before, np.array([10.0, 10.0])).verdict == "too_few_rows"


def test_the_index_by_chance_holds_its_level() -> None:
    """Of tables drawn from the training shares about one in twenty exceeds it."""
    random = np.random.default_rng(0)
    shares = np.array([0.2, 0.3, 0.3, 0.2])
    found: list[Drift] = []
    for _ in range(400):
        before, now = (random.multinomial(n, shares).astype(np.float64) for n in (900, 300))
        found.append(drift("x", before, now))
    above = np.mean([one.stability_index > one.by_chance for one in found])  # type: ignore[operator]
    assert 0.02 < above < 0.09


def test_rows_that_shifted_are_told() -> None:
    """Poorer applicants than in training."""
    rows = {"income": [1000 + k for k in range(200)], "home": ["rent", "own"] * 100}
    result = _scored(rows=rows)
    assert result.drift[0].name == "income"
    assert result.drift[0].verdict == "shifted"
    assert "look different from training" in result.summary
    home = next(one for one in result.drift if one.name == "home")
    assert home.verdict == "stable"


def test_values_never_seen_count_as_average_and_are_said() -> None:
    """A new category and a gap: weight of evidence zero."""
    result = _scored(rows={"income": [None], "home": ["houseboat"]})
    assert result.probabilities[0] == pytest.approx(0.2, abs=1e-4)
    assert sum("never saw" in note for note in result.notes) == 2
    assert result.summary.count("**") == 2


def test_a_cut_off_says_who_fails() -> None:
    """Below it, not at it."""
    result = _scored(cut_off=500)
    assert result.failing == 1
    assert [one.passes for one in result.cases] == [False, True]


def _broken(**changes: Any) -> dict[str, Any]:
    return {**MODEL, **changes}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"model": "not json"}, "model", "risk.train_scorecard"),
        ({"model": {"a": 1}}, "model", ""),
        ({"model": _broken(kind="gradient_boosted")}, "model", "trees"),
        ({"model": _broken(points_to_double=0)}, "model", ""),
        ({"model": _broken(score_ends=[1.0])}, "model", "score_shares"),
        ({"model": _broken(intercept=float("nan"))}, "model", ""),
        ({"rows": {"income": [1]}}, "rows", "home"),
        ({"rows": {"income": ["much"], "home": ["own"]}}, "rows", "must hold numbers"),
        ({"name_column": "nick"}, "name_column", "no such column"),
        ({"reasons": -1}, "reasons", ""),
    ],
)
def test_bad_input_is_named(given: dict[str, Any], field: str, words: str) -> None:
    """The field, and what would be right."""
    refusal = _refused(**given)
    assert refusal.errors[0].field.split(".")[0] == field
    assert words in refusal.message


def test_a_tree_that_is_none_is_refused() -> None:
    """A child before its node, or a feature that is not there."""
    tree: dict[str, Any] = {
        "feature": [0, -1, -1], "at_most": [0, 0, 0], "missing_left": [True, False, False],
        "left": [1, 0, 0], "right": [2, 0, 0], "value": [0, 1, -1], "cover": [10, 5, 5],
    }  # fmt: skip
    boosted = _broken(kind="gradient_boosted", trees=[tree])
    assert _scored(model=boosted).rows == 2
    for change in ({"left": [0, 0, 0]}, {"feature": [7, -1, -1]}, {"cover": [10, 5, 0]}):
        wrong = _broken(kind="gradient_boosted", trees=[{**tree, **change}])
        assert _refused(model=wrong).errors[0].field.startswith("model")
