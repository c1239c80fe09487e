"""Print a streamed reply: the answer as it comes, what ran, receipts, charts."""

import re
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.markup import escape

from server.terminal.canvas import draw
from server.terminal.client import Event

EXIT_CODES = {"answer": 0, "question": 4, "refusal": 5}
FAILED, CANCELLED = 1, 130


@dataclass(slots=True)
class Reply:
    """Prints the events of one run and remembers how it ended."""

    console: Console
    errors: Console
    """Where what went wrong is said, so that the answer can be piped."""
    chart: bool = False
    explain: bool = False
    quiet: bool = False
    run_id: str = ""
    thread_id: str = ""
    kind: str = ""
    exit_code: int = FAILED
    interrupt: dict[str, Any] | None = None
    _charts: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _receipts: list[str] = field(default_factory=list[str])
    _explained: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _written: bool = False

    def show(self, event: Event) -> None:
        """Take one event."""
        handler = getattr(self, "_on_" + event.type.replace(".", "_"), None)
        if handler is not None:
            handler(event.data)

    def _say(self, text: str) -> None:
        if not self.quiet:
            self.console.print(text, highlight=False, soft_wrap=not self.console.is_terminal)

    def _on_run_started(self, data: dict[str, Any]) -> None:
        self.run_id, self.thread_id = data["run_id"], data["thread_id"]

    def _on_tool_started(self, data: dict[str, Any]) -> None:
        self._explained += data.get("explain") or []
        self._say(f"[dim]· {data['tool']}[/]")

    def _on_tool_progress(self, data: dict[str, Any]) -> None:
        note = escape(str(data.get("note") or ""))
        self._say(f"[dim]  {data['done']} of {data['total']} {note}[/]")

    def _on_tool_finished(self, data: dict[str, Any]) -> None:
        self._receipts.append(data["receipt_id"])
        if data.get("chart"):
            self._charts.append(data["chart"])

    def _on_message_delta(self, data: dict[str, Any]) -> None:
        if self.quiet:
            return
        self._written = True
        self.console.print(styled(data["text"]), end="", highlight=False, soft_wrap=True)

    def _on_message_reset(self, data: dict[str, Any]) -> None:
        self._say(f"\n[yellow]starting the answer again ({escape(data['reason'])})[/]")

    def _on_message_completed(self, data: dict[str, Any]) -> None:
        message = data.get("message", data)
        self.kind = message["kind"]
        if not self._written:
            self._say(styled(message["content"]))
        elif not self.quiet:
            self.console.print()
        for text in message["unverified"]:
            self._say(f"[yellow]left out, no receipt stands behind it: {escape(text)}[/]")
        self._after()

    def _after(self) -> None:
        if self.quiet:
            return
        if self.chart:
            for chart in self._charts:
                self._say(f"\n{escape(draw(chart, min(self.console.width, 100)))}")
        if self.explain:
            for entry in self._explained:
                source = entry.get("words") or "default"
                self._say(
                    f"[dim]  {escape(str(entry['field']))} = {escape(str(entry['value']))}"
                    f"  ({escape(str(source))})[/]"
                )
        if self._receipts:
            self._say(f"[dim]receipt {', '.join(self._receipts)}[/]")

    def _on_warning(self, data: dict[str, Any]) -> None:
        self._say(f"[yellow]{escape(data['message'])}[/]")

    def _on_interrupt(self, data: dict[str, Any]) -> None:
        self.interrupt = data

    def _on_run_completed(self, _: dict[str, Any]) -> None:
        self.exit_code = EXIT_CODES.get(self.kind, 0)

    def _on_run_interrupted(self, _: dict[str, Any]) -> None:
        self.exit_code = EXIT_CODES["question"]

    def _on_run_failed(self, data: dict[str, Any]) -> None:
        problem = data.get("problem", {})
        said = escape(str(problem.get("detail") or problem.get("title")))
        self.errors.print(f"[red]{said}[/]", highlight=False)
        self.exit_code = FAILED

    def _on_run_cancelled(self, _: dict[str, Any]) -> None:
        self.errors.print("[yellow]cancelled[/]")
        self.exit_code = CANCELLED


def styled(text: str) -> str:
    """Markdown's bold and italics as the terminal shows them; control characters dropped."""
    safe = escape(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text))
    bold = re.sub(r"\*\*(.+?)\*\*", r"[bold]\1[/bold]", safe)
    return re.sub(r"(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])", r"[italic]\1[/italic]", bold)
