"""Scenarios told one after another in a sentence: how often, how much, and what is neither."""

import datetime
from typing import Any

import pytest

from graphs.models.embedded.measured import measured
from graphs.models.embedded.message import message
from graphs.models.embedded.schema import read_tool
from tools.catalog import CATALOG

TODAY = datetime.date(2026, 11, 21)
SCENARIOS = read_tool(
    "risk_aggregate_loss", "", CATALOG["risk.aggregate_loss"].request.model_json_schema()
).field("scenarios")


def told(text: str) -> list[dict[str, Any]]:
    assert SCENARIOS is not None
    return [one.value for one in measured(SCENARIOS, message(text, [], TODAY))]


@pytest.mark.parametrize(
    "text",
    [
        "We expect ransomware 0.2 times a year costing 50k to 2m and phishing 4 to 10 times at 1k "
        "to 20k each; what could a bad year cost with a 100k deductible?",
        "With a 100k deductible: ransomware 0.2 times a year costing 50k to 2m, phishing 4 to 10 "
        "times a year at 1k to 20k each",
    ],
)
def test_each_scenario_keeps_its_own_figures(text: str) -> None:
    """Wherever the deductible stands, it is no scenario's loss."""
    assert told(text) == [
        {
            "name": "ransomware",
            "frequency": {"likely": 0.2},
            "loss": {"low": 50000, "high": 2000000},
        },
        {
            "name": "phishing",
            "frequency": {"low": 4, "high": 10},
            "loss": {"low": 1000, "high": 20000},
        },
    ]


def test_figures_that_complete_nothing_are_left() -> None:
    """A limit and a share make no scenario."""
    assert told("an annual limit of 2m and a quota share of 25 %") == []


def figures(text: str) -> list[tuple[Any, Any]]:
    """Frequency and loss of each scenario, without names."""
    return [(one["frequency"], one["loss"]) for one in told(text)]


def spread(low: float, likely: float, high: float) -> dict[str, float]:
    return {"low": low, "likely": likely, "high": high}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Guests fall on the stairs two to six times a year, normally three, and that costs us "
            "700 to 30'000 francs, mostly 2'000. And the boiler dies every other year, 12'000 to "
            "50'000, most likely 20'000. I pay the first 4'000 of every case, they pay at most "
            "60'000 for any one case.",
            [
                (spread(2, 3, 6), spread(700, 2000, 30000)),
                ({"likely": 0.5}, spread(12000, 20000, 50000)),
            ],
        ),
        (
            "fire at plant A .3 times a yr (20k, 70k, 500k euros), at plant B .2 times a yr (10k, "
            "40k, 300k). one grid failure every 5 years hits both at once, already counted",
            [
                ({"likely": 0.3}, spread(20000, 70000, 500000)),
                ({"likely": 0.2}, spread(10000, 40000, 300000)),
            ],
        ),
        (
            "Hail: 15 claims, 4k–20k–300k. Theft: 40 claims, 1k–3k–40k. Fire: two in a hundred "
            "years, 1M–one and a half million–8M. 25 % quota share",
            [
                ({"likely": 15}, spread(4000, 20000, 300000)),
                ({"likely": 40}, spread(1000, 3000, 40000)),
                ({"likely": 0.02}, spread(1e6, 1.5e6, 8e6)),
            ],
        ),
        (
            "Once every four years the belt breaks and that is 8,000 to 50,000, most likely "
            "20,000. About three times a year a van crashes, 500 to 12,000, mostly 1,500.",
            [
                ({"likely": 0.25}, spread(8000, 20000, 50000)),
                ({"likely": 3}, spread(500, 1500, 12000)),
            ],
        ),
        (
            "a bike gets stolen once or twice a year, 300 to 900; windows break 4 times a year, "
            "100 to 400; 5M xs 1M; what is a 1 in 200 year?",
            [
                ({"low": 1, "high": 2}, {"low": 300, "high": 900}),
                ({"likely": 4}, {"low": 100, "high": 400}),
            ],
        ),
        (
            "burglars 1 to 3 times a year, usually 2, cost 500 to 9000, mostly 2000. In 20 % of "
            "cases there are fines on top, 1000 to 5000, likely 2000",
            [(spread(1, 2, 3), spread(500, 2000, 9000))],
        ),
    ],
)
def test_causes_in_plain_sentences(text: str, expected: list[tuple[Any, Any]]) -> None:
    """Each cause has its own frequency and amount; a second loss, a cover, a shock have not."""
    assert figures(text) == expected


def test_names_stand_before_the_figures_or_between_them() -> None:
    """Also a letter that tells two apart."""
    text = (
        "an oven dies, on average every other year, 1k to 6k. Every ten years or so a fire, 20k "
        "to 90k. Leaks at depot A .6 times a yr (20k, 60k, 400k)"
    )
    assert [one["name"] for one in told(text)] == ["oven dies", "fire", "depot A"]
