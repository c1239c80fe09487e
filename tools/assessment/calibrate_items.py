"""How hard is each question, how sharply does it tell people apart, does it fit the model?

Item response theory: the chance of an answer depends on a person's ability and the question's
parameters, which are found by maximum marginal likelihood.

References: Bock & Aitkin (1981); Samejima (1969); Louis (1982); Orlando & Thissen (2000).
"""

import math

import numpy as np

from tools.assessment._calibration_flags import MISFIT_LEVEL, flags
from tools.assessment._calibration_parts import (
    Calibration,
    best_point,
    item_reports,
    reliability,
    test_curve,
)
from tools.assessment._calibration_request import CalibrateItemsRequest
from tools.assessment._calibration_result import CalibratedItems, SetAside
from tools.assessment._calibration_summary import notes, opening, precision, slopes, to_look_at
from tools.assessment._information_chart import information_chart
from tools.assessment._irt_fit import fit
from tools.assessment._irt_layout import Model
from tools.assessment._irt_patterns import collapse
from tools.assessment._irt_priors import LOG_SLOPE_SD, NO_PRIORS, PRIOR_PEOPLE, Priors
from tools.assessment._long_form import widened
from tools.assessment._response_codes import Coded, coded
from tools.assessment._scoring import counts_said, score
from tools.capability import Method
from tools.errors import InvalidInput

METHOD = Method(
    name="Item response theory by marginal maximum likelihood",
    source=(
        "Bock & Aitkin 1981 (marginal likelihood), Birnbaum 1968 and Samejima 1969 (models), "
        "Louis 1982 (standard errors), Orlando & Thissen 2000 and Kang & Chen 2008 (fit)"
    ),
)
FEWEST_PEOPLE: dict[Model, int] = {"1PL": 10, "2PL": 30, "3PL": 100, "GRM": 30}
FEWEST_ITEMS: dict[Model, int] = {"1PL": 2, "2PL": 3, "3PL": 3, "GRM": 3}
MOST_ITEMS = 500
MOST_ANSWERS = 30_000_000
ENOUGH_FOR_SLOPES = 200  # people from which discriminations are worth estimating
LEAST_SLOPE = 0.02  # a discrimination below which difficulties mean nothing


def calibrate_items(request: CalibrateItemsRequest) -> CalibratedItems:
    """Calibrate test questions by item response theory: difficulty, discrimination, guessing.

    Use it when the user has the answers of many people and asks for item parameters, a Rasch, 1PL,
    2PL, 3PL or graded response model, item information, or item fit (S-X2).
    """
    table = widened(request.responses, request.person_column)
    scored = score(
        table,
        key=request.answer_key,
        group=None,
        people=request.person_column,
        items=request.item_columns,
        counts=request.count_column,
    )
    points = np.nan_to_num(scored.points) if request.blanks == "wrong" else scored.points
    answers = coded(scored.items, points)
    model = _model(request, answers)
    _enough(answers, model)
    patterns = collapse(answers.codes, answers.steps)
    priors = NO_PRIORS
    if model == "3PL":
        priors = Priors(request.guessing, PRIOR_PEOPLE, LOG_SLOPE_SD)
    fitted = fit(patterns, model, priors=priors)
    if model == "1PL" and fitted.curves.slopes[0] < LEAST_SLOPE:
        raise InvalidInput.of(
            "responses",
            "the questions do not measure one thing: people who get one right do no better on the "
            "others, so a 1PL has no difficulties to give",
            code="nothing_in_common",
        )
    result = _result(request, Calibration(answers, patterns, fitted), model)
    result.notes[:0] = counts_said(scored)
    return result


def _model(request: CalibrateItemsRequest, answers: Coded) -> Model:
    """The model asked for, or the one that the data allow."""
    graded = next(
        (n for n, marks in zip(answers.names, answers.marks, strict=True) if len(marks) > 2), None
    )
    if request.model is None:
        if graded is not None:
            return "GRM"
        return "2PL" if len(answers.codes) >= ENOUGH_FOR_SLOPES else "1PL"
    if request.model != "GRM" and graded is not None:
        raise InvalidInput.of(
            f"responses.{graded}",
            f"has more than two different marks, but a {request.model} is for right or wrong; "
            "choose the GRM, or mark it right or wrong",
            code="not_binary",
        )
    return request.model


def _enough(answers: Coded, model: Model) -> None:
    """Refuse what no parameter can be learnt from."""
    people, items = answers.codes.shape if answers.names else (0, 0)
    if items < FEWEST_ITEMS[model]:
        aside = "".join(f"; {one.name}: {one.reason}" for one in answers.aside[:5])
        raise InvalidInput.of(
            "responses",
            f"a {model} needs at least {FEWEST_ITEMS[model]} questions that people answer "
            f"differently; there are {items}{aside}",
            code="too_few_items",
        )
    if items > MOST_ITEMS or people * items > MOST_ANSWERS:
        raise InvalidInput.of(
            "responses",
            f"holds more than {MOST_ITEMS} questions or {MOST_ANSWERS:,} answers; calibrate a part",
            code="too_large",
        )
    if people < FEWEST_PEOPLE[model]:
        other = "analyse the test classically" if model == "1PL" else "choose the 1PL"
        raise InvalidInput.of(
            "responses",
            f"a {model} needs the answers of at least {FEWEST_PEOPLE[model]} people; there are "
            f"{people}. Collect more, or {other}",
            code="too_few_people",
        )


def _result(request: CalibrateItemsRequest, done: Calibration, model: Model) -> CalibratedItems:
    fitted, people = done.fit, len(done.coded.codes)
    items = item_reports(done)
    found = flags(items, common_slope=model == "1PL")
    best = best_point(fitted)
    free = fitted.layout.free
    sentences = (
        opening(model, people, items, fitted.converged),
        slopes(model, items),
        precision(best),
        to_look_at(found),
    )
    return CalibratedItems(
        model=model,
        person_count=people,
        item_count=len(items),
        pattern_count=len(done.patterns.counts),
        blank_count=int((done.coded.codes < 0).sum()),
        empty_count=done.coded.empty,
        set_aside=[SetAside(name=one.name, reason=one.reason) for one in done.coded.aside],
        common_discrimination=items[0].discrimination if model == "1PL" else None,
        guessing_prior_people=PRIOR_PEOPLE if model == "3PL" else None,
        log_likelihood=fitted.log_likelihood,
        parameter_count=free,
        aic=2 * free - 2 * fitted.log_likelihood,
        bic=free * math.log(people) - 2 * fitted.log_likelihood,
        converged=fitted.converged,
        passes=fitted.passes,
        quadrature_points=len(fitted.points.theta),
        standard_errors_from=(
            "observed information" if fitted.observed else "cross-product of gradients"
        ),
        reliability=reliability(done),
        misfit_level=MISFIT_LEVEL,
        items=items,
        flags=found,
        best_ability=best.ability,
        best_error=best.standard_error,
        test_information=test_curve(fitted),
        summary=" ".join(sentences),
        method=METHOD,
        notes=notes(request, done, model),
        chart=information_chart(done.coded.names, fitted.curves),
    )
