"""A clause pasted behind a question on one line is the document; what the person says is not."""

import pytest

from graphs.models.embedded.document_sentences import document_sentences
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from tests.graphs.embedded.told import TODAY, tool

CLAUSE = "The Roaster shall deliver beans weekly. The Cafe may cancel with 20 days' notice."


@pytest.mark.parametrize(
    "say",
    [
        f"Who has to do what? {CLAUSE}",
        f"{CLAUSE} What are the duties here, and can we get out? (file no. 881)",
        f"duties of each side, please: {CLAUSE}",
        f"what must we do under this {CLAUSE}",
        f"I run a cafe. Tell me how we get out. {CLAUSE} we have 3 branches",
    ],
)
def test_the_sentences_of_parties_are_the_document(say: str) -> None:
    found = document_sentences(say)
    assert found is not None
    assert say[slice(*found)].strip() == CLAUSE
    filled = fill(tool("legal.analyse_contract"), message(say, [], TODAY))
    assert filled.arguments["contract"].strip() == CLAUSE


@pytest.mark.parametrize(
    "say",
    [
        "How risky is our supplier contract, and are there deadlines in the next weeks?",
        "Can you check the agreement for anything unusual? It's 24 pages.",
        "I want out of my lease. It was signed in 2024 and I pay 900 a month.",
        "Please extract the clauses, listing only those with a score over 0.7.",
        "",
    ],
)
def test_a_person_who_only_asks_pastes_nothing(say: str) -> None:
    assert document_sentences(say) is None


def test_a_long_text_without_ends_takes_no_time() -> None:
    """Patterns over a message stay linear."""
    assert document_sentences("either party the Buyer shall " * 200) is not None
