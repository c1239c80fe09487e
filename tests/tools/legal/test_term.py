"""When contracts end, by how they say it."""

import datetime

import pytest

from tools.fields import DocumentText
from tools.legal.clause_model import load, score
from tools.legal.reading import Reading
from tools.legal.term import Stated, read_term

OPENING = (
    'SERVICES AGREEMENT. This Agreement is made as of March 18, 2019 (the "Effective Date") by and '
    'between Acme Inc. (the "Company") and Bolt LLC (the "Supplier"). '
)


def end(sentence: str) -> Stated | None:
    """The end that a contract with this sentence states."""
    text = OPENING + sentence
    return read_term(Reading(DocumentText(text=text), score(text, load()), 0.05)).expiry


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "The initial term of this Agreement shall be five (5) years from the Effective Date.",
            "2024-03-18",
        ),
        ("This Agreement shall run until March 18. 2021, unless sooner ended.", "2021-03-18"),
        (
            "This Agreement shall terminate five (5) years following launch of the first Website, "
            "but in no event later than February 28, 2023.",
            "2023-02-28",
        ),
        (
            "The Agreement shall commence on the Effective Date and continue thereafter for a "
            "period of two (2) years, unless sooner terminated as set forth below.",
            "2021-03-18",
        ),
    ],
)  # fmt: skip
def test_the_day_is_stated_or_counted(sentence: str, day: str) -> None:
    found = end(sentence)
    assert found is not None
    assert found.day == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "sentence",
    [
        "This Agreement shall continue in effect until either Party informs the other Party with "
        "thirty (30) days prior written notice of termination of this Agreement.",
        "This Agreement shall continue in force until terminated in accordance with section 10.",
        "The term of this Agreement shall commence on the Effective Date and shall end on the 60th "
        "day following a written notice from one party to the other of its decision to terminate "
        "this Agreement at the end of such 60-day period.",
        "This Agreement shall continue until the expiration or earlier termination of the License "
        "Agreement.",
    ],
)
def test_an_open_end_is_said_to_be_open(sentence: str) -> None:
    found = end(sentence)
    assert found is not None
    assert found.perpetual
    assert found.day is None


@pytest.mark.parametrize(
    "sentence",
    [
        "During the term of this Agreement and for a period of seven (7) years after its "
        "termination each Party shall keep the other's information confidential.",
        "The Supplier shall pay the balance in total by no later than July 20, 2020.",
        "If any part of this Agreement is held to be indefinite, invalid or void, the rest stays.",
    ],
)
def test_other_times_are_no_end(sentence: str) -> None:
    assert end(sentence) is None
