"""Outcomes told in runs: words and letters of two sides, and counts that follow one another."""

import datetime

import pytest

from graphs.spans import find_spans

TODAY = datetime.date(2026, 11, 21)


def runs(text: str) -> list[str]:
    spans = [s for s in find_spans(text, as_of=TODAY) if s.within is None]
    told = [s.readings[0].value for s in spans if s.readings[0].kind == "boolean"]
    return ["".join("10"[not x] for x in v) if isinstance(v, tuple) else str(v) for v in told]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("juggling: hit miss hit hit", ["1011"]),
        ("fine, botched, fine and fine", ["1011"]),
        ("somebody who fails, passes, passes", ["011"]),
        ("nein, ja, ja (ja = right)", ["011"]),
        ("the string was TFFT", ["1001"]),
        ("today Y N N Y / end of sheet", ["1001"]),
        ("hits: h,m,m,h", ["1001"]),
        ("first 3 wrong, then 2 right, 1 wrong, then 2 right", ["00011011"]),
        ("I got four in a row right on chords, then one wrong.", ["11110"]),
        ("first two wrong then right then wrong and last two all right", ["001011"]),
    ],
)
def test_a_run_is_read_in_its_order(text: str, wanted: list[str]) -> None:
    assert [run for run in runs(text) if len(run) > 1 and run not in ("True", "False")] == wanted


@pytest.mark.parametrize(
    "text",
    ["8 right and 2 wrong", "the hit and miss rate", "options A B C D", "that is fine, perfect",
     "a hit, a win, a loss"],
)  # fmt: skip
def test_what_has_no_order_is_no_run(text: str) -> None:
    assert not [run for run in runs(text) if len(run) > 1 and run not in ("True", "False")]
