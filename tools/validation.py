"""Turn arguments into a request, or into an `InvalidInput` that names each field and the mend."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tools.errors import FieldProblem, InvalidInput

Model = TypeVar("Model", bound=BaseModel)

_PLAIN = {
    "missing": "is required",
    "extra_forbidden": "is not a field of this request; remove it",
    "finite_number": "must be a finite number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "string_type": "must be text",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "date_from_datetime_parsing": "must be a date such as 2026-03-31",
    "date_parsing": "must be a date such as 2026-03-31",
    "datetime_parsing": "must be a time such as 2026-03-31T09:30:00Z",
    "datetime_from_date_parsing": "must be a time such as 2026-03-31T09:30:00Z",
}
_COMPARED = {
    "greater_than_equal": ("ge", "must be at least"),
    "greater_than": ("gt", "must be more than"),
    "less_than_equal": ("le", "must be at most"),
    "less_than": ("lt", "must be less than"),
}
_COUNTED = {
    "string_too_short": ("min_length", "must have at least", "characters"),
    "string_too_long": ("max_length", "must have at most", "characters"),
    "too_short": ("min_length", "must have at least", "entries"),
    "too_long": ("max_length", "must have at most", "entries"),
}


def validate(model: type[Model], arguments: Mapping[str, Any]) -> Model:
    """The request these arguments make; `InvalidInput` names every field that is wrong."""
    try:
        return model.model_validate(dict(arguments))
    except ValidationError as error:
        raise invalid(error) from None


def invalid(error: ValidationError) -> InvalidInput:
    """An `InvalidInput` in plain words that never repeats the input."""
    problems = tuple(problem(detail) for detail in error.errors(include_input=False))
    text = "; ".join(f"{p.field} {p.message}" if p.field else p.message for p in problems[:5])
    return InvalidInput(text, errors=problems)


def problem(detail: Mapping[str, Any]) -> FieldProblem:
    """One of pydantic's error details in our words."""
    kind = str(detail["type"])
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind in _COMPARED:
        bound, words = _COMPARED[kind]
        message = f"{words} {_plain_number(context[bound])}"
    elif kind in _COUNTED:
        bound, words, unit = _COUNTED[kind]
        message = f"{words} {context[bound]} {unit}"
    elif kind == "literal_error" or kind == "enum":
        message = f"must be {context['expected']}"
    elif kind == "string_pattern_mismatch":
        message = f"must match {context['pattern']}"
    elif kind == "value_error":
        message = str(detail["msg"]).removeprefix("Value error, ")
    else:
        message = _PLAIN.get(kind, "is not valid here")
    return FieldProblem(_path(detail["loc"]), kind, message)


def _path(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location if not str(part).startswith("function-"))


def _plain_number(value: Any) -> str:
    return f"{value:,.15g}" if isinstance(value, int | float) else str(value)
