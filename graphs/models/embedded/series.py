"""Lists of plain values, and single values where a list is wanted."""

from dataclasses import replace

from graphs.models.embedded.compatibility import OUT_OF_BOUNDS, Fit, fit, numbers
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.schema import Field
from graphs.spans.span import Reading, Triple, Value

ONE_OF_A_LIST = 0.55  # what a single value is worth where a list is wanted


def fit_series(field: Field, reading: Reading) -> Fit | None:
    """The list a field would take from a reading; each entry must fit by itself."""
    item, value = _item(field), reading.value
    if isinstance(value, Triple):
        points = numbers(value)
        return _list(item, replace(reading, value=tuple(points))) if field.of == "number" else None
    if not isinstance(value, tuple):
        found = fit(item, reading)
        return (
            replace(found, value=(found.value,), score=found.score * ONE_OF_A_LIST)
            if found
            else None
        )
    return _list(item, reading)


@once_for
def _item(field: Field) -> Field:
    """An entry of a list as a field."""
    return replace(field, kind=field.of or "any", of="")


def _list(item: Field, reading: Reading) -> Fit | None:
    entries: tuple[Value, ...] = reading.value if isinstance(reading.value, tuple) else ()
    found = [fit(item, replace(reading, value=entry)) for entry in entries]
    kept = [one for one in found if one is not None]
    if not kept or len(kept) != len(entries):
        return None
    inside = all(one.inside for one in kept)
    score = sum(one.score for one in kept) / len(kept) + 0.2
    if not inside and all(one.score > OUT_OF_BOUNDS for one in kept):
        score = min(score, OUT_OF_BOUNDS + 1)
    return Fit(tuple(one.value for one in kept), score, inside, reading)
