"""Say how far a framework is met in plain words: the summary, and what to be careful of."""

from collections.abc import Iterator

from tools.security._compliance_request import ComplianceScoreRequest
from tools.security._compliance_result import ComplianceScoreResult, ThemeScore
from tools.security._compliance_states import Assigned
from tools.security._scan_words import counted
from tools.wording import percent


def summary(result: ComplianceScoreResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_score(result), *_weakest(result), *_stale(result), *_next(result)])


def _score(result: ComplianceScoreResult) -> str:
    name, total = result.framework, counted(result.applicable, "applicable control")
    if not result.not_assessed:
        return f"**{percent(result.low)}** of {name} is fulfilled, over {total}."
    return (
        f"At least **{percent(result.low)}** of {name} is fulfilled and at most "
        f"{percent(result.high)}: {result.not_assessed:,} of {total} "
        f"{'is' if result.not_assessed == 1 else 'are'} not assessed, which never counts as passed."
    )


def _weakest(result: ComplianceScoreResult) -> Iterator[str]:
    open_ = [one for one in result.themes if one.controls > one.not_applicable]
    if len(open_) < 2:
        return
    worst = min(open_, key=lambda one: one.low)
    if worst.low < 1:
        yield f"Weakest is {_named(worst)} with {percent(worst.low)}."


def _named(theme: ThemeScore) -> str:
    return f"{theme.name} ({theme.id})"


def _stale(result: ComplianceScoreResult) -> Iterator[str]:
    if result.stale:
        yield (
            f"Evidence on {counted(len(result.stale), 'control')} is stale; without it the least "
            f"is {percent(result.low_without_stale)}."
        )


def _next(result: ComplianceScoreResult) -> Iterator[str]:
    if result.roadmap:
        first = result.roadmap[0]
        yield f"First step: {first.action} {first.control} ({first.name})."


def notes(
    request: ComplianceScoreRequest, result: ComplianceScoreResult, given: Assigned
) -> list[str]:
    """What was assumed, what is missing, and what a score is not."""
    return [
        *_of_evidence(request, result, given),
        *_of_framework(request),
        "Roadmap: required before addressable controls; missing, then partial, not assessed, "
        "stale; within these the theme with the lowest score first.",
        "Each applicable control counts once: the share is no measure of risk, and no certificate; "
        "an auditor judges whether a control works. Names are short ones of our own.",
    ]


def _of_evidence(
    request: ComplianceScoreRequest, result: ComplianceScoreResult, given: Assigned
) -> Iterator[str]:
    if result.unsupported:
        told = counted(result.unsupported, "control")
        yield f"Warning: {told} said to be in place without any evidence."
    if request.as_of is None and any(one.date for one in request.evidence):
        yield "The age of evidence is not judged: give as_of, the day of the assessment."
    if given.shortened:
        ids = ", ".join(given.shortened)
        yield (
            f"Warning: {ids} may have been shortened by a spreadsheet from an id that ends in 0 "
            "(5.10 to 5.1); write ids as text, such as A.5.10."
        )
    if given.headings:
        yield "Evidence on a heading stands for each control under it that has none of its own."
    if given.repeated:
        yield "Where evidence on one control disagrees, the worst status holds."
    if given.outside:
        yield f"{counted(given.outside, 'piece')} of evidence out of scope left aside."
    if result.partial:
        yield f"A partial control counts as {percent(request.partial_counts)} fulfilled."


def _of_framework(request: ComplianceScoreRequest) -> Iterator[str]:
    if request.framework == "soc_2" and request.scope is None:
        yield (
            "Only the common criteria (CC) belong to every SOC 2 report; name the scope if "
            "availability, confidentiality, processing integrity or privacy are not in yours."
        )
    if request.framework == "iso_27001":
        yield "Annex A only; clauses 4 to 10 of the management system are not scored."
    if request.framework == "gdpr":
        yield "Articles 5 to 49 that lay duties on controllers and processors; not legal advice."
    if request.framework == "hipaa":
        yield (
            "Addressable safeguards may be met by an equal measure where that is documented; "
            "count them as implemented then."
        )
