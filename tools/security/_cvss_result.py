"""What scoring CVSS vectors comes to."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite
from tools.security._cvss_metrics import Version

Score = Annotated[Finite, Field(ge=0, le=10)]
"""A CVSS score, 0 to 10 in tenths."""
Severity = Literal["none", "low", "medium", "high", "critical"]


class MetricValue(BaseModel):
    """One metric of a vector, in words."""

    name: str = Field(description="What the metric is called.")
    metric: str = Field(description="Its letters.")
    value: str = Field(description="Its value's letters.")
    meaning: str = Field(description="What the value says.")
    group: Literal["base", "threat", "environmental", "supplemental"] = Field(
        description="threat is what versions 2 and 3 call temporal."
    )


class MetricChange(BaseModel):
    """One metric changed, and the score after."""

    name: str = Field(description="What would change.")
    now: str = Field(description="What counts now.")
    then: str = Field(description="What it would be.")
    written: str = Field(description="How the change is written in the vector, such as MAV:A.")
    score: Score = Field(description="The score after this change alone.")
    severity: Severity = Field(description="The name of that score.")
    lower_by: Score = Field(description="How much lower that is.")


class VectorScore(BaseModel):
    """The scores of one vector."""

    vector: str = Field(description="In the standard's order, without what says nothing.")
    version: Version = Field(description="Version of CVSS.")
    score: Score = Field(description="With every metric that is given.")
    severity: Severity = Field(description="The name of the score.")
    counted: str = Field(
        description="Which groups of metrics the score counts; for version 4.0 as CVSS-B, CVSS-BT, "
        "CVSS-BE or CVSS-BTE."
    )
    base_score: Score = Field(description="With the base metrics alone.")
    base_severity: Severity = Field(description="The name of the base score.")
    threat_score: Score | None = Field(
        description="With the threat (in versions 2 and 3: temporal) metrics; none without any."
    )
    environmental_score: Score | None = Field(
        description="With the environmental metrics as well; none without any."
    )
    macro_vector: str | None = Field(
        description="Version 4.0: equivalence classes EQ1 to EQ6 of the vector as scored."
    )
    details: dict[str, Finite] = Field(
        description="On the way, unrounded: impact and exploitability; in 4.0 the score of the "
        "macro vector and the mean distance taken off it."
    )
    metrics: list[MetricValue] = Field(description="The metrics that are given, in words.")
    changes: list[MetricChange] = Field(
        description="Each change of a single metric that lowers the score, the most first."
    )


class SeverityCount(BaseModel):
    """How many vectors have a severity."""

    name: Severity = Field(description="The severity.")
    count: Count = Field(description="Vectors that have it.")


class ScoreCvssResult(ResultModel):
    """The scores of the vectors, in the order given."""

    vectors: list[VectorScore] = Field(description="One entry for each vector, in order.")
    highest: Score = Field(description="The highest score among them.")
    severities: list[SeverityCount] = Field(description="How many are of each severity.")
