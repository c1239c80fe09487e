"""A capability: one function `Request -> Result` that every surface of the service can offer.

The function's signature, docstring and pydantic models say all there is to know. `Capability.of`
only reads them; agents, REST, MCP and the README are derived from what it read.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tools.errors import InvalidInput


class RequestModel(BaseModel):
    """What every request keeps to: unknown fields are refused by name, examples run."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Method(BaseModel):
    """How a result was computed."""

    name: str
    source: str = Field(description="Paper, standard and section.")


class ResultModel(BaseModel):
    """What every result carries beside its figures."""

    model_config = ConfigDict(allow_inf_nan=False)

    summary: str = Field(description="The answer in one to four plain sentences.")
    method: Method
    notes: list[str] = Field(
        default_factory=list, description="Assumptions, defaults taken, caveats, warnings."
    )
    chart: dict[str, Any] | None = Field(
        default=None, description="A Vega-Lite specification with inline data."
    )


@dataclass(frozen=True, slots=True)
class Capability:
    """A function and what its signature says about it."""

    function: Callable[..., ResultModel]
    request: type[RequestModel]
    result: type[ResultModel]
    domain: str
    name: str
    description: str
    title: str
    """What it is called in front of a user: "Unit economics"."""
    version: str = "1"
    """Raised when the same request gives another result than before."""
    libraries: tuple[str, ...] = ("numpy",)
    """Distributions whose version can change the result's bits."""
    needs_approval: bool = False
    ports: Mapping[str, type] = field(default_factory=dict[str, type])
    """Further parameters: services the composition root supplies, by parameter name."""

    @property
    def full_name(self) -> str:
        """`domain.name`, the key of the catalogue."""
        return f"{self.domain}.{self.name}"

    @property
    def tool_name(self) -> str:
        """The full name where dots are forbidden."""
        return f"{self.domain}_{self.name}"

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.description.partition("\n")[0]

    def __call__(self, request: RequestModel, **ports: object) -> ResultModel:
        try:
            return self.function(request, **ports)
        except ValidationError as error:
            raise _beyond_reach(error) from error

    @classmethod
    def of(
        cls,
        function: Callable[..., ResultModel],
        *,
        title: str = "",
        version: str = "1",
        libraries: tuple[str, ...] = ("numpy",),
        needs_approval: bool = False,
    ) -> "Capability":
        """Read a capability off `function`, or say at import time why it is not one."""
        hints = get_type_hints(function)
        result = hints.pop("return", None)
        first, *others = inspect.signature(function).parameters
        request = hints.pop(first, None)
        if not _is_a(request, RequestModel) or not _is_a(result, ResultModel):
            raise TypeError(
                f"{function.__qualname__} must take a RequestModel, return a ResultModel"
            )
        if not function.__doc__:
            raise TypeError(f"{function.__qualname__} needs a docstring: agents read it")
        return cls(
            function=function,
            request=request,
            result=result,
            domain=function.__module__.split(".")[1],
            name=function.__name__,
            description=inspect.cleandoc(function.__doc__),
            title=title or function.__name__.replace("_", " ").capitalize(),
            version=version,
            libraries=libraries,
            needs_approval=needs_approval,
            ports={name: hints[name] for name in others},
        )


def _beyond_reach(error: ValidationError) -> Exception:
    """A figure of the result that is not finite is the request's doing; any else is a bug."""
    details = error.errors(include_input=False)
    if {detail["type"] for detail in details} != {"finite_number"}:
        return error
    names = sorted({str(detail["loc"][0]) for detail in details if detail["loc"]})
    return InvalidInput(
        f"figures of the request are too large or too small to compute with: {', '.join(names)} "
        "of the result would not be a finite number; give figures in ordinary units"
    )


def _is_a(hint: Any, model: type[BaseModel]) -> bool:
    return isinstance(hint, type) and issubclass(hint, model)
