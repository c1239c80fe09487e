"""What a run of outcomes is on and whose it is, for a tool of no domain of ours."""

import datetime
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.people import like_a_name, people
from tools.capability import RequestModel
from tools.fields import Date, Identifier, Person, field

TODAY = datetime.date(2026, 11, 21)
_WORDS = {
    "right": ("correct", "yes", "passed", "solved", "✓", "+"),
    "wrong": ("incorrect", "no", "failed", "missed", "✗", "-"),
}


class Jump(BaseModel):
    """One jump of a dog."""

    landed: Literal["right", "wrong"] = field(description="How it went.", synonyms=_WORDS)
    day: Date | None = field(None, description="When it jumped.", aliases=("on",))


class Obstacle(BaseModel):
    """An obstacle and the jumps over it."""

    obstacle: Identifier = field(description="What it is called.", aliases=("obstacle",))
    jumps: list[Jump] = field(description="The jumps over it.", aliases=("jumps",))


class AgilityRequest(RequestModel):
    """How well a dog's handler has trained it."""

    model_config = ConfigDict(
        json_schema_extra={"x-required-any": [[["jumps"], ["course"]]]}  # type: ignore[dict-item]
    )

    handler: Person | None = field(None, description="Who led it.", aliases=("handler",))
    obstacle: Identifier | None = field(
        None,
        description="Over what it jumped.",
        aliases=("obstacle", "hurdle type"),
        relations={"subject_of": "jumps"},
    )
    jumps: list[Jump] | None = field(None, description="The jumps.", aliases=("jumps", "tries"))
    course: list[Obstacle] | None = field(
        None, description="Jumps over several obstacles.", aliases=("course",)
    )


TOOL = read({**described(AgilityRequest), "name": "agility", "description": "Agility of a dog."})


def told(say: str) -> dict[str, Any]:
    return fill(TOOL, message(say, as_of=TODAY)).arguments


def marks(jumps: list[dict[str, Any]]) -> str:
    return "".join("1" if jump["landed"] == "right" else "0" for jump in jumps)


@pytest.mark.parametrize(
    ("say", "handler", "obstacle", "jumps"),
    [
        ("Hannah on water ditches: right, wrong, right.", "Hannah", "water ditches", "101"),
        ("✓ ✗ ✓ ✓ on tyre jumps. trained?", None, "tyre jumps", "1011"),
        ("Double oxers: 0 0 1 1 1. trained?", None, "Double oxers", "00111"),
        ("Rasmus, tunnel entries: yes no yes yes", "Rasmus", "tunnel entries", "1011"),
        ("Junior dog, seesaws: it got it wrong, then right, right", None, "seesaws", "011"),
        ("Has it mastered weave poles? It had: no no yes yes", None, "weave poles", "0011"),
        ("0110111 – long jumps", None, "long jumps", "0110111"),
        ("Helene practised wall jumps: 1. wrong 2. wrong 3. right", "Helene", "wall jumps", "001"),
        ("3 wrong, 2 right, 1 wrong, 4 right; obstacle spread hurdles", None, "spread hurdles",
         "0001101111"),
        ("six jumps (Arena 3.12), tries: + + - + + +", None, None, "110111"),
        ("right right wrong right", None, None, "1101"),
        ("jumps: wrong wrong right, in order", None, None, "001"),
    ],
)  # fmt: skip
def test_who_and_what_stand_around_a_run(
    say: str, handler: str | None, obstacle: str | None, jumps: str
) -> None:
    arguments = told(say)
    assert marks(arguments["jumps"]) == jumps
    assert arguments.get("handler") == handler
    assert arguments.get("obstacle") == obstacle


@pytest.mark.parametrize(
    ("say", "course"),
    [
        ("Two for Aisha (12 Nov, ring 4):\n- long wall: right, wrong, right\n- oxers: wrong, right",
         {"long wall": "101", "oxers": "01"}),
        ("Hannah did seesaws wrong right right and tunnels right wrong wrong",
         {"seesaws": "011", "tunnels": "100"}),
        ("On ditches she had 4 tries, in order: passed, failed, passed, passed. On walls 2 tries: "
         "failed, passed. On tyres just one, passed.",
         {"ditches": "1011", "walls": "01", "tyres": "1"}),
    ],
)  # fmt: skip
def test_several_runs_are_told_apart_by_what_they_are_on(say: str, course: dict[str, str]) -> None:
    found = {one["obstacle"]: marks(one["jumps"]) for one in told(say)["course"]}
    assert found == course


@pytest.mark.parametrize(
    ("say", "jumps"),
    [
        ("wrong x3 then right x4", "0001111"),
        ("he missed 3 then nailed 4", "0001111"),
        ("lost lost won won, so wrong wrong right right", "0011"),
        ("oxers xx✓x✓✓", "001011"),
        ("bad, bad, good, good", "0011"),
        ("right, wrong, right (ring no. 6)", "101"),
        ("right wrong right, and 20 % that she knew it before", "101"),
        ("2026-11-01 wrong, 2026-11-03 right, 2026-11-10 right", "011"),
    ],
)
def test_outcomes_are_counted_once(say: str, jumps: str) -> None:
    """Counted, marked, said again in other words, or only supposed."""
    assert marks(told(say)["jumps"]) == jumps


def test_a_day_in_passing_is_no_jumps_day() -> None:
    assert all("day" not in jump for jump in told("wrong, right, right. Ring 3 tomorrow?")["jumps"])


@pytest.mark.parametrize("word", ["Zainab", "Katya", "Felix", "Ravi", "Gwen", "Enzo"])
def test_first_names_are_told_from_nouns(word: str) -> None:
    assert like_a_name(word) > 0
    assert [one.value for one in people(message(f"{word} on walls: right", as_of=TODAY))] == [word]


@pytest.mark.parametrize("word", ["Calculus", "Pointers", "Tennis", "Welding", "Genetics"])
def test_nouns_are_no_names(word: str) -> None:
    assert like_a_name(word) < 0
    assert not people(message(f"{word}: right, wrong", as_of=TODAY))


def test_who_writes_is_not_who_jumped() -> None:
    assert told("Hi Anna, I'm Petra. Ditches: right, wrong")["jumps"]
    assert "handler" not in told("Hi Anna, I'm Petra. Ditches: right, wrong")
