"""`polymath`: the service from a terminal.

Exit codes: 0 answered, 1 failed, 2 wrong usage or input, 3 no service, 4 a question came back,
5 it cannot be answered, 130 stopped by Ctrl-C.
"""

import contextlib
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Annotated, Any

import httpx
import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from server.settings import Settings
from server.terminal.address import service
from server.terminal.client import SERVER_ERRORS, Refused, Service
from server.terminal.conversation import Conversation, Options

BAD_INPUT, NO_SERVICE = 2, 3
NOT_FOUND = 404

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Polymath from the terminal. Exit codes: 0 answered, 1 failed, 2 wrong usage or input, "
    "3 no service, 4 a question came back, 5 it cannot be answered, 130 stopped by Ctrl-C.",
)
console = Console()
errors = Console(stderr=True)
Url = Annotated[str, typer.Option(help="Address of the service; found or hosted here without.")]


def _settings() -> Settings:
    """What is configured; a wrong setting is named."""
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors(include_input=False):
            name = ".".join(str(part) for part in detail["loc"])
            _fail(f"the setting {name} is wrong: {detail['msg']}")
        raise typer.Exit(BAD_INPUT) from None


@contextlib.contextmanager
def _connected(url: str) -> Generator[Service]:
    """A service, with its refusals and its absence turned into messages and exit codes."""
    try:
        with service(_settings(), url) as address:
            yield Service(address)
    except Refused as error:
        _explain(error)
        raise typer.Exit(BAD_INPUT if error.status < SERVER_ERRORS else 1) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        _fail(f"The service does not answer ({type(error).__name__}).")
        raise typer.Exit(NO_SERVICE) from None


def _fail(message: str) -> None:
    errors.print(f"[red]{escape(message)}[/]", highlight=False)


def _explain(error: Refused) -> None:
    _fail(str(error))
    for problem in error.problem.get("errors") or ():
        errors.print(f"  {escape(problem['field'])}: {escape(problem['message'])}", highlight=False)
    if hint := error.problem.get("hint"):
        errors.print(f"  {escape(hint)}", highlight=False)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What to ask; a conversation without.")] = "",
    more: Annotated[
        bool, typer.Option("-c", "--continue", help="Go on with the last one.")
    ] = False,
    file: Annotated[list[Path] | None, typer.Option(help="Attach a file; repeatable.")] = None,
    chart: Annotated[bool, typer.Option(help="Draw the charts.")] = False,
    explain: Annotated[bool, typer.Option(help="Say which words filled which field.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the /invoke object.")] = False,
    agent: Annotated[str, typer.Option(help="Ask this agent, without routing.")] = "",
    model: Annotated[str, typer.Option(help="provider:model, or a list, instead.")] = "",
    url: Url = "",
) -> None:
    """Ask in plain words; the answer streams, with its receipts."""
    for path in file or ():
        if not path.is_file():
            _fail(f"there is no file {path}")
            raise typer.Exit(BAD_INPUT)
    options = Options(chart=chart, explain=explain, as_json=as_json, agent=agent, model=model)
    with _connected(url) as connection:
        folder = _settings().data_dir
        talk = Conversation(connection, console, errors, options, folder, resume=more)
        code = talk.once(question, file or []) if question else talk.loop(file or [])
    raise typer.Exit(code)


@app.command()
def call(
    name: Annotated[str, typer.Argument(help="A capability, e.g. risk.simulate_annual_loss.")],
    arguments: Annotated[str, typer.Argument(help="Its request as JSON; - reads it from input.")],
    url: Url = "",
) -> None:
    """Run one capability and print its result and receipt as JSON."""
    domain, _, capability = name.partition(".")
    text = sys.stdin.read() if arguments == "-" else arguments
    with _connected(url) as connection:
        try:
            _print_json(connection.post_text(f"/api/v1/tools/{domain}/{capability}", text))
        except Refused as error:
            if error.status != NOT_FOUND or error.problem.get("errors"):
                raise
            _fail(f"no capability is called {name}; see `polymath tools`")
            raise typer.Exit(BAD_INPUT) from None


@app.command()
def tools(
    name: Annotated[str, typer.Argument(help="Show this one's fields.")] = "", url: Url = ""
) -> None:
    """List the capabilities, or the fields of one."""
    with _connected(url) as connection:
        listed: list[dict[str, Any]] = connection.get("/api/v1/tools")["tools"]
    if not name:
        table = Table("capability", "what it does")
        for tool in listed:
            table.add_row(tool["name"], tool["summary"])
        console.print(table)
        return
    found = next((tool for tool in listed if tool["name"] == name), None)
    if found is None:
        _fail(f"no capability is called {name}; see `polymath tools`")
        raise typer.Exit(BAD_INPUT)
    schema = found["input_schema"]
    table = Table("field", "required", "what it means", title=found["summary"])
    for field, described in schema["properties"].items():
        needed = "yes" if field in schema.get("required", ()) else ""
        table.add_row(field, needed, described.get("description", ""))
    console.print(table)


@app.command()
def agents(url: Url = "") -> None:
    """List the agents and what each holds."""
    with _connected(url) as connection:
        table = Table("agent", "what for", "capabilities")
        for agent in connection.get("/info")["agents"]:
            table.add_row(agent["name"], agent["role"], "\n".join(agent["tools"]))
    console.print(table)


@app.command()
def openapi(out: Annotated[Path | None, typer.Option(help="Write there.")] = None) -> None:
    """Print the OpenAPI document; no running service is needed."""
    from server.making import make_app

    document = orjson.dumps(make_app(_settings()).openapi(), option=orjson.OPT_INDENT_2)
    if out:
        out.write_bytes(document)
    else:
        sys.stdout.buffer.write(document + b"\n")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = None,
) -> None:
    """Start the server and say what to try next."""
    from server.__main__ import main

    changed: dict[str, Any] = {"host": host} if host else {}
    if port is not None:
        changed["port"] = port
    raise typer.Exit(main(_settings().model_copy(update=changed)))


@app.command()
def train(
    what: Annotated[str, typer.Argument(help="planner, or legal with the path of the data.")],
    data: Annotated[
        Path | None, typer.Argument(help="For legal: CUAD as JSON lines (.xz).")
    ] = None,
) -> None:
    """Train the weights that are shipped in the repository again."""
    if what == "planner":
        from graphs.models.embedded.train import main as train_planner

        train_planner()
    elif what == "legal" and data is not None and data.is_file():
        from tools.legal.train import main as train_clauses
        from tools.legal.train_kinds import main as train_kinds

        train_clauses([str(data)])
        train_kinds([str(data)])
    else:
        _fail("train planner, or train legal PATH_TO_CUAD.jsonl.xz")
        raise typer.Exit(BAD_INPUT)


@app.command()
def doctor(url: Url = "") -> None:
    """Say what is configured, reachable and missing."""
    from server.terminal.diagnosis import diagnose

    raise typer.Exit(diagnose(_settings(), console, url))


@app.command(name="eval")
def evaluate() -> None:
    """Run evaluation cases and score them (see `polymath eval --help`)."""
    _fail("start it with the launcher: ./polymath eval --help")
    raise typer.Exit(BAD_INPUT)


def _print_json(data: Any) -> None:
    text = orjson.dumps(data, option=orjson.OPT_INDENT_2).decode()
    if console.is_terminal:
        console.print_json(text)
    else:
        sys.stdout.write(text + "\n")


if __name__ == "__main__":
    app(prog_name="polymath")
