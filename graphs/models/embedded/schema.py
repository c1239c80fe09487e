"""What a tool's JSON schema says, as the planner needs it: fields, kinds, units, words.

Schemas that carry the `x-` keys of `tools.fields` say all; for any other schema the kind is read
off the JSON type, the format and the words of the description.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from graphs.models.embedded.identity import once_for

Schema = Mapping[str, Any]
KINDS = frozenset(
    {"money", "rate", "probability", "share", "confidence", "count", "duration", "number", "seed"}
    | {"date", "currency", "text", "expression", "name", "estimate", "file", "document", "table"}
    | {"conversion", "unit", "scan", "figures"}
)
"""The kinds of `tools.fields` that one value, estimate or file can fill."""
_FRACTION = re.compile(r"\b(fraction|probability|share|percentage|percent|ratio|likelihood)\b")
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a request, or of an object inside it."""

    path: tuple[str, ...]
    kind: str
    unit: str = ""
    of: str = ""
    """What an estimate or a list is made of."""
    required: bool = False
    description: str = ""
    aliases: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    unlike: tuple[str, ...] = ()
    """Phrases that sound like the field and mean something else: `x-unlike`."""
    at_most: str = ""
    heading_of: str = ""
    """The field with the table of which this one takes a heading."""
    cell_of: str = ""
    """The field with the table, or the name of the column, of which this one takes a cell."""
    setting_of: str = ""
    """The field without which this one says nothing: `x-relations`."""
    subject_of: str = ""
    """What this one is the subject of, such as the message: `x-relations`."""
    growth_of: str = ""
    """The fields of which this one is the growth: `x-relations`."""
    goes_with: str = ""
    """The part of a list's objects that makes this one likely: `x-relations`."""
    as_many_as: str = ""
    """The list that has an entry for each of this one's: `x-relations`."""
    told_after: str = ""
    """The part behind which this one is told where neither is named: `x-relations`."""
    named_with: str = ""
    """The part whose words are this one's name where no proper name is told: `x-relations`."""
    adds_up_to: float = 0.0
    """What the values of all objects come to, zero where they need not: `x-relations`."""
    changes: str = ""
    """The field whose value this one changes, beside which it may stand: `x-relations`."""
    echo: str = ""
    default_said: str = ""
    minimum: float | None = None
    maximum: float | None = None
    exclusive: tuple[bool, bool] = (False, False)
    integer: bool = False
    pattern: str = ""
    form: str = ""
    """The shape by which a written value is known in a sentence: `x-form`."""
    parts: tuple["Field", ...] = ()
    """The fields of an object, or of each object in an array."""
    groups: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Of each group of parts one alternative must be given: `x-required-any` of an object."""
    keys: tuple[str, ...] = ()
    """What an object that stands in a document of its own must hold: a model kept as JSON."""
    default: Any = None
    only_named: bool = False
    """Whether it is told only in a clause that names it: `x-only-named`."""
    described: bool = False
    """True when the schema itself named a kind."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]

    @property
    def described_values(self) -> bool:
        """Whether an enumeration says which words mean its values, and has a default."""
        return self.default is not None and any(self.synonyms.values())

    @property
    def words(self) -> str:
        """The name as words: `shelf_life` is "shelf life"."""
        return _worded(self.path[-1])

    @property
    def said(self) -> str:
        """What to call it in front of a person: its first alias, else its name.

        An alias that is only the beginning of the name ("vuln") is for reading, not for saying.
        """
        first = self.aliases[0] if self.aliases else self.words
        return self.words if self.words.startswith(first) else first

    def within(self, value: float) -> bool:
        """Whether the bounds allow `value`."""
        low, high = self.minimum, self.maximum
        above = low is None or (value > low if self.exclusive[0] else value >= low)
        below = high is None or (value < high if self.exclusive[1] else value <= high)
        return above and below


@lru_cache(maxsize=4096)
def _worded(name: str) -> str:
    return " ".join(_TOKEN.findall(name)).lower()


@dataclass(frozen=True, slots=True)
class Tool:
    """A bound tool."""

    name: str
    description: str
    title: str
    fields: tuple[Field, ...]
    groups: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Of each group one alternative must be given: `x-required-any`."""
    alone: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    """Fields that are only given with each other: `x-together`."""
    examples: tuple[Mapping[str, Any], ...] = ()

    def field(self, name: str) -> Field | None:
        """A top-level field by name."""
        return next((f for f in self.fields if f.path == (name,)), None)


@once_for
def tool_of(field: Field) -> Tool:
    """The parts of a list's objects as the fields of a small tool."""
    parts = tuple(replace(part, path=(part.name,)) for part in field.parts)
    return Tool(field.name, field.description, field.name, parts, field.groups)


