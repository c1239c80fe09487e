"""The vocabulary requests are built of: what kind of thing a field holds, in which unit.

Each type below writes `x-kind` and `x-unit` into the JSON schema; `field()` adds the words people
use (`x-aliases`), synonyms of enumeration values, relations to neighbouring fields and how the
value is said back (`x-echo`). The planner, the forms, the docs and the error messages read only
this, so a field that is described well here needs no code anywhere else.

Where one of several ways must be given, the request's own `json_schema_extra` says so:
`"x-required-any": [group, ...]`; each group is a list of alternatives, each alternative a list of
field names that together satisfy the group; the first alternative is the one asked for. Example:
`[[["loss_event_frequency"], ["threat_event_frequency", "vulnerability"]], [["primary_loss"]]]`.
`"x-together": [[field, ...], ...]` lists fields that mean nothing without each other.
A model validator of the request names what is missing with the code `missing`. A group may be
left out of the question when `"x-alone": [[field, ...], ...]` lists fields that suffice alone.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from tools.cells import Cell, cleaned

MONEY_LIMIT = 1e15  # above the world's yearly product in any large currency; catches slipped digits
RATE_LIMIT = 1e6  # events a year: two a minute


@dataclass(frozen=True, slots=True)
class Kind:
    """Metadata that marks a type in the JSON schema: what it is, its unit, what it is made of.

    `form`: the shape by which a value is known inside a sentence, a regular expression for a whole
    word. It says what is meant, not what is right: a code with a slip in it should be found too.
    """

    name: str
    unit: str = ""
    of: str = ""
    form: str = ""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        json_schema = handler(schema)
        json_schema["x-kind"] = self.name
        if self.unit:
            json_schema["x-unit"] = self.unit
        if self.of:
            json_schema["x-of"] = self.of
        if self.form:
            json_schema["x-form"] = self.form
        return json_schema


def field(
    default: Any = ...,
    *,
    description: str,
    aliases: Sequence[str] = (),
    synonyms: Mapping[str, Sequence[str]] | None = None,
    relations: Mapping[str, str] | None = None,
    unlike: Sequence[str] = (),
    echo: str = "",
    optional_default_said: str = "",
    row: type[BaseModel] | None = None,
    only_named: bool = False,
    **bounds: Any,
) -> Any:
    """A request field, described in the words people use.

    `aliases`: phrases by which people name the field ("burn"); `synonyms`: the words that mean
    each value of an enumeration.
    `relations`: how it stands to its neighbours: `{"at_most": "users"}`; `{"heading_of": "log"}`
    for the name of a column of the table in `log`, `{"cell_of": "log"}` for a value that stands in
    the table (or in the column which that field names); `{"setting_of": "log"}` for what means
    nothing where `log` is not given; `{"changes": "vectors"}` for what may stand beside that
    field's value and changes it; `{"told_after": "cost"}` for the part of an object that people
    tell behind that one ("40k/70k"); `{"adds_up_to": "1"}` for a part whose values make a whole;
    `{"subject_of": "message"}` for what a message is about, of a list for what its outcomes are on;
    `{"named_with": "kind"}` for what a name beside an amount means, else the words of the kind.
    `unlike`: phrases that sound like the field and mean something else ("pass mark").
    `echo`: how a value is said back, `{}` standing for it: `"{} a year"`.
    `optional_default_said`: how the default is named as an assumption ("a 95 % confidence level").
    `row`: for a table, a model of one row: its fields are the columns that are looked for, and the
    table arrives with those columns under these names, in these units.
    `only_named`: a list told only in a clause that names it, lest any amount be one of it.
    `bounds`: pydantic's own (`ge`, `min_length`, `default_factory` …).
    """
    extra: dict[str, Any] = {
        "x-aliases": list(aliases),
        "x-synonyms": {value: list(words) for value, words in (synonyms or {}).items()},
        "x-relations": dict(relations or {}),
        "x-unlike": list(unlike),
        "x-echo": echo,
        "x-default-said": optional_default_said,
        "x-row": row.model_json_schema() if row else None,
        "x-only-named": only_named,
    }
    extra = {key: value for key, value in extra.items() if value}
    if default is not ... and "default_factory" not in bounds:
        bounds["default"] = default
    return Field(description=description, json_schema_extra=extra or None, **bounds)


def _counted(value: Any) -> Any:
    """JSON's true is no 1 and its "3" no 3, though 3.0 is 3."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("int_type", "must be a whole number")
    return value


def _flagged(value: Any) -> Any:
    """JSON's 0 and 1 are no truth values; yes and no of a table are."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise PydanticCustomError("bool_type", "must be true or false")
    return value


def _dated(value: Any) -> Any:
    """A number would be taken for seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_parsing", "must be a date such as 2026-03-31")
    return value


