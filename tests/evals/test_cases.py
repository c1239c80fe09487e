"""Case files are checked before anything is asked, and say which line is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import prompts
from evals.__main__ import below
from evals.cases import CASES, Expect, read
from evals.report import Outcome, tally, wilson, wrong_but_complete
from evals.score import score
from tools.errors import InvalidInput


def write(folder: Path, *lines: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_a_row_is_a_message_or_a_conversation(tmp_path: Path) -> None:
    """Both forms become turns; a row without a name gets one."""
    path = write(
        tmp_path, '{"message": "hi"}', "", '{"turns": [{"message": "a"}, {"message": "b"}]}'
    )
    cases = list(read(path))
    assert [len(case.turns) for case in cases] == [1, 2]
    assert [case.id for case in cases] == ["mine-1", "mine-3"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: not JSON"),
        ("[1]", "line 1: a row must be a JSON object"),
        ('{"mesage": "hi"}', "mesage"),
        ('{"message": "hi", "expect": {"tool": "x"}}', "turns.0.expect.tool"),
        ('{"message": ""}', "turns.0.message"),
        ('{"message": "hi", "files": ["no/such.pdf"]}', "no file no/such.pdf"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, line: str, said: str) -> None:
    """The file, the line and the field stand in the message."""
    with pytest.raises(InvalidInput) as refusal:
        list(read(write(tmp_path, line)))
    assert said in refusal.value.message


def test_the_shipped_cases_are_valid_and_enough() -> None:
    """At least sixty, none of them an example the planner was trained on."""
    cases = [case for path in sorted(CASES.glob("*.jsonl")) for case in read(path)]
    said = {turn.message.strip().lower() for case in cases for turn in case.turns}
    trained = {str(row["say"]).strip().lower() for row in prompts.examples()}
    assert len(cases) >= 60
    assert not said & trained


def reply(**more: object) -> dict[str, object]:
    message = {"kind": "answer", "content": "About 5.", "unverified": [], "missing": []}
    call = {
        "type": "tool",
        "agent": "risk",
        "tool": "risk.simulate_annual_loss",
        "arguments": {"primary_loss": {"low": 4000, "high": 95000.0}},
        "result": {},
    }
    route = {"type": "route", "assignments": [{"agent": "risk"}]}
    return {"trajectory": [route, call], "message": message, "receipts": ["r"], **more}


def test_values_are_found_anywhere_in_the_arguments() -> None:
    """Numbers within rounding of a float, wherever they stand."""
    right = Expect(agents=["risk"], tools=["risk.simulate_annual_loss"], values=[4000, 95000])
    wrong = right.model_copy(update={"values": [4000, 94000]})
    measured = score(right, reply()).right
    assert measured["tool"] and measured["arguments"]
    assert score(wrong, reply()).right["arguments"] is False


def test_a_needless_question_counts_against_the_planner() -> None:
    """Expecting an answer and getting a question is wrong."""
    asked = {"kind": "question", "content": "?", "unverified": [], "missing": []}
    assert score(Expect(kind="answer"), reply(message=asked)).right["question"] is False


def test_an_unverified_number_counts_as_invented() -> None:
    """Whatever the verifier struck out was invented by someone."""
    struck = {"kind": "answer", "content": "x", "unverified": ["7"], "missing": []}
    assert score(Expect(), reply(message=struck)).invented == 1


def test_a_call_that_only_its_surroundings_stop_is_scored_as_made() -> None:
    """A service that is not set up and an approval that waits say nothing about the reading."""
    wanted = Expect(tools=["security.scan_network"], values=["10.0.3.77"])
    call = {"tool": "security.scan_network", "arguments": {"targets": ["10.0.3.77"]}}
    waits = score(wanted, reply(trajectory=[], interrupt={"calls": [call]})).right
    assert waits["tool"] and waits["arguments"]
    stopped = {"type": "tool", "agent": "security", **call}
    for code, made in (("not-configured", True), ("invalid-input", False)):
        step = {**stopped, "problem": {"code": code}}
        assert score(wanted, reply(trajectory=[step])).right["tool"] is made


def test_complete_but_wrong_is_counted_apart() -> None:
    """An answer with figures from the wrong values is the worst failure."""
    bad = score(Expect(tools=["risk.simulate_annual_loss"], values=[1]), reply())
    outcome = Outcome("a", 1, "risk", "m", reply(), bad, 0.1)
    assert wrong_but_complete([outcome]) == (1, 1)
    assert tally([outcome])["arguments"] == (0, 1)


def test_the_interval_is_wilsons() -> None:
    """Brown, Cai and DasGupta (2001): 10 of 10 gives a lower end of 0.722."""
    low, high = wilson(10, 10)
    assert low == pytest.approx(0.722, abs=0.001)
    assert high == pytest.approx(1.0)


def test_floors_hold_for_each_domain() -> None:
    """One domain may not hide behind the others; what is wrong but complete has a ceiling."""
    good = score(Expect(tools=["risk.value_at_risk"], kind="answer"), reply())
    bad = score(Expect(tools=["risk.value_at_risk"], kind="question"), reply())
    outcomes = [
        Outcome("a", 1, domain, "m", reply(), found, 0.1)
        for domain, found in (("risk", good), ("risk", good), ("legal", bad))
    ]
    console = Console(file=StringIO())
    assert below(outcomes, {"all": {"question": 0.6}}, console) == 0
    assert below(outcomes, {"legal": {"question": 0.6}}, console) == 1
    assert below(outcomes, {"all": {"wrong": 1.0, "invented": 0}}, console) == 0
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "legal: question 0.000 is below its floor 0.6" in printed
