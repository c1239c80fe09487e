"""The embedded planner's own sentences stand: nothing of what it understood is struck out."""

import datetime

import pytest

from agents.roster import ROSTER
from graphs.models.embedded.model import EmbeddedPlanner
from tests.graphs.asking import Thread

TODAY = datetime.date(2026, 11, 21)
LEASE = (
    "Can we leave this lease early?\n\n"
    'LEASE between Alder Property LLC (the "Landlord") and Birch Cafe Inc. (the "Tenant"),'
    " effective as of 1 January 2026. 2. Term. This lease ends on 31 December 2027 and shall"
    " automatically renew for successive periods of two (2) years unless either party gives"
    " written notice 90 days before. 5. Termination for convenience. Either party may terminate"
    " this lease without cause upon 60 days' prior written notice."
)


@pytest.fixture(scope="module")
def planner() -> EmbeddedPlanner:
    return EmbeddedPlanner()


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("90k GBP in dollars, at 1.27 USD per pound?", "**$114,300**"),
        ("card=bonjour; 2026-10-20=easy; 2026-11-10=good; retention=0.95", "20 October 2026"),
        ("Flashcard 'ventricle': knew it three days ago, blanked yesterday. when next?", "18 Nov"),
        (
            "Simulate this: TEF 8/20/50, threat capability .3/.5/.8, resistance strength"
            " .45/.6/.75, primary loss 2000/15000/90000, use the mean vulnerability",
            "most likely 20",
        ),
        (
            "Right now CHF 3.1 million are in the bank; we spend CHF 240'000 each month and"
            " customers pay us CHF 95'000. Growth has been 3 to 8 percent a month, usually 5. What"
            " are the odds that we still have cash in two years?",
            "CHF 240,000",
        ),
        (LEASE, "60 days' notice"),
    ],
)
async def test_no_sentence_of_the_planner_is_struck_out(planner, say, told) -> None:
    answered = await Thread(planner, roster=ROSTER).ask(say, as_of=TODAY)
    assert answered.message["unverified"] == []
    assert told in answered.text
