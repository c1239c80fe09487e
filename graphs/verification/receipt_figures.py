"""Walk a receipt's request and result and list their typed figures with paths and names."""

import datetime
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from graphs.spans.units import PERIODS
from graphs.verification.figure import Figure, Source
from graphs.verification.quoted import quoted_figures
from graphs.verification.schemas import (
    NO_SCHEMA,
    Schema,
    period_of,
    resolved,
    schemas_of,
    sort_of,
    unit_of,
)
from graphs.verification.words import (
    CONCEPTS,
    level_named,
    level_token,
    name_tokens,
    statistics,
    tokens,
)
from tools.receipts import Receipt

_SAID = frozenset(("summary", "notes", "method", "chart"))
"""Parts of a result that speak about its figures: they would verify themselves."""
_LONG = 24
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")
_UNITS = re.compile(r"(?<![a-z])(minute|hour|day|week|month|quarter|year)s?(?![a-z])")
_LEVELS = frozenset(("level", "quantile", "percentile", "confidence", "probability", "exceedance"))
_AMOUNT = re.compile(r"[A-Z]{3}(?:/(\w+))?")
_CURRENCY = re.compile(r"[A-Z]{3}")


Label = frozenset[str]
Field = tuple[Schema, frozenset[Label], frozenset[str]]
"""A field's schema, its labels and every word that describes it."""
Fields = dict[str, Field]
"""Fields by where they stand, whichever entry of a list they are in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands."""

    path: str
    name: str
    schema: Schema
    inherited: Schema
    words: frozenset[str]
    labels: frozenset[Label]
    owners: frozenset[Label] = frozenset()
    many: bool = False
    exact: bool = False
    listed: str = ""
    entry: frozenset[Label] = frozenset()
    per: str = ""
    """The period that stands beside an amount: `"per": "month"`."""
    trail: str = ""
    """The path without the positions in lists: the same in every receipt of a capability."""


_REMEMBERED: OrderedDict[str, tuple[Receipt, tuple[Figure, ...]]] = OrderedDict()
_MOST_FIELDS = 2_000
_MOST_REMEMBERED = 64
"""Receipts whose figures are kept: a thread's next answer rests on the same ones."""


def receipt_figures(receipt: Receipt) -> tuple[Figure, ...]:
    """Every figure of a receipt: arguments first, then the result."""
    known = _REMEMBERED.pop(receipt.id, None)
    if known is None or not same_content(known[0], receipt):
        known = receipt, tuple(_walked(receipt))
    _REMEMBERED[receipt.id] = known
    if len(_REMEMBERED) > _MOST_REMEMBERED:
        with suppress(KeyError):  # another thread was faster
            _REMEMBERED.popitem(last=False)
    return known[1]


def same_content(known: Receipt, receipt: Receipt) -> bool:
    """An id is a digest of its content, but nothing is verified on that promise."""
    return known is receipt or (
        known.capability == receipt.capability
        and known.request == receipt.request
        and known.result == receipt.result
    )


def _walked(receipt: Receipt) -> Iterator[Figure]:
    schemas = schemas_of(receipt.capability)
    fields = _fields_of(receipt.capability)
    currency = currency_of(receipt)
    typed = {key: value for key, value in receipt.result.items() if key not in _SAID}
    parts: tuple[tuple[Source, Mapping[str, Any]], ...] = (
        ("argument", receipt.request), ("result", typed),
    )  # fmt: skip
    for (source, data), schema, known in zip(parts, schemas, fields, strict=True):
        yield from _Walk(source, receipt.id, schema, currency, known).walk(data)
    yield from quoted_figures(receipt)


@lru_cache(maxsize=256)
def _fields_of(capability: str) -> tuple[Fields, Fields]:
    """What was read of the fields of a capability's request and result: dear, and always alike."""
    del capability  # every capability has its own
    return {}, {}