def read_tool(name: str, description: str, schema: Schema) -> Tool:
    """A tool from its name, its description and the JSON schema of its arguments."""
    definitions = {**schema.get("$defs", {}), **schema.get("definitions", {})}
    return Tool(
        name=name,
        description=description.strip(),
        title=str(schema.get("x-title") or titled(str(schema.get("title") or name))),
        fields=read_fields(schema, definitions),
        groups=_groups(schema),
        alone=tuple(tuple(fields) for fields in schema.get("x-alone", ())),
        together=tuple(tuple(fields) for fields in schema.get("x-together", ())),
        examples=tuple(e for e in schema.get("examples", ()) if isinstance(e, Mapping)),
    )


def _asked_first(parts: tuple[Field, ...], schema: Schema) -> tuple[Field, ...]:
    """Parts of which one must be given with the one first that is asked for: it is the plainest."""
    order = list(parts)
    for group in _groups(schema):
        names = {name for names in group for name in names}
        places = [n for n, part in enumerate(order) if part.name in names]
        rest = sorted((order[n] for n in places), key=lambda p: p.name not in group[0])
        for place, part in zip(places, rest, strict=True):
            order[place] = part
    return tuple(order)


def _groups(schema: Schema) -> tuple[tuple[tuple[str, ...], ...], ...]:
    groups = schema.get("x-required-any", ())
    return tuple(tuple(tuple(fields) for fields in group) for group in groups)


def titled(name: str) -> str:
    """`ShelfLifeRequest` and `shelf_life` are "Shelf life"."""
    words = _TOKEN.findall(name)
    if len(words) > 1 and words[-1] in ("Request", "Arguments", "Args", "Input"):
        words.pop()
    return " ".join(words).capitalize()


def read_fields(
    schema: Schema, definitions: Schema, above: tuple[str, ...] = ()
) -> tuple[Field, ...]:
    """The fields of an object schema, in their order."""
    required = set(schema.get("required", ()))
    return tuple(
        read_field((*above, name), part, name in required, definitions)
        for name, part in schema.get("properties", {}).items()
        if len(above) < 4
    )


def read_field(path: tuple[str, ...], raw: Schema, required: bool, definitions: Schema) -> Field:
    """One field; the branch of a union that says most stands for it."""
    schema = resolved(raw, definitions)
    kind, of = kind_of(schema, definitions, f"{path[-1]} {schema.get('description', '')}")
    items = resolved(schema.get("items") or {}, definitions)
    inner = items if kind in ("records", "series") else schema
    low, high, exclusive = _bounds(inner)
    relations = {str(k): str(v) for k, v in (schema.get("x-relations") or {}).items()}
    return Field(
        path=path,
        kind=kind,
        unit=str(inner.get("x-unit") or schema.get("x-unit") or ""),
        of=of,
        required=required,
        description=str(schema.get("description") or ""),
        aliases=tuple(schema.get("x-aliases", ())),
        synonyms=_synonyms({**schema, **inner}),
        unlike=tuple(schema.get("x-unlike", ())),
        at_most=relations.get("at_most", ""),
        changes=relations.get("changes", ""),
        told_after=relations.get("told_after", ""),
        named_with=relations.get("named_with", ""),
        adds_up_to=float(relations.get("adds_up_to", "0")),
        heading_of=relations.get("heading_of", ""),
        cell_of=relations.get("cell_of", ""),
        setting_of=relations.get("setting_of", ""),
        subject_of=relations.get("subject_of", ""),
        growth_of=relations.get("growth_of", ""),
        goes_with=relations.get("goes_with", ""),
        as_many_as=str((schema.get("x-relations") or {}).get("as_many_as", "")),
        echo=str(schema.get("x-echo") or ""),
        default_said=str(schema.get("x-default-said") or ""),
        minimum=low,
        maximum=high,
        exclusive=exclusive,
        integer=inner.get("type") == "integer",
        pattern=str(inner.get("pattern") or ""),
        form=str(inner.get("x-form") or ""),
        parts=_asked_first(_parts(kind, inner, definitions, path), inner),
        groups=_groups(inner) if kind == "records" else (),
        keys=tuple(schema.get("required", ())) if kind == "document" else (),
        default=schema.get("default"),
        only_named=bool(schema.get("x-only-named")),
        described="x-kind" in schema or "x-kind" in items,
    )


