"""What each way of grading hands back, before it is put into words and marks."""

from dataclasses import dataclass, field

from tools.assessment._grade_result import CriterionGrade, NumberRead


@dataclass(slots=True)
class Graded:
    """A grade as a share of the marks, with its grounds."""

    share: float
    low: float
    high: float
    feedback: str
    confidence: float | None = None
    """None where a rule decided."""
    reasons: list[str] = field(default_factory=list[str])
    """Why a person should look."""
    matched: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])
    against: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    number: NumberRead | None = None
    criteria: list[CriterionGrade] = field(default_factory=list[CriterionGrade])
    answered: bool = True

    @classmethod
    def ruled(cls, share: float, feedback: str) -> "Graded":
        """Decided by a rule: the interval is a point."""
        return cls(share, share, share, feedback)
