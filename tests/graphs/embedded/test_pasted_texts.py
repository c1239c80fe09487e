"""A text pasted for a question is read whole: its numbered clauses are no questions."""

import datetime
from dataclasses import replace

import pytest

from graphs.models.embedded.memory import Memory
from graphs.models.embedded.message import message
from graphs.models.embedded.pasted import pasted
from graphs.models.embedded.understanding import Understanding
from tests.graphs.embedded.told import TODAY, tool

LEASE = """LEASE
between Harbour Estates LLC and Mudlark Ceramics LLC.
1. Premises. Landlord leases to Tenant the ground floor shop at 9 Quay Street.
2. Rent. Tenant shall pay USD 1,950 on the first day of each month.
3. Assignment. Tenant shall not assign this Lease without consent of Landlord.
4. Law. The laws of the State of Ohio govern."""


def test_numbered_clauses_are_one_text() -> None:
    tools = [tool("legal.analyse_contract")]
    say = f"How risky is this lease for a tenant?\n\n{LEASE}"
    memory = Memory(say, as_of=datetime.date(2026, 11, 21))
    (plan,) = Understanding(tools, memory, None, None).plans()
    assert plan.arguments["contract"].strip() == LEASE


def test_a_last_question_is_no_part_of_the_text() -> None:
    say = f"Please read this for me.\n\n{LEASE}\n\nCan we get out early?"
    said = replace(message(say, [], TODAY), may_hold_a_document=True)
    assert said.pasted is not None
    assert said.text[slice(*said.pasted)].strip() == LEASE


TITLED = (
    "BARN RENTAL AGREEMENT. Mr Oake lets the barn to the Reed Players. The rent is 300 a month. "
    "Either side may stop with two weeks' notice. Straw stays in the loft. Dogs are kept outside."
)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("may they throw us out?? ", ""),
        ("May they throw us out -- ", ""),
        ("", "\n\nQ: may they throw us out"),
        ("Landlord is nasty, may he throw us out?\n", "\n\nwhat do you think?"),
    ],
)
def test_a_title_in_capitals_begins_a_document(before: str, behind: str) -> None:
    text = f"{before}{TITLED}{behind}"
    place = pasted(text, [])
    assert place is not None
    assert text[slice(*place)].strip() == TITLED


def test_a_shout_is_no_title() -> None:
    text = "WHAT IS MISSING? We rent a barn from Mr Oake " + "and he is never there to ask " * 6
    assert pasted(text, []) is None
