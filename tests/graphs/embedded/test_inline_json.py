"""JSON pasted into a message: rows become a table, objects of points become ranges."""

import pytest

from graphs.models.embedded.inline import inline_data
from tests.graphs.embedded.told import filled


def test_an_object_of_points_is_a_range_under_its_key() -> None:
    text, data = inline_data(
        'mean, please {"visitsPerWeek": {"min": 4, "mode": 9, "max": 2e1}, '
        '"share_lost": {"p5": "2%", "p95": "11%"}}'
    )
    assert not data
    assert text.split("\n")[1:3] == [
        "visits Per Week: 4 to 20, most likely 9",
        "share lost: 2% to 11%",
    ]


def test_rows_are_a_table_under_their_keys() -> None:
    text, data = inline_data('[{"part": "bolt", "left": 4}, {"part": "nut", "used": true}] order?')
    assert not data
    assert "| part | left | used |\n| bolt | 4 |  |\n| nut |  | yes |" in text


@pytest.mark.parametrize(
    "said",
    [
        '{"nodes": [{"id": "a", "to": ["b"]}], "entry": "a"}',
        '[{"id": "a", "to": ["b", "c"]}, {"id": "b", "to": []}]',
        '{"spot": 100, "strike": 105}',
        '{"low": 3, "mean": 5, "deviation": 2}',
    ],
)
def test_what_is_an_object_of_its_own_stays_data(said: str) -> None:
    text, data = inline_data(said)
    assert len(data) == 1
    assert not text.strip()


def test_a_yearly_loss_from_ranges_in_json() -> None:
    told = filled(
        "risk.simulate_annual_loss",
        '{"break_ins_a_year": {"low": 1, "likely": 2, "high": 7},'
        ' "cost_per_case": {"low": 800, "likely": 2500, "high": 9000}} mean loss a year?',
    ).arguments
    assert told["loss_event_frequency"] == {"low": 1, "likely": 2, "high": 7}
    assert told["primary_loss"] == {"low": 800, "likely": 2500, "high": 9000}


def test_controls_whose_keys_are_other_words() -> None:
    told = filled(
        "risk.value_controls",
        '[{"countermeasure": "bollards", "yearly_cost": 3000, "effect": "20%"},'
        ' {"countermeasure": "guard", "yearly_cost": 41000, "effect": "55%"}]'
        " theft costs 120k a year, worth it?",
    ).arguments
    assert told["controls"] == [
        {"name": "bollards", "annual_cost": 3000, "risk_reduction": 0.2},
        {"name": "guard", "annual_cost": 41000, "risk_reduction": 0.55},
    ]
