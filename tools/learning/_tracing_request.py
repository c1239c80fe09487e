"""What is asked for when knowledge is to be traced."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from tools.alternatives import given_fields, missing_fields, refuse_missing
from tools.capability import RequestModel
from tools.errors import InvalidInput
from tools.fields import Confidence, Finite, Identifier, Kind, Person, Probability, Table, field
from tools.learning._answers import DEGENERATE, Answer, SkillHistory, SkillParameters
from tools.learning._bkt_parameters import NAMES

Level = Annotated[Finite, Field(ge=0.5, le=0.999), Kind("share", "fraction")]
"""A level of mastery; 95 % is 0.95."""

NEEDED = [[["answers"], ["skills"], ["answer_log"]]]
"""One way of telling the answers."""

_EXAMPLES: list[dict[str, Any]] = [
    {
        "learner": "Anna",
        "skill": "fractions",
        "answers": [
            {"correct": "right"},
            {"correct": "wrong"},
            {"correct": "right"},
            {"correct": "right"},
        ],
    },
    {
        "skill": "ratios",
        "answers": [1, 0, 1],
        "prior": 0.3,
        "learn": 0.15,
        "guess": 0.2,
        "slip": 0.1,
    },
    {
        "answer_log": {
            "columns": {
                "learner": ["Ben", "Ben", "Cleo", "Cleo"],
                "skill": ["verbs", "verbs", "verbs", "verbs"],
                "correct": [0, 1, 1, 1],
                "time": [1, 2, 1, 2],
            }
        }
    },
]


class TraceKnowledgeRequest(RequestModel):
    """Answers of one learner (`answers`, or `skills`) or of many (`answer_log`)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": _EXAMPLES, "x-required-any": NEEDED}  # type: ignore[dict-item]
    )

    learner: Person | None = field(
        None,
        description="Who gave the answers; with a table, whose answers to look at.",
        aliases=("learner", "student", "pupil", "learner called", "student named"),
        relations={"cell_of": "answer_log"},
    )
    skill: Identifier | None = field(
        None,
        description="The skill the answers are about; with a table, which skill to look at.",
        aliases=("skill", "topic", "concept", "subject", "knowledge component", "kc"),
        relations={"cell_of": "answer_log", "subject_of": "answers"},
    )
    answers: list[Answer] | None = field(
        None,
        min_length=1,
        max_length=100_000,
        description="Which answers of the learner were right and which were wrong, oldest first.",
        aliases=("answers", "answered", "got right", "got wrong", "results", "attempts"),
    )
    skills: list[SkillHistory] | None = field(
        None,
        min_length=1,
        max_length=1_000,
        description="One learner's answers on several skills, each with its answers in order.",
        aliases=("skills", "topics", "by skill", "per topic"),
    )
    answer_log: Table | None = field(
        None,
        description="An answer log: a table with the columns learner, skill, correct and, if "
        "known, time; one row an answer.",
        aliases=("answer log", "log", "responses", "table of answers", "answers file", "results"),
    )
    prior: Probability | None = field(
        None,
        description="Chance that the skill is known before the first answer, P(L0), if stated.",
        aliases=(
            *("prior", "p init", "L0", "P(L0)", "initial knowledge", "known beforehand", "init"),
            *("knows it beforehand", "knew it before", "already known", "starting chance", "pL0"),
        ),
        echo="prior {}",
    )
    learn: Probability | None = field(
        None,
        description="Chance of learning the skill at each answer, P(T), if stated.",
        aliases=(
            *("learn", "learning rate", "P(T)", "transit", "transition", "p learn", "learn rate"),
            *("learning per try", "learning per attempt", "learns at", "picks it up", "L per try"),
        ),
        echo="learning {}",
    )
    guess: Probability | None = field(
        None,
        description="Chance of a right answer without knowing the skill, P(G), if stated.",
        aliases=(
            *("guess", "guessing", "P(G)", "p guess", "lucky guess", "guesses", "by luck"),
            *("pure luck", "passing by luck", "right by chance", "guess rate", "guess prob"),
        ),
        echo="guess {}",
    )
    slip: Probability | None = field(
        None,
        description="Chance of a wrong answer though the skill is known, P(S), if stated.",
        aliases=(
            *("slip", "slipping", "P(S)", "p slip", "careless mistake", "slips", "blunder"),
            *("careless error", "carelessness", "slip rate", "slip prob", "wrong by accident"),
        ),
        echo="slip {}",
    )
    forget: Probability | None = field(
        None,
        description="Chance of forgetting the skill after each answer, P(F), if stated.",
        aliases=(
            *("forget", "P(F)", "p forget", "forget rate", "forgetting rate", "forgotten again at"),
            *("forget again", "forgets", "forgetting of", "rate of forgetting", "unlearn"),
        ),
        echo="forgetting {}",
    )
    skill_parameters: list[SkillParameters] | None = field(
        None,
        min_length=1,
        max_length=5_000,
        description="Parameters of each skill, where they differ between skills.",
        aliases=("parameters per skill", "parameters of each skill"),
    )
    fit: bool = field(
        False,
        description="Fit the parameters to the answers in the table.",
        aliases=("fit", "fit the parameters", "estimate the parameters", "fitted"),
    )
    forgetting: bool = field(
        False,
        description="Let what is known be forgotten again between answers.",
        aliases=(
            *("with forgetting", "allow forgetting", "forgetting model", "allowing forgetting"),
            *("allow for forgetting", "let it be forgotten", "be forgotten", "can be forgotten"),
            *("knowledge fade", "may forget", "can forget", "might forget"),
        ),
    )
    test_log: Table | None = field(
        None,
        description="A second answer log on which the predictions are tested.",
        aliases=("test set", "held out", "test log", "validation set"),
    )
    mastery: Level = field(
        0.95,
        description="The chance of knowing from which a skill counts as mastered.",
        aliases=("mastery", "mastery level", "mastery threshold", "mastered at"),
        echo="mastery at {}",
        optional_default_said="mastery at 95 %",
    )
    confidence: Confidence = field(
        0.9,
        description="How sure the intervals shall be.",
        aliases=("confidence", "confidence level", "interval"),
        echo="{} intervals",
        optional_default_said="90 % intervals",
    )
    list_at_most: Annotated[int, Field(ge=1, le=5_000), Kind("count", "items")] = field(
        100,
        description="How many learners and skills to list in full, the least known first.",
        aliases=(
            *("list at most", "list the weakest", "only show me", "show me the", "show only"),
            *(
                "learners who know least",
                "at most",
                "the weakest",
                "list no more than",
                "no more than",
            ),
        ),
    )

    @field_validator("answers", mode="before")
    @classmethod
    def _marks(cls, data: Any) -> Any:
        """`"1011"` is four answers."""
        if isinstance(data, str) and data.strip() and not set(data.strip()) - set("01"):
            return list(data.strip())
        return data

    @model_validator(mode="after")
    def _answers_told(self) -> Self:
        refuse_missing(self, missing_fields(given_fields(self), NEEDED))
        return self

    def stated(self) -> dict[str, float]:
        """The parameters that were stated for all skills, by name."""
        values = {name: getattr(self, name) for name in NAMES}
        return {name: value for name, value in values.items() if value is not None}


def refuse_contradictions(request: TraceKnowledgeRequest) -> None:
    """Fields that are well-formed by themselves and make no sense together."""
    ways = [way[0] for way in NEEDED[0] if getattr(request, way[0]) is not None]
    if len(ways) > 1:
        raise InvalidInput.of(
            ways[1], f"cannot stand beside {ways[0]}: tell the answers in one way", code="conflict"
        )
    stated = request.stated()
    if request.fit and (stated or request.skill_parameters):
        raise InvalidInput.of(
            "fit",
            f"cannot stand beside {', '.join(stated) or 'skill_parameters'}: either state the "
            "parameters or have them fitted",
            code="conflict",
        )
    if stated and request.skill_parameters:
        raise InvalidInput.of(
            "skill_parameters",
            f"cannot stand beside {', '.join(stated)}: state parameters for all skills or for each",
            code="conflict",
        )
    if stated.get("guess", 0) + stated.get("slip", 0) >= 1:
        raise InvalidInput.of("guess", DEGENERATE, code="degenerate")
