"""What reading a contract brings out: clauses found, types not found."""

from typing import Literal

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Date, Number, Probability
from tools.legal.clause_types import ClauseName

Unit = Literal["days", "business days", "weeks", "months", "years"]


class Length(BaseModel):
    """A length of time by itself."""

    value: Number
    unit: Unit


class ClauseValue(BaseModel):
    """What a clause says in a word or two."""

    text: str = Field(description="The law, day or time, as it is told.")
    date: Date | None = Field(default=None, description="The day, if it is one.")
    period: Length | None = Field(default=None, description="The length of time, if it is one.")


class FoundClause(BaseModel):
    """A passage and the kind of clause it is."""

    clause_type: ClauseName
    text: str = Field(description="The passage, word for word.")
    start: Count = Field(description="Offset of its first character in the contract's text.")
    end: Count = Field(description="Offset after its last character.")
    page: Count | None = Field(
        description="Page it begins on, from 1; None when pages are unknown."
    )
    section: str | None = Field(
        description="Number of the section it stands under, as the contract counts."
    )
    score: Probability = Field(
        description="Chance that a lawyer would mark this passage as such a clause."
    )
    value: ClauseValue | None = Field(
        default=None, description="Its short value: law, day, notice or term; None if it has none."
    )
    numbers: list[Number] = Field(description="Numbers written in the passage, in order.")


class AbsentClause(BaseModel):
    """A type of clause of which no passage was found."""

    clause_type: ClauseName
    best_score: Probability = Field(description="Highest score any passage had for this type.")
    found_when_present: Probability = Field(
        description="Of contracts that hold such a clause, the share in which it is found; "
        "measured on contracts the model was not trained on."
    )


class ToldFigures(BaseModel):
    """The figures that stand in the passages and values which the summary tells."""

    numbers: list[Number]
    dates: list[Date]
    periods: list[Length]
    more_passages: list[Count] = Field(description="Further passages of each type told.")


class ClausesResult(ResultModel):
    """The clauses of a contract."""

    clauses: list[FoundClause] = Field(description="By type, likeliest first.")
    absent: list[AbsentClause] = Field(description="Types asked for of which nothing was found.")
    told: ToldFigures | None = Field(default=None, description="Figures told in `summary`.")
    types_asked: Count = Field(description="Types of clauses looked for, found or not.")
    types_found: Count = Field(description="Of how many a passage was found.")
    passages: Count = Field(description="How many clauses were found.")
    characters: Count = Field(description="Length of the contract's text.")
    pages: Count | None = Field(description="Pages of the contract; None when unknown.")
