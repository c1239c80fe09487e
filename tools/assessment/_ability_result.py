"""What estimated abilities are reported as."""

from pydantic import BaseModel, Field, JsonValue

from tools.assessment._irt_ability import AbilityMethod
from tools.capability import ResultModel
from tools.fields import Count, Finite, Number, Share

UNIT: dict[str, JsonValue] = {"x-unit": "scale of ability"}


class PersonAbility(BaseModel):
    """One person; without figures where the answers allow none."""

    name: str
    answered: Count = Field(description="Questions answered.")
    points: Finite = Field(json_schema_extra={"x-unit": "points"})
    full_marks: Finite = Field(
        description="Points that could be won on those questions.",
        json_schema_extra={"x-unit": "points"},
    )
    ability: Number | None = Field(description="Theta.", json_schema_extra=UNIT)
    standard_error: Number | None = Field(default=None, json_schema_extra=UNIT)
    low: Number | None = Field(default=None, description="Lower end.", json_schema_extra=UNIT)
    high: Number | None = Field(default=None, description="Upper end.", json_schema_extra=UNIT)
    percentile: Share | None = Field(
        default=None, description="Share of the population below that ability."
    )
    percentile_low: Share | None = None
    percentile_high: Share | None = None
    information: Number | None = Field(
        default=None, description="What these questions tell at that ability (Fisher)."
    )
    reliability: Share | None = Field(
        default=None, description="Share of the population's variance that the estimate tells."
    )
    reason: str | None = Field(default=None, description="Why there is no estimate.")


class EstimatedAbilities(ResultModel):
    """Where people stand on the scale of the questions' difficulties."""

    estimator: AbilityMethod
    item_count: Count
    person_count: Count
    scale: Finite = Field(
        description="Factor D of the parameters.", json_schema_extra={"x-unit": "factor"}
    )
    population_mean: Number
    population_sd: Number
    confidence: Finite = Field(
        description="Level of the interval.", json_schema_extra={"x-unit": "fraction"}
    )
    people: list[PersonAbility] = Field(description="In the order given.")
    mean_ability: Number | None = Field(
        description="Mean of the abilities estimated.", json_schema_extra=UNIT
    )
