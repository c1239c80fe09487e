"""What cannot be searched is refused by name, and odd tables are read as people mean them."""

from typing import Any

import pytest

from tools.errors import InvalidInput
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk.find_patterns import find_patterns
from tools.validation import validate

CASES: dict[str, list[Any]] = {
    "site": ["a", "b", "c"] * 20,
    "size": [k % 7 for k in range(60)],
    "ended": ["yes" if k % 3 == 0 else "no" for k in range(60)],
    "amount": [float(k) for k in range(60, 0, -1)],
    "id": [f"i{k}" for k in range(60)],
}
LOG: dict[str, list[Any]] = {
    "date": [f"2026-{m:02d}-{d:02d}" for m in range(1, 7) for d in (3, 5, 20)],
    "what": ["alarm", "loss", "check"] * 6,
}


def _found(**given: Any) -> Any:
    return find_patterns(validate(FindPatternsRequest, given))


def _refused(**given: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as refusal:
        _found(**given)
    return refusal.value


OTHER = {"id": ["x1", "x2"], "gap": ["none", "much"]}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"records": CASES, "outcome": "lost"}, "outcome", "no such column"),
        ({"records": CASES, "outcome": "site"}, "outcome_value", "say which value"),
        ({"records": CASES, "outcome": "site", "outcome_value": "z"}, "outcome_value", "does not"),
        ({"records": CASES, "outcome": "site", "outcome_above": 3}, "outcome", "numbers"),
        ({"records": CASES, "outcome": "amount", "outcome_above": 99}, "outcome", "ended alike"),
        ({"records": {**CASES, "ended": ["no"] * 60}, "outcome": "ended"}, "outcome", "one value"),
        ({"records": CASES, "outcome_value": "yes"}, "outcome", "column of the outcome"),
        ({"records": CASES, "attributes": ["sites"]}, "attributes", "no such column"),
        ({"records": {"flat": [1] * 9}}, "records", "constant"),
        ({"records": CASES, "second_table": {"gap": ["a"]}}, "key", "joined"),
        ({"records": CASES, "second_table": OTHER, "key": "nr"}, "key", "no such column"),
        ({"records": CASES, "second_table": OTHER, "key": "site"}, "second_table", "no such"),
        ({"records": CASES, "second_table": OTHER, "key": "id"}, "second_table", "no row"),
        ({"records": CASES, "events": LOG, "loss_event": "loss"}, "events", "one at a time"),
        ({"records": CASES, "loss_event": "loss"}, "loss_event", "events only"),
        ({"records": CASES, "most_attributes": 1}, "most_attributes", "at least 2"),
        ({"records": CASES, "min_support": 0}, "min_support", ""),
        ({"events": LOG, "loss_event": "theft"}, "loss_event", "no column"),
        (
            {"events": LOG, "loss_event": "theft", "type_column": "what"},
            "loss_event",
            "`alarm`, `loss`, `check`",
        ),
        ({"events": LOG, "loss_event": "loss", "window_days": 900}, "window_days", "spans"),
        ({"events": LOG, "loss_event": "loss", "time_column": "what"}, "time_column", "neither"),
        ({"events": {"what": ["a", "loss"]}, "loss_event": "loss"}, "time_column", "none holds"),
        (
            {"events": {**LOG, "seen": LOG["date"]}, "loss_event": "loss"},
            "time_column",
            "several hold dates",
        ),
        (
            {"events": {**LOG, "what": ["loss", "a", "b"] + ["c"] * 15}, "loss_event": "loss"},
            "loss_event",
            "only 1",
        ),
        ({"events": LOG, "loss_event": "loss", "outcome": "what"}, "outcome", "records only"),
    ],
)
def test_bad_input_is_named(given: dict[str, Any], field: str, words: str) -> None:
    """The field, and what would be right."""
    refusal = _refused(**given)
    assert refusal.errors[0].field == field
    assert words in refusal.message


def test_nothing_given_asks_for_the_cases() -> None:
    """Records come first in the question."""
    assert [one.field for one in _refused().errors] == ["records"]


def test_too_many_combinations_are_refused_in_time() -> None:
    """Forty columns that hold everywhere would have a hundred thousand sets."""
    wide = {f"c{k}": ["x"] * 58 + [f"y{k}", f"z{k}"] for k in range(40)}
    assert _refused(records=wide, most_attributes=5).errors[0].field == "min_support"


def test_numbers_become_ranges_and_row_numbers_are_left_out() -> None:
    """Terciles by default, in the order they were cut."""
    result = _found(
        records={**CASES, "ended": [k < 20 for k in range(60)]},
        outcome="ended",
        attributes=["amount"],
    )
    assert [p.name for p in result.patterns] == ["amount = above 40"]
    assert any("`id`" in note for note in _found(records=CASES, outcome="ended").notes)


def test_nothing_beyond_chance_is_an_answer() -> None:
    """Said as such, without a figure in bold and without a chart."""
    result = _found(records=CASES, outcome="ended", attributes=["size"])
    assert result.patterns == []
    assert result.summary.startswith("No combination goes with ended = yes")
    assert result.chart is None
    quiet = _found(events=LOG, loss_event="loss", window_days=1)
    assert quiet.summary.startswith("No type of event precedes loss within 1 day ")


def test_days_are_read_in_any_writing() -> None:
    """Dates with slashes and moments with a clock give the same precursor."""
    base = _found(events=LOG, loss_event="loss", window_days=4)
    assert base.precursors[0].event == "alarm"
    slashed = [f"{text[8:]}/{text[5:7]}/{text[:4]}" for text in LOG["date"]]
    again = _found(events={**LOG, "date": slashed}, loss_event="LOSS", window_days=4)
    assert again.precursors == base.precursors
    timed = [f"{text}T12:00" for text in LOG["date"]]
    clocked = _found(events={**LOG, "date": timed}, loss_event="loss", window_days=4)
    assert clocked.precursors[0].losses_after == base.precursors[0].losses_after


def test_the_same_day_does_not_count_as_before() -> None:
    """An alarm on the day of the loss may have followed it."""
    log = {
        **LOG,
        "date": [d.replace("-05", "-03") if d.endswith("-05") else d for d in LOG["date"]],
    }
    assert _found(events=log, loss_event="loss", window_days=4).precursors == []
