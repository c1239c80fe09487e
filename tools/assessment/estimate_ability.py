"""How able is someone, given their answers to questions of known difficulty?

References: Bock & Mislevy (1982) EAP; Samejima (1969) MAP; Warm (1989) WLE; Birnbaum (1968) ML.
"""

import math
from statistics import NormalDist

import numpy as np

from tools.assessment._ability_answers import Answered, answered
from tools.assessment._ability_chart import ability_chart
from tools.assessment._ability_request import EstimateAbilityRequest
from tools.assessment._ability_result import EstimatedAbilities, PersonAbility
from tools.assessment._ability_summary import notes, one, several
from tools.assessment._irt_ability import USUAL, Abilities, AbilityMethod, Population, estimate
from tools.capability import Method
from tools.errors import InvalidInput

NOTHING = "answered no question"
EDGE = "the likelihood of these answers rises towards an end of the scale (all right or wrong)"
SOURCES: dict[AbilityMethod, Method] = {
    "EAP": Method(name="Expected a posteriori ability", source="Bock & Mislevy 1982"),
    "MAP": Method(name="Maximum a posteriori ability", source="Samejima 1969"),
    "WLE": Method(name="Weighted likelihood ability", source="Warm 1989"),
    "ML": Method(name="Maximum likelihood ability", source="Birnbaum 1968"),
}


def estimate_ability(request: EstimateAbilityRequest) -> EstimatedAbilities:
    """Estimate how able people are from their answers and the questions' known difficulties.

    Use it when item difficulties (b), and perhaps discriminations (a) and guessing (c), are known
    and someone's right and wrong answers are given: theta with its standard error and percentile.
    """
    done = answered(request)
    population = Population(request.population_mean, request.population_sd)
    estimator = request.estimator or USUAL
    found = estimate(done.bank.curves(request.scale), done.codes, estimator, population)
    people = [_person(done, row, found, request, population) for row in range(len(done.people))]
    if len(people) == 1 and people[0].ability is None:
        _refuse(request, people[0])
    known = [person.ability for person in people if person.ability is not None]
    return EstimatedAbilities(
        estimator=estimator,
        item_count=len(done.bank.names),
        person_count=len(people),
        scale=request.scale,
        population_mean=population.mean,
        population_sd=population.sd,
        confidence=request.confidence,
        people=people,
        mean_ability=float(np.mean(known)) if known else None,
        summary=one(people[0], population, request.confidence)
        if len(people) == 1
        else several(people),
        method=SOURCES[estimator],
        notes=notes(request, done, people),
        chart=ability_chart(people, done, population),
    )


def _refuse(request: EstimateAbilityRequest, person: PersonAbility) -> None:
    """A single person without an estimate is an error, not an answer."""
    if person.answered == 0:
        field = "answers" if request.answers is not None else "responses"
        raise InvalidInput.of(field, "hold no answer to any question", code="missing")
    raise InvalidInput.of(
        "estimator",
        "ML has no finite estimate for these answers (all right, all wrong, or like guesses): "
        "choose EAP, MAP or WLE",
        code="no_estimate",
    )


def _person(
    done: Answered, row: int, found: Abilities, request: EstimateAbilityRequest, people: Population
) -> PersonAbility:
    codes = done.codes[row]
    given = codes >= 0
    highest = (~np.isnan(done.bank.thresholds)).sum(axis=1)
    plain = PersonAbility(
        name=done.people[row],
        answered=int(given.sum()),
        points=float(codes[given].sum()),
        full_marks=float(highest[given].sum()),
        ability=None,
    )
    theta, error = float(found.theta[row]), float(found.error[row])
    if not given.any() or math.isnan(theta):
        return plain.model_copy(update={"reason": EDGE if given.any() else NOTHING})
    half = NormalDist().inv_cdf(0.5 + request.confidence / 2) * error
    normal = NormalDist(people.mean, people.sd)
    share = error**2 / people.sd**2
    reliability = 1 - share if (request.estimator or USUAL) in ("EAP", "MAP") else 1 / (1 + share)
    return plain.model_copy(
        update={
            "ability": theta,
            "standard_error": error,
            "low": theta - half,
            "high": theta + half,
            "percentile": normal.cdf(theta),
            "percentile_low": normal.cdf(theta - half),
            "percentile_high": normal.cdf(theta + half),
            "information": float(found.information[row]),
            "reliability": min(max(reliability, 0.0), 1.0),
        }
    )
