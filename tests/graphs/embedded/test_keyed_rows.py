"""Objects as JSON under keys of the writer's own."""

from graphs.models.embedded.attachments import names
from graphs.models.embedded.keyed_rows import keyed_rows
from tests.graphs.embedded.told import filled, tool

LOSSES, CONTROLS = "risk.aggregate_loss", "risk.value_controls"


def test_keys_become_parts_and_three_figures_the_points_of_an_estimate() -> None:
    say = (
        '[{"risk":"hail","per_year":[1,2,5],"cost":[100,300,900]},'
        '{"risk":"rot","per_year":[3,5],"cost":[20,80]}] what in a year, EUR?'
    )
    assert filled(LOSSES, say).arguments["scenarios"] == [
        {
            "name": "hail",
            "frequency": {"low": 1, "likely": 2, "high": 5},
            "loss": {"low": 100, "likely": 300, "high": 900},
        },
        {"name": "rot", "frequency": {"low": 3, "high": 5}, "loss": {"low": 20, "high": 80}},
    ]


def test_two_lists_of_one_object_and_a_label_by_its_letter() -> None:
    say = (
        '{"risks":[{"n":"hail","ALE":75000},{"n":"rot","ALE":21000}],'
        '"ctrls":[{"n":"nets","yr":5500,"cut":0.5,"on":["hail"]}]} which pays?'
    )
    given = filled(CONTROLS, say).arguments
    assert given["risks"] == [
        {"name": "hail", "annual_loss": 75000},
        {"name": "rot", "annual_loss": 21000},
    ]
    assert given["controls"] == [
        {"name": "nets", "annual_cost": 5500, "risk_reduction": 0.5, "applies_to": ["hail"]}
    ]


def test_a_key_that_nothing_is_called_by_leaves_the_rows_as_they_are() -> None:
    field = tool(LOSSES).field("scenarios")
    assert field is not None
    rows = [{"risk": "hail", "colour": "blue"}, {"risk": "rot", "colour": "red"}]
    assert keyed_rows(field, rows, names) is rows
