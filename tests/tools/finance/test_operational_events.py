"""Losses event by event: threshold on the net loss, years without one, exclusions."""

from math import e, log
from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.finance._operational_request import CapitalOperationalRequest
from tools.finance._operational_result import CapitalOperational
from tools.finance.capital_operational import capital_operational
from tools.validation import validate


def run(**arguments: Any) -> CapitalOperational:
    return capital_operational(validate(CapitalOperationalRequest, arguments))


EVENTS: list[dict[str, Any]] = [
    {"year": 2016, "gross_loss": 60e6},
    {"year": 2018, "gross_loss": 90e6, "recoveries": 10e6},
    {"year": 2018, "gross_loss": 45_000, "recoveries": 30_000},
    {"year": 2021, "gross_loss": 20_000},
    {"year": 2022, "gross_loss": 19_999.99},
    {"year": 2023, "gross_loss": 70e6, "excluded": True},
    {"year": 2025, "gross_loss": 100e6},
]


def test_average_of_ten_years() -> None:
    """60 + 80 + 0.02 + 100 million over ten years, 2016 to 2025."""
    result = run(business_indicator=4e9, loss_events=EVENTS)
    assert result.loss_years == 10
    assert result.average_loss == pytest.approx((60e6 + 80e6 + 20_000 + 100e6) / 10)
    component = 0.12e9 + 0.15 * 3e9
    loss = 15 * (result.average_loss or 0.0)
    assert result.loss_multiplier == pytest.approx(log(e - 1 + (loss / component) ** 0.8))
    values = {step.name: step.value for step in result.steps}
    assert values["net losses 2018"] == 80e6
    assert values["net losses 2017"] == 0
    assert values["events counted"] == 4


def test_the_supervisors_threshold() -> None:
    result = run(business_indicator=4e9, loss_events=EVENTS, loss_threshold=100_000)
    assert result.average_loss == pytest.approx(240e6 / 10)


def test_the_threshold_is_in_euros() -> None:
    events = [{"year": year, "gross_loss": 21_000} for year in range(2020, 2026)]
    kept = run(business_indicator=4e9, loss_events=events, units_per_euro=1.0)
    assert kept.average_loss == 21_000
    assert run(business_indicator=4e9, loss_events=events, units_per_euro=1.1).average_loss == 0


def test_years_without_a_loss() -> None:
    events = [{"year": 2024, "gross_loss": 50e6}]
    alone = run(business_indicator=4e9, loss_events=events)
    assert alone.loss_multiplier == 1  # one year is too short a history, OPE25.10
    longer = run(business_indicator=4e9, loss_events=events, loss_data_years=8)
    assert longer.average_loss == pytest.approx(50e6 / 8)
    assert longer.loss_multiplier < 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"loss_events": [*EVENTS, {"year": 2010, "gross_loss": 1e6}]}, "leave older events out"),
        ({"loss_events": EVENTS, "loss_data_years": 5}, "leave older events out"),
        ({"loss_events": EVENTS, "losses": [1e6]}, "not several"),
        ({"loss_events": [{"year": 2020, "gross_loss": 1, "recoveries": 2}]}, "cannot exceed"),
        ({"loss_data_years": 5, "average_loss": 5}, "goes with loss_events"),
        ({"loss_events": EVENTS, "loss_threshold": 5_000}, "20,000|20000"),
    ],
)
def test_refusals(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        run(business_indicator=4e9, **arguments)
    told = " ".join(problem.message for problem in refusal.value.errors)
    assert any(word in told for word in words.split("|"))
