"""Walk a receipt's request and result and list their typed figures with paths and names."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphs.verification.figure import Figure, Source
from graphs.verification.schemas import NO_SCHEMA, Schema, period_of, resolved, schemas_of, sort_of
from graphs.verification.words import level_named, level_token, tokens
from tools.receipts import Receipt

_SAID = frozenset(("summary", "notes", "method", "chart"))
"""Parts of a result that speak about its figures: they would verify themselves."""
_LONG = 24
_MANY = 200
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")
_LEVELS = frozenset(("level", "quantile", "percentile", "confidence", "probability", "exceedance"))
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands."""

    path: str
    name: str
    schema: Schema
    inherited: Schema
    words: frozenset[str]
    names: frozenset[str]
    exact: bool = False


def receipt_figures(receipt: Receipt) -> Iterator[Figure]:
    """Every figure of a receipt: arguments first, then the result."""
    request, result = schemas_of(receipt.capability)
    currency = currency_of(receipt)
    yield from _Walk("argument", receipt.id, request, currency).walk(receipt.request)
    typed = {key: value for key, value in receipt.result.items() if key not in _SAID}
    yield from _Walk("result", receipt.id, result, currency).walk(typed)


def currency_of(receipt: Receipt) -> str:
    """The currency of a receipt's amounts, where it names one."""
    for data in (receipt.result, receipt.request):
        code = data.get("currency")
        if isinstance(code, str) and _CURRENCY.fullmatch(code):
            return code
    return ""


class _Walk:
    def __init__(self, source: Source, receipt_id: str, root: Schema, currency: str) -> None:
        self.source, self.receipt_id, self.root, self.currency = source, receipt_id, root, currency

    def walk(self, data: Mapping[str, Any]) -> Iterator[Figure]:
        empty: frozenset[str] = frozenset()
        yield from self._object(data, Place("", "", self.root, NO_SCHEMA, empty, empty))

    def _any(self, value: Any, place: Place) -> Iterator[Figure]:
        match value:
            case bool() | None:
                return
            case int() | float():
                yield self._figure(float(value), place)
            case str():
                if _DATE.match(value):
                    yield from self._date(value, place)
            case dict():
                yield from self._object(value, place)
            case list():
                yield from self._list(value, place)
            case _:
                return

    def _object(self, data: Mapping[str, Any], place: Place) -> Iterator[Figure]:
        schema = resolved(place.schema, self.root)
        inherited = schema if "x-of" in schema else place.inherited
        siblings = _sibling_names(data) if place.path else frozenset[str]()
        levels = _sibling_levels(data)
        fields: Mapping[str, Any] = schema.get("properties") or {}
        for key, value in data.items():
            field = fields.get(key) or schema.get("additionalProperties") or NO_SCHEMA
            field = resolved(field, self.root) if isinstance(field, dict) else NO_SCHEMA
            own = _unit_beside(data, field) if key in ("value", "amount") else field
            named = _names(key, field)
            yield from self._any(
                value,
                Place(
                    f"{place.path}.{key}" if place.path else key,
                    key,
                    own,
                    inherited,
                    place.words | named | siblings | levels | _described(field),
                    place.names | named | siblings | levels,
                    place.exact,
                ),
            )

    def _list(self, values: list[Any], place: Place) -> Iterator[Figure]:
        schema = resolved(place.schema, self.root)
        items = schema.get("items")
        inside = resolved(items, self.root) if isinstance(items, dict) else NO_SCHEMA
        numeric = bool(values) and isinstance(values[0], int | float)
        exact = place.exact or len(values) > (_LONG if numeric else _MANY)
        kept = {k: v for k, v in schema.items() if k.startswith("x-")}
        if len(values) > 1:
            yield self._length(len(values), place)
        for index, value in enumerate(values):
            path = f"{place.path}[{index}]"
            yield from self._any(
                value, replace(place, path=path, schema={**kept, **inside}, exact=exact)
            )

    def _length(self, length: int, place: Place) -> Figure:
        return Figure(
            float(length), "length", self.source, self.receipt_id, f"{place.path}.length",
            words=place.words, names=place.names,
        )  # fmt: skip

    def _figure(self, value: float, place: Place) -> Figure:
        sort, days = sort_of(place.name, place.schema, place.inherited)
        unit = str(place.schema.get("x-unit") or place.inherited.get("x-unit") or "")
        if sort == "rate":
            per = "year"
        else:
            per = period_of(unit, place.name, str(place.schema.get("description", "")))
        return Figure(
            value, sort, self.source, self.receipt_id, place.path, per=per, days=days,
            currency=self.currency if sort == "money" else "", words=place.words,
            names=place.names, exact=place.exact,
        )  # fmt: skip

    def _date(self, value: str, place: Place) -> Iterator[Figure]:
        try:
            day = datetime.date.fromisoformat(value[:10])
        except ValueError:
            return
        yield Figure(
            float(day.toordinal()), "date", self.source, self.receipt_id, place.path,
            words=place.words, names=place.names, exact=place.exact,
        )  # fmt: skip


def _names(key: str, field: Schema) -> frozenset[str]:
    """What names a field and hardly any other: its name and aliases of one word."""
    words = set(tokens(key))
    if (level := level_named(key)) is not None:
        words.add(level_token(level))
    if "median" in words:
        words.add(level_token(0.5))
    for alias in field.get("x-aliases") or ():
        if len(said := tokens(str(alias))) == 1:
            words.update(said)
    return frozenset(words)


def _described(field: Schema) -> frozenset[str]:
    """Everything a field is described by."""
    words = set(tokens(str(field.get("description", ""))))
    for alias in field.get("x-aliases") or ():
        words.update(tokens(str(alias)))
    return frozenset(words)


def _sibling_names(data: Mapping[str, Any]) -> frozenset[str]:
    """Words of the short texts beside a figure: the question, lever or card it belongs to."""
    return frozenset(
        word
        for value in data.values()
        if isinstance(value, str) and 0 < len(value) <= 40 and not _DATE.match(value)
        for word in tokens(value)
    )


def _sibling_levels(data: Mapping[str, Any]) -> frozenset[str]:
    """The quantile level that stands beside a figure."""
    return frozenset(
        level_token(float(value))
        for key, value in data.items()
        if isinstance(value, float) and 0 < value < 1 and _LEVELS.intersection(key.split("_"))
    )


def _unit_beside(data: Mapping[str, Any], field: Schema) -> Schema:
    """The schema of a value whose unit is told by its neighbour."""
    unit = data.get("unit")
    if not isinstance(unit, str):
        return field
    if _CURRENCY.fullmatch(unit):
        unit = "currency"
    known = {k: v for k, v in field.items() if k not in ("x-kind", "x-unit", "description")}
    return {**known, "x-unit": unit} if unit else known
