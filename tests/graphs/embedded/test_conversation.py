"""How it converses with strangers: guesses, corrections, changes, lists, other languages."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage

from graphs.models.embedded.changes import factor
from graphs.models.embedded.corrections import uncorrected
from graphs.models.embedded.guessing import wants_a_guess
from graphs.models.embedded.languages import glossed, language
from graphs.models.embedded.meant_files import meant
from graphs.models.embedded.several import label
from graphs.models.embedded.splitting import items
from tests.graphs.embedded.conftest import Talk

SPILLS = "We spill oil 2 to 6 times a year, mostly 3, each clean-up costs 5,000 to 40,000 euros"


def noted(reply: AIMessage) -> dict[str, Any]:
    return reply.additional_kwargs["polymath"]


@pytest.mark.parametrize(
    "say",
    [
        "just guess",
        "make up something plausible",
        "no clue about either, use industry averages",
        "you can't see it, have a guess",
        "ballpark it for me",
    ],
)
def test_a_guess_is_refused_and_the_question_stays_open(talk: Talk, say: str) -> None:
    """A no that says what is needed; the next message still answers what was asked."""
    _, refusal, call, _ = talk(
        "what do oil spills cost us a year?", say, "2 to 6 spills, mostly 3; 5k to 40k euros each"
    )
    assert noted(refusal)["kind"] == "refusal"
    assert refusal.text.startswith("I don't guess figures. With ")
    assert call.tool_calls[0]["args"]["spills"] == {"low": 2, "likely": 3, "high": 6}


@pytest.mark.parametrize(
    "text", ["my guess is 3 to 5 a year", "I'd guess 300 each", "at a guess 7"]
)
def test_who_guesses_for_themselves_gives_a_value(text: str) -> None:
    """Only figures that nobody gave are guesses of ours."""
    assert not wants_a_guess(text)


@pytest.mark.parametrize(
    ("text", "meant_by_it"),
    [
        ("margin 60? no wait, 65", "margin 65"),
        ("Two thirds? No wait, the books say 64 percent.", "the books say 64 percent."),
        ("churn is 3 %, sorry, 2 %", "churn is 2 %"),
        ("a crate costs 40, I mean 45 euros", "a crate costs 45 euros"),
        ("we wait 3 to 5 days", "we wait 3 to 5 days"),
        ("no wait, 7", "7"),
    ],
)
def test_the_last_value_stands(text: str, meant_by_it: str) -> None:
    """What is taken back in the same breath was never said."""
    assert uncorrected(text) == meant_by_it


@pytest.mark.parametrize(
    ("text", "times"),
    [("up by a quarter", 1.25), ("a third cheaper", 2 / 3), ("cut by half", 0.5)],
)
def test_parts_change_a_value(text: str, times: float) -> None:
    """A quarter more, a third less."""
    change = factor(text)
    assert change is not None
    assert change.times == pytest.approx(times)


def test_twice_a_year_is_a_rate_and_no_factor() -> None:
    """How often, not how much more."""
    assert factor("what if it happens twice a year") is None


def test_the_persons_own_noun_says_what_is_halved(talk: Talk) -> None:
    """No alias holds "leakages", but the first message called the six so."""
    *_, call, _ = talk(
        "There are 2 to 6 leakages a year, mostly 3, each clean-up costs 5,000 to 40,000 euros",
        "and only half as many leakages",
    )
    assert call.tool_calls[0]["args"]["spills"] == {"low": 1, "likely": 1.5, "high": 3}


def test_the_next_change_starts_from_the_changed_call(talk: Talk) -> None:
    """Changes add up over the turns."""
    *_, call, answer = talk(SPILLS, "what if the clean-up were halved?", "now at 99 %")
    assert call.tool_calls[0]["args"]["clean_up"] == {"low": 2500, "high": 20000}
    assert call.tool_calls[0]["args"]["level"] == 0.99
    assert answer.text.startswith("Now at 99 % confidence; the rest as before:")


def test_the_chart_is_shown_again(talk: Talk) -> None:
    """The same call, so that the chart comes with its receipt."""
    first, _, again, answer = talk(SPILLS, "show me the chart")
    assert again.tool_calls[0]["args"] == first.tool_calls[0]["args"]
    assert answer.text.startswith("The chart of the spill")


def test_lists_are_cut_at_their_numbers() -> None:
    """In whatever way they are numbered; a number in a sentence begins no item."""
    assert items("Three things. 1. the first 2. the second one") == ["the first", "the second one"]
    assert items("(a) this (b) that") == ["this", "that"]
    assert items("- this\n- that") == ["this", "that"]
    assert items("it took 2. Then 3 more") == []


def test_one_tool_asked_twice_is_called_twice(talk: Talk) -> None:
    """Each under its own name."""
    calls, answer = talk(
        "Which is worse? North: 2 to 6 spills a year, mostly 3, clean-up 5k to 40k each. "
        "South: 1 to 4 spills a year, mostly 2, clean-up 9k to 80k each."
    )
    lows = [call["args"]["clean_up"]["low"] for call in calls.tool_calls]
    assert lows == [5000, 9000]
    assert "North*" in answer.text
    assert "South*" in answer.text


@pytest.mark.parametrize(
    ("text", "name"),
    [("Which is best? Starter sells for 19", "Starter"), ("Team: 240 each", "Team")],
)
def test_what_is_compared_keeps_its_name(text: str, name: str) -> None:
    """The word before the colon or the verb."""
    assert label(text) == name


def test_a_question_takes_the_file_it_names() -> None:
    """By ending, by name; all of them where it names none."""
    files = [
        {"name": "lease.txt", "kind": "document"},
        {"name": "minutes.docx", "kind": "document"},
    ]
    assert meant("text of the docx", files) == (files[1],)
    assert meant("what does the lease say", files) == (files[0],)
    assert meant("read it", files) == tuple(files)


def test_other_languages_are_read_and_answered_in_english(talk: Talk) -> None:
    """Half a sentence says so; a few foreign words alone change nothing."""
    text = "Was kostet uns Öl im Jahr? 3 bis 9 Fälle, meist 5, je 200 bis 900 Euro"
    assert language(text) == "German"
    assert "3 to 9 cases, mostly 5, each 200 to 900" in glossed(text)
    assert language("When is my card 'der Hund' due? I reviewed it on 3 May") == ""


def test_a_greeting_is_answered(talk: Talk) -> None:
    """Small talk is no refusal."""
    (reply,) = talk("what can you do?")
    assert noted(reply)["kind"] == "answer"