def currency_of(receipt: Receipt) -> str:
    """The currency of a receipt's amounts, where it names one."""
    for data in (receipt.result, receipt.request):
        code = data.get("currency")
        if isinstance(code, str) and _CURRENCY.fullmatch(code):
            return code
    return ""


class _Walk:
    def __init__(
        self, source: Source, receipt_id: str, root: Schema, currency: str, fields: Fields
    ) -> None:
        self.source: Source = source
        self.receipt_id, self.root, self.currency = receipt_id, root, currency
        self._fields = fields

    def walk(self, data: Mapping[str, Any]) -> Iterator[Figure]:
        yield from self._object(data, Place("", "", self.root, NO_SCHEMA, frozenset(), frozenset()))

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
        beside = _beside(data) if place.path else frozenset[Label]()
        told = frozenset(word for label in beside for word in label)
        own = frozenset(label for label in beside if not _is_mark(label))
        is_entry = place.path.endswith("]")
        listed = place.path.rpartition("[")[0] if is_entry else place.listed
        entry = own if is_entry else place.entry
        beside_it = data.get("per")
        per = PERIODS.get(beside_it, "") if isinstance(beside_it, str) else place.per
        for key, value in data.items():
            trail = f"{place.trail}.{key}"
            field, labels, described = self._field(trail, schema, key)
            typed = _unit_beside(data, field) if key in ("value", "amount") else field
            marks = _marks(data, field) if not place.path else frozenset[Label]()
            yield from self._any(
                value,
                Place(
                    f"{place.path}.{key}" if place.path else key,
                    key,
                    typed,
                    inherited,
                    place.words | told | described,
                    place.labels | labels | beside | marks,
                    own if place.many else place.owners,
                    False,
                    place.exact or (place.many and not own),
                    listed,
                    entry,
                    per,
                    trail,
                ),
            )

    def _field(self, trail: str, schema: Schema, key: str) -> Field:
        """A field's schema and names."""
        if (known := self._fields.get(trail)) is None:
            properties: Mapping[str, Any] = schema.get("properties") or NO_SCHEMA
            field = properties.get(key) or schema.get("additionalProperties") or NO_SCHEMA
            field = resolved(field, self.root) if isinstance(field, dict) else NO_SCHEMA
            known = field, _labels(key, field), _described(key, field)
            if len(self._fields) > _MOST_FIELDS:  # names that people chose are no fields
                self._fields.clear()
            self._fields[trail] = known
        return known

    def _list(self, values: list[Any], place: Place) -> Iterator[Figure]:
        schema = resolved(place.schema, self.root)
        items = schema.get("items")
        inside = resolved(items, self.root) if isinstance(items, dict) else NO_SCHEMA
        numeric = bool(values) and isinstance(values[0], int | float)
        many = len(values) > _LONG
        exact = place.exact or (many and numeric)
        kept = {k: v for k, v in schema.items() if k.startswith("x-")}
        if len(values) > 1:
            yield self._length(len(values), place)
        inner = replace(
            place, schema={**kept, **inside}, many=many, exact=exact, trail=f"{place.trail}[]"
        )
        for index, value in enumerate(values):
            yield from self._any(value, replace(inner, path=f"{place.path}[{index}]"))

    def _length(self, length: int, place: Place) -> Figure:
        return Figure(
            float(length), "length", self.source, self.receipt_id, f"{place.path}.length",
            words=place.words, labels=place.labels,
        )  # fmt: skip

    def _figure(self, value: float, place: Place) -> Figure:
        sort, days = sort_of(place.name, place.schema, place.inherited)
        unit = unit_of(place.schema, place.inherited)
        if place.exact:  # one of many: found by its value alone
            return Figure(
                value, sort, self.source, self.receipt_id, place.path, days=days,
                per="year" if sort == "rate" else "", words=place.words, exact=True,
            )  # fmt: skip
        if sort == "rate":
            per = "year"
        else:
            said = (unit, place.name, str(place.schema.get("description", "")))
            per = period_of(*said, *(" ".join(label) for label in place.labels))
            per = place.per if sort == "money" and place.per else per
        named = _statistics(place)
        described = statistics(place.words) if not named and sort != "fraction" else named
        return Figure(
            value, sort, self.source, self.receipt_id, place.path, per=per, days=days,
            currency=self.currency if sort == "money" else "", words=place.words,
            labels=place.labels, owners=place.owners, listed=place.listed, entry=place.entry,
            statistics=described, rival=bool(named), names=_names(place.labels),
            family=place.path.rpartition(".")[0], exact=place.exact,
        )  # fmt: skip

    def _date(self, value: str, place: Place) -> Iterator[Figure]:
        try:
            day = datetime.date.fromisoformat(value[:10])
        except ValueError:
            return
        yield Figure(
            float(day.toordinal()), "date", self.source, self.receipt_id, place.path,
            words=place.words, labels=place.labels, owners=place.owners, exact=place.exact,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _names(labels: frozenset[Label]) -> frozenset[str]:
    return frozenset(word for label in labels for word in label)


def _statistics(place: Place) -> frozenset[str]:
    """Which statistic a field is by its name and by the level beside it."""
    beside = {word for label in place.labels if _is_level(label) for word in label}
    named = statistics(name_tokens(place.name))
    return named | {word for word in beside if word.startswith("level:")}


def _is_level(label: Label) -> bool:
    return any(word.startswith("level:") for word in label)


def _is_mark(label: Label) -> bool:
    return any(":" in word for word in label)


def _labels(key: str, field: Schema) -> frozenset[Label]:
    """What names a field: its name, each alias, and each word that is a concept of its own."""
    said = [name_tokens(key), *(tokens(str(a)) for a in field.get("x-aliases") or ())]
    labels = {frozenset(words) for words in said if words}
    labels.update(frozenset((word,)) for word in CONCEPTS.intersection(said[0]))
    if (level := level_named(key)) is not None:
        labels.add(frozenset((level_token(level),)))
    return frozenset(labels)


def _described(key: str, field: Schema) -> frozenset[str]:
    """Everything a field is called and described by."""
    words = {word for label in _labels(key, field) for word in label}
    description = str(field.get("description", ""))
    words.update(name_tokens(description))
    words.update(f"unit:{name}" for name in _UNITS.findall(f"{key} {description}".lower()))
    return frozenset(words)


def _beside(data: Mapping[str, Any]) -> frozenset[Label]:
    """What stands beside a figure and names it: a question, a lever, a card, a quantile level."""
    labels: set[Label] = set()
    for key, value in data.items():
        if isinstance(value, str) and 0 < len(value) <= 40 and not _DATE.match(value):
            labels.add(frozenset(name_tokens(value)))
            labels.update(frozenset((f"unit:{name}",)) for name in _UNITS.findall(value.lower()))
        elif isinstance(value, float) and 0 < value < 1 and _LEVELS.intersection(key.split("_")):
            labels.add(frozenset((level_token(value),)))
    labels.discard(frozenset())
    return frozenset(labels)


def _marks(data: Mapping[str, Any], field: Schema) -> frozenset[Label]:
    """The level at which a field is taken, where its description speaks of it."""
    described = str(field.get("description", ""))
    return frozenset(
        frozenset((level_token(value),))
        for key, value in data.items()
        if isinstance(value, float) and 0 < value < 1 and key in _LEVELS and f"`{key}`" in described
    )


def _unit_beside(data: Mapping[str, Any], field: Schema) -> Schema:
    """The schema of a value whose unit is told by its neighbour."""
    unit = data.get("unit")
    if not isinstance(unit, str):
        return field
    if amount := _AMOUNT.fullmatch(unit):
        unit = f"currency per {amount[1]}" if amount[1] else "currency"
    known = {k: v for k, v in field.items() if k not in ("x-kind", "x-unit", "description")}
    return {**known, "x-unit": unit} if unit else known
