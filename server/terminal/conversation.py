"""A conversation in the terminal: one question, or one after another in one thread."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.markup import escape

from server.terminal.client import Refused, Service
from server.terminal.reply import CANCELLED, Reply

LEAVE = {"exit", "quit", "bye", ":q"}


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask and what to print."""

    chart: bool = False
    explain: bool = False
    as_json: bool = False
    agent: str = ""
    model: str = ""


class Conversation:
    """Messages of one thread; the thread is remembered for `ask -c`."""

    def __init__(
        self,
        service: Service,
        console: Console,
        errors: Console,
        options: Options,
        data_dir: Path,
        *,
        resume: bool,
    ) -> None:
        self._service = service
        self._console = console
        self._errors = errors
        self._options = options
        self._memory = data_dir / "last-conversation.json"
        self._thread_id = self._remembered() if resume else ""

    def once(self, question: str, files: list[Path]) -> int:
        """Ask one question; the exit code says how it went."""
        attached = [self._service.upload(path)["id"] for path in files]
        body: dict[str, Any] = {"message": question, "files": attached}
        for key in ("agent", "model"):
            if value := getattr(self._options, key):
                body[key] = value
        if self._thread_id:
            body["thread_id"] = self._thread_id
        try:
            reply = self._ask(body)
        except Refused as error:
            if not self._thread_id or not _is_of_thread(error):
                raise
            self._errors.print("[yellow]the last conversation is gone; this is a new one[/]")
            del body["thread_id"]
            reply = self._ask(body)
        if self._options.as_json:
            run = self._service.get(f"/runs/{reply.run_id}")
            sys.stdout.write(orjson.dumps(run, option=orjson.OPT_INDENT_2).decode() + "\n")
        if reply.interrupt:
            return self._decide(reply)
        return reply.exit_code

    def _ask(self, body: dict[str, Any]) -> Reply:
        """Follow one run to its end; Ctrl-C stops it."""
        reply = Reply(
            self._console,
            self._errors,
            chart=self._options.chart,
            explain=self._options.explain,
            quiet=self._options.as_json,
        )
        try:
            for event in self._service.stream(body):
                reply.show(event)
                if event.type == "run.started":
                    self._remember(reply.thread_id)
        except KeyboardInterrupt:
            if not reply.run_id:
                raise SystemExit(CANCELLED) from None
            self._service.post(f"/runs/{reply.run_id}/cancel", {})
            self._console.print()
            self._errors.print("[yellow]cancelled[/]")
            reply.exit_code = CANCELLED
        return reply

    def _decide(self, reply: Reply) -> int:
        """Put an approval to the person at the terminal."""
        asked = reply.interrupt or {}
        self._console.print(escape(str(asked.get("question", ""))), highlight=False)
        if not sys.stdin.isatty():
            body = orjson.dumps(
                {"interrupt_id": asked["interrupt_id"], "answer": {"approved": True}}
            )
            self._console.print(
                f"decide with POST /runs/{reply.run_id}/resume {body.decode()}", highlight=False
            )
            return reply.exit_code
        approved = self._console.input("approve? [y/N] ").strip().lower() in ("y", "yes")
        answer = {"interrupt_id": asked["interrupt_id"], "answer": {"approved": approved}}
        run = self._service.post(f"/runs/{reply.run_id}/resume", answer)
        self._console.print(escape(str((run.get("message") or {}).get("content", ""))))
        return 0 if run["status"] == "completed" else 1

    def loop(self, files: list[Path]) -> int:
        """Ask until the person leaves; a question back is answered by the next line."""
        if not sys.stdin.isatty():
            return self._script(files)
        self._console.print("[dim]Ask in plain words; an empty line or Ctrl-D ends.[/]")
        code = 0
        while question := self._line():
            try:
                code = self.once(question, files)
                files = []
            except Refused as error:
                self._errors.print(f"[red]{escape(str(error))}[/]", highlight=False)
            self._console.print()
        return code

    def _script(self, files: list[Path]) -> int:
        """Ask each line of a pipe or file; the last exit code, unless one run was cancelled."""
        code = 0
        for line in sys.stdin:
            if not (question := line.strip()):
                continue
            if question.lower() in LEAVE or code == CANCELLED:
                break
            code = self.once(question, files)
            files = []
        return code

    def _line(self) -> str:
        try:
            text = self._console.input("[bold]> [/]").strip()
        except (EOFError, KeyboardInterrupt):
            return ""
        return "" if text.lower() in LEAVE else text

    def _remember(self, thread_id: str) -> None:
        self._thread_id = thread_id
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        self._memory.write_text(json.dumps({"thread_id": thread_id}))

    def _remembered(self) -> str:
        try:
            return str(json.loads(self._memory.read_text())["thread_id"])
        except (OSError, ValueError, KeyError):
            self._errors.print("[yellow]there is no conversation to go on with; a new one[/]")
            return ""


def _is_of_thread(error: Refused) -> bool:
    """Whether the thread is what is not there."""
    fields = [problem.get("field") for problem in error.problem.get("errors") or ()]
    return "thread_id" in fields
