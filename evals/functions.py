"""Measure a chat model on a public function-calling set: schemas nobody here wrote.

`python -m evals.functions FOLDER` reads the Berkeley Function-Calling Leaderboard (v4, Apache 2.0)
from an unpacked `bfcl-eval` package and judges each call with that package's own checker. Cases
with even numbers are for development; the report is of odd numbers.
"""

import contextlib
import json
import statistics
import sys
import time
import types
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from langchain_core.messages import HumanMessage

from evals.report import wilson
from graphs.models.config import ModelConfig
from graphs.models.registry import chat_model

SETS = ("simple_python", "multiple")
TYPES = {"dict": "object", "float": "number", "tuple": "array", "any": "string"}
"""Names of types the set uses, as JSON schema calls them."""


class Half(StrEnum):
    """Which cases are run."""

    even = "even"
    odd = "odd"
    all = "all"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One case: what was called, and what the official checker says of it."""

    name: str
    question: str
    calls: list[dict[str, Any]]
    expected: Any
    tool: bool
    exact: bool
    why: str
    ms: float


def main(
    folder: Annotated[Path, typer.Argument(help="Where bfcl-eval is unpacked.")],
    half: Annotated[Half, typer.Option(help="even: develop; odd: report.")] = Half.odd,
    model: Annotated[str, typer.Option(help="provider:model")] = "embedded",
    out: Annotated[Path | None, typer.Option(help="Write every case there.")] = None,
    every: Annotated[list[str] | None, typer.Option("--set", help="Sets; both without.")] = None,
) -> None:
    """Print the share of right tools and of exact calls, with 95 % intervals."""
    asked = chat_model(model, ModelConfig())
    check = _checker(folder)
    rows: list[Verdict] = []
    for name in every or SETS:
        verdicts = [_verdict(asked, check, *case) for case in cases(folder, name, half)]
        rows += verdicts
        print(f"{name} {half}: {_figures(verdicts)}")
    if out:
        out.write_text("".join(json.dumps(_row(v), default=str) + "\n" for v in rows), "utf-8")


def cases(
    folder: Path, name: str, half: Half
) -> Iterator[tuple[str, Mapping[str, Any], list[Any]]]:
    """The name of the set, the case and its right answer, for each case of a half."""
    data = folder / "bfcl_eval" / "data"
    file = f"BFCL_v4_{name}.json"
    truths = {row["id"]: row["ground_truth"] for row in _lines(data / "possible_answer" / file)}
    for row in _lines(data / file):
        number = int(row["id"].rsplit("_", 1)[1].split("-")[0])
        if half == Half.all or (number % 2 == 0) == (half == Half.even):
            yield name, row, truths[row["id"]]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _verdict(
    model: Any, check: Any, name: str, row: Mapping[str, Any], truth: list[Any]
) -> Verdict:
    question = row["question"][0][-1]["content"]
    tools = [declared(function) for function in row["function"]]
    bound = model.bind_tools(tools)
    bound.invoke([HumanMessage("What would the next one of these be?")])  # reads the schemas
    began = time.perf_counter()
    reply = bound.invoke([HumanMessage(question)])
    ms = (time.perf_counter() - began) * 1000
    real = {function["name"].replace(".", "_"): function["name"] for function in row["function"]}
    calls = [{real.get(c["name"], c["name"]): c["args"]} for c in reply.tool_calls]
    category = name.removesuffix("_python")
    judged = check(row["function"], calls, truth, category)
    tool = len(calls) == 1 and set(calls[0]) == set(truth[0])
    why = "" if judged["valid"] else str(judged.get("error") or reply.text)[:300]
    return Verdict(row["id"], question, calls, truth, tool, bool(judged["valid"]), why, ms)


def declared(function: Mapping[str, Any]) -> dict[str, Any]:
    """The function as a provider is told it: JSON schema, no dots in its name."""
    name = function["name"].replace(".", "_")
    parameters = _schema(function["parameters"])
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": function["description"],
            "parameters": parameters,
        },
    }


def _schema(part: Any) -> Any:
    if isinstance(part, list):
        return [_schema(one) for one in part]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {key: _schema(value) for key, value in part.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(named := kept.get("type"), str):
        kept["type"] = TYPES.get(named, named)
    return kept


def _checker(folder: Path) -> Any:
    """The package's own checker; the list of providers it imports is left out."""
    sys.path.insert(0, str(folder))
    plain = types.ModuleType("bfcl_eval.constants.model_config")
    setting = types.SimpleNamespace(underscore_to_dot=False)
    plain.__dict__["MODEL_CONFIG_MAPPING"] = defaultdict(lambda: setting)
    sys.modules[plain.__name__] = plain
    with contextlib.redirect_stdout(None):
        from bfcl_eval.constants.enums import Language  # pyright: ignore
        from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker  # pyright: ignore

    def check(functions: Any, calls: Any, truth: Any, category: str) -> dict[str, Any]:
        return ast_checker(functions, calls, truth, Language.PYTHON, category, "own")  # pyright: ignore

    return check


def _figures(verdicts: list[Verdict]) -> str:
    count = len(verdicts)
    parts = [
        f"{label} {right / count:.3f} ({low:.2f} to {high:.2f})"
        for label, right in (
            ("tool", sum(v.tool for v in verdicts)),
            ("exact", sum(v.exact for v in verdicts)),
        )
        for low, high in (wilson(right, count),)
    ]
    median = statistics.median(v.ms for v in verdicts)
    return f"{', '.join(parts)}, median {median:.0f} ms, n = {count}"


def _row(verdict: Verdict) -> dict[str, Any]:
    return {name: getattr(verdict, name) for name in verdict.__slots__}


if __name__ == "__main__":
    typer.run(main)