Finite = Annotated[float, Field(allow_inf_nan=False, strict=True)]
"""A float that is neither NaN nor infinite; text and true are no numbers."""
Whole = Annotated[int, BeforeValidator(_counted)]
"""A whole number; text and true are none."""

Flag = Annotated[bool, BeforeValidator(_flagged)]
"""True or false; a number is neither."""
Money = Annotated[Finite, Field(ge=0, le=MONEY_LIMIT), Kind("money", "currency")]
"""A non-negative amount in the request's `currency`."""

SignedMoney = Annotated[Finite, Field(ge=-MONEY_LIMIT, le=MONEY_LIMIT), Kind("money", "currency")]
"""An amount that may be negative, in the request's `currency`."""
MoneyPerMonth = Annotated[Finite, Field(ge=0, le=MONEY_LIMIT), Kind("money", "currency per month")]
"""A non-negative amount per month."""
Rate = Annotated[Finite, Field(ge=0, le=RATE_LIMIT), Kind("rate", "per year")]
"""How often something happens in a year: once in five years is 0.2."""
Probability = Annotated[Finite, Field(ge=0, le=1), Kind("probability", "fraction")]
"""A chance between 0 and 1; 4 % is 0.04."""
Share = Annotated[Finite, Field(ge=0, le=1), Kind("share", "fraction")]
"""A part of a whole between 0 and 1, such as a margin or a churn; 4 % is 0.04."""
Confidence = Annotated[Finite, Field(gt=0.5, lt=1), Kind("confidence", "fraction")]
"""A confidence level strictly between 0.5 and 1; 95 % is 0.95."""
Count = Annotated[Whole, Field(ge=0, le=10**12), Kind("count", "items")]
"""A whole number of things."""
Months = Annotated[Finite, Field(gt=0, le=1200), Kind("duration", "months")]
"""A length of time in months; two years is 24."""
Days = Annotated[Finite, Field(ge=0, le=36500), Kind("duration", "days")]
"""A length of time in days."""
Number = Annotated[Finite, Kind("number")]
"""A plain number without a unit."""
Date = Annotated[datetime.date, BeforeValidator(_dated), Kind("date")]
"""A calendar day, ISO 8601."""
Seed = Annotated[Whole, Field(ge=0, le=2**63 - 1), Kind("seed")]
"""Start of the random stream; the same seed gives the same bits."""
Currency = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{3}$"), Kind("currency", "ISO 4217 code")
]
"""A three-letter currency code."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000_000), Kind("text")]
"""Free text."""
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2_000), Kind("expression")]
"""An arithmetic expression."""

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200), Kind("name")]
"""A short name or label."""
Person = Annotated[str, StringConstraints(min_length=1, max_length=200), Kind("name", "person")]
"""What a person is called."""

Distribution = Literal["pert", "lognormal", "triangular", "uniform", "constant", "empirical"]


class Estimate(BaseModel):
    """What an expert knows of an uncertain quantity.

    `pert` and `triangular` read low / likely / high as least, most likely, greatest; `uniform`
    reads low and high; `lognormal` reads low and high as the ends of a 90 % interval; `constant`
    reads likely; `empirical` draws from `values`. A plain number means a constant; two numbers a
    PERT with its mode in the middle; three numbers low, likely, high.
    """

    model_config = ConfigDict(extra="forbid")

    low: Finite | None = Field(default=None, description="Least, or the 5 % point of a lognormal.")
    likely: Finite | None = Field(default=None, description="Most likely.")
    high: Finite | None = Field(
        default=None, description="Greatest, or the 95 % point of a lognormal."
    )
    distribution: Distribution = Field(
        default="pert",
        description="Shape between the bounds.",
        json_schema_extra={
            "x-synonyms": {
                "lognormal": ["log-normal", "90 % interval", "90 % sure"],
                "triangular": ["triangle"],
                "uniform": ["flat", "equally likely"],
                "constant": ["exactly", "always"],
                "empirical": ["observed values", "past losses"],
            }
        },
    )
    values: list[Finite] | None = Field(
        default=None, max_length=100_000, description="Observed values, for `empirical`."
    )

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if isinstance(data, bool):
            raise ValueError("must be a number, a list of two or three numbers, or an object")
        if isinstance(data, int | float):
            return {"likely": data, "distribution": "constant"}
        if isinstance(data, list | tuple):
            if len(data) == 2:
                return {"low": data[0], "high": data[1]}
            if len(data) == 3:
                return dict(zip(("low", "likely", "high"), data, strict=True))
            raise ValueError("a list must hold low and high, or low, likely and high")
        return data

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needs: dict[str, tuple[str, ...]] = {
            "pert": ("low", "high"),
            "triangular": ("low", "likely", "high"),
            "uniform": ("low", "high"),
            "lognormal": ("low", "high"),
            "constant": ("likely",),
            "empirical": ("values",),
        }
        if self.distribution == "pert" and self.low is None and self.high is None:
            if self.likely is None:
                raise ValueError("give low, likely and high, or one number")
            self.distribution = "constant"
        missing = [name for name in needs[self.distribution] if getattr(self, name) in (None, [])]
        if missing:
            raise ValueError(f"a {self.distribution} estimate needs {' and '.join(missing)}")
        if self.distribution == "lognormal" and not (self.low and self.low > 0):
            raise ValueError("a lognormal needs a low above zero")
        points = [x for x in (self.low, self.likely, self.high) if x is not None]
        if points != sorted(points):
            raise ValueError("must satisfy low <= likely <= high")
        return self

    @property
    def mode(self) -> float:
        """Most likely value; the middle of the bounds when none was given."""
        if self.likely is not None:
            return self.likely
        if self.low is None or self.high is None:
            raise ValueError("an empirical estimate has no mode")
        return (self.low + self.high) / 2


def _within(low: float, high: float) -> AfterValidator:
    def check(estimate: Estimate) -> Estimate:
        points = [estimate.low, estimate.likely, estimate.high, *(estimate.values or ())]
        for point in points:
            if point is not None and not low <= point <= high:
                raise ValueError(f"every value must lie between {low:g} and {high:g}")
        return estimate

    return AfterValidator(check)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Writes an estimate's bounds into the schema, where the planner reads them."""

    minimum: float
    maximum: float

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        json_schema = handler(schema)
        return {**json_schema, "x-minimum": self.minimum, "x-maximum": self.maximum}


