"""What a vendor's assessment comes to."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count
from tools.security._risk_levels import Level


class Factor(BaseModel):
    """One thing that hangs on the vendor."""

    name: str = Field(description="Data, access, replacement or share of spend.")
    value: str = Field(description="What was said of it; unknown where nothing was.")
    level: Level | None = Field(description="Its level; none where it is unknown.")


class DomainScore(BaseModel):
    """The answers of one domain."""

    domain: str = Field(description="Name of the domain.")
    effectiveness: float = Field(
        description="Fulfilled weight by applicable weight, of what was answered."
    )
    low: float = Field(description="The same if all that is unanswered is missing.")
    high: float = Field(description="The same if all that is unanswered is in place.")
    applicable: Count = Field(description="Applicable questions.")
    unanswered: Count = Field(description="Of these without an answer.")
    verified: float = Field(description="Share of weight fulfilled and covered by a certificate.")


class Gap(BaseModel):
    """A question that is not fulfilled, or not answered."""

    question: str = Field(description="The question.")
    domain: str = Field(description="Its domain.")
    answer: str = Field(description="What was answered.")
    weight: float = Field(description="Its weight.")
    gain: float = Field(
        description="By how much the low end of effectiveness rises when it is fulfilled."
    )


class CertificateState(BaseModel):
    """A certificate as it stands on the day."""

    name: str = Field(description="Its name.")
    state: str = Field(description="valid, expired or without date.")
    kind: str = Field(description="tested over time, a single point in time, or unknown.")
    counts: bool = Field(description="Whether it verifies answers here.")
    days_left: int | None = Field(description="Days until it expires; negative when it has.")


class Change(BaseModel):
    """One change, and the risk after it."""

    what: str = Field(description="What changes.")
    residual: Level = Field(description="Residual risk after it.")
    effectiveness: float = Field(description="Effectiveness after it.")
    lowers: bool = Field(description="Whether the risk is lower than now.")


class AssessVendorResult(ResultModel):
    """Inherent risk, effectiveness of controls, and residual risk with its reasons."""

    vendor: str | None = Field(description="The vendor.")
    residual: Level = Field(
        description="Residual risk, with what is unanswered taken as missing: the tier."
    )
    residual_best: Level = Field(description="With all that is unknown or unanswered at its best.")
    residual_worst: Level = Field(
        description="With all that is unknown or unanswered at its worst."
    )
    residual_verified: Level = Field(
        description="If only answers are believed that a valid certificate covers."
    )
    inherent: Level = Field(
        description="Inherent risk: the highest known factor; very high where none is known."
    )
    inherent_worst: Level = Field(description="With unknown factors at their highest.")
    factors: list[Factor] = Field(description="What inherent risk is made of.")
    effectiveness: float | None = Field(
        description="Of what was answered, fulfilled weight by applicable weight; none without "
        "any answer."
    )
    effectiveness_low: float = Field(description="If all that is unanswered is missing.")
    effectiveness_high: float = Field(description="If all that is unanswered is in place.")
    verified_share: float = Field(
        description="Share of applicable weight that is fulfilled and covered by a certificate."
    )
    likelihood: Level = Field(description="The higher of gap and incident likelihood.")
    gap_likelihood: Level = Field(description="Level of the share that is not fulfilled (low end).")
    incident_likelihood: Level | None = Field(
        description="Level of the chance of a severe incident; none where incidents are unknown."
    )
    incident_chance: float | None = Field(
        description="Chance of at least one severe incident within a year, from the record."
    )
    severe_incidents: Count = Field(description="High or critical incidents within the time.")
    undisclosed_incidents: Count = Field(description="Incidents that the vendor kept to itself.")
    questions: Count = Field(description="Questions in all.")
    applicable: Count = Field(description="Of these applicable.")
    unanswered: Count = Field(description="Applicable ones without an answer.")
    domains: list[DomainScore] = Field(description="By domain, the weakest first.")
    gaps: list[Gap] = Field(description="Open questions, the heaviest first.")
    gaps_total: Count = Field(description="How many questions are open.")
    certificates: list[CertificateState] = Field(description="As they stand on the day.")
    changes: list[Change] = Field(
        description="What would lower the risk: answers, the fewest first, then dependency."
    )
    reasons: list[str] = Field(description="Why the tier is what it is.")
