"""How good is a test: is it reliable, are its questions too easy, misleading or unfair?

Classical test theory: everything follows from the matrix of points, people by questions.

References: Cronbach (1951), Feldt (1965), McDonald (1999), Mantel & Haenszel (1959),
Holland & Thayer (1988).
"""

import numpy as np
from numpy.typing import NDArray

from tools.assessment._item_flags import flags
from tools.assessment._item_statistics import item_figures
from tools.assessment._reliability import Bounded, Floats, alpha, omega
from tools.assessment._scoring import Scored, score
from tools.assessment._test_chart import difficulty_chart
from tools.assessment._test_notes import notes
from tools.assessment._test_parts import Prepared, item_reports, pair_of_groups
from tools.assessment._test_request import AnalyseTestRequest
from tools.assessment._test_result import AnalysedTest, Coefficient, Flag, GroupPair
from tools.assessment._test_summary import FEW_PEOPLE, fairness, reliability, scores, to_look_at
from tools.capability import Method
from tools.errors import InvalidInput

METHOD = Method(
    name="Classical test analysis",
    source=(
        "Cronbach 1951 and Feldt 1965 (alpha), McDonald 1999 (omega), "
        "Mantel & Haenszel 1959 and Holland & Thayer 1988 (fairness)"
    ),
)


def analyse_test(request: AnalyseTestRequest) -> AnalysedTest:
    """Say how good a test or quiz is: reliability, difficulty, misleading and unfair questions.

    Use it when the user has the answers of several people to several questions and asks whether
    the test is any good, which questions are bad, or whether it is fair to a group.
    """
    scored = score(
        request.responses,
        key=request.answer_key,
        group=request.group,
        people=request.person_column,
        items=request.item_columns,
        counts=request.count_column,
    )
    test = _prepared(scored, request)
    pair = pair_of_groups(test.scored, request.reference_group, request.focal_group)
    covariance = np.atleast_2d(np.cov(test.points, rowvar=False))
    figures = item_figures(test.points, test.full_marks, covariance, request.confidence)
    items = item_reports(test, figures, pair)
    reliable = _coefficient(alpha(covariance, len(test.points), request.confidence))
    found = flags(items, reliable)
    error = _measurement_error(test.totals, reliable)
    full, mean = float(test.full_marks.sum()), float(test.totals.mean())
    return AnalysedTest(
        person_count=len(test.points),
        item_count=len(items),
        blank_count=int(test.blanks.sum()),
        left_out_count=test.left_out,
        confidence=request.confidence,
        mean_score=mean,
        score_sd=float(test.totals.std(ddof=1)),
        lowest_score=float(test.totals.min()),
        highest_score=float(test.totals.max()),
        full_marks=full,
        mean_share=mean / full,
        alpha=reliable,
        omega=_coefficient(omega(test.points, covariance, request.confidence)),
        standard_error_of_measurement=error,
        enough_data=len(test.points) >= FEW_PEOPLE,
        groups=pair,
        items=items,
        flags=found,
        summary=_summary(test, reliable, error, found, pair),
        method=METHOD,
        notes=notes(request, test, pair, items),
        chart=difficulty_chart(items, found),
    )


def _prepared(scored: Scored, request: AnalyseTestRequest) -> Prepared:
    """Settle blanks and full marks; refuse what leaves fewer than two people."""
    blank = np.isnan(scored.points)
    kept: NDArray[np.bool_] = np.ones(len(blank), np.bool_)
    if request.blanks == "leave_out":
        kept = ~np.asarray(blank.any(axis=1))
    if kept.sum() < 2:
        raise InvalidInput.of(
            "responses", "needs the answers of at least two people", code="too_few_people"
        )
    points = np.where(blank, 0.0, scored.points)[kept]
    return Prepared(
        scored=_only(scored, kept),
        points=points,
        full_marks=_full_marks(scored.items, points, request.full_marks),
        blanks=blank.sum(axis=0),
        left_out=int((~kept).sum()),
        confidence=request.confidence,
    )


def _only(scored: Scored, kept: NDArray[np.bool_]) -> Scored:
    if kept.all():
        return scored
    rows = np.flatnonzero(kept).tolist()
    return Scored(
        items=scored.items,
        points=scored.points[kept],
        chosen={item: [said[row] for row in rows] for item, said in scored.chosen.items()},
        key=scored.key,
        groups=None if scored.groups is None else [scored.groups[row] for row in rows],
        left_out=scored.left_out,
        key_in_table=scored.key_in_table,
        counts=scored.counts,
    )


def _full_marks(
    items: tuple[str, ...], points: Floats, given: float | dict[str, float] | None
) -> Floats:
    """Points each question is worth: as given, else the highest seen (1 when all have none)."""
    highest = points.max(axis=0)
    seen = np.where(highest > 0, highest, 1.0)
    if given is None:
        return np.maximum(seen, 1.0)
    by_name = given if isinstance(given, dict) else dict.fromkeys(items, given)
    if set(by_name) - set(items):
        raise InvalidInput.of("full_marks", "names a question that the table does not have")
    marks = np.array([by_name.get(item, max(s, 1.0)) for item, s in zip(items, seen, strict=True)])
    if (highest > marks).any():
        raise InvalidInput.of("full_marks", "is less than the points someone has on a question")
    return marks


def _coefficient(found: Bounded) -> Coefficient:
    return Coefficient(value=found.value, low=found.low, high=found.high, reason=found.reason)


def _measurement_error(totals: Floats, reliable: Coefficient) -> float | None:
    """Standard error of measurement; not defined where alpha is below zero."""
    if reliable.value is None or reliable.value < 0:
        return None
    return float(totals.std(ddof=1)) * float(np.sqrt(1 - reliable.value))


def _summary(
    test: Prepared,
    reliable: Coefficient,
    error: float | None,
    found: list[Flag],
    pair: GroupPair | None,
) -> str:
    enough = len(test.points) >= FEW_PEOPLE
    full, mean = float(test.full_marks.sum()), float(test.totals.mean())
    sentences = (
        reliability(reliable, len(test.points), test.confidence),
        scores(mean, full, mean / full, error),
        to_look_at(found, enough),
        fairness(found, pair),
    )
    return " ".join(sentence for sentence in sentences if sentence)