MoneyEstimate = Annotated[
    Estimate,
    _within(0, MONEY_LIMIT),
    Bounds(0, MONEY_LIMIT),
    Kind("estimate", "currency", of="money"),
]
"""An uncertain amount: low, most likely, high."""

RateEstimate = Annotated[
    Estimate, _within(0, RATE_LIMIT), Bounds(0, RATE_LIMIT), Kind("estimate", "per year", of="rate")
]
"""An uncertain yearly rate: low, most likely, high."""

ProbabilityEstimate = Annotated[
    Estimate, _within(0, 1), Bounds(0, 1), Kind("estimate", "fraction", of="probability")
]
"""An uncertain chance: low, most likely, high, each between 0 and 1."""

ShareEstimate = Annotated[
    Estimate, _within(0, 1), Bounds(0, 1), Kind("estimate", "fraction", of="share")
]
"""An uncertain part of a whole, such as a margin or a churn; 4 % is 0.04."""

GrowthEstimate = Annotated[
    Estimate, _within(-1, 10), Bounds(-1, 10), Kind("estimate", "fraction", of="share")
]
"""An uncertain relative change; 4 % growth is 0.04, a fall by a tenth -0.1."""


class FileContent(BaseModel):
    """An uploaded file's bytes. Callers write `{"file": id}`; it is resolved before the call."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(default="", max_length=500)
    media_type: str = Field(default="application/octet-stream", max_length=200)
    base64: str = Field(description="The content, base64.", max_length=140_000_000)


class DocumentText(BaseModel):
    """A document's text. Callers write plain text, or `{"file": id}`, resolved before the call."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=5_000_000)
    name: str = Field(default="", max_length=500)
    page_starts: list[Whole] = Field(
        default_factory=list, description="Offset in `text` at which each page begins."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which `offset` lies; None when pages are unknown."""
        if not self.page_starts:
            return None
        return sum(1 for start in self.page_starts if start <= offset)


class TableData(BaseModel):
    """A table by columns. Callers write columns, a list of row objects, or `{"file": id}`."""

    model_config = ConfigDict(extra="forbid")

    columns: dict[str, list[Cell]] = Field(min_length=1, max_length=5_000)

    @model_validator(mode="before")
    @classmethod
    def _from_rows(cls, data: Any) -> Any:
        if isinstance(data, list) and data and all(isinstance(row, dict) for row in data):
            names = list(dict.fromkeys(name for row in data for name in row))
            return {"columns": {name: [row.get(name) for row in data] for name in names}}
        if isinstance(data, dict) and "columns" not in data:
            return {"columns": data}
        return data

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        lengths = {len(values) for values in self.columns.values()}
        if len(lengths) != 1 or lengths == {0}:
            raise ValueError("every column must have the same number of rows, at least one")
        self.columns = cleaned(self.columns)
        return self

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(next(iter(self.columns.values())))


File = Annotated[FileContent, Kind("file")]
"""A file's bytes, by `{"file": id}`."""
Document = Annotated[DocumentText, Kind("document")]
"""A document's text: pasted, or `{"file": id}`."""
Table = Annotated[TableData, Kind("table")]
"""A table with named columns: pasted, or `{"file": id}`."""
