"""Say in plain words what a calibration found, and what it rests on."""

from collections.abc import Sequence

from tools.assessment._calibration_parts import Calibration
from tools.assessment._calibration_request import CalibrateItemsRequest
from tools.assessment._calibration_result import CalibratedItem, InformationPoint, ItemFlag
from tools.assessment._irt_layout import Model
from tools.assessment._irt_priors import PRIOR_PEOPLE
from tools.assessment._plain_figures import plain
from tools.assessment._test_summary import listed

ADVISED: dict[Model, int] = {"1PL": 100, "2PL": 250, "3PL": 1000, "GRM": 250}
"""People below which parameters are rough: common advice (de Ayala 2009), not a law."""
REASONS = 2  # kinds of trouble in the summary


def opening(model: Model, people: int, items: Sequence[CalibratedItem], converged: bool) -> str:
    """How hard the questions are, from the easiest to the hardest."""
    placed = sorted((item.difficulty, item.name) for item in items if item.difficulty is not None)
    told = f"{model} model, {people:,} people, {len(items)} questions"
    if not placed:
        return f"No question's difficulty can be told ({told})."
    (easy, easiest), (hard, hardest) = placed[0], placed[-1]
    said = (
        f"Difficulty runs from **{plain(easy)}** ({easiest}, the easiest) to {plain(hard)} "
        f"({hardest}, the hardest), in standard deviations from the average person ({told})."
    )
    if converged:
        return said
    return f"The fit did not settle, so take these figures as rough. {said}"


def slopes(model: Model, items: Sequence[CalibratedItem]) -> str:
    """How sharply questions tell people apart."""
    if model == "1PL":
        return f"All questions share one discrimination ({items[0].discrimination:.2f})."
    weak = min(items, key=lambda item: item.discrimination)
    sharp = max(items, key=lambda item: item.discrimination)
    return (
        f"{sharp.name} tells people apart best (discrimination {sharp.discrimination:.2f}), "
        f"{weak.name} least ({weak.discrimination:.2f})."
    )


def precision(best: InformationPoint) -> str:
    """Where the test measures best, and how well."""
    if best.standard_error is None:
        return "The test tells next to nothing about anybody's ability."
    return (
        f"The test measures best around an ability of {plain(best.ability, 1)}, "
        f"where its standard error is smallest ({best.standard_error:.2f})."
    )


def to_look_at(flags: Sequence[ItemFlag]) -> str:
    """The questions that stand out, by reason."""
    by_reason: dict[str, list[str]] = {}
    named: set[str] = set()
    for flag in flags:
        if flag.item not in named:
            named.add(flag.item)
            by_reason.setdefault(flag.reason, []).append(flag.item)
    if not by_reason:
        return "No question stands out as bad."
    told = "; ".join(
        f"{listed(names)} ({reason})" for reason, names in list(by_reason.items())[:REASONS]
    )
    return f"Look at {told}."


def notes(request: CalibrateItemsRequest, done: Calibration, model: Model) -> list[str]:
    """Assumptions, defaults and caveats of one calibration."""
    told = [*_of_the_data(request, done), *_of_the_model(request, done, model)]
    if len(done.coded.codes) < ADVISED[model]:
        told.append(
            f"{len(done.coded.codes):,} people are few for a {model}: with others the parameters "
            "would differ noticeably, as the standard errors show."
        )
    if not done.fit.observed:
        told.append("Standard errors rest on the cross-product of gradients, as the test is large.")
    told.append(
        "Abilities are taken as normal with mean 0 and standard deviation 1 in these people, one "
        "ability behind all questions; parameters use the logistic scale without the factor of "
        "the normal ogive. Bars for flags are conventions, not laws."
    )
    return told


def _of_the_data(request: CalibrateItemsRequest, done: Calibration) -> list[str]:
    told = [f"{aside.name} is set aside: {aside.reason}." for aside in done.coded.aside]
    if done.coded.empty:
        told.append(f"People without any answer ({done.coded.empty:,}) are left out.")
    blanks = int((done.coded.codes < 0).sum())
    if blanks:
        told.append(
            f"Missing answers ({blanks:,}) tell nothing; fit is tested on people who answered "
            "every question."
        )
    elif request.blanks == "wrong":
        told.append("Blank answers count as wrong.")
    odd = [
        name
        for name, marks in zip(done.coded.names, done.coded.marks, strict=True)
        if len(marks) == 2 and marks[0] != 0
    ]
    if odd:
        told.append(f"The higher of two marks counts as right on {listed(odd)}.")
    return told


def _of_the_model(request: CalibrateItemsRequest, done: Calibration, model: Model) -> list[str]:
    told: list[str] = []
    if request.model is None:
        told.append(f"The {model} model was chosen by the number of people and the marks given.")
    if model == "3PL":
        told.append(
            f"The 3PL is hardly identified by few people, so guessing is held near "
            f"{request.guessing:g} as if {PRIOR_PEOPLE:g} people had shown it (a beta "
            "prior), and discriminations near one (a log-normal prior); AIC and BIC leave the "
            "priors out."
        )
    if not done.fit.converged:
        simpler = "" if model == "1PL" else " or fit a 1PL"
        told.append(
            "No clear maximum was found: some answers form a clean step, so that the likelihood "
            f"keeps rising with the discrimination. Collect more answers{simpler}."
        )
    return told
