"""What reading a contract brings out: clauses found, types not found."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Number, Probability
from tools.legal.clause_types import ClauseName


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
    numbers: list[Number] = Field(description="Numbers written in the passage, in order.")


class AbsentClause(BaseModel):
    """A type of clause of which no passage was found."""

    clause_type: ClauseName
    best_score: Probability = Field(description="Highest score any passage had for this type.")
    found_when_present: Probability = Field(
        description="Of contracts that hold such a clause, the share in which it is found; "
        "measured on contracts the model was not trained on."
    )


class ClausesResult(ResultModel):
    """The clauses of a contract."""

    clauses: list[FoundClause] = Field(description="By type, likeliest first.")
    absent: list[AbsentClause] = Field(description="Types asked for of which nothing was found.")
    types_asked: Count = Field(description="Types of clauses looked for, found or not.")
    types_found: Count = Field(description="Of how many a passage was found.")
    passages: Count = Field(description="How many clauses were found.")
    characters: Count = Field(description="Length of the contract's text.")
    pages: Count | None = Field(description="Pages of the contract; None when unknown.")
