"""Which fields are missing from a request that may be given in one of several ways.

Reads the shapes that `tools/fields.py` describes: `x-required-any` (groups of alternatives) and
`x-alone` (fields that suffice without the groups).
"""

from collections.abc import Collection, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails

Alternative = Sequence[str]
Group = Sequence[Alternative]


def missing_fields(
    given: Collection[str], groups: Sequence[Group], alone: Sequence[Alternative] = ()
) -> list[str]:
    """The fields still needed, in the order in which to ask for them; empty when complete.

    Of each unfilled group the alternative that is furthest along counts, the first one when none
    was begun. Fields that suffice alone are asked for only when none of the groups was begun.
    """
    if any(set(names) <= set(given) for names in alone):
        return []
    begun = any(name in given for group in groups for names in group for name in names)
    started = [names for names in alone if any(name in given for name in names)]
    if started and not begun:
        return _absent(_furthest(started, given), given)
    unfilled = [group for group in groups if not any(set(names) <= set(given) for names in group)]
    return [name for group in unfilled for name in _absent(_furthest(group, given), given)]


def given_fields(model: BaseModel) -> set[str]:
    """The fields that hold a value."""
    return {name for name in type(model).model_fields if getattr(model, name) is not None}


def changed_fields(model: BaseModel) -> set[str]:
    """The fields that do not hold their default, whether or not the caller wrote it out.

    `model_fields_set` would not do: a receipt keeps every field, and its replay must say the same.
    """
    return {
        name
        for name, info in type(model).model_fields.items()
        if getattr(model, name) != info.get_default(call_default_factory=True)
    }


def refuse_missing(model: BaseModel, names: Sequence[str]) -> None:
    """Raise a validation error that marks each of `names` as missing, if there are any.

    Pydantic carries the errors of a `ValidationError` raised inside a validator on with their
    paths, so each field is named as if it had been required from the start.
    """
    if names:
        details = [InitErrorDetails(type="missing", loc=(name,), input=None) for name in names]
        raise ValidationError.from_exception_data(type(model).__name__, details)


def _furthest(alternatives: Sequence[Alternative], given: Collection[str]) -> Alternative:
    return max(alternatives, key=lambda names: sum(name in given for name in names))


def _absent(names: Alternative, given: Collection[str]) -> list[str]:
    return [name for name in names if name not in given]
