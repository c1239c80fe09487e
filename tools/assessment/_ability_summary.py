"""Say in plain words where people stand, and what the estimate rests on."""

from collections.abc import Sequence

from tools.assessment._ability_answers import SOMEBODY, Answered
from tools.assessment._ability_request import EstimateAbilityRequest
from tools.assessment._ability_result import PersonAbility
from tools.assessment._irt_ability import USUAL, Population
from tools.assessment._plain_figures import counted, plain

FEW_ANSWERS = 10
WIDE = 0.5  # reliability below which an estimate is rough


def one(person: PersonAbility, population: Population, confidence: float) -> str:
    """One person's place, its interval, and what they did."""
    low, high = person.low, person.high
    if person.ability is None or person.percentile is None or low is None or high is None:
        return f"No ability can be told: {person.reason}."
    who = "This person" if person.name == SOMEBODY else person.name
    place = _place(person.ability, population)
    rough = (
        " That is rough: other answers of the same person could move it far."
        if (person.reliability or 0.0) < WIDE
        else ""
    )
    return (
        f"{who}'s ability is about **{plain(person.ability)}** {place}, above about "
        f"{person.percentile * 100:.0f} % of people. With {person.points:g} of "
        f"{person.full_marks:g} points on {counted(person.answered)}, anything from "
        f"{plain(low)} to {plain(high)} is plausible ({confidence * 100:.4g} % interval; "
        f"standard error {person.standard_error:.2f}).{rough}"
    )


def _place(ability: float, population: Population) -> str:
    gap = ability - population.mean
    if abs(gap) < 0.1 * population.sd:
        return "(about average)"
    side = "above" if gap > 0 else "below"
    return f"({side} the average of {population.mean:g})"


def several(people: Sequence[PersonAbility]) -> str:
    """The highest, the lowest and how sure the order is."""
    told = sorted(
        ((p.ability, p.standard_error or 0.0, p.name) for p in people if p.ability is not None),
        key=lambda one: (-one[0], one[2]),
    )
    if not told:
        return f"No ability can be told for any of the {len(people):,} people."
    (top, top_error, first), (low, low_error, last) = told[0], told[-1]
    said = (
        f"{first} stands highest with an ability of **{plain(top)}** (standard error "
        f"{top_error:.2f}), {last} lowest with {plain(low)} (standard error {low_error:.2f}), "
        f"among {len(told):,} people."
    )
    overlap = top - low < 2 * (top_error**2 + low_error**2) ** 0.5
    if overlap and len(told) > 1:
        said += " Even these two are not clearly apart."
    left = [person for person in people if person.ability is None]
    if left:
        said += f" {left[0].name} has no estimate: {left[0].reason}."
    return said


def notes(
    request: EstimateAbilityRequest, done: Answered, people: Sequence[PersonAbility]
) -> list[str]:
    """Assumptions, defaults and caveats of one estimation."""
    told = [_of_the_estimator(request)]
    if done.by_order:
        told.append("Columns of answers are matched with the questions by their order.")
    if request.items is None and request.discriminations is None:
        told.append("Every question is taken to tell people apart alike (discrimination 1).")
    if request.items is None and request.guessing is None:
        told.append("Nobody is taken to guess a question right.")
    if len(done.bank.names) < FEW_ANSWERS:
        told.append("With so few questions the estimate stays rough, whatever the answers.")
    if any(person.answered < len(done.bank.names) for person in people):
        told.append("Questions without an answer tell nothing; they do not count as wrong.")
    told.append(
        f"Difficulties and abilities share one scale; the percentile is that of a normal "
        f"population with mean {request.population_mean:g} and standard deviation "
        f"{request.population_sd:g}. Parameters are taken as exact, with the factor "
        f"{request.scale:g} (D) in the exponent."
    )
    return told


def _of_the_estimator(request: EstimateAbilityRequest) -> str:
    estimator = request.estimator or USUAL
    if estimator in ("EAP", "MAP"):
        kind = "mean" if estimator == "EAP" else "most likely value"
        return (
            f"{estimator} is the {kind} of the ability given the answers and the "
            "population, so it is drawn towards the population's mean; WLE is not."
        )
    if estimator == "WLE":
        return "WLE (Warm) leaves the population out and corrects the bias of maximum likelihood."
    return "ML leaves the population out; it has no estimate for all-right or all-wrong answers."
