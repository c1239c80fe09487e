"""What a compliance score comes to."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count
from tools.security._compliance_request import Status


class ControlState(BaseModel):
    """One control as it stands."""

    id: str = Field(description="Its id in the framework.")
    name: str = Field(description="A short name, not the standard's text.")
    theme: str = Field(description="The theme it belongs to.")
    status: Status = Field(description="How far it is in place.")
    supported: bool = Field(description="Whether evidence or its date was given.")
    stale: bool = Field(description="Whether all its evidence is older than the limit.")
    age_days: int | None = Field(description="Age of the newest evidence.")


class ThemeScore(BaseModel):
    """The controls of one theme."""

    id: str = Field(description="Its id.")
    name: str = Field(description="Its name.")
    controls: Count = Field(description="Controls in scope.")
    implemented: Count = Field(description="Of these in place.")
    partial: Count = Field(description="Of these partly in place.")
    not_implemented: Count = Field(description="Of these missing.")
    not_assessed: Count = Field(description="Of these without an assessment.")
    not_applicable: Count = Field(description="Of these excluded.")
    score: float | None = Field(description="Fulfilled share of what was assessed.")
    low: float = Field(description="If all that is not assessed is missing.")
    high: float = Field(description="If all that is not assessed is in place.")


class Step(BaseModel):
    """One step of the roadmap."""

    rank: int = Field(description="Its place in the order.")
    control: str = Field(description="The control.")
    name: str = Field(description="Its short name.")
    theme: str = Field(description="Its theme.")
    action: str = Field(description="implement, assess, complete or renew evidence.")
    gain: float = Field(description="By how much the low end of the score rises.")


class ComplianceScoreResult(ResultModel):
    """Coverage, score with its interval, gaps and roadmap."""

    framework: str = Field(description="Name of the framework.")
    controls: Count = Field(description="Controls in scope.")
    applicable: Count = Field(description="Of these applicable.")
    assessed: Count = Field(description="Of these assessed.")
    coverage: float = Field(description="Assessed by applicable controls.")
    score: float | None = Field(
        description="Fulfilled share of assessed controls; none where none was assessed."
    )
    low: float = Field(description="Fulfilled share if all that is not assessed is missing.")
    high: float = Field(description="Fulfilled share if all that is not assessed is in place.")
    low_without_stale: float = Field(
        description="The low end if stale evidence counts for nothing."
    )
    implemented: Count = Field(description="Controls in place.")
    partial: Count = Field(description="Controls partly in place.")
    not_implemented: Count = Field(description="Controls that are missing.")
    not_assessed: Count = Field(description="Controls without an assessment.")
    not_applicable: Count = Field(description="Controls that were excluded.")
    unsupported: Count = Field(
        description="Controls said to be in place, wholly or partly, without any evidence."
    )
    themes: list[ThemeScore] = Field(description="By theme, in the framework's order.")
    gaps: list[ControlState] = Field(description="Missing and partial controls.")
    stale: list[ControlState] = Field(description="Controls whose evidence is stale.")
    states: list[ControlState] = Field(description="Every control in scope.")
    roadmap: list[Step] = Field(description="What to do, in order.")
    roadmap_total: Count = Field(description="Steps in all.")
