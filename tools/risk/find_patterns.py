"""What incidents and losses have in common, and what precedes them."""

from tools.capability import Method
from tools.errors import InvalidInput
from tools.risk._pattern_items import Cases, cases_of
from tools.risk._patterns_request import FindPatternsRequest
from tools.risk._patterns_result import FindPatternsResult
from tools.risk._patterns_words import chart, notes, summary

_COMBINATIONS = Method(
    name="Frequent combinations by FP-growth with exact tests",
    source="Han, Pei and Yin (2000), on dense tables Zaki (2000); Fisher's exact test; Webb "
    "(2007), Discovering significant patterns; Benjamini and Hochberg (1995), Benjamini and "
    "Yekutieli (2001)",
)
_PRECEDING = Method(
    name="Exact test of losses after events against other times",
    source="Conditional binomial test of two Poisson rates (Przyborowski and Wilenski 1940) within "
    "each owner (self-controlled, Farrington 1995); Benjamini and Hochberg (1995)",
)
_OF_RECORDS = (
    *("second_table", "third_table", "key", "outcome", "outcome_value", "outcome_above"),
    "attributes",
)
_OF_EVENTS = ("loss_event", "time_column", "type_column", "entity_column")


def find_patterns(request: FindPatternsRequest) -> FindPatternsResult:
    """Find recurring combinations in incidents, losses or controls, and what precedes losses.

    Use it for what bad cases have in common, which attributes go with an outcome or occur
    together, root causes worth a look, and which events come before losses, with exact tests and
    few false discoveries.
    """
    _refuse_contradictions(request)
    if request.events is not None:
        return _before(request)
    cases = cases_of(request)
    return _combinations(request, cases)


def _refuse_contradictions(request: FindPatternsRequest) -> None:
    if request.records is not None and request.events is not None:
        message = "cannot stand beside records: look at cases or at a log of events, one at a time"
        raise InvalidInput.of("events", message, code="conflict")
    other, needs = (_OF_EVENTS, "events") if request.events is None else (_OF_RECORDS, "records")
    for name in other:
        if getattr(request, name) is not None:
            message = f"means something with {needs} only, which are not given"
            raise InvalidInput.of(name, message, code="conflict")
    if request.outcome is None and (request.outcome_value or request.outcome_above is not None):
        message = "name the column of the outcome too"
        raise InvalidInput.of("outcome", message, code="missing")
    if request.outcome_value is not None and request.outcome_above is not None:
        message = "cannot stand beside outcome_value: say the value or the bound"
        raise InvalidInput.of("outcome_above", message, code="conflict")
    if request.outcome is None and request.most_attributes < 2:
        message = "without an outcome at least 2 attributes must be combined"
        raise InvalidInput.of("most_attributes", message, code="conflict")


def _combinations(request: FindPatternsRequest, cases: Cases) -> FindPatternsResult:
    from tools.risk._pattern_search import searched

    search = searched(request, cases)
    events = int(cases.happened.sum())
    result = FindPatternsResult(
        summary="",
        method=_COMBINATIONS,
        looked_for="outcome" if cases.outcome else "together",
        outcome=cases.outcome,
        cases=len(cases.items),
        events=events,
        base_rate=events / len(cases.items) if cases.outcome else None,
        fewest_cases=search.least,
        tested=search.tested,
        significant=search.significant,
        found=len(search.patterns),
        false_discovery=request.false_discovery,
        patterns=search.patterns[: request.list_at_most],
        precursors=[],
        window_days=None,
        days=None,
    )
    return _worded(request, result, cases.notes)


def _before(request: FindPatternsRequest) -> FindPatternsResult:
    from tools.risk._precursors import FEWEST, log_of, precursors

    if request.events is None:
        raise AssertionError("unreachable")
    log = log_of(request, request.events)
    found = precursors(request, log)
    result = FindPatternsResult(
        summary="",
        method=_PRECEDING,
        looked_for="before",
        outcome=log.loss,
        cases=len(log.types),
        events=found.losses,
        base_rate=None,
        fewest_cases=FEWEST,
        tested=found.tested,
        significant=len(found.precursors),
        found=len(found.precursors),
        false_discovery=request.false_discovery,
        patterns=[],
        precursors=found.precursors[: request.list_at_most],
        window_days=request.window_days,
        days=log.length,
    )
    return _worded(request, result, log.notes)


def _worded(
    request: FindPatternsRequest, result: FindPatternsResult, found: list[str]
) -> FindPatternsResult:
    result.summary, result.notes = summary(result), notes(request, result, found)
    result.chart = chart(result)
    return result
