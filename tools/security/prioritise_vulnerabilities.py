"""What to mend first: findings, known exploitation and what the hosts mean, as a ranked plan."""

from collections import Counter

from tools.capability import Method
from tools.security._priority_chart import chart
from tools.security._priority_facts import Register
from tools.security._priority_plan import losses, steps
from tools.security._priority_request import PrioritiseRequest
from tools.security._priority_result import DecisionCount, PrioritiseResult
from tools.security._priority_words import notes, source, summary
from tools.security._ssvc import order


def prioritise_vulnerabilities(request: PrioritiseRequest) -> PrioritiseResult:
    """Rank vulnerabilities from a scan or a list: what to patch first, by when, and why.

    Joins CVSS, EPSS, known exploitation (KEV) and what each host means into SSVC decisions and an
    expected loss a year. What is not known widens a decision instead of counting as harmless. Use
    it to turn a Nessus, OpenVAS or nmap report into a plan.
    """
    register = Register(request)
    facts = list(register.facts())
    plan = steps(register, facts)
    total = losses(register, facts)
    worst = Counter(step.decision for step in plan)
    certain = Counter(step.at_least for step in plan if step.at_least == step.decision)
    findings = len(request.scan.findings) if request.scan else len(facts)
    result = PrioritiseResult(
        summary="",
        method=Method(name="SSVC decision table over every value still open",
                      source=source(request)),
        steps=plan[: request.listed],
        steps_total=len(plan),
        vulnerabilities=len(facts),
        hosts=len({one.host for one in facts if one.host}),
        decisions=[
            DecisionCount(name=name, count=worst[name], certain=certain[name])
            for name in reversed(order(request.table))
        ],
        table=request.table,
        exploited=sum(step.known_exploited for step in plan),
        without_epss=len({one.key for one in facts if one.without_epss}),
        open_decisions=sum(step.decision != step.at_least for step in plan),
        left_out=findings - len(facts),
        expected_loss_low=total[0] if total else None,
        expected_loss_high=total[1] if total else None,
        currency=request.currency,
    )  # fmt: skip
    result.summary, result.notes = summary(result), notes(request, register, result)
    result.chart = chart(result)
    return result
