"""Rows of an evaluation file, read and checked before anything is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tools.errors import FieldProblem, InvalidInput
from tools.validation import problem

ROOT = Path(__file__).parents[1]
CASES = ROOT / "evals" / "cases"


class Expect(BaseModel):
    """What a good reply to one message would do. What is left out is not scored."""

    model_config = ConfigDict(extra="forbid")

    agents: list[str] | None = Field(default=None, description="Who should answer, in any order.")
    tools: list[str] | None = Field(
        default=None, description="Full names of the capabilities that should run; [] for none."
    )
    values: list[float | str] | None = Field(
        default=None, description="Values that must stand among the arguments, or be the result."
    )
    arguments: dict[str, Any] | None = Field(
        default=None, description="By dotted path, the exact arguments of the one expected call."
    )
    kind: Literal["answer", "question", "refusal", "any"] | None = None
    missing: list[str] = Field(default_factory=list, description="Words a question must ask for.")
    contains: list[str] = Field(default_factory=list, description="Words the reply must have.")
    note: str = ""


class Turn(BaseModel):
    """One message and what is expected of the reply."""

    model_config = ConfigDict(extra="forbid")

    message: str = Field(min_length=1)
    files: list[str] = Field(default_factory=list, description="Paths of attached files.")
    expect: Expect | None = None


class Case(BaseModel):
    """One row: a single message, or a conversation of several turns."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""
    turns: list[Turn] = Field(min_length=1)
    source: str = ""
    line: int = 0

    @model_validator(mode="before")
    @classmethod
    def _single(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "turns" in data:
            return data
        turn = {key: data[key] for key in ("message", "files", "expect") if key in data}
        rest = {key: value for key, value in data.items() if key not in turn}
        return {**rest, "turns": [turn]}

    @model_validator(mode="after")
    def _named(self) -> Self:
        self.id = self.id or f"{Path(self.source).stem}-{self.line}"
        return self


def read(path: Path) -> Iterator[Case]:
    """The cases of a JSON-lines file; `InvalidInput` names the line and field that is wrong."""
    import orjson

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InvalidInput(f"{path.name} line {number}: not JSON ({error.msg})") from None
        if not isinstance(row, dict):
            raise InvalidInput(f"{path.name} line {number}: a row must be a JSON object")
        try:
            case = Case.model_validate({**row, "source": str(path), "line": number})
        except ValidationError as error:
            raise _named(path, number, [problem(e) for e in error.errors()]) from None
        _check_files(case)
        yield case


def find(path: Path, case: Case) -> Path:
    """An attached file: beside the case file, or from the repository's root."""
    for folder in (Path(case.source).parent, ROOT, Path.cwd()):
        if (folder / path).is_file():
            return folder / path
    raise InvalidInput(f"{Path(case.source).name} line {case.line}: no file {path}")


def _check_files(case: Case) -> None:
    for turn in case.turns:
        for file in turn.files:
            find(Path(file), case)


def _named(path: Path, number: int, problems: list[FieldProblem]) -> InvalidInput:
    said = "; ".join(f"{p.field} {p.message}" for p in problems)
    return InvalidInput(f"{path.name} line {number}: {said}", errors=tuple(problems))
