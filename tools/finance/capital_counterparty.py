"""Exposure to a counterparty of derivatives: the standardised approach, SA-CCR (CRE52)."""

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._counterparty_addon import AddOns, Part, rate_parts
from tools.finance._counterparty_agreement import Joint, agreed
from tools.finance._counterparty_chart import chart
from tools.finance._counterparty_exposure import Exposure, Side, Way, exposure_of
from tools.finance._counterparty_groups import ONLY_SET, grouped
from tools.finance._counterparty_report import (
    joint_of,
    joint_steps,
    parts_of,
    set_of,
    steps_of,
    trades_of,
)
from tools.finance._counterparty_request import CounterpartyRequest
from tools.finance._counterparty_result import CounterpartyResult
from tools.finance._counterparty_words import notes, summary

CAPITAL_RATIO = 0.08  # RBC20.1


def capital_counterparty(request: CounterpartyRequest) -> CounterpartyResult:
    """Compute the exposure at default of derivatives by SA-CCR, with every step.

    Use it for counterparty credit risk of swaps, forwards, options, credit, equity and commodity
    derivatives: replacement cost, add-on, multiplier, margin agreements, netting sets, EAD.
    """
    alone, joints = _exposures(request)
    members = [one for joint in joints for one in joint.members]
    exposures = [*alone, *members]
    ead = sum(one.ead for one in alone) + sum(joint.ead for joint in joints)
    weight = request.risk_weight
    result = CounterpartyResult(
        summary="",
        method=Method(
            name="Standardised approach for counterparty credit risk (SA-CCR)",
            source="Basel Framework CRE52; BCBS 279 (March 2014, revised April 2014)",
        ),
        ead=ead,
        replacement_cost=sum(_counting(e).replacement_cost for e in alone)
        + sum(joint.replacement_cost for joint in joints),
        pfe=sum(_counting(e).pfe for e in exposures),
        addon_aggregate=sum(_counting(e).add_ons.aggregate for e in exposures),
        multiplier=_counting(exposures[0]).multiplier if len(exposures) == 1 else None,
        alpha=request.alpha,
        risk_weight=weight,
        rwa=None if weight is None else ead * weight,
        capital=None if weight is None else CAPITAL_RATIO * ead * weight,
        netting_sets=[set_of(exposure) for exposure in exposures],
        margin_agreements=[joint_of(joint) for joint in joints],
        trades=[row for exposure in exposures for row in trades_of(exposure)],
        parts=[row for exposure in exposures for row in parts_of(exposure)],
        steps=[
            *(step for exposure in exposures for step in steps_of(exposure, request.alpha)),
            *(step for joint in joints for step in joint_steps(joint)),
        ],
        currency=request.currency,
    )
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _counting(exposure: Exposure) -> Side:
    """The side that counts: without margin where the cap binds."""
    capped = exposure.capped and exposure.unmargined is not None
    return exposure.unmargined if capped and exposure.unmargined else exposure.side


def _exposures(request: CounterpartyRequest) -> tuple[list[Exposure], list[Joint]]:
    way = Way(request.alpha, request.rate_offset)
    if request.trades is None:
        return [exposure_of(ONLY_SET, "", request, [], way, _given(request))], []
    groups = grouped(request, request.trades)
    for group in groups:
        if not group.positions:
            raise InvalidInput.of(f"{group.place}name", "no trade names this netting set")
    return agreed(request, groups, way)


def _given(request: CounterpartyRequest) -> AddOns:
    """The add-on that was given, or that of three maturity buckets."""
    if request.effective_notionals is not None:
        name = request.currency or "interest rates"
        amount, parts = rate_parts(name, request.effective_notionals, request.rate_offset)
        return AddOns({"interest_rate": amount}, parts)
    return AddOns(
        {"given": request.addon or 0.0},
        [Part("given", "", "", None, request.addon, "CRE52.25")],
    )
