"""The figures of a run of cases: accuracies with intervals, confusion, failures, latency."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.score import MEASURES, Score


@dataclass(frozen=True, slots=True)
class Outcome:
    """One turn: what was asked, what came back, how it scored."""

    case: str
    turn: int
    domain: str
    message: str
    reply: Mapping[str, Any]
    score: Score | None
    seconds: float
    problem: str = ""


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if total == 0:
        return 0.0, 1.0
    z = 1.959964
    share = right / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def tally(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Right and total of each measure; a turn the service could not answer is wrong in `reply`."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.problem:
            total["reply"] += 1
        for measure, good in (outcome.score.right if outcome.score else {}).items():
            total[measure] += 1
            right[measure] += good
    return {m: (right[m], total[m]) for m in MEASURES if total[m]}


def invented(outcomes: Iterable[Outcome]) -> int:
    """Numbers in replies or arguments that stand on nothing."""
    return sum(outcome.score.invented for outcome in outcomes if outcome.score)


def wrong_but_complete(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """Answers with figures whose tool or arguments were wrong: the worst failure there is."""
    answered = [
        o for o in outcomes if o.score and o.reply.get("receipts") and "tool" in o.score.right
    ]
    bad = [o for o in answered if o.score and not _complete(o.score)]
    return len(bad), len(answered)


def needless(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """Questions back where an answer was due, wrong ones included: what asking costs."""
    due = [o for o in outcomes if o.score and o.reply and o.score.due]
    asked = [o for o in due if o.reply["message"]["kind"] == "question"]
    return len(asked), len(due)


def _complete(score: Score) -> bool:
    return score.right.get("tool", True) and score.right.get("arguments", True)


def show(outcomes: Sequence[Outcome], console: Console) -> None:
    """Print it all."""
    for outcome in outcomes:
        if outcome.score is None and not outcome.problem:
            console.print(f"[bold]{outcome.case}[/] {outcome.message}", highlight=False)
            console.print(f"{outcome.reply['message']['content']}\n", highlight=False, markup=False)
    _failures(outcomes, console)
    scored = [o for o in outcomes if o.score or o.problem]
    if scored:
        _accuracies(scored, console)
    _latency(outcomes, console)


def _accuracies(outcomes: Sequence[Outcome], console: Console) -> None:
    overall = tally(outcomes)
    table = Table("", *overall)
    for domain in sorted({outcome.domain for outcome in outcomes}):
        found = tally(o for o in outcomes if o.domain == domain)
        table.add_row(domain, *(_cell(found.get(measure)) for measure in overall))
    table.add_section()
    table.add_row("all", *(_cell(pair) for pair in overall.values()))
    intervals = (wilson(right, total) for right, total in overall.values())
    table.add_row("95 % interval", *(f"{low:.2f} to {high:.2f}" for low, high in intervals))
    console.print(table)
    bad, answered = wrong_but_complete(outcomes)
    console.print(f"invented numbers: {invented(outcomes)}")
    console.print(f"complete but wrong: {bad} of {answered} answers with figures")
    asked, due = needless(outcomes)
    console.print(f"asked back where an answer was due: {asked} of {due}")


def _cell(pair: tuple[int, int] | None) -> str:
    if pair is None or not pair[1]:
        return ""
    return f"{pair[0] / pair[1]:.2f} ({pair[0]}/{pair[1]})"


def _failures(outcomes: Sequence[Outcome], console: Console) -> None:
    for outcome in outcomes:
        reasons = outcome.score.reasons if outcome.score else []
        if outcome.problem:
            reasons = [outcome.problem]
        if reasons:
            console.print(f"[red]{outcome.case}[/] turn {outcome.turn}", highlight=False)
            for reason in reasons:
                console.print(f"    {reason}", highlight=False, markup=False)


def _latency(outcomes: Sequence[Outcome], console: Console) -> None:
    times = sorted(outcome.seconds * 1000 for outcome in outcomes)
    if times:
        median, late = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
        console.print(f"{len(times)} replies; median {median:.0f} ms, 95 % under {late:.0f} ms")
