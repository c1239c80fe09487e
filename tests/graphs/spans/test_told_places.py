"""Answers told by verbs and places, where the message says how many there are."""

import datetime

import pytest

from graphs.spans import find_spans

TODAY = datetime.date(2026, 11, 21)
FOUR = "hurdles of 1.2, 2.5, .3, 3 and"


def marks(text: str) -> list[str]:
    told = [s.readings[0] for s in find_spans(text, as_of=TODAY) if s.readings]
    return ["".join("10"[not x] for x in r.value) for r in told if isinstance(r.value, tuple)
            if r.kind == "boolean"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{FOUR} she solved the first, second and fourth, not the third", "1101"),
        (f"{FOUR} he hit all but the third", "1101"),
        (f"{FOUR} I failed only the second one", "1011"),
        (f"{FOUR} she scored on numbers one, two and four", "1101"),
        (f"{FOUR} he passed the first two, missed the third and got the last one", "1101"),
        (f"{FOUR} he got the first two right, the others no idea", "1100"),
    ],
)
def test_each_place_has_its_outcome(text: str, wanted: str) -> None:
    assert wanted in marks(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{FOUR} she solved the first and missed the second",
        f"{FOUR} she solved the first and not the first",
        f"{FOUR} we had the first two months in hand",
        "she solved the sixth, not the seventh",
    ],
)
def test_what_leaves_places_open_tells_nothing(text: str) -> None:
    assert not [run for run in marks(text) if len(run) == 4]