def _parts(
    kind: str, schema: Schema, definitions: Schema, path: tuple[str, ...]
) -> tuple[Field, ...]:
    """The fields inside, the declared columns of a table; of an estimate its shape, too."""
    if kind == "table":
        row: Schema = schema.get("x-row") or {}
        return read_fields(row, {**definitions, **row.get("$defs", {})}, path)
    if kind in ("records", "object"):
        return read_fields(schema, definitions, path)
    if kind == "estimate":
        inside = read_fields(schema, definitions, path)
        return tuple(f for f in inside if f.kind == "enum" or f.aliases)
    return ()


def resolved(schema: Schema, definitions: Schema) -> Schema:
    """Follow references and unions; keys beside a reference win over what it points to."""
    for union in ("anyOf", "oneOf", "allOf"):
        if branches := [b for b in schema.get(union, ()) if b.get("type") != "null"]:
            best = max((resolved(b, definitions) for b in branches), key=_told)
            return {**best, **{k: v for k, v in schema.items() if k != union}}
    if reference := schema.get("$ref"):
        target = resolved(definitions.get(str(reference).rsplit("/", 1)[-1], {}), definitions)
        return {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
    return schema


def _told(schema: Schema) -> int:
    """How much a branch of a union says: a named kind, then structure."""
    return 4 * ("x-kind" in schema) + 2 * ("properties" in schema) + ("items" in schema)


def kind_of(schema: Schema, definitions: Schema, words: str = "") -> tuple[str, str]:
    """The kind of a field, and of what it is made."""
    declared, of = str(schema.get("x-kind") or ""), str(schema.get("x-of") or "")
    if schema.get("enum") or "const" in schema:
        return "enum", ""
    if declared in KINDS:
        return declared, of
    if schema.get("type") == "array":
        items = resolved(schema.get("items") or {}, definitions)
        inner, _ = kind_of(items, definitions, words)
        return ("records", "") if inner == "object" else ("series", of or inner)
    others = schema.get("additionalProperties")
    each: Schema = resolved(others, definitions) if isinstance(others, Mapping) else {}
    if each.get("type") == "array" and not schema.get("properties"):
        return "book", ""  # a list for each of several names
    return _plain_kind(schema, words), ""


def _plain_kind(schema: Schema, words: str) -> str:
    """The kind of a field whose schema does not name one."""
    named = schema.get("type")
    if named == "object" or "properties" in schema:
        return "object" if schema.get("properties") else "any"
    if named == "boolean":
        return "boolean"
    if named in ("number", "integer", "float"):
        top = schema.get("maximum", schema.get("exclusiveMaximum"))
        fraction = top == 1 and named != "integer" and _FRACTION.search(words.lower())
        return "share" if fraction else "number"
    formats = {"date": "date", "date-time": "date"}
    return formats.get(str(schema.get("format") or ""), "name" if named == "string" else "any")


def _bounds(schema: Schema) -> tuple[float | None, float | None, tuple[bool, bool]]:
    # A number that is checked before it is parsed keeps pydantic's own names in its schema.
    low = schema.get("x-minimum", schema.get("minimum", schema.get("ge")))
    high = schema.get("x-maximum", schema.get("maximum", schema.get("le")))
    above = schema.get("exclusiveMinimum", schema.get("gt"))
    below = schema.get("exclusiveMaximum", schema.get("lt"))
    if isinstance(above, int | float) and not isinstance(above, bool):
        low = above
    if isinstance(below, int | float) and not isinstance(below, bool):
        high = below
    return low, high, (low is not None and low == above, high is not None and high == below)


def _synonyms(schema: Schema) -> dict[str, tuple[str, ...]]:
    """For an enumeration: each value and the words that mean it."""
    said = schema.get("x-synonyms") or {}
    values: Sequence[Any] = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    known = {str(value): tuple(said.get(str(value), ())) for value in values}
    return {**known, **{str(v): tuple(w) for v, w in said.items()}}


def slots(fields: Sequence[Field]) -> list[Field]:
    """Fields that a single value can fill, those of nested objects included."""
    found: list[Field] = []
    for one in fields:
        if one.kind == "object":
            inner = [replace(part, required=part.required and one.required) for part in one.parts]
            found += slots(inner)
        else:
            found.append(one)
    return found
