"""ask: one question or a conversation, streamed, with its receipts."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.server.process import ServiceProcess
from tests.server.terminal.command import environment
from tests.server.terminal.conftest import Run

QUESTION = "What is 18 % of 12400?"
ECONOMICS = "arpa 49, gross margin 80 %, monthly churn 2.5 %, CAC 400: unit economics?"


def test_an_answer_with_its_receipt_exits_0(run: Run):
    """The figure, and the receipt that stands behind it."""
    done = run("ask", QUESTION)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2,232" in done.stdout
    assert "receipt r_" in done.stdout


def test_json_prints_the_invoke_object_alone(run: Run, real: ServiceProcess):
    """What GET /runs/{id} shows, and nothing beside it on standard output."""
    done = run("ask", "--json", QUESTION)
    body = json.loads(done.stdout)
    assert body["status"] == "completed"
    assert body == real.client.get(f"/runs/{body['run_id']}").json()


def test_chart_and_explain_say_more(run: Run):
    """The chart in dots; which words filled which field."""
    plain = run("ask", ECONOMICS)
    more = run("ask", "--chart", "--explain", ECONOMICS)
    assert more.returncode == 0, more.stdout + more.stderr
    assert any(letter > "\u2800" for letter in more.stdout)
    assert not any(letter > "\u2800" for letter in plain.stdout)
    assert "gross_margin = 0.8" in more.stdout


def test_a_question_back_exits_4_and_is_answered_by_c(run: Run):
    """What is missing is asked for; `-c` goes on in the same thread."""
    first = run("ask", "--json", "unit economics: arpa 49, monthly churn 2.5 %, CAC 400")
    assert first.returncode == 4, first.stdout
    asked = json.loads(first.stdout)
    assert asked["message"]["kind"] == "question"
    second = run("ask", "-c", "--json", "gross margin 80 %")
    answered = json.loads(second.stdout)
    assert second.returncode == 0, second.stdout
    assert answered["thread_id"] == asked["thread_id"]


def test_what_nobody_can_answer_exits_5(run: Run):
    """A refusal says what can be asked instead."""
    done = run("ask", "Write a poem about my cat.")
    assert done.returncode == 5, done.stdout
    assert done.stdout.strip()


def test_a_pipe_is_a_conversation(run: Run):
    """Line by line in one thread; blank lines are passed over; the last exit code counts."""
    said = f"{QUESTION}\n\nWhat is 3 % of 200?\n"
    done = run("ask", "--json", said=said)
    assert done.returncode == 0, done.stdout + done.stderr
    decoder, text, answers = json.JSONDecoder(), done.stdout, []
    while text.strip():
        body, end = decoder.raw_decode(text.lstrip())
        answers.append(body)
        text = text.lstrip()[end:]
    assert len(answers) == 2
    assert answers[0]["thread_id"] == answers[1]["thread_id"]


def test_a_file_is_taken_from_where_the_person_is(run: Run, tmp_path: Path):
    """A relative path means the person's folder, not the repository."""
    (tmp_path / "notice.txt").write_text("Either party may end it with 90 days' notice.")
    done = run("ask", "--json", "--file", "notice.txt", "Extract the text of the attached file.")
    body = json.loads(done.stdout)
    assert body["status"] == "completed"
    calls = [step for step in body["trajectory"] if step["type"] == "tool"]
    assert "90 days" in json.dumps(calls)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--file", "none.csv", "hello"], "there is no file none.csv"),
        (["--agent", "nobody", "hello"], "agent"),
        (["--model", "nobody:nothing", "hello"], "model"),
        (["x" * 100_001], "message"),
    ],
)
def test_bad_input_exits_2_and_says_why(run: Run, arguments: list[str], said: str):
    """On standard error, before anything is run."""
    done = run("ask", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_c_without_a_last_conversation_begins_one(alone: Run, run: Run, real: ServiceProcess):
    """Said on standard error; the same when the thread has been deleted since."""
    memory = real.folder / "data" / "last-conversation.json"
    memory.unlink(missing_ok=True)
    done = run("ask", "-c", QUESTION)
    assert done.returncode == 0
    assert "no conversation" in done.stderr
    memory.write_text(json.dumps({"thread_id": "thr_gone"}))
    done = run("ask", "-c", QUESTION)
    assert done.returncode == 0
    assert "is gone" in done.stderr
    assert "2,232" in done.stdout


def test_without_a_service_one_is_hosted_for_the_question(alone: Run, tmp_path: Path):
    """From any folder, with the data kept for the next one; nothing is left running."""
    first = alone("ask", "--json", QUESTION, env=environment(tmp_path, LOG_LEVEL="warning"))
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stderr == ""
    thread = json.loads(first.stdout)["thread_id"]
    again = alone("ask", "-c", "--json", "What is 3 % of 200?")
    assert json.loads(again.stdout)["thread_id"] == thread
    assert not (tmp_path / "data" / "server.json").exists()


def test_two_commands_without_a_service_wait_for_each_other(tmp_path: Path):
    """The second is told of the first and goes on when it has ended."""
    from tests.server.terminal.command import ROOT

    started = [
        subprocess.Popen(
            [ROOT / "polymath", "ask", QUESTION],
            env=environment(tmp_path),
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0], ended
    assert all("2,232" in out for out, _ in ended)
