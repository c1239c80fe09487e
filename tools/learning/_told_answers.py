"""Every answer a request tells, whichever way, as sequences in order of time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np

from tools.errors import InvalidInput
from tools.fields import TableData
from tools.learning._answer_histories import Histories, grouped
from tools.learning._answer_log import AnswerLog, read_log
from tools.learning._answers import Answer
from tools.learning._reviews import Moment
from tools.learning._tracing_request import TraceKnowledgeRequest

Time = Moment | float
NAMED_AT_MOST = 5  # names told in an error


@dataclass(frozen=True, slots=True)
class Told:
    """Sequences of answers, and what had to be done to get them."""

    histories: Histories
    everyone: Histories
    """The answers of all learners of the table, from which parameters are learnt."""
    reordered: bool
    repeated: int
    unanswered: int
    without_skill: int


def told(request: TraceKnowledgeRequest) -> Told:
    """The answers that are asked about: of one learner or skill where one is named."""
    if request.answer_log is not None:
        own = _ordered(read_log(request.answer_log, "answer_log"), request, "answer_log.time")
        if request.learner is None:
            return own
        return replace(
            own, everyone=told_table(request.answer_log, request, "answer_log").histories
        )
    log, path = AnswerLog(), "answers"
    for number, history in enumerate(request.skills or ()):
        path = f"skills.{number}.answers"
        _add(log, history.answers, history.skill, path)
    _add(log, request.answers or (), None, path)
    return _ordered(log, request, path)


def told_table(table: TableData, request: TraceKnowledgeRequest, path: str) -> Told:
    """The answers of a further table, of all learners."""
    return _ordered(read_log(table, path), request.model_copy(update={"learner": None}), path)


def _add(log: AnswerLog, answers: Sequence[Answer], skill: str | None, path: str) -> None:
    timed = [answer.time for answer in answers if answer.time is not None]
    if timed and len(timed) < len(answers):
        number = next(i for i, answer in enumerate(answers) if answer.time is None)
        raise InvalidInput.of(
            f"{path}.{number}.time", "is missing; give every answer a time, or none", code="missing"
        )
    if timed:
        keys = _keys(timed, path)
        log.reordered |= keys != sorted(keys)
        answers = [answers[i] for i in sorted(range(len(keys)), key=keys.__getitem__)]
    log.marks += [int(answer.correct == "right") for answer in answers]
    log.skills += [answer.skill or skill for answer in answers]
    log.learners += [None] * len(answers)


def _ordered(log: AnswerLog, request: TraceKnowledgeRequest, path: str) -> Told:
    _name(log, request, path.partition(".")[0])
    if not log.marks:
        raise InvalidInput.of(path.partition(".")[0], "holds no answers", code="empty")
    reordered = log.reordered
    if log.times is not None:
        keys = np.array(_keys(log.times, path))
        histories = grouped(log.learners, log.skills, log.marks)
        inside = np.ones(keys.size - 1, bool)
        inside[histories.starts[1:-1] - 1] = False  # between two sequences any step is in order
        reordered = bool((np.diff(keys[histories.rows])[inside] < 0).any())
        order = np.argsort(keys, kind="stable").tolist()
        log.learners = [log.learners[row] for row in order]
        log.skills = [log.skills[row] for row in order]
        log.marks = [log.marks[row] for row in order]
    histories = grouped(log.learners, log.skills, log.marks)
    return Told(histories, histories, reordered, log.repeated, log.unanswered, log.without_skill)


def _name(log: AnswerLog, request: TraceKnowledgeRequest, path: str) -> None:
    """Keep the learner and skill asked about; where none is told, what is asked names it."""
    for wanted, labels, name in (
        (request.learner, log.learners, "learner"),
        (request.skill, log.skills, "skill"),
    ):
        if wanted is None or not labels:
            continue
        if all(label is None for label in labels):
            labels[:] = [wanted] * len(labels)
            continue
        kept = [row for row, label in enumerate(labels) if _same(label, wanted)]
        if not kept:
            raise InvalidInput.of(
                name, f"has no answers in {path}: {_nearest(wanted, labels, name)}",
                code="unknown_name",
            )  # fmt: skip
        log.learners[:] = [log.learners[row] for row in kept]
        log.skills[:] = [log.skills[row] for row in kept]
        log.marks[:] = [log.marks[row] for row in kept]
        if log.times is not None:
            log.times[:] = [log.times[row] for row in kept]


def _nearest(wanted: str, labels: Sequence[str | None], name: str) -> str:
    """What names there are instead: the likest, else the first few."""
    there = {_plain(label): label for label in reversed(labels) if label is not None}
    near = [there[one] for one in get_close_matches(_plain(wanted), there, NAMED_AT_MOST, 0.5)]
    if near:
        return f"no {name} there has this name; did you mean {' or '.join(near)}?"
    some = sorted(there.values())[:NAMED_AT_MOST]
    more = " and others" if len(there) > len(some) else ""
    return f"no {name} there has this name; there are {', '.join(some)}{more}"


def _same(label: str | None, wanted: str) -> bool:
    return label is not None and _plain(label) == _plain(wanted)


def _plain(label: str) -> str:
    """A name without case, and with spaces for signs that join words: `ratio_tables`."""
    return " ".join(label.replace("_", " ").replace("-", " ").split()).casefold()


def _keys(times: Sequence[Time], path: str) -> list[float]:
    """Times as numbers that stand in their order; a day without a time stands for its start."""
    kinds = {_kind(time) for time in times}
    if len(kinds - {"day"}) > 1 or kinds == {"day", "number"}:
        raise InvalidInput.of(
            path,
            "mixes numbers, times with and times without a UTC offset, so the answers cannot be "
            "put in order; write all in one way",
            code="mixed_times",
        )
    return [_key(time) for time in times]


def _kind(time: Time) -> str:
    if isinstance(time, float | int):
        return "number"
    if not isinstance(time, datetime.datetime):
        return "day"
    return "naive" if time.tzinfo is None else "aware"


def _key(time: Time) -> float:
    if isinstance(time, float | int):
        return float(time)
    if not isinstance(time, datetime.datetime):
        time = datetime.datetime.combine(time, datetime.time())
    return (time if time.tzinfo else time.replace(tzinfo=datetime.UTC)).timestamp()
