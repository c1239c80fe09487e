"""What a message is about, where a field asks for it."""

import pytest

from tests.graphs.embedded.told import filled

IMPACT = "risk.financial_impact"
REST = "cleaning 12k, closed 4 to 9 days, sales 3,000 a day"


@pytest.mark.parametrize(
    ("say", "about"),
    [
        (f"Flood in the archive: {REST}", "Flood in the archive"),
        (f"If the pump breaks: {REST}", "pump breaks"),
        (f"Hello, cost of a hail storm? {REST}", "hail storm"),
        (f"What if our ferry cannot sail for days: {REST}", "ferry cannot sail"),
        (f"Suppose the dyke bursts. {REST}", "dyke bursts"),
    ],
)
def test_the_first_clause_says_what_happens(say: str, about: str) -> None:
    assert filled(IMPACT, say).arguments["event"] == about


@pytest.mark.parametrize(
    "say",
    [
        "Lost sales 3,000 a day, closed 4 to 9 days",
        "We lose 3,000 a day in sales for 5 days",
        "how much is it: closed 5 days, 3,000 a day in sales",
        "yes please",
    ],
)
def test_a_figures_name_or_a_question_is_no_event(say: str) -> None:
    assert "event" not in filled(IMPACT, say).arguments
