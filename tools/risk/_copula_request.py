"""What a copula is fitted to: two or more columns of numbers, and which families are tried."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.fields import Identifier, Kind, Number, Seed, Table, Whole, field

LEAST_ROWS, MOST_ROWS, MOST_COLUMNS = 20, 10_000, 8
MOST_DRAWS = 1_000

FamilyName = Literal["gaussian", "t", "clayton", "gumbel", "frank"]
Draws = Annotated[Whole, Field(ge=0, le=MOST_DRAWS), Kind("count", "bootstrap samples")]

NEEDED = [[["history"], ["first", "second"]]]

_A = [0.3, 1.2, -0.4, 2.2, 0.1, -1.5, 0.9, 1.7, -0.8, 0.5, -2.1, 1.1, 0.0, 0.7, -0.3, 1.9, -1.1]
_B = [0.6, 0.8, -0.1, 1.5, 0.4, -1.9, 0.2, 2.4, -0.6, 0.1, -1.7, 0.3, -0.2, 1.3, -0.9, 1.2, -1.4]
_EXAMPLES: list[dict[str, Any]] = [
    {
        "first": [*_A, 2.6, -0.7, 0.8, -1.8, 1.4, 0.2, -0.5],
        "second": [*_B, 2.1, 0.5, 0.9, -2.2, 0.7, -0.4, -1.0],
        "goodness_draws": 20,
    },
    {
        "history": {
            "columns": {
                "fire": [*(abs(x) + 0.1 for x in _A), 4.2, 0.9, 1.3],
                "water": [*(abs(x) + 0.2 for x in _B), 3.9, 1.4, 0.8],
                "theft": [
                    abs(x - y) + 0.05 * k for k, (x, y) in enumerate(zip(_A, _B, strict=True))
                ]
                + [2.0, 0.4, 0.6],
            }
        },
        "history_holds": "values",
        "families": ["gaussian", "clayton", "gumbel"],
        "goodness_draws": 20,
    },
]


class FitCopulaRequest(RequestModel):
    """Two or more series that may move together, and the families to try."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    history: Table | None = field(
        None,
        description="A table with two to eight columns of numbers: returns, prices, losses ...",
        aliases=(
            *("history", "returns file", "price history", "loss data", "table of losses"),
            *("paired data", "time series", "joint observations"),
        ),
    )
    first: list[Number] | None = field(
        None,
        min_length=LEAST_ROWS,
        max_length=MOST_ROWS,
        description="Values of one series.",
        aliases=("first", "first series", "series x", "series a", "x values"),
        only_named=True,
    )
    second: list[Number] | None = field(
        None,
        min_length=LEAST_ROWS,
        max_length=MOST_ROWS,
        description="Values of the other series, in the same order.",
        aliases=("second", "second series", "series y", "series b", "y values"),
        only_named=True,
    )
    columns: list[Identifier] | None = field(
        None,
        min_length=2,
        max_length=MOST_COLUMNS,
        description="The columns to use, where the table has more.",
        aliases=("columns", "use the columns", "series", "between"),
        relations={"heading_of": "history"},
        only_named=True,
    )
    history_holds: Literal["returns", "prices", "values"] | None = field(
        None,
        description="What the table holds: prices are turned into returns, the rest is taken as "
        "it is. Prices are recognised by their run unless named.",
        aliases=("history holds", "columns are", "table contains"),
        relations={"setting_of": "history"},
        synonyms={
            "returns": ["table of returns", "they are returns"],
            "prices": ["table of prices", "they are prices", "closing prices"],
            "values": ["losses", "claims", "as they are", "raw values"],
        },
    )
    families: list[FamilyName] | None = field(
        None,
        min_length=1,
        max_length=5,
        description="Families to try; all five unless named.",
        aliases=("families", "copula families", "copulas", "compare"),
    )
    family: FamilyName | None = field(
        None,
        description="The one family to fit, where only one is asked for.",
        aliases=("family", "copula", "fit a", "copula family"),
        synonyms={
            "gaussian": ["Gaussian copula", "normal copula"],
            "t": ["t copula", "Student copula", "Student t copula"],
            "clayton": ["Clayton"],
            "gumbel": ["Gumbel"],
            "frank": ["Frank"],
        },
        echo="the {} copula",
    )
    rotations: bool = field(
        True,
        description="Whether Clayton and Gumbel are also tried turned round, so that the other "
        "tail, or opposite movement, can be described.",
        aliases=("rotations", "rotated", "survival copulas", "turned round"),
    )
    goodness_draws: Draws = field(
        100,
        description="Bootstrap samples behind the test of fit of the best family; 0 for none.",
        aliases=("goodness draws", "bootstrap samples", "goodness of fit samples", "replications"),
    )
    seed: Seed = field(
        0,
        description="Start of the random numbers: the same seed gives the same result.",
        aliases=("seed", "random seed"),
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = given_fields(self)
        refuse_missing(self, missing_fields(given, NEEDED))
        if self.history is not None and (self.first is not None or self.second is not None):
            raise ValueError("give a history, or first and second, not both")
        if self.first is not None and self.second is not None:
            if len(self.first) != len(self.second):
                raise ValueError("first and second must have as many values")
            if self.columns is not None:
                raise ValueError("columns go with a history")
        if self.family is not None and self.families not in (None, [self.family]):
            raise ValueError("give family for one, or families for several, not both")
        if self.families is not None and len(set(self.families)) != len(self.families):
            raise ValueError("families must differ")
        if self.columns is not None and len(set(self.columns)) != len(self.columns):
            raise ValueError("columns must differ")
        return self

    @property
    def tried(self) -> list[str]:
        """The families, the default filled in."""
        if self.family is not None:
            return [self.family]
        return [*(self.families or ("gaussian", "t", "clayton", "gumbel", "frank"))]
