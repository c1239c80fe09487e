"""/invoke, /stream and what they are folds and views of."""

import pytest

from tests.server.process import ServiceProcess

TERMINAL = {"run.completed", "run.failed", "run.cancelled", "run.interrupted"}


def test_invoke_answers_the_whole_object(service: ServiceProcess):
    """A tool call shows up in trajectory, receipts and timings."""
    answer = service.invoke("calls=2 tag=whole")
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "completed"
    assert body["agents"] == ["risk"]
    kinds = [step["type"] for step in body["trajectory"]]
    assert kinds == ["route", "tool", "tool"]
    tool = body["trajectory"][1]
    assert tool["tool"] == "server.note"
    assert tool["arguments"] == {"tag": "whole", "n": 0, "work_s": 0.0}
    assert tool["result"]["doubled"] == 0
    assert body["receipts"] == list(dict.fromkeys(s["receipt_id"] for s in body["trajectory"][1:]))
    assert body["message"]["content"].endswith("turn i.")
    assert body["message"]["role"] == "assistant"
    assert set(body["usage"]) == {"total", "agents", "cost"}
    assert body["timings"]["total_ms"] >= body["timings"]["route_ms"] >= 0


def test_a_run_shows_the_same_object_as_its_invoke(service: ServiceProcess):
    """GET /runs/{id} is the same fold, from the table."""
    body = service.invoke("calls=1 tag=same").json()
    assert service.client.get(f"/runs/{body['run_id']}").json() == body


def test_stream_numbers_events_without_gaps_and_ends_once(service: ServiceProcess):
    """seq is 1, 2, 3 …; ids are run:seq; exactly one terminal event, last."""
    with service.stream("calls=1 say=3 tag=gapless") as source:
        assert source.response.headers["content-type"].startswith("text/event-stream")
        events = list(source.iter_sse())
    run_id = events[0].json()["run_id"]
    assert [e.id for e in events] == [f"{run_id}:{i + 1}" for i in range(len(events))]
    assert [e.json()["seq"] for e in events] == list(range(1, len(events) + 1))
    assert [e.event for e in events if e.event in TERMINAL] == ["run.completed"]
    assert events[0].event == "run.started"
    assert events[-1].event == "run.completed"
    said = "".join(e.json()["text"] for e in events if e.event == "message.delta")
    (whole,) = [e.json() for e in events if e.event == "message.completed"]
    assert whole["content"] == said


def test_a_thread_remembers(service: ServiceProcess):
    """The second message of a thread sees the first, and both are listed."""
    first = service.invoke("say=1").json()
    second = service.invoke("say=1", thread_id=first["thread_id"]).json()
    assert second["message"]["content"].endswith("turn ii.")
    said = service.client.get(f"/threads/{first['thread_id']}/messages").json()["messages"]
    assert [m["role"] for m in said] == ["user", "assistant"] * 2
    assert said[3]["content"] == second["message"]["content"]
    runs = service.client.get(f"/threads/{first['thread_id']}/runs").json()["runs"]
    assert [run["run_id"] for run in runs] == [first["run_id"], second["run_id"]]


def test_a_failed_run_is_a_problem_with_its_run_id(service: ServiceProcess):
    """The provider's failure is 502; a bug is 500 and says nothing of its cause."""
    upstream = service.invoke("upstream")
    assert upstream.status_code == 502
    assert upstream.headers["content-type"] == "application/problem+json"
    bug = service.invoke("bug")
    assert bug.status_code == 500
    assert "secret" not in bug.text
    assert "secret" not in service.log()
    shown = service.client.get(f"/runs/{bug.json()['run_id']}").json()
    assert shown["status"] == "failed"
    assert shown["problem"]["code"] == "internal"


def test_a_run_past_its_deadline_is_cancelled(service: ServiceProcess):
    """504, soon; the run's log ends with a cancellation."""
    late = service.invoke("think=5", headers={"X-Request-Timeout-Ms": "300"})
    assert late.status_code == 504
    assert late.json()["code"] == "deadline-exceeded"
    assert late.elapsed.total_seconds() < 2
    events = service.events(late.json()["run_id"])
    assert events[-1]["type"] == "run.cancelled"
    assert events[-1]["by"] == "deadline"


def test_an_approval_pauses_the_run_and_resume_continues_it(service: ServiceProcess):
    """Nothing runs before a person agreed; afterwards it runs once, in the same run."""
    paused = service.invoke("calls=1 ask tag=approved").json()
    assert paused["status"] == "interrupted"
    assert paused["interrupt"]["kind"] == "approval"
    assert ("approved", 0) not in service.notes()
    path = f"/runs/{paused['run_id']}"
    with service.follow(paused["run_id"]) as source:
        assert [e.event for e in source.iter_sse()][-1] == "run.interrupted"
    wrong = service.client.post(f"{path}/resume", json={"interrupt_id": "no", "answer": {}})
    assert wrong.status_code == 422
    answer = {"interrupt_id": paused["interrupt"]["interrupt_id"], "answer": {"approved": True}}
    done = service.client.post(f"{path}/resume", json=answer)
    assert done.json()["status"] == "completed"
    assert service.notes().count(("approved", 0)) == 1
    events = service.events(paused["run_id"])
    assert [e["seq"] for e in events] == list(range(1, len(events) + 1))
    assert [e["type"] for e in events if e["type"] in TERMINAL] == ["run.completed"]
    again = service.client.post(f"{path}/resume", json=answer)
    assert again.status_code == 409


@pytest.mark.parametrize("path", ["/runs/run_none", "/runs/run_none/events", "/threads/none"])
def test_what_does_not_exist_is_404(service: ServiceProcess, path: str):
    """One shape for all."""
    answer = service.client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"
