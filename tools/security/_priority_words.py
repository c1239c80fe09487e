"""Say a patch order in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.security._priority_facts import Register
from tools.security._priority_request import PrioritiseRequest
from tools.security._priority_result import DecisionCount, PlanStep, PrioritiseResult
from tools.security._scan_words import counted

_DEEDS = {
    "immediate": "need action at once",
    "out-of-cycle": "should not wait for the next regular maintenance",
    "scheduled": "belong in the next regular maintenance",
    "defer": "can wait",
    "act": "need action at once, with the leadership told",
    "attend": "need attention sooner than usual",
    "track*": "should be watched closely",
    "track": "need no action now beyond the usual",
    "3 days & forensic investigation": "must be mended within 3 days and traces looked for",
    "3 days": "must be mended within 3 days",
    "14 days": "must be mended within 14 days",
    "60 days": "must be mended within 60 days",
    "fix on system upgrade": "can wait for the next upgrade",
}
_ONE = {"need": "needs", "belong": "belongs"}
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_SOURCES = {
    "deployer": "SSVC, table Deployer Patch Application Priority 1.0.0 (CERT/CC)",
    "cisa": "SSVC, table CISA Coordinator 2.0.3 (CERT/CC, CISA)",
    "bod_26_04": "CISA, Binding Operational Directive 26-04, as CERT/CC's table 1.0.0",
}


def source(request: PrioritiseRequest) -> str:
    """Where the decisions come from."""
    return f"{_SOURCES[request.table]}; EPSS (FIRST); known exploitation (CISA KEV)"


def summary(result: PrioritiseResult) -> str:
    """The answer in at most four sentences."""
    if not result.steps:
        return "There is no vulnerability to rank: every finding only informs."
    return " ".join([_count(result), _first(result.steps[0]), *_open(result), *_loss(result)])


def _count(result: PrioritiseResult) -> str:
    top = next(one for one in result.decisions if one.count)
    total = counted(result.steps_total, "vulnerability")
    where = f" on {counted(result.hosts, 'host')}" if result.hosts else ""
    return f"Of {total}{where}, **{top.count:,} {_deed(top)}**{_certain(top)}."


def _deed(one: DecisionCount) -> str:
    deed = _DEEDS[one.name]
    first, _, rest = deed.partition(" ")
    return f"{_ONE.get(first, first)} {rest}" if one.count == 1 else deed


def _certain(one: DecisionCount) -> str:
    if one.certain == one.count:
        return ""
    if not one.certain:
        return " if what is not known turns out badly"
    return f" ({one.certain:,} for certain, the rest if what is not known turns out badly)"


def _first(step: PlanStep) -> str:
    where = f" on {step.hosts[0]}" if step.hosts_count == 1 else ""
    if step.hosts_count > 1:
        where = f" on {counted(step.hosts_count, 'host')}"
    why = f": {', '.join(step.reasons[:3])}" if step.reasons else ""
    return f"First: {step.name}{where}{why}."


def _open(result: PrioritiseResult) -> Iterator[str]:
    if not result.open_decisions:
        return
    missing: dict[str, int] = {}
    for step in result.steps:
        if step.decision != step.at_least:
            for what in step.unknown:
                missing[what] = missing.get(what, 0) + 1
    named = sorted((w for w in missing if not w.startswith("EPSS")), key=lambda w: -missing[w])[:2]
    if named:
        count = result.open_decisions
        depend = "depends" if count == 1 else "depend"
        yield f"{count:,} of the decisions {depend} on what is not known: {' and '.join(named)}."


def _loss(result: PrioritiseResult) -> Iterator[str]:
    low, high = result.expected_loss_low, result.expected_loss_high
    if low is None or high is None:
        return
    said = money(high, result.currency)
    if low == high:
        yield f"Left as they are, they cost {said} a year on average."
    elif low:
        yield f"Left as they are, they cost {money(low, result.currency)} to {said} a year."
    else:
        yield f"Left as they are, they cost at most {said} a year on average."


def money(amount: float, currency: str | None) -> str:
    """An amount to three figures."""
    rounded = float(f"{amount:.3g}")
    digits = f"{rounded:,.0f}" if rounded >= 10 or rounded.is_integer() else f"{rounded:,.2f}"
    if currency in _SYMBOLS:
        return f"{_SYMBOLS[currency]}{digits}"
    return f"{currency} {digits}" if currency else digits


def notes(request: PrioritiseRequest, register: Register, result: PrioritiseResult) -> list[str]:
    """What was assumed, what is unknown, and what to be careful of."""
    return [
        *_partial(request),
        *_epss(request, result),
        *_assets(request, register),
        *_rules(request),
        *_losses(request, result),
        *_listed(result),
        "The order is by decision, then by the loss that may be expected, known exploitation, EPSS "
        "and CVSS; nothing is weighed against anything else.",
    ]


def _partial(request: PrioritiseRequest) -> Iterator[str]:
    if request.scan is not None and not request.scan.complete:
        yield "Warning: the scan file is cut off, so findings are missing from this plan."


def _epss(request: PrioritiseRequest, result: PrioritiseResult) -> Iterator[str]:
    if result.without_epss:
        yield (
            f"Of {counted(result.without_epss, 'vulnerability')} the EPSS is not known; it counts "
            "as anything from 0 to 1, never as 0."
        )
    said = any(one.known_exploited is not None for one in request.findings or ())
    if request.kev is None and not said:
        yield (
            "No list of known exploited vulnerabilities (CISA KEV) was given, so exploitation is "
            "known only where the scan itself says so."
        )


def _assets(request: PrioritiseRequest, register: Register) -> Iterator[str]:
    spare = [a.name for a in request.assets or () if a.name.casefold() not in register.used]
    if spare:
        shown = ", ".join(spare[:5])
        more = f" and {len(spare) - 5} more" if len(spare) > 5 else ""
        yield f"No finding is on {shown}{more}: check that hosts are called as in the scan."
    harm = request.safety_impact != "negligible" or any(
        asset.safety_impact for asset in request.assets or ()
    )
    if request.table == "deployer" and not harm:
        yield "Taken: no harm to people follows if a host fails."


def _rules(request: PrioritiseRequest) -> Iterator[str]:
    yield (
        "Whether attacks can be automated is read off the CVSS vector: yes over the network "
        "without conditions, privileges or a person's help; no where someone must be local, "
        "privileged or tricked; else open. A rule of thumb."
    )
    if request.table != "deployer":
        yield (
            "The technical impact is read off the CVSS vector: total where confidentiality, "
            "integrity and availability are all lost, else partial."
        )


def _losses(request: PrioritiseRequest, result: PrioritiseResult) -> Iterator[str]:
    if result.expected_loss_high is None:
        return
    yield (
        "Expected loss a year = loss of one attack x chance of exploitation in a year x chance of "
        "being hit. EPSS p speaks of 30 days: a year is 1 - (1 - p)^(365/30); what is known to be "
        "exploited counts as 1. A host is lost at most once a year."
    )
    if request.chance_of_hit is None:
        yield (
            "EPSS is the chance of exploitation anywhere, not on your hosts. Without a chance of "
            "being hit the losses are upper bounds."
        )


def _listed(result: PrioritiseResult) -> Iterator[str]:
    if result.left_out:
        yield f"{counted(result.left_out, 'finding')} that only inform are left out."
    if len(result.steps) < result.steps_total:
        yield f"The first {len(result.steps):,} of {result.steps_total:,} steps are listed."
