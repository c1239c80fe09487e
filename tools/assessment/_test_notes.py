"""What an analysed test assumes, and what its reader must know."""

from collections.abc import Sequence

from tools.assessment._scoring import counts_said
from tools.assessment._test_parts import Prepared
from tools.assessment._test_request import AnalyseTestRequest
from tools.assessment._test_result import GroupPair, ItemReport
from tools.assessment._test_summary import FEW_PEOPLE

FEW_IN_GROUP = 100  # the smaller group, below which Mantel-Haenszel misses most unfairness


def notes(
    request: AnalyseTestRequest,
    test: Prepared,
    pair: GroupPair | None,
    items: Sequence[ItemReport],
) -> list[str]:
    """Assumptions, defaults and caveats of one analysis."""
    told = [*_of_the_data(request, test), *_of_the_table(request, test)]
    if any(item.item_total_correlation is None for item in items):
        told.append(
            "Where everyone has the same points on a question, its correlations are not defined; "
            "it stays part of the test."
        )
    if pair is not None:
        told.append(
            f"Fairness compares {pair.focal} ({pair.focal_count}) with {pair.reference} "
            f"({pair.reference_count}) at equal total score; a difference is a reason to read the "
            "question, not proof of bias."
        )
        if min(pair.reference_count, pair.focal_count) < FEW_IN_GROUP:
            told.append("With so few people in a group, unfairness is easily missed.")
    told.append("Bars for reliability, difficulty and discrimination are conventions, not laws.")
    return told


def _of_the_data(request: AnalyseTestRequest, test: Prepared) -> list[str]:
    told: list[str] = []
    if len(test.points) < FEW_PEOPLE:
        told.append(
            f"{len(test.points)} people are too few to judge single questions; "
            "the figures would differ much with other people."
        )
    blanks = int(test.blanks.sum())
    if blanks and request.blanks == "wrong":
        told.append(f"Blank answers ({blanks}) count as wrong.")
    if test.left_out:
        told.append(f"People with a blank answer ({test.left_out}) are left out.")
    return told


def _of_the_table(request: AnalyseTestRequest, test: Prepared) -> list[str]:
    told = counts_said(test.scored)
    if test.scored.left_out:
        told.append(f"Not questions, so left out: {', '.join(test.scored.left_out)}.")
    if test.scored.key_in_table:
        told.append("The answer key was taken from the table's own row.")
    if request.full_marks is None and (test.full_marks > 1).any():
        told.append("The highest points anyone has on a question are taken as its full marks.")
    return told
