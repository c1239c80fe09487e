"""`polymath eval [FILE]`: put cases to the real service, print how well it did.

Exit codes: 0 all floors held, 1 below a floor, 2 a case file or option is wrong.
"""

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import Progress

from evals import report, service
from evals.cases import CASES, ROOT, Case, Turn, read
from evals.score import score
from tools.errors import InvalidInput

FLOORS = ROOT / "evals" / "floors.json"
TODAY = "2026-11-21"  # the day the shipped cases were written; "yesterday" depends on it
PARALLEL = 2  # conversations under way at once

app = typer.Typer(add_completion=False)


@app.command()
def main(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Case files; all of evals/cases without.")
    ] = None,
    url: Annotated[str, typer.Option(help="A running service; one is started without.")] = "",
    model: Annotated[str, typer.Option(help="provider:model for every run.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write every turn and reply there.")] = None,
    floor: Annotated[
        list[str] | None, typer.Option(help="measure=share, e.g. tool=0.9; replaces the defaults.")
    ] = None,
    today: Annotated[str, typer.Option(help="The date the started service takes as today.")] = "",
) -> None:
    """Run evaluation cases through the service and score them."""
    console = Console(width=None if Console().is_terminal else 120)
    shipped = not files
    try:
        paths = files or sorted(CASES.glob("*.jsonl"))
        cases = [case for path in paths for case in _read(path)]
        floors = _floors(floor, shipped)
    except InvalidInput as error:
        console.print(f"[red]{error.message}[/]", highlight=False)
        raise typer.Exit(2) from None
    pinned = today or (TODAY if shipped else "")
    with contextlib.nullcontext(url) if url else service.running(pinned) as address:
        outcomes = asyncio.run(_run(address, cases, model or None, console))
    if out:
        out.write_bytes(b"".join(orjson.dumps(_row(o)) + b"\n" for o in outcomes))
    report.show(outcomes, console)
    raise typer.Exit(below(outcomes, floors, console))


def _read(path: Path) -> list[Case]:
    if not path.is_file():
        raise InvalidInput(f"there is no case file {path}")
    return list(read(path))


Floors = dict[str, dict[str, float]]
"""Least share of each measure, by domain; `all` stands for every case together."""


def _floors(given: list[str] | None, shipped: bool) -> Floors:
    if given is None:
        return orjson.loads(FLOORS.read_bytes()) if shipped else {}
    floors: dict[str, float] = {}
    for entry in given:
        name, _, share = entry.partition("=")
        try:
            floors[name] = float(share)
        except ValueError:
            raise InvalidInput(f"--floor {name}: write measure=share, e.g. tool=0.9") from None
    return {"all": floors}


async def _run(
    url: str, cases: list[Case], model: str | None, console: Console
) -> list[report.Outcome]:
    gate = asyncio.Semaphore(PARALLEL)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("asking", total=len(cases))
        async with service.client(url) as connection:

            async def one(case: Case) -> list[report.Outcome]:
                async with gate:
                    outcomes = await _converse(connection, case, model)
                progress.advance(task)
                return outcomes

            results = await asyncio.gather(*(one(case) for case in cases))
    return [outcome for outcomes in results for outcome in outcomes]


async def _converse(connection: Any, case: Case, model: str | None) -> list[report.Outcome]:
    outcomes: list[report.Outcome] = []
    thread_id: str | None = None
    for number, turn in enumerate(case.turns, 1):
        began = time.perf_counter()
        try:
            reply = await service.ask(connection, case, turn, thread_id, model)
            thread_id = reply["thread_id"]
            outcomes.append(_outcome(case, number, turn, reply, began))
        except service.Refused as error:
            outcomes.append(_outcome(case, number, turn, {}, began, str(error)))
    return outcomes


def _outcome(
    case: Case, number: int, turn: Turn, reply: dict[str, Any], began: float, problem: str = ""
) -> report.Outcome:
    return report.Outcome(
        case=case.id,
        turn=number,
        domain=Path(case.source).stem,
        message=turn.message,
        reply=reply,
        score=score(turn.expect, reply) if turn.expect and reply else None,
        seconds=time.perf_counter() - began,
        problem=problem,
    )


def _row(outcome: report.Outcome) -> dict[str, Any]:
    return {
        "id": outcome.case,
        "turn": outcome.turn,
        "message": outcome.message,
        "reply": outcome.reply,
        "problem": outcome.problem,
        "right": outcome.score.right if outcome.score else None,
        "reasons": outcome.score.reasons if outcome.score else [],
        "seconds": round(outcome.seconds, 4),
    }


def below(outcomes: list[report.Outcome], floors: Floors, console: Console) -> int:
    """1 when anything is below its floor, each said; `invented` and `wrong` are ceilings."""
    missed = 0
    for domain, limits in floors.items():
        some = [o for o in outcomes if domain in ("all", o.domain)]
        shares = {m: right / total for m, (right, total) in report.tally(some).items()}
        bad, answered = report.wrong_but_complete(some)
        most = {"invented": report.invented(some), "wrong": bad / answered if answered else 0.0}
        for measure, limit in limits.items():
            found = most.get(measure, shares.get(measure, 1.0))
            if found > limit if measure in most else found < limit:
                missed = 1
                side = "above its ceiling" if measure in most else "below its floor"
                console.print(f"[red]{domain}: {measure} {found:.3f} is {side} {limit}[/]")
    return missed


if __name__ == "__main__":
    app(prog_name="polymath eval")
