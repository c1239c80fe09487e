"""An error as data: what a model is told of a failed call, and what the log keeps of it."""

from typing import Any

from tools.errors import ServiceError


def problem_of(error: ServiceError) -> dict[str, Any]:
    """Code, message, hint and the fields concerned; never the input."""
    told: dict[str, Any] = {"code": error.problem_code, "message": error.message}
    if error.hint:
        told["hint"] = error.hint
    told["errors"] = [
        {"field": problem.field, "code": problem.code, "message": problem.message}
        for problem in error.errors
    ]
    return told
