"""Every bad input of a risk scenario is refused by the name of its field, in plain words."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk.simulate_annual_loss import simulate_annual_loss
from tools.validation import validate

RATE, COST = {"loss_event_frequency": [1, 2, 4]}, {"primary_loss": [100, 200, 900]}


def refused(**arguments: Any) -> dict[str, str]:
    """The named fields of a refusal, each with its code, and no echo of the input."""
    with pytest.raises(InvalidInput) as refusal:
        simulate_annual_loss(validate(AnnualLossRequest, arguments))
    assert all(problem.message for problem in refusal.value.errors)
    return {problem.field: problem.code for problem in refusal.value.errors}


def test_nothing_given_asks_how_often_and_how_much() -> None:
    """The first way of saying how often is the one asked for."""
    assert refused() == {"loss_event_frequency": "missing", "primary_loss": "missing"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (RATE, {"primary_loss"}),
        (COST, {"loss_event_frequency"}),
        ({**COST, "threat_event_frequency": 5}, {"vulnerability"}),
        ({**COST, "vulnerability": 0.2}, {"threat_event_frequency"}),
        ({**COST, "contact_frequency": 50}, {"probability_of_action", "vulnerability"}),
        (
            {**COST, "threat_event_frequency": 5, "threat_capability": [0.2, 0.5, 0.7]},
            {"resistance_strength"},
        ),
        ({**RATE, **COST, "secondary_loss": 500}, {"secondary_probability"}),
        ({**RATE, **COST, "secondary_probability": 0.1}, {"secondary_loss"}),
    ],
)
def test_a_level_that_was_begun_is_asked_to_be_finished(
    given: dict[str, Any], missing: set[str]
) -> None:
    """What is missing is named as missing, nothing else is."""
    assert refused(**given) == dict.fromkeys(missing, "missing")


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("threat_event_frequency", "loss_event_frequency"),
        ("contact_frequency", "loss_event_frequency"),
        ("vulnerability", "loss_event_frequency"),
        ("contact_frequency", "threat_event_frequency"),
        ("threat_capability", "vulnerability"),
        ("resistance_strength", "vulnerability"),
    ],
)
def test_two_levels_of_one_branch_contradict(below: str, above: str) -> None:
    """The lower one is named, and the message names the upper one."""
    with pytest.raises(InvalidInput) as refusal:
        validate(AnnualLossRequest, {**COST, above: 0.5, below: 0.5})
    clash = next(p for p in refusal.value.errors if p.field == below)
    assert above in clash.message
    assert "one of the two" in clash.message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("primary_loss", [-1, 5, 9]),
        ("primary_loss", [9, 5, 1]),
        ("primary_loss", 0),
        ("primary_loss", 2e15),
        ("primary_loss", "much"),
        ("primary_loss", [1, 2, 3, 4]),
        ("primary_loss", True),
        ("primary_loss", {"low": 1, "distribution": "uniform"}),
        ("primary_loss", {"values": [], "distribution": "empirical"}),
        ("primary_loss", {"low": 1, "high": 2, "values": [1.0, 2.0]}),
        ("primary_loss", {"low": 0, "high": 2, "distribution": "lognormal"}),
        ("primary_loss", {"low": 1, "high": 2e6, "distribution": "lognormal"}),
        ("loss_event_frequency", [0, 0, 0]),
        ("loss_event_frequency", 2e6),
        ("loss_event_frequency", -0.1),
        ("trials", 999),
        ("trials", 1_000_000_001),
        ("trials", 1e5 + 0.5),
        ("confidence", 0.5),
        ("confidence", 1),
        ("confidence", 95),
        ("tolerance", 0),
        ("seed", -1),
        ("currency", "euro"),
        ("event_counts", "sometimes"),
        ("sampling", "dice"),
    ],
)
def test_a_value_out_of_range_is_named(field: str, value: Any) -> None:
    """Bounds, order, shapes and types: the field stands first in the path of the problem."""
    problems = refused(**{**RATE, **COST, field: value})
    assert {name.split(".")[0] for name in problems} == {field}


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_not_a_finite_number_is_named(bad: float) -> None:
    """Neither NaN nor infinity reaches the simulation."""
    problems = refused(loss_event_frequency=[1, bad, 4], **COST)
    assert problems == {"loss_event_frequency.likely": "finite_number"}


@pytest.mark.parametrize("field", ["vulnerability", "threat_capability"])
def test_what_ends_at_one_cannot_be_lognormal(field: str) -> None:
    """A lognormal has no upper end; cutting it silently would change the mean."""
    given = {field: {"low": 0.1, "high": 0.6, "distribution": "lognormal"}}
    other = {"resistance_strength": 0.5} if field == "threat_capability" else {}
    assert set(refused(threat_event_frequency=4, **COST, **given, **other)) == {field}


def test_a_chance_above_one_is_named() -> None:
    """Percent must be written as a fraction."""
    problems = refused(threat_event_frequency=4, vulnerability=[5, 10, 20], **COST)
    assert set(problems) == {"vulnerability"}


def test_attackers_who_can_never_succeed_are_said() -> None:
    """A loss of exactly zero is a mistake in the ranges, not an answer."""
    problems = refused(
        threat_event_frequency=4,
        threat_capability=[0.1, 0.2, 0.3],
        resistance_strength=[0.5, 0.6, 0.7],
        **COST,
    )
    assert set(problems) == {"threat_capability"}


def test_an_event_too_rare_for_the_trials_is_said() -> None:
    """No zero is passed off as an expected loss."""
    assert set(refused(loss_event_frequency=1e-6, primary_loss=1e6, trials=1000)) == {"trials"}
