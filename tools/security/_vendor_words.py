"""Say how risky a vendor is in plain words: the summary, the reasons, the cautions."""

from collections.abc import Iterator

from tools.security._scan_words import counted
from tools.security._vendor_request import AssessVendorRequest
from tools.security._vendor_result import AssessVendorResult
from tools.wording import percent


def summary(result: AssessVendorResult) -> str:
    """The answer in at most four sentences."""
    who = result.vendor or "The vendor"
    span = ""
    if result.residual_best != result.residual_worst:
        span = (
            f" (from {result.residual_best} to {result.residual_worst}, as what is open turns out)"
        )
    first = (
        f"{who} is a **{result.residual} risk**{span}: inherent risk is {result.inherent}, and "
        f"{percent(result.effectiveness_low)} of what was asked is answered as fulfilled."
    )
    return " ".join([first, *_unanswered(result), *_lower(result)])


def _unanswered(result: AssessVendorResult) -> Iterator[str]:
    if result.unanswered:
        yield (
            f"{counted(result.unanswered, 'question')} of {result.applicable:,} "
            f"{'is' if result.unanswered == 1 else 'are'} unanswered and counted as missing; if "
            f"all were in place it would be {percent(result.effectiveness_high)}."
        )


def _lower(result: AssessVendorResult) -> Iterator[str]:
    best = next((one for one in result.changes if one.lowers), None)
    if best is not None:
        yield f"To lower it to {best.residual}: {best.what}."
    elif result.gaps:
        yield (
            f'The heaviest gap: "{result.gaps[0].question[:160]}"; closing gaps alone does not '
            "lower the risk further."
        )


def reasons(request: AssessVendorRequest, result: AssessVendorResult) -> list[str]:
    """Why the tier is what it is, each with its figure."""
    return [*_of_dependency(result), *_of_controls(result), *_of_record(request, result)]


def _of_dependency(result: AssessVendorResult) -> Iterator[str]:
    for one in result.factors:
        if one.level is not None and one.level == result.inherent:
            yield f"Inherent risk is {result.inherent} by {one.name}: {one.value}."
        elif one.level is None:
            yield f"{one.name.capitalize()} is unknown; it could raise inherent risk to very high."


def _of_controls(result: AssessVendorResult) -> Iterator[str]:
    missing = percent(1 - result.effectiveness_low)
    yield f"{missing} of the weight is not fulfilled: likelihood {result.gap_likelihood}."
    weakest = result.domains[0] if len(result.domains) > 1 else None
    if weakest is not None:
        yield f"Weakest domain: {weakest.domain} with {percent(weakest.low)} fulfilled."
    yield f"{percent(result.verified_share)} is fulfilled and covered by a valid certificate."
    for one in result.certificates:
        if one.state == "expired":
            yield f"{one.name} has expired."
        elif one.state == "valid" and not one.counts:
            yield f"{one.name} does not verify answers: {one.kind}."


def _of_record(request: AssessVendorRequest, result: AssessVendorResult) -> Iterator[str]:
    if result.incident_chance is None:
        return
    yield (
        f"{counted(result.severe_incidents, 'severe incident')} in {request.incident_years:g} "
        f"years: a chance of {percent(result.incident_chance)} of one within a year, likelihood "
        f"{result.incident_likelihood}."
    )
    if result.undisclosed_incidents:
        told = counted(result.undisclosed_incidents, "incident")
        yield f"The vendor kept {told} to itself."


def notes(request: AssessVendorRequest, result: AssessVendorResult) -> list[str]:
    """What is a convention, what is unknown, and what would not show."""
    return [
        *_unknown(result),
        *_warnings(request, result),
        "Formulas: inherent = highest factor; effectiveness = fulfilled by applicable weight, "
        "unanswered as 0 (low) or 1 (high); likelihood = the higher of the level of 1 − "
        "effectiveness and of the chance of a severe incident (levels from 5, 21, 80, 96 %); "
        "residual = NIST SP 800-30 table I-2.",
        "Heuristics: a factor's five values stand for the five levels in order, and the share that "
        "is not fulfilled is read as a likelihood; neither is calibrated on losses.",
        "Answers are the vendor's own claims unless a certificate covers them.",
    ]


def _unknown(result: AssessVendorResult) -> Iterator[str]:
    if all(one.level is None for one in result.factors):
        yield (
            "Warning: nothing is known of the data, the access or how hard the vendor is to "
            "replace; inherent risk is taken as very high until it is."
        )


def _warnings(request: AssessVendorRequest, result: AssessVendorResult) -> Iterator[str]:
    if result.incident_chance is None:
        yield "Incidents are unknown, not absent: they do not raise the tier, but the worst case."
    if any(one.state == "without date" for one in result.certificates):
        yield "Warning: certificates without a date of expiry verify nothing."
    if result.undisclosed_incidents:
        yield "Warning: the vendor did not tell of every incident; its answers deserve less trust."
    if request.spend is not None and request.total_spend is None:
        yield "Spend alone says nothing of dependency; give total_spend to count its share."
    if any(one.answer == "partial" for one in request.answers):
        yield f"A partial answer counts as {percent(request.partial_counts)} fulfilled."
